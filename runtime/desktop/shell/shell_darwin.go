package shell

import (
	"fmt"
	"os"
	"path/filepath"
	"unsafe"

	"github.com/ebitengine/purego"
	"github.com/ebitengine/purego/objc"

	"github.com/deskjs/deskjs/runtime/desktop/cocoa"
)

// onUI runs a function on the UI thread, in a pool, and waits for it.
func (s *shell) onUI(run func() error) error {
	done := make(chan error, 1)
	s.host.Post(func() { cocoa.Pooled(func() { done <- run() }) })
	return <-done
}

func workspace() objc.ID { return cocoa.Send(cocoa.Class("NSWorkspace"), "sharedWorkspace") }

func fileURL(path string) objc.ID {
	return cocoa.Send(cocoa.Class("NSURL"), "fileURLWithPath:", cocoa.String(path))
}

func (s *shell) openExternal(a address) error {
	if a.Activate != nil && !*a.Activate {
		return s.openQuietly(a.URL)
	}
	return s.onUI(func() error { return open(cocoa.URL(a.URL), a.URL) })
}

func open(url objc.ID, name string) error {
	if url == 0 || !objc.Send[bool](workspace(), cocoa.Sel("openURL:"), url) {
		return fmt.Errorf("%s can't be opened: macOS has no app for it", name)
	}
	return nil
}

// openQuietly opens without bringing the app to the front.
func (s *shell) openQuietly(address string) error {
	done := make(chan error, 1)
	s.host.Post(func() {
		cocoa.Pooled(func() {
			configuration := cocoa.Send(cocoa.Class("NSWorkspaceOpenConfiguration"), "configuration")
			cocoa.Send(configuration, "setActivates:", false)
			cocoa.GiveBlock(func(_ objc.Block, _, failure objc.ID) {
				if failure != 0 {
					done <- fmt.Errorf("%s can't be opened: %s", address, reason(failure))
					return
				}
				done <- nil
			}, func(opened objc.Block) {
				cocoa.Send(workspace(), "openURL:configuration:completionHandler:", cocoa.URL(address), configuration, opened)
			})
		})
	})
	return <-done
}

func reason(failure objc.ID) string {
	return cocoa.GoString(cocoa.Send(failure, "localizedDescription"))
}

func (s *shell) openPath(path string) error {
	if _, err := os.Stat(path); err != nil {
		return err
	}
	return s.onUI(func() error { return open(fileURL(path), path) })
}

func (s *shell) showItem(path string) error {
	if _, err := os.Lstat(path); err != nil {
		return err
	}
	return s.onUI(func() error {
		if !objc.Send[bool](workspace(), cocoa.Sel("selectFile:inFileViewerRootedAtPath:"), cocoa.String(path), cocoa.String(filepath.Dir(path))) {
			return fmt.Errorf("%s can't be shown in the Finder", path)
		}
		return nil
	})
}

func (s *shell) trash(path string) error {
	return s.onUI(func() error {
		manager := cocoa.Send(cocoa.Class("NSFileManager"), "defaultManager")
		var failure objc.ID
		if !objc.Send[bool](manager, cocoa.Sel("trashItemAtURL:resultingItemURL:error:"), fileURL(path), unsafe.Pointer(nil), unsafe.Pointer(&failure)) {
			return fmt.Errorf("%s can't be moved to the trash: %s", path, reason(failure))
		}
		return nil
	})
}

// beep sounds the alert. AppKit is loaded already: the process has windows.
func (s *shell) beep() error {
	sound, err := purego.Dlsym(purego.RTLD_DEFAULT, "NSBeep")
	if err != nil {
		return err
	}
	_, _, _ = purego.SyscallN(sound)
	return nil
}
