package main

import (
	"os"
	"os/signal"
	"syscall"

	"github.com/deskjs/deskjs/bundler"
)

func startVerb() *verb {
	return &verb{
		name:    "start",
		usage:   "[DIR]",
		summary: "Build the app and open it once, as it would ship",
		details: `
DIR is the app's folder, the current one by default. The exit code is the
app's.`,
		flags:        []flag{automationFlag()},
		examples:     []example{{"deskjs start", "the app here, as it would ship"}, {"deskjs start ../notes", "another"}},
		maxArguments: 1,
		run:          runStart,
	}
}

func automationFlag() flag {
	return flag{name: "automation", summary: "let a WebDriver client drive the windows, for end-to-end tests"}
}

func runStart(env *environment, call *call) error {
	dir, err := projectDir(call)
	if err != nil {
		return err
	}
	if err := prepareFrontend(env, dir, false); err != nil {
		return err
	}
	options := bundlerOptions(dir, false)
	options.InPlace = true
	result, err := bundler.Build(options)
	if err != nil {
		return err
	}
	warn(env, result)
	folder := builtDir(dir)
	if err := result.WriteDir(folder); err != nil {
		return err
	}
	a, err := startApp(appOptions{dir: dir, built: folder, out: env.out, err: env.err, automation: call.on("automation")})
	if err != nil {
		return err
	}
	stop := make(chan os.Signal, 1)
	signal.Notify(stop, os.Interrupt, syscall.SIGTERM)
	select {
	case <-a.ended:
	case <-stop:
		a.close()
	}
	return exitStatus(a.code)
}
