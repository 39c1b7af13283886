package main

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
)

// installRounds is how often each install is measured; cold ones ask the registry.
const installRounds = 3

// installedProject is what is installed: React, Vite, ESLint and Vitest, about 200 packages.
const installedProject = `{
  "name": "bench-install", "private": true, "version": "1.0.0", "type": "module",
  "dependencies": { "react": "^19.0.0", "react-dom": "^19.0.0" },
  "devDependencies": {
    "vite": "^8.0.0", "@vitejs/plugin-react": "^6.0.0", "eslint": "^9.0.0", "@eslint/js": "^9.0.0", "eslint-plugin-react-hooks": "^7.0.0",
    "eslint-plugin-react-refresh": "^0.4.0", "globals": "^16.0.0", "vitest": "^4.0.0", "typescript": "^6.0.0", "typescript-eslint": "^8.0.0",
    "@types/react": "^19.0.0", "@types/react-dom": "^19.0.0"
  }
}
`

// installing is one package manager: the command, the variable that names its store, and what it needs beside package.json.
type installing struct {
	name, store string
	command     []string
	lock        string
}

// install measures installing from a lock file, beside npm and bun: with an empty store, with a full one, and with nothing to do. The registry is the one
// that npm is set up for; bun comes from there, into a temporary folder.
func (b *bench) install() error {
	bun, err := b.fetchBun()
	if err != nil {
		return err
	}
	locked := filepath.Join(b.scratch, "install-locked")
	if err := writeProject(locked, map[string]string{"package.json": installedProject}); err != nil {
		return err
	}
	if err := runIn(locked, nil, "npm", "install", "--package-lock-only", "--ignore-scripts"); err != nil {
		return err
	}
	managers := []installing{
		{"deskjs", "DESKJS_STORE", []string{b.deskjs, "install"}, "package-lock.json"},
		{"bun", "BUN_INSTALL_CACHE_DIR", []string{bun, "install", "--ignore-scripts", "--frozen-lockfile"}, "bun.lock"},
		{"npm ci", "npm_config_cache", []string{"npm", "ci", "--ignore-scripts"}, "package-lock.json"},
	}
	// bun makes its lock file of npm's.
	if err := runIn(locked, []string{"BUN_INSTALL_CACHE_DIR=" + filepath.Join(b.scratch, "bun-lock")}, bun, "install", "--lockfile-only"); err != nil {
		return err
	}
	times := map[string][]float64{}
	for round := range installRounds {
		for i := range managers {
			m := managers[(i+round)%len(managers)]
			if err := b.installWith(m, locked, times); err != nil {
				return err
			}
		}
	}
	for _, when := range []string{"empty store", "full store", "nothing to do"} {
		for _, peer := range managers[1:] {
			if when == "nothing to do" && peer.name == "npm ci" {
				continue // it always begins anew
			}
			row(fmt.Sprintf("install: 200 packages, %s (peer: %s)", when, peer.name), "ms", median(times["deskjs"+when]), median(times[peer.name+when]))
		}
	}
	return nil
}

// installWith measures one package manager once, in each state.
func (b *bench) installWith(m installing, locked string, times map[string][]float64) error {
	dir, err := os.MkdirTemp(b.scratch, "install-")
	if err != nil {
		return err
	}
	defer os.RemoveAll(dir)
	for _, name := range []string{"package.json", m.lock} {
		data, err := os.ReadFile(filepath.Join(locked, name))
		if err != nil {
			return err
		}
		if err := os.WriteFile(filepath.Join(dir, name), data, 0o644); err != nil {
			return err
		}
	}
	store := m.store + "=" + filepath.Join(b.scratch, "install-store", m.name)
	if err := os.RemoveAll(filepath.Join(b.scratch, "install-store", m.name)); err != nil {
		return err
	}
	for _, when := range []string{"empty store", "full store", "nothing to do"} {
		if when == "full store" {
			if err := os.RemoveAll(filepath.Join(dir, "node_modules")); err != nil {
				return err
			}
		}
		command := exec.Command(m.command[0], m.command[1:]...)
		command.Dir = dir
		command.Env = append(os.Environ(), store)
		took, err := lifeOf(command)
		if err != nil {
			return err
		}
		times[m.name+when] = append(times[m.name+when], took)
	}
	return nil
}

// fetchBun installs bun, and returns the program.
func (b *bench) fetchBun() (string, error) {
	dir := filepath.Join(b.scratch, "bun")
	if err := writeProject(dir, map[string]string{"package.json": "{}\n"}); err != nil {
		return "", err
	}
	if err := runIn(dir, nil, "npm", "install", "bun", "--ignore-scripts"); err != nil {
		return "", err
	}
	programs, err := filepath.Glob(filepath.Join(dir, "node_modules", "@oven", "bun-*", "bin", "bun*"))
	if err != nil || len(programs) == 0 {
		return "", fmt.Errorf("bun has no program in %s: %w", dir, err)
	}
	return programs[0], os.Chmod(programs[0], 0o755)
}

// writeProject writes files below dir.
func writeProject(dir string, files map[string]string) error {
	for name, text := range files {
		path := filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			return err
		}
		if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
			return err
		}
	}
	return nil
}

// runIn runs a command in a folder.
func runIn(dir string, environment []string, name string, args ...string) error {
	command := exec.Command(name, args...)
	command.Dir = dir
	command.Env = append(os.Environ(), environment...)
	if output, err := command.CombinedOutput(); err != nil {
		return fmt.Errorf("%s: %w\n%s", command, err, output)
	}
	return nil
}
