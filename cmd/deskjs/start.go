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
		usage:   "[DIR [ARGUMENTS]]",
		summary: "Build the app and open it once, as it would ship",
		details: `
DIR is the app's folder, the current one by default. ARGUMENTS are the app's
own: process.argv.slice(1). The exit code is the app's.`,
		flags:        []flag{automationFlag()},
		examples:     []example{{"deskjs start", "the app here, as it would ship"}, {"deskjs start ../notes", "another"}, {"deskjs start . -- my-notes://1", "the app here, with an address to open"}},
		maxArguments: -1,
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
	a, err := startApp(appOptions{dir: dir, built: folder, out: env.out, err: env.err, automation: call.on("automation"), args: call.arguments[min(1, len(call.arguments)):]})
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
