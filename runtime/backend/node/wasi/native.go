package wasi

import (
	"math/big"
	"os"
	"runtime"

	"github.com/dop251/goja"

	"github.com/deskjs/deskjs/runtime/backend/engine"
	"github.com/deskjs/deskjs/runtime/backend/op"
	"github.com/deskjs/deskjs/runtime/backend/permission"
)

// function is one function of the interface: its name, its parameters ("i" 32 bits, "I" 64) and what it does with them.
type function struct {
	name, params string
	call         func(s *system, a []uint64) errno
}

func u32(v uint64) uint32 { return uint32(v) }

// functions are in the order of the specification; proc_exit and sched_yield are made in bind.
var functions = []function{
	{"args_get", "ii", func(s *system, a []uint64) errno { return s.argsGet(u32(a[0]), u32(a[1])) }},
	{"args_sizes_get", "ii", func(s *system, a []uint64) errno { return s.argsSizesGet(u32(a[0]), u32(a[1])) }},
	{"clock_res_get", "ii", func(s *system, a []uint64) errno { return s.clockResGet(u32(a[0]), u32(a[1])) }},
	{"clock_time_get", "iIi", func(s *system, a []uint64) errno { return s.clockTimeGet(u32(a[0]), u32(a[2])) }},
	{"environ_get", "ii", func(s *system, a []uint64) errno { return s.environGet(u32(a[0]), u32(a[1])) }},
	{"environ_sizes_get", "ii", func(s *system, a []uint64) errno { return s.environSizesGet(u32(a[0]), u32(a[1])) }},
	{"fd_advise", "iIIi", func(s *system, a []uint64) errno { return s.fdAdvise(u32(a[0])) }},
	{"fd_allocate", "iII", func(s *system, a []uint64) errno { return s.fdAllocate(u32(a[0]), a[1], a[2]) }},
	{"fd_close", "i", func(s *system, a []uint64) errno { return s.fdClose(u32(a[0])) }},
	{"fd_datasync", "i", func(s *system, a []uint64) errno { return s.fdSync(u32(a[0])) }},
	{"fd_fdstat_get", "ii", func(s *system, a []uint64) errno { return s.fdStatGet(u32(a[0]), u32(a[1])) }},
	{"fd_fdstat_set_flags", "ii", func(s *system, a []uint64) errno { return s.fdStatSetFlags(u32(a[0]), uint16(a[1])) }},
	{"fd_fdstat_set_rights", "iII", func(s *system, a []uint64) errno { return s.fdStatSetRights(u32(a[0]), a[1], a[2]) }},
	{"fd_filestat_get", "ii", func(s *system, a []uint64) errno { return s.fdFilestatGet(u32(a[0]), u32(a[1])) }},
	{"fd_filestat_set_size", "iI", func(s *system, a []uint64) errno { return s.fdFilestatSetSize(u32(a[0]), a[1]) }},
	{"fd_filestat_set_times", "iIIi", func(s *system, a []uint64) errno {
		return s.fdFilestatSetTimes(u32(a[0]), a[1], a[2], uint16(a[3]))
	}},
	{"fd_pread", "iiiIi", func(s *system, a []uint64) errno {
		return s.fdPread(u32(a[0]), u32(a[1]), u32(a[2]), a[3], u32(a[4]))
	}},
	{"fd_prestat_get", "ii", func(s *system, a []uint64) errno { return s.fdPrestatGet(u32(a[0]), u32(a[1])) }},
	{"fd_prestat_dir_name", "iii", func(s *system, a []uint64) errno { return s.fdPrestatDirName(u32(a[0]), u32(a[1]), u32(a[2])) }},
	{"fd_pwrite", "iiiIi", func(s *system, a []uint64) errno {
		return s.fdPwrite(u32(a[0]), u32(a[1]), u32(a[2]), a[3], u32(a[4]))
	}},
	{"fd_read", "iiii", func(s *system, a []uint64) errno { return s.fdRead(u32(a[0]), u32(a[1]), u32(a[2]), u32(a[3])) }},
	{"fd_readdir", "iiiIi", func(s *system, a []uint64) errno {
		return s.fdReaddir(u32(a[0]), u32(a[1]), u32(a[2]), a[3], u32(a[4]))
	}},
	{"fd_renumber", "ii", func(s *system, a []uint64) errno { return s.fdRenumber(u32(a[0]), u32(a[1])) }},
	{"fd_seek", "iIii", func(s *system, a []uint64) errno {
		return s.fdSeek(u32(a[0]), int64(a[1]), byte(min(a[2], 255)), u32(a[3]))
	}},
	{"fd_sync", "i", func(s *system, a []uint64) errno { return s.fdSync(u32(a[0])) }},
	{"fd_tell", "ii", func(s *system, a []uint64) errno { return s.fdTell(u32(a[0]), u32(a[1])) }},
	{"fd_write", "iiii", func(s *system, a []uint64) errno { return s.fdWrite(u32(a[0]), u32(a[1]), u32(a[2]), u32(a[3])) }},
	{"path_create_directory", "iii", func(s *system, a []uint64) errno { return s.pathCreateDirectory(u32(a[0]), u32(a[1]), u32(a[2])) }},
	{"path_filestat_get", "iiiii", func(s *system, a []uint64) errno {
		return s.pathFilestatGet(u32(a[0]), u32(a[1]), u32(a[2]), u32(a[3]), u32(a[4]))
	}},
	{"path_filestat_set_times", "iiiiIIi", func(s *system, a []uint64) errno {
		return s.pathFilestatSetTimes(u32(a[0]), u32(a[1]), u32(a[2]), u32(a[3]), a[4], a[5], uint16(a[6]))
	}},
	{"path_link", "iiiiiii", func(s *system, a []uint64) errno {
		return s.pathLink(u32(a[0]), u32(a[1]), u32(a[2]), u32(a[3]), u32(a[4]), u32(a[5]), u32(a[6]))
	}},
	{"path_open", "iiiiiIIii", func(s *system, a []uint64) errno {
		return s.pathOpen(opening{u32(a[0]), u32(a[1]), u32(a[2]), u32(a[3]), uint16(a[4]), a[5], a[6], uint16(a[7]), u32(a[8])})
	}},
	{"path_readlink", "iiiiii", func(s *system, a []uint64) errno {
		return s.pathReadlink(u32(a[0]), u32(a[1]), u32(a[2]), u32(a[3]), u32(a[4]), u32(a[5]))
	}},
	{"path_remove_directory", "iii", func(s *system, a []uint64) errno { return s.pathRemoveDirectory(u32(a[0]), u32(a[1]), u32(a[2])) }},
	{"path_rename", "iiiiii", func(s *system, a []uint64) errno {
		return s.pathRename(u32(a[0]), u32(a[1]), u32(a[2]), u32(a[3]), u32(a[4]), u32(a[5]))
	}},
	{"path_symlink", "iiiii", func(s *system, a []uint64) errno {
		return s.pathSymlink(u32(a[0]), u32(a[1]), u32(a[2]), u32(a[3]), u32(a[4]))
	}},
	{"path_unlink_file", "iii", func(s *system, a []uint64) errno { return s.pathUnlinkFile(u32(a[0]), u32(a[1]), u32(a[2])) }},
	{"poll_oneoff", "iiii", func(s *system, a []uint64) errno { return s.pollOneoff(u32(a[0]), u32(a[1]), u32(a[2]), u32(a[3])) }},
	{"proc_exit", "i", nil},
	{"proc_raise", "i", func(s *system, a []uint64) errno { return s.procRaise(u32(a[0])) }},
	{"random_get", "ii", func(s *system, a []uint64) errno { return s.randomGet(u32(a[0]), u32(a[1])) }},
	{"sched_yield", "", func(*system, []uint64) errno { runtime.Gosched(); return success }},
	{"sock_accept", "iii", func(s *system, a []uint64) errno { return s.sock(u32(a[0])) }},
	{"sock_recv", "iiiiii", func(s *system, a []uint64) errno { return s.sock(u32(a[0])) }},
	{"sock_send", "iiiii", func(s *system, a []uint64) errno { return s.sock(u32(a[0])) }},
	{"sock_shutdown", "ii", func(s *system, a []uint64) errno { return s.sock(u32(a[0])) }},
}

// binder is a system with what JavaScript has to do with it.
type binder struct {
	*system
	engine     *engine.Engine
	memory     *goja.Object
	buffer     *goja.Object
	bytes      goja.ArrayBuffer
	notStarted goja.Callable
	exit       goja.Callable
}

func natives(e *engine.Engine) map[string]any {
	return map[string]any{
		// system(options) returns { functions, setMemory }.
		"system": func(call goja.FunctionCall) goja.Value { return newBinder(e, call.Argument(0).ToObject(e.VM)) },
	}
}

func texts(value goja.Value, vm *goja.Runtime) (list []string) {
	vm.ForOf(value, func(item goja.Value) bool {
		list = append(list, item.String())
		return true
	})
	return list
}

func newBinder(e *engine.Engine, options *goja.Object) goja.Value {
	vm := e.VM
	if err := permission.WASI(); err != nil {
		e.Throw(err)
	}
	b := &binder{engine: e, system: &system{
		ctx: e.Context(), files: map[uint32]*file{}, unstable: options.Get("unstable").ToBoolean(),
		args: texts(options.Get("args"), vm), env: texts(options.Get("env"), vm),
	}}
	b.notStarted, _ = goja.AssertFunction(options.Get("notStarted"))
	b.exit, _ = goja.AssertFunction(options.Get("exit"))
	if failed := b.openAll(options); failed != success {
		b.closeAll()
		name := names[failed]
		if name == "" {
			name = "EIO"
		}
		create, _ := goja.AssertFunction(options.Get("failed"))
		value, err := create(goja.Undefined(), vm.ToValue(name))
		if err != nil {
			panic(err)
		}
		panic(value)
	}
	runtime.AddCleanup(b, (*system).closeAll, b.system)
	made := vm.NewObject()
	list := vm.NewObject()
	for i := range functions {
		set(list, functions[i].name, e.Function("bound "+functions[i].name, len(functions[i].params), b.bind(&functions[i])))
	}
	set(made, "functions", list)
	set(made, "setMemory", func(call goja.FunctionCall) goja.Value {
		b.memory = call.Argument(0).ToObject(vm)
		return goja.Undefined()
	})
	return made
}

func set(object *goja.Object, name string, value any) {
	if err := object.Set(name, value); err != nil {
		panic(err)
	}
}

// openAll opens the standard streams and the folders.
func (b *binder) openAll(options *goja.Object) errno {
	failed := success
	b.engine.VM.ForOf(options.Get("stdio"), func(number goja.Value) bool {
		f, err := standard(b.engine.Host, int(number.ToInteger()))
		if err == nil {
			_, failed = b.add(f)
		} else {
			failed = errnoOf(err)
		}
		return failed == success
	})
	preopens := texts(options.Get("preopens"), b.engine.VM)
	for i := 0; i+1 < len(preopens) && failed == success; i += 2 {
		folder, err := permission.Tree(preopens[i+1])
		if err != nil {
			b.closeAll()
			b.engine.Throw(op.System(err, "open", preopens[i+1]))
		}
		root, err := os.OpenRoot(folder)
		if err != nil {
			return errnoOf(err)
		}
		_, failed = b.add(&file{root: root, preopen: preopens[i], kind: kindDirectory, rights: rightsAll, inherits: rightsAll})
	}
	return failed
}

// bind returns the JavaScript function of one of the interface's.
func (b *binder) bind(f *function) func(goja.FunctionCall) goja.Value {
	vm := b.engine.VM
	return func(call goja.FunctionCall) goja.Value {
		var room [9]uint64
		if len(call.Arguments) != len(f.params) {
			return vm.ToValue(int(invalid))
		}
		for i, argument := range call.Arguments {
			switch value := argument.Export().(type) {
			case int64:
				if f.params[i] != 'i' || value != int64(int32(value)) && value != int64(uint32(value)) {
					return vm.ToValue(int(invalid))
				}
				room[i] = uint64(uint32(value))
			case *big.Int:
				if f.params[i] != 'I' {
					return vm.ToValue(int(invalid))
				}
				if room[i] = value.Uint64(); value.Sign() < 0 {
					room[i] = uint64(value.Int64())
				}
			default:
				return vm.ToValue(int(invalid))
			}
		}
		if f.call == nil {
			if _, err := b.exit(goja.Undefined(), call.Argument(0)); err != nil {
				panic(err)
			}
			return goja.Undefined()
		}
		if len(f.params) > 0 {
			b.look()
		}
		return vm.ToValue(int(f.call(b.system, room[:len(f.params)])))
	}
}

// look makes the memory what it is now: WebAssembly may have grown it.
func (b *binder) look() {
	if b.memory == nil {
		value, err := b.notStarted(goja.Undefined())
		if err != nil {
			panic(err)
		}
		panic(value)
	}
	if b.buffer != nil && !b.bytes.Detached() {
		return
	}
	b.buffer = nil
	buffer := b.memory.Get("buffer").ToObject(b.engine.VM)
	b.system.memory, _ = engine.Bytes(buffer)
	if exported, ok := buffer.Export().(goja.ArrayBuffer); ok && !engine.IsSharedArrayBuffer(buffer) {
		b.buffer, b.bytes = buffer, exported
	}
}
