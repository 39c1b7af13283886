package assert_test

import (
	"strings"
	"testing"

	"github.com/deskjs/deskjs/runtime/backend/backendtest"
)

func TestScripts(t *testing.T) { backendtest.Scripts(t, "testdata/*.js") }

func TestStacksBeginAtTheCaller(t *testing.T) {
	result := backendtest.RunCode(t.TempDir(), `
		function check() { require('assert').strictEqual(1, 2) }
		try { check() } catch (error) { console.log(error) }`)
	_, frames, _ := strings.Cut(result.Stdout, "\n    at ")
	if !strings.HasPrefix(frames, "check (") {
		t.Errorf("printed\n%s%s", result.Stdout, result.Stderr)
	}
}
