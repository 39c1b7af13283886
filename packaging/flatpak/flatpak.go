// Package flatpak makes a folder that flatpak-builder makes a Flatpak of: the app's files and the manifest. It is built where its
// runtime, org.gnome.Platform, is installed.
//
// Package formats imports it.
package flatpak

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"path"
	"path/filepath"
	"strings"

	"github.com/deskjs/deskjs/internal/config"
	"github.com/deskjs/deskjs/internal/diag"
	"github.com/deskjs/deskjs/packaging"
	"github.com/deskjs/deskjs/packaging/confined"
	"github.com/deskjs/deskjs/packaging/linux"
)

// runtimeVersion is of a GNOME whose runtime has webkit2gtk-4.1.
const runtimeVersion = "49"

// Format is flatpak.
func Format() packaging.Format {
	return packaging.Format{Name: "flatpak", OS: "linux", Summary: "a folder that flatpak-builder makes a Flatpak of", Make: lay}
}

func lay(_ context.Context, job *packaging.Job) ([]string, error) {
	if err := checkID(job.App.Manifest.ID); err != nil {
		return nil, err
	}
	text, err := manifest(job.App)
	if err != nil {
		return nil, err
	}
	files, err := linux.Tree(job, "files")
	if err != nil {
		return nil, err
	}
	files = append(files, packaging.File{Path: job.App.Manifest.ID + ".yml", Mode: 0o644, Data: text})
	folder := filepath.Join(job.Output, job.FileName("-flatpak"))
	for _, file := range files {
		if err := write(filepath.Join(folder, filepath.FromSlash(file.Path)), file); err != nil {
			return nil, err
		}
	}
	return []string{folder}, nil
}

func write(target string, file packaging.File) error {
	if err := os.MkdirAll(filepath.Dir(target), 0o755); err != nil {
		return err
	}
	if file.Link != "" {
		return os.Symlink(file.Link, target)
	}
	data, err := file.Read()
	if err != nil {
		return err
	}
	return os.WriteFile(target, data, file.Mode)
}

// manifest is what flatpak-builder reads.
func manifest(app *packaging.App) ([]byte, error) {
	needs, err := confined.Of(app.Manifest)
	if err != nil {
		return nil, err
	}
	var b bytes.Buffer
	fmt.Fprintf(&b, `# flatpak-builder --user --install --force-clean build %[1]s.yml
id: %[1]s
runtime: org.gnome.Platform
runtime-version: '%[2]s'
sdk: org.gnome.Sdk
command: %[3]q
finish-args:
`, app.Manifest.ID, runtimeVersion, app.Command)
	for _, argument := range arguments(needs) {
		fmt.Fprintf(&b, "  - %q\n", argument)
	}
	fmt.Fprintf(&b, `modules:
  - name: %q
    buildsystem: simple
    build-options:
      strip: false
      no-debuginfo: true
    build-commands:
      - cp -a bin lib share /app/
    sources:
      - type: dir
        path: files
`, app.Command)
	return b.Bytes(), nil
}

// known are Flatpak's names of known folders.
var known = map[string]string{
	"HOME": "~", "DESKTOP": "xdg-desktop", "DOCUMENTS": "xdg-documents", "DOWNLOADS": "xdg-download", "MUSIC": "xdg-music", "PICTURES": "xdg-pictures", "VIDEOS": "xdg-videos",
}

// arguments are what the app may have beside a window, sound, notifications, a tray icon and the keyring.
func arguments(needs confined.Needs) []string {
	list := []string{
		"--share=ipc", "--socket=fallback-x11", "--socket=wayland", "--socket=pulseaudio", "--device=dri",
		"--talk-name=org.freedesktop.Notifications", "--talk-name=org.freedesktop.secrets", "--talk-name=org.kde.StatusNotifierWatcher",
	}
	if needs.Network || needs.Listen {
		list = append(list, "--share=network")
	}
	if needs.AllFiles {
		return append(list, "--filesystem=host")
	}
	for _, folder := range needs.Folders {
		place := "/" + folder.Path
		if name, ok := known[folder.Variable]; ok {
			if place = path.Join(name, folder.Path); place == "~" {
				place = "home"
			}
		}
		if place == "/" {
			place = "host"
		}
		if !folder.Write {
			place += ":ro"
		}
		list = append(list, "--filesystem="+place)
	}
	return list
}

// checkID refuses what Flatpak refuses of an identifier.
func checkID(id string) error {
	parts := strings.Split(id, ".")
	if len(parts) < 3 || strings.Contains(strings.Join(parts[:len(parts)-1], "."), "-") {
		return diag.New(diag.Message{
			Text: fmt.Sprintf("the identifier %q can't be that of a Flatpak", id), File: config.FileName,
			Hint: `"id" has three parts or more, and hyphens in the last alone, such as "com.example.notes"`,
		})
	}
	return nil
}
