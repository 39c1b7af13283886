package bundler

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"time"

	"github.com/fsnotify/fsnotify"

	"github.com/deskjs/deskjs/internal/diag"
	"github.com/deskjs/deskjs/internal/payload"
)

const (
	// quietTime is how long the disk must be quiet before a rebuild: editors and formatters write in several steps.
	quietTime = 30 * time.Millisecond
	// hotTime is quietTime for modules of the page, which are made in a moment: what is written in several steps is made again at the next.
	hotTime = time.Millisecond
	// doubtTime is how long a mistake in such a module may be that of a file that is still being written.
	doubtTime = 60 * time.Millisecond
	// emptyTime is how long a file that has become empty may stay so before it is believed: some editors truncate a file
	// first and write it afterwards.
	emptyTime = 250 * time.Millisecond
	// busyTime bounds how long a disk that is never quiet can put off a rebuild.
	busyTime = 2 * time.Second
)

// ignoredDirectories are not watched: what is in them does not change by an author's hand, or comes from us.
var ignoredDirectories = []string{"node_modules", "dist", ".deskjs", ".git", ".hg", ".svn"}

// Watch builds the project, hands the outcome to changed as the first Change, with everything set that there is, and
// then does so after every change to its files, until ctx is done. changed is called on the goroutine of Watch, which
// notices no changes meanwhile but loses none. The error is nil when ctx ended, and otherwise says why the directory
// can't be watched.
func (p *Project) Watch(ctx context.Context, changed func(Change)) error {
	notifier, err := fsnotify.NewWatcher()
	if err != nil {
		return fmt.Errorf("watching the project: %w", watchLimit(err))
	}
	defer notifier.Close()
	w := &watcher{project: p, notifier: notifier, changed: changed}
	if err := w.addTree(p.options.Dir); err != nil {
		return fmt.Errorf("watching the project: %w", watchLimit(err))
	}
	w.rebuild(nil)
	return w.run(ctx)
}

// watchLimit explains the one error that people meet.
func watchLimit(err error) error {
	if strings.Contains(err.Error(), "no space left on device") || strings.Contains(err.Error(), "too many open files") {
		return fmt.Errorf("the system's limit of watched files is reached (%w); on Linux, raise fs.inotify.max_user_watches and fs.inotify.max_user_instances with sysctl", err)
	}
	return err
}

type watcher struct {
	project  *Project
	notifier *fsnotify.Watcher
	changed  func(Change)
	last     *Result // the last that worked
	failed   bool    // the last did not
	fully    bool    // the last build of the whole app worked
}

func (w *watcher) run(ctx context.Context) error {
	pending := map[string]bool{}
	var first time.Time // of the pending changes
	timer := time.NewTimer(time.Hour)
	timer.Stop()
	defer timer.Stop()
	for {
		select {
		case <-ctx.Done():
			return nil
		case event, ok := <-w.notifier.Events:
			if !ok {
				return nil
			}
			if !w.relevant(event) {
				continue
			}
			if len(pending) == 0 {
				first = time.Now()
			}
			pending[event.Name] = true
			quiet := quietTime
			if w.project.isHot(slices.Collect(maps.Keys(pending))) {
				quiet = hotTime
			}
			timer.Reset(min(quiet, max(0, busyTime-time.Since(first))))
		case err, ok := <-w.notifier.Errors:
			if !ok {
				return nil
			}
			if !errors.Is(err, fsnotify.ErrEventOverflow) {
				return fmt.Errorf("watching the project: %w", watchLimit(err))
			}
			// Events were lost, so anything may have changed; directories that are new are found again.
			if err := w.addTree(w.project.options.Dir); err != nil {
				return fmt.Errorf("watching the project: %w", watchLimit(err))
			}
			pending[w.project.options.Dir] = true
			first = time.Now()
			timer.Reset(quietTime)
		case <-timer.C:
			if wait := emptyTime - time.Since(first); wait > 0 && anyEmpty(pending) {
				timer.Reset(min(wait, quietTime))
				continue
			}
			paths := make([]string, 0, len(pending))
			for path := range pending {
				paths = append(paths, path)
			}
			if !w.fully || !w.project.isHot(paths) {
				clear(pending)
				w.rebuild(paths)
			} else if w.updateHot(paths, time.Since(first) < doubtTime) {
				clear(pending)
			} else {
				timer.Reset(doubtTime)
			}
		}
	}
}

// anyEmpty reports whether one of the files has no bytes.
func anyEmpty(paths map[string]bool) bool {
	for path := range paths {
		if info, err := os.Stat(path); err == nil && info.Mode().IsRegular() && info.Size() == 0 {
			return true
		}
	}
	return false
}

// relevant reports whether an event can change the app, and watches directories that are new.
func (w *watcher) relevant(event fsnotify.Event) bool {
	if event.Op == fsnotify.Chmod || ignored(w.project.options.Dir, event.Name) && !w.project.isFinished(event.Name) {
		return false
	}
	if event.Has(fsnotify.Create) {
		if info, err := os.Stat(event.Name); err == nil && info.IsDir() {
			// Files may have come into it before it was watched; the rebuild that follows finds them.
			return w.addTree(event.Name) == nil
		}
	}
	return true
}

// ignored reports whether a path is in an ignored directory, or is what an editor leaves beside a file.
func ignored(root, path string) bool {
	relative, err := filepath.Rel(root, path)
	if err != nil {
		return false
	}
	parts := strings.Split(filepath.ToSlash(relative), "/")
	for _, part := range parts {
		if slices.Contains(ignoredDirectories, part) {
			return true
		}
	}
	base := parts[len(parts)-1]
	return strings.HasSuffix(base, "~") || strings.HasSuffix(base, ".tmp") || strings.HasSuffix(base, ".swp") || strings.HasSuffix(base, ".swx") ||
		strings.HasPrefix(base, ".#") || strings.HasPrefix(base, "#") && strings.HasSuffix(base, "#") || base == "4913" || base == ".DS_Store"
}

// addTree watches directory and the directories in it.
func (w *watcher) addTree(directory string) error {
	return filepath.WalkDir(directory, func(path string, entry fs.DirEntry, err error) error {
		if err != nil {
			if errors.Is(err, fs.ErrNotExist) && path != w.project.options.Dir {
				return nil // gone in the meantime
			}
			return err
		}
		if !entry.IsDir() {
			return nil
		}
		if path != w.project.options.Dir && slices.Contains(ignoredDirectories, entry.Name()) {
			return filepath.SkipDir
		}
		if err := w.notifier.Add(path); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return err
		}
		return nil
	})
}

// addInputs watches the directories of files outside the project that are part of the app.
func (w *watcher) addInputs() {
	for _, file := range w.project.inputs() {
		directory := filepath.Dir(file)
		relative, err := filepath.Rel(w.project.options.Dir, directory)
		inside := err == nil && relative != ".." && !strings.HasPrefix(relative, ".."+string(filepath.Separator))
		if inside && !w.project.isFinished(directory) || strings.Contains(filepath.ToSlash(file), "/node_modules/") {
			continue
		}
		// It is a convenience: without it, a change there shows at the next change here.
		_ = w.notifier.Add(directory)
	}
}

// inputs lists the files that went into the last build of both halves.
func (p *Project) inputs() []string {
	p.mutex.Lock()
	defer p.mutex.Unlock()
	inputs := slices.Concat(p.backend.inputs, p.frontend.inputs, p.preloads.inputs)
	if p.hot != nil {
		inputs = append(inputs, p.hot.server.Inputs()...)
	}
	return inputs
}

// updateHot brings changes into the page's modules and reports. It returns false, and reports nothing, for a mistake that may go away by itself.
func (w *watcher) updateHot(paths []string, doubtful bool) bool {
	update := w.project.rebuildHot(paths)
	problem := diag.HasErrors(update.Problems)
	if problem && doubtful {
		return false
	}
	change := Change{Paths: update.Paths, Hot: update, Result: w.last}
	if problem {
		change.Err = diag.New(update.Problems...)
	}
	if problem || w.failed || !change.Same() {
		w.failed = problem
		w.changed(change)
	}
	return true
}

// rebuild builds and reports. No paths mean the first build.
func (w *watcher) rebuild(paths []string) {
	change := Change{}
	for _, path := range present(paths) {
		if relative, err := filepath.Rel(w.project.options.Dir, path); err == nil {
			path = filepath.ToSlash(relative)
		}
		change.Paths = append(change.Paths, path)
	}
	slices.Sort(change.Paths)
	if w.project.hot != nil {
		w.project.hot.last = nil
	}
	change.Result, change.Err = w.project.rebuild(paths)
	w.fully = change.Err == nil
	if w.project.hot != nil {
		change.Hot = w.project.hot.last
	}
	if change.Err == nil {
		compareResults(&change, w.last, w.project.hot)
		w.last = change.Result
		w.addInputs()
	}
	if paths == nil || change.Err != nil || w.failed || !change.Same() {
		w.failed = change.Err != nil
		w.changed(change)
	}
}

// present leaves out the paths of files that are gone, unless all are: many programs write a file beside the one they
// change, and rename it.
func present(paths []string) []string {
	there := slices.DeleteFunc(slices.Clone(paths), func(path string) bool {
		_, err := os.Lstat(path)
		return errors.Is(err, fs.ErrNotExist)
	})
	if len(there) == 0 {
		return paths
	}
	return there
}

// compareResults says what differs between a change's result and the result before it. It goes by the output, so that
// a change of types or comments alone changes nothing.
func compareResults(change *Change, before *Result, page *hotPage) {
	after := change.Result
	if before == nil {
		before = &Result{Files: map[string][]byte{}, Manifest: &payload.Manifest{}}
	}
	names := map[string]bool{}
	for _, files := range []map[string][]byte{before.Files, after.Files} {
		for name := range files {
			names[name] = true
		}
	}
	for name := range names {
		old, had := before.Files[name]
		now, has := after.Files[name]
		if had == has && bytes.Equal(old, now) || strings.HasSuffix(name, ".map") {
			continue
		}
		if page != nil && page.files[name] != nil {
			continue // its update says so
		}
		switch {
		case name == payload.ManifestName:
			was, is := *before.Manifest, *after.Manifest
			change.Backend = change.Backend || !slices.Equal(was.API, is.API)
			change.Config = !sameApart(was, is)
		case strings.HasPrefix(name, "backend/"):
			change.Backend = true
		case strings.HasSuffix(name, ".css") && had && has:
			change.Styles = append(change.Styles, name)
		default:
			change.Frontend = true
		}
	}
	slices.Sort(change.Styles)
}

// sameApart reports whether two manifests are the same apart from the API.
func sameApart(a, b payload.Manifest) bool {
	a.API, b.API = nil, nil
	return reflect.DeepEqual(a, b)
}
