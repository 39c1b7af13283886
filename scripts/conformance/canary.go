package main

import (
	"embed"
	"fmt"
	"os"
	"path/filepath"
	"strings"
)

// canaries are files of which those whose name begins with "fails" must fail and the others pass.
//
//go:embed canaries/*.js
var canaries embed.FS

// checkCanaries runs the canaries with the common module of dir. A wrong one means that no count is worth anything.
func (r *runner) checkCanaries(dir string) error {
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
		path := filepath.Join(r.temporary, entry.Name())
		text := strings.ReplaceAll(string(source), "../common", filepath.ToSlash(filepath.Join(dir, "test", "common")))
		if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
			return err
		}
		output, err := r.execute(dir, path, nil)
		if fails := strings.HasPrefix(entry.Name(), "fails"); fails != (err != nil) {
			wrong = append(wrong, fmt.Sprintf("  %s: %v\n%s", entry.Name(), err, tail(output)))
		}
	}
	if len(wrong) > 0 {
		return fmt.Errorf("the runtime gets %d of %d canaries wrong, so nothing it passes would mean anything:\n%s",
			len(wrong), len(entries), strings.Join(wrong, "\n"))
	}
	return nil
}
