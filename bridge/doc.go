// Package bridge is how a page, the host process and the backend process talk: the frames on the socket between
// the processes, the records inside them, and the router that stands between a page and the backend.
//
// Anything above internal may import it. It links no JavaScript engine and no window system, so that both
// processes, the command line and every test can use it on any machine.
//
// # Who talks to whom
//
//	page (untrusted)  <->  host: Router  <->  backend
//	   records as text       Conn: frames       records as text, bytes as bytes
//
// # Frames
//
// The host and the backend share one stream, a socketpair inherited at start. A frame is
//
//	length  uint32, little endian: the number of bytes that follow, type included
//	type    uint8, see FrameType
//	body    length-1 bytes
//
// A body of more than 128 KiB travels in Part frames, between which other frames pass, so that a large value delays a small
// call by no more than one part. The body of a Part frame is
//
//	number  uint32, little endian: which of the bodies in parts it is of, at most 16 at once
//	type    uint8, only in the first part: the type of the frame that the parts make up
//	size    uint32, little endian, only in the first part: the length of the whole body
//	data    what comes next of the body
//
// A message is received when its last byte is: small ones overtake large ones. But of the records of one document only calls
// and results overtake: the others keep their order.
//
// The backend says Hello when its process is up and Ready, with the names of its functions, when the app's
// main file has run. From then on both sides send Records. The host sends Ping and the backend's event loop answers
// Pong with the same number: a loop that is stuck doesn't answer, and the host notices. Shutdown asks the backend
// to run its exit handlers and to end; the end of the stream means the same, at once. Fatal tells the host why the
// backend is about to die. The command line drives a host in development over a stream of its own with the
// control frames (Reload, Styles, SwapBackend, Problem, ClearProblem, Hot, DevTools) and hears Log, Backend, Page and Closed from it.
// Log is a call of its console.
//
// A backend may be started in advance: it says Hello and runs the app only after Begin. Yield asks the one before it to leave what is carried
// over, as Left, and to end. After an update Check asks the new one whether all is well with it, and it answers Checked.
//
// # Records
//
// A record is one line of text, "KIND ID REST"; records are joined by newlines and never contain one. VALUE is clone text: structured
// clone written as one line of JSON, described where it is implemented (client/encode.js, runtime/backend/clone).
//
// A value may refer to what stays on its side: a function, an AbortSignal, a ReadableStream or another async iterable. Such a thing is
// *lent*: the lender keeps it under a number of its own, separately for each document, and the other side gets the number. The
// numbers of a backend and of the one that takes its place never meet. What one document was lent, another can't name.
//
// Requests; whoever sends one chooses ID, a whole number that isn't used for two things at once:
//
//	call ID NAME VALUE        page only: calls the function NAME; VALUE is the array of arguments
//	invoke ID NUMBER VALUE    calls a function that was lent
//	next ID NUMBER            reads a stream that was lent, from here on known by ID: one item is asked for
//
// Answers; each request is answered exactly once, by one of the first three or by end:
//
//	result ID VALUE           what the function returned, or its promise became
//	error ID VALUE            what it threw; also the end of a stream that fails
//	refused ID VALUE          from the router only: the other side never saw the request
//	item ID VALUE             items of a stream, in order: VALUE is an array of one or more
//	end ID VALUE              the stream is over
//
// About a request that isn't answered yet; it comes to nothing if it is:
//
//	credit ID LIMIT ASKED     the reader has asked for ASKED items since the start, and has room for LIMIT
//	return ID VALUE           the reader wants no more: the stream ends, and says so
//	cancel ID VALUE           page only: the caller gave up, VALUE says why; the call is answered all the same
//
// About what was lent:
//
//	abort NUMBER VALUE        from the lender: the signal aborted, VALUE is the reason
//	drop NUMBER               from the lender: the signal never will
//	release NUMBER COUNT      to the lender: COUNT of the times that it was sent are forgotten
//
// Events, which are numbered by whoever emits them, in order, among its requests; no value of theirs refers to anything:
//
//	event ID NAME VALUE
//	took ID                   all events up to ID were taken: no more than 1024, or a megabyte, are on their way
//	listen ID NAME            from now on; a backend sends it for no document. The router answers it only with refused
//	unlisten 0 NAME
//
// From the router alone, with the ID 0:
//
//	open 0 VALUE              to the backend: there is such a document; VALUE has its window and its origin
//	gone 0 VALUE              the other side is gone, VALUE says why: what it lent is dead, what it borrowed is free
//
// Functions and streams are released when they are garbage; a stream that is read is released by that. Signals are held by whoever
// borrowed them, since a listener may be all that is left of one, until the lender lets go. An item is sent before it is asked for only if
// it was there at once, and only as far as there is room: a generator that waits for something can't be ended while it waits.
//
// A value that holds bytes refers to a blob. Between host and backend a record with a blob has a Records frame to
// itself and the blob follows the text. Between page and host the record follows a line "bytes TOKEN", and the blob
// goes by requests to app://localhost/.deskjs/bytes/SECRET/TOKEN/OFFSET, each for a piece of 512 KiB, the last for what is left: POST, with
// "/LENGTH" of the whole blob behind it, before the record is sent; GET after it was received, in order and each once, answered with
// the length in the header Deskjs-Total. SECRET is the document's, so that no other frame can reach its bytes. A request is refused
// with 413 when the bytes are more than the limits allow, with 400 when it isn't for the next piece, and otherwise with 404. A blob is
//
//	count    uint32, little endian
//	lengths  count times uint64, little endian
//	data     the parts, end to end
//
// A Blob or File of the page up to 1 MiB is such bytes. A larger one is its size and a function that was lent, by which the backend
// reads the bytes when it wants them, 1 MiB at a time: it may be on disk and larger than memory. It can't be read any more when its
// page is gone.
//
// # Between page and host
//
// The page's script (client/client.js) sends text by a script message that is answered when there is something to
// say; it keeps one message unanswered while anything is pending, lent or borrowed. The script runs in the page's own world and has
// no handle on the host: a relay (client/relay.js) in an isolated world, in the app's own top frame only, carries the text.
// They speak by events on the document whose detail is a string: "deskjs:connect" and, back, "deskjs:hello" with the secret;
// "deskjs:send", which the relay cancels when it takes it, and, back, "deskjs:receive" with the host's answer, or null if the message
// couldn't be handed over. The relay's
// first message in every document is HelloText, which the host answers with the secret of a new document.
//
// A page that waits for an answer and does nothing else (ipcRenderer.sendSync) uploads the record of its call as bytes, the only
// part of a blob, and gets the record of the answer from app://localhost/.deskjs/now/SECRET/TOKEN.
//
// A preload script runs in the relay's world and has a View of its own: what the relay sends for it begins with PreloadText,
// which it sends for nothing else. Its secret is the text at app://localhost/.deskjs/hello/KEY; the KEY is its window's, and in that world only.
//
// # Views and documents
//
// The number in a Records frame stands for one document in one view. The router takes a new one when the view
// navigates, so that an answer meant for the previous document can't reach the next. It checks every record before
// the backend sees it, against the functions of the app, the capabilities of the window and the limits, takes answers only where the
// backend asked, and settles every call exactly once, also when the backend dies. The two ends (client/peer.js, which both run)
// settle what they asked of one another when they hear that the other is gone.
package bridge
