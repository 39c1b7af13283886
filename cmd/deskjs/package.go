package main

import (
	"bytes"
	"cmp"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"os/signal"
	"path/filepath"
	"runtime"
	"runtime/debug"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/deskjs/deskjs/bundler"
	"github.com/deskjs/deskjs/internal/config"
	"github.com/deskjs/deskjs/internal/diag"
	"github.com/deskjs/deskjs/internal/payload"
	"github.com/deskjs/deskjs/packaging"
	"github.com/deskjs/deskjs/packaging/components"
	"github.com/deskjs/deskjs/packaging/formats"
	"github.com/deskjs/deskjs/packaging/icon"
)

func packageVerb() *verb {
	return &verb{
		name:    "package",
		usage:   "[DIR] [--target OS/ARCH,...] [--format NAME,...]",
		summary: "Make installers, for every desktop from this machine",
		details: packageDetails(),
		flags: []flag{
			{name: "target", value: "OS/ARCH,...", summary: "what to make packages for (this machine), or all"},
			{name: "format", value: "NAME,...", summary: "which packages to make (all that can be made here)"},
			{name: "runtime", value: "FOLDER", summary: "where the runtimes of other systems are (beside deskjs)"},
			{name: "mode", value: "NAME", summary: "as of `deskjs build`"},
			jsonFlag("each package that was made, and those that could not be"),
		},
		examples: []example{
			{"deskjs package", "every package for this system"},
			{"deskjs package --target all", "every package for every system"},
			{"deskjs package --target linux/amd64 --format tar.gz", "one package"},
		},
		maxArguments: 1,
		run:          runPackage,
	}
}

// packageDetails is the verb's help: the formats, by system.
func packageDetails() string {
	var b strings.Builder
	b.WriteString(`
DIR is the app's folder, the current one by default. Packages go to dist/. What
they say of the app is in deskjs.json, below "package". Times in them are that of
the environment variable SOURCE_DATE_EPOCH, or of the app's newest file: the same
source gives the same bytes.

Formats:
`)
	for _, format := range formats.All() {
		fmt.Fprintf(&b, "  %-10s %s\n", format.Name, format.Summary)
	}
	return b.String()
}

// order is one package that was asked for.
type order struct {
	target packaging.Target
	format packaging.Format
}

func runPackage(env *environment, call *call) error {
	orders, err := packageOrders(call)
	if err != nil {
		return err
	}
	dir, err := projectDir(call)
	if err != nil {
		return err
	}
	debug.SetGCPercent(-1)
	debug.SetMemoryLimit(collectAbove)
	result, err := buildToShip(env, dir, func(options *bundler.Options) {
		options.Mode, options.Components = call.text("mode", ""), true
	})
	if err != nil {
		return err
	}
	app, err := packagedApp(dir, result)
	if err != nil {
		return err
	}
	nameMaker(env, app)
	output := distDir(dir)
	if err := os.MkdirAll(output, 0o755); err != nil {
		return notBuilt(err)
	}
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	scratch, err := os.MkdirTemp(output, ".runtimes.*.tmp")
	if err != nil {
		return notBuilt(err)
	}
	defer os.RemoveAll(scratch)
	jobs, err := packageJobs(orders, app, func(target packaging.Target) (string, error) {
		find := func(target packaging.Target) (string, error) {
			return runtimeFor(target, result.SQLite, call.text("runtime", ""))
		}
		if target == packaging.Universal {
			return universalRuntime(scratch, find)
		}
		return find(target)
	}, npmPackages(result.Components))
	if err != nil {
		return err
	}
	licences, err := notices(call.text("runtime", ""))
	if err != nil {
		return err
	}
	for _, job := range jobs {
		job.Dir, job.Output, job.App.Notices = dir, output, licences
	}
	return makePackages(ctx, env, orders, jobs)
}

// notices returns the licences of what runtimes are made of: they are with the runtimes in folder, or beside deskjs.
func notices(folder string) ([]byte, error) {
	const name = "notices.txt"
	if folder != "" {
		if text, err := os.ReadFile(filepath.Join(folder, name)); err == nil {
			return text, nil
		}
	}
	path, err := besideDeskjs(name)
	if err != nil {
		return nil, err
	}
	text, err := os.ReadFile(path)
	if err != nil {
		return nil, diag.New(diag.Message{
			Text: "the licences that every app has to carry are missing: " + err.Error(),
			Hint: name + " and deskjs belong in one folder; `make build` makes them",
		})
	}
	return text, nil
}

// packageJobs returns a job for each order. What is missing of any is found before the first is begun.
func packageJobs(orders []order, app *packaging.App, runtimeOf func(packaging.Target) (string, error), packages []components.Package) ([]*packaging.Job, error) {
	var jobs []*packaging.Job
	targets := map[packaging.Target]*packaging.Job{}
	for _, o := range orders {
		if targets[o.target] == nil {
			program, err := runtimeOf(o.target)
			if err != nil {
				return nil, err
			}
			document, err := components.Document(app, program, currentVersion(), packages)
			if err != nil {
				return nil, err
			}
			targets[o.target] = &packaging.Job{App: app.With(document), Target: o.target, Runtime: program}
		}
		job := *targets[o.target]
		jobs = append(jobs, &job)
	}
	return jobs, nil
}

// npmPackages are an app's npm packages, as its bill of materials has them.
func npmPackages(found []bundler.Component) []components.Package {
	var list []components.Package
	for _, c := range found {
		list = append(list, components.Package(c))
	}
	return list
}

// packageOrders reads --target and --format.
func packageOrders(call *call) ([]order, error) {
	targets := []packaging.Target{{OS: runtime.GOOS, Arch: runtime.GOARCH}}
	if text := call.text("target", ""); text == "all" {
		targets = packaging.Targets()
	} else if text != "" {
		targets = nil
		for name := range strings.SplitSeq(text, ",") {
			target, err := packaging.ParseTarget(strings.TrimSpace(name))
			if err != nil {
				return nil, &usageError{verb: packageVerb(), message: err.Error()}
			}
			targets = append(targets, target)
		}
	}
	var wanted []string
	if text := call.text("format", "all"); text != "all" {
		wanted = strings.Split(text, ",")
	}
	var orders []order
	used := map[string]bool{}
	for _, target := range targets {
		for _, format := range formats.Of(target.OS) {
			if wanted == nil && !format.Optional || slices.Contains(wanted, format.Name) {
				orders, used[format.Name] = append(orders, order{target, format}), true
			}
		}
	}
	for _, name := range wanted {
		if !used[name] {
			return nil, &usageError{verb: packageVerb(), message: fmt.Sprintf("no format %q is made for %s", name, targetNames(targets))}
		}
	}
	if len(orders) == 0 {
		return nil, &usageError{verb: packageVerb(), message: "no packages are made for " + targetNames(targets)}
	}
	return orders, nil
}

func targetNames(targets []packaging.Target) string {
	var names []string
	for _, target := range targets {
		names = append(names, target.String())
	}
	return strings.Join(names, ", ")
}

// packagedApp gathers what the packages say of a built app.
func packagedApp(dir string, result *bundler.Result) (*packaging.App, error) {
	settings, err := config.Load(dir)
	if err != nil {
		return nil, err
	}
	app := &packaging.App{Manifest: result.Manifest, Command: executableName(result.Manifest.Name), Package: settings.Package, Members: result.Files}
	app.Package.Complete(dir)
	app.Package.Summary = cmp.Or(app.Package.Summary, app.Manifest.Name)
	picture, err := os.ReadFile(filepath.Join(dir, filepath.FromSlash(settings.Package.Icon)))
	if err == nil {
		app.Icon, err = icon.Parse(picture)
	}
	if err != nil {
		return nil, diag.New(diag.Message{Text: "the app's icon can't be used: " + reasonOf(err), File: settings.Package.Icon, Hint: `put a square PNG of 1024 pixels there, or name another one as "package": { "icon": ... } in deskjs.json`})
	}
	if name := settings.Package.LicenseFile; name != "" {
		if app.License, err = os.ReadFile(filepath.Join(dir, filepath.FromSlash(name))); err != nil {
			return nil, diag.New(diag.Message{Text: "the app's licence can't be read: " + reasonOf(err), File: name})
		}
	}
	var container bytes.Buffer
	if err := payload.Append(&container, app.Members); err != nil {
		return nil, err
	}
	app.Payload = container.Bytes()
	app.Time, err = sourceTime(dir)
	return app, err
}

// nameMaker says who makes an app whose author has not said so, as deb and rpm ask for it: the app's name, at the domain that its identifier is of.
func nameMaker(env *environment, app *packaging.App) {
	if app.Package.Author != "" && app.Package.Email != "" {
		return
	}
	labels := strings.Split(app.Manifest.ID, ".")
	labels = labels[:len(labels)-1]
	slices.Reverse(labels)
	app.Package.Author = cmp.Or(app.Package.Author, app.Manifest.Name)
	app.Package.Email = cmp.Or(app.Package.Email, "noreply@"+strings.Join(labels, "."))
	fmt.Fprint(env.err, diag.RenderAll([]diag.Message{{
		Severity: diag.SeverityWarning, Text: fmt.Sprintf("packages will say that the app is by %s <%s>", app.Package.Author, app.Package.Email),
		Hint: `say who answers for it: "author": "Ada Lovelace <ada@example.com>" in package.json, or "package": { "author": ..., "email": ... } in deskjs.json`,
	}}, env.color))
}

// reasonOf leaves out of a path error what the message says already.
func reasonOf(err error) string {
	if located, ok := errors.AsType[*fs.PathError](err); ok {
		return located.Err.Error()
	}
	return err.Error()
}

// sourceTime is the time that packages have: SOURCE_DATE_EPOCH, in seconds, or that of the newest of the files that every app has.
func sourceTime(dir string) (time.Time, error) {
	if text := os.Getenv("SOURCE_DATE_EPOCH"); text != "" {
		seconds, err := strconv.ParseInt(text, 10, 64)
		if err != nil || seconds < 0 {
			return time.Time{}, diag.New(diag.Message{Text: fmt.Sprintf("the environment variable SOURCE_DATE_EPOCH is %q", text), Hint: "it is a whole number of seconds since 1970"})
		}
		return time.Unix(seconds, 0).UTC(), nil
	}
	newest := time.Unix(0, 0)
	err := filepath.WalkDir(dir, func(path string, entry fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if name := entry.Name(); entry.IsDir() && path != dir && (strings.HasPrefix(name, ".") || name == "node_modules" || path == distDir(dir)) {
			return fs.SkipDir
		}
		if info, err := entry.Info(); err == nil && entry.Type().IsRegular() && info.ModTime().After(newest) {
			newest = info.ModTime()
		}
		return nil
	})
	return newest.UTC().Truncate(time.Second), err
}

// runtimeFor returns the path of the app runtime for a target: in folder, if that is given, or beside deskjs.
func runtimeFor(target packaging.Target, sqlite bool, folder string) (string, error) {
	name := "deskjs-app"
	if sqlite {
		name = "deskjs-app-sqlite"
	}
	if folder == "" && target == (packaging.Target{OS: runtime.GOOS, Arch: runtime.GOARCH}) {
		return runtimeBeside(name)
	}
	if folder == "" {
		var err error
		if folder, err = besideDeskjs("runtimes"); err != nil {
			return "", err
		}
	}
	program := filepath.Join(folder, target.OS+"-"+target.Arch, target.Executable(name))
	if _, err := os.Stat(program); err != nil {
		return "", diag.New(diag.Message{
			Text: fmt.Sprintf("the app runtime for %s is missing: there is no %s", target, program),
			Hint: "`make runtimes` in DeskJS's source makes it; --runtime FOLDER says where it is",
		})
	}
	return program, nil
}
