package main

import "strings"

// modules says by the beginning of a file's name which module it tests; the first that fits counts. Files that fit none
// test what this runtime does not have: Node's own tools, V8's flags, the inspector.
var modules = []struct{ prefix, module string }{
	{"test-assert", "assert"},
	{"test-async-hooks", "async_hooks"}, {"test-async-local", "async_hooks"}, {"test-asyncresource", "async_hooks"},
	{"test-blob", "web"}, {"test-broadcastchannel", "worker_threads"},
	{"test-buffer", "buffer"},
	{"test-child-process", "child_process"},
	{"test-console", "console"},
	{"test-dgram", "dgram"}, {"test-dns", "dns"},
	{"test-crypto", "crypto"}, {"test-webcrypto", "crypto"}, {"test-x509", "crypto"},
	{"test-diagnostics-channel", "diagnostics_channel"},
	{"test-domain", "domain"},
	{"test-event-emitter", "events"}, {"test-events", "events"}, {"test-eventtarget", "events"}, {"test-event-capture", "events"},
	{"test-fs", "fs"},
	{"test-file.js", "web"}, {"test-abort", "web"}, {"test-global", "web"}, {"test-structuredClone", "web"}, {"test-performance", "perf_hooks"},
	{"test-perf-hooks", "perf_hooks"},
	{"test-http2", "http2"}, {"test-https", "https"}, {"test-http", "http"}, {"test-fetch", "web"}, {"test-websocket", "web"}, {"test-eventsource", "web"},
	{"test-messagechannel", "worker_threads"}, {"test-messageport", "worker_threads"}, {"test-messageevent", "worker_threads"},
	{"test-microtask", "event loop"}, {"test-next-tick", "event loop"}, {"test-promise", "event loop"}, {"test-queue-microtask", "event loop"},
	{"test-unhandled", "event loop"},
	{"test-module", "module"}, {"test-require", "module"},
	{"test-net-", "net"}, {"test-socket", "net"}, {"test-tcp", "net"},
	{"test-os", "os"}, {"test-path", "path"}, {"test-process", "process"}, {"test-signal", "process"}, {"test-stdin", "process"}, {"test-stdout", "process"},
	{"test-stdio", "process"}, {"test-querystring", "querystring"}, {"test-punycode", "punycode"}, {"test-readline", "readline"}, {"test-sqlite", "sqlite"},
	{"test-readable", "stream"}, {"test-writable", "stream"}, {"test-duplex", "stream"}, {"test-stream", "stream"}, {"test-pipe-", "stream"},
	{"test-string-decoder", "string_decoder"},
	{"test-tls", "tls"}, {"test-timers", "timers"}, {"test-runner", "test"}, {"test-tty", "tty"}, {"test-ttywrap", "tty"},
	{"test-url", "url"}, {"test-whatwg-url", "url"},
	{"test-whatwg", "web"}, {"test-webstream", "web"}, {"test-compression", "web"}, {"test-streams-wrap", "stream"},
	{"test-util", "util"}, {"test-mime", "util"}, {"test-v8", "v8"}, {"test-vm", "vm"}, {"test-wasi", "wasi"}, {"test-wasm", "web"},
	{"test-worker", "worker_threads"}, {"test-zlib", "zlib"},
}

// moduleOf returns the module that the file of the given name tests, "" for none.
func moduleOf(name string) string {
	for _, m := range modules {
		if strings.HasPrefix(name, m.prefix) {
			return m.module
		}
	}
	return ""
}

func isModule(name string) bool {
	for _, m := range modules {
		if m.module == name {
			return true
		}
	}
	return false
}
