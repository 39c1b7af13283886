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
		usage:   "[DIR] [--template NAME] [--name NAME] [--id ID] [--yes] | [DIR] --here",
		summary: "Make a new app",
		details: `
Writes a complete small app into DIR. On a terminal it asks for what was not
given; with --yes, or without a terminal, it never asks: the app then goes into
the current folder if no DIR is given, and is made from the template ` + templates.Default + `.
Files that exist already are never overwritten.

With --here the project in DIR becomes an app, with no change to its files: one of
Vite, Next (static export), Nuxt (generate), Gatsby, Astro or SvelteKit.`,
		flags: []flag{
			{"template", "NAME", "what to start from; --list shows what there is"},
			{"name", "NAME", "what people will call the app (made from the folder's name)"},
			{"id", "ID", "what tells it from every other app, such as org.example.notes (made from the name)"},
			{"yes", "", "take the default for everything not given"},
			{"here", "", "make an app of the project that is there"},
			{"backend", "", "with --here: add backend/api.ts, functions that the page may call"},
			{"list", "", "list the templates, and make nothing"},
			jsonFlag("what was made, or the templates with --list"),
		},
		examples: []example{
			{"deskjs init notes", "asks which template"},
			{"deskjs init notes --template react --yes", "asks nothing"},
			{"deskjs init --here", "makes an app of a Vite project"},
			{"deskjs init --list", "shows the templates"},
		},
		maxArguments: 1,
		run:          runInit,
	}
}

// runInit writes a new app. What could be in the way is found out before the
// first file is written.
func runInit(env *environment, call *call) error {
	if call.on("list") {
		return listTemplates(env)
	}
	if call.on("here") {
		return initHere(env, call)
	}
	if call.on("backend") {
		return initVerb().misuse("--backend is for --here, which was not given: templates have a backend")
	}
	plan, err := planInit(env, call)
	if err != nil {
		return err
	}
	files, err := templates.Files(plan.template, plan.app)
	if err != nil {
		return err
	}
	if err := refuseExisting(plan.dir, files); err != nil {
		return err
	}
	if err := writeFiles(plan.dir, files); err != nil {
		return err
	}
	if err := writeEditorFiles(plan.dir); err != nil {
		return err
	}
	return tellOfInit(env, plan, files)
}

// initPlan is what init is about to make.
type initPlan struct {
	dir      string
	template string
	app      templates.App
}

// planInit finds out what to make: from the flags, by asking, from the folder's name.
func planInit(env *environment, call *call) (*initPlan, error) {
	plan := &initPlan{dir: call.argument(0, "."), template: call.text("template", "")}
	if call.on("template") && !slices.Contains(templates.Names(), plan.template) {
		return nil, unknownTemplate(plan.template)
	}
	absolute, err := filepath.Abs(plan.dir)
	if err != nil {
		return nil, err
	}
	asks := env.terminal && !env.json && !call.on("yes")
	lines := bufio.NewReader(env.in)
	if plan.app, err = newApp(env, call, lines, asks, filepath.Base(absolute)); err != nil {
		return nil, err
	}
	// Whoever names no folder on a terminal wants one made for the app, unless the current one waits for it.
	if asks && len(call.arguments) == 0 && !isEmptyDir(".") {
		plan.dir = plan.app.Slug
	}
	switch {
	case plan.template != "":
	case asks:
		if plan.template, err = askForTemplate(env, lines); err != nil {
			return nil, err
		}
	default:
		plan.template = templates.Default
	}
	return plan, nil
}

// newApp finds out what the app is called: from --name, by asking, or from the
// folder it goes into.
func newApp(env *environment, call *call, lines *bufio.Reader, asks bool, folder string) (templates.App, error) {
	app, err := nameApp(env, call, lines, asks, folder)
	if err != nil || !call.on("id") {
		return app, err
	}
	if app.ID = call.text("id", ""); !templates.IsID(app.ID) {
		return app, initVerb().misuse("--id: %q is not an id: write a domain of yours backwards, such as org.example.%s", app.ID, app.Slug)
	}
	return app, nil
}

func nameApp(env *environment, call *call, lines *bufio.Reader, asks bool, folder string) (templates.App, error) {
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
	if err != nil || !asks {
		return suggestion, err
	}
	for {
		answer, err := ask(env, lines, fmt.Sprintf("What is the app called? [%s] ", suggestion.Name))
		if err != nil || answer == "" {
			return suggestion, err
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

// isEmptyDir reports whether a folder has nothing in it but what a repository without files has.
func isEmptyDir(dir string) bool {
	entries, err := os.ReadDir(dir)
	return err == nil && !slices.ContainsFunc(entries, func(e fs.DirEntry) bool { return e.Name() != ".git" })
}

// refuseExisting fails if one of files is in dir already, naming all that are, or if a file stands where one of their folders goes.
func refuseExisting(dir string, files []templates.File) error {
	var inTheWay []string
	add := func(name string) {
		if !slices.Contains(inTheWay, name) {
			inTheWay = append(inTheWay, name)
		}
	}
	for _, file := range files {
		name := filepath.Join(dir, filepath.FromSlash(file.Path))
		if _, err := os.Lstat(name); err == nil {
			add(name)
		}
		for folder := filepath.Dir(filepath.FromSlash(file.Path)); folder != "."; folder = filepath.Dir(folder) {
			if info, err := os.Stat(filepath.Join(dir, folder)); err == nil && !info.IsDir() {
				add(filepath.Join(dir, folder))
			}
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

// writeFiles writes files below dir. Each is created, never replaced; if one can't be, those before it are taken away again, with the
// folders made for them.
func writeFiles(dir string, files []templates.File) (err error) {
	var made []string
	defer func() {
		if err == nil {
			return
		}
		for _, name := range slices.Backward(made) {
			_ = os.Remove(name) // a folder that something else is in stays
		}
	}()
	for _, file := range files {
		name := filepath.Join(dir, filepath.FromSlash(file.Path))
		made = append(made, missingFolders(filepath.Dir(name))...)
		if err := writeNew(name, file.Data); err != nil {
			return cannotWrite(name, err)
		}
		made = append(made, name)
	}
	return nil
}

// missingFolders lists a folder and those above it that there are not, the outermost first.
func missingFolders(folder string) []string {
	if _, err := os.Lstat(folder); err == nil || filepath.Dir(folder) == folder {
		return nil
	}
	return append(missingFolders(filepath.Dir(folder)), folder)
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
	if err = errors.Join(err, f.Close()); err != nil {
		_ = os.Remove(name) // half of it is worse than nothing
	}
	return err
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
		message: fmt.Sprintf("there is no template %q; there are %s", name, strings.Join(templates.Names(), ", ")),
		nearest: diag.Nearest(name, templates.Names()),
	}
}

// made is what --json says of a new app.
type made struct {
	OK        bool     `json:"ok"`
	Directory string   `json:"directory"`
	Template  string   `json:"template"`
	Name      string   `json:"name"`
	Package   string   `json:"package"`
	ID        string   `json:"id"`
	Files     []string `json:"files"`
	// Next are the command lines that open it, to be run in Directory.
	Next []string `json:"next"`
}

// tellOfInit says what was made, and last the commands that come next.
func tellOfInit(env *environment, plan *initPlan, files []templates.File) error {
	absolute, err := filepath.Abs(plan.dir)
	if err != nil {
		return err
	}
	next := []string{"deskjs dev"}
	if slices.ContainsFunc(files, func(f templates.File) bool { return f.Path == "package-lock.json" }) {
		next = []string{"deskjs install", "deskjs dev"}
	}
	if env.json {
		result := made{OK: true, Directory: absolute, Template: plan.template, Name: plan.app.Name, Package: plan.app.Slug, ID: plan.app.ID, Next: next}
		for _, file := range files {
			result.Files = append(result.Files, file.Path)
		}
		writeJSON(env, result)
		return nil
	}
	fmt.Fprintf(env.out, "%s is in %s. Next:\n\n", plan.app.Name, absolute)
	if plan.dir != "." {
		next[0] = "cd " + quoteForShell(plan.dir) + " && " + next[0]
	}
	for _, command := range next {
		fmt.Fprintf(env.out, "  %s\n", command)
	}
	return nil
}

// listTemplates writes the templates there are.
func listTemplates(env *environment) error {
	if env.json {
		type listed struct {
			Name    string `json:"name"`
			Label   string `json:"label"`
			Summary string `json:"summary"`
		}
		list := struct {
			OK        bool     `json:"ok"`
			Default   string   `json:"default"`
			Templates []listed `json:"templates"`
		}{OK: true, Default: templates.Default}
		for _, t := range templates.All {
			list.Templates = append(list.Templates, listed{t.Name, t.Label, t.Summary})
		}
		writeJSON(env, list)
		return nil
	}
	for _, t := range templates.All {
		fmt.Fprintf(env.out, "%-11s %-11s %s\n", t.Name, t.Label, t.Summary)
	}
	return nil
}

// ask puts a question and returns the answer without the space around it.
func ask(env *environment, lines *bufio.Reader, question string) (string, error) {
	fmt.Fprint(env.out, question)
	answer, err := lines.ReadString('\n')
	if err != nil {
		fmt.Fprintln(env.out)
		if errors.Is(err, io.EOF) {
			err = unanswered()
		}
		return "", err
	}
	return strings.TrimSpace(answer), nil
}

func unanswered() error {
	return diag.New(diag.Message{Text: "nothing was made, because the question was not answered", Hint: "--yes takes the defaults"})
}

// askForTemplate lets the person choose one.
func askForTemplate(env *environment, lines *bufio.Reader) (string, error) {
	options := make([]option, len(templates.All))
	for i, t := range templates.All {
		options[i] = option{t.Name, t.Label, t.Summary}
	}
	chosen, err := choose(env, lines, "What to start from?", options)
	if err != nil {
		return "", err
	}
	return options[chosen].name, nil
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
