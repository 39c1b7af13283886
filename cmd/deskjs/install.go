package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/signal"
	"slices"
	"strings"
	"syscall"
	"time"

	"github.com/deskjs/deskjs/bundler/npm"
	"github.com/deskjs/deskjs/internal/diag"
	"github.com/deskjs/deskjs/runtime/backend"
)

// omitKinds are what --omit takes.
var omitKinds = []string{"dev", "optional", "peer"}

func installVerb() *verb {
	return &verb{
		name:    "install",
		usage:   "[DIR | PACKAGE...] [--omit KIND] [--force]",
		summary: "Install the app's packages, without Node",
		details: `
DIR is the folder with package.json, the current one by default. Where
package-lock.json has not what that asks for, or is not there, it is brought
up to date first, changing no more than it must; with names of packages
install does what deskjs add does. Packages come from the registry that .npmrc
names, are checked against the lock file, and are kept in a store that all your
projects share. An install that fails or is interrupted leaves node_modules,
package.json and package-lock.json as they were.

Scripts of packages run only if package.json allows it, as npm has it, by name
or name@version: "allowScripts": { "some-package": true }. They run on DeskJS's
own runtime, which they find as "node".`,
		flags: append(append([]flag{
			{name: "locked", summary: "install just what package-lock.json has; an error if package.json asks for something else"},
			{name: "omit", value: "KIND", summary: "leave out dependencies: " + strings.Join(omitKinds, ", ") + ", or several with commas"},
			{name: "force", summary: "make node_modules anew, even if it is right already"},
			jsonFlag("how many packages there are, what was fetched, whose scripts did not run"),
		}, resolveFlags...), saveFlags...),
		examples: []example{
			{"deskjs install", "in the app's folder"},
			{"deskjs install --omit dev", "what the app itself needs"},
			{"deskjs install react", "depend on a package: deskjs add"},
			{"deskjs install app --json", "for a script"},
		},
		maxArguments: -1,
		run:          runInstall,
	}
}

// installed is what --json says of an install.
type installed struct {
	OK           bool           `json:"ok"`
	Packages     int            `json:"packages"`
	Added        int            `json:"added"`
	Removed      int            `json:"removed"`
	Fetched      int            `json:"fetched"`
	Repaired     int            `json:"repaired"`
	UpToDate     bool           `json:"upToDate"`
	ScriptsRan   []string       `json:"scriptsRan"`
	ScriptsNot   []string       `json:"scriptsNotRun"`
	Warnings     []diag.Message `json:"warnings"`
	Milliseconds int64          `json:"milliseconds"`
	Saved        []savedPackage `json:"saved,omitempty"` // what package.json depends on now; see add.go
}

func runInstall(env *environment, call *call) error {
	if namesPackages(call.arguments) {
		return addPackages(env, call, ".", call.arguments)
	}
	options := npm.Options{Dir: call.argument(0, "."), Force: call.on("force")}
	if call.on("omit") {
		options.Omit = strings.Split(call.text("omit", ""), ",")
		for _, kind := range options.Omit {
			if !slices.Contains(omitKinds, kind) {
				return &usageError{verb: installVerb(), message: fmt.Sprintf("--omit %s: there is no such kind of dependencies", kind), nearest: diag.Nearest(kind, omitKinds)}
			}
		}
	}
	return installProject(env, call, options)
}

// installPackages installs what the lock file in options.Dir says, and tells of it, and of what was saved before.
func installPackages(env *environment, options npm.Options, saved ...savedPackage) error {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	executable, err := os.Executable()
	if err != nil {
		return err
	}
	options.Node, options.NodeEnvironment = executable, []string{backend.RunAsNode + "=1"}
	display := newInstallDisplay(env)
	options.Progress = display.show
	begun := time.Now()
	result, err := npm.Install(ctx, options)
	display.clear()
	if errors.Is(err, context.Canceled) {
		fmt.Fprintln(env.err, "interrupted; node_modules is as it was")
		return exitStatus(codeInterrupted)
	}
	if err != nil {
		return err
	}
	took := time.Since(begun)
	if env.json {
		writeJSON(env, installed{
			OK: true, Packages: result.Packages, Added: result.Added, Removed: result.Removed, Fetched: result.Fetched, Repaired: result.Repaired, UpToDate: result.UpToDate,
			ScriptsRan: list(result.Ran), ScriptsNot: list(result.Scripts), Warnings: list(result.Warnings), Milliseconds: took.Milliseconds(),
			Saved: saved,
		})
		return nil
	}
	fmt.Fprint(env.err, diag.RenderAll(result.Warnings, env.color))
	if result.UpToDate {
		fmt.Fprintf(env.out, "%s up to date, in %s.\n", amountOf(result.Packages, "package is", "packages are"), round(took))
	} else {
		fmt.Fprintf(env.out, "%s in node_modules, %d fetched, in %s.\n", amountOf(result.Packages, "package is", "packages are"), result.Fetched, round(took))
	}
	if result.Repaired > 0 {
		fmt.Fprintf(env.out, "%s damaged in the store, and fetched anew.\n", amountOf(result.Repaired, "package was", "packages were"))
	}
	if len(result.Ran) > 0 {
		fmt.Fprintf(env.out, "Scripts ran, on DeskJS's runtime in place of node, of: %s\n", strings.Join(result.Ran, ", "))
	}
	if len(result.Scripts) > 0 && !result.UpToDate {
		fmt.Fprintf(env.out, "These have install scripts, which did not run: %s\n  Most work without. To let one run: \"allowScripts\": { %q: true } in package.json\n",
			strings.Join(result.Scripts, ", "), result.Scripts[0])
	}
	return nil
}

// amountOf is a number with its noun: "1 package is", "2 packages are".
func amountOf(n int, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return fmt.Sprintf("%d %s", n, many)
}

// list is a list that is [] in JSON when there is nothing in it.
func list[T any](of []T) []T {
	if of == nil {
		return []T{}
	}
	return of
}

// installDisplay shows on a terminal how far an installation is, in one line; elsewhere it shows nothing.
type installDisplay struct {
	env   *environment
	shown time.Time
	any   bool
}

func newInstallDisplay(env *environment) *installDisplay { return &installDisplay{env: env} }

// show is called often; a person sees ten lines a second at most.
func (d *installDisplay) show(p npm.Progress) {
	if !d.env.live || d.env.json || p.Script == "" && time.Since(d.shown) < 100*time.Millisecond {
		return
	}
	d.shown, d.any = time.Now(), true
	const width = 24
	full := width * p.Done / max(p.All, 1)
	line := fmt.Sprintf("%s%s %d of %d packages", strings.Repeat("█", full), strings.Repeat("░", width-full), p.Done, p.All)
	if p.Script != "" {
		line = "running the script of " + p.Script
	}
	fmt.Fprint(d.env.err, "\r\x1b[K"+line)
}

// clear takes the line away.
func (d *installDisplay) clear() {
	if d.any {
		fmt.Fprint(d.env.err, "\r\x1b[K")
	}
}
