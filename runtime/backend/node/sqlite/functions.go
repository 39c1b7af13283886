package sqlite

import (
	"sync"

	"modernc.org/libc"
	lib "modernc.org/sqlite/lib"
)

// function is a function of SQL that the program has defined. Its parts give the result, of the types that statement.bind takes,
// or an error.
type function struct {
	db *database
	// scalar is a function's call.
	scalar func(args []any) (any, error)
	// start makes an aggregate's accumulator; step and inverse add to it and take from it, result is what it comes to.
	start         func() (any, error)
	step, inverse func(state any, args []any) (any, error)
	result        func(state any) (any, error)

	states map[uintptr]any // of the aggregates that are under way, by the library's number for them
	lastID uintptr
}

// functions has each by the number that the library knows it by: it can't keep a pointer to it.
var functions struct {
	sync.Mutex
	byNumber map[uintptr]*function
	last     uintptr
}

func remember(f *function) uintptr {
	functions.Lock()
	defer functions.Unlock()
	if functions.byNumber == nil {
		functions.byNumber = map[uintptr]*function{}
	}
	functions.last++
	functions.byNumber[functions.last] = f
	return functions.last
}

func forget(number uintptr) {
	functions.Lock()
	delete(functions.byNumber, number)
	functions.Unlock()
}

func numbered(number uintptr) *function {
	functions.Lock()
	defer functions.Unlock()
	return functions.byNumber[number]
}

// define makes f known as name. arguments is how many it takes, -1 for any number.
func (d *database) define(name string, arguments int, flags int32, f *function) error {
	f.db, f.states = d, map[uintptr]any{}
	text := d.cString(name)
	defer d.free(text)
	number := remember(f)
	flags |= lib.SQLITE_UTF8
	var rc int32
	switch {
	case f.scalar != nil:
		rc = lib.Xsqlite3_create_function_v2(d.tls, d.handle, text, int32(arguments), flags, number, callback(callScalar), 0, 0, 0)
	case f.inverse != nil:
		rc = lib.Xsqlite3_create_window_function(d.tls, d.handle, text, int32(arguments), flags, number,
			callback(callStep), callback(callFinal), callback(callValue), callback(callInverse), 0)
	default:
		rc = lib.Xsqlite3_create_window_function(d.tls, d.handle, text, int32(arguments), flags, number,
			callback(callStep), callback(callFinal), 0, 0, 0)
	}
	if rc != lib.SQLITE_OK {
		forget(number)
		return d.failure(rc)
	}
	d.functions = append(d.functions, number)
	return nil
}

// The functions that the library calls.

func callScalar(tls *libc.TLS, context uintptr, count int32, values uintptr) {
	f := numbered(lib.Xsqlite3_user_data(tls, context))
	result, err := f.scalar(arguments(tls, count, values))
	f.finish(tls, context, result, err)
}

func callStep(tls *libc.TLS, context uintptr, count int32, values uintptr) {
	f := numbered(lib.Xsqlite3_user_data(tls, context))
	f.accumulate(tls, context, count, values, f.step)
}

func callInverse(tls *libc.TLS, context uintptr, count int32, values uintptr) {
	f := numbered(lib.Xsqlite3_user_data(tls, context))
	f.accumulate(tls, context, count, values, f.inverse)
}

func callValue(tls *libc.TLS, context uintptr) {
	f := numbered(lib.Xsqlite3_user_data(tls, context))
	f.current(tls, context, false)
}

func callFinal(tls *libc.TLS, context uintptr) {
	f := numbered(lib.Xsqlite3_user_data(tls, context))
	f.current(tls, context, true)
}

// state is the accumulator of an aggregate that is under way, and its number.
func (f *function) state(tls *libc.TLS, context uintptr) (id uintptr, state any, err error) {
	p := lib.Xsqlite3_aggregate_context(tls, context, 8)
	if p == 0 {
		return 0, nil, &failure{lib.SQLITE_NOMEM, "out of memory", "out of memory"}
	}
	id = word(p)
	if id != 0 {
		return id, f.states[id], nil
	}
	if state, err = f.start(); err != nil {
		return 0, nil, err
	}
	f.lastID++
	*(*uintptr)(pointer(p)) = f.lastID
	f.states[f.lastID] = state
	return f.lastID, state, nil
}

func (f *function) accumulate(tls *libc.TLS, context uintptr, count int32, values uintptr, add func(any, []any) (any, error)) {
	if f.db.thrown != nil {
		return
	}
	id, state, err := f.state(tls, context)
	if err == nil {
		if state, err = add(state, arguments(tls, count, values)); err == nil {
			f.states[id] = state
			return
		}
	}
	f.finish(tls, context, nil, err)
}

func (f *function) current(tls *libc.TLS, context uintptr, last bool) {
	id, state, err := f.state(tls, context)
	if last {
		defer delete(f.states, id)
	}
	if f.db.thrown != nil {
		return
	}
	var result any
	if err == nil {
		result, err = f.result(state)
	}
	f.finish(tls, context, result, err)
}

// finish gives the library a result, or an error, of which it learns no more than that there is one.
func (f *function) finish(tls *libc.TLS, context uintptr, result any, err error) {
	if err != nil {
		if f.db.thrown == nil {
			f.db.thrown = err
		}
		text := f.db.cString(err.Error())
		lib.Xsqlite3_result_error(tls, context, text, -1)
		f.db.free(text)
		return
	}
	switch v := result.(type) {
	case int64:
		lib.Xsqlite3_result_int64(tls, context, v)
	case float64:
		lib.Xsqlite3_result_double(tls, context, v)
	case string:
		p := f.db.cString(v)
		lib.Xsqlite3_result_text(tls, context, p, int32(len(v)), lib.SQLITE_TRANSIENT)
		f.db.free(p)
	case []byte:
		p := f.db.cString(string(v))
		lib.Xsqlite3_result_blob(tls, context, p, int32(len(v)), lib.SQLITE_TRANSIENT)
		f.db.free(p)
	default:
		lib.Xsqlite3_result_null(tls, context)
	}
}

// arguments are a call's, of the types that statement.bind takes.
func arguments(tls *libc.TLS, count int32, values uintptr) []any {
	args := make([]any, count)
	for i := range args {
		value := word(values + uintptr(i)*8)
		switch lib.Xsqlite3_value_type(tls, value) {
		case lib.SQLITE_INTEGER:
			args[i] = int64(lib.Xsqlite3_value_int64(tls, value))
		case lib.SQLITE_FLOAT:
			args[i] = float64(lib.Xsqlite3_value_double(tls, value))
		case lib.SQLITE_TEXT:
			text := lib.Xsqlite3_value_text(tls, value)
			args[i] = string(memory(text, int(lib.Xsqlite3_value_bytes(tls, value))))
		case lib.SQLITE_BLOB:
			blob := lib.Xsqlite3_value_blob(tls, value)
			data := make([]byte, lib.Xsqlite3_value_bytes(tls, value))
			if blob != 0 {
				copy(data, memory(blob, len(data)))
			}
			args[i] = data
		}
	}
	return args
}
