package backend_test

import (
	"bytes"
	"os"
	"path/filepath"
	"runtime"
	"runtime/pprof"
	"testing"
	"time"

	"github.com/deskjs/deskjs/runtime/backend/backendtest"
)

// TestNothingOutlivesItsRuntime ends many runtimes in the midst of timers, reads, watchers and signals,
// and counts what they leave behind.
func TestNothingOutlivesItsRuntime(t *testing.T) {
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, "file.txt"), bytes.Repeat([]byte("x"), 1<<20), 0o644); err != nil {
		t.Fatal(err)
	}
	ends := map[string]string{
		"exit":         "process.exit(0)",
		"error":        "throw new Error('the end')",
		"unref'd":      "for (const thing of things) thing.unref()",
		"exit later":   "setImmediate(() => process.exit(0))",
		"rejection":    "Promise.reject(new Error('the end'))",
		"closed":       "for (const thing of things) thing.close()",
		"await for it": "for (const thing of things) thing.unref(); (async () => { for (const read of reads) await read })()",
	}
	program := `
		const fs = require('fs')
		const things = [setTimeout(() => {}, 1e6), setInterval(() => {}, 1e6), fs.watch(__dirname), fs.watch(__dirname + '/file.txt')]
		const reads = []
		for (let i = 0; i < 20; i++) reads.push(fs.promises.readFile(__dirname + '/file.txt').catch(() => {}))
		for (let i = 0; i < 20; i++) fs.stat(__dirname + '/file.txt', () => {})
		process.on('SIGUSR2', () => {})
		queueMicrotask(() => {})
		`
	run := func() {
		for name, end := range ends {
			if got := backendtest.RunCode(dir, program+end); got.Code > 1 {
				t.Fatalf("%s: exit code %d\n%s", name, got.Code, got.Stderr)
			}
		}
	}
	run() // what a process starts once, such as the goroutine of os/signal
	goroutines, descriptors := settle(t, 0, 0)
	for range 8 {
		run()
	}
	settle(t, goroutines, descriptors)
}

// TestNoConnectionOutlivesItsRuntime ends runtimes amid a thousand connections, requests and servers.
func TestNoConnectionOutlivesItsRuntime(t *testing.T) {
	dir := t.TempDir()
	program := `
		const net = require('net')
		const http = require('http')
		const dgram = require('dgram')
		let left = 1000
		const over = () => { if (--left === 0) end() }
		const silent = net.createServer(() => over())
		const answers = http.createServer((req, res) => { res.write('a beginning'); over() })
		silent.listen(0, '127.0.0.1', 1000, () => answers.listen(0, '127.0.0.1', 1000, () => {
			const { port } = silent.address()
			for (let i = 0; i < 400; i++) net.connect(port, '127.0.0.1').on('error', () => {})
			for (let i = 0; i < 50; i++) net.createServer().listen(0, '127.0.0.1', over)
			for (let i = 0; i < 50; i++) dgram.createSocket('udp4').bind(0, '127.0.0.1', over)
			for (let i = 0; i < 100; i++) new WebSocket('ws://127.0.0.1:' + port).onerror = () => {}
			for (let i = 0; i < 100; i++) fetch('http://127.0.0.1:' + port).catch(() => {})
			const url = 'http://127.0.0.1:' + answers.address().port
			for (let i = 0; i < 150; i++) fetch(url).then((response) => response.text()).catch(() => {})
			for (let i = 0; i < 150; i++) http.get(url, { agent: false }, (res) => res.resume()).on('error', () => {})
		}))
		`
	ends := map[string]string{
		"exit":  "const end = () => process.exit(0)",
		"error": "const end = () => { throw new Error('the end') }",
	}
	worker := "const { Worker } = require('worker_threads'); const worker = new Worker(`" +
		program + "; const end = () => require('worker_threads').parentPort.postMessage('amid')`, { eval: true }); worker.on('message', () => worker.terminate())"
	run := func() {
		for name, end := range ends {
			if got := backendtest.RunCode(dir, program+end); got.Code > 1 || name == "exit" && got.Code != 0 {
				t.Fatalf("%s: exit code %d\n%s", name, got.Code, got.Stderr)
			}
		}
		if got := backendtest.RunCode(dir, worker); got.Code != 0 {
			t.Fatalf("worker: exit code %d\n%s", got.Code, got.Stderr)
		}
	}
	run()
	goroutines, descriptors := settle(t, 0, 0)
	run()
	settle(t, goroutines, descriptors)
}

// settle waits until no more goroutines and descriptors are left than the given numbers, or, for 0, until they no
// longer become fewer, and returns how many there are.
func settle(t *testing.T, goroutines, descriptors int) (int, int) {
	t.Helper()
	limit := time.Now().Add(20 * time.Second)
	fewest, still := 1<<30, 0
	for {
		runtime.GC()
		now, open := runtime.NumGoroutine(), openDescriptors()
		if goroutines > 0 && now <= goroutines && open <= descriptors {
			return now, open
		}
		if goroutines == 0 {
			if still++; now+open < fewest {
				fewest, still = now+open, 0
			}
			if still > 200 || time.Now().After(limit) {
				return now, open // on a busy machine the collections alone take that long
			}
		}
		if time.Now().After(limit) {
			var stacks bytes.Buffer
			_ = pprof.Lookup("goroutine").WriteTo(&stacks, 1)
			t.Fatalf("%d goroutines and %d descriptors, before %d and %d\n%s", now, open, goroutines, descriptors, stacks.String())
		}
		runtime.Gosched()
	}
}

// openDescriptors counts the process's descriptors where the system shows them, otherwise it returns 0.
func openDescriptors() int {
	entries, err := os.ReadDir("/proc/self/fd")
	if err != nil {
		return 0
	}
	return len(entries)
}
