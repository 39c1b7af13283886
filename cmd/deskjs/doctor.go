package main

import (
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
)

func doctorVerb() *verb {
	return &verb{
		name:    "doctor",
		summary: "Say what this machine lacks, and the command that adds it",
		details: `
Checks what opening apps, building and packaging them takes. Each thing that is
missing comes with the command that adds it on this machine. Exit code 1 if
apps can't be built or opened without it.`,
		flags:    []flag{jsonFlag("each thing that was looked for")},
		examples: []example{{"deskjs doctor", "before a bug report, or on a new machine"}, {"deskjs doctor --json", "for a script"}},
		run:      runDoctor,
	}
}

// A finding is one thing that doctor looked for.
type finding struct {
	what   string // "WebKitGTK 4.1"
	ok     bool
	detail string // where it is, or why that matters
	remedy string // the command that adds it; only when not ok

	optional bool // most can do without it
}

// A machine is what doctor examines; tests examine one that is made up.
type machine struct {
	os         string // as GOOS
	arch       string // as GOARCH
	root       string // where the file system begins, "/"
	executable string // deskjs itself
	getenv     func(string) string
}

func thisMachine() (*machine, error) {
	executable, err := os.Executable()
	if err != nil {
		return nil, err
	}
	if resolved, err := filepath.EvalSymlinks(executable); err == nil {
		executable = resolved
	}
	return &machine{os: runtime.GOOS, arch: runtime.GOARCH, root: "/", executable: executable, getenv: os.Getenv}, nil
}

func runDoctor(env *environment, _ *call) error {
	m, err := thisMachine()
	if err != nil {
		return err
	}
	if env.json {
		return writeDiagnosis(env, m)
	}
	fmt.Fprintln(env.out, versionLine())
	fmt.Fprintln(env.out, "\nTo build apps:")
	missing := writeFindings(env, m.toBuild())
	fmt.Fprintln(env.out, "\nTo open them here:")
	missing += writeFindings(env, m.toOpen())
	fmt.Fprintln(env.out, "\nTo make every package (what is missing is left out):")
	writeFindings(env, m.toPackage())
	if missing > 0 {
		fmt.Fprintln(env.out, "\nThe lines with ✗ say what to do.")
		return exitStatus(1)
	}
	fmt.Fprintln(env.out, "\nNothing is missing.")
	return nil
}

// diagnosed is what --json says of one thing: "build", "open" or "package" is what it is for.
type diagnosed struct {
	For  string `json:"for"`
	What string `json:"what"`
	OK   bool   `json:"ok"`
	// Optional is true of what most can do without.
	Optional bool   `json:"optional,omitempty"`
	Detail   string `json:"detail"`
	Remedy   string `json:"remedy,omitempty"`
}

// writeDiagnosis writes the findings as JSON.
func writeDiagnosis(env *environment, m *machine) error {
	diagnosis := struct {
		OK       bool        `json:"ok"`
		ExitCode int         `json:"exitCode"`
		Version  string      `json:"version"`
		Findings []diagnosed `json:"findings"`
	}{OK: true, Version: currentVersion()}
	for use, findings := range map[string][]finding{"build": m.toBuild(), "open": m.toOpen(), "package": m.toPackage()} {
		for _, f := range findings {
			diagnosis.Findings = append(diagnosis.Findings, diagnosed{use, f.what, f.ok, f.optional, f.detail, f.remedy})
			diagnosis.OK = diagnosis.OK && (f.ok || f.optional)
		}
	}
	slices.SortStableFunc(diagnosis.Findings, func(a, b diagnosed) int { return strings.Compare(a.For, b.For) })
	if !diagnosis.OK {
		diagnosis.ExitCode = codeFailure
	}
	writeJSON(env, diagnosis)
	return exitStatus(diagnosis.ExitCode)
}

// writeFindings shows findings and returns how many of them are not well.
func writeFindings(env *environment, findings []finding) (missing int) {
	for _, f := range findings {
		mark := "✓"
		switch {
		case !f.ok && f.optional:
			mark = "–"
		case !f.ok:
			mark = "✗"
			missing++
		}
		fmt.Fprintf(env.out, "  %s %s: %s\n", mark, f.what, f.detail)
		if !f.ok {
			fmt.Fprintf(env.out, "      %s\n", f.remedy)
		}
	}
	return missing
}

// toBuild looks for what `deskjs build` needs. The bundler and what else that
// takes are in deskjs itself; apps are made of the one program beside it.
func (m *machine) toBuild() []finding {
	return []finding{m.appRuntime()}
}

// toOpen looks for what `deskjs dev` and `deskjs start` need beside that.
func (m *machine) toOpen() []finding {
	if m.os != "linux" {
		return []finding{{what: "webview", ok: true, detail: "part of the system"}}
	}
	return []finding{
		m.library("GTK 3", "libgtk-3.so.0", packages{apt: "libgtk-3-0", dnf: "gtk3", pacman: "gtk3"}),
		m.library("WebKitGTK 4.1", "libwebkit2gtk-4.1.so.0", packages{apt: "libwebkit2gtk-4.1-0", dnf: "webkit2gtk4.1", pacman: "webkit2gtk-4.1"}),
		m.display(),
	}
}

// library looks for a shared library where the dynamic linker would.
func (m *machine) library(what, soname string, from packages) finding {
	for _, folder := range m.libraryFolders() {
		name := filepath.Join(folder, soname)
		if _, err := os.Stat(name); err == nil {
			return finding{what: what, ok: true, detail: name}
		}
	}
	return finding{what: what, detail: "apps show their windows with it, and " + soname + " is not installed", remedy: m.installCommand(from)}
}

// libraryFolders lists the folders that the dynamic linker searches: those of
// the environment, of its configuration, and its own.
func (m *machine) libraryFolders() []string {
	folders := filepath.SplitList(m.getenv("LD_LIBRARY_PATH"))
	configured, _ := filepath.Glob(filepath.Join(m.root, "etc/ld.so.conf.d/*.conf")) // a fixed pattern is never malformed
	for _, file := range append(configured, filepath.Join(m.root, "etc/ld.so.conf")) {
		text, err := os.ReadFile(file)
		if err != nil {
			continue // not every system has these files
		}
		for line := range strings.Lines(string(text)) {
			if line = strings.TrimSpace(line); filepath.IsAbs(line) {
				folders = append(folders, filepath.Join(m.root, line))
			}
		}
	}
	triplet := map[string]string{"amd64": "x86_64-linux-gnu", "arm64": "aarch64-linux-gnu", "386": "i386-linux-gnu", "arm": "arm-linux-gnueabihf", "riscv64": "riscv64-linux-gnu"}[m.arch]
	for _, folder := range []string{"usr/lib/" + triplet, "lib/" + triplet, "usr/lib64", "lib64", "usr/lib", "lib", "usr/local/lib"} {
		folders = append(folders, filepath.Join(m.root, folder))
	}
	return folders
}

// display looks for a screen to open windows on.
func (m *machine) display() finding {
	for _, name := range []string{"WAYLAND_DISPLAY", "DISPLAY"} {
		if value := m.getenv(name); value != "" {
			return finding{what: "display", ok: true, detail: name + "=" + value}
		}
	}
	return finding{
		what:   "display",
		detail: "neither WAYLAND_DISPLAY nor DISPLAY is set, so no window can open",
		remedy: "log in to a desktop, or use a virtual screen: xvfb-run -a deskjs start   (" + m.installCommand(packages{apt: "xvfb", dnf: "xorg-x11-server-Xvfb", pacman: "xorg-server-xvfb"}) + ")",
	}
}

// appRuntime looks for the program that apps are made of, beside deskjs.
func (m *machine) appRuntime() finding {
	name := filepath.Join(filepath.Dir(m.executable), "deskjs-app")
	if m.os == "windows" {
		name += ".exe"
	}
	if info, err := os.Stat(name); err == nil && info.Mode().IsRegular() {
		return finding{what: "app runtime", ok: true, detail: name}
	}
	return finding{
		what:   "app runtime",
		detail: name + " is not there",
		remedy: "put deskjs and deskjs-app from one release into one folder; in a source tree: make build",
	}
}

// packages names what holds one thing for each package manager.
type packages struct{ apt, dnf, pacman string }

// installCommand returns the command that installs from on this machine.
func (m *machine) installCommand(from packages) string {
	managers := []struct{ program, command string }{
		{"usr/bin/apt-get", "sudo apt-get install " + from.apt},
		{"usr/bin/dnf", "sudo dnf install " + from.dnf},
		{"usr/bin/pacman", "sudo pacman -S " + from.pacman},
	}
	for _, manager := range managers {
		if _, err := os.Stat(filepath.Join(m.root, manager.program)); err == nil {
			return manager.command
		}
	}
	return "install it with this system's package manager; Debian calls it " + from.apt + ", Fedora " + from.dnf + ", Arch " + from.pacman
}
