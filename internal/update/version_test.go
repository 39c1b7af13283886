package update

import (
	"fmt"
	"testing"
)

func TestVersionsAreOrdered(t *testing.T) {
	// Each is older than the next.
	order := []string{
		"not a version", "0.0.0-0", "0.0.0", "0.9.12", "0.10.0", "1.0.0-alpha", "1.0.0-alpha.1", "1.0.0-alpha.beta", "1.0.0-beta", "1.0.0-beta.2",
		"1.0.0-beta.11", "1.0.0-rc.1", "1.0.0", "1.0.1", "2.0.0", "10.0.0", "999999999999999.0.0",
	}
	for i, a := range order {
		for j, b := range order {
			want := 0
			if i < j {
				want = -1
			} else if i > j {
				want = 1
			}
			if got := CompareVersions(a, b); got != want {
				t.Errorf("%s and %s: %d, want %d", a, b, got, want)
			}
		}
	}
	if CompareVersions("1.0.0+a", "1.0.0+b") != 0 {
		t.Error("builds count")
	}
	for _, text := range []string{"", "1", "1.0", "v1.0.0", "01.0.0", "1.0.0-", "1.0.0 ", "1.0.0\n", "12345678901234567.0.0"} {
		if ValidVersion(text) {
			t.Errorf("%q is a version", text)
		}
	}
}

func TestErrorsHaveCodes(t *testing.T) {
	err := fmt.Errorf("checking: %w", &Error{Code: CodeReplay, Text: "old", Cause: fmt.Errorf("why")})
	if CodeOf(err) != CodeReplay || err.Error() != "checking: old: why" || CodeOf(nil) != "" {
		t.Error(CodeOf(err), err)
	}
}
