// Package http1 reads HTTP/1.x messages as they arrive, in pieces of any size, and takes, refuses and names them as llhttp does,
// the parser of Node.js: the same events, errors and reasons, also for what was made to be read in two ways.
//
// It knows nothing of JavaScript and of connections. Builtins under runtime/backend/node and web may import it; it imports
// nothing of the project. A Parser is not for several goroutines at once.
package http1

// Kind is what a parser reads.
type Kind uint8

// The kinds of messages, numbered as Node's HTTPParser.REQUEST and RESPONSE.
const (
	Request  Kind = 1
	Response Kind = 2
)

// Lenient is what a parser lets pass that the standards do not: Node's kLenient flags.
type Lenient uint16

// The lenient flags, with Node's numbers.
const (
	LenientHeaders Lenient = 1 << iota
	LenientChunkedLength
	LenientKeepAlive
	LenientTransferEncoding
	LenientVersion
	LenientDataAfterClose
	LenientOptionalLFAfterCR
	LenientOptionalCRLFAfterChunk
	LenientOptionalCRBeforeLF
	LenientSpacesAfterChunkSize

	LenientAll Lenient = 1<<iota - 1
)

// maxChunkExtensions is how many bytes of extensions a chunk may have, Node's.
const maxChunkExtensions = 16384

// Action is a Handler's answer to a message's head.
type Action int8

// The answers, with the numbers that Node's callbacks return.
const (
	// Continue reads the body that the head announces.
	Continue Action = 0
	// SkipBody says that there is none, as in the response to HEAD.
	SkipBody Action = 1
	// Upgrade says that there is none, and that what follows is of another protocol.
	Upgrade Action = 2
	// Suspend ends Execute behind the head. Parser.Answer gives the real answer later.
	Suspend Action = 3
	// Fail ends Execute with an error that the handler knows of.
	Fail Action = -1
)

// Handler is told what a Parser finds. Where a function returns a bool, false ends Execute with an error that the handler
// knows of.
type Handler interface {
	// Begin is called at the first byte of a message.
	Begin() bool
	// Head is called with the start line and the headers, which the handler may keep.
	Head(head *Head) Action
	// Body is called with a piece of the body, a part of what Execute was given.
	Body(piece []byte) bool
	// Trailers is called, before Complete, with the headers behind a chunked body if there are any.
	Trailers(trailers *Fields) bool
	// Complete is called at the end of a message.
	Complete() bool
}

// Error is why a message was refused.
type Error struct {
	// Code is llhttp's: "HPE_INVALID_METHOD". Reason is its text.
	Code, Reason string
}

func (e *Error) Error() string { return "Parse Error: " + e.Reason }

// Handled is the error of a handler that returned false or Fail.
var Handled = &Error{"HPE_JS_EXCEPTION", "JS Exception"}

var (
	errPaused         = &Error{"HPE_PAUSED", "Paused"}
	errHeaderOverflow = &Error{"HPE_HEADER_OVERFLOW", "Header overflow"}
	errExtensions     = &Error{"HPE_CHUNK_EXTENSIONS_OVERFLOW", "Chunk extensions overflow"}
	errEOF            = &Error{"HPE_INVALID_EOF_STATE", "Invalid EOF state"}
)

// Parser reads the messages of one direction of a connection. Its zero value must be initialized. A copy of it goes on from
// where it was made, if only one of the two goes on.
type Parser struct {
	kind      Kind
	lenient   Lenient
	maxHeader int

	state  state
	entry  state // state when the running Execute began
	span   span
	header headerState
	finish finish
	flags  flags
	// matched is how much of a word has been met.
	matched   uint8
	wanted    uint8 // the word of a Connection header
	method    uint8
	major     uint8
	minor     uint8
	upgrade   bool
	completed bool // the head is
	running   bool // Execute is
	status    uint16
	answer    Action

	// length is what is left of the body or the chunk.
	length uint64
	// headerRead and extensionsRead count bytes for the limits.
	headerRead, extensionsRead int

	// fields is what has been read of the start line and headers, or the trailers. valueStart is where the running value
	// begins in its text.
	fields     Fields
	valueStart int

	word [16]byte // the method as far as it has been met
	err  *Error
}

// Init makes p a parser that has read nothing. maxHeader is the limit of a message's start line and headers in bytes.
func (p *Parser) Init(kind Kind, maxHeader int, lenient Lenient) {
	*p = Parser{kind: kind, maxHeader: maxHeader, lenient: lenient}
}

// Execute reads data, which must not change while what the handler was given of it is in use. It returns how many bytes were
// read: all, unless what follows is of another protocol (Upgraded), or a handler suspended, or there was an error. A handler that calls
// it begins where the running call began, as in llhttp, and that one goes on where it was.
func (p *Parser) Execute(data []byte, handler Handler) (n int, err *Error) {
	if p.running {
		outer := p.state
		p.state = p.entry
		defer func() { p.state = outer }()
	} else {
		p.entry, p.running = p.state, true
		defer func() { p.running = false }()
	}
	if p.err == nil {
		if n, err = p.run(data, handler); err != nil {
			p.err = err
		}
	} else {
		err = p.err
	}
	if p.upgrade && err != Handled {
		// What is in the way of another protocol is none of this one's errors.
		return n, nil
	}
	return n, err
}

// Finish tells that the connection's end was met.
func (p *Parser) Finish(handler Handler) *Error {
	if p.err != nil || p.upgrade {
		return nil
	}
	switch p.finish {
	case finishUnsafe:
		return errEOF
	case finishSafeWithEvent:
		if !p.tellComplete(handler) {
			return Handled
		}
	}
	return nil
}

// Pause makes Execute fail until Resume.
func (p *Parser) Pause() {
	if p.err == nil {
		p.err = errPaused
	}
}

// Resume ends a Pause.
func (p *Parser) Resume() {
	if p.err == errPaused {
		p.err = nil
	}
}

// Suspended reports whether a head waits for its answer.
func (p *Parser) Suspended() bool { return p.state == stateSuspended }

// Answer answers a head that Suspend was the answer to. Execute must follow, with what the last one did not read, even if
// that is nothing.
func (p *Parser) Answer(action Action) { p.answer = action }

// Upgraded reports whether the last head said, and nobody denied, that what follows the message is of another protocol.
func (p *Parser) Upgraded() bool { return p.upgrade }

// HeadersCompleted reports whether the running message's head has been read.
func (p *Parser) HeadersCompleted() bool { return p.completed }

type (
	state       uint8
	span        uint8
	headerState uint8
	finish      uint8
	flags       uint16
)

const (
	finishSafe finish = iota
	finishSafeWithEvent
	finishUnsafe
)

const (
	headerGeneral headerState = iota
	headerConnection
	headerContentLength
	headerTransferEncoding
	headerUpgrade
	headerKeepAlive
	headerClose
	headerConnectionUpgrade
	headerChunked
)

const (
	flagKeepAlive flags = 1 << iota
	flagClose
	flagConnectionUpgrade
	flagChunked
	flagUpgrade
	flagContentLength
	flagSkipBody
	flagTrailing
	flagTransferEncoding
)

const (
	spanNone span = iota
	spanLead
	spanField
	spanValue
	spanExtension
)
