// Package appimage makes AppImages: one file that runs on any Linux. Other AppImages are a small program that mounts a compressed
// file system by FUSE and starts the app in it. Here the app's program is that small program itself, and reads its
// payload from the file system where it lies, so neither FUSE nor a place to unpack is needed, and nothing is paid at start.
//
// Package formats imports it.
package appimage

import (
	"bytes"
	"context"
	"encoding/binary"
	"fmt"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"github.com/deskjs/deskjs/internal/appimage"
	"github.com/deskjs/deskjs/internal/payload"
	"github.com/deskjs/deskjs/packaging"
	"github.com/deskjs/deskjs/packaging/linux"
	"github.com/deskjs/deskjs/packaging/squashfs"
)

// page is what the file system's place is a multiple of.
const page = 4096

// iconSize is that of the icon in the root folder, in pixels.
const iconSize = 256

// Format is appimage.
func Format() packaging.Format {
	return packaging.Format{Name: "appimage", OS: "linux", Summary: "one file that runs as it is, on any Linux", Make: pack}
}

func pack(_ context.Context, job *packaging.Job) ([]string, error) {
	program, err := os.ReadFile(job.Runtime)
	if err != nil {
		return nil, err
	}
	if program, err = prepare(program); err != nil {
		return nil, fmt.Errorf("the app runtime %s: %w", job.Runtime, err)
	}
	files, err := tree(job)
	if err != nil {
		return nil, err
	}
	job.Step("compressing")
	out := bytes.NewBuffer(program)
	at, err := squashfs.Write(out, files, squashfs.Options{Time: job.App.Time, Stored: payloadPath(job.App)})
	if err != nil {
		return nil, err
	}
	out.Write(payload.EncodePointer(int64(len(program))+at, int64(len(job.App.Payload))))
	target := filepath.Join(job.Output, job.FileName(".AppImage"))
	return []string{target}, os.WriteFile(target, out.Bytes(), 0o755)
}

func payloadPath(app *packaging.App) string {
	return path.Join("usr/lib", app.Command, linux.PayloadName)
}

// prepare makes of a program one that is an AppImage: marked as such, and with the table of its sections as its last bytes, because where
// that ends is where readers look for the file system.
func prepare(program []byte) ([]byte, error) {
	offset, _, size, err := appimage.Sections(bytes.NewReader(program))
	if err != nil {
		return nil, err
	}
	if size == 0 || offset+size > int64(len(program)) {
		return nil, appimage.ErrNoELF
	}
	table := slices.Clone(program[offset : offset+size])
	if offset+size == int64(len(program)) {
		program = program[:offset]
	}
	end := (int64(len(program)) + size + page - 1) / page * page
	moved := make([]byte, end)
	copy(moved, program)
	copy(moved[end-size:], table)
	copy(moved[appimage.MagicOffset:], appimage.Magic)
	binary.LittleEndian.PutUint64(moved[0x28:], uint64(end-size))
	if found, err := appimage.Offset(bytes.NewReader(moved)); err != nil || found != end {
		return nil, fmt.Errorf("its sections reach behind its end, to byte %d of %d", found, end)
	}
	return moved, nil
}

// tree returns the files of the AppImage: what the desktop has to know of the app, where AppImageLauncher, appimaged and desktops look for
// it, and the payload. The program is not among them: it is what the file begins with.
func tree(job *packaging.Job) ([]packaging.File, error) {
	app := job.App
	all, err := linux.Tree(job, "usr")
	if err != nil {
		return nil, err
	}
	picture := fmt.Sprintf("usr/share/icons/hicolor/%dx%d/apps/%s.png", iconSize, iconSize, app.Manifest.ID)
	files := []packaging.File{
		{Path: "AppRun", Mode: 0o755, Data: appRun(app.Command)},
		{Path: app.Manifest.ID + ".desktop", Mode: 0o644, Data: desktopEntry(app)},
		{Path: app.Manifest.ID + ".png", Link: picture},
		{Path: ".DirIcon", Link: picture},
	}
	for _, file := range all {
		if file.Path == payloadPath(app) || strings.HasPrefix(file.Path, "usr/share/") {
			files = append(files, file)
		}
	}
	return files, nil
}

// desktopEntry is the app's own with its version, which AppImageLauncher shows. It has to be in the first group, which is the last
// only if there are no actions.
func desktopEntry(app *packaging.App) []byte {
	entry := linux.DesktopEntry(app, app.Command)
	head := []byte("[Desktop Entry]\n")
	return bytes.Replace(entry, head, fmt.Appendf(head, "X-AppImage-Version=%s\n", app.Manifest.Version), 1)
}

// appRun is the script that programs start which have mounted or extracted the AppImage themselves.
func appRun(command string) []byte {
	return fmt.Appendf(nil, `#!/bin/sh
# Starts the app: beside this script if --appimage-extract wrote it, otherwise the AppImage that this is a part of.
here=$(dirname "$(readlink -f "$0")")
program="$here/usr/lib/%[1]s/%[1]s"
[ -x "$program" ] || program=${APPIMAGE:?the program is not in this folder: use the AppImage itself, or its --appimage-extract}
exec "$program" "$@"
`, command)
}
