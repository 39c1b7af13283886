package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// files are a small test262: tests that must pass ("pass-...") and tests that must fail, with a part of the message.
var files = map[string]string{
	"harness/assert.js":           "function assert(value) { if (value !== true) throw new Test262Error('not true') }",
	"harness/sta.js":              "function Test262Error(message) { this.message = message }\nTest262Error.prototype.toString = function () { return 'Test262Error: ' + this.message }",
	"harness/doneprintHandle.js":  "function $DONE(error) { print(error ? 'Test262:AsyncTestFailure:' + error : 'Test262:AsyncTestComplete') }",
	"harness/more.js":             "var more = 'more'",
	"test/pass-script.js":         "var top = 1; assert(this.top === 1)",
	"test/pass-sloppy.js":         "/*---\nflags: [noStrict]\n---*/\nassert((function () { return this })() === this)",
	"test/pass-strict.js":         "/*---\nflags: [onlyStrict]\n---*/\nassert((function () { return this })() === undefined)",
	"test/pass-includes.js":       "/*---\nincludes: [more.js]\n---*/\nassert(more === 'more')",
	"test/pass-parse.js":          "/*---\nnegative:\n  phase: parse\n  type: SyntaxError\n---*/\nvar = 1",
	"test/pass-runtime.js":        "/*---\nnegative:\n  phase: runtime\n  type: Test262Error\n---*/\nthrow new Test262Error('wanted')",
	"test/pass-async.js":          "/*---\nflags: [async]\n---*/\nPromise.resolve().then(() => $DONE())",
	"test/pass-raw.js":            "/*---\nflags: [raw]\n---*/\nif (typeof assert !== 'undefined') throw 1",
	"test/pass-module.js":         "/*---\nflags: [module]\n---*/\nimport { one } from './one_FIXTURE.js'\nassert(one === 1 && this === undefined)",
	"test/pass-import.js":         "/*---\nflags: [async]\n---*/\nimport('./one_FIXTURE.js').then(({ one }) => { assert(one === 1); $DONE() }).catch($DONE)",
	"test/pass-host.js":           "assert($262.evalScript('var made = 5; made') === 5 && made === 5)\nvar bytes = new ArrayBuffer(3)\n$262.detachArrayBuffer(bytes)\nassert(bytes.byteLength === 0)",
	"test/one_FIXTURE.js":         "export const one = 1",
	"test/throws.js":              "throw new Test262Error('as told')",
	"test/async-never.js":         "/*---\nflags: [async]\n---*/\nvar x",
	"test/async-fails.js":         "/*---\nflags: [async]\n---*/\n$DONE('no good')",
	"test/no-error.js":            "/*---\nnegative:\n  phase: parse\n  type: SyntaxError\n---*/\nvar x = 1",
	"test/late-error.js":          "/*---\nnegative:\n  phase: parse\n  type: SyntaxError\n---*/\nthrow new SyntaxError('too late')",
	"test/strict-only-failure.js": "undeclared = 1",
}

func TestRunner(t *testing.T) {
	dir := t.TempDir()
	for name, text := range files {
		path := filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	failures := map[string]string{
		"throws.js": "sloppy: Test262Error: as told", "async-never.js": "$DONE was never called", "async-fails.js": "no good",
		"no-error.js": "no error, but", "late-error.js": "should be a parse SyntaxError", "strict-only-failure.js": "strict: ReferenceError",
	}
	tests, err := find(dir, []string{".js"})
	if err != nil || len(tests) == 0 {
		t.Fatal(tests, err)
	}
	r := &runner{dir: dir, harness: map[string]*compiled{}}
	for _, name := range tests {
		got := r.runTest(name)
		if want := failures[name]; want != "" {
			if got.Outcome != failedOutcome || !strings.Contains(got.Message, want) {
				t.Errorf("%s: %s %q, want a failure with %q", name, got.Outcome, got.Message, want)
			}
		} else if got.Outcome != passedOutcome {
			t.Errorf("%s: %s %q", name, got.Outcome, got.Message)
		}
	}
}
