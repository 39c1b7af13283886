package fs

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"sync"
	"syscall"

	"github.com/fsnotify/fsnotify"

	"github.com/deskjs/deskjs/runtime/backend/op"
	"github.com/deskjs/deskjs/runtime/backend/permission"
)

// hub shares one fsnotify.Watcher among all of the process's FSWatchers: the system
// allows few of them, and programs watch thousands of paths.
var hub = watchHub{}

type watchHub struct {
	mu       sync.Mutex
	notify   *fsnotify.Watcher
	watchers map[string]map[*watcher]bool // by the real path that is watched
}

// watcher is one FSWatcher.
type watcher struct {
	hub       *watchHub
	callback  *op.Callback
	shown     string // the path's last name, as the program wrote it
	root      string // the real path
	recursive bool
	folder    bool
	bytes     bool

	forget func() bool     // takes back the close at the runtime's end
	paths  map[string]bool // guarded by the hub's mutex, as closed is
	closed bool
}

// watch(path, persistent, recursive, bytes, listener(error, eventType, filename)) -> handle
func watch(ctx *op.Context, args op.Args) (any, error) {
	path := pathAt(args, 0)
	root, err := path, permission.Read(path)
	if err == nil {
		root, err = filepath.EvalSymlinks(path)
	}
	if err == nil {
		root, err = filepath.Abs(root)
	}
	if err != nil {
		return nil, op.System(err, "watch", path)
	}
	info, err := os.Stat(root)
	if err != nil {
		return nil, op.System(err, "watch", path)
	}
	w := &watcher{
		hub: &hub, callback: args.Callback(4), shown: filepath.Base(path), root: root,
		recursive: args.Bool(2) && info.IsDir(), folder: info.IsDir(), bytes: args.Bool(3), paths: map[string]bool{},
	}
	if err := hub.start(w); err != nil {
		w.close()
		if errors.Is(err, syscall.ENOSPC) {
			shaped := op.System(err, "watch", path).(*op.Error)
			shaped.Message = "ENOSPC: System limit for number of file watchers reached, watch '" + path + "'"
			return nil, shaped
		}
		return nil, op.System(err, "watch", path)
	}
	if args.Bool(1) {
		w.callback.Ref()
	}
	w.forget = context.AfterFunc(ctx, w.close)
	return op.Handle{Value: w}, nil
}

func (h *watchHub) start(w *watcher) error {
	h.mu.Lock()
	defer h.mu.Unlock()
	if h.notify == nil {
		notify, err := fsnotify.NewBufferedWatcher(256)
		if err != nil {
			return err
		}
		h.notify, h.watchers = notify, map[string]map[*watcher]bool{}
		go h.run(notify)
	}
	if !w.recursive {
		return h.add(w, w.root)
	}
	return h.addTree(w, w.root, nil)
}

// add watches path for w. The mutex is held.
func (h *watchHub) add(w *watcher, path string) error {
	if err := h.notify.Add(path); err != nil {
		return err
	}
	if h.watchers[path] == nil {
		h.watchers[path] = map[*watcher]bool{}
	}
	h.watchers[path][w], w.paths[path] = true, true
	return nil
}

// addTree watches the folder at path and those in it; found is told of what is inside.
func (h *watchHub) addTree(w *watcher, path string, found func(path string)) error {
	return filepath.WalkDir(path, func(path string, entry fs.DirEntry, err error) error {
		if err != nil {
			if path == w.root {
				return err
			}
			return nil // it went away meanwhile, or may not be read
		}
		if entry.IsDir() && !permission.Readable(path) {
			return filepath.SkipDir
		}
		if entry.IsDir() {
			if err := h.add(w, path); err != nil && !errors.Is(err, fs.ErrNotExist) && !errors.Is(err, fs.ErrPermission) {
				return err
			}
		}
		if found != nil {
			found(path)
		}
		return nil
	})
}

// run hands on what the system tells. Events are taken as they come, whatever the hub is
// doing: on some systems Add waits for the goroutine that is sending them.
func (h *watchHub) run(notify *fsnotify.Watcher) {
	tasks := make(chan func(), 1)
	defer close(tasks)
	go func() {
		for task := range tasks {
			task()
		}
	}()
	var queue []func()
	for {
		var out chan func()
		var next func()
		if len(queue) > 0 {
			out, next = tasks, queue[0]
		}
		select {
		case out <- next:
			queue[0] = nil
			queue = queue[1:]
		case event, ok := <-notify.Events:
			if !ok {
				return
			}
			queue = append(queue, func() { h.dispatch(notify, event) })
		case err, ok := <-notify.Errors:
			if !ok {
				return
			}
			queue = append(queue, func() { h.fail(err) })
		}
	}
}

// fail tells every watcher of an error; events were lost.
func (h *watchHub) fail(err error) {
	h.mu.Lock()
	defer h.mu.Unlock()
	told := map[*watcher]bool{}
	for _, watchers := range h.watchers {
		for w := range watchers {
			if !told[w] {
				told[w] = true
				w.callback.Call(op.System(err, "watch", w.root))
			}
		}
	}
}

func (h *watchHub) dispatch(notify *fsnotify.Watcher, event fsnotify.Event) {
	kind := "rename"
	if event.Op&(fsnotify.Create|fsnotify.Remove|fsnotify.Rename) == 0 {
		kind = "change"
	}
	h.mu.Lock()
	defer h.mu.Unlock()
	if h.notify != notify {
		return // the last watcher was closed meanwhile
	}
	// What happens to a watched path itself, and what happens in a watched folder.
	for w := range h.watchers[event.Name] {
		if event.Name == w.root {
			w.tell(kind, w.shown)
		}
	}
	for w := range h.watchers[filepath.Dir(event.Name)] {
		if !w.folder {
			continue
		}
		w.tell(kind, w.relative(event.Name))
		if w.recursive && event.Has(fsnotify.Create) {
			h.adopt(w, event.Name)
		}
	}
	if event.Op&(fsnotify.Remove|fsnotify.Rename) != 0 {
		for w := range h.watchers[event.Name] {
			if event.Name != w.root {
				h.drop(w, event.Name)
			}
		}
	}
}

// adopt watches a folder that was made in a watched tree, and tells of what was put into it
// before it was watched.
func (h *watchHub) adopt(w *watcher, path string) {
	if info, err := os.Lstat(path); err != nil || !info.IsDir() {
		return
	}
	err := h.addTree(w, path, func(inside string) {
		if inside != path {
			w.tell("rename", w.relative(inside))
		}
	})
	if err != nil {
		w.callback.Call(op.System(err, "watch", path))
	}
}

func (w *watcher) relative(path string) string {
	if shown, err := filepath.Rel(w.root, path); err == nil {
		return shown
	}
	return filepath.Base(path)
}

func (w *watcher) tell(kind, filename string) {
	w.callback.Call(op.Null, kind, name(filename, w.bytes))
}

// drop ends w's watch of path. The mutex is held.
func (h *watchHub) drop(w *watcher, path string) {
	delete(w.paths, path)
	delete(h.watchers[path], w)
	if len(h.watchers[path]) == 0 {
		delete(h.watchers, path)
		_ = h.notify.Remove(path) // an error says that the system ended the watch first
	}
}

func (w *watcher) close() {
	w.hub.mu.Lock()
	defer w.hub.mu.Unlock()
	if w.closed {
		return
	}
	w.closed = true
	if w.forget != nil {
		w.forget()
	}
	w.callback.Unref()
	for path := range w.paths {
		w.hub.drop(w, path)
	}
	if len(w.hub.watchers) == 0 && w.hub.notify != nil {
		_ = w.hub.notify.Close()
		w.hub.notify = nil
	}
}

func (w *watcher) reference() *op.Callback { return w.callback }

// closable is what watchRef and watchClose take: a watcher or a poller.
type closable interface {
	close()
	reference() *op.Callback
}

// watchRef(handle, keep): keep says whether the handle keeps the program running
func watchRef(_ *op.Context, args op.Args) (any, error) {
	w, err := op.HandleAt[closable](args, 0)
	if err != nil {
		return nil, err
	}
	if args.Bool(1) {
		w.reference().Ref()
	} else {
		w.reference().Unref()
	}
	return nil, nil
}

// watchClose(handle)
func watchClose(_ *op.Context, args op.Args) (any, error) {
	w, err := op.HandleAt[closable](args, 0)
	if err == nil {
		w.close()
	}
	return nil, err
}
