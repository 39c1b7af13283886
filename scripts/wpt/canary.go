package main

import (
	"embed"
	"fmt"
	"strings"
	"time"
)

// canaries are files of which, in those whose name begins with "fails", every subtest and the harness must fail or not end, and in the
// others all must pass.
//
//go:embed canaries/*.js
var canaries embed.FS

// canaryTime is how long a canary may run: one of them never ends.
const canaryTime = 3 * time.Second

// checkCanaries runs the canaries. A wrong one means that no count is worth anything.
func (r *runner) checkCanaries() error {
	entries, err := canaries.ReadDir("canaries")
	if err != nil {
		return err
	}
	var wrong []string
	for _, entry := range entries {
		source, err := canaries.ReadFile("canaries/" + entry.Name())
		if err != nil {
			return err
		}
		got := r.run(test{name: entry.Name(), root: r.dirs[0], path: entry.Name(), source: string(source)}, canaryTime)
		if fails := strings.HasPrefix(entry.Name(), "fails"); fails && got.passed > 0 || !fails && (len(got.failing) > 0 || got.total != 4) {
			wrong = append(wrong, fmt.Sprintf("  %s: %d of %d pass %v\n%s", entry.Name(), got.passed, got.total, got.failing, got.output))
		}
	}
	if len(wrong) > 0 {
		return fmt.Errorf("the runtime gets %d of %d canaries wrong, so nothing it passes would mean anything:\n%s",
			len(wrong), len(entries), strings.Join(wrong, "\n"))
	}
	return nil
}
