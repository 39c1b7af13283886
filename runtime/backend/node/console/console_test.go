package console_test

import (
	"regexp"
	"testing"

	"github.com/deskjs/deskjs/runtime/backend/backendtest"
)

func TestScripts(t *testing.T) { backendtest.Scripts(t, "testdata/*.js") }

func TestErrorsGoToStderr(t *testing.T) {
	result := backendtest.RunCode(t.TempDir(), "console.error('bad', 1); console.warn('careful')")
	if result.Stderr != "bad 1\ncareful\n" || result.Stdout != "" {
		t.Errorf("stdout %q, stderr %q", result.Stdout, result.Stderr)
	}
}

func TestTraceNamesTheCaller(t *testing.T) {
	result := backendtest.RunCode(t.TempDir(), "function caller() {\n  console.trace('here %d', 1)\n}\ncaller()")
	if !regexp.MustCompile(`^Trace: here 1\n    at caller \(.*test\.js:2:\d+\)\n`).MatchString(result.Stderr) {
		t.Errorf("stderr %q", result.Stderr)
	}
}

func TestTimersPrintDurations(t *testing.T) {
	result := backendtest.RunCode(t.TempDir(), "console.time('t'); console.timeLog('t', 'x'); console.timeEnd('t')")
	if !regexp.MustCompile(`^t: [\d.]+m?s x\nt: [\d.]+m?s\n$`).MatchString(result.Stdout) {
		t.Errorf("stdout %q", result.Stdout)
	}
}
