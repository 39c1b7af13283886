package backend

import (
	"fmt"
	"strings"
	"testing"

	"github.com/dop251/goja"

	"github.com/deskjs/deskjs/bridge"
	"github.com/deskjs/deskjs/runtime/backend/engine"
)

// A panic in Go code that a call reaches rejects that call, and no other (needs a patch of goja).
func TestPanicInGoRejectsOneCall(t *testing.T) {
	if !engine.Patched() {
		return
	}
	for _, test := range []struct{ name, code string }{
		{"at once", `run: async () => broken()`},
		{"after it waited", `run: async () => { await null; broken() }`},
		{"in a timer", `run: async () => new Promise((resolve, reject) => setTimeout(() => { try { broken() } catch (error) { reject(error) } }))`},
		{"in a callback of the language", `run: async () => [1].map(broken)`},
		{"in a getter of the result", `run: async () => ({ get a() { return broken() } })`},
		{"in a generator", `run: async () => { for (const x of (function* () { yield broken() })()) return x }`},
		{"in a finally", `run: async () => { try { throw new Error('first') } finally { broken() } }`},
	} {
		t.Run(test.name, func(t *testing.T) {
			a := newMiniature(t, `exports.api = { api: { echo: async (value) => value, `+test.code+` } }`)
			a.backend.do(func() {
				_ = a.backend.Engine.VM.Set("broken", func(goja.FunctionCall) goja.Value {
					var nowhere *goja.Object
					return nowhere.Get("x")
				})
			})
			a.want(`const call = () => client.call('api.run')().catch((error) => error.name + ': ' + error.message.replace(/:.*/, ''))
				const outcomes = await Promise.all([client.call('api.echo')(1), call(), client.call('api.echo')(2), call()])
				return [...outcomes, await client.call('api.echo')(3)].join()`,
				"1,Error: internal error,2,Error: internal error,3")
		})
	}
}

// page is a document without a script: a test says what it sends.
type page struct {
	a    *miniature
	view *bridge.View
	got  chan string
}

func (a *miniature) openPage() *page {
	return &page{a, a.router.OpenView(), make(chan string, 1000)}
}

func (p *page) ask(text string) { p.view.Ask(text, func(reply string) { p.got <- reply }) }

// wait returns the first reply that has something in it with a part, and asks until then.
func (p *page) wait(part string) string {
	for {
		if reply := <-p.got; strings.Contains(reply, part) {
			return reply
		}
		p.ask("")
	}
}

// closings is how often a window is closed in the middle.
const closings = 1000

// TestWindowsCloseInTheMiddle: a window goes while its calls, its callbacks and its streams are under way. The backend hears of each
// callback that nobody will answer, ends each generator, and keeps nothing.
func TestWindowsCloseInTheMiddle(t *testing.T) {
	a := newMiniature(t, `
		const counts = { called: 0, settled: 0, started: 0, ended: 0, late: 0 }
		let release
		const held = new Promise((resolve) => { release = resolve })
		exports.api = { api: {
			run: async (callback) => {
				counts.called++
				try { await callback('never answered') } catch (error) { if (error.code === 'ERR_PAGE_GONE') counts.settled++ }
				try { await callback('late') } catch (error) { counts.late++ }
			},
			count: async () => { counts.started++; return generator(Array(10).fill(1), () => { counts.ended++ }) },
			slow: async () => { await held; return 'too late' },
			release: async () => { release() },
			counts: async () => JSON.stringify(counts),
		} }`)
	for range closings {
		p := a.openPage()
		p.ask(`call 1 api.run [{"$":"function","id":1}]` + "\n" + `call 2 api.slow []` + "\n" + `call 3 api.count []`)
		p.wait("invoke ")
		p.view.Close()
		p.ask("call 4 api.slow []") // of a window that is gone
	}
	a.want(`await client.call('api.release')()
		for (;;) {
			const counts = await client.call('api.counts')()
			const { called, settled, late, started, ended } = JSON.parse(counts)
			if (settled === called && late === called && started === ended) return counts
		}`, fmt.Sprintf(`{"called":%[1]d,"settled":%[1]d,"started":%[1]d,"ended":%[1]d,"late":%[1]d}`, closings))
	a.backend.do(func() {
		if count := len(a.backend.dispatcher.documents); count > 1 {
			t.Errorf("the backend keeps %d documents", count)
		}
	})
	if len(a.refused) > 0 {
		t.Errorf("refused: %q", a.refused)
	}
}

// TestAnswersToAnotherDocument: what was meant for the document before the navigation never reaches the next, which uses the same ids.
func TestAnswersToAnotherDocument(t *testing.T) {
	a := newMiniature(t, `
		const waiting = []
		exports.api = { api: {
			wait: async (callback) => new Promise((resolve) => waiting.push(() => resolve('of the document before'))),
			all: async () => { for (const resolve of waiting) resolve(); await null },
			echo: async (value) => value,
		} }`)
	p := a.openPage()
	for range 100 {
		p.ask(`call 1 api.wait [{"$":"function","id":1}]`)
		p.view.Reset()
	}
	p.ask(`call 1 api.echo ["mine"]`)
	if reply := p.wait("result 1"); reply != `result 1 "mine"` {
		t.Errorf("the document got %q", reply)
	}
	a.want(`return client.call('api.all')()`, "undefined")
	p.ask(`call 2 api.echo ["mine too"]`)
	if reply := p.wait("result 2"); reply != `result 2 "mine too"` {
		t.Errorf("the document got %q", reply)
	}
	// Another document's functions and streams can't be named.
	other := a.openPage()
	other.ask("invoke 1 1 []\nnext 2 1\ncall 3 api.echo [1]")
	if reply := other.wait("result 3"); strings.Contains(reply, "result 1") || strings.Contains(reply, "item 2") {
		t.Errorf("another document got %q", reply)
	}
}
