package main

import (
	"errors"
	"fmt"
	"os"
	"slices"

	"github.com/deskjs/deskjs/bridge"
	"github.com/deskjs/deskjs/internal/payload"
	"github.com/deskjs/deskjs/runtime/backend"
	"github.com/deskjs/deskjs/runtime/desktop"
	"github.com/deskjs/deskjs/runtime/desktop/supervisor"
)

// These follow a folder.
const (
	watchedFlag    = "--watched"    // `deskjs dev` tells of the folder's changes
	colorFlag      = "--color"      // the terminal that `deskjs dev` is in has colours
	inspectFlag    = "--inspect"    // the inspector of the first window opens
	automationFlag = "--automation" // end-to-end tests drive the windows
	projectFlag    = "--project"    // the project's folder follows
	argumentsFlag  = "--"           // the app's own arguments follow; behind a shipped app's backend role too
)

// runHost shows the app. folder is "" for a shipped app.
func runHost(app payload.App, updates desktop.Updates, folder string, args []string) int {
	options := desktop.Options{
		App:     app,
		Updates: updates,
		Stderr:  os.Stderr,
		Backend: supervisor.Command{
			Path: executable(), Args: append([]string{backendRole, argumentsFlag}, args...),
			Stdout: os.Stdout, Stderr: os.Stderr,
			OutOfMemoryCode: backend.ExitOutOfMemory,
		},
		Automation: app.Manifest().Automation,
		Arguments:  args,
	}
	if folder != "" {
		control, err := bridge.OpenInherited()
		if err != nil {
			return fail(errors.New(developmentRole + " is for `deskjs dev` and `deskjs start` to use"))
		}
		// The backend is told the same as the host.
		options.Backend.Args = append([]string{backendRole}, args[1:]...)
		args, options.Arguments = split(args)
		options.Automation = slices.Contains(args, automationFlag)
		options.Development = &desktop.Development{
			Control: control,
			Watched: slices.Contains(args, watchedFlag),
			Inspect: slices.Contains(args, inspectFlag),
			Open:    func() (payload.App, error) { return payload.OpenDir(folder) },
		}
	}
	if folder == "" {
		go checkRest(app, updates)
	}
	environment := os.Environ()
	code, err := desktop.Run(options)
	if errors.Is(err, desktop.ErrRestart) {
		err = restart(environment)
	}
	if err != nil {
		return fail(err)
	}
	return code
}

// checkRest checks what CheckCode has not, while the app starts: of a large app that takes longer than a start may. What is used before its
// turn is checked then. An update that is damaged is given up, so that the next start has what was there before it.
func checkRest(app payload.App, updates desktop.Updates) {
	err := payload.CheckAll(app)
	if err == nil {
		return
	}
	if updates.Hash != "" {
		_, notKept := updates.Editions.Rollback(err.Error())
		err = errors.Join(fmt.Errorf("an update of %s is damaged and was given up; start the app again: %w", app.Manifest().Name, err), notKept)
	}
	os.Exit(fail(err))
}
