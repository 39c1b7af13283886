package main

import (
	"bufio"
	"cmp"
	"context"
	"fmt"
	"io"
	"os"
	"os/signal"
	"slices"
	"strings"
	"syscall"
	"time"

	"github.com/deskjs/deskjs/bundler"
	"github.com/deskjs/deskjs/internal/config"
	"github.com/deskjs/deskjs/internal/diag"
	"github.com/deskjs/deskjs/internal/grant"
)

func checkVerb() *verb {
	return &verb{
		name:    "check",
		usage:   "[DIR] [--no-types] [--write] [--narrow]",
		summary: "List everything wrong with the app: its types, config, api and permissions",
		details: `
DIR is the app's folder, the current one by default. Types are checked with
TypeScript's native compiler, as tsconfig.json has it: the project's own, if it
has version 7 or newer, or one that is fetched once. Arguments of the api's
functions are checked when they are called, as far as their types say what they
may be: what has no type, or any, is listed. The backend's permissions
are compared with what the app was seen to do in deskjs dev, start and test,
which keep a record in .deskjs/usage.jsonl; remove that file to begin anew. On a
terminal it asks whether to write what is missing into deskjs.json. The exit
code is 1 if something is wrong; warnings are not.`,
		flags: []flag{
			{name: "no-types", summary: "leave TypeScript out"},
			{name: "write", summary: "write the grants that are missing into deskjs.json"},
			{name: "narrow", summary: "take out those that the app was not seen to use, too"},
			jsonFlag("what is wrong, each with file, line and column"),
		},
		examples: []example{
			{"deskjs check", "the app here"},
			{"deskjs check --json", "for an editor, or a script"},
			{"deskjs check --write", "grant what the app was seen to use"},
		},
		maxArguments: 1,
		run:          runCheck,
	}
}

// checked is what --json says of a check.
type checked struct {
	OK         bool           `json:"ok"`
	ExitCode   int            `json:"exitCode"`
	Messages   []diag.Message `json:"messages"`
	Functions  []string       `json:"functions"`  // of the api
	TypeScript string         `json:"typescript"` // the version that checked the types; empty if none did
	Notes      []string       `json:"notes"`      // what was not checked, and why
	// Milliseconds is how long it took.
	Milliseconds int64 `json:"milliseconds"`
}

func runCheck(env *environment, call *call) error {
	begun := time.Now()
	dir, err := projectDir(call)
	if err != nil {
		return err
	}
	settings, err := config.Load(dir)
	if err != nil {
		return err
	}
	if err := writeEditorFiles(dir); err != nil {
		return err
	}
	found, err := findUses(dir, settings)
	if err != nil {
		return err
	}
	used := &electronUsed{}
	if settings.Electron != nil {
		if call.on("write") || call.on("narrow") {
			return diag.New(diag.Message{Text: "grants are written into deskjs.json, which an app written for Electron has not", Hint: "`deskjs init --here` makes one"})
		}
		if used, err = checkElectron(dir); err != nil {
			return err
		}
	}
	if call.on("write") || call.on("narrow") {
		return writeUses(env, dir, found, call.on("narrow"))
	}
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	types := make(chan *typesChecked, 1)
	if call.on("no-types") {
		types <- &typesChecked{notes: []string{"types were not checked: --no-types"}}
	} else {
		go func() { types <- checkTypes(ctx, env, dir) }()
	}
	result := checked{Messages: used.messages}
	if settings.Electron == nil {
		result.Messages = found.messages(dir)
	}
	if built, err := bundler.Build(bundlerOptions(dir, true)); err != nil {
		result.Messages = append(result.Messages, diag.Messages(err)...)
	} else {
		result.Messages = append(append(result.Messages, built.Warnings...), built.Unchecked...)
		result.Functions = built.Manifest.API
	}
	byTypes := <-types
	if ctx.Err() != nil {
		return exitStatus(codeInterrupted)
	}
	result.Messages = merge(result.Messages, byTypes.messages)
	result.TypeScript, result.Notes = byTypes.version, byTypes.notes
	result.OK = !diag.HasErrors(result.Messages)
	if !result.OK {
		result.ExitCode = codeFailure
	}
	result.Milliseconds = time.Since(begun).Milliseconds()
	if env.json {
		result.Messages, result.Functions, result.Notes = list(result.Messages), list(result.Functions), list(result.Notes)
		writeJSON(env, result)
		return exitStatus(result.ExitCode)
	}
	fmt.Fprint(env.err, diag.RenderAll(result.Messages, env.color))
	if env.terminal && !found.isEmpty() && settings.Electron == nil {
		return offerToWrite(env, dir, found)
	}
	if !result.OK {
		return exitStatus(codeFailure)
	}
	if settings.Electron != nil {
		fmt.Fprintln(env.out, used)
	} else {
		tellOfCapabilities(env, settings.Windows, result.Functions)
	}
	for _, note := range result.Notes {
		fmt.Fprintln(env.out, "Note: "+note)
	}
	if used.missing == 0 {
		fmt.Fprintln(env.out, "Nothing is wrong.")
	}
	return nil
}

// merge joins what the build and TypeScript found, in the order of files and lines. Where both found something at one place, the build's words count,
// which say what to do.
func merge(built, types []diag.Message) []diag.Message {
	type place struct {
		file         string
		line, column int
	}
	known := map[place]bool{}
	for _, m := range built {
		if m.Severity != diag.SeverityWarning {
			known[place{m.File, m.Line, m.Column}] = true
		}
	}
	all := slices.Clone(built)
	for _, m := range types {
		if !known[place{m.File, m.Line, m.Column}] {
			all = append(all, m)
		}
	}
	slices.SortStableFunc(all, func(a, b diag.Message) int {
		return cmp.Or(strings.Compare(a.File, b.File), cmp.Compare(a.Line, b.Line), cmp.Compare(a.Column, b.Column))
	})
	return all
}

// writeUses writes what is missing into deskjs.json, and takes out what was not used if that is wanted.
func writeUses(env *environment, dir string, found *uses, narrow bool) error {
	remove := &grant.Permissions{}
	if narrow {
		remove = found.unused
	}
	return writePermissions(env, dir, found.missing, remove)
}

// offerToWrite asks whether to write what is missing.
func offerToWrite(env *environment, dir string, found *uses) error {
	fmt.Fprint(env.out, "Write these grants into deskjs.json? [y/N] ")
	answer, err := bufio.NewReader(env.in).ReadString('\n')
	if err != nil && err != io.EOF {
		return err
	}
	if !strings.EqualFold(strings.TrimSpace(answer), "y") {
		return exitStatus(codeFailure)
	}
	return writeUses(env, dir, found, false)
}
