package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/signal"
	"path/filepath"
	"strings"
	"syscall"

	"github.com/deskjs/deskjs/bundler/npm"
	"github.com/deskjs/deskjs/bundler/npm/lockfile"
	"github.com/deskjs/deskjs/bundler/npm/registry"
	"github.com/deskjs/deskjs/bundler/npm/tree"
	"github.com/deskjs/deskjs/internal/diag"
)

// resolveFlags say how trees of packages are found.
var resolveFlags = []flag{
	{name: "legacy-peer-deps", summary: "leave peer dependencies out of account"},
	{name: "offline", summary: "ask no registry; what was asked for before is on disk"},
}

// treeOptions are the options of a verb that finds out which packages there are to be, and the client that asks registries; close it.
func treeOptions(call *call, dir string) (tree.Options, *registry.Client, error) {
	client, err := registry.Open(dir)
	if err != nil {
		return tree.Options{}, nil, err
	}
	options := tree.Options{Dir: dir, Documents: filepath.Join(npm.DefaultStore(), "documents"), LegacyPeers: call.on("legacy-peer-deps"), Offline: call.on("offline")}
	options.FromSettings(client.Settings())
	return options, client, nil
}

// resolve finds the tree that is asked for, with a line on the terminal while it does.
func resolve(env *environment, client tree.Source, options tree.Options) (*tree.Result, error) {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	if env.live && !env.json {
		fmt.Fprint(env.err, "\r\x1b[Kfinding packages…")
		defer fmt.Fprint(env.err, "\r\x1b[K")
	}
	result, err := tree.Resolve(ctx, client, options)
	if errors.Is(err, context.Canceled) {
		return nil, exitStatus(codeInterrupted)
	}
	return result, err
}

// installProject brings the lock file up to date with package.json, if need be, and installs it.
func installProject(env *environment, call *call, options npm.Options) error {
	if tree.UpToDate(options.Dir) {
		return installPackages(env, options)
	}
	if call.on("locked") {
		return diag.New(diag.Message{File: lockfile.Name, Text: "it has not what package.json asks for, and --locked forbids to change it", Hint: "deskjs install brings it up to date"})
	}
	treeOptions, client, err := treeOptions(call, options.Dir)
	if err != nil {
		return err
	}
	defer client.Close()
	result, err := resolve(env, client, treeOptions)
	if err != nil {
		return err
	}
	return installTree(env, options, result)
}

// installTree writes what was found out and installs it; if that fails, the files are what they were.
func installTree(env *environment, options npm.Options, result *tree.Result) error {
	undo, err := result.Save()
	if err != nil {
		return err
	}
	tellTree(env, result)
	var saved []savedPackage
	for _, s := range result.Saved {
		saved = append(saved, savedPackage(s))
		if !env.json {
			fmt.Fprintf(env.out, "%s %s: %q in %s\n", s.Name, s.Version, s.Spec, s.Group)
		}
	}
	if err := installPackages(env, options, saved...); err != nil {
		undo()
		return err
	}
	return nil
}

// tellTree tells of packages that one should not use, and of peers that don't fit.
func tellTree(env *environment, result *tree.Result) {
	const enough = 5
	var messages []diag.Message
	for _, change := range result.Changes {
		if place := result.Lock.Packages[change.Path]; place != nil && place.Deprecated != "" {
			messages = append(messages, diag.Message{Severity: diag.SeverityWarning, Text: fmt.Sprintf("%s %s is deprecated: %s", change.Name, change.After, strings.TrimSuffix(place.Deprecated, "."))})
		}
	}
	for _, text := range result.Conflicts {
		messages = append(messages, diag.Message{Severity: diag.SeverityWarning, Text: text})
	}
	if more := len(messages) - enough; more > 0 {
		messages = append(messages[:enough], diag.Message{Severity: diag.SeverityWarning, Text: fmt.Sprintf("and %d more like these", more)})
	}
	fmt.Fprint(env.err, diag.RenderAll(messages, env.color))
}

// namesPackages reports whether the arguments of install are packages: they are unless there is one that is a folder with a project in it.
func namesPackages(arguments []string) bool {
	if len(arguments) != 1 {
		return len(arguments) > 1
	}
	if filepath.IsAbs(arguments[0]) || strings.HasPrefix(arguments[0], ".") || strings.HasSuffix(arguments[0], string(filepath.Separator)) {
		return false
	}
	info, err := os.Stat(arguments[0])
	return err != nil || !info.IsDir()
}
