package test_test

import (
	"strings"
	"testing"

	"github.com/deskjs/deskjs/runtime/backend/backendtest"
)

func TestScripts(t *testing.T) { backendtest.Scripts(t, "testdata/*.js") }

func TestExitCodeTellsOfFailures(t *testing.T) {
	for code, want := range map[string]int{
		"test('a', () => {})":                          0,
		"test('a', () => { throw new Error('x') })":    1,
		"test('a', { todo: true }, () => { throw 1 })": 0,
		"test('a', async () => { setTimeout(() => { throw new Error('late') }, 1); await new Promise((r) => setTimeout(r, 20)) })": 1,
		"test('a', () => new Promise(() => {}))": 1,
	} {
		result := backendtest.RunCode(t.TempDir(), "const { test } = require('node:test')\n"+code)
		if result.Code != want {
			t.Errorf("%s exits with %d, want %d\n%s%s", code, result.Code, want, result.Stdout, result.Stderr)
		}
	}
}

func TestFailuresNameTheirPlace(t *testing.T) {
	result := backendtest.RunCode(t.TempDir(), "const { test } = require('node:test')\ntest('a', () => { throw new Error('x') })")
	if !strings.Contains(result.Stdout, "test.js:2:") {
		t.Errorf("printed\n%s", result.Stdout)
	}
}
