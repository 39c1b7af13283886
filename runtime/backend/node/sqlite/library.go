package sqlite

import (
	"runtime"
	"sync"
	"unsafe"

	"modernc.org/libc"
	lib "modernc.org/sqlite/lib"

	"github.com/deskjs/deskjs/runtime/backend/permission"
)

// database is a connection. It belongs to the goroutine of its loop, as all that is made of it does.
type database struct {
	tls    *libc.TLS
	handle uintptr
	// opened counts how often it was opened: what belongs to an earlier time is closed.
	opened     int
	statements map[uintptr]bool
	sessions   map[uintptr]bool
	functions  []uintptr // the numbers of the functions that it has
	depth      int       // calls into the library that are under way: from a function's callback it can't be closed
	thrown     error     // what a callback threw; it replaces the library's error
	scratch    uintptr   // memory for what is bound
	room       int

	mu      sync.Mutex
	garbage []garbage // statements that nobody has any more
}

type garbage struct {
	opened int
	handle uintptr
}

// failure is an error of SQLite.
type failure struct {
	code          int // the extended one
	text, message string
}

func (f *failure) Error() string { return f.message }

// pointer is C memory's address as Go wants it. Go's collector does not know the memory, and does not move it.
func pointer(address uintptr) unsafe.Pointer { return *(*unsafe.Pointer)(unsafe.Pointer(&address)) }

// memory is n bytes of C memory, shared.
func memory(address uintptr, n int) []byte { return unsafe.Slice((*byte)(pointer(address)), n) }

// word is the pointer that lies at an address.
func word(address uintptr) uintptr { return *(*uintptr)(pointer(address)) }

// callback is a Go function as C code calls it. It must be one of the package's own, which do not move.
func callback[T any](f T) uintptr { return *(*uintptr)(unsafe.Pointer(&struct{ f T }{f})) }

func newDatabase() *database {
	return &database{statements: map[uintptr]bool{}, sessions: map[uintptr]bool{}}
}

// cString is text in C memory, for the caller to free. An embedded NUL would cut it: SQL that has one is cut in Node, too.
func (d *database) cString(text string) uintptr {
	p := libc.Xmalloc(d.tls, libc.Tsize_t(len(text)+1))
	if p == 0 {
		panic("sqlite: out of memory")
	}
	b := memory(p, len(text)+1)
	copy(b, text)
	b[len(text)] = 0
	return p
}

func (d *database) free(p uintptr) { libc.Xfree(d.tls, p) }

// out is room for a pointer that the library hands out, for the caller to free.
func (d *database) out() uintptr { return libc.Xcalloc(d.tls, 1, 8) }

// bound copies bytes to memory that the library may read until the next call.
func (d *database) bound(data string) uintptr {
	if len(data)+1 > d.room {
		if d.scratch != 0 {
			d.free(d.scratch)
		}
		d.room = max(2*len(data), 1024)
		d.scratch = libc.Xmalloc(d.tls, libc.Tsize_t(d.room))
		if d.scratch == 0 {
			panic("sqlite: out of memory")
		}
	}
	copy(memory(d.scratch, len(data)), data)
	return d.scratch
}

// settings are how a database is opened.
type settings struct {
	readOnly, foreignKeys, quotedStrings, extensions bool
	timeout                                          int // in milliseconds
}

func (d *database) open(path string, s settings) error {
	flags := int32(lib.SQLITE_OPEN_READWRITE | lib.SQLITE_OPEN_CREATE | lib.SQLITE_OPEN_URI)
	if s.readOnly {
		flags = lib.SQLITE_OPEN_READONLY | lib.SQLITE_OPEN_URI
	}
	path, more, err := mayOpen(path, s.readOnly)
	if err != nil {
		return err
	}
	flags |= more
	d.tls = libc.NewTLS()
	name, out := d.cString(path), d.out()
	defer d.free(out)
	defer d.free(name)
	rc := lib.Xsqlite3_open_v2(d.tls, name, out, flags, 0)
	d.handle = word(out)
	if rc == lib.SQLITE_OK {
		rc = d.configure(s)
	}
	if rc == lib.SQLITE_OK && permission.Restricted() {
		number := remember(&function{db: d})
		d.functions = append(d.functions, number)
		rc = lib.Xsqlite3_set_authorizer(d.tls, d.handle, callback(authorize), number)
	}
	if rc != lib.SQLITE_OK {
		err := d.failure(rc)
		lib.Xsqlite3_close_v2(d.tls, d.handle)
		d.released()
		return err
	}
	d.opened++
	return nil
}

func (d *database) configure(s settings) int32 {
	flags := []struct {
		option int32
		on     bool
	}{
		{lib.SQLITE_DBCONFIG_DQS_DML, s.quotedStrings},
		{lib.SQLITE_DBCONFIG_DQS_DDL, s.quotedStrings},
		{lib.SQLITE_DBCONFIG_ENABLE_FKEY, s.foreignKeys},
		{lib.SQLITE_DBCONFIG_ENABLE_LOAD_EXTENSION, s.extensions},
	}
	for _, flag := range flags {
		if rc := d.config(flag.option, flag.on); rc != lib.SQLITE_OK {
			return rc
		}
	}
	return lib.Xsqlite3_busy_timeout(d.tls, d.handle, int32(s.timeout))
}

// config sets one of SQLite's flags.
func (d *database) config(option int32, on bool) int32 {
	value := int32(0)
	if on {
		value = 1
	}
	arguments := libc.NewVaList(value, uintptr(0))
	defer d.free(arguments)
	return lib.Xsqlite3_db_config(d.tls, d.handle, option, arguments)
}

// close finalizes what is left of the database's statements and sessions.
func (d *database) close() {
	for handle := range d.statements {
		lib.Xsqlite3_finalize(d.tls, handle)
	}
	for handle := range d.sessions {
		lib.Xsqlite3session_delete(d.tls, handle)
	}
	lib.Xsqlite3_close_v2(d.tls, d.handle)
	for _, number := range d.functions {
		forget(number)
	}
	d.released()
}

// released is as before opening.
func (d *database) released() {
	d.handle, d.functions = 0, nil
	clear(d.statements)
	clear(d.sessions)
	if d.scratch != 0 {
		d.free(d.scratch)
		d.scratch, d.room = 0, 0
	}
	d.tls.Close()
	d.tls = nil
}

// failure is the database's last error; what a callback threw goes before it.
func (d *database) failure(rc int32) error {
	if thrown := d.thrown; thrown != nil {
		d.thrown = nil
		return thrown
	}
	if d.handle == 0 {
		return &failure{int(rc), d.errorText(rc), d.errorText(rc)}
	}
	code := lib.Xsqlite3_extended_errcode(d.tls, d.handle)
	return &failure{int(code), d.errorText(code), libc.GoString(lib.Xsqlite3_errmsg(d.tls, d.handle))}
}

// result is the error of a call that reports it by its code only.
func (d *database) result(rc int32) error {
	if thrown := d.thrown; thrown != nil {
		d.thrown = nil
		return thrown
	}
	if rc == lib.SQLITE_OK {
		return nil
	}
	return &failure{int(rc), d.errorText(rc), d.errorText(rc)}
}

func (d *database) errorText(rc int32) string { return libc.GoString(lib.Xsqlite3_errstr(d.tls, rc)) }

func (d *database) exec(sql string) error {
	d.sweep()
	text := d.cString(sql)
	defer d.free(text)
	d.depth++
	rc := lib.Xsqlite3_exec(d.tls, d.handle, text, 0, 0, 0)
	d.depth--
	if rc != lib.SQLITE_OK || d.thrown != nil {
		return d.failure(rc)
	}
	return nil
}

// inTransaction reports whether one is under way.
func (d *database) inTransaction() bool {
	return lib.Xsqlite3_get_autocommit(d.tls, d.handle) == 0
}

// location is the path of a database that was opened or attached; ok is false for one that has none.
func (d *database) location(name string) (path string, ok bool) {
	text := d.cString(name)
	defer d.free(text)
	found := lib.Xsqlite3_db_filename(d.tls, d.handle, text)
	if found == 0 || *(*byte)(pointer(found)) == 0 {
		return "", false
	}
	return libc.GoString(found), true
}

// discard queues a statement that nobody has any more, from the collector's goroutine.
func (d *database) discard(g garbage) {
	d.mu.Lock()
	d.garbage = append(d.garbage, g)
	d.mu.Unlock()
}

// sweep finalizes what was discarded.
func (d *database) sweep() {
	d.mu.Lock()
	list := d.garbage
	d.garbage = nil
	d.mu.Unlock()
	for _, g := range list {
		if g.opened == d.opened && d.statements[g.handle] {
			delete(d.statements, g.handle)
			lib.Xsqlite3_finalize(d.tls, g.handle)
		}
	}
}

// closeWhenCollected closes the database once the holder, which is not the database itself, is gone.
func closeWhenCollected[T any](holder *T, d *database) {
	runtime.AddCleanup(holder, func(d *database) {
		if d.handle != 0 {
			d.close()
		}
	}, d)
}
