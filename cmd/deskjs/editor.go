package main

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"

	"github.com/deskjs/deskjs/bridge"
	"github.com/deskjs/deskjs/bundler"
	"github.com/deskjs/deskjs/internal/config"
	"github.com/deskjs/deskjs/runtime/backend"
	"github.com/deskjs/deskjs/runtime/backend/deskjs/tester"
)

// writeEditorFiles writes what editors read to help an author, into the app's
// folder .deskjs, which git ignores: the schema of deskjs.json, and the types of the
// builtins, of the page's events and of what it imports. They are the same for every app of one version of deskjs, so a file that
// is as it should be is left alone.
func writeEditorFiles(dir string) error {
	files := map[string][]byte{
		"schema.json":         config.Schema,
		"types/bridge.d.ts":   []byte(bridge.ClientTypes),
		"types/frontend.d.ts": []byte(bridge.FrontendTypes),
		"types/page.d.ts":     []byte(bundler.PageTypes),
		"types/hot.d.ts":      []byte(bundler.HotTypes),
	}
	files["types/"+strings.ReplaceAll(tester.Name, "/", "-")+".d.ts"] = []byte(tester.Types)
	files["types/electron-namespace.d.ts"] = []byte(electronNamespace(backend.Types()))
	for name, types := range backend.Types() {
		files["types/"+strings.ReplaceAll(name, "/", "-")+".d.ts"] = []byte(types)
	}
	for name, content := range files {
		if err := writeChanged(filepath.Join(dir, ".deskjs", filepath.FromSlash(name)), content); err != nil {
			return err
		}
	}
	return nil
}

// writeChanged writes a file unless it has that content already.
func writeChanged(name string, content []byte) error {
	if present, err := os.ReadFile(name); err == nil && bytes.Equal(present, content) {
		return nil
	}
	if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
		return cannotWrite(name, err)
	}
	if err := os.WriteFile(name, content, 0o644); err != nil {
		return cannotWrite(name, err)
	}
	return nil
}
