package window

import "strings"

// Contents is what a window shows: its page, and what there is to do with it. Its methods belong to the UI thread. After the window has
// closed they do nothing; those that have an answer answer with an error.
type Contents interface {
	// Stop ends what is being loaded.
	Stop()
	// ReloadCached loads the page again; what the cache has and the server calls good is not fetched again.
	ReloadCached()
	// Loading tells whether the page or anything in it is being loaded.
	Loading() bool
	// PageTitle is the title of the document, "" when it has none.
	PageTitle() string
	// History is the list of pages to go back and forward to, oldest first, and the place in it of the one that is shown; -1 when there is
	// none.
	History() (entries []HistoryEntry, index int)
	// GoTo goes so many pages forward, or back when it is negative. Where there are not so many it does nothing.
	GoTo(offset int)

	// Zoom is how much larger than by itself the page is: 1 is as it is, 2 twice as large.
	Zoom() float64
	SetZoom(factor float64) error
	// Find looks for text and shows where it is; what was found comes as "found-in-page" to Options.OnPage.
	Find(text string, find Find)
	// StopFinding takes the marks away.
	StopFinding()

	// Print prints the page. done gets "cancelled" as an error's text when the person did not want to.
	Print(printing Printing, done func(error))
	// PrintToPDF makes a PDF of the page.
	PrintToPDF(printing Printing, done func(pdf []byte, err error))
	// Capture makes a PNG of a part of what the page shows, in logical pixels; of all of it when the area is empty.
	Capture(area Area, done func(png []byte, err error))

	// Run runs a script in the page's own world and waits for what it gives, when that is a promise. The result is in the words of
	// result.js. What the script throws is such a result too; the error says why it could not be run at all.
	Run(script string, done func(result string, err error))

	// ShowInspector opens the page's inspector: detached is in a window of its own, otherwise it is docked where the system can.
	ShowInspector(detached bool) error
	CloseInspector() error
	InspectorShown() bool

	// UserAgent is what the page calls itself to servers and scripts. Setting it to "" gives the webview's own back.
	UserAgent() string
	SetUserAgent(text string)
	// Muted and SetMuted say whether what the page plays can be heard, which macOS has no way to change; Audible, whether it plays something now.
	Muted() bool
	SetMuted(muted bool) error
	Audible() bool
	// Edit does one of these to what is selected or focused: "undo", "redo", "cut", "copy", "paste", "pasteAndMatchStyle", "delete",
	// "selectAll", "unselect".
	Edit(command string)
	// WatchKeys has Options.OnKeyInput asked about keys, or no more. SendInput does what a person's hand would. Both are there on Linux; the error says
	// that they are not.
	WatchKeys(on bool) error
	SendInput(input Input) error
	// OwnMenu says whether the app shows context menus of its own, so that the webview shows none and tells Options.OnPage of them. That is there
	// on Linux; elsewhere the webview's own go on.
	OwnMenu(own bool) error
	// EndProcess ends the page's process, as a crash does.
	EndProcess()
	// TryClose asks the page, by its beforeunload event, whether the window may close. The answer comes to Options.OnPage: "may-close"
	// or "may-not-close".
	TryClose()
	// Download fetches a URL to a file, as a link does that has a download attribute.
	Download(url string)
}

// unloadScript asks a page whether it would rather stay, where the webview does so only when it itself leaves: 1 says that it would.
const unloadScript = `(() => {
  const event = document.createEvent('BeforeUnloadEvent')
  event.initEvent('beforeunload', false, true)
  dispatchEvent(event)
  return event.defaultPrevented || event.returnValue !== '' ? 1 : 0
})()`

// askUnload does what TryClose does, by the script.
func askUnload(run func(script string, done func(string, error)), o *Options) {
	run(unloadScript, func(result string, _ error) {
		stays := strings.TrimPrefix(result, "+") == "1"
		if !stays {
			o.tell(PageEvent{Kind: "may-close"})
			return
		}
		decide := func(leave bool) {
			kind := "may-not-close"
			if leave {
				kind = "may-close"
			}
			o.tell(PageEvent{Kind: kind})
		}
		if o.OnUnload == nil {
			decide(false)
			return
		}
		o.OnUnload(decide)
	})
}

// HistoryEntry is one page of the History.
type HistoryEntry struct {
	URL   string `json:"url"`
	Title string `json:"title"`
}

// Find says how to look for text.
type Find struct {
	Backward bool // towards the beginning of the page
	Next     bool // from what was found last, rather than anew
	Case     bool // capital letters are not small ones
}

// Printing says how to print. Lengths are in inches.
type Printing struct {
	Silent          bool    // without a dialog
	Printer         string  // its name as the system has it; "" is the usual one
	Width, Height   float64 // of the paper, upright; 0 is what is usual where the person lives
	Landscape       bool
	Top, Bottom     float64 // margins; negative is the usual one
	Left, Right     float64
	Scale           float64 // of the page's contents; 0 is 1
	Copies          int     // 0 is 1
	Backgrounds     bool    // colours and pictures behind text are printed
	Grey            bool    // without colour
	Pages           [][2]int
	Duplex          string // "simplex", "shortEdge", "longEdge"; "" is what the printer does by itself
	Collate         bool
	PreferPageStyle bool // the paper that the page's own style sheet asks for
}

// Area is a part of a page, in logical pixels from its top left corner.
type Area struct{ X, Y, Width, Height int }

// PageEvent is something that has happened to a page. Which fields mean something is said beside the kinds, which have Electron's names:
//
//	did-start-loading, did-stop-loading, did-finish-load, dom-ready: none
//	did-start-navigation, did-redirect-navigation: URL
//	did-navigate: URL, Code (the status of HTTP, 0 when there is none), Text (its words)
//	did-navigate-in-page: URL
//	did-fail-load: URL, Code (Chromium's number, below zero), Text
//	page-title-updated: Text
//	page-favicon-updated: List
//	found-in-page: Code (how often), Flag (for good)
//	devtools-opened, devtools-closed, devtools-focused: none
//	audio-state-changed: Flag
//	unresponsive, responsive: none
//	update-target-url: URL
//	context-menu: Menu
//	will-prevent-unload, may-close, may-not-close: none
//	enter-html-full-screen, leave-html-full-screen: none
//	zoom-changed: Text ("in" or "out")
//	cursor: none
type PageEvent struct {
	Kind string       `json:"-"`
	URL  string       `json:"url,omitempty"`
	Text string       `json:"text,omitempty"`
	Code int          `json:"code,omitempty"`
	Flag bool         `json:"flag,omitempty"`
	List []string     `json:"list,omitempty"`
	Menu *ContextMenu `json:"menu,omitempty"`
}

// ContextMenu is what there is at the place where a context menu was asked for.
type ContextMenu struct {
	X           int      `json:"x"` // in the page, in logical pixels
	Y           int      `json:"y"`
	Link        string   `json:"linkURL"`
	LinkText    string   `json:"linkText"`
	Source      string   `json:"srcURL"` // of the image or other media
	Media       string   `json:"mediaType"`
	Editable    bool     `json:"isEditable"`
	Selected    bool     `json:"selected"`
	Misspelled  bool     `json:"misspelled"` // the word where the caret is now
	Suggestions []string `json:"dictionarySuggestions"`
}

// Navigation is a way that a frame wants to go.
type Navigation struct {
	URL string
	// Top is set when it is known to be the window's top frame: WebKitGTK tells that only once the page has answered.
	Top bool
	// Gesture is set when a person has clicked or typed, Link when it was on a link.
	Gesture, Link bool
	Redirect      bool
	// Window is set when the page wants another window: then nothing is decided, and none is opened by the webview itself. Name and
	// Features are those of window.open.
	Window         bool
	Name, Features string
	// Response is set when the page has answered and is about to be shown: AllowNavigation has allowed its address before.
	Response bool
	// History is set when it goes back, forward, or loads the same again; Asked, when the host itself has asked for it.
	History, Asked bool
}
