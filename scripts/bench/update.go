package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"time"

	applying "github.com/deskjs/deskjs/internal/update/delta"
	"github.com/deskjs/deskjs/internal/update/manifest"
	"github.com/deskjs/deskjs/packaging/delta"
)

// update measures what updates weigh and how long they take to apply: of one line, of a dependency, and of the runtime. What they are compared
// with is the aim.
func (b *bench) update() error {
	dir := filepath.Join(b.scratch, "update")
	if err := inFolder(b.scratch, nil, b.deskjs, "init", dir, "--template", "vanilla", "--yes"); err != nil {
		return err
	}
	first, err := b.payloadOf(dir)
	if err != nil {
		return err
	}
	main := filepath.Join(dir, "frontend", "main.ts")
	source, err := os.ReadFile(main)
	if err != nil {
		return err
	}
	line := []byte("document.documentElement.dataset.changed = 'one line'\n")
	if err := os.WriteFile(main, append(bytes.Clone(source), line...), 0o644); err != nil {
		return err
	}
	second, err := b.payloadOf(dir)
	if err != nil {
		return err
	}
	if err := b.delta("a line of the notes app", first, second, 1); err != nil {
		return err
	}
	var versions [2][]byte
	for i, version := range []string{"3.5.12", "3.5.13"} {
		if err := inFolder(dir, nil, b.deskjs, "add", "vue@"+version); err != nil {
			return err
		}
		if err := os.WriteFile(main, append(bytes.Clone(source), "import { createApp } from 'vue'\ncreateApp({ template: '<p>Hello' }).mount(document.createElement('p'))\n"...), 0o644); err != nil {
			return err
		}
		if versions[i], err = b.payloadOf(dir); err != nil {
			return err
		}
	}
	if err := b.delta("Vue 3.5.12 to 3.5.13", versions[0], versions[1], 50); err != nil {
		return err
	}
	old, next, err := b.rebuiltRuntimes()
	if err != nil {
		return err
	}
	return b.delta("the runtime, a function added", old, next, 500)
}

// payloadOf builds an app and returns its app.djs: what its executable has beyond the runtime.
func (b *bench) payloadOf(dir string) ([]byte, error) {
	output, err := outputIn(dir, nil, b.deskjs, "build", "--json")
	if err != nil {
		return nil, err
	}
	var built struct{ File string }
	if err := json.Unmarshal(output, &built); err != nil {
		return nil, err
	}
	whole, err := os.ReadFile(built.File)
	if err != nil {
		return nil, err
	}
	bare, err := os.Stat(filepath.Join(b.root, "bin", "deskjs-app"))
	if err != nil {
		return nil, err
	}
	return whole[bare.Size():], nil
}

// delta measures one delta: its kilobytes beside the aim's, and how long it takes to apply.
func (b *bench) delta(what string, old, next []byte, aim float64) error {
	patch, err := delta.Make(old, next)
	if err != nil {
		return err
	}
	row("update of "+what+" (peer: the aim)", "kB", float64(len(patch))/1e3, aim)
	var times []float64
	for range rounds {
		started := time.Now()
		var out bytes.Buffer
		out.Grow(len(next))
		err := applying.Apply(applying.Source{Reader: bytes.NewReader(patch), Size: int64(len(patch))}, applying.Source{Reader: bytes.NewReader(old), Size: int64(len(old))},
			io.Writer(&out), applying.Want{Hash: manifest.HashOf(next), Size: int64(len(next))})
		if err != nil {
			return err
		}
		times = append(times, milliseconds(time.Since(started)))
		if !bytes.Equal(out.Bytes(), next) {
			return errors.New("the delta makes something else")
		}
	}
	row("apply it (peer: the aim)", "ms", median(times), 200)
	return nil
}

// rebuiltRuntimes builds the runtime for Windows, which takes no C, as it is and with a function more.
func (b *bench) rebuiltRuntimes() (old, next []byte, err error) {
	extra := filepath.Join(b.root, "cmd", "deskjs-app", "bench_added.go")
	overlay := filepath.Join(b.scratch, "overlay.json")
	added := filepath.Join(b.scratch, "added.go")
	code := "package main\n\nimport \"os\"\n\nfunc init() {\n\tif os.Getenv(\"DESKJS_BENCH_ADDED\") == \"yes\" {\n\t\tos.Exit(3)\n\t}\n}\n"
	if err := os.WriteFile(added, []byte(code), 0o644); err != nil {
		return nil, nil, err
	}
	replaced, err := json.Marshal(map[string]map[string]string{"Replace": {extra: added}})
	if err != nil {
		return nil, nil, err
	}
	if err := os.WriteFile(overlay, replaced, 0o644); err != nil {
		return nil, nil, err
	}
	build := func(name string, flags ...string) ([]byte, error) {
		program := filepath.Join(b.scratch, name)
		arguments := append([]string{"build", "-trimpath", "-buildvcs=false", "-tags", "nosqlite", "-ldflags", "-s -w -buildid=", "-o", program}, flags...)
		if err := inFolder(b.root, []string{"GOOS=windows", "CGO_ENABLED=0"}, "go", append(arguments, "./cmd/deskjs-app")...); err != nil {
			return nil, fmt.Errorf("building the runtime: %w", err)
		}
		return os.ReadFile(program)
	}
	if old, err = build("runtime-old"); err != nil {
		return nil, nil, err
	}
	next, err = build("runtime-next", "-overlay", overlay)
	return old, next, err
}
