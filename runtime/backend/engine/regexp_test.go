package engine

import (
	"errors"
	"strings"
	"testing"

	"github.com/dop251/goja"
)

// regexps are expressions and what they come to where node 20 cannot be compared with; they need the patched goja.
var regexps = []struct{ name, source, want string }{
	{"names in several alternatives", `JSON.stringify(/(?<y>\d{4})-(?<m>\d\d)|(?<m>\d\d)\/(?<y>\d{4})/.exec('12/2024').groups)`, `{"y":"2024","m":"12"}`},
	{"their replacement", `'a2 3b'.replace(/a(?<n>\d)|(?<n>\d)b/g, '<$<n>>')`, "<2> <3>"},
	{"modifiers", `['AB', 'aB', 'Ab'].map(s => /^(?i:a)B$/.test(s))`, "true,true,false"},
	{"RegExp.escape", `[RegExp.escape('1a.b\n-\u2028/'), RegExp.escape('\ud800x'), new RegExp('^' + RegExp.escape('(a|b)*$') + '$').test('(a|b)*$')]`, `\x31a\.b\n\x2d\u2028\/,\ud800x,true`},
	{"flags in order", `(() => { const log = []; const o = new Proxy({}, { get(_, name) { log.push(name); return 1 } }); return [Object.getOwnPropertyDescriptor(RegExp.prototype, 'flags').get.call(o), ...log] })()`,
		"dgimsuvy,hasIndices,global,ignoreCase,multiline,dotAll,unicode,unicodeSets,sticky"},
	{"flags decide, not global", `(() => { const re = /a/; Object.defineProperty(re, 'flags', { value: 'g' }); re.exec = function () { this.n = (this.n || 0) + 1; return null }; return ['aaa'.replace(re, 'b'), re.lastIndex, re.n] })()`, "aaa,0,1"},
	{"errors of literals that are not reached", `(() => { try { eval('if (false) /(/') } catch (e) { return [e.name, e.message.includes('Invalid regular expression: /(/: Unterminated group')] } })()`, "SyntaxError,true"},
	{"flags of literals", `(() => { try { eval('/a/gg') } catch (e) { return e.message.includes('Invalid regular expression flags') } })()`, "true"},
	{"flags of RegExp", `(() => { try { RegExp('a', 'uv') } catch (e) { return e.message } })()`, "Invalid flags supplied to RegExp constructor 'uv'"},
	{"case folding before set operations", `['k', 'K', '\u212a', 's', '\u017f'].map(c => /^[\w--K]$/iv.test(c))`, "false,false,false,true,true"},
	{"a RegExp that says it is none", `(() => { const re = /a/gi; re[Symbol.match] = false; return String(new RegExp(re)) + RegExp(re, 's') })()`, "/a/gi/a/s"},
	{"a changed exec is called", `(() => { const exec = RegExp.prototype.exec; let n = 0; RegExp.prototype.exec = function (s) { n++; return exec.call(this, s) }; try { return ['abab'.replace(/a/g, 'x'), /b/.test('b'), 'a,b'.split(/,/).length, n] } finally { RegExp.prototype.exec = exec } })()`, "xbxb,true,2,7"},
}

func TestRegExps(t *testing.T) {
	e := newProgram().engine
	if !e.Patched() {
		t.Logf("without the patches to goja regular expressions are Go's, and %d checks fail", len(regexps))
		return
	}
	for _, test := range regexps {
		value, err := e.VM.RunString(test.source)
		if err != nil {
			t.Errorf("%s: %v", test.name, err)
		} else if got := value.String(); got != test.want {
			t.Errorf("%s: %s, want %s", test.name, got, test.want)
		}
	}
}

// TestRegExpBomb: a match that would take for ever throws, and JavaScript can go on.
func TestRegExpBomb(t *testing.T) {
	e := newProgram().engine
	if !e.Patched() {
		t.Log("without the patches to goja a regexp bomb gives false after half a minute")
		return
	}
	value, err := e.VM.RunString(`
		const bomb = 'a'.repeat(60) + 'b'
		let told
		try { told = /(a+)+$/.test(bomb) } catch (error) { told = [error instanceof Error, error.code, error.message].join() }
		told`)
	if err != nil {
		t.Fatal(err)
	}
	if got := value.String(); !strings.HasPrefix(got, "true,ERR_REGEXP_LIMIT,Regular expression /(a+)+$/ takes too long") {
		t.Error(got)
	}
}

// TestRegExpInterrupt: a match does not outlive the engine.
func TestRegExpInterrupt(t *testing.T) {
	e := newProgram().engine
	if !e.Patched() {
		t.Log("without the patches to goja a match cannot be interrupted")
		return
	}
	stop := func() { go e.VM.Interrupt("stop") }
	if err := e.VM.Set("stop", stop); err != nil {
		t.Fatal(err)
	}
	_, err := e.VM.RunString(`stop(); for (;;) try { /^(?:(a+)+|x)$/.test('a'.repeat(60) + 'b') } catch {}`)
	var interrupted *goja.InterruptedError
	if !errors.As(err, &interrupted) {
		t.Error(err)
	}
}
