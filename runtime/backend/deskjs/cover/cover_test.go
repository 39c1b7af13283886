package cover_test

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/deskjs/deskjs/bundler"
	"github.com/deskjs/deskjs/runtime/backend"
	"github.com/deskjs/deskjs/runtime/backend/deskjs/cover"
	"github.com/deskjs/deskjs/runtime/backend/engine"
)

// program has what counting could break: parentheses, statements without braces, directives, hoisting, values of operators.
const program = `import * as names from './names'

function sign(n: number): string {
  if (n < 0) return 'minus'
  else if (n > 0) return 'plus'
  return 'zero'
}

const pick = (a?: string, b?: string) => a ?? (b || 'none')
const both = (a: unknown, b: unknown) => a && b
class Point {
  #x = 1
  static made = 0
  constructor(public y: number) { Point.made++ }
  get x() { return this.#x ? (this.y, this.#x) : 0 }
}
function never() {
  return 'unreached'
}
async function later() {
  for (const n of [1, 2]) if (n > 1) (0, names.say)('loop ' + n)
  do await null; while (false)
  switch (sign(1)) {
    case 'plus': return names.label
    default: return never()
  }
}
label: for (let i = 0; i < 3; i++) { if (i === 1) continue label }
(() => { 'use strict'; names.say(String(this)) })();
names.say(sign(-1) + sign(2) + sign(0))
names.say([pick(), pick('a'), pick(undefined, 'b'), both(0, 1), both(1, null), new Point(2).x, Point.made].join())
void later().then(names.say)
`

const other = `export const label = 'done'
export function say(text: string): void { console.log(text) }
`

func TestCountsChangeNothingAndAreRight(t *testing.T) {
	dir := t.TempDir()
	for name, text := range map[string]string{"main.ts": program, "names.ts": other} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	run := func(change func(*backend.Options)) string {
		var out bytes.Buffer
		options := backend.Options{Host: engine.Host{Stdout: &out, Stderr: &out, Executable: "deskjs"}, Transform: bundler.Transform}
		change(&options)
		backend.New(options).RunFile(filepath.Join(dir, "main.ts"))
		return out.String()
	}
	plain := run(func(*backend.Options) {})
	recorder := cover.New(dir)
	counted := run(func(options *backend.Options) {
		options.Transform = recorder.Transform(options.Transform)
		options.Prepare = func(b *backend.Backend) { recorder.Define(b.Engine) }
	})
	if counted != plain || !strings.Contains(plain, "done") {
		t.Errorf("with counters it prints\n%s\nand without\n%s", counted, plain)
	}
	counts := t.TempDir()
	for range 2 { // as two programs that ran the same
		if err := recorder.Write(counts); err != nil {
			t.Fatal(err)
		}
	}
	report, err := cover.Read(counts)
	if err != nil {
		t.Fatal(err)
	}
	var text, lcov strings.Builder
	report.Text(&text)
	if err := report.LCOV(&lcov); err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"FNDA:8,sign:3\n", "FNDA:0,never:17\n", "DA:18,0\n", "DA:6,2\n", "FNDA:2,later:20\n", "BRDA:4,1,0,2\n", "BRDA:4,1,1,6\n"} {
		if !strings.Contains(lcov.String(), want) {
			t.Errorf("%q is not in\n%s", want, lcov.String())
		}
	}
	if !strings.Contains(text.String(), "18") || !strings.Contains(text.String(), "names.ts") || report.Lines() >= 100 || report.Lines() < 80 {
		t.Errorf("the table is\n%s", text.String())
	}
}
