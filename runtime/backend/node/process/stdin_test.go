package process_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/deskjs/deskjs/runtime/backend/backendtest"
)

// longInput is more than a pipe holds. A chunk is at most 64 KiB, so that some of its
// characters, of three bytes each, lie in two.
var longInput = "a" + strings.Repeat("€", 100000)

func TestLongInput(t *testing.T) {
	cases := []struct{ name, code, want string }{
		{"characters across chunks", `
			let text = ''
			let chunks = 0
			process.stdin.setEncoding('utf8').on('data', (chunk) => {
				text += chunk
				chunks++
			})
			process.stdin.on('end', () => console.log(text.length, text === 'a' + '€'.repeat(100000), chunks > 1))
		`, "100001 true true\n"},
		{"read of a size", `
			const { stdin } = process
			const sizes = new Set()
			stdin.on('readable', () => {
				let chunk
				while ((chunk = stdin.read(1000)) !== null) sizes.add(chunk.length)
			})
			stdin.on('end', () => console.log(sizes))
		`, "Set(2) { 1000, 1 }\n"},
		{"pipe waits for drain", `
			const EventEmitter = require('events')
			const slow = new EventEmitter()
			let bytes = 0
			let waiting = false
			slow.write = (chunk) => {
				if (waiting) console.log('did not wait')
				bytes += chunk.length
				waiting = true
				setTimeout(() => {
					waiting = false
					slow.emit('drain')
				}, 1)
				return false
			}
			slow.end = () => console.log('end', bytes)
			process.stdin.pipe(slow)
		`, "end 300001\n"},
		{"iteration", `
			const chunks = process.stdin[Symbol.asyncIterator]()
			async function main() {
				let bytes = 0
				for (let step = await chunks.next(); !step.done; step = await chunks.next()) {
					bytes += step.value.length
					await new Promise((resolve) => setTimeout(resolve, 1))
				}
				console.log(bytes)
			}
			main()
		`, "300001\n"},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			path := filepath.Join(t.TempDir(), "long.js")
			write(t, path, c.code)
			here, err := backendtest.RunInput(path, strings.NewReader(longInput))
			same(t, "here", here, err, c.want)
			if there, installed, err := backendtest.NodeInput(path, strings.NewReader(longInput)); installed {
				same(t, "node", there, err, c.want)
			}
		})
	}
}

// Input that never ends must not keep a program that does not wait for it.
func TestOpenInput(t *testing.T) {
	cases := []struct{ name, code, want string }{
		{"untouched", `console.log('done')`, "done\n"},
		{"looked at", `console.log(process.stdin.readable)`, "true\n"},
		{"end only", `process.stdin.on('end', () => console.log('end'))`, ""},
		{"paused at once", `process.stdin.resume(); process.stdin.pause()`, ""},
		{"paused and resumed", `process.stdin.on('data', (data) => {
			console.log(String(data))
			process.stdin.pause()
			setTimeout(() => { process.stdin.resume(); process.stdin.unref(); console.log('again') }, 1)
		})`, "line\nagain\n"},
		{"unref", `process.stdin.on('data', () => {}).unref()`, ""},
		{"destroyed", `process.stdin.on('data', () => process.stdin.destroy()).on('close', () => console.log('close'))`, "close\n"},
		{"iteration left", `
			const chunks = process.stdin[Symbol.asyncIterator]()
			chunks.next().then(({ value }) => { console.log(String(value)); return chunks.return(5) }).then(console.log)
		`, "line\n{ value: 5, done: true }\n"},
		{"destroyed in an iteration", `
			const chunks = process.stdin[Symbol.asyncIterator]()
			chunks.next().then(() => {
				chunks.next().catch((error) => console.log(error.code))
				process.stdin.destroy()
			})
		`, "ERR_STREAM_PREMATURE_CLOSE\n"},
		{"exit while reading", `process.stdin.resume(); process.on('exit', (code) => console.log(code)); process.exit(0)`, "0\n"},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			path := filepath.Join(t.TempDir(), "open.js")
			write(t, path, c.code)
			here, err := backendtest.RunInput(path, open(t, "line"))
			same(t, "here", here, err, c.want)
			if there, installed, err := backendtest.NodeInput(path, open(t, "line")); installed {
				same(t, "node", there, err, c.want)
			}
		})
	}
}

// open returns a pipe that holds text and stays open until the test is over.
func open(t *testing.T, text string) *os.File {
	t.Helper()
	reader, writer, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		_ = reader.Close()
		_ = writer.Close()
	})
	if _, err := writer.WriteString(text); err != nil {
		t.Fatal(err)
	}
	return reader
}

func write(t *testing.T, path, code string) {
	t.Helper()
	if err := os.WriteFile(path, []byte(code), 0o644); err != nil {
		t.Fatal(err)
	}
}

func same(t *testing.T, who string, got backendtest.Result, err error, want string) {
	t.Helper()
	if err != nil || got.Code != 0 || got.Stdout != want {
		t.Errorf("%s: exit code %d (%v), printed\n%s%s\nwant\n%s", who, got.Code, err, got.Stdout, got.Stderr, want)
	}
}
