package sqlite

import (
	"modernc.org/libc"
	lib "modernc.org/sqlite/lib"
)

// session records the changes of a database.
type session struct {
	db     *database
	handle uintptr // 0 once it is closed
	opened int     // of the database, when it was made
}

// newSession records the changes of a table, or of all if it is "".
func (d *database) newSession(name, table string) (*session, error) {
	text, out := d.cString(name), d.out()
	defer d.free(out)
	defer d.free(text)
	if rc := lib.Xsqlite3session_create(d.tls, d.handle, text, out); rc != lib.SQLITE_OK {
		return nil, d.failure(rc)
	}
	s := &session{db: d, handle: word(out), opened: d.opened}
	d.sessions[s.handle] = true
	tableText := uintptr(0)
	if table != "" {
		tableText = d.cString(table)
		defer d.free(tableText)
	}
	if rc := lib.Xsqlite3session_attach(d.tls, s.handle, tableText); rc != lib.SQLITE_OK {
		err := d.failure(rc)
		s.close()
		return nil, err
	}
	return s, nil
}

func (s *session) close() {
	delete(s.db.sessions, s.handle)
	lib.Xsqlite3session_delete(s.db.tls, s.handle)
	s.handle = 0
}

// changes are what was recorded, as a changeset or as a patchset.
func (s *session) changes(patch bool) ([]byte, error) {
	d := s.db
	size, out := d.out(), d.out()
	defer d.free(out)
	defer d.free(size)
	get := lib.Xsqlite3session_changeset
	if patch {
		get = lib.Xsqlite3session_patchset
	}
	if rc := get(d.tls, s.handle, size, out); rc != lib.SQLITE_OK {
		return nil, d.failure(rc)
	}
	data := make([]byte, *(*int32)(pointer(size)))
	if found := word(out); found != 0 {
		copy(data, memory(found, len(data)))
		lib.Xsqlite3_free(d.tls, found)
	}
	return data, nil
}

// application is a changeset that is being applied.
type application struct {
	db *database
	// filter says whether a table's changes are wanted, conflict what becomes of one that does not fit; both may be nil.
	filter   func(table string) (bool, error)
	conflict func(kind int) (int, error)
}

// applications has those that are under way, by number; see functions.
var applications = map[uintptr]*application{}

// apply applies a changeset. done is false if a conflict ended it.
func (a *application) apply(changeset []byte) (done bool, err error) {
	d := a.db
	data := d.cString(string(changeset))
	defer d.free(data)
	functions.Lock()
	functions.last++
	number := functions.last
	applications[number] = a
	functions.Unlock()
	d.depth++
	rc := lib.Xsqlite3changeset_apply(d.tls, d.handle, int32(len(changeset)), data, callback(callFilter), callback(callConflict), number)
	d.depth--
	functions.Lock()
	delete(applications, number)
	functions.Unlock()
	if d.thrown == nil && rc == lib.SQLITE_ABORT {
		return false, nil
	}
	return true, d.result(rc)
}

func applicationOf(number uintptr) *application {
	functions.Lock()
	defer functions.Unlock()
	return applications[number]
}

func callFilter(_ *libc.TLS, number, table uintptr) int32 {
	a := applicationOf(number)
	if a.filter == nil {
		return 1
	}
	if a.db.thrown != nil {
		return 0
	}
	wanted, err := a.filter(libc.GoString(table))
	if err != nil {
		a.db.thrown = err
	}
	if wanted {
		return 1
	}
	return 0
}

func callConflict(_ *libc.TLS, number uintptr, kind int32, _ uintptr) int32 {
	a := applicationOf(number)
	if a.conflict == nil || a.db.thrown != nil {
		return lib.SQLITE_CHANGESET_ABORT
	}
	answer, err := a.conflict(int(kind))
	if err != nil {
		a.db.thrown = err
		return lib.SQLITE_CHANGESET_ABORT
	}
	return int32(answer)
}

// copying is a backup that is under way.
type copying struct {
	from, to *database
	handle   uintptr
	opened   int // of from, when it began
}

// newCopying begins to copy the database source to target of the file at path.
func (d *database) newCopying(path, source, target string) (*copying, error) {
	to := newDatabase()
	if err := to.open(path, settings{}); err != nil {
		return nil, err
	}
	from, into := d.cString(source), d.cString(target)
	defer d.free(into)
	defer d.free(from)
	c := &copying{from: d, to: to, opened: d.opened}
	c.handle = lib.Xsqlite3_backup_init(d.tls, to.handle, into, d.handle, from)
	if c.handle == 0 {
		err := to.failure(lib.SQLITE_ERROR)
		to.close()
		return nil, err
	}
	return c, nil
}

// step copies so many pages. It returns how many there are and how many are left.
func (c *copying) step(pages int) (total, left int, done bool, err error) {
	d := c.from
	if d.handle == 0 || d.opened != c.opened {
		return 0, 0, false, errNotOpen
	}
	rc := lib.Xsqlite3_backup_step(d.tls, c.handle, int32(pages))
	total, left = int(lib.Xsqlite3_backup_pagecount(d.tls, c.handle)), int(lib.Xsqlite3_backup_remaining(d.tls, c.handle))
	switch rc {
	case lib.SQLITE_OK, lib.SQLITE_BUSY, lib.SQLITE_LOCKED:
		return total, left, false, nil
	case lib.SQLITE_DONE:
		return total, left, true, nil
	}
	return total, left, false, c.to.result(rc)
}

// end ends it, done or not. A database that was closed is let go of by then.
func (c *copying) end() {
	lib.Xsqlite3_backup_finish(c.to.tls, c.handle)
	c.to.close()
}
