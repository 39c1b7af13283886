// Package snap makes snaps: a compressed file system with the app and what snapd must know of it. GTK and WebKit come from
// the snaps that snapcraft's extension for GNOME names.
//
// Package formats imports it.
package snap

import (
	"bytes"
	"cmp"
	"context"
	"fmt"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"strings"

	"github.com/deskjs/deskjs/internal/config"
	"github.com/deskjs/deskjs/internal/diag"
	"github.com/deskjs/deskjs/packaging"
	"github.com/deskjs/deskjs/packaging/linux"
	"github.com/deskjs/deskjs/packaging/squashfs"
)

// iconSize is that of the icon that snapd shows, in pixels.
const iconSize = 256

// Format is snap.
func Format() packaging.Format {
	return packaging.Format{Name: "snap", OS: "linux", Summary: "a confined app for snapd, as Ubuntu has it", Make: pack}
}

func pack(_ context.Context, job *packaging.Job) ([]string, error) {
	files, err := tree(job)
	if err != nil {
		return nil, err
	}
	job.Step("compressing")
	var image bytes.Buffer
	if _, err := squashfs.Write(&image, files, squashfs.Options{Time: job.App.Time}); err != nil {
		return nil, err
	}
	target := filepath.Join(job.Output, job.FileName(".snap"))
	return []string{target}, os.WriteFile(target, image.Bytes(), 0o644)
}

// tree returns the snap's files.
func tree(job *packaging.Job) ([]packaging.File, error) {
	app := job.App
	if err := check(app); err != nil {
		return nil, err
	}
	description, err := describe(app, job.Target.Arch)
	if err != nil {
		return nil, err
	}
	icon, err := app.Icon.PNG(iconSize)
	if err != nil {
		return nil, err
	}
	files, err := linux.Tree(job, "usr")
	if err != nil {
		return nil, err
	}
	entry := regexp.MustCompile(`(?m)^Icon=.*$`).ReplaceAllLiteral(linux.DesktopEntry(app, app.PackageName()), []byte("Icon=${SNAP}/meta/gui/icon.png"))
	files = append(files,
		packaging.File{Path: "meta/snap.yaml", Mode: 0o644, Data: description},
		packaging.File{Path: "meta/gui/" + app.PackageName() + ".desktop", Mode: 0o644, Data: entry},
		packaging.File{Path: "meta/gui/icon.png", Mode: 0o644, Data: icon},
		packaging.File{Path: launcher, Mode: 0o755, Data: []byte(launch)},
	)
	// Other snaps are mounted over these folders, which therefore have to be there.
	for _, folder := range mounted {
		files = append(files, packaging.File{Path: path.Join(folder, ".mounted"), Mode: 0o644})
	}
	return files, nil
}

// launcher is the path of the script that starts every program of the snap.
const launcher = "snap/command-chain/launch"

// launch has the graphics' and the platform's own scripts, in the snaps that are mounted, prepare what GTK and WebKit look for. Each of them
// starts the rest of its line; the platform's has to be read as if it had been started.
const launch = `#!/bin/bash
for needed in "$SNAP/gpu-2404/bin/gpu-2404-provider-wrapper" "$SNAP_DESKTOP_RUNTIME/command-chain/desktop-launch"; do
	if [ ! -f "$needed" ]; then
		echo "$SNAP_NAME needs the snaps gnome-46-2404 and mesa-2404; see: snap connections $SNAP_NAME" >&2
		exit 1
	fi
done
if [ "$1" != --prepared ]; then
	exec "$SNAP/gpu-2404/bin/gpu-2404-provider-wrapper" "$0" --prepared "$@"
fi
shift
BASH_ARGV0="$SNAP_DESKTOP_RUNTIME/command-chain/desktop-launch"
source "$BASH_ARGV0"
`

var (
	hasLetter      = regexp.MustCompile(`[a-z]`)
	commandPattern = regexp.MustCompile(`^[A-Za-z0-9._-]+$`)
)

// check refuses what snapd refuses.
func check(app *packaging.App) error {
	if name := app.PackageName(); !hasLetter.MatchString(name) || len(name) > 40 {
		return diag.New(diag.Message{
			Text: fmt.Sprintf("%q can't be the name of a snap", name), File: config.FileName,
			Hint: `it has a letter, and 40 characters at most; "package": { "linux": { "name": ... } } sets it`,
		})
	}
	if !commandPattern.MatchString(app.Command) {
		return diag.New(diag.Message{
			Text: fmt.Sprintf("%q can't be the name of a program in a snap", app.Command), File: config.FileName,
			Hint: "it is made of the app's name, and has Latin letters, digits, dots and hyphens; leave this format out with --format",
		})
	}
	if version := app.Manifest.Version; len(version) > 32 {
		return diag.New(diag.Message{Text: fmt.Sprintf("%q is too long to be the version of a snap", version), File: config.FileName, Hint: "it has at most 32 characters"})
	}
	return nil
}

// summaryOf shortens the summary to what snapd takes, 128 characters.
func summaryOf(app *packaging.App) string {
	summary := []rune(cmp.Or(app.Package.Summary, app.Manifest.Name))
	if len(summary) > 128 {
		return strings.TrimSpace(string(summary[:127])) + "…"
	}
	return string(summary)
}
