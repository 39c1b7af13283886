package linux

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/deskjs/deskjs/packaging"
	"github.com/deskjs/deskjs/packaging/linux/linuxtest"
)

// lay puts files into a folder.
func lay(t *testing.T, root string, files []packaging.File) {
	t.Helper()
	for _, f := range files {
		place := filepath.Join(root, f.Path)
		if err := os.MkdirAll(filepath.Dir(place), 0o755); err != nil {
			t.Fatal(err)
		}
		data, err := f.Read()
		if err != nil {
			t.Fatal(err)
		}
		if f.Link != "" {
			err = os.Symlink(f.Link, place)
		} else {
			err = os.WriteFile(place, data, f.Mode)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
}

// TestTree asks the desktop's own tools what they think of an app that has everything, and of one that has only what it must.
func TestTree(t *testing.T) {
	runtime := linuxtest.Runtime(t)
	full := linuxtest.App(t, "1.2.0-rc.1")
	least := linuxtest.App(t, "0.1.0")
	least.Package.Author, least.Package.Email, least.Package.Homepage, least.Package.Description, least.Package.License = "", "", "", "", ""
	least.Package.Summary, least.Package.Categories, least.Package.Keywords = least.Manifest.Name, nil, nil
	least.Manifest.FileAssociations, least.Manifest.Protocols, least.License, least.Components = nil, nil, nil, nil
	sound := linuxtest.App(t, "1.0.0")
	sound.Package.Categories, sound.Package.Summary = []string{"Audio", "Player"}, `It says "50 % off & more" \o/.`
	sound.Manifest.Name = "Ärger & <Söhne>; 100%"
	for name, app := range map[string]*packaging.App{"full": full, "least": least, "sound": sound} {
		t.Run(name, func(t *testing.T) {
			files, err := System(linuxtest.Job(t, app, runtime, "amd64"))
			if err != nil {
				t.Fatal(err)
			}
			root := t.TempDir()
			lay(t, root, files)
			usr := filepath.Join(root, "usr")
			id := app.Manifest.ID
			for _, entry := range []string{filepath.Join(usr, "share/applications", id+".desktop"), filepath.Join(root, AutostartPath(app))} {
				if text := linuxtest.Run(t, "desktop-file-validate", entry); text != "" {
					t.Errorf("desktop-file-validate: %s", text)
				}
			}
			if text := linuxtest.Run(t, "appstreamcli", "validate", "--no-net", "--pedantic", filepath.Join(usr, "share/metainfo", id+".metainfo.xml")); strings.Contains(text, "W:") || strings.Contains(text, "E:") {
				t.Error(text)
			}
			if text := linuxtest.Run(t, filepath.Join(usr, "bin", app.Command)); text != string(app.Payload) {
				t.Errorf("the program says %q", text)
			}
			if text := linuxtest.Run(t, "man", "--warnings", "-E", "UTF-8", "-l", "-Tutf8", filepath.Join(usr, "share/man/man1", app.Command+".1.gz")); strings.Contains(text, "warning") || !strings.Contains(text, Summary(app)) {
				t.Errorf("the manual page: %s", text)
			}
			if app.Manifest.FileAssociations == nil {
				return
			}
			linuxtest.Run(t, "update-mime-database", filepath.Join(usr, "share/mime"))
			globs, err := os.ReadFile(filepath.Join(usr, "share/mime/globs"))
			if err != nil {
				t.Fatal(err)
			}
			for _, line := range []string{"application/x-field-note:*.fnote\n", "application/x-field-note:*.fnotes\n", "application/x-field-notes-field-draft:*.field.draft\n"} {
				if !strings.Contains(string(globs), line) {
					t.Errorf("the media types have no %s: %s", line, globs)
				}
			}
			if strings.Contains(string(globs), "text/markdown") {
				t.Error("an app describes what Markdown is")
			}
			linuxtest.Run(t, "update-desktop-database", filepath.Join(usr, "share/applications"))
			cache, err := os.ReadFile(filepath.Join(usr, "share/applications/mimeinfo.cache"))
			if err != nil {
				t.Fatal(err)
			}
			for _, kind := range []string{"x-scheme-handler/field-notes", "application/x-field-note", "text/markdown"} {
				if !strings.Contains(string(cache), kind+"="+id+".desktop;") {
					t.Errorf("nobody opens %s: %s", kind, cache)
				}
			}
		})
	}
}

func TestDesktopEntry(t *testing.T) {
	want := `[Desktop Entry]
Type=Application
Version=1.4
Name=Field Notes
Comment=Take notes outdoors
Icon=com.example.fieldnotes
Terminal=false
Exec=field-notes %U
StartupNotify=true
StartupWMClass=com.example.fieldnotes
Categories=Office;ProjectManagement;
Keywords=notes;diary;
MimeType=application/x-field-note;application/x-field-notes-field-draft;text/markdown;x-scheme-handler/field-notes;
`
	if got := string(DesktopEntry(linuxtest.App(t, "1.0.0"), "field-notes")); got != want {
		t.Errorf("got:\n%s\nwant:\n%s", got, want)
	}
}

func TestQuote(t *testing.T) {
	for command, want := range map[string]string{
		"notes":           "notes",
		"/opt/a-b/notes":  "/opt/a-b/notes",
		"/home/a b/notes": `"/home/a b/notes"`,
		"/100%/notes":     "/100%%/notes",
		"/a\"b/$c/`d/\\e": `"/a\"b/\$c/` + "\\`" + `d/\\e"`,
	} {
		if got := Quote(command); got != want {
			t.Errorf("%s: %s, want %s", command, got, want)
		}
	}
}

func TestRuntimeNeeds(t *testing.T) {
	needs, err := RuntimeNeeds(linuxtest.Runtime(t))
	if err != nil || len(needs.Libraries) != 1 || needs.Libraries[0] != "libc.so.6" || !strings.HasPrefix(needs.GLibC, "2.") {
		t.Errorf("got %+v, %v", needs, err)
	}
	script := filepath.Join(t.TempDir(), "script")
	if err := os.WriteFile(script, []byte("#!/bin/sh\n"), 0o755); err != nil {
		t.Fatal(err)
	}
	if needs, err := RuntimeNeeds(script); err != nil || needs.Libraries != nil || needs.GLibC != "" {
		t.Errorf("a script needs %+v, %v", needs, err)
	}
	if _, err := RuntimeNeeds(script + ".gone"); err == nil {
		t.Error("a runtime that is not there needs nothing")
	}
}
