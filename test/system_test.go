//go:build linux

package test

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// lacking returns a program that runs program on a machine without some libraries: all files that match names, in a view
// of the library folders that is its own.
func lacking(t *testing.T, program string, names ...string) string {
	t.Helper()
	asRoot := ""
	if os.Geteuid() != 0 {
		asRoot = "--map-root-user"
	}
	script := fmt.Sprintf(`#!/bin/sh
exec unshare --mount %[1]s sh -e -c '
	mount -t tmpfs tmpfs %[2]s
	for folder in /usr/lib /usr/lib64 /usr/lib/*-linux-gnu; do
		own=%[2]s/$(echo $folder | tr / _)
		for name in %[3]s; do
			for file in $folder/$name; do
				[ -e "$file" ] || continue
				if ! [ -d $own ]; then # nothing is removed before the folder is a copy
					mkdir -p $own/upper $own/work
					mount -t overlay overlay -o lowerdir=$folder,upperdir=$own/upper,workdir=$own/work $folder
				fi
				rm "$file"
			done
		done
	done
	exec "$0" "$@"
' %[4]s "$@"
`, asRoot, t.TempDir(), strings.Join(names, " "), program)
	path := filepath.Join(t.TempDir(), "notes")
	if err := os.WriteFile(path, []byte(script), 0o755); err != nil {
		t.Fatal(err)
	}
	return path
}

// The names without a number come from -dev packages, which users do not have.
func TestAppNeedsNoDevelopmentPackages(t *testing.T) {
	env := home(t)
	p := open(t, env, lacking(t, notesApp(t), "libwebkit2gtk-*.so", "libjavascriptcoregtk-*.so", "libgtk-3.so", "libgdk-3.so",
		"libsoup-*.so", "libgio-2.0.so", "libgobject-2.0.so", "libglib-2.0.so"))
	p.listed("Welcome")
	p.write("Shipped", "without a -dev package")
	noteFile(t, env, "without a -dev package")
}

func TestAppWithoutWebKitSaysWhatToInstall(t *testing.T) {
	program := lacking(t, notesApp(t), "libwebkit2gtk-4.1.so*")
	output := ended(t, patience, home(t), program)
	for _, want := range []string{"this app needs WebKitGTK 4.1", "libwebkit2gtk-4.1.so.0", "sudo apt install libwebkit2gtk-4.1-0", "sudo dnf install webkit2gtk4.1"} {
		if !strings.Contains(output, want) {
			t.Errorf("it does not say %q: %s", want, output)
		}
	}
}

func TestShippedAppTakesNoOtherApp(t *testing.T) {
	other := project(t,
		"app.json", `{ "name": "Other", "id": "org.deskjs.other", "version": "1.0.0", "windows": [{ "title": "Other", "width": 300, "height": 300 }], "backend": {}, "api": [] }`,
		"frontend/index.html", `<!doctype html><title>Other</title>`,
		"backend/main.js", `require('fs').writeFileSync(`+"`${__dirname}/../ran`"+`, '')`)
	for _, role := range []string{"--deskjs-dev", "--automation"} {
		t.Run(role, func(t *testing.T) {
			p := open(t, home(t), notesApp(t), role, other, "--watched")
			p.listed("Welcome")
			p.eventually(`return document.title === 'Notes'`)
			if _, err := os.Stat(filepath.Join(other, "ran")); err == nil {
				t.Error("the other app's backend ran")
			}
		})
	}
}
