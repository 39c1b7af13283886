package sqlite

import (
	"net/url"
	"strings"

	"modernc.org/libc"
	lib "modernc.org/sqlite/lib"

	"github.com/deskjs/deskjs/runtime/backend/permission"
)

// mayOpen asks whether a database may be opened. It returns the name to open it by, which has no links in it, and the flag that
// keeps it so.
func mayOpen(name string, readOnly bool) (string, int32, error) {
	if !permission.Installed() {
		return name, 0, nil
	}
	path, query, onDisk := fileOf(name)
	if !onDisk {
		return name, 0, nil
	}
	access := permission.Reading | permission.Writing
	if readOnly || query.Get("mode") == "ro" && len(query["mode"]) == 1 {
		access = permission.Reading
	}
	real, err := permission.Path(access, path)
	if err != nil || !permission.Restricted() {
		return name, 0, err
	}
	if len(query) > 0 {
		real = "file:" + (&url.URL{Path: real}).EscapedPath() + "?" + query.Encode()
	}
	return real, lib.SQLITE_OPEN_NOFOLLOW, nil
}

// fileOf returns the path that SQLite takes a name for; onDisk is false for a database in memory or a temporary one.
func fileOf(name string) (path string, query url.Values, onDisk bool) {
	rest, isURI := strings.CutPrefix(name, "file:")
	if !isURI {
		return name, nil, name != "" && name != ":memory:"
	}
	rest, _, _ = strings.Cut(rest, "#")
	path, text, _ := strings.Cut(rest, "?")
	if local, ok := strings.CutPrefix(path, "//"); ok {
		if slash := strings.IndexByte(local, '/'); slash >= 0 {
			path = local[slash:]
		}
	}
	if decoded, err := url.PathUnescape(path); err == nil {
		path = decoded
	}
	// SQLite ends a name at a NUL.
	path, _, _ = strings.Cut(path, "\x00")
	query, err := url.ParseQuery(text)
	if err != nil {
		query = url.Values{}
	}
	modes := query["mode"]
	for _, mode := range modes {
		if mode != "memory" {
			return path, query, path != "" && path != ":memory:"
		}
	}
	return path, query, len(modes) == 0 && path != "" && path != ":memory:"
}

// authorize is what SQLite asks before a statement is compiled: the files of ATTACH and VACUUM INTO are the program's choice too.
func authorize(tls *libc.TLS, number uintptr, action int32, first, _, _, _ uintptr) int32 {
	if action != lib.SQLITE_ATTACH && action != lib.SQLITE_PRAGMA {
		return lib.SQLITE_OK
	}
	f := numbered(number)
	if f == nil {
		return lib.SQLITE_DENY
	}
	text := ""
	if first != 0 {
		text = libc.GoString(first)
	}
	if action == lib.SQLITE_PRAGMA {
		if text = strings.ToLower(text); text == "temp_store_directory" || text == "data_store_directory" {
			f.db.thrown = permission.Refuse("PRAGMA " + text + ", which is for all databases of the process, can't be granted")
			return lib.SQLITE_DENY
		}
		return lib.SQLITE_OK
	}
	if first == 0 {
		// SQLite does not ask again when the statement runs.
		f.db.thrown = permission.Refuse("attaching a file by a name that is computed or bound can't be granted: write it into the statement")
		return lib.SQLITE_DENY
	}
	path, _, onDisk := fileOf(text)
	if !onDisk {
		return lib.SQLITE_OK
	}
	if _, err := permission.Path(permission.Reading|permission.Writing, path); err != nil {
		f.db.thrown = err
		return lib.SQLITE_DENY
	}
	return lib.SQLITE_OK
}
