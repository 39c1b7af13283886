package permission

import (
	"errors"
	"path/filepath"
	"strings"
	"syscall"

	"golang.org/x/sys/windows"
)

// place is where a path leads.
type place struct {
	// path is canonical: long names, no links but perhaps the last name, no "..", no stream of a file.
	path    string
	missing error
	stream  bool
}

// The places that are the system's own: devices have no path that a pattern can mean but by its own beginning.
var (
	reserved = []string{"//./", "//?/"}
	harmless = []string{"//./nul"}
)

// resolve asks the system for the path of what it opens.
func resolve(path string, follow bool) (place, error) {
	switch {
	case path == "":
		return place{}, syscall.ENOENT
	case strings.ContainsRune(path, 0):
		return place{}, syscall.EINVAL
	}
	whole, err := syscall.FullPath(path) // without "..", and without dots and spaces at the ends of names
	if err != nil {
		return place{}, err
	}
	whole = undevice(whole)
	if strings.HasPrefix(whole, `\\.\`) || strings.HasPrefix(whole, `\\?\`) {
		return place{path: whole}, nil
	}
	whole = withoutStream(whole)
	follow = follow || endsInFolder(path)
	var rest []string
	var missing error
	for at := whole; ; {
		final, err := finalPath(at, follow || len(rest) > 0)
		if err == nil {
			return place{path: filepath.Join(append([]string{final}, rest...)...), missing: missing}, nil
		}
		if missing == nil && !errors.Is(err, windows.ERROR_ACCESS_DENIED) && !errors.Is(err, windows.ERROR_SHARING_VIOLATION) {
			missing = syscall.ENOENT
		}
		parent := filepath.Dir(at)
		if parent == at {
			return place{path: whole, missing: missing}, nil
		}
		rest = append([]string{filepath.Base(at)}, rest...)
		at = parent
	}
}

// undevice returns a path without the prefix that only says that it is to be taken as it is.
func undevice(path string) string {
	for _, prefix := range []string{`\\?\`, `\\.\`} {
		rest, ok := strings.CutPrefix(path, prefix)
		switch {
		case !ok:
		case len(rest) >= 4 && strings.EqualFold(rest[:4], `UNC\`):
			return filepath.Clean(`\\` + rest[4:])
		case len(rest) >= 3 && rest[1] == ':' && rest[2] == '\\':
			return filepath.Clean(rest)
		}
	}
	return path
}

// withoutStream cuts the name of a stream off the last name: "file.txt:hidden" is in file.txt.
func withoutStream(path string) string {
	volume := len(filepath.VolumeName(path))
	if at := strings.IndexByte(path[volume:], ':'); at >= 0 {
		return path[:volume+at]
	}
	return path
}

func finalPath(path string, follow bool) (string, error) {
	name, err := windows.UTF16PtrFromString(path)
	if err != nil {
		return "", err
	}
	flags := uint32(windows.FILE_FLAG_BACKUP_SEMANTICS)
	if !follow {
		flags |= windows.FILE_FLAG_OPEN_REPARSE_POINT
	}
	handle, err := windows.CreateFile(name, 0, windows.FILE_SHARE_READ|windows.FILE_SHARE_WRITE|windows.FILE_SHARE_DELETE, nil,
		windows.OPEN_EXISTING, flags, 0)
	if err != nil {
		return "", err
	}
	defer func() { _ = windows.CloseHandle(handle) }()
	buffer := make([]uint16, 1024)
	for {
		n, err := windows.GetFinalPathNameByHandle(handle, &buffer[0], uint32(len(buffer)), 0)
		switch {
		case err != nil:
			return "", err
		case int(n) < len(buffer):
			return undevice(windows.UTF16ToString(buffer[:n])), nil
		}
		buffer = make([]uint16, n+1)
	}
}

// pin has no means here: the canonical path is used.
func (p *place) pin(Way) (entrance Entrance, again bool) { return Entrance{p.path, noPin}, false }

func unpin(int) {}

// OpenFlags are none here.
func OpenFlags(string) int { return 0 }

// fold makes names alike that Windows does not tell apart.
func fold(path string) string { return strings.ToLower(path) }

// root returns the root that a path from it begins with, and the rest; "" if it is another system's.
func root(names []string) (string, []string) {
	if len(names) == 0 || len(names[0]) != 2 || names[0][1] != ':' {
		return "", nil
	}
	return names[0] + `\`, names[1:]
}
