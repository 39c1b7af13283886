package main

import (
	"errors"
	"os/exec"
	"path/filepath"

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

// startApp opens the app of the project in dir, which has been built for running. watched says that its changes will be told.
func startApp(env *environment, dir string, watched, automation bool) (*app, error) {
	// What an app imports may change while it runs: the runtime that has everything will do.
	program, err := appRuntime(true)
	if err != nil {
		program, err = appRuntime(false)
	}
	if err != nil {
		return nil, err
	}
	arguments := []string{"--deskjs-dev", builtDir(dir), "--project", dir}
	if watched {
		arguments = append(arguments, "--watched")
	}
	if automation {
		arguments = append(arguments, "--automation")
	}
	process := exec.Command(program, arguments...)
	process.Stdout, process.Stderr = env.out, env.err
	if watched {
		if process.Env, err = backendVariables(dir); err != nil {
			return nil, err
		}
	}
	control, err := bridge.StartChild(process)
	if err != nil {
		return nil, err
	}
	a := &app{process: process, control: control, ended: make(chan struct{})}
	go a.wait()
	return a, nil
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
