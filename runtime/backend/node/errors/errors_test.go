package errors

import (
	"regexp"
	"runtime"
	"strings"
	"testing"
)

func TestEveryCodeHasAMessage(t *testing.T) {
	for name, code := range codes {
		inScript := strings.Contains(messages, "\n  "+name+"(")
		if (code.message == "") != inScript {
			t.Errorf("%s must have its message either in codes.go or in messages.js", name)
		}
	}
	for _, match := range regexp.MustCompile(`\n  (ERR_\w+)\(`).FindAllStringSubmatch(messages, -1) {
		if _, ok := codes[match[1]]; !ok {
			t.Errorf("messages.js has %s, which codes.go does not list", match[1])
		}
	}
}

func TestCodesHaveKnownBases(t *testing.T) {
	known := map[string]bool{"Error": true, "TypeError": true, "RangeError": true, "SyntaxError": true, "URIError": true, "SystemError": true}
	for name, code := range codes {
		for _, base := range strings.Split(code.bases, ",") {
			if !known[base] {
				t.Errorf("%s has the base %q", name, base)
			}
		}
	}
}

func TestSystemErrors(t *testing.T) {
	result, err := systemErrors(nil, nil)
	if err != nil {
		t.Fatal(err)
	}
	list := result.([]any)
	numbers := map[string]int{}
	for i := 0; i < len(list); i += 3 {
		numbers[list[i+1].(string)] = list[i].(int)
	}
	want := map[string]int{"ENOENT": -2, "EOF": -4095, "EAGAIN": -11}
	if runtime.GOOS == "windows" {
		want = map[string]int{"ENOENT": -4058, "EOF": -4095, "EAGAIN": -4088}
	} else if runtime.GOOS == "darwin" {
		want["EAGAIN"] = -35
	}
	for name, number := range want {
		if numbers[name] != number {
			t.Errorf("%s is %d, want %d", name, numbers[name], number)
		}
	}
}
