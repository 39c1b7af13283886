// Package fs is Node's fs and fs/promises: files, folders, links, watching.
//
// The Go half makes the system calls; the JavaScript half holds Node's overloads,
// defaults and classes. Only runtime/backend imports it.
package fs

import (
	_ "embed"

	"github.com/deskjs/deskjs/runtime/backend/engine"
	"github.com/deskjs/deskjs/runtime/backend/op"
)

//go:embed fs.js
var source string

//go:embed fs.d.ts
var types string

//go:embed promises.js
var promisesSource string

//go:embed promises.d.ts
var promisesTypes string

//go:embed utils.js
var utilsSource string

//go:embed stats.js
var statsSource string

//go:embed io.js
var ioSource string

//go:embed whole.js
var wholeSource string

//go:embed dir.js
var dirSource string

//go:embed handle.js
var handleSource string

//go:embed cp.js
var cpSource string

//go:embed streams.js
var streamsSource string

//go:embed glob.js
var globSource string

//go:embed watch.js
var watchSource string

// Module is fs.
var Module = &engine.Module{Name: "fs", Source: source, Types: types}

// Promises is fs/promises.
var Promises = &engine.Module{Name: "fs/promises", Source: promisesSource, Types: promisesTypes}

// The parts that both share. Each is loaded when it is first needed.
var (
	Binding    = &engine.Module{Name: "internal/fs/binding", Source: "module.exports = binding", Ops: table, Natives: trackedNatives, Internal: true}
	Utils      = &engine.Module{Name: "internal/fs/utils", Source: utilsSource, Internal: true}
	Statistics = &engine.Module{Name: "internal/fs/stats", Source: statsSource, Internal: true}
	IO         = &engine.Module{Name: "internal/fs/io", Source: ioSource, Internal: true}
	Whole      = &engine.Module{Name: "internal/fs/whole", Source: wholeSource, Internal: true}
	Dir        = &engine.Module{Name: "internal/fs/dir", Source: dirSource, Internal: true}
	Handle     = &engine.Module{Name: "internal/fs/handle", Source: handleSource, Internal: true}
	Copy       = &engine.Module{Name: "internal/fs/cp", Source: cpSource, Internal: true}
	Streams    = &engine.Module{Name: "internal/fs/streams", Source: streamsSource, Internal: true}
	Glob       = &engine.Module{Name: "internal/fs/glob", Source: globSource, Internal: true}
	Watch      = &engine.Module{Name: "internal/fs/watch", Source: watchSource, Internal: true}
)

var table = op.Table{
	op.IO("access", access),
	op.Pure("lend", lend),
	op.Pure("borrowed", borrowed),
	op.IO("exists", exists),
	op.IO("chmod", chmod),
	op.IO("chown", chown),
	op.IO("close", closeOp),
	op.IO("copyFile", copyFile),
	op.IO("fchmod", fchmod),
	op.IO("fchown", fchown),
	op.IO("fdatasync", fdatasync),
	op.IO("fstat", fstat),
	op.IO("fsync", fsync),
	op.IO("ftruncate", ftruncate),
	op.IO("futimes", futimes),
	op.IO("lchown", lchown),
	op.IO("link", link),
	op.IO("lstat", lstat),
	op.IO("lutimes", lutimes),
	op.IO("mkdir", mkdir),
	op.IO("mkdtemp", mkdtemp),
	op.IO("open", open),
	op.IO("opendir", opendir),
	op.IO("dirRead", dirRead),
	op.IO("dirClose", dirClose),
	op.IO("read", read),
	op.IO("readChunk", readChunk),
	op.IO("readv", readv),
	op.IO("readdir", readdir),
	op.IO("readFile", readFile),
	op.IO("readlink", readlink),
	op.IO("realpath", realpath),
	op.IO("realpathNative", realpathNative),
	op.IO("rename", rename),
	op.IO("rm", rm),
	op.IO("rmdir", rmdir),
	op.IO("stat", stat),
	op.IO("statfs", statfs),
	op.IO("symlink", symlink),
	op.IO("truncate", truncate),
	op.IO("unlink", unlink),
	op.IO("utimes", utimes),
	op.IO("write", write),
	op.IO("writev", writev),
	op.IO("writeFile", writeFile),
	op.Pure("canceller", newCanceller),
	op.Pure("cancel", cancelOp),
	op.Pure("watch", watch),
	op.Pure("watchFile", watchFile),
	op.Pure("watchRef", watchRef),
	op.Pure("watchClose", watchClose),
	op.Pure("constants", constantsOp),
}
