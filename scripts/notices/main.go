// Command notices writes the licences of everything that the app runtime is made of: DeskJS's own, Go's, and those of each module, on any
// system. Packages carry the text, as those licences ask: go run ./scripts/notices > bin/notices.txt
package main

import (
	"bufio"
	"bytes"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
)

func main() {
	out := bufio.NewWriter(os.Stdout)
	err := write(out)
	if err == nil {
		err = out.Flush()
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, "notices:", err)
		os.Exit(1)
	}
}

// part is something with a licence of its own.
type part struct{ name, folder string }

func write(out *bufio.Writer) error {
	modules, err := modules()
	if err != nil {
		return err
	}
	parts := append([]part{{"DeskJS", "."}, {"Go " + strings.TrimPrefix(runtime.Version(), "go"), goRoot()}}, modules...)
	fmt.Fprintln(out, "This app runs on DeskJS, which is made of these parts. Their licences follow.")
	for _, p := range parts {
		fmt.Fprintln(out, "  "+p.name)
	}
	for _, p := range parts {
		texts, err := licences(p.folder)
		if err != nil {
			return err
		}
		if len(texts) == 0 {
			return fmt.Errorf("%s has no licence in %s", p.name, p.folder)
		}
		fmt.Fprintf(out, "\n%s\n%s\n", strings.Repeat("-", 80), p.name)
		for _, text := range texts {
			fmt.Fprintf(out, "\n%s\n", bytes.TrimSpace(bytes.ReplaceAll(text, []byte("\r\n"), []byte("\n"))))
		}
	}
	return nil
}

func goRoot() string {
	output, err := exec.Command("go", "env", "GOROOT").Output()
	if err != nil {
		return ""
	}
	return strings.TrimSpace(string(output))
}

// modules returns what any of the runtimes links, sorted.
func modules() ([]part, error) {
	folders := map[string]string{}
	for _, system := range []string{"linux", "windows", "darwin"} {
		command := exec.Command("go", "list", "-deps", "-f", "{{with .Module}}{{if not .Main}}{{.Path}} {{.Version}}\t{{.Dir}}{{end}}{{end}}", "./cmd/deskjs-app")
		command.Env = append(os.Environ(), "GOOS="+system, "CGO_ENABLED=1")
		command.Stderr = os.Stderr
		output, err := command.Output()
		if err != nil {
			return nil, fmt.Errorf("%s: %w", strings.Join(command.Args, " "), err)
		}
		for line := range strings.Lines(string(output)) {
			if name, folder, ok := strings.Cut(strings.TrimSpace(line), "\t"); ok {
				folders[name] = folder
			}
		}
	}
	var list []part
	for name, folder := range folders {
		list = append(list, part{name, folder})
	}
	slices.SortFunc(list, func(a, b part) int { return strings.Compare(a.name, b.name) })
	return list, nil
}

// licences returns the texts in a folder whose names are those of licences.
func licences(folder string) ([][]byte, error) {
	entries, err := os.ReadDir(folder)
	if err != nil {
		return nil, err
	}
	var texts [][]byte
	for _, entry := range entries {
		name := strings.ToUpper(entry.Name())
		if !entry.Type().IsRegular() || !slices.ContainsFunc([]string{"LICENSE", "LICENCE", "COPYING", "NOTICE", "PATENTS"}, func(start string) bool { return strings.HasPrefix(name, start) }) {
			continue
		}
		text, err := os.ReadFile(filepath.Join(folder, entry.Name()))
		if err != nil {
			return nil, err
		}
		texts = append(texts, text)
	}
	return texts, nil
}
