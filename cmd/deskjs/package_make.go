package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"sync"

	"github.com/deskjs/deskjs/packaging"
)

// packageMade is what --json says of one package.
type packageMade struct {
	Target string        `json:"target"`
	Format string        `json:"format"`
	Files  []packageFile `json:"files"`
	// Skipped is why it was not made, though nothing failed.
	Skipped string `json:"skipped,omitempty"`
}

// packageFile is one file of a package.
type packageFile struct {
	Path  string `json:"path"`
	Bytes int64  `json:"bytes"`
}

// makePackages makes what was ordered, as many packages at a time as there are processors, and tells of each.
func makePackages(ctx context.Context, env *environment, orders []order, jobs []*packaging.Job) error {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	made, failures := make([]packageMade, len(orders)), make([]error, len(orders))
	progress := &packageProgress{env: env}
	free := make(chan struct{}, runtime.NumCPU())
	done := make([]chan struct{}, len(orders))
	for i, o := range orders {
		done[i] = make(chan struct{})
		go func() {
			defer close(done[i])
			free <- struct{}{}
			defer func() { <-free }()
			if failures[i] = ctx.Err(); failures[i] != nil {
				return
			}
			if made[i], failures[i] = makePackage(ctx, progress, o, jobs[i]); failures[i] != nil {
				cancel()
			}
		}()
	}
	for i := range orders {
		<-done[i]
		if failures[i] == nil {
			progress.tell(made[i])
		}
	}
	// The others were called off when one failed.
	if i := slices.IndexFunc(failures, func(err error) bool { return err != nil && !errors.Is(err, context.Canceled) }); i >= 0 {
		return failures[i]
	}
	if err := errors.Join(failures...); err != nil {
		return err
	}
	if env.json {
		writeJSON(env, struct {
			OK       bool          `json:"ok"`
			Packages []packageMade `json:"packages"`
		}{true, made})
	}
	return nil
}

// makePackage makes one package in a folder of its own, and moves it to its place when it is whole.
func makePackage(ctx context.Context, progress *packageProgress, o order, job *packaging.Job) (made packageMade, err error) {
	made = packageMade{Target: o.target.String(), Format: o.format.Name, Files: []packageFile{}}
	if tool := o.format.Tool; tool != nil {
		if _, err := exec.LookPath(tool.Command); err != nil {
			made.Skipped = tool.Command + " is not installed; `deskjs doctor` says how to add it"
			return made, nil
		}
	}
	output := job.Output
	stage, err := os.MkdirTemp(output, ".package.*.tmp")
	if err != nil {
		return made, notBuilt(err)
	}
	defer func() { err = errors.Join(err, os.RemoveAll(stage)) }()
	job.Output, job.Scratch = filepath.Join(stage, "out"), filepath.Join(stage, "scratch")
	for _, folder := range []string{job.Output, job.Scratch} {
		if err := os.Mkdir(folder, 0o755); err != nil {
			return made, notBuilt(err)
		}
	}
	job.Progress = func(step string) { progress.step(o, step) }
	defer progress.end(o)
	job.Step("laying out")
	paths, err := o.format.Make(ctx, job)
	if err != nil {
		return made, err
	}
	for _, path := range paths {
		target := filepath.Join(output, filepath.Base(path))
		if err := replace(path, target, stage); err != nil {
			return made, notBuilt(err)
		}
		size, err := sizeOf(target)
		if err != nil {
			return made, err
		}
		made.Files = append(made.Files, packageFile{target, size})
	}
	return made, nil
}

// replace moves a file or a folder to target; a folder that is there goes to scratch first.
func replace(path, target, scratch string) error {
	if info, err := os.Lstat(target); err == nil && info.IsDir() {
		return swapFolder(path, target, filepath.Join(scratch, "old-"+filepath.Base(target)))
	}
	return os.Rename(path, target)
}

// sizeOf returns the bytes of a file, or of all files in a folder.
func sizeOf(path string) (size int64, err error) {
	err = filepath.WalkDir(path, func(_ string, entry os.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		info, err := entry.Info()
		if err == nil {
			size += info.Size()
		}
		return err
	})
	return size, err
}

// packageProgress tells of packages that are made at the same time: on a terminal, in one line that changes.
type packageProgress struct {
	env     *environment
	mu      sync.Mutex
	running []string
}

func (p *packageProgress) step(o order, step string) {
	p.change(o, fmt.Sprintf("%s: %s", name(o), step))
}

func (p *packageProgress) end(o order) { p.change(o, "") }

func name(o order) string { return fmt.Sprintf("%s for %s", o.format.Name, o.target) }

func (p *packageProgress) change(o order, text string) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.running = slices.DeleteFunc(p.running, func(line string) bool { return strings.HasPrefix(line, name(o)+": ") })
	if text != "" {
		p.running = append(p.running, text)
	}
	p.show()
}

func (p *packageProgress) show() {
	if p.env.live && !p.env.json {
		fmt.Fprintf(p.env.err, "\r\x1b[K%s", strings.Join(p.running, ", "))
	}
}

// tell says what became of an order.
func (p *packageProgress) tell(made packageMade) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.env.json {
		return
	}
	if p.env.live {
		fmt.Fprint(p.env.err, "\r\x1b[K")
	}
	if made.Skipped != "" {
		fmt.Fprintf(p.env.err, "Left out %s for %s: %s\n", made.Format, made.Target, made.Skipped)
	}
	for _, file := range made.Files {
		fmt.Fprintf(p.env.out, "%s (%.1f MB)\n", shown(file.Path), float64(file.Bytes)/1e6)
	}
	p.show()
}
