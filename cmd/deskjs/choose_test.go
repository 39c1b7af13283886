package main

import (
	"bufio"
	"errors"
	"strings"
	"testing"
)

var drinks = []option{{"tea", "Tea", "hot"}, {"milk", "Milk", "cold"}, {"water", "Water", "plain"}}

func TestChooseByKey(t *testing.T) {
	tests := map[string]int{
		"\r": 0, "\x1b[B\r": 1, "\x1bOB\x1bOB\r": 2, "jj\r": 2, "\x1b[A\r": 2, "\x1b[B\x1b[B\x1b[B\r": 0,
		"3\r": 2, "9\r": 0, "32\r": 1, "\x1b[F\r": 2, "\x1b[F\x1b[H\n": 0, "x\x1b[5~\r": 0, "\t\r": 1, "ü\r": 0,
	}
	for typed, want := range tests {
		var out strings.Builder
		got, err := chooseByKey(bufio.NewReader(strings.NewReader(typed)), &out, "Which?", drinks)
		if err != nil || got != want {
			t.Errorf("%q chose %d, %v", typed, got, err)
		}
		if !strings.HasSuffix(out.String(), "\x1b[?25hWhich? "+drinks[want].label+"\r\n") {
			t.Errorf("%q left %q", typed, out.String())
		}
	}
}

func TestChooseByKeyIsInterrupted(t *testing.T) {
	for _, typed := range []string{"\x03", "j\x04", "\x1b"} {
		var out strings.Builder
		_, err := chooseByKey(bufio.NewReader(strings.NewReader(typed)), &out, "Which?", drinks)
		if status, ok := errors.AsType[exitStatus](err); !ok || status != codeInterrupted {
			t.Errorf("%q gave %v", typed, err)
		}
		if !strings.HasSuffix(out.String(), "\x1b[?25h") {
			t.Errorf("%q left the cursor hidden: %q", typed, out.String())
		}
	}
	if _, err := chooseByKey(bufio.NewReader(strings.NewReader("")), &strings.Builder{}, "Which?", drinks); err == nil {
		t.Error("nothing was typed, and something chosen")
	}
}

func TestChooseByLine(t *testing.T) {
	tests := map[string]int{"\n": 0, "2\n": 1, "water\n": 2, "Milk\n": 1, "4\nwatr\n3\n": 2}
	for typed, want := range tests {
		env, out, _ := answering(typed)
		got, err := choose(env, bufio.NewReader(env.in), "Which?", drinks)
		if err != nil || got != want {
			t.Errorf("%q chose %d, %v", typed, got, err)
		}
		if strings.Contains(typed, "watr") && !strings.Contains(out.String(), "Did you mean water?") {
			t.Errorf("it said %q", out)
		}
	}
}
