package main

import (
	"bytes"
	"os"
	"path/filepath"

	"github.com/deskjs/deskjs/internal/config"
)

// writeEditorFiles writes what editors read to help an author, into the app's
// folder .deskjs, which git ignores: the schema of deskjs.json. It is the same
// for every app of one version of deskjs, so a file that is as it should be is
// left alone.
func writeEditorFiles(dir string) error {
	name := filepath.Join(dir, ".deskjs", "schema.json")
	if present, err := os.ReadFile(name); err == nil && bytes.Equal(present, config.Schema) {
		return nil
	}
	if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
		return cannotWrite(name, err)
	}
	if err := os.WriteFile(name, config.Schema, 0o644); err != nil {
		return cannotWrite(name, err)
	}
	return nil
}
