package main

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/deskjs/deskjs/internal/diag"
	"github.com/deskjs/deskjs/templates"
)

func initVerb() *verb {
	return &verb{
		name:    "init",
		usage:   "[DIR] [--template NAME] [--name NAME] [--yes]",
		summary: "Make a new app",
		details: `
Writes a complete small app into DIR, or here. It needs no packages. Files that
exist already are never overwritten. On a terminal it asks for what was not
given; with --yes, or without a terminal, it never asks.`,
		flags: []flag{
			{"template", "NAME", "what to start from: " + strings.Join(templates.Names(), ", ") + " (" + templates.Default + ")"},
			{"name", "NAME", "what people will call the app (made from the folder's name)"},
			{"yes", "", "take the default for everything not given"},
		},
		maxArguments: 1,
		run:          runInit,
	}
}

// runInit writes a new app. What could be in the way is found out before the
// first file is written.
func runInit(env *environment, call *call) error {
	dir := call.argument(0, ".")
	absolute, err := filepath.Abs(dir)
	if err != nil {
		return err
	}
	template := call.text("template", templates.Default)
	if !slices.Contains(templates.Names(), template) {
		return unknownTemplate(template)
	}
	app, err := newApp(env, call, filepath.Base(absolute))
	if err != nil {
		return err
	}
	files, err := templates.Files(template, app)
	if err != nil {
		return err
	}
	if err := refuseExisting(dir, files); err != nil {
		return err
	}
	if err := writeFiles(dir, files); err != nil {
		return err
	}
	if err := writeEditorFiles(dir); err != nil {
		return err
	}
	fmt.Fprintf(env.out, "%s is in %s. Next:\n\n", app.Name, absolute)
	if dir != "." {
		fmt.Fprintf(env.out, "  cd %s\n", quoteForShell(dir))
	}
	fmt.Fprintln(env.out, "  deskjs dev")
	return nil
}

// newApp finds out what the app is called: from --name, by asking, or from the
// folder it goes into.
func newApp(env *environment, call *call, folder string) (templates.App, error) {
	if call.on("name") {
		app, err := templates.NewApp(call.text("name", ""))
		if err != nil {
			return app, initVerb().misuse("--name: %s", err)
		}
		return app, nil
	}
	suggestion, err := templates.NewApp(titleOf(folder))
	if err != nil {
		suggestion, err = templates.NewApp("My App")
	}
	if err != nil || call.on("yes") || !env.terminal {
		return suggestion, err
	}
	lines := bufio.NewReader(env.in)
	for {
		fmt.Fprintf(env.out, "What is the app called? [%s] ", suggestion.Name)
		answer, err := lines.ReadString('\n')
		if err != nil {
			fmt.Fprintln(env.out)
			if errors.Is(err, io.EOF) {
				err = diag.New(diag.Message{Text: "nothing was made, because the question was not answered", Hint: "--yes takes the defaults"})
			}
			return suggestion, err
		}
		if answer = strings.TrimSpace(answer); answer == "" {
			return suggestion, nil
		}
		app, err := templates.NewApp(answer)
		if err == nil {
			return app, nil
		}
		fmt.Fprintf(env.out, "%s.\n", err)
	}
}

// titleOf makes a name for people from a folder's: "my-notes" is "My Notes".
func titleOf(folder string) string {
	words := strings.FieldsFunc(folder, func(r rune) bool { return r == '-' || r == '_' || r == ' ' || r == '.' })
	for i, word := range words {
		letters := []rune(word)
		words[i] = strings.ToUpper(string(letters[:1])) + string(letters[1:])
	}
	return strings.Join(words, " ")
}

// refuseExisting fails if one of files is in dir already, naming all that are.
func refuseExisting(dir string, files []templates.File) error {
	var inTheWay []string
	for _, file := range files {
		name := filepath.Join(dir, filepath.FromSlash(file.Path))
		if _, err := os.Lstat(name); err == nil {
			inTheWay = append(inTheWay, name)
		}
	}
	if len(inTheWay) == 0 {
		return nil
	}
	return diag.New(diag.Message{
		Text:  "nothing was made, because these files would be overwritten",
		Notes: []string{strings.Join(inTheWay, "\n")},
		Hint:  "name another folder: deskjs init DIR",
	})
}

// writeFiles writes files below dir. Each is created, never replaced.
func writeFiles(dir string, files []templates.File) error {
	for _, file := range files {
		name := filepath.Join(dir, filepath.FromSlash(file.Path))
		if err := writeNew(name, file.Data); err != nil {
			return cannotWrite(name, err)
		}
	}
	return nil
}

func writeNew(name string, data []byte) error {
	if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
		return err
	}
	f, err := os.OpenFile(name, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o644)
	if err != nil {
		return err
	}
	_, err = f.Write(data)
	return errors.Join(err, f.Close())
}

// cannotWrite is the error for a file that could not be written, in words.
func cannotWrite(name string, err error) error {
	reason := err
	if failed, ok := errors.AsType[*fs.PathError](err); ok {
		reason = failed.Err
		name = failed.Path
	}
	return diag.New(diag.Message{
		Text: fmt.Sprintf("cannot write %s: %s", name, reason),
		Hint: "choose a folder that you may write to: deskjs init DIR",
	})
}

func unknownTemplate(name string) error {
	return &usageError{
		verb:    initVerb(),
		message: fmt.Sprintf("there is no template %q", name),
		nearest: diag.Nearest(name, templates.Names()),
	}
}

// quoteForShell returns path as it can be pasted into a shell.
func quoteForShell(path string) string {
	if strings.ContainsFunc(path, func(r rune) bool {
		return !strings.ContainsRune("/._-+~,@", r) && (r < '0' || r > '9') && (r < 'A' || r > 'Z') && (r < 'a' || r > 'z')
	}) {
		return "'" + strings.ReplaceAll(path, "'", `'\''`) + "'"
	}
	return path
}
