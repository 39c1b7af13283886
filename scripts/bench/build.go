package main

import (
	"os"
	"path/filepath"
	"runtime"
	"time"
)

// buildRounds is how often each build is measured; the three take turns.
const buildRounds = 7

// building is one side: the command, and what it leaves, which is removed before each round.
type building struct {
	name    string
	peer    *devPeer
	command []string
	made    string
}

// build measures the production build of the app of `dev`: `deskjs build`, which ends with an executable, beside Vite and beside esbuild alone.
func (b *bench) build() error {
	ours := &devPeer{name: "deskjs", dir: filepath.Join(b.scratch, "build-ours"), source: "frontend"}
	vite := &devPeer{name: "Vite", dir: filepath.Join(b.scratch, "build-vite"), source: "src"}
	plain := &devPeer{name: "esbuild", dir: filepath.Join(b.scratch, "build-esbuild"), source: "frontend"}
	sides := []building{
		{"deskjs", ours, []string{b.deskjs, "build", ours.dir}, "dist"},
		{"Vite", vite, []string{filepath.Join(vite.dir, "node_modules", ".bin", "vite"), "build"}, "dist"},
		{"esbuild", plain, []string{
			filepath.Join(plain.dir, "node_modules", "@esbuild", runtime.GOOS+"-"+map[string]string{"amd64": "x64", "arm64": "arm64"}[runtime.GOARCH], "bin", "esbuild"),
			"frontend/main.tsx", "--bundle", "--minify", "--splitting", "--format=esm", "--target=safari16.4,chrome111", "--jsx=automatic", "--sourcemap=external",
			"--define:process.env.NODE_ENV=\"production\"", "--outdir=dist", "--log-level=warning",
		}, "dist"},
	}
	for _, side := range sides {
		if err := side.peer.write(); err != nil {
			return err
		}
		packages := []string{"install", "--no-audit", "--no-fund", "--ignore-scripts"}
		if side.name == "esbuild" {
			packages = append(packages, "esbuild@0.28")
		}
		if err := inFolder(side.peer.dir, nil, "npm", packages...); err != nil {
			return err
		}
	}
	times := make([][]float64, len(sides))
	for round := range buildRounds + 1 {
		for i := range sides {
			at := (i + round) % len(sides)
			side := sides[at]
			if err := os.RemoveAll(filepath.Join(side.peer.dir, side.made)); err != nil {
				return err
			}
			started := time.Now()
			if err := inFolder(side.peer.dir, nil, side.command[0], side.command[1:]...); err != nil {
				return err
			}
			if round > 0 { // the first fills the caches of the system
				times[at] = append(times[at], float64(time.Since(started).Microseconds())/1000)
			}
		}
	}
	row("build: 1,000 components, for shipping (peer: Vite)", "ms", median(times[0]), median(times[1]))
	row("build: 1,000 components, for shipping (peer: esbuild)", "ms", median(times[0]), median(times[2]))
	return nil
}
