package compile

import (
	"os"
	"path/filepath"
	"strings"

	"github.com/go-sourcemap/sourcemap"

	"github.com/deskjs/deskjs/internal/diag"
)

// place adds what can be known of a worker's message here: a path relative to the project, the line, and a column in bytes.
func place(m *diag.Message, dir string, j job) {
	if m.Severity == "" {
		m.Severity = diag.SeverityError
	}
	if m.File == "" {
		m.File = j.File
	}
	path := m.File
	if filepath.IsAbs(path) {
		if relative, err := filepath.Rel(dir, path); err == nil && !strings.HasPrefix(relative, "..") {
			m.File = filepath.ToSlash(relative)
		}
	} else {
		path = filepath.Join(dir, filepath.FromSlash(path))
	}
	if m.Line <= 0 {
		m.Line, m.Column = 0, 0
		return
	}
	if m.LineText != "" {
		return
	}
	source := []byte(j.Source)
	if path != j.Path || j.Source == "" {
		source, _ = os.ReadFile(path) // without it there is no frame
	}
	lines := strings.Split(string(source), "\n")
	if m.Line <= len(lines) {
		m.LineText = strings.TrimSuffix(lines[m.Line-1], "\r")
		m.Column = bytesOf(m.LineText, m.Column)
	}
}

// bytesOf turns a column that counts UTF-16 units, from 1, into one that counts bytes.
func bytesOf(line string, column int) int {
	units := 1
	for i, r := range line {
		if units >= column {
			return i + 1
		}
		units++
		if r > 0xffff {
			units++
		}
	}
	return max(column-units, 0) + len(line) + 1
}

// mappedBack moves places in code back to where its source map says it comes from: a plugin sees what compilers have made.
func mappedBack(messages []diag.Message, file string, sourceMap, source []byte) {
	if len(sourceMap) == 0 || len(messages) == 0 {
		return
	}
	consumer, err := sourcemap.Parse("", sourceMap)
	if err != nil {
		return // the places stay those of the code
	}
	lines := strings.Split(string(source), "\n")
	for i := range messages {
		m := &messages[i]
		if m.File != file || m.Line == 0 {
			continue
		}
		_, _, line, column, ok := consumer.Source(m.Line, m.Column-1)
		if !ok || line < 1 || line > len(lines) {
			continue
		}
		m.Line, m.Column, m.LineText = line, column+1, strings.TrimSuffix(lines[line-1], "\r")
	}
}
