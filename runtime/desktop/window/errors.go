package window

import (
	"errors"
	"fmt"
	"runtime"
)

// ErrNoDisplay says that there is no screen to show a window on.
type ErrNoDisplay struct {
	Display, WaylandDisplay string // values of DISPLAY and WAYLAND_DISPLAY
}

func (e *ErrNoDisplay) Error() string {
	if e.Display == "" && e.WaylandDisplay == "" {
		return "there is no display to open a window on: neither DISPLAY nor WAYLAND_DISPLAY is set.\n" +
			"Start the app from a desktop session, or give it a virtual screen: xvfb-run COMMAND"
	}
	return fmt.Sprintf("the display cannot be opened (DISPLAY=%q, WAYLAND_DISPLAY=%q).\n"+
		"Check that the display server runs and that this user may use it, or give the app a virtual screen: xvfb-run COMMAND",
		e.Display, e.WaylandDisplay)
}

// ErrNoWebView says that the system's webview is missing or cannot be used.
type ErrNoWebView struct {
	Library string // what was looked for: a file, or the WebView2 Runtime
	Reason  string // what the system said
}

func (e *ErrNoWebView) Error() string {
	if runtime.GOOS == "windows" {
		return fmt.Sprintf("this app needs the Microsoft Edge WebView2 Runtime, and it cannot be used: %s\nTo install it, "+
			"run Microsoft's \"Evergreen Bootstrapper\" (MicrosoftEdgeWebview2Setup.exe), from\n"+
			"    https://developer.microsoft.com/microsoft-edge/webview2", e.Reason)
	}
	if runtime.GOOS == "darwin" {
		return fmt.Sprintf("this app needs macOS 11 or newer, and %s cannot be used: %s", e.Library, e.Reason)
	}
	return fmt.Sprintf("this app needs WebKitGTK 4.1 (2.42 or newer), and %s cannot be used: %s\nTo install it:\n"+
		"    Debian, Ubuntu:  sudo apt install libwebkit2gtk-4.1-0\n"+
		"    Fedora:          sudo dnf install webkit2gtk4.1\n"+
		"    Arch:            sudo pacman -S webkit2gtk-4.1\n"+
		"    Alpine:          sudo apk add webkit2gtk-4.1",
		e.Library, e.Reason)
}

// ErrUnsupported says that windows cannot be opened by this build of the program.
type ErrUnsupported struct{}

func (e *ErrUnsupported) Error() string {
	if runtime.GOOS == "linux" {
		return "this executable was built without windows (CGO_ENABLED=0), so it cannot open one; build it with CGO_ENABLED=1"
	}
	return fmt.Sprintf("opening windows on %s/%s is not supported; it is on Linux, Windows and macOS", runtime.GOOS, runtime.GOARCH)
}

// errNoDevTools says that a window has closed, or was opened without an inspector.
var errNoDevTools = errors.New("the inspector can't be opened: the window has none")

// ErrNoSuchWindow says that no window has a handle.
var ErrNoSuchWindow = errors.New("there is no window with that handle")

// ErrNotSupported says that a window can't have or do something on this system.
type ErrNotSupported struct {
	What, Where string // "vibrancy", "Linux"
}

func (e *ErrNotSupported) Error() string { return e.What + " is not supported on " + e.Where }

func notSupported(what string) error {
	name := map[string]string{"linux": "Linux", "windows": "Windows", "darwin": "macOS"}[runtime.GOOS]
	return &ErrNotSupported{What: what, Where: name}
}
