package main

import (
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
)

// loopScript does each thing a hundred thousand times and prints how many milliseconds each took.
const loopScript = `
const N = 100000
const noop = () => {}
const tests = {
  setImmediate: (done) => { let n = 0; (function f() { if (++n < N) setImmediate(f); else done() })() },
  'setImmediate, all at once': (done) => { let n = 0; const f = () => { if (++n === N) done() }; for (let i = 0; i < N; i++) setImmediate(f) },
  nextTick: (done) => { let n = 0; (function f() { if (++n < N) process.nextTick(f); else done() })() },
  queueMicrotask: (done) => { let n = 0; (function f() { if (++n < N) queueMicrotask(f); else done() })() },
  'await of a value': async (done) => { for (let i = 0; i < N; i++) await i; done() },
  'await of a promise': async (done) => { for (let i = 0; i < N; i++) await Promise.resolve(i); done() },
  'await of an async function': async (done) => { const g = async (x) => x; for (let i = 0; i < N; i++) await g(i); done() },
  'then': (done) => { let n = 0; const p = Promise.resolve(); (function f() { if (++n < N) p.then(f); else done() })() },
  'a chain of then': (done) => { let p = Promise.resolve(0); for (let i = 0; i < N; i++) p = p.then((x) => x + 1); p.then(done) },
  'new Promise': async (done) => { for (let i = 0; i < N; i++) await new Promise((resolve) => resolve(i)); done() },
  'setTimeout(0), all at once': (done) => { let n = 0; const f = () => { if (++n === N) done() }; for (let i = 0; i < N; i++) setTimeout(f, 0) },
  'setTimeout and clearTimeout': (done) => { for (let i = 0; i < N; i++) clearTimeout(setTimeout(noop, 1000)); done() },
  'AsyncLocalStorage.run and await': async (done) => { const { AsyncLocalStorage } = require('async_hooks'); const s = new AsyncLocalStorage(); for (let i = 0; i < N; i++) await s.run(i, async () => s.getStore()); done() },
}
const names = Object.keys(tests), took = {}
;(function next() {
  const name = names.shift()
  if (!name) return console.log(JSON.stringify(took))
  const start = process.hrtime.bigint()
  tests[name](() => { took[name] = Number(process.hrtime.bigint() - start) / 1e6; setTimeout(next, 1) })
})()
`

// loopNames is the order of the rows.
var loopNames = []string{
	"setImmediate", "setImmediate, all at once", "nextTick", "queueMicrotask", "await of a value", "await of a promise",
	"await of an async function", "then", "a chain of then", "new Promise", "setTimeout(0), all at once",
	"setTimeout and clearTimeout", "AsyncLocalStorage.run and await",
}

// loop compares what the event loop and promises cost with Node, 100,000 of each.
func (b *bench) loop() error {
	script := filepath.Join(b.scratch, "loop.js")
	if err := os.WriteFile(script, []byte(loopScript), 0o644); err != nil {
		return err
	}
	ours, nodes := map[string][]float64{}, map[string][]float64{}
	for range rounds {
		if err := timings(ours, b.deskjs, "run", script); err != nil {
			return err
		}
		if err := timings(nodes, "node", script); err != nil {
			return err
		}
	}
	for _, name := range loopNames {
		row("100,000 times "+name+" (peer: node)", "ms", median(ours[name]), median(nodes[name]))
	}
	return nil
}

// timings runs a script that prints a JSON object of milliseconds and adds them to all.
func timings(all map[string][]float64, name string, args ...string) error {
	output, err := exec.Command(name, args...).Output()
	if err != nil {
		return fmt.Errorf("%s: %w", name, err)
	}
	var took map[string]float64
	if err := json.Unmarshal(output, &took); err != nil {
		return fmt.Errorf("%s: %w", name, err)
	}
	for what, milliseconds := range took {
		all[what] = append(all[what], milliseconds)
	}
	return nil
}
