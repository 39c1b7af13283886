package util

import (
	"fmt"
	"strings"
	"testing"
)

func TestShortestEdit(t *testing.T) {
	for _, test := range []struct{ actual, expected, want string }{
		{"", "", ""},
		{"abc", "abc", "=a=b=c"},
		{"abc", "", "+a+b+c"},
		{"", "ab", "-a-b"},
		{"12345678", "12!!5!7!", "=1=2+3+4-!-!=5+6-!=7+8-!"},
		{"abcabba", "cbabac", "+a+b=c-b=a=b+b=a-c"},
	} {
		actual, expected := strings.Split(test.actual, ""), strings.Split(test.expected, "")
		list, ok := shortestEdit(len(actual), len(expected), mostTrace, func(i, j int) bool { return actual[i] == expected[j] }, func(i, j int) bool { return false })
		var got strings.Builder
		for _, step := range list {
			line := actual
			if step.expected {
				line = expected
			}
			fmt.Fprintf(&got, "%c%s", "-=+"[step.operation+1], line[step.from])
		}
		if !ok || got.String() != test.want {
			t.Errorf("%q, %q: %s, want %s", test.actual, test.expected, got.String(), test.want)
		}
	}
}

func TestShortestEditIsBounded(t *testing.T) {
	if _, ok := shortestEdit(1000, 1000, 10000, func(i, j int) bool { return false }, nil); ok {
		t.Error("took all memory it wanted")
	}
}
