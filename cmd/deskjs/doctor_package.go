package main

import (
	"os"
	"path/filepath"

	"github.com/deskjs/deskjs/packaging"
	"github.com/deskjs/deskjs/packaging/formats"
)

// toPackage looks for the runtimes of other systems, and for the programs that some formats are made with.
func (m *machine) toPackage() []finding {
	var findings []finding
	for _, target := range packaging.Targets() {
		if target.OS == m.os && target.Arch == m.arch {
			continue // toBuild looked for it
		}
		name := filepath.Join(filepath.Dir(m.executable), "runtimes", target.OS+"-"+target.Arch, target.Executable("deskjs-app"))
		found := finding{what: "runtime for " + target.String(), detail: name, ok: isFile(name), optional: true}
		if !found.ok {
			found.detail, found.remedy = name+" is not there", "put the runtimes of deskjs's release beside it; in a source tree: make runtimes"
		}
		findings = append(findings, found)
	}
	seen := map[string]bool{}
	for _, format := range formats.All() {
		if tool := format.Tool; tool != nil && !seen[tool.Command] {
			seen[tool.Command] = true
			findings = append(findings, m.tool(format.Name, tool))
		}
	}
	return findings
}

// tool looks for a program in PATH.
func (m *machine) tool(format string, tool *packaging.Tool) finding {
	for _, folder := range filepath.SplitList(m.getenv("PATH")) {
		name := filepath.Join(m.root, folder, tool.Command)
		if m.os == "windows" {
			name = filepath.Join(folder, tool.Command+".exe")
		}
		if isFile(name) {
			return finding{what: tool.Command, ok: true, detail: name, optional: true}
		}
	}
	if m.os == "darwin" {
		return finding{what: tool.Command, detail: "packages of the format " + format + " are made with it", remedy: "brew install " + tool.Homebrew, optional: true}
	}
	return finding{
		what: tool.Command, detail: "packages of the format " + format + " are made with it", optional: true,
		remedy: m.installCommand(packages{apt: tool.Debian, dnf: tool.Fedora, pacman: tool.Arch}),
	}
}

func isFile(name string) bool {
	info, err := os.Stat(name)
	return err == nil && info.Mode().IsRegular()
}
