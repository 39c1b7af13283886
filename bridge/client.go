package bridge

import (
	_ "embed"
	"regexp"
	"strings"
)

// PaintedText is what the relay says when a document has painted for the first time; it takes no View.Ask.
const PaintedText = "painted"

// ReadyText is what the relay says when a document has been read to its end, before the addresses of its icons, a line each; it takes no
// View.Ask.
const ReadyText = "ready\n"

// HelloText is the relay's first message in every document, which takes no View.Ask: the host resets the view and answers
// with its secret.
const HelloText = "hello"

// What only the script of a page in development sends; nothing else of a page begins so: PageText before JSON for the terminal, and
// DevToolsText when a key is pressed that opens the inspector.
const (
	PageText     = "page\n"
	DevToolsText = "devtools"
)

// PreloadText begins what the relay sends for a preload script, which has a View of its own: records. Its hello is a request.
const PreloadText = "preload\n"

//go:embed client/clone.js
var cloneSource string

//go:embed client/bytes.js
var bytesSource string

//go:embed client/plain.js
var plainSource string

//go:embed client/kinds.js
var kindsSource string

//go:embed client/encode.js
var encodeSource string

//go:embed client/decode.js
var decodeSource string

//go:embed client/stream.js
var streamSource string

//go:embed client/peer.js
var peerSource string

//go:embed client/events.js
var eventsSource string

//go:embed client/stack.js
var stackSource string

//go:embed client/client.js
var clientSource string

// ClientTypes declares what ClientSource exports.
//
//go:embed client/client.d.ts
var ClientTypes string

// FrontendTypes declares the module "deskjs/frontend", which is what authors import of ClientSource.
//
//go:embed client/frontend.d.ts
var FrontendTypes string

// RelaySource is the script that carries text between page and host. It belongs in an isolated script world named "deskjs",
// in the top frame, at document start; the script message handler "deskjs", with reply, in the same world.
//
//go:embed client/relay.js
var RelaySource string

// FilesSource is what follows RelaySource in the same world where the host knows the paths of files that a page is given: it keeps them, and
// the host tells it by __deskjs.files.given(way, files, mark), before the page gets the files. A mark has it click a file input that accepts it
// to have those of a drop, which it passes on as a drop event's.
//
//go:embed client/files.js
var FilesSource string

// ConsoleSource is what development adds to a page's own world, before any script of the page: what it logs, and its errors, are told to
// OverlaySource.
//
//go:embed client/console.js
var ConsoleSource string

// ConsoleText begins what ConsoleRelaySource sends, before JSON: a ConsoleMessage. It takes no View.Ask.
const ConsoleText = "console\n"

// ConsoleMessage is what a page has logged: Code is its level, from 0 for debug to 3 for an error. It comes from a page: nothing in it is
// known to be true.
type ConsoleMessage struct {
	Code int    `json:"code"`
	Text string `json:"text"`
	URL  string `json:"url"`
	Line int    `json:"line"`
}

// ConsoleMessageSource is what a page's own world begins with while the app listens to its console.
//
//go:embed client/console-message.js
var ConsoleMessageSource string

// ConsoleRelaySource is what RelaySource's world has then.
//
//go:embed client/console-relay.js
var ConsoleRelaySource string

// OverlaySource is what development adds to RelaySource, after it in the same world.
//
//go:embed client/overlay.js
var OverlaySource string

// CloneSource is the page's half of structured clone, one script that declares encode and decode; see client/encode.js and
// client/decode.js.
var CloneSource = joined(cloneSource, plainSource, kindsSource, encodeSource, decodeSource)

// PeerSource is one end of what a page and the backend lend each other, an expression whose value is the function createPeer; see
// client/peer.js. It has a scope of its own.
var PeerSource = scoped("createPeer", streamSource, peerSource)

// ClientSource is the page's half of typed calls, one ES module without imports that exports call and stream, emit, on and
// once; see client/client.js.
var ClientSource = "const { encode, decode } = (() => {" + CloneSource + "\nreturn { encode, decode } })();\n" +
	"const { codedError, askNow, download, downloadNow, upload, uploadNow, join } = " + scoped("{ codedError, askNow, download, downloadNow, upload, uploadNow, join }", bytesSource) + ";\n" +
	"const createPeer = " + PeerSource + ";\n" +
	"const framesOf = " + scoped("framesOf", stackSource) + ";\n" +
	"const createEvents = " + scoped("createEvents", eventsSource) + ";\n" +
	imports.ReplaceAllString(clientSource, "")

// scoped makes an expression of modules that import from one another, with a scope of its own; its value is that of value in there.
func scoped(value string, sources ...string) string {
	return "(() => {" + joined(sources...) + "\nreturn " + value + " })()"
}

var (
	imports = regexp.MustCompile(`(?m)^import [^'"]*(from )?['"][^'"]*['"]\n`)
	exports = regexp.MustCompile(`(?m)^export `)
)

// joined makes one script of modules that import from one another.
func joined(sources ...string) string {
	return exports.ReplaceAllString(imports.ReplaceAllString(strings.Join(sources, "\n"), ""), "")
}
