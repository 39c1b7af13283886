package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"runtime"
	"runtime/debug"
	"slices"
	"strings"

	"github.com/deskjs/deskjs/bundler/npm"
	"github.com/deskjs/deskjs/internal/config"
	"github.com/deskjs/deskjs/internal/diag"
	"github.com/deskjs/deskjs/runtime/backend/node/process"
)

func infoVerb() *verb {
	return &verb{
		name:    "info",
		usage:   "[DIR]",
		summary: "Show versions, paths and the app's packages, for a bug report",
		details: `
DIR is the app's folder, the current one by default; without an app it tells of
deskjs alone. Nothing is asked of the network.`,
		flags:        []flag{jsonFlag("the same")},
		examples:     []example{{"deskjs info", "to paste into a bug report"}, {"deskjs info --json", "for a script"}},
		maxArguments: 1,
		run:          runInfo,
	}
}

// information is what info tells, and what --json writes.
type information struct {
	OK bool `json:"ok"`
	// Versions are those of deskjs and what it is made of; Node is the version that its runtime says it is.
	Versions struct {
		DeskJS   string `json:"deskjs"`
		Node     string `json:"node"`
		Go       string `json:"go"`
		Goja     string `json:"goja"`
		Esbuild  string `json:"esbuild"`
		Platform string `json:"platform"`
	} `json:"versions"`
	// Paths are where things are.
	Paths struct {
		Executable string `json:"executable"`
		Runtime    string `json:"runtime"` // deskjs-app; empty if it is not there
		Store      string `json:"store"`   // of packages
	} `json:"paths"`
	// App is the app in the folder; null if there is none.
	App *informationApp `json:"app"`
}

// informationApp is what info tells of an app.
type informationApp struct {
	Name     string               `json:"name"`
	ID       string               `json:"id"`
	Version  string               `json:"version"`
	Dir      string               `json:"dir"`
	Packages []informationPackage `json:"packages"`
}

// informationPackage is a package that package.json asks for.
type informationPackage struct {
	Name      string `json:"name"`
	Wanted    string `json:"wanted"`    // as package.json has it
	Installed string `json:"installed"` // the version in node_modules; empty if it is not there
}

func runInfo(env *environment, call *call) error {
	info, err := inform(call.argument(0, "."))
	if err != nil {
		return err
	}
	if env.json {
		writeJSON(env, info)
		return nil
	}
	line := func(name, value string) {
		if value == "" {
			value = "-"
		}
		fmt.Fprintf(env.out, "  %-12s %s\n", name, value)
	}
	fmt.Fprintln(env.out, "Versions")
	line("deskjs", info.Versions.DeskJS)
	line("node", info.Versions.Node+" (what the runtime is compatible with)")
	line("go", info.Versions.Go)
	line("goja", info.Versions.Goja)
	line("esbuild", info.Versions.Esbuild)
	line("platform", info.Versions.Platform)
	fmt.Fprintln(env.out, "\nPaths")
	line("executable", info.Paths.Executable)
	line("runtime", info.Paths.Runtime)
	line("store", info.Paths.Store)
	if info.App == nil {
		fmt.Fprintln(env.out, "\nThere is no app in "+call.argument(0, "this folder")+".")
		return nil
	}
	fmt.Fprintln(env.out, "\nApp")
	line("name", info.App.Name)
	line("id", info.App.ID)
	line("version", info.App.Version)
	line("folder", info.App.Dir)
	if len(info.App.Packages) > 0 {
		fmt.Fprintln(env.out, "\nPackages")
	}
	for _, p := range info.App.Packages {
		installed := p.Installed
		if installed == "" {
			installed = "not installed"
		}
		fmt.Fprintf(env.out, "  %-30s %-14s %s\n", p.Name, p.Wanted, installed)
	}
	return nil
}

// inform finds out what info tells.
func inform(dir string) (*information, error) {
	info := &information{OK: true}
	info.Versions.DeskJS, info.Versions.Node, info.Versions.Go = currentVersion(), process.NodeVersion, runtime.Version()
	platform := npm.ThisPlatform()
	info.Versions.Platform = strings.TrimSuffix(platform.OS+" "+platform.CPU+" "+platform.Libc, " ")
	if build, ok := debug.ReadBuildInfo(); ok {
		for _, module := range build.Deps {
			switch module.Path {
			case "github.com/dop251/goja":
				info.Versions.Goja = module.Version
			case "github.com/evanw/esbuild":
				info.Versions.Esbuild = module.Version
			}
		}
	}
	m, err := thisMachine()
	if err != nil {
		return nil, err
	}
	info.Paths.Executable, info.Paths.Store = m.executable, npm.DefaultStore()
	if found := m.appRuntime(); found.ok {
		info.Paths.Runtime = found.detail
	}
	if info.App, err = informApp(dir); err != nil {
		return nil, err
	}
	return info, nil
}

// informApp tells of the app in a folder; nil if there is none.
func informApp(dir string) (*informationApp, error) {
	dir, err := filepath.Abs(dir)
	if err != nil {
		return nil, err
	}
	if !config.IsApp(dir) {
		return nil, nil
	}
	settings, err := config.Load(dir)
	if err != nil {
		return nil, err
	}
	app := &informationApp{Name: settings.Name, ID: settings.ID, Version: settings.Version, Dir: dir, Packages: []informationPackage{}}
	wanted, err := dependenciesOf(dir)
	if err != nil {
		return nil, err
	}
	for _, name := range slices.Sorted(maps.Keys(wanted)) {
		installed, err := manifestOf(filepath.Join(dir, "node_modules", filepath.FromSlash(name)))
		if err != nil {
			return nil, err
		}
		app.Packages = append(app.Packages, informationPackage{Name: name, Wanted: wanted[name], Installed: installed.Version})
	}
	return app, nil
}

// dependenciesOf returns what package.json asks for, by name.
func dependenciesOf(dir string) (map[string]string, error) {
	manifest, err := manifestOf(dir)
	if err != nil {
		return nil, err
	}
	all := map[string]string{}
	for _, group := range []map[string]string{manifest.PeerDependencies, manifest.OptionalDependencies, manifest.DevDependencies, manifest.Dependencies} {
		maps.Copy(all, group)
	}
	return all, nil
}

// manifest is what info reads of a package.json.
type manifest struct {
	Version              string            `json:"version"`
	Dependencies         map[string]string `json:"dependencies"`
	DevDependencies      map[string]string `json:"devDependencies"`
	OptionalDependencies map[string]string `json:"optionalDependencies"`
	PeerDependencies     map[string]string `json:"peerDependencies"`
}

// manifestOf reads the package.json of a folder; one that isn't there is empty.
func manifestOf(dir string) (*manifest, error) {
	file := filepath.Join(dir, "package.json")
	found := &manifest{}
	data, err := os.ReadFile(file)
	if errors.Is(err, fs.ErrNotExist) {
		return found, nil
	}
	if err != nil {
		return nil, err
	}
	if err := json.Unmarshal(data, found); err != nil {
		return nil, diag.New(diag.Message{File: shown(file), Text: "this is no package.json: " + err.Error()})
	}
	return found, nil
}
