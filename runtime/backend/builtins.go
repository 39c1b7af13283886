package backend

import (
	"slices"

	"github.com/deskjs/deskjs/runtime/backend/deskjs/app"
	"github.com/deskjs/deskjs/runtime/backend/deskjs/application"
	"github.com/deskjs/deskjs/runtime/backend/deskjs/clipboard"
	"github.com/deskjs/deskjs/runtime/backend/deskjs/contents"
	"github.com/deskjs/deskjs/runtime/backend/deskjs/crash"
	"github.com/deskjs/deskjs/runtime/backend/deskjs/dialog"
	"github.com/deskjs/deskjs/runtime/backend/deskjs/electron"
	"github.com/deskjs/deskjs/runtime/backend/deskjs/frontend"
	"github.com/deskjs/deskjs/runtime/backend/deskjs/hot"
	"github.com/deskjs/deskjs/runtime/backend/deskjs/ipc"
	"github.com/deskjs/deskjs/runtime/backend/deskjs/lifecycle"
	"github.com/deskjs/deskjs/runtime/backend/deskjs/log"
	"github.com/deskjs/deskjs/runtime/backend/deskjs/menu"
	desktop "github.com/deskjs/deskjs/runtime/backend/deskjs/native"
	"github.com/deskjs/deskjs/runtime/backend/deskjs/nativeimage"
	"github.com/deskjs/deskjs/runtime/backend/deskjs/notification"
	"github.com/deskjs/deskjs/runtime/backend/deskjs/power"
	"github.com/deskjs/deskjs/runtime/backend/deskjs/preferences"
	"github.com/deskjs/deskjs/runtime/backend/deskjs/protocol"
	"github.com/deskjs/deskjs/runtime/backend/deskjs/screen"
	"github.com/deskjs/deskjs/runtime/backend/deskjs/secret"
	"github.com/deskjs/deskjs/runtime/backend/deskjs/session"
	"github.com/deskjs/deskjs/runtime/backend/deskjs/shell"
	"github.com/deskjs/deskjs/runtime/backend/deskjs/shortcut"
	"github.com/deskjs/deskjs/runtime/backend/deskjs/store"
	"github.com/deskjs/deskjs/runtime/backend/deskjs/theme"
	"github.com/deskjs/deskjs/runtime/backend/deskjs/tray"
	"github.com/deskjs/deskjs/runtime/backend/deskjs/updater"
	"github.com/deskjs/deskjs/runtime/backend/deskjs/validated"
	"github.com/deskjs/deskjs/runtime/backend/deskjs/window"
	"github.com/deskjs/deskjs/runtime/backend/engine"
	"github.com/deskjs/deskjs/runtime/backend/node/assert"
	asynchooks "github.com/deskjs/deskjs/runtime/backend/node/async_hooks"
	"github.com/deskjs/deskjs/runtime/backend/node/buffer"
	childprocess "github.com/deskjs/deskjs/runtime/backend/node/child_process"
	"github.com/deskjs/deskjs/runtime/backend/node/console"
	"github.com/deskjs/deskjs/runtime/backend/node/constants"
	"github.com/deskjs/deskjs/runtime/backend/node/crypto"
	"github.com/deskjs/deskjs/runtime/backend/node/dgram"
	diagnosticschannel "github.com/deskjs/deskjs/runtime/backend/node/diagnostics_channel"
	"github.com/deskjs/deskjs/runtime/backend/node/dns"
	"github.com/deskjs/deskjs/runtime/backend/node/domain"
	"github.com/deskjs/deskjs/runtime/backend/node/errors"
	"github.com/deskjs/deskjs/runtime/backend/node/events"
	"github.com/deskjs/deskjs/runtime/backend/node/fs"
	"github.com/deskjs/deskjs/runtime/backend/node/http"
	"github.com/deskjs/deskjs/runtime/backend/node/http/parser"
	"github.com/deskjs/deskjs/runtime/backend/node/http2"
	"github.com/deskjs/deskjs/runtime/backend/node/https"
	"github.com/deskjs/deskjs/runtime/backend/node/inspector"
	"github.com/deskjs/deskjs/runtime/backend/node/module"
	"github.com/deskjs/deskjs/runtime/backend/node/net"
	"github.com/deskjs/deskjs/runtime/backend/node/os"
	"github.com/deskjs/deskjs/runtime/backend/node/path"
	perfhooks "github.com/deskjs/deskjs/runtime/backend/node/perf_hooks"
	"github.com/deskjs/deskjs/runtime/backend/node/process"
	"github.com/deskjs/deskjs/runtime/backend/node/querystring"
	"github.com/deskjs/deskjs/runtime/backend/node/readline"
	"github.com/deskjs/deskjs/runtime/backend/node/repl"
	nodestream "github.com/deskjs/deskjs/runtime/backend/node/stream"
	stringdecoder "github.com/deskjs/deskjs/runtime/backend/node/string_decoder"
	"github.com/deskjs/deskjs/runtime/backend/node/sys"
	"github.com/deskjs/deskjs/runtime/backend/node/test"
	"github.com/deskjs/deskjs/runtime/backend/node/timers"
	"github.com/deskjs/deskjs/runtime/backend/node/tls"
	traceevents "github.com/deskjs/deskjs/runtime/backend/node/trace_events"
	"github.com/deskjs/deskjs/runtime/backend/node/tty"
	"github.com/deskjs/deskjs/runtime/backend/node/util"
	"github.com/deskjs/deskjs/runtime/backend/node/v8"
	"github.com/deskjs/deskjs/runtime/backend/node/validators"
	"github.com/deskjs/deskjs/runtime/backend/node/vm"
	"github.com/deskjs/deskjs/runtime/backend/node/wasi"
	workerthreads "github.com/deskjs/deskjs/runtime/backend/node/worker_threads"
	"github.com/deskjs/deskjs/runtime/backend/node/zlib"
	"github.com/deskjs/deskjs/runtime/backend/web/blob"
	"github.com/deskjs/deskjs/runtime/backend/web/encoding"
	webevents "github.com/deskjs/deskjs/runtime/backend/web/events"
	"github.com/deskjs/deskjs/runtime/backend/web/eventsource"
	"github.com/deskjs/deskjs/runtime/backend/web/fetch"
	"github.com/deskjs/deskjs/runtime/backend/web/navigator"
	"github.com/deskjs/deskjs/runtime/backend/web/streams"
	"github.com/deskjs/deskjs/runtime/backend/web/url"
	"github.com/deskjs/deskjs/runtime/backend/web/urlpattern"
	"github.com/deskjs/deskjs/runtime/backend/web/webassembly"
	"github.com/deskjs/deskjs/runtime/backend/web/websocket"
)

// Builtins is the one table of everything that require finds without a file.
// Each line is a folder under node or web; the order is the alphabet's.
func Builtins() []*engine.Module { return builtins }

var builtins = slices.Concat([]*engine.Module{
	app.Exports,
	app.Module,
	app.Pages,
	contents.Events,
	contents.Frame,
	contents.History,
	clipboard.Item,
	clipboard.Module,
	contents.Module,
	contents.Page,
	contents.Printing,
	contents.Result,
	crash.Module,
	frontend.Module,
	dialog.Module,
	hot.Module,
	electron.Common,
	electron.Places,
	electron.Process,
	electron.Renderer,
	ipc.Electron,
	ipc.Main,
	ipc.Module,
	ipc.Port,
	log.File,
	log.Module,
	lifecycle.Module,
	menu.Module, menu.Item, menu.Roles, menu.Order, menu.Live, menu.Bar, menu.About,
	desktop.Event,
	desktop.Module,
	window.Creation,
	window.Frame,
	window.View,
	window.Module,
	nativeimage.Module,
	power.Module,
	preferences.Module,
	protocol.Module,
	screen.Module,
	secret.Module,
	session.Cookies,
	session.Download,
	session.Module,
	shortcut.Accelerator,
	shortcut.Module,
	theme.Module,
	tray.Module,
	notification.Module,
	shell.Module,
	store.File,
	store.Keys,
	store.Module,
	store.Versions,
	updater.Module,
	updater.Handover,
	assert.CallTracker,
	assert.Difference,
	assert.Error,
	assert.Module,
	assert.Strict,
	asynchooks.Module,
	blob.File,
	blob.Module,
	buffer.InternalModule,
	buffer.Module,
	childprocess.Arguments,
	childprocess.Binding,
	childprocess.Channel,
	childprocess.Cluster,
	childprocess.Handles,
	childprocess.Module,
	childprocess.Process,
	childprocess.Serialization,
	childprocess.Socket,
	console.Methods,
	console.Module,
	console.Table,
	console.Terminal,
	constants.Module,
	crypto.Module,
	diagnosticschannel.Module,
	domain.Module,
	encoding.Module,
	errors.Messages,
	errors.Module,
	errors.System,
	eventsource.Module,
	events.AsyncResource,
	events.Module,
	fs.Binding,
	fs.Copy,
	fs.Dir,
	fs.Glob,
	fs.Handle,
	fs.IO,
	fs.Module,
	fs.Promises,
	fs.Statistics,
	fs.Streams,
	fs.Utils,
	fs.Watch,
	fs.Whole,
	inspector.Module,
	inspector.Promises,
	module.Module,
	navigator.Module,
	os.Module,
	parser.Module,
	path.Glob,
	path.Module,
	path.Posix,
	path.Win32,
	perfhooks.Histogram,
	perfhooks.Module,
	perfhooks.Observe,
	perfhooks.Observers,
	perfhooks.Performance,
	perfhooks.Resource,
	perfhooks.Timeline,
	process.Active,
	process.Flags,
	process.Lifecycle,
	process.Module,
	process.Permission,
	process.Report,
	process.Seldom,
	process.Warning,
	querystring.Module,
	repl.Module,
	streams.Adapters,
	streams.Bytes,
	streams.Compress,
	streams.Encoding,
	streams.Iterate,
	streams.Module,
	streams.Pipe,
	streams.Readable,
	streams.Strategies,
	streams.Tee,
	streams.Transfer,
	streams.Transform,
	streams.Util,
	streams.Writable,
	stringdecoder.Module,
	sys.Module,
	test.AllReporters,
	test.Child,
	test.Context,
	test.JUnit,
	test.Mock,
	test.MockTimers,
	test.Module,
	test.Reporter,
	test.Reporters,
	test.Run,
	test.Runner,
	test.Snapshot,
	test.TAP,
	timers.Legacy,
	timers.Module,
	timers.Promises,
	traceevents.Module,
	tty.Colors,
	tty.Descriptor,
	tty.Module,
	tty.Stdio,
	url.ContextModule,
	url.LegacyModule,
	url.Module,
	url.PunycodeModule,
	url.SearchParamsModule,
	util.Callbackify,
	util.Comparisons,
	util.Debuglog,
	util.Diff,
	util.Exotic,
	util.Format,
	util.Inspect,
	util.InspectError,
	util.Internal,
	util.Layout,
	util.MIME,
	util.Module,
	util.Old,
	util.ParseArgs,
	util.Partial,
	util.Seldom,
	util.Styles,
	util.StyleText,
	util.Types,
	v8.GC,
	v8.Heap,
	v8.Module,
	v8.PromiseHooks,
	validators.Module,
	validated.Module,
	vm.Module,
	wasi.Module,
	webassembly.Module,
	webevents.Abort,
	webevents.Exception,
	webevents.Message,
	webevents.Target,
	websocket.Module,
}, application.Modules, crypto.Parts(), dgram.Modules, dns.Modules, fetch.Modules, http.Modules, http2.Modules, https.Modules, net.Modules, nodestream.Modules, readline.Modules, tls.Modules, urlpattern.Modules, workerthreads.Modules, zlib.Modules, databases)

// BuiltinNames lists what user code may require, without "node:".
func BuiltinNames() []string {
	var names []string
	for _, m := range builtins {
		if !m.Internal {
			names = append(names, m.Name)
		}
	}
	return names
}

// Types returns the declarations of the builtins by name, for authors' editors.
func Types() map[string]string {
	types := map[string]string{}
	for _, m := range builtins {
		if m.Types != "" {
			types[m.Name] = m.Types
		}
	}
	return types
}
