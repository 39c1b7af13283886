// Package window shows app pages in the system's webview: it opens native windows, serves the app:// scheme,
// carries messages between a page and the host, and owns the user interface thread's main loop.
//
// It is the only package that uses cgo, and that for Linux alone. Package runtime/desktop and what sits above it may import it. The
// driver for a system is in driver_SYSTEM.go; on a system without one, New returns an error that says so.
package window

import (
	"net/textproto"
)

// Origin is the only origin whose pages may reach the host: the app's own.
const Origin = "app://localhost"

// Config says what a process needs to show windows. It is read once, by New.
type Config struct {
	AppID   string // reverse domain name, such as "org.example.notes"; groups the app's windows in a task bar
	AppName string // what people call the app
	// DataDir and CacheDir hold what pages store (localStorage, IndexedDB) and the web cache. Both are made when missing.
	// Empty means the webview keeps its data in memory, for as long as the process lives; on Windows, in a folder that goes with it.
	// WebView2 has its cache in DataDir too.
	DataDir, CacheDir string
	// Automation lets a WebDriver drive the windows: WebKitWebDriver, on Windows msedgedriver. Anything that can start the app can then
	// read its pages: tests only.
	Automation bool
	// Serve answers the requests of pages for app:// URLs. It runs on the UI thread and must not block: hand slow work to a
	// goroutine and call Respond from there.
	Serve func(*Request)
	// AcceptsBody decides, before any byte of it is read, whether the body of a request below "/.deskjs/bytes/" is wanted.
	// It should check the secret in the path: WebKit crashes when asked for a body that is a Blob, which only the app's own
	// client is known never to send. Nil means every such body is read. Bodies of other paths are never read.
	AcceptsBody func(*Request) bool
	// OnDownload is told of each file that a page would have downloaded. It waits for Download.Save, or Cancel. Nil cancels. The window is
	// nil when it is not known. UI thread.
	OnDownload func(partition string, from Window, download *Download)
	// OnCookies is told that cookies of a session have changed. UI thread.
	OnCookies func(partition string)
	// Prepare is told the version of WebKitGTK once it is loaded, and before it does anything: what it reads of the environment can still be
	// changed. It is not called elsewhere.
	Prepare func(version string)
	// PageMemory is what a page's process may take, in MB: at that it is ended, and OnProcessGone is told "exceeded-memory". 0 is no limit; on
	// Linux alone there can be one.
	PageMemory int
	// OnOpen is told of an address, or the absolute path of a file, that the app shall open: on macOS, where such things are no arguments. UI thread.
	OnOpen func(what string)
	// OnActivate is told that somebody has chosen the running app, by its icon in the Dock; visible says whether it has a window that is seen.
	// On macOS. UI thread.
	OnActivate func(visible bool)
	// OnQuit is told that the system wants the app to end, on macOS, in place of Quit. UI thread.
	OnQuit func()
	// StaysOpen has Run go on when the last window has closed, until Quit.
	StaysOpen bool
}

// Driver owns the UI thread. Only Post and Quit may be called from any thread; everything else belongs to the UI thread,
// the one that called New.
type Driver interface {
	// Open shows a new window and starts to load its page.
	Open(Options) (Window, error)
	// Session gives the session of a partition: see Options.Partition.
	Session(partition string) (Session, error)
	// RegisterScheme has Config.Serve answer the requests for a scheme's URLs, of all sessions. UI thread.
	RegisterScheme(Scheme) error
	// Run is the main loop. It returns when the last open window has closed (but see Config.StaysOpen), or after Quit. It may be called again.
	Run()
	// Post runs the function on the UI thread, soon: on a par with input, ahead of painting. Functions run in the order they
	// were posted. Any thread may call it. Functions posted while Run is not running wait for the next Run.
	Post(func())
	// Quit closes all windows and makes Run return. Any thread may call it.
	Quit()
}

// Raiser is a Driver whose windows may show themselves by what the desktop has given to another process.
type Raiser interface {
	// UseToken has the next window that asks for the keyboard use a token: XDG_ACTIVATION_TOKEN, or DESKTOP_STARTUP_ID.
	UseToken(token string)
}

// Watcher is a Driver whose main loop can wait for a file descriptor. Where the Driver is none, a goroutine waits and posts.
type Watcher interface {
	// Watch calls readable on the UI thread whenever the file descriptor can be read or its other end is closed, until stop is
	// called. It does not own the descriptor: call stop before closing it.
	Watch(fd int, readable func()) (stop func())
}

// Options says what a window shows and who hears about it. All functions may be nil; they are called on the UI thread.
type Options struct {
	URL   string // first page, such as "app://localhost/"
	Title string
	// Width and Height are the first size of the page in logical pixels: 900 and 650 when 0.
	Width, Height int
	// MinWidth and MinHeight keep the window from getting smaller, in logical pixels; 0 means no limit.
	MinWidth, MinHeight int
	Frame               FrameOptions
	DevTools            bool // the inspector is in the context menu, and opens by OpenDevTools
	// Pageless says that the window shows the pages of others alone: see Frame.SetViews. It has one of its own only once Load is called.
	Pageless bool
	// PrintsConsole has console messages go to standard output, if DevTools is set and the system can: on Linux.
	PrintsConsole bool
	// Relay is a script that runs in the app's own top frame only, at the start of each document, in the isolated script world
	// "deskjs". There, and nowhere else, window.webkit.messageHandlers.deskjs.postMessage(text) exists; it returns a promise
	// of the reply.
	Relay string
	// PageScript runs where Relay does and before it, but in the page's own world: the first script that a document has. "" is none.
	PageScript string
	// OnAsk gets each message the relay posts.
	OnAsk func(Ask)
	// OnCloseRequest is asked when somebody at the screen wants the window closed, in place of closing it. Nil closes it.
	OnCloseRequest func()
	// OnMade is told before the window is first seen, with what Window.Native returns.
	OnMade func(native uintptr)
	// OnKey is told of a key by Windows' number, while the page has the keyboard and before the page is told: of those with Control or Alt,
	// and those that type nothing. True keeps it from the page. On Windows alone: elsewhere a window hears of keys itself.
	OnKey func(virtualKey uint16) bool
	// OnKeyInput is asked about each key that a person presses or lets go in the page, while WatchKeys is on, before menus and the page have it:
	// decide is to be called once, on the UI thread.
	OnKeyInput func(key Key, decide func(refused bool))
	// OnClosed is told once, after the window is gone, whoever closed it.
	OnClosed func()
	// OnLoad is told each time a document and its resources have loaded.
	OnLoad func()
	// Beside is a window whose page's process this page shares, if the system can: on Linux. Nil is a process of its own.
	Beside Window
	// OnProcessGone is told when the page's own process has ended: "crashed", "exceeded-memory" or "terminated". The window
	// stays; Reload or Load starts a new process.
	OnProcessGone func(reason string)
	// AllowNavigation decides whether a frame may go to a URL, or is told that a page wants another window, which is never opened by the
	// webview itself: true says that the wish was heard. Nil allows the app's own pages in the top frame, and these, about:srcdoc, about:blank, data: and blob: in others.
	AllowNavigation func(Navigation) bool
	// OnNavigation is asked about what AllowNavigation allows, and may take its time: decide is to be called once, on the UI thread. Nil
	// decides for it. It is not asked about what the host itself loads.
	OnNavigation func(n Navigation, decide func(allowed bool))
	// OnPage is told what happens to the page.
	OnPage func(PageEvent)
	// OnUnload is asked whether a page that would rather stay, by its beforeunload event, is left: decide is to be called once, on the UI
	// thread. Nil leaves it where it is.
	OnUnload func(decide func(leave bool))
	// OnFiles is told what files somebody has dropped on the page or chosen in one of its file inputs, before the page hears of it: what
	// Evaluate runs now, runs before. Where FilePaths says so.
	OnFiles func(Files)
	// OnRefused is told what a page was refused, in words for a log: "a navigation to \"https://example.org/\"".
	OnRefused func(what string)
	// Partition names the session that the page shares with others: "" is the app's own, "persist:NAME" another on disk, any other name one
	// in memory.
	Partition string
	// OnPermission is asked what a page may do beyond a page's own things: decide is to be called once, on the UI thread. Nil denies all.
	OnPermission func(p Permission, decide func(allowed bool))
}

// Files are what somebody has given a page.
type Files struct {
	Way   string   // "drop" or "input"
	Paths []string // absolute; none when what was dropped is no file
	// Mark is a media type of a drop. The page's first file input that accepts it, and nothing else, is given the dropped files at once
	// when a script that Evaluate runs clicks it: WebKitGTK gives a page none by the drop itself.
	Mark string
}

// Ask is one message from a page's relay.
type Ask struct {
	Text   string // what was posted
	URL    string // address of the document in the window's top frame
	Origin string // scheme and host of URL, such as "app://localhost"
	// Reply settles the promise that postMessage returned. Any thread may call it; from the UI thread it is fastest. Only the
	// first call counts. It is harmless after the document or the window has gone.
	Reply func(text string)
}

// Window is one open window. Its methods belong to the UI thread. After the window has closed they do nothing.
type Window interface {
	Contents
	Frame
	// Evaluate runs a script in the top frame, in the isolated world "deskjs" that the relay runs in. What it returns is
	// dropped; what it throws is printed to standard error.
	Evaluate(js string)
	// EvaluateInPage does the same in the page's own world, past its Content-Security-Policy.
	EvaluateInPage(js string)
	// SetScripts replaces Options.PageScript and Options.Relay, for the documents that follow.
	SetScripts(page, relay string)
	// Load goes to a URL.
	Load(url string)
	// Reload loads the page again, past the cache.
	Reload()
	// SetTitle sets the text of the title bar.
	SetTitle(title string)
	// Close closes the window at once, without asking the page.
	Close()
	// URL is the address of the document in the top frame.
	URL() string
	// Snapshot makes a PNG of what the page shows now, and hands it over on the UI thread.
	Snapshot(func(png []byte, err error))
	// OpenDevTools opens the page's inspector. The error says why it can't, and where it is.
	OpenDevTools() error
	// Native is the system's window: a GtkWindow *, an HWND, an NSWindow *; 0 when it is closed.
	Native() uintptr
	// Focus brings the window to the front and gives the page the keyboard.
	Focus()
}

// Request is one request of a page for an app:// URL.
type Request struct {
	Method string // upper case
	URL    string // as the webview sent it, still escaped
	Header textproto.MIMEHeader
	// From is the address of the document in the top frame of the window that asks; for that document itself its own. "" is not known.
	From string
	// Body is what the page sent, when the path begins with "/.deskjs/bytes/" and Config.AcceptsBody agreed; nil otherwise.
	Body []byte
	// Room is where Body belongs, if AcceptsBody has set it: then Body is Room or, when what the page sent has another length,
	// something of another length. A driver that can't choose where a body goes leaves it.
	Room    []byte
	respond func(Response)
}

// Respond answers the request. Any goroutine may call it; only the first call counts. A request that is never answered
// keeps the page waiting.
func (r *Request) Respond(response Response) { r.respond(response) }

// NewRequest makes a request that is answered by calling respond, for tests of a Config.Serve function without a window.
func NewRequest(method, url string, header textproto.MIMEHeader, body []byte, respond func(Response)) *Request {
	return &Request{Method: method, URL: url, Header: header, Body: body, respond: respond}
}
