package application

import (
	"os"
	"path/filepath"
	"strings"
)

// entry is a file of the Desktop Entry Specification: what a Linux desktop knows of a program. The lines of its one group, in their order.
type entry [][2]string

func (e entry) String() string {
	var text strings.Builder
	text.WriteString("[Desktop Entry]\n")
	for _, line := range e {
		text.WriteString(line[0] + "=" + line[1] + "\n")
	}
	return text.String()
}

var entryEscapes = strings.NewReplacer(`\`, `\\`, "\n", `\n`, "\r", `\r`, "\t", `\t`)

// entryText is a value that is text.
func entryText(text string) string { return entryEscapes.Replace(text) }

// entryCommand is the value of Exec for a program and its arguments; suffix, such as "%u", is added as it is.
func entryCommand(program string, args []string, suffix string) string {
	parts := []string{quoteCommand(program)}
	for _, arg := range args {
		parts = append(parts, quoteCommand(arg))
	}
	if suffix != "" {
		parts = append(parts, suffix)
	}
	return entryText(strings.Join(parts, " "))
}

var commandEscapes = strings.NewReplacer(`\`, `\\`, `"`, `\"`, "`", "\\`", "$", `\$`, "%", "%%")

// quoteCommand quotes an argument where it needs it.
func quoteCommand(text string) string {
	escaped := commandEscapes.Replace(text)
	if text != "" && !strings.ContainsAny(text, " \t\n\"'\\><~|&;$*?#()`") {
		return escaped
	}
	return `"` + escaped + `"`
}

// readEntry reads the first group of such a file.
func readEntry(path string) (map[string]string, error) {
	text, err := os.ReadFile(path)
	if err != nil {
		return nil, err
	}
	values := map[string]string{}
	within := false
	for line := range strings.Lines(string(text)) {
		line = strings.TrimSpace(line)
		if strings.HasPrefix(line, "[") {
			within = line == "[Desktop Entry]"
			continue
		}
		if key, value, found := strings.Cut(line, "="); found && within && !strings.HasPrefix(line, "#") {
			values[strings.TrimSpace(key)] = strings.TrimSpace(value)
		}
	}
	return values, nil
}

// replaceFile puts a file's new content in the place of the old at once. Folders are made.
func replaceFile(path string, content []byte, mode os.FileMode) error {
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		return err
	}
	if target, err := filepath.EvalSymlinks(path); err == nil {
		path = target
	}
	file, err := os.CreateTemp(filepath.Dir(path), "."+filepath.Base(path)+"-*")
	if err != nil {
		return err
	}
	_, err = file.Write(content)
	if err == nil {
		err = file.Chmod(mode)
	}
	if err == nil {
		err = file.Sync()
	}
	if closeErr := file.Close(); err == nil {
		err = closeErr
	}
	if err == nil {
		err = os.Rename(file.Name(), path)
	}
	if err != nil {
		_ = os.Remove(file.Name())
	}
	return err
}
