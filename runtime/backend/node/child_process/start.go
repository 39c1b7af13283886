package childprocess

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"syscall"

	"github.com/deskjs/deskjs/runtime/backend/op"
	"github.com/deskjs/deskjs/runtime/backend/permission"
)

// What an element of stdio is, beside a file descriptor's number.
const (
	stdioIgnore     = -1
	stdioPipe       = -2
	stdioOverlapped = -3 // a pipe; only on Windows the child can tell the difference
)

// command is a program to start, as JavaScript has checked it.
type command struct {
	file  string
	argv  []string // the first is argv[0]
	dir   string   // "" is this process's
	env   []string
	stdio []any // the constants above, descriptors, or *pipe
	// detached makes the child the head of a process group of its own.
	detached bool
	// uid and gid are whom it runs as, if they are given.
	uid, gid       int
	hasUID, hasGID bool
	// hide and verbatim mean something on Windows only: no console window, arguments as they are.
	hide, verbatim bool
	// second is the child's other file of a pipe that needs two.
	second uintptr
}

// commandAt reads argument i: [file, argv, dir, env, stdio, detached, uid, gid, hide, verbatim].
func commandAt(args op.Args, i int) *command {
	fields := op.Args(args.Array(i))
	return &command{
		file: fields.String(0), argv: fields.Strings(1), dir: fields.String(2), env: fields.Strings(3),
		stdio:    fields.Array(4),
		detached: fields.Bool(5),
		uid:      fields.Int(6), hasUID: fields.Has(6),
		gid: fields.Int(7), hasGID: fields.Has(7),
		hide: fields.Bool(8), verbatim: fields.Bool(9),
	}
}

// started is a process that runs, and this process's ends of its pipes (nil where stdio has none).
type started struct {
	process *os.Process
	pipes   []*pipe
	// ended tells package permission that the process is over.
	ended func()
}

// inheritance makes sure, once, that children get nothing but what they are given.
var inheritance sync.Once

// start starts c.
func (c *command) start() (*started, error) {
	inheritance.Do(disableInheritance)
	s := &started{}
	var files []uintptr
	var childEnds []*os.File
	defer func() {
		for _, file := range childEnds {
			_ = file.Close()
		}
	}()
	fail := func(err error) (*started, error) {
		for _, p := range s.pipes {
			if p != nil {
				p.close()
			}
		}
		return nil, err
	}
	for i, item := range c.stdio {
		var own *pipe
		handle, err := uintptr(noHandle), error(nil)
		switch item := item.(type) {
		case *pipe:
			handle, err = item.handle(i < 3)
		case int64:
			switch {
			case item == stdioIgnore && i < 3:
				var null *os.File
				if null, err = os.OpenFile(os.DevNull, os.O_RDWR, 0); err == nil {
					childEnds = append(childEnds, null)
					handle = null.Fd()
				}
			case item == stdioIgnore:
			case item < 0:
				var theirs []*os.File
				if own, theirs, err = newPipe(i); err == nil {
					childEnds = append(childEnds, theirs...)
					handle = theirs[0].Fd()
					if len(theirs) > 1 {
						c.second = theirs[1].Fd()
					}
				}
			default:
				handle, err = op.Descriptor(int(item))
			}
		}
		s.pipes = append(s.pipes, own)
		files = append(files, handle)
		if err != nil {
			return fail(err)
		}
	}
	process, err := c.launch(files)
	if err != nil {
		return fail(err)
	}
	s.process = process
	s.ended = permission.Started(process.Pid)
	return s, nil
}

// launch looks for the program as execvp does, in the child's own PATH, and starts it.
func (c *command) launch(files []uintptr) (*os.Process, error) {
	attributes, err := c.attributes(files)
	if err != nil {
		return nil, err
	}
	denied := false
	if c.dir != "" {
		if err := permission.Read(c.dir); err != nil {
			return nil, err
		}
	}
	for _, path := range c.candidates() {
		path, err := permission.Run(c.file, path, c.dir, c.env)
		if err != nil {
			return nil, err
		}
		process, err := startProcess(path, c.argv, attributes)
		switch {
		case err == nil:
			return process, nil
		case errors.Is(err, syscall.EACCES):
			denied = true
		case !errors.Is(err, syscall.ENOENT) && !errors.Is(err, syscall.ENOTDIR):
			return nil, err
		}
	}
	if denied {
		return nil, syscall.EACCES
	}
	return nil, syscall.ENOENT
}

// variable returns the value of a variable of the child's environment.
func (c *command) variable(name string) (string, bool) {
	for _, entry := range c.env {
		key, value, _ := strings.Cut(entry, "=")
		if key == name || caseless && strings.EqualFold(key, name) {
			return value, true
		}
	}
	return "", false
}

// search returns where a program without a folder in its name may be.
func (c *command) search(missing string) []string {
	path, ok := c.variable("PATH")
	if !ok {
		path = missing
	}
	var found []string
	for _, folder := range filepath.SplitList(path) {
		if folder == "" {
			folder = "."
		}
		found = append(found, folder+string(os.PathSeparator)+c.file)
	}
	return found
}

// errnoOf is err as Node's negative number.
func errnoOf(err error) int {
	var shaped *op.Error
	if errors.As(op.System(err, "spawn"), &shaped) && shaped.Errno != 0 {
		return shaped.Errno
	}
	if errors.As(op.System(syscall.EINVAL, "spawn"), &shaped) {
		return shaped.Errno
	}
	return -1
}

// isDenied reports whether err is one of package permission, which is thrown as it is.
func isDenied(err error) bool {
	var shaped *op.Error
	return errors.As(err, &shaped) && shaped.Errno == 0
}
