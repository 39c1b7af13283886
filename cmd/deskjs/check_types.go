package main

import (
	"bytes"
	"context"
	_ "embed"
	"encoding/json"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"unicode/utf16"

	"github.com/deskjs/deskjs/bundler/npm"
	"github.com/deskjs/deskjs/internal/diag"
)

// TypeScript's compiler is a native program since version 7, in a package for each platform, so that it needs neither Node nor DeskJS's
// runtime. A project that has one decides the version.

// typescriptLock is the lock file by which the compiler is fetched for projects without one of their own.
//
//go:embed typescript-lock.json
var typescriptLock []byte

// typesChecked is what checking types gave.
type typesChecked struct {
	messages []diag.Message
	version  string
	notes    []string
}

// checkTypes lets TypeScript check the project in dir, if it has a tsconfig.json or jsconfig.json.
func checkTypes(ctx context.Context, env *environment, dir string) *typesChecked {
	configuration := ""
	for _, name := range []string{"tsconfig.json", "jsconfig.json"} {
		if _, err := os.Stat(filepath.Join(dir, name)); err == nil && configuration == "" {
			configuration = name
		}
	}
	if configuration == "" {
		return &typesChecked{notes: []string{"types were not checked: there is no tsconfig.json"}}
	}
	program, version, err := findTypeScript(ctx, env, dir)
	if err != nil {
		messages := diag.Messages(err)
		for i := range messages {
			messages[i].Text = "types can't be checked, TypeScript can't be fetched: " + messages[i].Text
			messages[i].Hint = strings.TrimPrefix(messages[i].Hint+"; --no-types leaves it out", "; ")
		}
		return &typesChecked{messages: messages}
	}
	checked := &typesChecked{version: version, notes: notRead(dir)}
	arguments := []string{"-p", configuration, "--noEmit", "--pretty", "false"}
	if hasReferences(filepath.Join(dir, configuration)) {
		arguments = []string{"-b", configuration, "--noEmit", "--pretty", "false"}
	}
	process := exec.CommandContext(ctx, program, arguments...)
	process.Dir = dir
	output, err := process.CombinedOutput()
	checked.messages = readTypeErrors(dir, string(output))
	if err != nil && len(checked.messages) == 0 {
		checked.messages = []diag.Message{{Text: fmt.Sprintf("TypeScript %s ended with %v", version, err), Notes: []string{strings.TrimSpace(string(output))}}}
	}
	return checked
}

// findTypeScript returns the native compiler and its version: the project's own, or one that is kept in the store of packages.
func findTypeScript(ctx context.Context, env *environment, dir string) (program, version string, err error) {
	for at := dir; ; at = filepath.Dir(at) {
		if program, version := compilerIn(at); program != "" {
			return program, version, nil
		}
		if at == filepath.Dir(at) {
			break
		}
	}
	own := filepath.Join(npm.DefaultStore(), "tools", "typescript")
	if err := os.MkdirAll(own, 0o755); err != nil {
		return "", "", cannotWrite(own, err)
	}
	if err := writeChanged(filepath.Join(own, npm.LockName), typescriptLock); err != nil {
		return "", "", err
	}
	display := newInstallDisplay(env)
	defer display.clear()
	if _, err := npm.Install(ctx, npm.Options{Dir: own, Progress: display.show}); err != nil {
		return "", "", err
	}
	program, version = compilerIn(own)
	if program == "" {
		return "", "", diag.New(diag.Message{Text: "there is no native TypeScript for this system", Hint: "--no-types leaves it out"})
	}
	return program, version, nil
}

// compilerIn returns the native compiler in the node_modules of a folder, an empty name if there is none.
func compilerIn(folder string) (program, version string) {
	modules := filepath.Join(folder, "node_modules")
	data, err := os.ReadFile(filepath.Join(modules, "typescript", "package.json"))
	if err != nil {
		return "", ""
	}
	var manifest struct{ Version string }
	if json.Unmarshal(data, &manifest) != nil {
		return "", ""
	}
	platform := npm.ThisPlatform()
	program = filepath.Join(modules, "@typescript", "typescript-"+platform.OS+"-"+platform.CPU, "lib", "tsc")
	if platform.OS == "win32" {
		program += ".exe"
	}
	info, err := os.Stat(program)
	if err != nil {
		return "", ""
	}
	// The archive has it without the right to be run, which a script of the package would give it.
	if info.Mode()&0o100 == 0 && platform.OS != "win32" && os.Chmod(program, info.Mode()|0o111) != nil {
		return "", ""
	}
	return program, manifest.Version
}

var references = regexp.MustCompile(`(?m)^[^/]*"references"\s*:\s*\[\s*[^\]\s]`)

// hasReferences reports whether a tsconfig.json is a list of others, which are checked by building them, to nowhere.
func hasReferences(file string) bool {
	data, err := os.ReadFile(file)
	return err == nil && references.Match(data)
}

// notRead says which files of the app TypeScript can't read, though they have types in them.
func notRead(dir string) []string {
	counts := map[string]int{}
	_ = filepath.WalkDir(dir, func(path string, entry fs.DirEntry, err error) error {
		if err != nil {
			return nil // what can't be read has no types to check
		}
		if name := entry.Name(); entry.IsDir() && path != dir && (name == "node_modules" || strings.HasPrefix(name, ".") || name == "dist") {
			return fs.SkipDir
		}
		if extension := filepath.Ext(path); extension == ".vue" || extension == ".svelte" {
			counts[extension]++
		}
		return nil
	})
	var notes []string
	for _, extension := range []string{".svelte", ".vue"} {
		if n := counts[extension]; n > 0 {
			notes = append(notes, fmt.Sprintf("types within %s were not checked, which TypeScript can't read", amountOf(n, extension+" file", extension+" files")))
		}
	}
	return notes
}

var typeErrorLine = regexp.MustCompile(`^(?:(.+)\((\d+),(\d+)\): )?(error|warning) (TS\d+): (.*)$`)

// readTypeErrors reads what the compiler wrote: a line for each error, and further lines, indented, with reasons.
func readTypeErrors(dir, output string) []diag.Message {
	var messages []diag.Message
	sources := map[string][][]byte{}
	for line := range strings.Lines(output) {
		line = strings.TrimRight(line, "\r\n")
		found := typeErrorLine.FindStringSubmatch(line)
		if found == nil {
			if text := strings.TrimSpace(line); text != "" && strings.HasPrefix(line, " ") && len(messages) > 0 {
				last := &messages[len(messages)-1]
				last.Notes = append(last.Notes, text)
			}
			continue
		}
		m := diag.Message{Severity: diag.Severity(found[4]), Text: strings.TrimSuffix(found[6], ".") + " (" + found[5] + ")", File: filepath.ToSlash(found[1])}
		m.Line, _ = strconv.Atoi(found[2])
		column, _ := strconv.Atoi(found[3])
		if m.File != "" {
			lines, read := sources[m.File]
			if !read {
				data, err := os.ReadFile(filepath.Join(dir, filepath.FromSlash(m.File)))
				if err == nil {
					lines = bytes.Split(data, []byte("\n"))
				}
				sources[m.File] = lines
			}
			place(&m, lines, column)
		}
		messages = append(messages, m)
	}
	return messages
}

var word = regexp.MustCompile(`^(?:[\p{L}_$][\p{L}\p{N}_$]*|'[^']*'|"[^"]*")`)

// place fills in column and text of a line. TypeScript counts UTF-16 units, messages count bytes. The word there is what it is about.
func place(m *diag.Message, lines [][]byte, column int) {
	m.Column = column
	if m.Line < 1 || m.Line > len(lines) {
		return
	}
	m.LineText = strings.TrimSuffix(string(lines[m.Line-1]), "\r")
	units, bytes := 1, 0
	for i, r := range m.LineText {
		if units >= column {
			break
		}
		units += utf16.RuneLen(r)
		bytes = i + len(string(r))
	}
	m.Column = bytes + 1
	m.Length = len(word.FindString(m.LineText[bytes:]))
}
