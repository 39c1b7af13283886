//go:build linux

package test

import (
	"context"
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/godbus/dbus/v5"
)

// samples says what each is to do.
var samples = map[string]func(*sample){
	"quick-start": func(s *sample) {
		s.eventually(`return /Node.js 22\.\d+\.\d+,\s+Chromium 111\.0\.0\.0,\s+and Electron 45\./.test(document.body.innerText)`)
		s.until("the window is called as its page", func() bool { return len(s.titled("Hello World!")) == 1 })
	},
	"tutorial-preload": func(s *sample) {
		s.eventually(`return document.getElementById('info').innerText.includes('Electron (v45.') && versions.node().startsWith('22.') && typeof process === 'undefined'`)
	},
	"ipc/pattern-1": func(s *sample) {
		s.typeInto("#title", "Named by the page")
		s.click("#btn")
		s.until("the window is called so", func() bool { return len(s.titled("Named by the page")) == 1 })
	},
	"ipc/pattern-3": func(s *sample) {
		s.focus("Menu Counter")
		s.until("the menu counts up", func() bool {
			s.tool("xdotool", "key", "F10")
			s.tool("xdotool", "key", "Return") // its first item, Increment
			return strings.HasPrefix(s.output.String(), "1\n") || strings.Contains(s.output.String(), "\n1\n")
		})
		s.eventually(`return Number(document.getElementById('counter').innerText) >= 1`)
	},
	"features/dark-mode": func(s *sample) {
		looks := func(source, background string) {
			s.t.Helper()
			s.eventually(`return document.getElementById('theme-source').innerText === arguments[0] && getComputedStyle(document.body).backgroundColor === arguments[1]`, source, background)
		}
		looks("System", "rgb(221, 221, 221)")
		s.click("#toggle-dark-mode")
		looks("Dark", "rgb(51, 51, 51)")
		s.click("#toggle-dark-mode")
		looks("Light", "rgb(221, 221, 221)")
		s.click("#reset-to-system")
		looks("System", "rgb(221, 221, 221)")
	},
	"features/keyboard-shortcuts/web-apis": func(s *sample) {
		s.focus("Hello World!")
		s.until("the key arrives", func() bool {
			s.tool("xdotool", "key", "j")
			var key string
			return s.Execute(&key, `return document.getElementById('last-keypress').innerText`) == nil && key == "j"
		})
	},
	"features/keyboard-shortcuts/interception-from-main": func(s *sample) {
		s.focus("Hello World!")
		s.until("the main process sees the keys", func() bool {
			s.tool("xdotool", "key", "ctrl+i")
			return strings.Contains(s.output.String(), "Pressed Control+I\n")
		})
	},
	"features/progress-bar": func(s *sample) {
		signals := s.signals("com.canonical.Unity.LauncherEntry", "Update")
		first, again := s.progress(signals), 0.0
		for again <= first {
			again = s.progress(signals)
		}
	},
	"native-ui/drag-and-drop": func(s *sample) {
		// A place for files, in the page for want of another program: what is dragged passes through the desktop all the same.
		s.eventually(`return document.readyState === 'complete'`)
		s.must(s.Execute(nil, `
			const input = Object.assign(document.createElement('input'), { id: 'place', type: 'file' })
			input.style = 'position: fixed; right: 0; top: 0; width: 300px; height: 200px; background: silver'
			window.over = 0
			input.addEventListener('dragover', () => window.over++)
			document.body.append(input)`))
		s.drag("Drag and drop files", "#drag-file-link", "#place")
		want, err := os.ReadFile(filepath.Join(s.dir, "renderer.js"))
		s.must(err)
		s.eventually(`const [file] = document.querySelector('#place').files
			file?.text().then((text) => { window.text = text })
			return file?.name === 'renderer.js' && window.text === arguments[0]`, string(want))
	},
	"menus/context-menu/dom": func(s *sample) {
		s.typeInto("#editable", "words")
		s.must(s.Execute(nil, `document.getElementById('editable').select()`))
		s.popup("#editable", "Down", "Down", "Return") // its second item, Cut
		s.eventually(`return document.getElementById('editable').value === ''`)
	},
	"menus/tray-menu": func(s *sample) {
		s.until("the icon is there", func() bool {
			text, err := s.shown.Describe(1)
			return err == nil && strings.Contains(text, "Tray Icon Demo")
		})
		s.must(s.shown.Choose(0, "Set Title"))
		s.until("the title is there", func() bool { text, _ := s.shown.Describe(1); return strings.Contains(text, "Title") })
		s.must(s.shown.Choose(0, "_Quit"))
		s.until("the app has ended", func() bool { return len(s.titled("Tray Menu Demo")) == 0 })
	},
	"windows/manage-windows/frameless-window": func(s *sample) {
		s.click("#frameless-window")
		s.until("a window without a frame is there", func() bool {
			return slices.ContainsFunc(s.windows(), func(id string) bool {
				return strings.Contains(s.tool("xprop", "-id", id, "_MOTIF_WM_HINTS"), "0x2, 0x0, 0x0")
			})
		})
	},
	"windows/manage-windows/new-window": func(s *sample) {
		s.click("#new-window")
		s.until("a small window is there", func() bool {
			return slices.ContainsFunc(s.windows(), func(id string) bool {
				return strings.Contains(s.tool("xdotool", "getwindowgeometry", id), "400x320")
			})
		})
	},
	"windows/manage-windows/window-events": func(s *sample) {
		main := s.focus("Window events")
		s.click("#listen-to-window")
		s.until("there are two windows", func() bool { return len(s.windows()) == 2 })
		s.until("the main process hears that the window has lost the focus", func() bool {
			s.tool("xdotool", "windowfocus", "--sync", main)
			var there bool
			return s.Execute(&there, `return document.getElementById('focus-on-modal-window').classList.contains('smooth-appear')`) == nil && there
		})
		s.click("#focus-on-modal-window")
		s.eventually(`return document.getElementById('focus-on-modal-window').classList.contains('disappear')`)
	},
	"windows/manage-windows/manage-window-state": func(s *sample) {
		s.click("#manage-window")
		var demo string
		s.until("the demo window is there", func() bool {
			for _, id := range s.windows() {
				if strings.Contains(s.tool("xdotool", "getwindowgeometry", id), "400x275") {
					demo = id
				}
			}
			return demo != ""
		})
		heard := func() int { return strings.Count(s.output.String(), "(evaluating 'bounds.size')") }
		before := heard()
		s.tool("xdotool", "windowsize", demo, "450", "300")
		// The preload script hands on no arguments, so that the page, in Electron as well, has nothing to show.
		s.until("the page hears of it", func() bool { return heard() > before })
	},
	"system/protocol-handler/launch-app-from-URL-in-another-app": func(s *sample) {
		s.eventually(`return document.readyState === 'complete'`)
		ctx, cancel := context.WithTimeout(s.t.Context(), patience)
		defer cancel()
		again := exec.CommandContext(ctx, deskjs, "start", s.dir, "--", "electron-fiddle://here/")
		again.Env = append(os.Environ(), s.env...)
		again.Cancel = func() error { return again.Process.Signal(os.Interrupt) }
		again.WaitDelay = 5 * time.Second
		output := &lockedBuffer{}
		again.Stdout, again.Stderr = output, output
		s.must(again.Start())
		s.until("the first says where it was called from", func() bool { return s.dialogs() > 0 })
		s.until("it is answered", func() bool { s.tool("xdotool", "key", "Return"); return s.dialogs() == 0 })
		if err := again.Wait(); err != nil {
			s.t.Errorf("the second start: %v\n%s", err, output)
		}
	},
	"features/navigation-history": func(s *sample) {
		server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			w.Header().Set("Content-Type", "text/html")
			_, _ = fmt.Fprintf(w, "<title>%s</title>", r.URL.Path)
		}))
		defer server.Close()
		s.until("the driver is at the window's page, and not at the view's", func() bool {
			handles, err := s.Windows()
			return err == nil && slices.ContainsFunc(handles, func(handle string) bool {
				var there bool
				return s.Window(handle) == nil && s.Execute(&there, `return document.readyState === 'complete' && document.getElementById('urlInput') !== null`) == nil && there
			})
		})
		for _, name := range []string{"/one", "/two"} {
			s.must(s.Execute(nil, `document.getElementById('urlInput').value = arguments[0]`, server.URL+name))
			s.click("#goBtn")
			s.eventually(`return electronAPI.getHistory().then((entries) => entries.at(-1)?.title === arguments[0])`, name)
		}
		s.eventually(`return !document.getElementById('backBtn').disabled && document.getElementById('forwardBtn').disabled`)
		s.click("#backHistoryBtn")
		s.eventually(`return document.getElementById('historyPanel').textContent.includes('Title: /one')`)
		s.click("#backBtn")
		s.eventually(`return document.getElementById('urlInput').value === arguments[0] && !document.getElementById('forwardBtn').disabled`, server.URL+"/one")
	},
	"screen/fit-screen": func(s *sample) {
		var screen, inside struct{ width, height int }
		_, err := fmt.Sscan(s.tool("xdotool", "getdisplaygeometry"), &screen.width, &screen.height)
		s.must(err)
		s.until("the window fills the screen, but for its frame", func() bool {
			return slices.ContainsFunc(s.windows(), func(id string) bool {
				_, geometry, _ := strings.Cut(s.tool("xdotool", "getwindowgeometry", id), "Geometry: ")
				_, err := fmt.Sscanf(geometry, "%dx%d", &inside.width, &inside.height)
				return err == nil && screen.width-inside.width < 20 && screen.height-inside.height < 60
			})
		})
	},
	"features/window-customization/custom-window-styles/transparent-windows": func(s *sample) {
		s.until("a window of 100 by 100 is there", func() bool {
			return slices.ContainsFunc(s.windows(), func(id string) bool {
				return strings.Contains(s.tool("xdotool", "getwindowgeometry", id), "100x100")
			})
		})
		s.eventually(`return document.body.innerText.trim() === 'Hello World!'`)
	},
	"ipc/pattern-2": func(s *sample) {
		s.click("#btn")
		file := s.file("chosen.txt")
		s.choose("Open.*", file)
		s.eventually(`return document.getElementById('filePath').innerText === arguments[0]`, file)
	},
	"menus/shortcuts": func(s *sample) {
		s.eventually(`return document.readyState === 'complete'`)
		s.until("the shortcut opens a dialog", func() bool {
			s.tool("xdotool", "key", "ctrl+alt+k")
			return s.dialogs() > 0
		})
	},
	"native-ui/dialogs/information-dialog": func(s *sample) {
		s.click("#information-dialog")
		s.until("the dialog is there", func() bool { return s.dialogs() > 0 })
		s.until("it is answered", func() bool { s.tool("xdotool", "key", "Return"); return s.dialogs() == 0 })
		s.eventually(`return /You selected: (yes|no)/.test(document.getElementById('info-selection').innerText)`)
	},
	"native-ui/dialogs/error-dialog": func(s *sample) {
		s.click("#error-dialog")
		s.until("the dialog is there", func() bool { return s.dialogs() > 0 })
		s.until("it is closed", func() bool { s.tool("xdotool", "key", "Return"); return s.dialogs() == 0 })
	},
	"native-ui/dialogs/open-file-or-directory": func(s *sample) {
		s.click("#select-directory")
		folder := s.t.TempDir() // as in Electron on Linux, a dialog for both is for folders
		s.choose("Open.*", folder)
		s.eventually(`return document.getElementById('selected-file').innerText === 'You selected: ' + arguments[0]`, folder)
	},
	"features/notifications/main": func(s *sample) {
		connection, err := dbus.Connect(s.session.Bus)
		s.must(err)
		defer func() { _ = connection.Close() }()
		var text string
		object := connection.Object("org.freedesktop.Notifications", "/org/freedesktop/Notifications")
		s.must(object.Call("org.deskjs.Notifications.Describe", 0, uint32(1)).Store(&text)) // it waits for it
		if !strings.Contains(text, "Basic Notification") || !strings.Contains(text, "Notification from the Main process") {
			s.t.Errorf("the notification is %s", text)
		}
	},
	"native-ui/dialogs/save-dialog": func(s *sample) {
		s.click("#save-dialog")
		file := filepath.Join(s.t.TempDir(), "picture.png")
		s.choose("Save an Image", file)
		s.eventually(`return document.getElementById('file-saved').innerText === 'Path selected: ' + arguments[0]`, file)
	},
	"system/clipboard/paste": func(s *sample) {
		s.click("#paste-to")
		s.eventually(`return document.getElementById('paste-from').innerText === 'Clipboard contents: What a demo!'`)
	},
	"system/system-app-user-information/app-information": func(s *sample) {
		s.click("#app-info")
		s.eventually(`return document.getElementById('got-app-info').innerText === 'This app is located at: ' + arguments[0]`, s.dir)
	},
	"system/system-information/get-version-information": func(s *sample) {
		s.click("#version-info")
		s.eventually(`return /version: 45\./.test(document.getElementById('got-version-info').innerText)`)
	},
}

// windows are those that the app shows, dialogs too.
func (s *sample) windows() []string {
	var list []string
	for field := range strings.FieldsSeq(strings.ReplaceAll(s.tool("xprop", "-root", "-notype", "_NET_CLIENT_LIST"), ",", " ")) {
		if strings.HasPrefix(field, "0x") {
			list = append(list, field)
		}
	}
	return list
}

// focus gives the focus to the window with a title.
func (s *sample) focus(title string) (id string) {
	s.t.Helper()
	s.until("a window is called "+title, func() bool { return len(s.titled(title)) == 1 })
	id = s.titled(title)[0]
	s.tool("xdotool", "windowfocus", "--sync", id)
	return id
}

// file makes a file to choose.
func (s *sample) file(name string) string {
	s.t.Helper()
	path := filepath.Join(s.t.TempDir(), name)
	s.must(os.WriteFile(path, []byte(name), 0o644))
	return path
}

// choose types a path into the file dialog with a title.
func (s *sample) choose(title, path string) {
	s.t.Helper()
	s.until("the dialog "+title+" is there", func() bool { return s.dialogs() > 0 })
	s.tool("xdotool", "key", "ctrl+a")
	s.tool("xdotool", "type", "--delay", "5", path)
	s.until("the dialog is answered", func() bool { s.tool("xdotool", "key", "Return"); return s.dialogs() == 0 })
}

// dialogs counts the windows that are dialogs.
func (s *sample) dialogs() (count int) {
	for _, id := range s.windows() {
		if strings.Contains(s.tool("xprop", "-id", id, "_NET_WM_WINDOW_TYPE"), "_DIALOG") {
			count++
		}
	}
	return count
}

// popup opens the context menu of an element and presses keys until the element is empty.
func (s *sample) popup(selector string, keys ...string) {
	s.t.Helper()
	s.must(s.Execute(nil, `document.querySelector(arguments[0]).dispatchEvent(new MouseEvent('contextmenu', { bubbles: true, cancelable: true, clientX: 20, clientY: 90 }))`, selector))
	s.until("the menu takes the key", func() bool {
		s.tool("xdotool", append([]string{"key"}, keys...)...)
		var value string
		return s.Execute(&value, `return document.querySelector(arguments[0]).value`, selector) == nil && value == ""
	})
}

// signals are those of an interface on the sample's bus.
func (s *sample) signals(name, member string) chan *dbus.Signal {
	s.t.Helper()
	connection, err := dbus.Connect(s.session.Bus)
	s.must(err)
	s.t.Cleanup(func() { _ = connection.Close() })
	s.must(connection.AddMatchSignal(dbus.WithMatchInterface(name), dbus.WithMatchMember(member)))
	signals := make(chan *dbus.Signal, 100)
	connection.Signal(signals)
	return signals
}

// progress waits for the next that docks are told.
func (s *sample) progress(signals chan *dbus.Signal) float64 {
	s.t.Helper()
	for {
		select {
		case signal := <-signals:
			if len(signal.Body) != 2 {
				continue
			}
			values, _ := signal.Body[1].(map[string]dbus.Variant)
			if value, ok := values["progress"].Value().(float64); ok {
				return value
			}
		case <-time.After(patience):
			s.t.Fatal("docks are told of no progress")
		}
	}
}
