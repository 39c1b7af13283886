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
	guarded("access", access, reads),
	op.Pure("lend", lend),
	op.Pure("borrowed", borrowed),
	op.IO("exists", carrying("exists", existsGuarded)),
	guarded("chmod", chmod, writes),
	guarded("chown", chown, writes),
	op.IO("close", closeOp),
	guarded("copyFile", copyFile, reads, second(creates)),
	op.IO("fchmod", fchmod),
	op.IO("fchown", fchown),
	op.IO("fdatasync", fdatasync),
	op.IO("fstat", fstat),
	op.IO("fsync", fsync),
	op.IO("ftruncate", ftruncate),
	op.IO("futimes", futimes),
	guarded("lchown", lchown, writesEntry),
	guarded("link", link, moves, second(writesEntry)),
	guarded("lstat", lstat, readsEntry),
	guarded("lutimes", lutimes, writesEntry),
	op.IO("mkdir", carrying("mkdir", mkdirGuarded)),
	op.IO("mkdtemp", carrying("mkdtemp", mkdtempGuarded)),
	guardedBy("open", open, openUse(1)),
	guarded("opendir", opendir, reads),
	op.IO("dirRead", dirRead),
	op.IO("dirClose", dirClose),
	op.IO("read", read),
	op.IO("readChunk", readChunk),
	op.IO("readv", readv),
	op.IO("readdir", carrying("readdir", readdirGuarded)),
	guardedBy("readFile", readFile, openUse(1)),
	guarded("readlink", readlink, readsEntry),
	guarded("realpath", realpath, reads),
	guarded("realpathNative", realpathNative, reads),
	guarded("rename", rename, moves, second(writesEntry)),
	guarded("rm", rm, writesEntry),
	guarded("rmdir", rmdir, writesEntry),
	guarded("stat", stat, reads),
	guarded("statfs", statfs, reads),
	guarded("symlink", symlink, second(writesEntry)),
	guarded("truncate", truncate, writes),
	guarded("unlink", unlink, writesEntry),
	guarded("utimes", utimes, writes),
	op.IO("write", write),
	op.IO("writev", writev),
	guardedBy("writeFile", writeFile, openUse(2)),
	op.Pure("canceller", newCanceller),
	op.Pure("cancel", cancelOp),
	op.Pure("watch", watch),
	op.Pure("watchFile", watchFile),
	op.Pure("watchRef", watchRef),
	op.Pure("watchClose", watchClose),
	op.Pure("constants", constantsOp),
}
