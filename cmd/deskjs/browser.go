package main

import (
	"errors"
	"hash/crc32"
	"os"
	"os/exec"
	"runtime"

	"github.com/deskjs/deskjs/bridge"
	"github.com/deskjs/deskjs/bundler"
	"github.com/deskjs/deskjs/bundler/browser"
	"github.com/deskjs/deskjs/internal/payload"
	"github.com/deskjs/deskjs/runtime/backend"
	"github.com/deskjs/deskjs/runtime/desktop/supervisor"
)

// backendRole makes this program the backend process of an app whose page is in a browser: the folder of the built app and that of
// the project follow. In windows it is deskjs-app that does this.
const backendRole = "--deskjs-backend"

func runBackend(args []string) error {
	if len(args) != 2 {
		return errors.New(backendRole + " is for deskjs's own use")
	}
	conn, err := bridge.OpenInherited()
	if err != nil {
		return errors.New(backendRole + " is for deskjs's own use")
	}
	app, err := payload.OpenDir(args[0])
	if err != nil {
		return err
	}
	return exitStatus(backend.Serve(conn, app, &backend.Development{Project: args[1], Open: true}))
}

// browserApp is an app that `deskjs dev --browser` shows.
type browserApp struct{ server *browser.Server }

func (a browserApp) tell(message bridge.Message) { a.server.Tell(message) }
func (a browserApp) close()                      { a.server.Close() }
func (a browserApp) end() <-chan struct{}        { return a.server.Ended() }
func (a browserApp) exitCode() int               { return 0 } // with any other, its backend has crashed and waits for a change

// showInBrowser serves the app that was built, and opens a browser, if that is wanted.
func (s *session) showInBrowser(change bundler.Change, open bool) (shownApp, error) {
	executable, err := os.Executable()
	if err != nil {
		return nil, err
	}
	variables, err := backendVariables(s.dir)
	if err != nil {
		return nil, err
	}
	folder := builtDir(s.dir)
	server, err := browser.Start(browser.Options{
		Open: func() (payload.App, error) { return payload.OpenDir(folder) },
		Backend: supervisor.Command{
			Path: executable, Args: []string{backendRole, folder, s.dir}, Env: variables,
			Stdout: s.env.out, Stderr: s.env.err, OutOfMemoryCode: backend.ExitOutOfMemory,
		},
		Port: portOf(change.Result.Manifest.ID),
		Log:  s.env.err,
	})
	if err != nil {
		return nil, err
	}
	if windows := change.Result.Manifest.Windows; len(windows) > 0 && windows[0].Preload != "" {
		s.line("the preload script of the first window does not run in a browser")
	}
	s.line("the app is at %s", server.Address())
	if open {
		if err := openInBrowser(server.LaunchAddress()); err != nil {
			s.line("no browser could be started (%v); open that address yourself", err)
		}
	}
	return browserApp{server}, nil
}

// portOf is the same port for an app each time, so that what its page stores is there again.
func portOf(id string) int { return 20000 + int(crc32.ChecksumIEEE([]byte(id))%10000) }

// openInBrowser opens an address in the person's browser. It doesn't wait for it.
func openInBrowser(address string) error {
	var command *exec.Cmd
	switch runtime.GOOS {
	case "windows":
		command = exec.Command("rundll32", "url.dll,FileProtocolHandler", address)
	case "darwin":
		command = exec.Command("open", address)
	default:
		command = exec.Command("xdg-open", address)
	}
	if err := command.Start(); err != nil {
		return err
	}
	go func() { _ = command.Wait() }() // some go on as the browser
	return nil
}
