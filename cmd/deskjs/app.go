package main

import (
	"errors"
	"io"
	"os/exec"
	"path/filepath"
	"time"

	"github.com/deskjs/deskjs/bridge"
)

// shownApp is an app that runs while its files are followed.
type shownApp interface {
	// tell sends the app a message. An app that has ended does not mind.
	tell(bridge.Message)
	// close ends the app, and returns when it has ended.
	close()
	// end is closed when the app has ended, with the exit code that exitCode returns.
	end() <-chan struct{}
	exitCode() int
}

// An app that `deskjs start` or `deskjs dev` runs in windows: deskjs-app on a folder of built files, and
// the socket by which it is told of changes.
type app struct {
	process *exec.Cmd
	control *bridge.Conn
	ended   chan struct{}
	code    int
}

// builtDir is where an app's files are built for running, inside its folder.
func builtDir(dir string) string { return filepath.Join(dir, ".deskjs", "build") }

// appOptions say how to open an app.
type appOptions struct {
	dir   string // the project's
	built string // where it has been built
	// out and err get what the app writes.
	out, err io.Writer
	// report takes what the app tells, and says that its changes will be told; nil for an app that just runs. Any goroutine calls it.
	report     func(bridge.Message)
	automation bool
	color      bool     // what is logged may have colours
	inspect    bool     // its inspector opens
	args       []string // the app's own
}

// colorFlag says that the terminal has colours.
const colorFlag = "--color"

// startApp opens an app in windows.
func startApp(options appOptions) (*app, error) {
	// What an app imports may change while it runs: the runtime that has everything will do.
	program, err := appRuntime(true)
	if err != nil {
		program, err = appRuntime(false)
	}
	if err != nil {
		return nil, err
	}
	arguments := []string{"--deskjs-dev", options.built, "--project", options.dir}
	if options.report != nil {
		arguments = append(arguments, "--watched")
	}
	if options.automation {
		arguments = append(arguments, "--automation")
	}
	if options.color {
		arguments = append(arguments, colorFlag)
	}
	if options.inspect {
		arguments = append(arguments, "--inspect")
	}
	arguments = append(append(arguments, "--"), options.args...)
	process := exec.Command(program, arguments...)
	process.Stdout, process.Stderr = options.out, options.err
	process.WaitDelay = outputTime
	if options.report != nil {
		if process.Env, err = backendVariables(options.dir); err != nil {
			return nil, err
		}
	}
	control, err := bridge.StartChild(process)
	if err != nil {
		return nil, err
	}
	a := &app{process: process, control: control, ended: make(chan struct{})}
	go a.wait()
	if options.report != nil {
		go a.read(options.report)
	}
	return a, nil
}

// outputTime is how long what the app has started may hold on to its output when it has ended.
const outputTime = 500 * time.Millisecond

// read takes what the app tells, until it ends.
func (a *app) read(report func(bridge.Message)) {
	for {
		message, err := a.control.Read()
		if err != nil {
			return
		}
		report(message)
	}
}

func (a *app) wait() {
	err := a.process.Wait()
	a.code = a.process.ProcessState.ExitCode()
	var failed *exec.ExitError
	if errors.As(err, &failed) && a.code < 0 {
		a.code = 1 // a signal ended it
	}
	close(a.ended)
}

func (a *app) end() <-chan struct{} { return a.ended }

func (a *app) exitCode() int { return a.code }

func (a *app) tell(message bridge.Message) { _ = a.control.Queue(message) }

func (a *app) close() {
	a.control.Close()
	<-a.ended
}
