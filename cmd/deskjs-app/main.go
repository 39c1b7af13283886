// Command deskjs-app is the program that apps ship as: with an app's payload appended it
// is the app. It plays two roles, the host process with the windows and, started by
// that with backendRole, the backend process. It links neither esbuild nor anything
// else that only authors need; nothing may import it.
package main

import (
	"errors"
	"fmt"
	"os"
	"slices"

	"github.com/deskjs/deskjs/internal/payload"
	"github.com/deskjs/deskjs/runtime/backend"
	"github.com/deskjs/deskjs/runtime/desktop/update"
)

// How a role is asked for. A shipped app's host starts its own backend; the command line
// starts the bare runtime on a folder. An app with a payload takes no folder.
const (
	backendRole     = "--deskjs-backend"
	developmentRole = "--deskjs-dev"
	versionFlag     = "--version" // alone: the app says what it is and ends
)

func main() { os.Exit(run(os.Args[1:])) }

func run(args []string) int {
	findConsole()
	if code, done := asAppImage(args); done {
		return code
	}
	app, err := payload.Locate(executable())
	if err != nil && !errors.Is(err, payload.ErrNoPayload) {
		return fail(err)
	}
	folder := ""
	var development *backend.Development
	if app == nil && len(args) >= 2 && (args[0] == backendRole || args[0] == developmentRole) {
		folder = args[1]
		own, arguments := split(args)
		development = developmentOf(own)
		if args[0] == backendRole {
			return runBackend(func(string) (payload.App, error) { return payload.OpenDir(folder) }, development, arguments)
		}
		var openErr error
		if app, openErr = payload.OpenDir(folder); openErr != nil {
			return fail(openErr)
		}
	}
	switch {
	case app == nil:
		return fail(err)
	case len(args) > 0 && args[0] == backendRole:
		_, arguments := split(args)
		return runBackend(func(hash string) (payload.App, error) {
			if hash == "" {
				return app, nil
			}
			return update.OpenKept(app, hash)
		}, development, arguments)
	case len(args) == 1 && args[0] == versionFlag:
		fmt.Println(app.Manifest().Name, app.Manifest().Version)
		return 0
	case folder != "":
		return runHost(app, inDevelopment(app), folder, args)
	default:
		app, updates, err := choose(app)
		if err != nil {
			return fail(err)
		}
		return runHost(app, updates, folder, args)
	}
}

// split parts what a role is told from the app's own arguments.
func split(args []string) (own, arguments []string) {
	if at := slices.Index(args, argumentsFlag); at >= 0 {
		return args[:at], args[at+1:]
	}
	return args, nil
}

// developmentOf reads what a role on a folder is told besides.
func developmentOf(args []string) *backend.Development {
	watched := slices.Contains(args, watchedFlag)
	development := &backend.Development{Project: args[1], Open: watched, Takes: watched, Color: slices.Contains(args, colorFlag)}
	if at := slices.Index(args, projectFlag); at >= 0 && at+1 < len(args) {
		development.Project = args[at+1]
	}
	return development
}

// fail shows an error to whoever started the program.
func fail(err error) int {
	fmt.Fprintln(os.Stderr, err)
	show(err)
	return 1
}
