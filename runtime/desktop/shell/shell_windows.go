package shell

import (
	"fmt"
	"os"
	"runtime"
	"unsafe"

	"golang.org/x/sys/windows"

	"github.com/deskjs/deskjs/runtime/desktop/win32"
)

var (
	shell32           = windows.NewLazySystemDLL("shell32.dll")
	createItem        = shell32.NewProc("SHCreateItemFromParsingName")
	parseName         = shell32.NewProc("SHParseDisplayName")
	openFolder        = shell32.NewProc("SHOpenFolderAndSelectItems")
	user32            = windows.NewLazySystemDLL("user32.dll")
	messageBeep       = user32.NewProc("MessageBeep")
	fileOperation     = windows.GUID{Data1: 0x3ad05575, Data2: 0x8857, Data3: 0x4850, Data4: [8]byte{0x92, 0x77, 0x11, 0xb8, 0x5b, 0xdb, 0x8e, 0x09}}
	iFileOperation    = windows.GUID{Data1: 0x947aab5f, Data2: 0x0a5c, Data3: 0x4c13, Data4: [8]byte{0xb4, 0xd6, 0x4b, 0xf7, 0x83, 0x6f, 0xc9, 0xf8}}
	iShellItem        = windows.GUID{Data1: 0x43826d1e, Data2: 0xe718, Data3: 0x42ee, Data4: [8]byte{0xbc, 0x55, 0xa1, 0xe2, 0x61, 0xc3, 0x7b, 0xfe}}
	errNothingRecyled = "Windows did not move it to the recycle bin"
)

// apartment runs a function on a thread that may use the shell's objects.
func apartment(run func() error) error {
	runtime.LockOSThread()
	defer runtime.UnlockOSThread()
	if err := windows.CoInitializeEx(0, windows.COINIT_APARTMENTTHREADED); err == nil || err == windows.Errno(1) { // S_FALSE: before
		defer windows.CoUninitialize()
	}
	return run()
}

func (s *shell) openExternal(a address) error {
	return apartment(func() error { return execute(a.URL, a.WorkingDirectory) })
}

func (s *shell) openPath(path string) error {
	if _, err := os.Stat(path); err != nil {
		return err
	}
	return apartment(func() error { return execute(path, "") })
}

func execute(what, directory string) error {
	const showNormal = 1
	var folder *uint16
	if directory != "" {
		folder = win32.Wide(directory)
	}
	if err := windows.ShellExecute(0, win32.Wide("open"), win32.Wide(what), nil, folder, showNormal); err != nil {
		return fmt.Errorf("%s can't be opened: %w", what, err)
	}
	return nil
}

func (s *shell) showItem(path string) error {
	return apartment(func() error {
		var list uintptr
		result, _, _ := parseName.Call(uintptr(unsafe.Pointer(win32.Wide(path))), 0, uintptr(unsafe.Pointer(&list)), 0, 0)
		if err := win32.Check(result); err != nil {
			return fmt.Errorf("%s can't be shown: %w", path, err)
		}
		defer windows.CoTaskMemFree(*(*unsafe.Pointer)(unsafe.Pointer(&list)))
		result, _, _ = openFolder.Call(list, 0, 0, 0)
		return win32.Check(result)
	})
}

// trash moves to the recycle bin, and fails rather than delete what does not fit there.
func (s *shell) trash(path string) error {
	const (
		setOperationFlags, deleteItem, performOperations, anyAborted = 5, 18, 21, 22
		silent, noConfirmation, allowUndo, noErrors                  = 0x4, 0x10, 0x40, 0x400
		wantNukeWarning, earlyFailure, recycleOnDelete               = 0x4000, 0x00100000, 0x00080000
	)
	return apartment(func() error {
		var item *win32.Object
		result, _, _ := createItem.Call(uintptr(unsafe.Pointer(win32.Wide(path))), 0, uintptr(unsafe.Pointer(&iShellItem)), uintptr(unsafe.Pointer(&item)))
		if err := win32.Check(result); err != nil {
			return fmt.Errorf("%s can't be moved to the recycle bin: %w", path, err)
		}
		defer item.Release()
		operation, err := win32.Create(fileOperation, iFileOperation)
		if err != nil {
			return err
		}
		defer operation.Release()
		flags := uintptr(silent | noConfirmation | allowUndo | noErrors | wantNukeWarning | earlyFailure | recycleOnDelete)
		if err := operation.Call(setOperationFlags, flags); err != nil {
			return err
		}
		if err := operation.Call(deleteItem, uintptr(unsafe.Pointer(item)), 0); err != nil {
			return err
		}
		if err := operation.Call(performOperations); err != nil {
			return fmt.Errorf("%s can't be moved to the recycle bin: %w", path, err)
		}
		var aborted int32
		if err := operation.Call(anyAborted, uintptr(unsafe.Pointer(&aborted))); err == nil && aborted != 0 {
			return fmt.Errorf("%s: %s", path, errNothingRecyled)
		}
		return nil
	})
}

func (s *shell) beep() error {
	if done, _, err := messageBeep.Call(0); done == 0 {
		return err
	}
	return nil
}
