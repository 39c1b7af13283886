package main

import (
	"bytes"
	"cmp"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
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
	if err := prepareFrontend(env, dir, true); err != nil {
		return err
	}
	options := bundlerOptions(dir, false)
	options.Mode = call.text("mode", "")
	result, err := bundler.Build(options)
	if err != nil {
		return err
	}
	warn(env, result)
	app, err := packagedApp(dir, result)
	if err != nil {
		return err
	}
	output := distDir(dir)
	if err := os.MkdirAll(output, 0o755); err != nil {
		return notBuilt(err)
	}
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	return makePackages(ctx, env, orders, func(o order) (*packaging.Job, error) {
		program, err := runtimeFor(o.target, result.SQLite, call.text("runtime", ""))
		return &packaging.Job{App: app, Target: o.target, Runtime: program, Dir: dir, Output: output}, err
	})
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
		executable, err := os.Executable()
		if err != nil {
			return "", err
		}
		if executable, err = filepath.EvalSymlinks(executable); err != nil {
			return "", err
		}
		folder = filepath.Join(filepath.Dir(executable), "runtimes")
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

// packageMade is what --json says of one package.
type packageMade struct {
	Target string        `json:"target"`
	Format string        `json:"format"`
	Files  []packageFile `json:"files"`
	// Skipped is why it was not made, though nothing failed.
	Skipped string `json:"skipped,omitempty"`
}

// packageFile is one file of a package.
type packageFile struct {
	Path  string `json:"path"`
	Bytes int64  `json:"bytes"`
}

// makePackages makes what was ordered, and tells of it.
func makePackages(ctx context.Context, env *environment, orders []order, jobOf func(order) (*packaging.Job, error)) error {
	var all []packageMade
	for _, o := range orders {
		made := packageMade{Target: o.target.String(), Format: o.format.Name, Files: []packageFile{}}
		if tool := o.format.Tool; tool != nil {
			if _, err := exec.LookPath(tool.Command); err != nil {
				made.Skipped = tool.Command + " is not installed; `deskjs doctor` says how to add it"
				all = append(all, made)
				if !env.json {
					fmt.Fprintf(env.err, "Left out %s for %s: %s\n", made.Format, made.Target, made.Skipped)
				}
				continue
			}
		}
		job, err := jobOf(o)
		if err != nil {
			return err
		}
		paths, err := makePackage(ctx, env, o.format, job)
		if err != nil {
			return err
		}
		for _, path := range paths {
			info, err := os.Stat(path)
			if err != nil {
				return err
			}
			made.Files = append(made.Files, packageFile{path, info.Size()})
			if !env.json {
				fmt.Fprintf(env.out, "%s (%.1f MB)\n", shown(path), float64(info.Size())/1e6)
			}
		}
		all = append(all, made)
	}
	if env.json {
		writeJSON(env, struct {
			OK       bool          `json:"ok"`
			Packages []packageMade `json:"packages"`
		}{true, all})
	}
	return nil
}

// makePackage makes one package in a folder of its own, and moves it to its place when it is whole.
func makePackage(ctx context.Context, env *environment, format packaging.Format, job *packaging.Job) (paths []string, err error) {
	output := job.Output
	stage, err := os.MkdirTemp(output, ".package.*.tmp")
	if err != nil {
		return nil, notBuilt(err)
	}
	defer func() { err = errors.Join(err, os.RemoveAll(stage)) }()
	job.Output, job.Scratch = filepath.Join(stage, "out"), filepath.Join(stage, "scratch")
	for _, folder := range []string{job.Output, job.Scratch} {
		if err := os.Mkdir(folder, 0o755); err != nil {
			return nil, notBuilt(err)
		}
	}
	if env.live && !env.json {
		job.Progress = func(step string) {
			fmt.Fprintf(env.err, "\r\x1b[K%s for %s: %s", format.Name, job.Target, step)
		}
		defer fmt.Fprint(env.err, "\r\x1b[K")
	}
	job.Step("laying out")
	made, err := format.Make(ctx, job)
	if err != nil {
		return nil, err
	}
	for _, path := range made {
		target := filepath.Join(output, filepath.Base(path))
		if info, statErr := os.Stat(target); statErr == nil && info.IsDir() {
			if err := os.RemoveAll(target); err != nil {
				return nil, notBuilt(err)
			}
		}
		if err := os.Rename(path, target); err != nil {
			return nil, notBuilt(err)
		}
		paths = append(paths, target)
	}
	return paths, nil
}
