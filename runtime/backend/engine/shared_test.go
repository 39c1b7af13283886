package engine

import (
	"fmt"
	"strings"
	"testing"

	"github.com/dop251/goja"
)

// patched returns an engine, or nil and says so where goja has not the changes that a test is about.
func patched(t *testing.T, what string) *Engine {
	t.Helper()
	e := New(Host{})
	if !e.Patched() {
		t.Logf("goja without the project's changes: %s are missing", what)
		return nil
	}
	t.Cleanup(e.Close)
	return e
}

// eval runs a script and returns what its last expression prints as.
func eval(t *testing.T, e *Engine, source string) string {
	t.Helper()
	value, err := e.VM.RunString(source)
	if err != nil {
		return strings.TrimSpace(strings.SplitN(err.Error(), " at ", 2)[0])
	}
	return value.String()
}

// other runs source in another engine on another goroutine, with the memory of e's global sab as its own.
func other(t *testing.T, e *Engine, source string) (result chan string, second *Engine) {
	t.Helper()
	bytes, ok := SharedBytesOf(e, e.VM.Get("sab"))
	if !ok {
		t.Fatal("sab is no SharedArrayBuffer")
	}
	second = New(Host{})
	result = make(chan string, 1)
	go func() {
		defer second.Close()
		second.Global("sab", second.NewSharedArrayBuffer(bytes))
		value, err := second.VM.RunString(source)
		if err != nil {
			result <- err.Error()
			return
		}
		result <- value.String()
	}()
	return result, second
}

func TestSharedBetweenEngines(t *testing.T) {
	e := patched(t, "SharedArrayBuffer and Atomics")
	if e == nil {
		return
	}
	eval(t, e, `var sab = new SharedArrayBuffer(64); var a = new Int32Array(sab)`)
	const adds = `var i32 = new Int32Array(sab), i64 = new BigInt64Array(sab), u8 = new Uint8Array(sab), i16 = new Int16Array(sab)
		for (var i = 0; i < 2000; i++) {
			Atomics.add(i32, 0, 1); Atomics.sub(i64, 1, 3n); Atomics.add(u8, 17, 1); Atomics.add(u8, 18, 255); Atomics.add(i16, 12, -1)
		}
		'done'`
	result, _ := other(t, e, adds)
	eval(t, e, adds)
	if got := <-result; got != "done" {
		t.Fatal(got)
	}
	const want = "4000,-12000,160,96,-4000,0,0"
	got := eval(t, e, `[Atomics.load(i32, 0), Atomics.load(i64, 1), Atomics.load(u8, 17), Atomics.load(u8, 18),
		Atomics.load(i16, 12), Atomics.load(u8, 16), Atomics.load(i16, 13)].join()`)
	if got != want {
		t.Errorf("got %s, want %s", got, want)
	}
}

func TestAtomicsWaitAndNotify(t *testing.T) {
	e := patched(t, "SharedArrayBuffer and Atomics")
	if e == nil {
		return
	}
	eval(t, e, `var sab = new SharedArrayBuffer(64); var a = new Int32Array(sab)`)
	result, _ := other(t, e, `var a = new Int32Array(sab)
		var got = [Atomics.wait(a, 0, 1), Atomics.wait(a, 0, 0, 0)]
		Atomics.store(a, 1, 1); Atomics.notify(a, 1)
		got.push(Atomics.wait(a, 2, 0), Atomics.load(a, 2))
		got.join()`)
	got := eval(t, e, `Atomics.wait(a, 1, 0); Atomics.store(a, 2, 7)
		while (Atomics.notify(a, 2) === 0) Atomics.wait(a, 9, 0, 1)
		Atomics.notify(a, 2)`)
	if got != "0" {
		t.Errorf("notified %s more", got)
	}
	if got := <-result; got != "not-equal,timed-out,ok,7" && got != "not-equal,timed-out,not-equal,7" {
		t.Error(got)
	}
}

func TestInterruptEndsWait(t *testing.T) {
	e := patched(t, "SharedArrayBuffer and Atomics")
	if e == nil {
		return
	}
	eval(t, e, `var sab = new SharedArrayBuffer(8); var a = new Int32Array(sab)`)
	result, second := other(t, e, `Atomics.store(new Int32Array(sab), 1, 1); Atomics.wait(new Int32Array(sab), 0, 0); 'went on'`)
	eval(t, e, `while (Atomics.load(a, 1) === 0) Atomics.pause()`)
	second.Interrupt("enough")
	if got := <-result; !strings.HasPrefix(got, "enough") {
		t.Error(got)
	}
	if got := eval(t, e, `Atomics.notify(a, 0)`); got != "0" {
		t.Errorf("%s waiters are left", got)
	}
}

func TestWaitAsync(t *testing.T) {
	e := patched(t, "SharedArrayBuffer and Atomics")
	if e == nil {
		return
	}
	var out []string
	e.Global("log", func(call goja.FunctionCall) goja.Value {
		out = append(out, call.Argument(0).String())
		if len(out) == 4 {
			e.Loop.Hold(-1)
		}
		return goja.Undefined()
	})
	e.Loop.Hold(1)
	e.Loop.Run(func() {
		_, err := e.VM.RunString(`var sab = new SharedArrayBuffer(8), a = new Int32Array(sab)
			Atomics.waitAsync(a, 0, 0).value.then(r => log('first ' + r))
			Atomics.waitAsync(a, 0, 0, 1e6).value.then(r => { log('second ' + r); Atomics.waitAsync(a, 1, 0, 1).value.then(log) })
			log(Atomics.notify(a, 0))`)
		e.Loop.Report(err)
	})
	if got := fmt.Sprint(out); got != "[2 first ok second ok timed-out]" {
		t.Error(got)
	}
}

func TestGrowableSharedArrayBuffer(t *testing.T) {
	e := patched(t, "SharedArrayBuffer and Atomics")
	if e == nil {
		return
	}
	eval(t, e, `var sab = new SharedArrayBuffer(4, { maxByteLength: 16 }); var all = new Uint8Array(sab), two = new Uint8Array(sab, 2, 2)`)
	result, _ := other(t, e, `sab.grow(12); new Uint8Array(sab)[11] = 5; [sab.growable, sab.maxByteLength].join()`)
	if got := <-result; got != "true,16" {
		t.Fatal(got)
	}
	if got := eval(t, e, `[all.length, all[11], sab.byteLength, two.length, sab.slice(10).byteLength].join()`); got != "12,5,12,2,2" {
		t.Error(got)
	}
	if bytes, ok := Bytes(e.VM.Get("all")); !ok || len(bytes) != 12 {
		t.Errorf("Bytes: %d, %v", len(bytes), ok)
	}
}

func TestHugeBuffers(t *testing.T) {
	e := patched(t, "checks of what can be allocated")
	if e == nil {
		return
	}
	tests := []struct{ source, want string }{
		{`new ArrayBuffer(2 ** 40)`, "RangeError: Array buffer allocation failed"},
		{`new ArrayBuffer(2 ** 53)`, "RangeError: Invalid array buffer length"},
		{`new SharedArrayBuffer(2 ** 40)`, "RangeError: Array buffer allocation failed"},
		{`new SharedArrayBuffer(1, { maxByteLength: 2 ** 40 })`, "RangeError: Array buffer allocation failed"},
		{`new Uint8Array(2 ** 40)`, "RangeError: Invalid typed array length: 1099511627776"},
		{`new Float64Array({ length: 2 ** 40 })`, "RangeError: Invalid typed array length: 1099511627776"},
		{`new ArrayBuffer(1).transfer(2 ** 40)`, "RangeError: Array buffer allocation failed"},
	}
	for _, test := range tests {
		if got := eval(t, e, test.source); got != test.want {
			t.Errorf("%s: got %s, want %s", test.source, got, test.want)
		}
	}
}
