package webview2

import (
	"errors"
	"fmt"
	"runtime"
	"unsafe"

	"golang.org/x/sys/windows"
)

// Places of methods in the tables of their interfaces, from WebView2.idl.
const (
	environmentCreateController = 3
	environmentCreateResponse   = 4

	controllerSetVisible = 4
	controllerSetBounds  = 6
	controllerMoveFocus  = 12
	controllerOnKey      = 19
	controllerSetParent  = 22
	controllerMoved      = 23
	controllerClose      = 24
	controllerView       = 25
	// Of ICoreWebView2Controller2.
	controllerSetBackground = 27

	viewSettings                = 3
	viewSource                  = 4
	viewNavigate                = 5
	viewOnNavigation            = 7
	viewOnFrameNavigation       = 17
	viewOnPermission            = 23
	viewOnProcessFailed         = 25
	viewCallDevTools            = 36
	viewDevToolsReceiver        = 42
	viewOpenDevTools            = 51
	viewOnNewWindow             = 44
	viewOnRequest               = 55
	view22AddFilter             = 123
	settingsSetWebMessage       = 6
	settingsSetStatusBar        = 10
	settingsSetDevTools         = 12
	settingsSetHostObjects      = 16
	settings3SetAcceleratorKeys = 24

	navigationURL         = 3
	navigationGesture     = 4
	navigationRedirect    = 5
	navigationSetCancel   = 8
	newWindowURL          = 3
	newWindowSetHandled   = 6
	newWindowGesture      = 8
	permissionKind        = 4
	permissionSetState    = 7
	permissionDeferral    = 8
	processFailedKind     = 3
	processFailed2Reason  = 4
	devToolsReceiverAdd   = 3
	devToolsEventArgument = 3
	keyKind               = 3
	keyVirtual            = 4
	keySetHandled         = 8
)

var (
	idController2    = windows.GUID{Data1: 0xc979903e, Data2: 0xd4ca, Data3: 0x4228, Data4: [8]byte{0x92, 0xeb, 0x47, 0xee, 0x3f, 0xa9, 0x6e, 0xab}}
	idSettings3      = windows.GUID{Data1: 0xfdb5ab74, Data2: 0xaf33, Data3: 0x4854, Data4: [8]byte{0x84, 0xf0, 0x0a, 0x63, 0x1d, 0xeb, 0x5e, 0xba}}
	idView22         = windows.GUID{Data1: 0xdb75dfc7, Data2: 0xa857, Data3: 0x4632, Data4: [8]byte{0xa3, 0x98, 0x69, 0x69, 0xdd, 0xe2, 0x6c, 0x0a}}
	idProcessFailed2 = windows.GUID{Data1: 0x4dab9422, Data2: 0x46fa, Data3: 0x4c3e, Data4: [8]byte{0xa5, 0xd2, 0x41, 0xd2, 0x07, 0x1d, 0x36, 0x80}}

	idOnNavigation    = windows.GUID{Data1: 0x9adbe429, Data2: 0xf36d, Data3: 0x432b, Data4: [8]byte{0x9d, 0xdc, 0xf8, 0x88, 0x1f, 0xbd, 0x76, 0xe3}}
	idOnKey           = windows.GUID{Data1: 0xb29c7e28, Data2: 0xfa79, Data3: 0x41a8, Data4: [8]byte{0x8e, 0x44, 0x65, 0x81, 0x1c, 0x76, 0xdc, 0xb2}}
	idOnNewWindow     = windows.GUID{Data1: 0xd4c185fe, Data2: 0xc81c, Data3: 0x4989, Data4: [8]byte{0x97, 0xaf, 0x2d, 0x3f, 0xa7, 0xab, 0x56, 0x51}}
	idOnPermission    = windows.GUID{Data1: 0x15e1c6a3, Data2: 0xc72a, Data3: 0x4df3, Data4: [8]byte{0x91, 0xd7, 0xd0, 0x97, 0xfb, 0xec, 0x6b, 0xfd}}
	idOnProcessFailed = windows.GUID{Data1: 0x79e0aea4, Data2: 0x990b, Data3: 0x42d9, Data4: [8]byte{0xaa, 0x1d, 0x0f, 0xcc, 0x2e, 0x5b, 0xc7, 0xf1}}
	idOnRequest       = windows.GUID{Data1: 0xab00b74c, Data2: 0x15f1, Data3: 0x4646, Data4: [8]byte{0x80, 0xe8, 0xe7, 0x63, 0x41, 0xd2, 0x5d, 0x71}}
	idDevToolsDone    = windows.GUID{Data1: 0x5c4889f0, Data2: 0x5ef6, Data3: 0x4c5a, Data4: [8]byte{0x95, 0x2c, 0xd8, 0xf1, 0xb9, 0x2d, 0x05, 0x74}}
	idOnDevTools      = windows.GUID{Data1: 0xe2fda4be, Data2: 0x5456, Data3: 0x406c, Data4: [8]byte{0xa2, 0x61, 0x3d, 0x45, 0x21, 0x38, 0x36, 0x2c}}
)

// Events are what a view tells, all of them set.
type Events struct {
	// Navigate decides whether a frame may go to a URL, or is told that the page wants another window, which does not open.
	Navigate func(Navigation) bool
	// Refused is told of what every page is refused: "a permission".
	Refused func(what string)
	// Permission is asked what the page may do; kind is a COREWEBVIEW2_PERMISSION_KIND.
	Permission func(kind int, decide func(allowed bool))
	// ProcessGone is told that the page's process has ended: "crashed", "exceeded-memory" or "terminated".
	ProcessGone func(reason string)
	// BrowserGone is told that the browser has ended, and with it all views of the Environment.
	BrowserGone func()
	// Key is told of a key with Control or Alt, or one that types nothing, before the page is; true keeps it from the page. It may be nil.
	Key func(virtualKey uint16) bool
	// Request gets each request for a URL of the app's scheme.
	Request func(*Request)
}

// Navigation is a way that a frame, the window's top one or another, wants to go. Gesture is set when a person has clicked or typed.
type Navigation struct {
	URL, Name                      string
	Top, Window, Gesture, Redirect bool
}

// View is one browser view in a window.
type View struct {
	environment, controller, view *object
}

// Open makes a view that fills the parent window. done is told by the message loop, unless Open fails at once.
func (e *Environment) Open(parent windows.HWND, scheme string, devTools bool, events Events, done func(*View, error)) error {
	handler := newHandler(idControllerDone, func(result uintptr, controller *object) {
		if err := came(result, controller); err != nil {
			done(nil, fmt.Errorf("no view could be made: %w", err))
			return
		}
		controller.retain()
		view, err := controller.object(controllerView)
		v := &View{environment: e.object, controller: controller, view: view}
		if err == nil {
			err = v.prepare(scheme, devTools, events)
		}
		if err != nil {
			v.Close()
			done(nil, fmt.Errorf("the view is not as expected: %w", err))
			return
		}
		openViews[v] = true
		_ = v.followColorScheme() // one that can't has the system's
		done(v, nil)
	})
	defer handler.change(-1)
	return e.object.call(environmentCreateController, uintptr(parent), uintptr(unsafe.Pointer(handler)))
}

func (v *View) prepare(scheme string, devTools bool, events Events) error {
	settings, err := v.view.object(viewSettings)
	if err != nil {
		return err
	}
	defer settings.release()
	settings3, err := settings.query(&idSettings3)
	if err != nil {
		return err
	}
	defer settings3.release()
	flag := uintptr(0)
	if devTools {
		flag = 1
	}
	view22, err := v.view.query(&idView22)
	if err != nil {
		return err
	}
	defer view22.release()
	if events.Key != nil {
		// A view that can't tell leaves all keys to the page.
		_ = v.controller.on(controllerOnKey, idOnKey, func(event *object) { pressed(event, events.Key) })
	}
	const allContexts, documentsAndSharedWorkers = 0, 1 | 2
	return errors.Join(
		settings.call(settingsSetWebMessage, 0), // pages have no window.chrome.webview to post to
		settings.call(settingsSetHostObjects, 0),
		settings.call(settingsSetStatusBar, 0),
		settings.call(settingsSetDevTools, flag),
		settings3.call(settings3SetAcceleratorKeys, flag),
		view22.call(view22AddFilter, uintptr(unsafe.Pointer(wide(scheme+"://*"))), allContexts, documentsAndSharedWorkers),
		v.view.on(viewOnRequest, idOnRequest, func(event *object) { v.request(event, events.Request) }),
		v.view.on(viewOnNavigation, idOnNavigation, func(event *object) { decide(event, true, events.Navigate) }),
		v.view.on(viewOnFrameNavigation, idOnNavigation, func(event *object) { decide(event, false, events.Navigate) }),
		v.view.on(viewOnNewWindow, idOnNewWindow, func(event *object) {
			_ = event.call(newWindowSetHandled, 1)
			url, err := event.text(newWindowURL)
			gesture, _ := event.integer(newWindowGesture)
			if err == nil {
				events.Navigate(Navigation{URL: url, Window: true, Gesture: gesture != 0})
			}
		}),
		v.view.on(viewOnPermission, idOnPermission, func(event *object) {
			permit(event, events)
		}),
		v.view.on(viewOnProcessFailed, idOnProcessFailed, func(event *object) { ended(event, events) }),
	)
}

// pressed hears that a key goes down.
func pressed(event *object, take func(uint16) bool) {
	const down, systemDown = 0, 2
	kind, err := event.integer(keyKind)
	key, failed := event.integer(keyVirtual)
	if err == nil && failed == nil && (kind == down || kind == systemDown) && take(uint16(key)) {
		_ = event.call(keySetHandled, 1)
	}
}

// permit lets the page do something, or not, now or later.
func permit(event *object, events Events) {
	const allow, deny = 1, 2
	_ = event.call(permissionSetState, deny)
	kind, err := event.integer(permissionKind)
	if err != nil {
		events.Refused("a permission")
		return
	}
	deferral, err := event.object(permissionDeferral)
	if err != nil {
		events.Refused("a permission")
		return
	}
	event.retain()
	events.Permission(int(kind), func(allowed bool) {
		if allowed {
			_ = event.call(permissionSetState, allow)
		}
		_ = deferral.call(deferralComplete)
		deferral.release()
		event.release()
	})
}

// decide lets a frame go where it wants to, or not: also when it can't be told where that is.
func decide(event *object, top bool, allows func(Navigation) bool) {
	url, err := event.text(navigationURL)
	gesture, _ := event.integer(navigationGesture)
	redirect, _ := event.integer(navigationRedirect)
	if err != nil || !allows(Navigation{URL: url, Top: top, Gesture: gesture != 0, Redirect: redirect != 0}) {
		_ = event.call(navigationSetCancel, 1)
	}
}

func ended(event *object, events Events) {
	const browser, page = 0, 1
	switch kind, err := event.integer(processFailedKind); {
	case err != nil:
	case kind == browser:
		events.BrowserGone()
	case kind == page:
		events.ProcessGone(endReason(event))
	}
}

// endReason says why a page's process has ended.
func endReason(event *object) string {
	const terminated, outOfMemory = 2, 5
	more, err := event.query(&idProcessFailed2)
	if err != nil {
		return "crashed"
	}
	defer more.release()
	switch reason, _ := more.integer(processFailed2Reason); reason {
	case terminated:
		return "terminated"
	case outOfMemory:
		return "exceeded-memory"
	default:
		return "crashed"
	}
}

// Navigate goes to a URL.
func (v *View) Navigate(url string) error {
	return v.view.call(viewNavigate, uintptr(unsafe.Pointer(wide(url))))
}

// URL is the address of the document in the top frame.
func (v *View) URL() string {
	url, _ := v.view.text(viewSource)
	return url
}

// OpenDevTools opens the page's inspector in a window of its own.
func (v *View) OpenDevTools() error { return v.view.call(viewOpenDevTools) }

// Resize makes the view fill so many pixels of its window.
func (v *View) Resize(width, height int32) error { return v.Place(0, 0, width, height) }

// Place puts the view where it belongs in its parent, in the screen's pixels.
func (v *View) Place(x, y, width, height int32) error {
	bounds := [4]int32{x, y, x + width, y + height} // RECT, by value
	if runtime.GOARCH == "arm64" {                  // which is two registers there
		words := *(*[2]uintptr)(unsafe.Pointer(&bounds))
		return v.controller.call(controllerSetBounds, words[0], words[1])
	}
	return v.controller.call(controllerSetBounds, uintptr(unsafe.Pointer(&bounds)))
}

// SetParent puts the view into another window.
func (v *View) SetParent(parent windows.HWND) error {
	return v.controller.call(controllerSetParent, uintptr(parent))
}

// SetVisible says whether the window can be seen: what can't be seen is not painted.
func (v *View) SetVisible(visible bool) {
	flag := uintptr(0)
	if visible {
		flag = 1
	}
	_ = v.controller.call(controllerSetVisible, flag)
}

// Moved says that the window is elsewhere on the screen: menus and the like move along.
func (v *View) Moved() { _ = v.controller.call(controllerMoved) }

// Focus gives the page the keyboard.
func (v *View) Focus() {
	const programmatic = 0
	_ = v.controller.call(controllerMoveFocus, programmatic)
}

// SetBackground says what is seen where the page paints nothing. A version of WebView2 that can't leaves it white.
func (v *View) SetBackground(alpha, red, green, blue uint8) {
	controller2, err := v.controller.query(&idController2)
	if err != nil {
		return
	}
	defer controller2.release()
	// COREWEBVIEW2_COLOR, four bytes by value.
	_ = controller2.call(controllerSetBackground, uintptr(alpha)|uintptr(red)<<8|uintptr(green)<<16|uintptr(blue)<<24)
}

// Close ends the view. Nothing else of it may be used afterwards.
func (v *View) Close() {
	delete(openViews, v)
	_ = v.controller.call(controllerClose)
	v.view.release()
	v.controller.release()
}

// Call calls a method of the DevTools protocol; see package devtools.
func (v *View) Call(method string, parameters []byte, done func(result []byte, err error)) {
	handler := newHandler(idDevToolsDone, func(result uintptr, text *object) {
		if done == nil {
			return
		}
		if err := check(result); err != nil {
			done(nil, err)
			return
		}
		done([]byte(windows.UTF16PtrToString((*uint16)(unsafe.Pointer(text)))), nil) // the second word is no object here, but a string
	})
	defer handler.change(-1)
	err := v.view.call(viewCallDevTools, uintptr(unsafe.Pointer(wide(method))), uintptr(unsafe.Pointer(wide(string(parameters)))),
		uintptr(unsafe.Pointer(handler)))
	if err != nil && done != nil {
		done(nil, err)
	}
}

// Listen calls handle at each event of the DevTools protocol with this name.
func (v *View) Listen(event string, handle func(parameters []byte)) error {
	var receiver *object
	err := v.view.call(viewDevToolsReceiver, uintptr(unsafe.Pointer(wide(event))), uintptr(unsafe.Pointer(&receiver)))
	if err != nil {
		return err
	}
	// It lives as long as the view.
	return receiver.on(devToolsReceiverAdd, idOnDevTools, func(event *object) {
		if parameters, err := event.text(devToolsEventArgument); err == nil {
			handle([]byte(parameters))
		}
	})
}
