package webview2

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"unsafe"

	"golang.org/x/sys/windows"
	"golang.org/x/sys/windows/registry"
)

// stable is the key under which the runtime's installer keeps where the runtime is, in the 32-bit half of the registry.
const stable = `Software\Microsoft\EdgeUpdate\ClientState\{F3017226-FE2A-4295-8BDF-00C3A9A7E4C5}`

// folders are what Microsoft calls the machines that Go calls otherwise.
var folders = map[string]string{"amd64": "x64", "arm64": "arm64"}

// findRuntime returns the runtime's library: the one for all users, or else this user's. The error is an *ErrNotInstalled.
func findRuntime() (string, error) {
	missing := &ErrNotInstalled{}
	for _, root := range []registry.Key{registry.LOCAL_MACHINE, registry.CURRENT_USER} {
		key, err := registry.OpenKey(root, stable, registry.QUERY_VALUE|registry.WOW64_32KEY)
		if err != nil {
			continue
		}
		folder, _, err := key.GetStringValue("EBWebView")
		_ = key.Close()
		if err != nil || !filepath.IsAbs(folder) {
			continue
		}
		found, ok := parseVersion(filepath.Base(folder))
		if !ok {
			continue
		}
		if found.less(minimumVersion) {
			missing.Found = found.String()
			continue
		}
		library := filepath.Join(folder, "EBWebView", folders[runtime.GOARCH], "EmbeddedBrowserWebView.dll")
		if _, err := os.Stat(library); err == nil {
			return library, nil
		}
	}
	return "", missing
}

// overrides are variables of the environment by which whoever starts the app could have another browser, folder or command line used.
// Only that they are set keeps the runtime from looking in the registry for the same.
var overrides = map[string]string{
	"WEBVIEW2_BROWSER_EXECUTABLE_FOLDER": "", "WEBVIEW2_USER_DATA_FOLDER": "", "WEBVIEW2_ADDITIONAL_BROWSER_ARGUMENTS": "",
	"WEBVIEW2_RELEASE_CHANNEL_PREFERENCE": "0", "WEBVIEW2_PIPE_FOR_SCRIPT_DEBUGGER": "",
}

var (
	idEnvironment     = windows.GUID{Data1: 0xb96d755e, Data2: 0x0319, Data3: 0x4e92, Data4: [8]byte{0xa2, 0x96, 0x23, 0x43, 0x6f, 0x46, 0xa1, 0xfc}}
	idEnvironmentDone = windows.GUID{Data1: 0x4e8a3389, Data2: 0xc9d8, Data3: 0x4bd2, Data4: [8]byte{0xb6, 0xb5, 0x12, 0x4f, 0xee, 0x6c, 0xc1, 0x4d}}
	idControllerDone  = windows.GUID{Data1: 0x6c4819f3, Data2: 0xc9b7, Data3: 0x4260, Data4: [8]byte{0x81, 0x27, 0xc9, 0xf5, 0xbd, 0xe7, 0xf6, 0x8c}}
)

// Environment is the browser that an app's views share.
type Environment struct{ object *object }

// came is the error of an answer that should bring an object.
func came(result uintptr, brought *object) error {
	if err := check(result); err != nil {
		return err
	}
	if brought == nil {
		return errors.New("it answered with nothing")
	}
	return nil
}

// Open starts the browser, with pages' data in a folder. scheme is the app's own, which is served by the app. automation heeds the
// variables by which a WebDriver connects. done is told by the message loop, unless Open fails at once.
func Open(folder, scheme string, automation bool, done func(*Environment, error)) error {
	library, err := findRuntime()
	if err != nil {
		return err
	}
	if !automation {
		for name, value := range overrides {
			if err := os.Setenv(name, value); err != nil {
				return err
			}
		}
	}
	loaded, err := windows.LoadDLL(library)
	if err != nil {
		return fmt.Errorf("the WebView2 Runtime can't be loaded: %w", err)
	}
	create, err := loaded.FindProc("CreateWebViewEnvironmentWithOptionsInternal")
	if err != nil {
		return fmt.Errorf("the WebView2 Runtime is not as expected: %w", err)
	}
	options := newOptions(scheme)
	defer options.change(-1)
	handler := newHandler(idEnvironmentDone, func(result uintptr, created *object) {
		if err := came(result, created); err != nil {
			done(nil, fmt.Errorf("the WebView2 Runtime did not start: %w", err))
			return
		}
		environment, err := created.query(&idEnvironment)
		if err != nil {
			done(nil, fmt.Errorf("the WebView2 Runtime is not as expected: %w", err))
			return
		}
		done(&Environment{environment}, nil)
	})
	defer handler.change(-1)
	// What WebView2Loader.dll passes for a runtime that is installed, which checks for one that runs already.
	const checkRunning, installed = 1, 0
	result, _, _ := create.Call(checkRunning, installed, uintptr(unsafe.Pointer(wide(folder))),
		uintptr(unsafe.Pointer(options)), uintptr(unsafe.Pointer(handler)))
	if err := check(result); err != nil {
		return fmt.Errorf("the WebView2 Runtime did not start: %w", err)
	}
	return nil
}
