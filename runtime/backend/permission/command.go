package permission

import (
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"

	"github.com/deskjs/deskjs/internal/grant"
)

// program is an entry of permissions.run on this machine.
type program struct {
	pattern string
	// found are the keys of the files that it means: as they are found when the app starts, in its own PATH.
	found []string
	// in says that all below is meant: a folder.
	rules []rule
}

func (g *Guard) setRun(patterns []string, folders map[string]string) {
	for _, text := range patterns {
		switch {
		case text == grant.Any:
			g.anyRun = true
		case strings.ContainsAny(text, `/\$`):
			// The pattern has been checked.
			path, err := grant.ParsePath(text)
			if err == nil {
				g.run = append(g.run, program{pattern: text, rules: rules(path, folders)})
			}
		default:
			p := program{pattern: text}
			if path, err := exec.LookPath(text); err == nil && filepath.IsAbs(path) {
				p.found = []string{keyOf(canonical(path))}
			}
			g.run = append(g.run, p)
		}
	}
}

// Run checks that the program may start the one in the file at path, which asked is the name of, from the folder dir ("" is the
// current one) with an environment. It returns the path to start.
func Run(asked, path, dir string, environment []string) (string, error) {
	g := current.Load()
	if g == nil {
		return path, nil
	}
	if !filepath.IsAbs(path) && dir != "" {
		path = filepath.Join(dir, path)
	}
	real := canonical(path)
	if info, err := os.Stat(real); err != nil || info.IsDir() {
		return path, nil // which starting it will find too
	}
	if err := g.mayStart(asked, real, environment); err != nil || g.free {
		return path, err
	}
	return real, nil
}

func (g *Guard) mayStart(asked, real string, environment []string) error {
	key := keyOf(real)
	self := key == keyOf(executable())
	by, granted := g.runBy(key)
	if !self {
		g.useRun(asked, real, by)
	}
	if g.free {
		return nil
	}
	for i := range g.denyFiles {
		if g.denyFiles[i].denies(key) {
			return g.deniedFile(Reading, real, asked, &g.denyFiles[i])
		}
	}
	if !self && !granted {
		name := g.shorten(real)
		if !strings.ContainsAny(asked, `/\`) {
			name = asked
		}
		for i := range g.run {
			if g.run[i].pattern == asked && len(g.run[i].found) > 0 {
				return g.denied("ChildProcess", asked, "starting "+asked+" is granted, but "+real+" is not the one that was in PATH when the app started; "+
					g.add(g.shorten(real), "run"))
			}
		}
		missing := "starting " + asked + " is not granted; " + g.add(name, "run")
		if isShell(real) {
			missing += ", which lets the app start anything: execFile and spawn need no shell"
		}
		return g.denied("ChildProcess", asked, missing)
	}
	if g.anyRun {
		return nil
	}
	// A granted program must not be made another one.
	for _, entry := range environment {
		name, value, _ := strings.Cut(entry, "=")
		upper := strings.ToUpper(name)
		if (strings.HasPrefix(upper, "LD_") || strings.HasPrefix(upper, "DYLD_")) && os.Getenv(name) != value {
			return g.denied("ChildProcess", asked, "starting "+asked+" with "+name+` set, which can make it run other code, is granted only by "*" in permissions.run in `+g.source)
		}
	}
	return nil
}

// runBy returns the pattern that lets a program be started.
func (g *Guard) runBy(key string) (by string, granted bool) {
	if g.anyRun {
		return grant.Any, true
	}
	for i := range g.run {
		for _, found := range g.run[i].found {
			if found == key {
				return g.run[i].pattern, true
			}
		}
		for j := range g.run[i].rules {
			if g.run[i].rules[j].grants(key) {
				return g.run[i].pattern, true
			}
		}
	}
	return "", false
}

var shells = map[string]bool{"sh": true, "bash": true, "dash": true, "zsh": true, "fish": true, "busybox": true, "cmd": true, "powershell": true, "pwsh": true}

func isShell(path string) bool {
	name := strings.ToLower(filepath.Base(path))
	if runtime.GOOS == "windows" {
		name = strings.TrimSuffix(name, ".exe")
	}
	return shells[name]
}

// Started says that the program has started a process, which it may send signals until ended is called.
func Started(pid int) (ended func()) {
	g := current.Load()
	if g == nil || g.free {
		return func() {}
	}
	g.mu.Lock()
	g.children[pid] = true
	g.mu.Unlock()
	return func() {
		g.mu.Lock()
		delete(g.children, pid)
		g.mu.Unlock()
	}
}

// Signal checks that the program may send a process a signal: itself, and those it has started; a negative number is a group.
func Signal(pid int) error {
	g := current.Load()
	if g == nil || g.free || g.anyRun || pid == os.Getpid() {
		return nil
	}
	g.mu.Lock()
	own := g.children[pid] || g.children[-pid]
	g.mu.Unlock()
	if own {
		return nil
	}
	return g.denied("ChildProcess", "kill", `a signal to a process that the app has not started is granted only by "*" in permissions.run in `+g.source)
}
