package main

import (
	"errors"
	"fmt"
	"hash/crc32"
	"os"
	"os/exec"
	"runtime"
	"slices"
	"strconv"

	"github.com/deskjs/deskjs/bridge"
	"github.com/deskjs/deskjs/bundler"
	"github.com/deskjs/deskjs/bundler/browser"
	"github.com/deskjs/deskjs/internal/diag"
	"github.com/deskjs/deskjs/internal/payload"
	"github.com/deskjs/deskjs/runtime/backend"
	"github.com/deskjs/deskjs/runtime/desktop/supervisor"
)

// backendRole makes this program the backend process of an app whose page is in a browser: the folder of the built app and that of
// the project follow. In windows it is deskjs-app that does this.
const backendRole = "--deskjs-backend"

func runBackend(args []string) error {
	if len(args) < 2 {
		return errors.New(backendRole + " is for deskjs's own use")
	}
	conn, err := bridge.OpenInherited()
	if err != nil {
		return errors.New(backendRole + " is for deskjs's own use")
	}
	open := func(string) (payload.App, error) { return payload.OpenDir(args[0]) }
	return exitStatus(backend.Serve(conn, open, &backend.Development{Project: args[1], Open: true, Takes: true, Color: slices.Contains(args, colorFlag)}))
}

// browserApp is an app that `deskjs dev --browser` shows.
type browserApp struct{ server *browser.Server }

func (a browserApp) tell(message bridge.Message) { a.server.Tell(message) }
func (a browserApp) close()                      { a.server.Close() }
func (a browserApp) end() <-chan struct{}        { return a.server.Ended() }
func (a browserApp) exitCode() int               { return 0 } // with any other, its backend has crashed and waits for a change

// localAddress is what the line with the address is called.
const localAddress = "Local"

// showInWindow opens the app that was built.
func (s *session) showInWindow(change bundler.Change, call *call) (shownApp, error) {
	s.banner = append(s.banner, bannerLine{"Window", windowText(change.Result.Manifest)})
	return startApp(appOptions{
		dir: s.dir, built: s.built, out: s.terminal.output("stdout"), err: s.terminal.output("stderr"), report: s.report,
		automation: call.on("automation"), color: s.terminal.color, inspect: call.on("inspect"),
	})
}

func windowText(manifest *payload.Manifest) string {
	if len(manifest.Windows) == 0 || manifest.Windows[0].Title == "" {
		return manifest.Name
	}
	return manifest.Windows[0].Title
}

// showInBrowser serves the app that was built, and opens a browser, unless that is not wanted.
func (s *session) showInBrowser(change bundler.Change, call *call) (shownApp, error) {
	executable, err := os.Executable()
	if err != nil {
		return nil, err
	}
	variables, err := backendVariables(s.dir)
	if err != nil {
		return nil, err
	}
	listen, err := listenFlags(call)
	if err != nil {
		return nil, err
	}
	folder := s.built
	arguments := []string{backendRole, folder, s.dir}
	if s.terminal.color {
		arguments = append(arguments, colorFlag)
	}
	port := listen.port
	if port == 0 {
		port = portOf(change.Result.Manifest.ID)
	}
	server, err := browser.Start(browser.Options{
		Open: func() (payload.App, error) { return payload.OpenDir(folder) },
		Backend: supervisor.Command{
			Path: executable, Args: arguments, Env: variables,
			Stdout: s.terminal.output("stdout"), Stderr: s.terminal.output("stderr"), OutOfMemoryCode: backend.ExitOutOfMemory,
		},
		Host: listen.host, Port: port, ThisPort: listen.port != 0,
		Report: s.report,
		Log:    s.terminal.output("stderr"),
	})
	if taken, ok := errors.AsType[*browser.PortTakenError](err); ok {
		return nil, diag.New(diag.Message{
			Text: fmt.Sprintf("port %d is in use by another program", taken.Port), Hint: fmt.Sprintf("the next free one is %d: deskjs dev --browser --port %d", taken.Free, taken.Free),
		})
	}
	if err != nil {
		return nil, err
	}
	if windows := change.Result.Manifest.Windows; len(windows) > 0 && windows[0].Preload != "" && !s.env.json {
		s.terminal.line("", styleWarning, "the preload script of the first window does not run in a browser", "")
	}
	s.banner = append(s.banner, bannerLine{localAddress, server.Address()})
	if !call.on("no-open") {
		if err := openInBrowser(server.LaunchAddress()); err != nil && !s.env.json {
			s.terminal.line("", styleWarning, fmt.Sprintf("no browser could be started (%v)", err), "open the address yourself")
		}
	}
	return browserApp{server}, nil
}

// listenAt is where --port and --host want the page to be.
type listenAt struct {
	host string // "127.0.0.1" unless it was given
	port int    // 0 unless it was given
}

// listenFlags reads --port and --host.
func listenFlags(call *call) (listenAt, error) {
	at := listenAt{host: call.text("host", "127.0.0.1")}
	if text, given := call.values["port"]; given {
		port, err := strconv.Atoi(text)
		if err != nil || port < 1 || port > 65535 {
			return at, devVerb().misuse("--port is a number from 1 to 65535, not %q", text)
		}
		at.port = port
	}
	if !slices.Contains([]string{"127.0.0.1", "localhost", "::1"}, at.host) {
		return at, devVerb().misuse("--host %s is not this machine: an app in development is served on localhost, 127.0.0.1 or ::1 only", at.host)
	}
	return at, nil
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
