package main

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"runtime/debug"
	"strings"
	"unicode"

	"github.com/deskjs/deskjs/bridge"
	"github.com/deskjs/deskjs/bundler"
	"github.com/deskjs/deskjs/internal/config"
	"github.com/deskjs/deskjs/internal/diag"
	"github.com/deskjs/deskjs/internal/payload"
	"github.com/deskjs/deskjs/internal/usage"
	"github.com/deskjs/deskjs/packaging"
	"github.com/deskjs/deskjs/packaging/icon"
	"github.com/deskjs/deskjs/runtime/backend"
)

func buildVerb() *verb {
	return &verb{
		name:    "build",
		usage:   "[DIR] [--mode NAME] [--analyze]",
		summary: "Build the app as one executable in dist/",
		details: `
DIR is the app's folder, the current one by default. The executable needs
neither deskjs nor anything else that authors have; on Linux it needs
WebKitGTK 4.1, which desktops come with. Source maps are in dist/maps and not in
the executable: ` + "`deskjs trace`" + ` reads the stacks of its errors by them. The same
source gives the same bytes, in whatever folder.`,
		flags: []flag{
			{name: "mode", value: "NAME", summary: "what import.meta.env.MODE says, and which .env.NAME files are read (production)"},
			jsonFlag("the executable's path and size, warnings, and with --analyze what is in it"),
			{name: "analyze", summary: "say what the app's size is made of, and write it to dist/analysis"},
			{name: "automation", summary: "let a WebDriver client drive the built app, for end-to-end tests; never ship it"},
		},
		examples: []example{
			{"deskjs build", "dist/my-app, from the current folder"},
			{"deskjs build --analyze", "what makes it as large as it is"},
			{"deskjs build --mode staging", "with the variables of .env.staging"},
		},
		maxArguments: 1,
		run:          runBuild,
	}
}

// collectAbove is how much memory a build takes before any is collected: it ends soon, and then all of it is free.
const collectAbove = 1 << 30

func runBuild(env *environment, call *call) error {
	debug.SetGCPercent(-1)
	debug.SetMemoryLimit(collectAbove)
	dir, err := projectDir(call)
	if err != nil {
		return err
	}
	result, err := buildToShip(env, dir, func(options *bundler.Options) {
		options.Mode, options.Analyze = call.text("mode", ""), call.on("analyze")
	})
	if err != nil {
		return err
	}
	program, err := appRuntime(result.SQLite)
	if err != nil {
		return err
	}
	if call.on("automation") {
		if err := allowAutomation(result); err != nil {
			return err
		}
		fmt.Fprintln(env.err, "This executable can be driven by any program that starts it. It is for tests; do not ship it.")
	}
	target := filepath.Join(distDir(dir), executableName(result.Manifest.Name))
	size, err := writeBuilt(target, program, result, call.on("automation"))
	if err != nil {
		return notBuilt(err)
	}
	if env.json {
		built := builtJSON{OK: true, Name: result.Manifest.Name, Version: result.Manifest.Version, File: target, Bytes: size, Warnings: append([]diag.Message{}, result.Warnings...), Analysis: result.Analysis}
		writeJSON(env, built)
		return nil
	}
	fmt.Fprintf(env.out, "Built %s %s: %s (%.1f MB)\n", result.Manifest.Name, result.Manifest.Version, shown(target), float64(size)/1e6)
	if result.Analysis != nil {
		if err := showAnalysis(env, filepath.Join(distDir(dir), analysisFolder), result.Analysis); err != nil {
			return err
		}
	}
	if result.Manifest.Electron != nil {
		return nil // it may do what it does in Electron
	}
	tellOfCapabilities(env, result.Manifest.Windows, result.Manifest.API)
	switch count := len(result.Unchecked); count {
	case 0:
	case 1:
		fmt.Fprintln(env.out, "An argument of the api can't be checked when the page calls: `deskjs check` says which.")
	default:
		fmt.Fprintf(env.out, "%d arguments of the api can't be checked when the page calls: `deskjs check` lists them.\n", count)
	}
	return tellOfPermissions(env, dir)
}

// buildToShip builds the app in dir as people get it, with what set changes of the options, and shows its warnings.
func buildToShip(env *environment, dir string, set func(*bundler.Options)) (*bundler.Result, error) {
	if err := prepareFrontend(env, dir, true); err != nil {
		return nil, err
	}
	options := bundlerOptions(dir, false)
	set(&options)
	result, err := bundler.Build(options)
	if err != nil {
		return nil, err
	}
	warn(env, result)
	return result, nil
}

// builtJSON is what build writes with --json.
type builtJSON struct {
	OK       bool              `json:"ok"`
	Name     string            `json:"name"`
	Version  string            `json:"version"`
	File     string            `json:"file"`
	Bytes    int64             `json:"bytes"`
	Warnings []diag.Message    `json:"warnings"`
	Analysis *bundler.Analysis `json:"analysis,omitempty"`
}

// tellOfPermissions says what the built app may not do, though it was seen to; and where nothing is declared, that this is so.
func tellOfPermissions(env *environment, dir string) error {
	settings, err := config.Load(dir)
	if err != nil {
		return err
	}
	found, err := findUses(dir, settings)
	if err != nil {
		return err
	}
	if found.isEmpty() {
		if !found.declared {
			fmt.Fprintln(env.out, "It may use its own data only: deskjs.json declares no permissions.")
		}
		return nil
	}
	message := diag.Message{
		Severity: diag.SeverityWarning, Text: "deskjs.json does not grant everything that the app was seen to use",
		Hint: "the built app will be refused this; `deskjs check --write` grants it",
	}
	for _, list := range usage.Lists {
		for _, pattern := range *listOf(found.missing, list) {
			message.Notes = append(message.Notes, "it "+doing[list]+" "+pattern)
		}
	}
	fmt.Fprint(env.err, diag.RenderAll([]diag.Message{message}, env.color))
	return nil
}

// allowAutomation marks a built app as one that may be driven.
func allowAutomation(result *bundler.Result) error {
	result.Manifest.Automation = true
	manifest, err := json.Marshal(result.Manifest)
	if err != nil {
		return err
	}
	result.Files[payload.ManifestName] = manifest
	return nil
}

// executableName is the app's name as a file: "My Notes" becomes "my-notes".
func executableName(name string) string {
	var b strings.Builder
	for _, r := range strings.ToLower(name) {
		switch {
		case unicode.IsLetter(r), unicode.IsDigit(r), unicode.IsMark(r), r == '.', r == '_':
			b.WriteRune(r)
		case b.Len() > 0 && !strings.HasSuffix(b.String(), "-"):
			b.WriteByte('-')
		}
	}
	if file := strings.Trim(b.String(), "-."); file != "" {
		return file
	}
	return "app"
}

// projectDir returns the app's folder that a verb is about, checked to be one.
func projectDir(call *call) (string, error) {
	dir, err := filepath.Abs(call.argument(0, "."))
	if err != nil {
		return "", err
	}
	if info, err := os.Stat(dir); err != nil || !info.IsDir() {
		return "", diag.New(diag.Message{Text: "there is no folder " + call.argument(0, "."), Hint: "`deskjs init` makes a new app"})
	}
	if !config.IsApp(dir) {
		_, err := config.Load(dir) // says what to do about it
		return "", err
	}
	return dir, nil
}

func bundlerOptions(dir string, development bool) bundler.Options {
	options := bundler.Options{
		Dir: dir, Development: development,
		Builtins:     backend.BuiltinNames(),
		Types:        backend.Types(),
		BridgeClient: bridge.ClientSource,
		Environment:  []string{backend.RunAsNode + "=1"},
		Variables:    os.Environ(),
		Icon:         windowIcon,
	}
	if executable, err := os.Executable(); err == nil {
		options.Node = []string{executable}
	}
	return options
}

// windowIconSize is what taskbars show at most, in pixels.
const windowIconSize = 256

// windowIcon makes the icon of an app's windows.
func windowIcon(picture []byte) ([]byte, error) {
	drawn, err := icon.Parse(picture)
	if err != nil {
		return nil, err
	}
	return drawn.PNG(windowIconSize)
}

// appRuntime returns the path of deskjs-app, the program that apps run on, or of the one with node:sqlite in it.
func appRuntime(sqlite bool) (string, error) {
	if sqlite {
		return runtimeBeside("deskjs-app-sqlite")
	}
	return runtimeBeside("deskjs-app")
}

// runtimeBeside returns the path of the program called name in deskjs's own folder.
func runtimeBeside(name string) (string, error) {
	program, err := besideDeskjs(packaging.Target{OS: runtime.GOOS}.Executable(name))
	if err != nil {
		return "", err
	}
	if _, err := os.Stat(program); err != nil {
		return "", diag.New(diag.Message{
			Text: "the app runtime is missing: there is no " + program,
			Hint: "deskjs and " + name + " belong in one folder; `make build` makes them",
		})
	}
	return program, nil
}

// besideDeskjs returns the path of what is called name in deskjs's own folder.
func besideDeskjs(name string) (string, error) {
	executable, err := os.Executable()
	if err != nil {
		return "", err
	}
	if resolved, err := filepath.EvalSymlinks(executable); err == nil {
		executable = resolved
	}
	return filepath.Join(filepath.Dir(executable), name), nil
}

func warn(env *environment, result *bundler.Result) {
	fmt.Fprint(env.err, diag.RenderAll(result.Warnings, env.color))
}

// shown returns path as a person in the current folder would write it.
func shown(path string) string {
	here, err := os.Getwd()
	if err != nil {
		return path
	}
	relative, err := filepath.Rel(here, path)
	if err != nil || strings.HasPrefix(relative, "..") {
		return path
	}
	return relative
}
