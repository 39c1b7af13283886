package application

import (
	"os"
	"unsafe"

	"golang.org/x/sys/windows"

	"github.com/deskjs/deskjs/runtime/desktop/service"
)

var (
	shell32                  = windows.NewLazySystemDLL("shell32.dll")
	setModelIDProc           = shell32.NewProc("SetCurrentProcessExplicitAppUserModelID")
	addToRecentDocs          = shell32.NewProc("SHAddToRecentDocs")
	getUserDefaultLocaleName = kernel32.NewProc("GetUserDefaultLocaleName")
	systemParametersInfo     = user32.NewProc("SystemParametersInfoW")
	sendInput                = user32.NewProc("SendInput")
)

func systemLanguages() languages {
	preferred, err := windows.GetUserPreferredUILanguages(windows.MUI_LANGUAGE_NAME)
	if err != nil || len(preferred) == 0 {
		preferred = []string{"en-US"}
	}
	found := languages{Preferred: preferred, Region: preferred[0]}
	var name [85]uint16 // LOCALE_NAME_MAX_LENGTH
	if n, _, _ := getUserDefaultLocaleName.Call(uintptr(unsafe.Pointer(&name[0])), uintptr(len(name))); n > 0 {
		found.Region = windows.UTF16ToString(name[:])
	}
	return found
}

func accessibility() (bool, error) {
	const getScreenReader = 0x0046 // SPI_GETSCREENREADER
	var on int32
	if ok, _, err := systemParametersInfo.Call(getScreenReader, 0, uintptr(unsafe.Pointer(&on)), 0); ok == 0 {
		return false, os.NewSyscallError("SystemParametersInfo", err)
	}
	return on != 0, nil
}

// keyboardInput is INPUT with a KEYBDINPUT.
type keyboardInput struct {
	kind  uint32
	_     uint32
	key   uint16
	scan  uint16
	flags uint32
	time  uint32
	extra uintptr
	_     [8]byte
}

// emojiPanel presses the keys that open it, as Electron does.
func emojiPanel() error {
	const keyboard, keyUp, leftWindows, period = 1, 2, 0x5B, 0xBE
	inputs := []keyboardInput{
		{kind: keyboard, key: leftWindows}, {kind: keyboard, key: period},
		{kind: keyboard, key: period, flags: keyUp}, {kind: keyboard, key: leftWindows, flags: keyUp},
	}
	if sent, _, err := sendInput.Call(uintptr(len(inputs)), uintptr(unsafe.Pointer(&inputs[0])), unsafe.Sizeof(inputs[0])); int(sent) != len(inputs) {
		return os.NewSyscallError("SendInput", err)
	}
	return nil
}

func setModelID(id string) error {
	text, err := windows.UTF16PtrFromString(id)
	if err != nil {
		return err
	}
	if result, _, _ := setModelIDProc.Call(uintptr(unsafe.Pointer(text))); int32(result) < 0 {
		return os.NewSyscallError("SetCurrentProcessExplicitAppUserModelID", windows.Errno(result))
	}
	return nil
}

func (a *application) addRecent(path string) error {
	text, err := windows.UTF16PtrFromString(path)
	if err != nil {
		return err
	}
	const pathW = 3 // SHARD_PATHW
	_, _, _ = addToRecentDocs.Call(pathW, uintptr(unsafe.Pointer(text)))
	return nil
}

func (a *application) clearRecent() error {
	return service.NotSupported("app.clearRecentDocuments", "Windows has one list for all programs, which is not cleared for one of them")
}

func (a *application) recent() ([]string, error) {
	return nil, service.NotSupported("app.getRecentDocuments", "Windows tells no program what is in the list")
}

func (a *application) setBadge(int) error {
	return service.NotSupported("app.setBadgeCount", "Windows has no badges of numbers; win.setOverlayIcon shows a picture")
}

func (a *application) setPolicy(string) error {
	return service.NotSupported("app.setActivationPolicy", "only macOS has activation policies")
}

func (a *application) hide() error {
	return service.NotSupported("app.hide", "only macOS hides an app as a whole; hide its windows")
}

func (a *application) show() error {
	return service.NotSupported("app.show", "only macOS hides an app as a whole; show its windows")
}

// activate does nothing: windows come to the front one by one.
func (a *application) activate(bool) error { return nil }

func (a *application) dock(dockCall) (any, error) {
	return nil, service.NotSupported("app.dock", "only macOS has a dock")
}

func gpuInfo() (map[string]any, error) {
	return nil, service.NotSupported("app.getGPUInfo", "the graphics card is WebView2's, which doesn't tell")
}
