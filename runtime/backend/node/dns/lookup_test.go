package dns

import (
	"context"
	"errors"
	"fmt"
	"testing"

	"github.com/deskjs/deskjs/runtime/backend/op"
)

func TestLookup(t *testing.T) {
	tests := []struct {
		host          string
		family, hints int
		want, code    string
	}{
		{"localhost", 4, 0, "[127.0.0.1 4]", ""},
		{"any.localhost.", 6, 0, "[::1 6]", ""},
		{"no-such-host.invalid", 0, 0, "", "ENOTFOUND"},
		{"", 4, 0, "", "ENOTFOUND"},
		{"nul\x00", 0, 0, "", "ENOTFOUND"},
	}
	for _, test := range tests {
		got, err := lookup(&op.Context{Context: context.Background()}, op.Args{test.host, int64(test.family), int64(test.hints)})
		var shaped *op.Error
		if test.code != "" {
			if !errors.As(err, &shaped) || shaped.Code != test.code {
				t.Errorf("%q: error %v, want %s", test.host, err, test.code)
			}
			continue
		}
		if err != nil || fmt.Sprint(got) != test.want {
			t.Errorf("%q: %v, %v; want %s", test.host, got, err, test.want)
		}
	}
}
