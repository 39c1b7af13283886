package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"time"

	"github.com/deskjs/deskjs/internal/payload"
)

// packageRounds is how often all packages are made.
const packageRounds = 2

// pack measures making packages of the notes app, their sizes beside that of Wails' program, and what checking a payload costs a start.
func (b *bench) pack() error {
	if err := b.verification(); err != nil {
		return err
	}
	notes := filepath.Join(b.scratch, "notes")
	if err := inFolder(b.scratch, nil, b.deskjs, "init", notes, "--template", "vanilla", "--yes"); err != nil {
		return err
	}
	programs, err := b.windowPrograms()
	if err != nil {
		return err
	}
	peer, err := os.Stat(programs[2]) // Wails'
	if err != nil {
		return err
	}
	wails := float64(peer.Size()) / 1e6
	for _, targets := range []string{"linux/amd64,windows/amd64", "all"} {
		var times []float64
		var made []madePackage
		for range packageRounds {
			if err := os.RemoveAll(filepath.Join(notes, "dist")); err != nil {
				return err
			}
			started := time.Now()
			if made, err = b.packages(notes, targets); err != nil {
				return err
			}
			times = append(times, time.Since(started).Seconds())
		}
		row(fmt.Sprintf("package: %d packages for %s", len(made), targets), "s", median(times), 0)
		if targets == "all" {
			continue
		}
		for _, one := range made {
			row(one.Target+" "+one.Format+" (peer: Wails' program)", "MB", float64(one.Files[0].Bytes)/1e6, wails) // what is beside it is small
		}
	}
	return nil
}

// madePackage is one of what `deskjs package --json` says.
type madePackage struct {
	Target, Format, Skipped string
	Files                   []struct {
		Path  string
		Bytes int64
	}
}

// packages makes an app's packages for targets, and returns those that were made.
func (b *bench) packages(dir, targets string) ([]madePackage, error) {
	output, err := outputIn(dir, nil, b.deskjs, "package", "--json", "--target", targets)
	if err != nil {
		return nil, err
	}
	var said struct{ Packages []madePackage }
	if err := json.Unmarshal(output, &said); err != nil {
		return nil, err
	}
	return slices.DeleteFunc(said.Packages, func(p madePackage) bool { return p.Skipped != "" }), nil
}

// verification compares how long an app takes to say its version with 50 MB in 5,000 files and with three files.
func (b *bench) verification() error {
	runtime := filepath.Join(b.root, "bin", "deskjs-app")
	small := map[string][]byte{payload.ManifestName: []byte(`{"name":"Bench","id":"org.deskjs.bench","version":"1.0.0"}`), payload.IndexName: []byte("<p>"), payload.BackendName: nil}
	large := map[string][]byte{}
	for i := range 5000 {
		large[fmt.Sprintf("frontend/assets/picture-%04d.bin", i)] = bytes.Repeat([]byte{byte(i), byte(i >> 8), 1, 2, 3}, 2000)
	}
	for name, data := range small {
		large[name] = data
	}
	programs := map[string]string{}
	for name, members := range map[string]map[string][]byte{"small": small, "large": large} {
		programs[name] = filepath.Join(b.scratch, "appended-"+name)
		if err := payload.Write(programs[name], runtime, members); err != nil {
			return err
		}
		programs["beside-"+name] = filepath.Join(b.scratch, "beside-"+name, "app")
		if err := besideRuntime(programs["beside-"+name], runtime, members); err != nil {
			return err
		}
	}
	for _, form := range []struct{ what, prefix string }{{"appended", ""}, {"beside the runtime", "beside-"}} {
		times := map[string][]float64{}
		for range 30 * rounds {
			for _, name := range []string{form.prefix + "small", form.prefix + "large"} {
				took, err := life(programs[name], "--version")
				if err != nil {
					return err
				}
				times[name] = append(times[name], took)
			}
		}
		row("start: 50 MB, 5,000 files, "+form.what+" (peer: 3 files)", "ms", median(times[form.prefix+"large"]), median(times[form.prefix+"small"]))
	}
	return nil
}

// besideRuntime lays an app out as a package does: the runtime, and app.djs beside it.
func besideRuntime(program, runtime string, members map[string][]byte) error {
	if err := os.MkdirAll(filepath.Dir(program), 0o755); err != nil {
		return err
	}
	code, err := os.ReadFile(runtime)
	if err != nil {
		return err
	}
	if err := os.WriteFile(program, code, 0o755); err != nil {
		return err
	}
	var container bytes.Buffer
	if err := payload.Append(&container, members); err != nil {
		return err
	}
	return os.WriteFile(filepath.Join(filepath.Dir(program), payload.FileName), container.Bytes(), 0o644)
}
