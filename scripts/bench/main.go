// Command bench measures what an app does all day, side by side with its peers in one
// run, and prints ratios: machines differ and are noisy. `make bench` runs it on a fresh
// build; docs/performance.md keeps what it printed. The argument "engine" measures the
// engine alone, "builtins" Node's builtins, "network" servers and clients, "compilers" Vue's, Svelte's and others; none of these needs windows:
// go run ./scripts/bench builtins|network [PART OF A NAME...]. "bridge" measures what crosses between page and backend, with
// windows: go run ./scripts/bench bridge [calls|bytes|stream|events|latency|memory...]. "install" measures installing packages beside npm and bun, "check" `deskjs check`, "build" `deskjs build` beside Vite and esbuild, "package" making packages, their sizes and what checking a payload costs a start (`make runtimes` first), "update" what updates weigh and take; none needs windows. "init" measures an author's first minute, from nothing to a window. "dev" compares deskjs dev with Vite
// in Chromium, whose program CHROMIUM names; it needs node and npm. "windows" measures windows that come and go, and an app at rest: go run ./scripts/bench windows [-cycles N] [-warm N] [-idle TIME]. With the address of a PostgreSQL in POSTGRES_URL the network is measured with pg too.
package main

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"time"

	"github.com/deskjs/deskjs/internal/xvfb"
)

// rounds is how often each thing is measured; the two sides take turns.
const rounds = 7

func main() {
	if err := run(); err != nil {
		fmt.Fprintln(os.Stderr, "bench:", err)
		os.Exit(1)
	}
}

func run() error {
	root, err := os.Getwd()
	if err != nil {
		return err
	}
	scratch, err := os.MkdirTemp("", "deskjs-bench")
	if err != nil {
		return err
	}
	defer func() { _ = os.RemoveAll(scratch) }()
	b := &bench{root: root, scratch: scratch, deskjs: filepath.Join(root, "bin", "deskjs")}
	if slices.Contains(os.Args[1:], "engine") {
		return b.engine()
	}
	if at := slices.Index(os.Args, "builtins"); at > 0 {
		return b.builtins(os.Args[at+1:])
	}
	if slices.Contains(os.Args[1:], "compilers") {
		return b.compilers()
	}
	if at := slices.Index(os.Args, "network"); at > 0 {
		tableHead()
		return b.network(os.Args[at+1:])
	}
	if at := slices.Index(os.Args, "windows"); at > 0 {
		tableHead()
		return b.cycles(os.Args[at+1:])
	}
	for name, measure := range map[string]func() error{"install": b.install, "check": b.check, "dev": b.dev, "build": b.build, "package": b.pack, "update": b.update, "footprint": b.footprint} {
		if slices.Contains(os.Args[1:], name) {
			tableHead()
			return measure()
		}
	}
	if os.Getenv("DISPLAY") == "" {
		server, err := xvfb.Open()
		if err != nil {
			return err
		}
		defer server.Close()
		if err := os.Setenv("DISPLAY", server.Display); err != nil {
			return err
		}
	}
	if at := slices.Index(os.Args, "bridge"); at > 0 {
		return b.bridge(os.Args[at+1:])
	}
	tableHead()
	if slices.Contains(os.Args[1:], "init") {
		return b.initToWindow()
	}
	bridge := func() error { return b.bridge(nil) }
	builtins := func() error { return b.builtins(nil) }
	network := func() error { return b.network(nil) }
	for _, measure := range []func() error{b.scriptStart, b.loop, b.windows, b.sample, b.install, b.check, b.build, b.pack, b.update, b.initToWindow, bridge, network, builtins, b.engine, b.compilers} {
		if err := measure(); err != nil {
			return err
		}
	}
	return nil
}

type bench struct {
	root, scratch, deskjs string
	programs              []string // see windowPrograms
	three                 string   // the app with three windows
}

func tableHead() {
	fmt.Printf("| %-46s | %14s | %14s | %8s |\n|%s|%s|%s|%s|\n", "what", "DeskJS", "peer", "ratio",
		dashes(48), dashes(16), dashes(16), dashes(10))
}

// row prints one line of the table; a peer of 0 means there is none.
func row(what, unit string, ours, peer float64) {
	if peer == 0 {
		fmt.Printf("| %-46s | %14s | %14s | %8s |\n", what, amount(ours, unit), "", "")
		return
	}
	fmt.Printf("| %-46s | %14s | %14s | %8.2f |\n", what, amount(ours, unit), amount(peer, unit), ours/peer)
}

func amount(value float64, unit string) string {
	if value >= 100 {
		return fmt.Sprintf("%.0f %s", value, unit)
	}
	return fmt.Sprintf("%.2f %s", value, unit)
}

func dashes(n int) string {
	line := make([]byte, n)
	for i := range line {
		line[i] = '-'
	}
	return string(line)
}

func median(values []float64) float64 {
	slices.Sort(values)
	return values[len(values)/2]
}

// scriptStart compares an empty script's whole life with Node's.
func (b *bench) scriptStart() error {
	script := filepath.Join(b.scratch, "empty.js")
	if err := os.WriteFile(script, nil, 0o644); err != nil {
		return err
	}
	hello := filepath.Join(b.scratch, "hello.js")
	if err := os.WriteFile(hello, []byte("console.log('hello', { from: process.platform })\n"), 0o644); err != nil {
		return err
	}
	for _, test := range []struct{ what, file string }{{"start: empty script (peer: node)", script}, {"start: console.log of an object (peer: node)", hello}} {
		var ours, nodes []float64
		for range 3 * rounds {
			mine, err := life(b.deskjs, "run", test.file)
			if err != nil {
				return err
			}
			theirs, err := life("node", test.file)
			if err != nil {
				return err
			}
			ours, nodes = append(ours, mine), append(nodes, theirs)
		}
		row(test.what, "ms", median(ours), median(nodes))
	}
	return nil
}

// life returns how long a command runs, in milliseconds.
func life(name string, args ...string) (float64, error) {
	return lifeOf(exec.Command(name, args...))
}

// lifeOf is life of a command that is set up already.
func lifeOf(command *exec.Cmd) (float64, error) {
	started := time.Now()
	if output, err := command.CombinedOutput(); err != nil {
		return 0, fmt.Errorf("%s: %w\n%s", command.Path, err, output)
	}
	return milliseconds(time.Since(started)), nil
}

func milliseconds(d time.Duration) float64 { return float64(d.Microseconds()) / 1000 }
