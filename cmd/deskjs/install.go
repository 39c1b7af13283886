package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/signal"
	"strings"
	"syscall"
	"time"

	"github.com/deskjs/deskjs/bundler/npm"
)

func installVerb() *verb {
	return &verb{
		name:    "install",
		usage:   "[DIR]",
		summary: "Install the app's packages from package-lock.json, without Node",
		details: `
DIR is the folder with package-lock.json, the current one by default. The
packages come from the registry that .npmrc names, are checked against the lock
file, and are kept in a store that all your projects share. An install that
fails or is interrupted leaves node_modules as it was. Scripts of packages do
not run.`,
		flags:        []flag{jsonFlag("how many packages there are, and what was fetched")},
		examples:     []example{{"deskjs install", "in the app's folder"}, {"deskjs install app --json", "for a script"}},
		maxArguments: 1,
		run:          runInstall,
	}
}

// installed is what --json says of an install.
type installed struct {
	OK           bool     `json:"ok"`
	Packages     int      `json:"packages"`
	Fetched      int      `json:"fetched"`
	Scripts      []string `json:"scripts"`
	Milliseconds int64    `json:"milliseconds"`
}

func runInstall(env *environment, call *call) error {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	begun := time.Now()
	options := npm.Options{Dir: call.argument(0, ".")}
	if env.live && !env.json {
		options.Progress = func(done, all int) { fmt.Fprintf(env.err, "\r\x1b[K%d of %d packages", done, all) }
	}
	result, err := npm.Install(ctx, options)
	if options.Progress != nil {
		fmt.Fprint(env.err, "\r\x1b[K")
	}
	if errors.Is(err, context.Canceled) {
		return exitStatus(codeInterrupted)
	}
	if err != nil {
		return err
	}
	took := time.Since(begun)
	if env.json {
		writeJSON(env, installed{OK: true, Packages: result.Packages, Fetched: result.Fetched, Scripts: result.Scripts, Milliseconds: took.Milliseconds()})
		return nil
	}
	fmt.Fprintf(env.out, "%d packages are in node_modules, %d of them fetched, in %s.\n", result.Packages, result.Fetched, round(took))
	if len(result.Scripts) > 0 {
		fmt.Fprintf(env.out, "These have install scripts, which did not run: %s\n", strings.Join(result.Scripts, ", "))
	}
	return nil
}
