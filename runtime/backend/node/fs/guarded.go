package fs

import (
	"errors"
	"strings"

	"github.com/deskjs/deskjs/runtime/backend/op"
	"github.com/deskjs/deskjs/runtime/backend/permission"
)

// pathUse is what an operation does with one of its arguments, a path.
type pathUse struct {
	argument int
	access   permission.Access
	way      permission.Way
}

// Short names for the table of operations: what is done with the first argument.
var (
	reads       = pathUse{0, permission.Reading, permission.Follow}
	readsEntry  = pathUse{0, permission.Reading, permission.Entry}
	writes      = pathUse{0, permission.Writing, permission.Follow}
	writesEntry = pathUse{0, permission.Writing, permission.Entry}
	creates     = pathUse{0, permission.Writing, permission.Create}
	moves       = pathUse{0, permission.Reading | permission.Writing, permission.Entry}
)

// second is the same use of the second argument.
func second(use pathUse) pathUse { use.argument = 1; return use }

// guarded is an operation on paths, that asks for permission before it runs, with the paths that it may use. It is the one
// place where package fs asks, but for what is met on the way through folders.
func guarded(name string, run op.Func, uses ...pathUse) op.Op {
	return op.IO(name, carrying(name, asking(name, run, func(op.Args) []pathUse { return uses })))
}

// guardedBy is guarded where the use depends on the arguments.
func guardedBy(name string, run op.Func, uses func(op.Args) []pathUse) op.Op {
	return op.IO(name, carrying(name, asking(name, run, uses)))
}

func asking(name string, run op.Func, uses func(op.Args) []pathUse) op.Func {
	return func(ctx *op.Context, args op.Args) (any, error) {
		if !permission.Installed() {
			return run(ctx, args)
		}
		return runGuarded(ctx, name, run, args, uses(args))
	}
}

// opened is a path that an operation was given, and the one that it uses.
type opened struct{ given, used string }

func runGuarded(ctx *op.Context, name string, run op.Func, args op.Args, uses []pathUse) (any, error) {
	args = append(op.Args(nil), args...)
	var paths []opened
	for _, use := range uses {
		given := pathAt(args, use.argument)
		entrance, err := permission.Enter(use.access, given, use.way)
		if name == "stat" && missing(err) && !args.Bool(2) {
			return nil, nil
		}
		if err != nil {
			return nil, op.System(err, syscallOf(name), given)
		}
		defer entrance.Leave()
		args[use.argument] = entrance.Path
		paths = append(paths, opened{given, entrance.Path})
	}
	result, err := run(ctx, args)
	var shaped *op.Error
	if errors.As(err, &shaped) {
		for _, p := range paths {
			shaped.Path, shaped.Dest = p.shown(shaped.Path), p.shown(shaped.Dest)
			for i, field := range shaped.Fields {
				if text, ok := field.Value.(string); ok && field.Name == "resource" {
					shaped.Fields[i].Value = p.shown(text)
				}
			}
		}
	}
	return result, err
}

// shown is a path as the program knows it.
func (p opened) shown(path string) string {
	rest, ok := strings.CutPrefix(path, p.used)
	if !ok || p.used == "" || rest != "" && rest[0] != '/' && rest[0] != '\\' {
		return path
	}
	return p.given + rest
}

// syscallOf is what Node calls the system call of an operation.
func syscallOf(name string) string {
	switch name {
	case "readFile", "writeFile", "truncate":
		return "open"
	case "readdir":
		return "scandir"
	case "copyFile":
		return "copyfile"
	case "realpathNative":
		return "realpath"
	case "utimes":
		return "utime"
	case "lutimes":
		return "lutime"
	case "watchFile":
		return "watch"
	}
	return name
}

// openUse is what open's flags, argument i, do with the file: argument 0, unless it is a descriptor.
func openUse(flag int) func(op.Args) []pathUse {
	return func(args op.Args) []pathUse {
		switch args[0].(type) {
		case int64, float64:
			return nil
		}
		flags := args.Int(flag)
		use := pathUse{0, openAccess(flags), permission.Follow}
		switch {
		case flags&flagNoFollow != 0:
			use.way = permission.Entry
		case flags&flagCreate != 0:
			use.way = permission.Create
		}
		return []pathUse{use}
	}
}

func openAccess(flags int) (access permission.Access) {
	if flags&(flagReadWrite|flagWriteOnly) != flagWriteOnly {
		access |= permission.Reading
	}
	if flags&(flagReadWrite|flagWriteOnly|flagCreate|flagTruncate) != 0 {
		access |= permission.Writing
	}
	return access
}

// existsGuarded is false, as in Node, for what may not be looked at.
func existsGuarded(ctx *op.Context, args op.Args) (any, error) {
	result, err := asking("exists", exists, func(op.Args) []pathUse { return []pathUse{reads} })(ctx, args)
	if err != nil {
		return false, nil
	}
	return result, nil
}

// mkdirGuarded gives the first folder that was made by the name that the program knows it by.
func mkdirGuarded(ctx *op.Context, args op.Args) (any, error) {
	if !permission.Installed() {
		return mkdir(ctx, args)
	}
	use, used := writesEntry, ""
	if args.Bool(2) {
		use = creates
	}
	given := pathAt(args, 0)
	result, err := runGuarded(ctx, "mkdir", func(ctx *op.Context, args op.Args) (any, error) {
		used = pathAt(args, 0)
		return mkdir(ctx, args)
	}, args, []pathUse{use})
	if first, ok := result.(string); ok && err == nil {
		// What was made has the same names in both.
		if made, ok := strings.CutPrefix(trimSeparators(used), first); ok {
			if named, ok := strings.CutSuffix(trimSeparators(given), made); ok {
				return trimSeparators(named), nil
			}
		}
	}
	return result, err
}

// mkdtempGuarded asks for a folder that begins with the prefix, which alone may be another.
func mkdtempGuarded(ctx *op.Context, args op.Args) (any, error) {
	const letters = "XXXXXX"
	if !permission.Installed() {
		return mkdtemp(ctx, args)
	}
	given, asBytes := pathAt(args, 0), args.Bool(1)
	result, err := runGuarded(ctx, "mkdtemp", func(ctx *op.Context, args op.Args) (any, error) {
		args[0], args[1] = strings.TrimSuffix(pathAt(args, 0), letters), false
		return mkdtemp(ctx, args)
	}, op.Args{given + letters, false}, []pathUse{writesEntry})
	if made, ok := result.(string); ok && err == nil {
		return name(given+made[max(len(made)-len(letters), 0):], asBytes), nil
	}
	return result, err
}

// readdirGuarded gives the folders of what it finds by the names that the program knows them by.
func readdirGuarded(ctx *op.Context, args op.Args) (any, error) {
	if !permission.Installed() {
		return readdir(ctx, args)
	}
	p := opened{given: pathAt(args, 0)}
	result, err := runGuarded(ctx, "readdir", func(ctx *op.Context, args op.Args) (any, error) {
		p.used = pathAt(args, 0)
		return readdir(ctx, args)
	}, args, []pathUse{reads})
	if parts, ok := result.([]any); ok && len(parts) == 3 {
		if folders, ok := parts[2].([]any); ok {
			for i, folder := range folders {
				switch folder := folder.(type) {
				case string:
					folders[i] = p.shown(folder)
				case []byte:
					folders[i] = []byte(p.shown(string(folder)))
				}
			}
		}
	}
	return result, err
}
