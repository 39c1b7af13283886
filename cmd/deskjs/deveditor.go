package main

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
)

// editorPlace is a place that a click on the overlay asks for.
type editorPlace struct {
	File   string `json:"file"`
	Line   int    `json:"line"`
	Column int    `json:"column"`
}

// Editors by how they are told of a line.
var (
	editorsGoto  = []string{"code", "code-insiders", "codium", "vscodium", "cursor", "windsurf", "positron", "trae"} // --goto FILE:LINE:COLUMN
	editorsColon = []string{"subl", "sublime_text", "zed", "zeditor", "atom", "hx", "helix", "micro", "lapce", "mate"}
	editorsPlus  = []string{"vim", "vi", "nvim", "gvim", "mvim", "emacs", "emacsclient", "nano", "kak", "gedit", "joe", "mcedit"} // +LINE FILE
	editorsLine  = []string{"idea", "idea64", "webstorm", "webstorm64", "goland", "phpstorm", "pycharm", "rider", "clion", "rubymine"}
	// editorsTerminal need a terminal of their own, and this one is taken.
	editorsTerminal = []string{"vim", "vi", "nvim", "nano", "hx", "helix", "micro", "kak", "joe", "mcedit", "ed"}
)

// openEditor opens a file of the project at a place. The wish comes from a page, so it is for no other file, and runs nothing but the editor.
func (s *session) openEditor(place editorPlace) {
	path, ok := inProject(s.dir, place.File)
	if !ok {
		return
	}
	at := position{place.File, max(place.Line, 1), max(place.Column, 1)}
	editor := os.Getenv("DESKJS_EDITOR")
	for _, name := range []string{"LAUNCH_EDITOR", "VISUAL", "EDITOR"} {
		if editor == "" {
			editor = os.Getenv(name)
		}
	}
	if editor == "" {
		s.terminal.line("", styleWarning, "no editor is known", "set EDITOR, as in EDITOR=code deskjs dev, to open "+at.String())
		return
	}
	command, arguments, terminal := editorCommand(editor, path, at.line, at.column)
	if terminal {
		s.terminal.line("", styleWarning, command+" needs a terminal of its own", "DESKJS_EDITOR may name another editor; the place is "+at.String())
		return
	}
	process := exec.Command(command, arguments...)
	process.Dir = s.dir
	if err := process.Start(); err != nil {
		s.terminal.line("", styleWarning, fmt.Sprintf("the editor could not be started (%v)", err), "DESKJS_EDITOR, or EDITOR, names it")
		return
	}
	go func() { _ = process.Wait() }() // some go on as the editor
}

// editorCommand is how an editor, which may have arguments of its own, opens a file at a place; terminal says that it needs one.
func editorCommand(editor, path string, line, column int) (command string, arguments []string, terminal bool) {
	command = editor
	if _, err := exec.LookPath(editor); err != nil { // a path with blanks is one
		if fields := strings.Fields(editor); len(fields) > 1 {
			command, arguments = fields[0], fields[1:]
		}
	}
	name := strings.ToLower(strings.TrimSuffix(strings.TrimSuffix(filepath.Base(command), ".exe"), ".cmd"))
	place := path + ":" + strconv.Itoa(line) + ":" + strconv.Itoa(column)
	switch {
	case slices.Contains(editorsGoto, name):
		arguments = append(arguments, "--goto", place)
	case slices.Contains(editorsColon, name):
		arguments = append(arguments, place)
	case slices.Contains(editorsPlus, name):
		arguments = append(arguments, "+"+strconv.Itoa(line), path)
	case slices.Contains(editorsLine, name):
		arguments = append(arguments, "--line", strconv.Itoa(line), "--column", strconv.Itoa(column), path)
	default:
		arguments = append(arguments, path)
	}
	return command, arguments, slices.Contains(editorsTerminal, name)
}

// inProject returns the path of a file of the project in dir, if that is what file is, links followed.
func inProject(dir, file string) (string, bool) {
	if file == "" || !filepath.IsLocal(filepath.FromSlash(file)) {
		return "", false
	}
	path, err := filepath.EvalSymlinks(filepath.Join(dir, filepath.FromSlash(file)))
	if err != nil {
		return "", false
	}
	root, err := filepath.EvalSymlinks(dir)
	if err != nil || !strings.HasPrefix(path, root+string(filepath.Separator)) {
		return "", false
	}
	info, err := os.Stat(path)
	return path, err == nil && info.Mode().IsRegular()
}
