package npm

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"slices"
	"strings"

	"github.com/deskjs/deskjs/bundler/npm/lockfile"
	"github.com/deskjs/deskjs/internal/diag"
)

// Scripts of packages run with the rights of whoever installs, so none runs unless allowScripts of the project's package.json has the package with true,
// by name or name@version, as npm has it. What a package says its name is does not count: the name is the one it was locked with.

// scripts are the packages that want to run some.
type scripts struct {
	allowed, refused []*place // the allowed ones in the order in which they may run
}

// sortScripts finds out which packages may run scripts.
func sortScripts(places []*place, allow map[string]bool, able bool) scripts {
	var s scripts
	for _, p := range places {
		if !p.HasInstallScript || p.Link {
			continue
		}
		if able && !p.InBundle && isAllowed(p, allow) {
			s.allowed = append(s.allowed, p)
		} else if !isDenied(p, allow) {
			s.refused = append(s.refused, p)
		}
	}
	// What a package needs lies beside it or deeper, so deeper ones come first.
	slices.SortStableFunc(s.allowed, func(a, b *place) int { return strings.Count(b.Path, modules) - strings.Count(a.Path, modules) })
	return s
}

func isAllowed(p *place, allow map[string]bool) bool {
	return !isDenied(p, allow) && (allow[p.Name] || matchesVersion(p, allow, true))
}

func isDenied(p *place, allow map[string]bool) bool {
	value, given := allow[p.Name]
	return given && !value || matchesVersion(p, allow, false)
}

// matchesVersion reports whether one of the entries with a version, or several ("a@1.0.0 || 1.1.0"), is about the package.
func matchesVersion(p *place, allow map[string]bool, value bool) bool {
	for key, allowed := range allow {
		versions, found := strings.CutPrefix(key, p.Name+"@")
		if !found || allowed != value {
			continue
		}
		for version := range strings.SplitSeq(versions, "||") {
			if strings.TrimSpace(version) == p.Version {
				return true
			}
		}
	}
	return false
}

// unknownNames tells of entries of allowScripts that are about no package of the lock file, such as misspelt ones.
func unknownNames(lock *lockfile.File, allow map[string]bool) []diag.Message {
	var known []string
	for _, p := range lock.Packages {
		if p.InModules() && !slices.Contains(known, p.Name) {
			known = append(known, p.Name)
		}
	}
	var messages []diag.Message
	for _, key := range slices.Sorted(maps.Keys(allow)) {
		name := key
		if at := strings.LastIndex(key, "@"); at > 0 {
			name = key[:at]
		}
		if slices.Contains(known, name) {
			continue
		}
		m := diag.Message{Severity: diag.SeverityWarning, File: "package.json", Text: fmt.Sprintf("allowScripts names %q, and there is no such package", name)}
		if nearest := diag.Nearest(name, known); nearest != "" {
			m.Hint = fmt.Sprintf("did you mean %q?", nearest)
		}
		messages = append(messages, m)
	}
	return messages
}

// mayRun reports whether scripts of a package run: its files are its own then, as they may be changed.
func (s *scripts) mayRun(p *place) bool { return slices.Contains(s.allowed, p) }

// namesOf lists packages by name, each once.
func (s *scripts) namesOf(places []*place) []string {
	var names []string
	for _, p := range places {
		names = append(names, p.Name)
	}
	slices.Sort(names)
	return slices.Compact(names)
}

// runScripts runs what is allowed, in the new trees. The script of a package that is optional may fail: the package is taken out then.
func (i *installer) runScripts(ctx context.Context, result *Result) error {
	if len(i.scripts.allowed) == 0 {
		return nil
	}
	programs, err := i.standIn()
	if err != nil {
		return err
	}
	for _, p := range i.scripts.allowed {
		folder := filepath.Join(i.Dir, filepath.FromSlash(p.Path))
		for _, event := range []string{"preinstall", "install", "postinstall"} {
			command, err := scriptOf(folder, event)
			if err != nil {
				return err
			}
			if command == "" {
				continue
			}
			if i.Progress != nil {
				i.Progress(Progress{Done: len(i.places), All: len(i.places), Script: p.Name + ": " + event})
			}
			failed := i.runScript(ctx, p, folder, programs, event, command)
			if failed == nil {
				continue
			}
			if ctx.Err() != nil {
				return ctx.Err()
			}
			if !p.Optional {
				failed.Text += "; node_modules is as it was"
				return diag.New(*failed)
			}
			failed.Severity = diag.SeverityWarning
			failed.Text += "; it is optional, and was left out"
			result.Warnings = append(result.Warnings, *failed)
			if err := os.RemoveAll(folder); err != nil {
				return err
			}
			break
		}
	}
	result.Ran = i.scripts.namesOf(i.scripts.allowed)
	return nil
}

// scriptOf returns the command that a package has for an event; node-gyp is what "install" means where there is a binding.gyp.
func scriptOf(folder, event string) (string, error) {
	data, err := os.ReadFile(filepath.Join(folder, "package.json"))
	if errors.Is(err, os.ErrNotExist) {
		return "", nil
	}
	if err != nil {
		return "", err
	}
	var manifest struct {
		Scripts map[string]string `json:"scripts"`
	}
	if err := json.Unmarshal(data, &manifest); err != nil {
		return "", diag.New(diag.Message{File: filepath.Join(folder, "package.json"), Text: "it can't be read: " + err.Error()})
	}
	if event == "install" && manifest.Scripts["install"] == "" && manifest.Scripts["preinstall"] == "" {
		if _, err := os.Stat(filepath.Join(folder, "binding.gyp")); err == nil {
			return "node-gyp rebuild", nil
		}
	}
	return manifest.Scripts[event], nil
}

// standIn makes a folder with a program "node" that is DeskJS's runtime.
func (i *installer) standIn() (string, error) {
	folder := filepath.Join(i.scratch, "bin")
	if err := os.MkdirAll(folder, 0o755); err != nil {
		return "", err
	}
	var text strings.Builder
	name := "node"
	if runtime.GOOS == "windows" {
		name = "node.cmd"
		text.WriteString("@echo off\r\nsetlocal\r\n")
		for _, pair := range i.NodeEnvironment {
			fmt.Fprintf(&text, "set \"%s\"\r\n", pair)
		}
		fmt.Fprintf(&text, "\"%s\" %%*\r\n", i.Node)
	} else {
		text.WriteString("#!/bin/sh\n")
		for _, pair := range i.NodeEnvironment {
			fmt.Fprintf(&text, "export %s\n", quote(pair))
		}
		fmt.Fprintf(&text, "exec %s \"$@\"\n", quote(i.Node))
	}
	return folder, os.WriteFile(filepath.Join(folder, name), []byte(text.String()), 0o755)
}

// quote is text as one word of a shell.
func quote(text string) string { return "'" + strings.ReplaceAll(text, "'", `'\''`) + "'" }

// shown is how many bytes of a failed script's output are shown.
const shown = 4000

// runScript runs one script as npm does: in the package's folder, with the programs of its dependencies in PATH. It returns what went wrong.
func (i *installer) runScript(ctx context.Context, p *place, folder, programs, event, command string) *diag.Message {
	shell := []string{"sh", "-c", command}
	if runtime.GOOS == "windows" {
		shell = []string{"cmd", "/d", "/s", "/c", command}
	}
	process := exec.CommandContext(ctx, shell[0], shell[1:]...)
	process.Dir = folder
	path := []string{programs}
	for at := folder; strings.HasPrefix(at, i.Dir); at = filepath.Dir(at) {
		if filepath.Base(at) != "node_modules" {
			path = append(path, filepath.Join(at, "node_modules", ".bin"))
		}
	}
	process.Env = append(os.Environ(),
		"PATH="+strings.Join(append(path, os.Getenv("PATH")), string(os.PathListSeparator)),
		"INIT_CWD="+i.Dir, "npm_command=install", "npm_lifecycle_event="+event, "npm_lifecycle_script="+command,
		"npm_package_name="+p.Name, "npm_package_version="+p.Version, "npm_package_json="+filepath.Join(folder, "package.json"),
		"npm_node_execpath="+i.Node, "npm_config_user_agent=deskjs")
	var output bytes.Buffer
	process.Stdout, process.Stderr = &output, &output
	err := process.Run()
	if err == nil {
		return nil
	}
	text := output.String()
	if len(text) > shown {
		text = "…" + text[len(text)-shown:]
	}
	m := &diag.Message{Text: fmt.Sprintf("%s %s: its script %s failed: %v", p.Name, p.Version, event, err), Notes: []string{"it is: " + command}}
	if text = strings.TrimSpace(text); text != "" {
		m.Notes = append(m.Notes, text)
	}
	if strings.Contains(command, "node-gyp") {
		m.Hint = "node-gyp compiles C++ against Node's headers; DeskJS can't load what comes out: use a package in JavaScript or WebAssembly, or one with prebuilt programs"
	} else {
		m.Hint = fmt.Sprintf("scripts run on DeskJS's own runtime, as `node`; to install without it, set %q to false in allowScripts of package.json", p.Name)
	}
	return m
}
