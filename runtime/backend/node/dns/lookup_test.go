package dns

import (
	"context"
	"errors"
	"fmt"
	"testing"
)

func TestLookup(t *testing.T) {
	tests := []struct {
		host          string
		family, hints int
		want          string
		number        int
	}{
		{"localhost", 4, 0, "[127.0.0.1 4]", 0},
		{"any.localhost.", 6, 0, "[::1 6]", 0},
		{"no-such-host.invalid", 0, 0, "", notFound},
		{"", 4, 0, "", notFound},
		{"nul\x00", 0, 0, "", tooLong},
	}
	for _, test := range tests {
		got, err := lookup(context.Background(), test.host, test.family, test.hints)
		if test.number != 0 {
			if want := (failed{test.number}); !errors.Is(err, want) {
				t.Errorf("%q: error %#v, want %#v", test.host, err, want)
			}
			continue
		}
		if err != nil || fmt.Sprint(got) != test.want {
			t.Errorf("%q: %v, %v; want %s", test.host, got, err, test.want)
		}
	}
}
