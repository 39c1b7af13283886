package engine

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"math"
	"math/big"
	"reflect"
	"strings"
	"testing"

	"github.com/dop251/goja"

	"github.com/deskjs/deskjs/runtime/backend/op"
)

// program runs JavaScript against a binding on an engine of its own.
type program struct {
	engine *Engine
	out    []string
}

// newProgram returns one in which log(...) collects lines, and so does what is uncaught.
func newProgram() *program {
	p := &program{engine: New(Host{})}
	p.engine.Uncaught = func(value goja.Value, origin Origin) {
		p.out = append(p.out, string(origin)+": "+value.String())
	}
	p.engine.Global("log", func(call goja.FunctionCall) goja.Value {
		words := make([]string, len(call.Arguments))
		for i, argument := range call.Arguments {
			words[i] = argument.String()
		}
		p.out = append(p.out, strings.Join(words, " "))
		return goja.Undefined()
	})
	return p
}

// run runs the builtin m until nothing is left to do.
func (p *program) run(m *Module) []string {
	p.engine.Loop.Run(func() {
		_, err := p.engine.Load(m, goja.Undefined())
		p.engine.Loop.Report(err)
	})
	p.engine.Close()
	return p.out
}

func expect(t *testing.T, got []string, want ...string) {
	t.Helper()
	if !reflect.DeepEqual(got, want) {
		t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
}

func TestForms(t *testing.T) {
	shaped := &op.Error{Code: "ENOENT", Errno: -2, Syscall: "open", Path: "x"}
	ops := op.Table{
		op.IO("add", func(_ *op.Context, args op.Args) (any, error) { return args.Int(0) + args.Int(1), nil }),
		op.IO("fail", func(*op.Context, op.Args) (any, error) { return nil, shaped }),
		op.IO("burst", func(*op.Context, op.Args) (any, error) { panic("oh") }),
		op.Pure("pure", func(_ *op.Context, args op.Args) (any, error) { return "pure " + args.String(0), nil }),
		op.Pure("bad", func(*op.Context, op.Args) (any, error) {
			return nil, &op.Error{Type: "RangeError", Code: "ERR_OUT_OF_RANGE", Message: "too far"}
		}),
		op.Pure("index", func(_ *op.Context, args op.Args) (any, error) { return []int{}[args.Int(0)], nil }),
	}
	tests := []struct {
		name, source string
		want         []string
	}{
		{"sync", `log(binding.addSync(1, 2))`, []string{"3"}},
		{"callback", `binding.add(1, 2, (error, sum) => log(error, sum)); log('first')`, []string{"first", "null 3"}},
		{"promise", `binding.addPromise(1, 2).then(log); log('first')`, []string{"first", "3"}},
		{"pure", `log(binding.pure('x'), binding.pureSync, binding.purePromise)`, []string{"pure x undefined undefined"}},
		{"sync error", `try { binding.failSync() } catch (e) { log(JSON.stringify(e), e instanceof Error, e.message) }`,
			[]string{`{"errno":-2,"code":"ENOENT","syscall":"open","path":"x"} true ENOENT: no such file or directory, open 'x'`}},
		{"callback error", `binding.fail((error, result) => log(error.code, result))`, []string{"ENOENT undefined"}},
		{"promise error", `binding.failPromise().catch(e => log(e.code))`, []string{"ENOENT"}},
		{"class of an error", `try { binding.bad() } catch (e) { log(e instanceof RangeError, e.code, e.message) }`, []string{"true ERR_OUT_OF_RANGE too far"}},
		{"a panic", `try { binding.burstSync() } catch (e) { log(e) }`, []string{"Error: internal error in burst: oh"}},
		{"a panic, pure", `try { binding.index(1) } catch (e) { log(e) }`,
			[]string{"Error: internal error in index: runtime error: index out of range [1] with length 0"}},
		{"a panic, callback", `binding.burst(e => log(e))`, []string{"Error: internal error in burst: oh"}},
		{"a panic, promise", `binding.burstPromise().catch(e => log(e))`, []string{"Error: internal error in burst: oh"}},
		{"no callback", `try { binding.add(1, 2) } catch (e) { log(e) }`, []string{"TypeError: binding.add: the last argument is no function"}},
		{"no arguments", `try { binding.add() } catch (e) { log(e) }`, []string{"TypeError: binding.add: the last argument is no function"}},
		{"a callback throws", `binding.add(1, 2, () => { throw new Error('thrown') }); binding.add(1, 2, () => log('next'))`, nil},
		{"a rejection nobody handles", `binding.failPromise()`, []string{"unhandledRejection: Error: ENOENT: no such file or directory, open 'x'"}},
		{"a program without Error", `const was = Error; globalThis.Error = undefined; try { binding.failSync() } catch (e) { log(e.code) } globalThis.Error = was`, []string{"ENOENT"}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			got := newProgram().run(&Module{Name: "test", Source: test.source, Ops: ops})
			if test.want != nil {
				expect(t, got, test.want...)
				return
			}
			// The two operations end in any order.
			text := strings.Join(got, "\n")
			if len(got) != 2 || !strings.Contains(text, "uncaughtException: Error: thrown") || !strings.Contains(text, "next") {
				t.Errorf("got %q", got)
			}
		})
	}
}

func TestArguments(t *testing.T) {
	tests := []struct {
		source string
		want   any
	}{
		{"undefined", nil}, {"null", nil}, {"true", true}, {"5", int64(5)}, {"1.5", 1.5}, {"NaN", math.NaN()},
		{"'é'", "é"}, {"''", ""}, {"10n ** 20n", new(big.Int).Exp(big.NewInt(10), big.NewInt(20), nil)},
		{"Symbol('x')", nil}, {"({})", nil}, {"new Date()", nil}, {"new Map()", nil}, {"({buffer: 1})", nil}, {"[]", []any{}},
		{"[1, 'a', null, [true, [undefined]]]", []any{int64(1), "a", nil, []any{true, []any{nil}}}},
		{"[, 1]", []any{nil, int64(1)}},
		{"new Uint8Array([1, 2, 3])", []byte{1, 2, 3}},
		{"new Uint8Array(new Uint8Array([1, 2, 3, 4]).buffer, 1, 2)", []byte{2, 3}},
		{"new Uint8ClampedArray([7])", []byte{7}},
		{"new Int8Array([-1])", []byte{255}},
		{"new Uint16Array(new Uint16Array([1, 2, 3]).buffer, 2, 1)", []byte{2, 0}},
		{"new Int32Array([1])", []byte{1, 0, 0, 0}},
		{"new Float64Array([2])", []byte{0, 0, 0, 0, 0, 0, 0, 64}},
		{"new BigUint64Array([5n])", []byte{5, 0, 0, 0, 0, 0, 0, 0}},
		{"new Uint8Array([9, 8]).buffer", []byte{9, 8}},
		{"new DataView(new Uint8Array([1, 2, 3, 4]).buffer, 1, 2)", []byte{2, 3}},
		{"new DataView(new ArrayBuffer(0))", []byte{}},
		{"new Uint8Array(0)", []byte{}},
		{"new Uint16Array(0)", []byte{}},
		{"new (class Mine extends Uint8Array {})([6])", []byte{6}},
		{"[new Uint8Array([1])]", []any{[]byte{1}}},
	}
	for _, test := range tests {
		t.Run(test.source, func(t *testing.T) {
			var got any
			take := op.Pure("take", func(_ *op.Context, args op.Args) (any, error) { got = args[0]; return nil, nil })
			expect(t, newProgram().run(&Module{Source: "binding.take(" + test.source + ")", Ops: op.Table{take}}))
			if want, ok := test.want.(float64); ok && math.IsNaN(want) {
				if f, ok := got.(float64); !ok || !math.IsNaN(f) {
					t.Errorf("got %#v", got)
				}
				return
			}
			if !reflect.DeepEqual(got, test.want) {
				t.Errorf("got %#v, want %#v", got, test.want)
			}
		})
	}
}

func TestBytesAreSharedBothWays(t *testing.T) {
	var kept []byte
	ops := op.Table{
		op.Pure("fill", func(_ *op.Context, args op.Args) (any, error) {
			for i := range args.Bytes(0) {
				args.Bytes(0)[i] = 7
			}
			return nil, nil
		}),
		op.Pure("give", func(*op.Context, op.Args) (any, error) { kept = []byte{1, 2}; return kept, nil }),
	}
	got := newProgram().run(&Module{Ops: ops, Source: `
		const whole = new Uint8Array(4)
		binding.fill(whole.subarray(1, 3))
		log(whole)
		const given = binding.give()
		new Uint8Array(given)[0] = 9
		log(given instanceof ArrayBuffer, given.byteLength)`})
	expect(t, got, "0,7,7,0", "true 2")
	if !bytes.Equal(kept, []byte{9, 2}) {
		t.Errorf("kept %v", kept)
	}
}

func TestAnArrayThatContainsItself(t *testing.T) {
	take := op.Pure("take", func(*op.Context, op.Args) (any, error) { return "taken", nil })
	got := newProgram().run(&Module{Source: "const a = []; a.push(a); log(binding.take(a))", Ops: op.Table{take}})
	expect(t, got, "taken")
}

func TestResults(t *testing.T) {
	tests := []struct {
		name   string
		result any
		want   string
	}{
		{"nil", nil, "undefined undefined"},
		{"Null", op.Null, "object null"},
		{"bool", true, "boolean true"},
		{"int", 5, "number 5"},
		{"int64", int64(-5), "number -5"},
		{"uint64", uint64(5), "number 5"},
		{"float64", 1.5, "number 1.5"},
		{"negative zero", math.Copysign(0, -1), "number -0"},
		{"string", "é\U0001f600", `string "é😀"`},
		{"BigInt", op.BigInt(5), "bigint 5"},
		{"*big.Int", new(big.Int).Lsh(big.NewInt(1), 70), "bigint 1180591620717411303424"},
		{"[]byte", []byte{1}, "object ArrayBuffer 1"},
		{"[]byte, nil", []byte(nil), "object ArrayBuffer 0"},
		{"[]string", []string{"a", "b"}, `object ["a","b"]`},
		{"[]string, nil", []string(nil), `object []`},
		{"[]float64", []float64{1, 2.5}, `object [1,2.5]`},
		{"[]any", []any{1, "a", op.Null, []any{true}}, `object [1,"a",null,[true]]`},
		{"Object", op.Object{{Name: "b", Value: 1}, {Name: "a", Value: op.Object{{Name: "c", Value: nil}, {Name: "d", Value: op.Null}}}}, `object {"b":1,"a":{"d":null}}`},
		{"Object with __proto__", op.Object{{Name: "__proto__", Value: op.Object{{Name: "x", Value: 1}}}}, `object {"__proto__":{"x":1}}`},
		{"error", errors.New("oh"), "object Error: oh"},
		{"*op.Error", &op.Error{Type: "TypeError", Code: "ERR_X", Message: "oh"}, "object TypeError: oh"},
		{"wrapped *op.Error", fmt.Errorf("reading: %w", &op.Error{Message: "oh"}), "object Error: oh"},
		{"Handle", op.Handle{Value: io.EOF}, "object {}"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			give := op.Pure("give", func(*op.Context, op.Args) (any, error) { return test.result, nil })
			got := newProgram().run(&Module{Ops: op.Table{give}, Source: `
				const v = binding.give()
				log(typeof v, Object.is(v, -0) ? '-0' : v instanceof ArrayBuffer ? 'ArrayBuffer ' + v.byteLength :
					v instanceof Error || typeof v === 'bigint' ? String(v) : JSON.stringify(v))`})
			expect(t, got, test.want)
		})
	}
}

func TestHandlesComeBack(t *testing.T) {
	type thing struct{ n int }
	made := &thing{}
	ops := op.Table{
		op.Pure("make", func(*op.Context, op.Args) (any, error) { return op.Handle{Value: made}, nil }),
		op.Pure("count", func(_ *op.Context, args op.Args) (any, error) {
			held, err := op.HandleAt[*thing](args, 0)
			if err != nil {
				return nil, err
			}
			held.n++
			return held.n, nil
		}),
	}
	got := newProgram().run(&Module{Ops: ops, Source: `
		const handle = binding.make()
		log(binding.count(handle), binding.count(handle), Reflect.ownKeys(handle).length, Object.keys(handle).length)
		try { binding.count({}) } catch (e) { log(e) }`})
	expect(t, got, "1 2 1 0", "Error: argument 0 is not a *engine.thing")
}

func TestCallbacksKeepTheLoopAlive(t *testing.T) {
	listen := op.Pure("listen", func(_ *op.Context, args op.Args) (any, error) {
		callback := args.Callback(0)
		callback.Ref()
		callback.Ref() // counts once
		go func() {
			callback.Call(1, op.Null)
			callback.Call("two", []byte{1, 2})
			callback.Unref()
		}()
		return nil, nil
	})
	got := newProgram().run(&Module{Ops: op.Table{listen}, Source: `
		binding.listen((a, b) => log(a, b === null ? b : b.byteLength)); log('first')`})
	expect(t, got, "first", "1 null", "two 2")
}

func TestCallbackWithoutRefLetsTheLoopEnd(t *testing.T) {
	var kept *op.Callback
	listen := op.Pure("listen", func(_ *op.Context, args op.Args) (any, error) { kept = args.Callback(0); return nil, nil })
	expect(t, newProgram().run(&Module{Ops: op.Table{listen}, Source: `binding.listen(() => log('never'))`}))
	kept.Call() // harmless once the engine has been closed
}

func TestErrorsInCallbacksAreUncaught(t *testing.T) {
	listen := op.Pure("listen", func(_ *op.Context, args op.Args) (any, error) {
		args.Callback(0).Call()
		args.Callback(0).Call()
		return nil, nil
	})
	got := newProgram().run(&Module{Ops: op.Table{listen}, Source: `let n = 0; binding.listen(() => { throw ++n })`})
	expect(t, got, "uncaughtException: 1", "uncaughtException: 2")
}
