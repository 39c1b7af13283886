package backend

import (
	"bytes"
	"fmt"
	"io"
	"os"
	"testing"

	"github.com/dop251/goja"

	"github.com/deskjs/deskjs/bridge"
	"github.com/deskjs/deskjs/runtime/backend/deskjs/updater"
	"github.com/deskjs/deskjs/runtime/backend/engine"
)

// TestHandover has versions of an app leave what they leave, refuse, and look whether they are well.
func TestHandover(t *testing.T) {
	for _, test := range []struct{ name, code, want string }{
		{"nobody listens", `leave()`, "left nothing\n"},
		{"state", `autoUpdater.on('before-handover', (event) => { event.state = { at: new Date(0), list: [1n, undefined] } }); leave()`,
			"{ at: 1970-01-01T00:00:00.000Z, list: [ 1n, undefined ] } true\n"},
		{"state that takes time", `autoUpdater.on('before-handover', (event) => event.waitUntil(new Promise(setImmediate).then(() => { event.state = 'later' }))); leave()`,
			"later true\n"},
		{"a listener that comes later", `autoUpdater.on('before-handover', (event) => { event.state = 7 }); leave(() => setImmediate(() => autoUpdater.on('handover', (state) => console.log('late', state))))`,
			"late 7\n"},
		{"refused", `autoUpdater.on('before-handover', (event) => event.preventDefault()); leave()`, "refused: the app prevented it\n"},
		{"refused later", `autoUpdater.on('before-handover', (event) => event.waitUntil(Promise.reject(new Error('a file is open')))); leave()`, "refused: a file is open\n"},
		{"a listener that throws", `autoUpdater.on('before-handover', () => { throw new TypeError('oops') }); leave()`, "refused: oops\n"},
		{"what can't be cloned", `autoUpdater.on('before-handover', (event) => { event.state = { run() {} } }); leave()`,
			"refused: event.state.run is a function and can't be handed over\n"},
		{"too much", `autoUpdater.on('before-handover', (event) => { event.state = new Uint8Array(17 << 20) }); leave()`,
			"refused: event.state is 17 MB, and 16 MB at most can be handed over: write what is larger to a file\n"},
		{"well", `check()`, "problem: \n"},
		{"well later", `autoUpdater.on('health-check', (event) => event.waitUntil(new Promise(setImmediate))); check()`, "problem: \n"},
		{"unwell", `autoUpdater.on('health-check', async (event) => event.waitUntil(Promise.reject(new Error('no database')))); check()`, "problem: no database\n"},
		{"unwell without a word", `autoUpdater.on('health-check', (event) => event.preventDefault()); check()`, "problem: a listener of 'health-check' prevented it\n"},
	} {
		t.Run(test.name, func(t *testing.T) {
			var out bytes.Buffer
			b := New(Options{Host: engine.Host{Stdout: &out, Stderr: &out, Stdin: bytes.NewReader(nil), Exit: func(int) {}}})
			vm := b.Engine.VM
			set := func(name string, do func(goja.FunctionCall) goja.Value) {
				if err := vm.Set(name, do); err != nil {
					t.Fatal(err)
				}
			}
			set("leave", func(call goja.FunctionCall) goja.Value {
				then := call.Argument(0)
				updater.Leave(b.Engine, func(left bridge.Left) { received(b.Engine, &out, left, then) })
				return goja.Undefined()
			})
			set("check", func(goja.FunctionCall) goja.Value {
				updater.Check(b.Engine, func(problem string) { fmt.Fprintln(&out, "problem:", problem) })
				return goja.Undefined()
			})
			code := "const { autoUpdater } = require('deskjs')\n"
			if test.want[0] == '{' || test.want == "later true\n" {
				code += "autoUpdater.on('handover', (state) => console.log(state, state === autoUpdater.handedOver))\n"
			}
			if status := b.RunSource("test.js", os.TempDir(), code+test.code); status != 0 || out.String() != test.want {
				t.Errorf("it ended with %d and printed %s, want %s", status, out.String(), test.want)
			}
		})
	}
}

// received plays the next version, in the same process.
func received(e *engine.Engine, out io.Writer, left bridge.Left, then goja.Value) {
	switch {
	case left.Refused != "":
		fmt.Fprintln(out, "refused:", left.Refused)
	case left.Text == "":
		fmt.Fprintln(out, "left nothing")
	default:
		e.Loop.Report(updater.Take(e, left))
	}
	if function, ok := goja.AssertFunction(then); ok {
		_, err := function(goja.Undefined())
		e.Loop.Report(err)
	}
}
