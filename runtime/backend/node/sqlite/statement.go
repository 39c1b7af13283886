package sqlite

import (
	"runtime"

	"modernc.org/libc"
	lib "modernc.org/sqlite/lib"
)

// statement is a prepared statement.
type statement struct {
	db     *database
	handle uintptr
	opened int // of the database, when it was prepared
	// running is set while the library executes it: a function that it calls must not.
	running bool

	names    []string // of the columns, as of so many times that the library prepared it anew
	prepared int32
	bare     map[string]string // bare names of parameters -> names
}

func (d *database) prepare(sql string) (*statement, error) {
	d.sweep()
	text, out := d.cString(sql), d.out()
	defer d.free(out)
	defer d.free(text)
	d.depth++
	rc := lib.Xsqlite3_prepare_v2(d.tls, d.handle, text, -1, out, 0)
	d.depth--
	if rc != lib.SQLITE_OK {
		return nil, d.failure(rc)
	}
	s := &statement{db: d, handle: word(out), opened: d.opened, prepared: -1}
	if s.handle != 0 {
		d.statements[s.handle] = true
		runtime.AddCleanup(s, d.discard, garbage{d.opened, s.handle})
	}
	return s, nil
}

// finalized reports whether the database was closed since.
func (s *statement) finalized() bool { return s.db.handle == 0 || s.opened != s.db.opened }

// step goes on to the next row; done is true behind the last.
func (s *statement) step() (done bool, err error) {
	if s.handle == 0 {
		return true, nil // a statement of nothing but comments
	}
	s.running = true
	s.db.depth++
	rc := lib.Xsqlite3_step(s.db.tls, s.handle)
	s.db.depth--
	s.running = false
	switch {
	case s.db.thrown != nil:
		return false, s.db.failure(rc)
	case rc == lib.SQLITE_ROW:
		return false, nil
	case rc == lib.SQLITE_DONE:
		return true, nil
	}
	return false, s.db.failure(rc)
}

func (s *statement) reset() {
	if s.handle != 0 && !s.finalized() {
		lib.Xsqlite3_reset(s.db.tls, s.handle)
	}
}

func (s *statement) clearBindings() {
	if s.handle != 0 {
		lib.Xsqlite3_clear_bindings(s.db.tls, s.handle)
	}
}

// bind gives parameter i, counted from 1, its value: nil, int64, float64, string or []byte.
func (s *statement) bind(i int, value any) error {
	tls, at := s.db.tls, int32(i)
	var rc int32
	switch v := value.(type) {
	case nil:
		rc = lib.Xsqlite3_bind_null(tls, s.handle, at)
	case int64:
		rc = lib.Xsqlite3_bind_int64(tls, s.handle, at, v)
	case float64:
		rc = lib.Xsqlite3_bind_double(tls, s.handle, at, v)
	case string:
		rc = lib.Xsqlite3_bind_text(tls, s.handle, at, s.db.bound(v), int32(len(v)), lib.SQLITE_TRANSIENT)
	case []byte:
		rc = lib.Xsqlite3_bind_blob(tls, s.handle, at, s.db.bound(string(v)), int32(len(v)), lib.SQLITE_TRANSIENT)
	}
	if rc != lib.SQLITE_OK {
		return s.db.failure(rc)
	}
	return nil
}

// index is the number of a named parameter, 0 if there is none.
func (s *statement) index(name string) int {
	if s.handle == 0 {
		return 0
	}
	return int(lib.Xsqlite3_bind_parameter_index(s.db.tls, s.handle, s.db.bound(name+"\x00")))
}

func (s *statement) parameterCount() int {
	if s.handle == 0 {
		return 0
	}
	return int(lib.Xsqlite3_bind_parameter_count(s.db.tls, s.handle))
}

// parameterName is "" for a parameter without a name.
func (s *statement) parameterName(i int) string {
	if s.handle == 0 {
		return ""
	}
	return libc.GoString(lib.Xsqlite3_bind_parameter_name(s.db.tls, s.handle, int32(i)))
}

// columnNames are the names of what comes out, which another schema can change.
func (s *statement) columnNames() []string {
	if s.handle == 0 {
		return nil
	}
	prepared := lib.Xsqlite3_stmt_status(s.db.tls, s.handle, lib.SQLITE_STMTSTATUS_REPREPARE, 0)
	if prepared == s.prepared {
		return s.names
	}
	s.prepared = prepared
	s.names = make([]string, lib.Xsqlite3_column_count(s.db.tls, s.handle))
	for i := range s.names {
		s.names[i] = libc.GoString(lib.Xsqlite3_column_name(s.db.tls, s.handle, int32(i)))
	}
	return s.names
}

// column is what a column of the current row holds, of the types that bind takes. Bytes are a copy.
func (s *statement) column(i int) any {
	tls, at := s.db.tls, int32(i)
	switch lib.Xsqlite3_column_type(tls, s.handle, at) {
	case lib.SQLITE_INTEGER:
		return int64(lib.Xsqlite3_column_int64(tls, s.handle, at))
	case lib.SQLITE_FLOAT:
		return float64(lib.Xsqlite3_column_double(tls, s.handle, at))
	case lib.SQLITE_TEXT:
		text := lib.Xsqlite3_column_text(tls, s.handle, at)
		return string(memory(text, int(lib.Xsqlite3_column_bytes(tls, s.handle, at))))
	case lib.SQLITE_BLOB:
		blob := lib.Xsqlite3_column_blob(tls, s.handle, at)
		out := make([]byte, lib.Xsqlite3_column_bytes(tls, s.handle, at))
		if blob != 0 {
			copy(out, memory(blob, len(out)))
		}
		return out
	}
	return nil
}

// origin says where column i comes from: column, database, name, table, declared type; nil where there is none.
func (s *statement) origin(i int) [5]any {
	var out [5]any
	for n, find := range []func(*libc.TLS, uintptr, int32) uintptr{
		lib.Xsqlite3_column_origin_name, lib.Xsqlite3_column_database_name, lib.Xsqlite3_column_name,
		lib.Xsqlite3_column_table_name, lib.Xsqlite3_column_decltype,
	} {
		if text := find(s.db.tls, s.handle, int32(i)); text != 0 {
			out[n] = libc.GoString(text)
		}
	}
	return out
}

func (s *statement) sql() string {
	if s.handle == 0 {
		return ""
	}
	return libc.GoString(lib.Xsqlite3_sql(s.db.tls, s.handle))
}

// expanded is the SQL with the values of the parameters in it.
func (s *statement) expanded() (string, error) {
	if s.handle == 0 {
		return "", nil
	}
	text := lib.Xsqlite3_expanded_sql(s.db.tls, s.handle)
	if text == 0 {
		return "", s.db.failure(lib.SQLITE_NOMEM)
	}
	defer lib.Xsqlite3_free(s.db.tls, text)
	return libc.GoString(text), nil
}

// changed is how many rows the last statement changed, and the last row that was inserted.
func (d *database) changed() (changes, last int64) {
	return lib.Xsqlite3_changes64(d.tls, d.handle), lib.Xsqlite3_last_insert_rowid(d.tls, d.handle)
}
