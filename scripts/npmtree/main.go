// Command npmtree compares the trees of packages that DeskJS makes with npm's, for real projects: the lock files of both, byte by byte.
//
//	go run ./scripts/npmtree -npm npm -dir /tmp/npmtree [NAME...]
//
// It asks the registry that .npmrc names; the table it prints is that of docs/packages.md. Nothing imports it.
package main

import (
	"bytes"
	"context"
	"flag"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/deskjs/deskjs/bundler/npm/lockfile"
	"github.com/deskjs/deskjs/bundler/npm/registry"
	"github.com/deskjs/deskjs/bundler/npm/tree"
)

func main() {
	npm := flag.String("npm", "npm", "npm 11, which needs node")
	dir := flag.String("dir", filepath.Join(os.TempDir(), "npmtree"), "where the projects are made; a lock file of npm that is there already is taken as it is")
	cache := flag.String("cache", "", "where registries' documents are kept; by default nowhere, so that times are those of a first run")
	flag.Parse()
	if err := run(*npm, *dir, *cache, flag.Args()); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func run(npm, dir, cache string, names []string) error {
	node, err := exec.Command("node", "--version").Output()
	if err != nil {
		return fmt.Errorf("node, which npm needs: %w", err)
	}
	version, err := exec.Command(npm, "--version").Output()
	if err != nil {
		return fmt.Errorf("npm: %w", err)
	}
	fmt.Printf("npm %s on node %s\n\n| project | packages | same | npm | DeskJS |\n|---|---|---|---|---|\n", bytes.TrimSpace(version), bytes.TrimSpace(node))
	different := false
	for _, p := range projects {
		if len(names) > 0 && !slices.Contains(names, p.name) {
			continue
		}
		same, err := compare(npm, strings.TrimSpace(string(node)), filepath.Join(dir, p.name), cache, p)
		if err != nil {
			return fmt.Errorf("%s: %w", p.name, err)
		}
		different = different || !same
	}
	if different {
		return fmt.Errorf("there are differences")
	}
	return nil
}

// compare makes both lock files of a project and prints the table's row, and then what differs.
func compare(npm, node, dir, cache string, p project) (bool, error) {
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return false, err
	}
	if err := os.WriteFile(filepath.Join(dir, tree.ManifestName), []byte(p.manifest()), 0o644); err != nil {
		return false, err
	}
	theirs := filepath.Join(dir, lockfile.Name)
	theirTime := "-"
	if _, err := os.Stat(theirs); err != nil {
		begun := time.Now()
		command := exec.Command(npm, "install", "--package-lock-only", "--ignore-scripts", "--no-audit", "--no-fund")
		command.Dir = dir
		if output, err := command.CombinedOutput(); err != nil {
			return false, fmt.Errorf("%w\n%s", err, output)
		}
		theirTime = fmt.Sprintf("%.1f s", time.Since(begun).Seconds())
	}
	want, err := os.ReadFile(theirs)
	if err != nil {
		return false, err
	}
	client, err := registry.Open(dir)
	if err != nil {
		return false, err
	}
	defer client.Close()
	options := tree.Options{Dir: dir, Fresh: true, Node: node, Documents: cache}
	options.FromSettings(client.Settings())
	begun := time.Now()
	result, err := tree.Resolve(context.Background(), client, options)
	if err != nil {
		return false, err
	}
	took := time.Since(begun)
	if err := os.WriteFile(filepath.Join(dir, "deskjs-lock.json"), result.LockText, 0o644); err != nil {
		return false, err
	}
	lock, err := lockfile.Parse(lockfile.Name, want)
	if err != nil {
		return false, err
	}
	lines := differences(lock, result.Lock)
	same := "every byte"
	if !bytes.Equal(want, result.LockText) {
		same = fmt.Sprintf("%d of %d", len(lock.Packages)-len(lines), len(lock.Packages))
	}
	fmt.Printf("| %s | %d | %s | %s | %.1f s |\n", p.title, len(lock.Packages)-1, same, theirTime, took.Seconds())
	for _, line := range lines {
		fmt.Println("    " + line)
	}
	return same == "every byte", nil
}

// differences are the places that are not the same in both.
func differences(npm, ours *lockfile.File) []string {
	var lines []string
	for path, place := range npm.Packages {
		other := ours.Packages[path]
		switch {
		case other == nil:
			lines = append(lines, fmt.Sprintf("%s: npm has %s, DeskJS nothing", path, place.Version))
		case other.Version != place.Version || other.Integrity != place.Integrity:
			lines = append(lines, fmt.Sprintf("%s: npm has %s, DeskJS %s", path, place.Version, other.Version))
		}
	}
	for path, place := range ours.Packages {
		if npm.Packages[path] == nil {
			lines = append(lines, fmt.Sprintf("%s: npm has nothing, DeskJS %s", path, place.Version))
		}
	}
	slices.Sort(lines)
	return lines
}
