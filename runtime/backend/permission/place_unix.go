//go:build unix

package permission

import (
	"errors"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
)

// place is where a path leads.
type place struct {
	// path is canonical: it has no links and no "..", but for the last name if that was not to be followed.
	path string
	// there is the part of path that exists, and rest what would have to be made below it.
	there string
	rest  []string
	// missing is the system's error if not all of path exists.
	missing error
	// stream says that it is none: a pipe or a socket that is open already.
	stream bool
	// slashed says that it was written as a folder.
	slashed bool
}

// maxLinks is the kernel's own limit.
const maxLinks = 40

// resolve follows path as the kernel does, name by name.
func resolve(path string, follow bool) (place, error) {
	switch {
	case path == "":
		return place{}, syscall.ENOENT
	case strings.ContainsRune(path, 0):
		return place{}, syscall.EINVAL
	}
	slashed := endsInFolder(path)
	if !strings.HasPrefix(path, "/") {
		here, err := syscall.Getwd() // os.Getwd would believe $PWD
		if err != nil {
			return place{}, err
		}
		path = here + "/" + path
	}
	at, links := "/", 0
	todo := strings.Split(path, "/")
	for len(todo) > 0 {
		name := todo[0]
		todo = todo[1:]
		switch name {
		case "", ".":
			continue
		case "..":
			at = filepath.Dir(at)
			continue
		}
		next := filepath.Join(at, name)
		info, err := os.Lstat(next)
		if err == nil && !info.IsDir() && info.Mode()&os.ModeSymlink == 0 && len(todo) > 0 {
			err = syscall.ENOTDIR
		}
		if err != nil {
			return beyond(at, name, todo, err, slashed)
		}
		if info.Mode()&os.ModeSymlink == 0 || len(onlyNames(todo)) == 0 && !follow && !slashed {
			at = next
			continue
		}
		if links++; links > maxLinks {
			return place{}, syscall.ELOOP
		}
		target, err := os.Readlink(next)
		if err != nil {
			return beyond(at, name, todo, err, slashed)
		}
		switch kind := magic(next, target); {
		case kind == magicStream && len(onlyNames(todo)) == 0:
			return place{path: next, there: next, stream: true}, nil
		case kind != magicNone:
			// Where it leads can't be told by its text: it stays what it is called, which only a grant of that name means.
			at = next
			continue
		}
		if strings.HasPrefix(target, "/") {
			at = "/"
		}
		todo = append(strings.Split(target, "/"), todo...)
	}
	return place{path: at, there: at, slashed: slashed}, nil
}

// onlyNames leaves out of the names that are to be followed those that say nothing.
func onlyNames(names []string) (out []string) {
	for _, name := range names {
		if name != "" && name != "." {
			out = append(out, name)
		}
	}
	return out
}

// beyond is the place of what does not exist, or can't be looked at, below at.
func beyond(at, name string, todo []string, err error, slashed bool) (place, error) {
	var number syscall.Errno
	if !errors.As(err, &number) {
		number = syscall.ENOENT
	}
	rest := append([]string{name}, onlyNames(todo)...)
	for _, name := range rest {
		if name == ".." {
			return place{}, number // the kernel would not get past it
		}
	}
	return place{path: filepath.Join(at, filepath.Join(rest...)), there: at, rest: rest, missing: number, slashed: slashed}, nil
}

// What a link of /proc is that has no text to follow.
const (
	magicNone    = iota
	magicStream  // a pipe, a socket, something without a name
	magicUnknown // another process's, or a file that is gone
)

// magic says whether the link at path, with that text, is one that the kernel makes up.
func magic(path, target string) int {
	rest, ok := strings.CutPrefix(path, "/proc/")
	if !ok || !hasProc {
		return magicNone
	}
	id, inside, _ := strings.Cut(rest, "/")
	number, err := strconv.Atoi(id)
	switch {
	case err != nil || inside == "":
		return magicNone // /proc/self and its like
	case number != os.Getpid():
		return magicUnknown
	case !strings.HasPrefix(target, "/"):
		return magicStream
	}
	there, err := os.Stat(path)
	named, failed := os.Lstat(target)
	if err != nil || failed != nil || !os.SameFile(there, named) {
		return magicUnknown
	}
	return magicNone
}

// root returns the root that a path from it begins with, and the rest; "" if it is another system's.
func root(names []string) (string, []string) {
	if len(names) > 0 && len(names[0]) == 2 && names[0][1] == ':' {
		return "", nil
	}
	return "/", names
}
