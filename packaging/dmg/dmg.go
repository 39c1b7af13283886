// Package dmg makes the format dmg: a disk image for macOS, from which people drag the app to their applications.
//
// Package formats imports it.
package dmg

import (
	"bytes"
	"context"
	"errors"
	"image"
	"image/png"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"github.com/deskjs/deskjs/internal/diag"
	"github.com/deskjs/deskjs/packaging"
	"github.com/deskjs/deskjs/packaging/dsstore"
	"github.com/deskjs/deskjs/packaging/hfsplus"
	"github.com/deskjs/deskjs/packaging/macos"
	"github.com/deskjs/deskjs/packaging/udif"
)

// Format is dmg.
func Format() packaging.Format {
	return packaging.Format{Name: "dmg", OS: "darwin", Summary: "a disk image, from which people drag the app", Make: pack}
}

// What is in the volume beside the app. The Finder shows none of it but the link.
const (
	volumeIcon       = ".VolumeIcon.icns"
	backgroundFolder = ".background"
	backgroundName   = "background.png"
	store            = ".DS_Store"
	applications     = "Applications"
)

func pack(ctx context.Context, job *packaging.Job) ([]string, error) {
	files, err := macos.Bundle(ctx, job)
	if err != nil {
		return nil, err
	}
	picture, err := job.App.Icon.ICNS()
	if err != nil {
		return nil, err
	}
	files = append(files,
		packaging.File{Path: applications, Link: "/Applications"},
		packaging.File{Path: volumeIcon, Mode: 0o644, Data: picture},
	)
	options := hfsplus.Options{
		Name: strings.TrimSuffix(macos.Name(job.App), ".app"), Time: job.App.Time, CustomIcon: true, Hidden: []string{volumeIcon, backgroundFolder, store},
	}
	if files, err = addWindow(job, files, options); err != nil {
		return nil, err
	}
	job.Step("compressing")
	volume, err := hfsplus.Write(files, options)
	if err != nil {
		return nil, err
	}
	var out bytes.Buffer
	if err := udif.Write(&out, volume); err != nil {
		return nil, err
	}
	target := filepath.Join(job.Output, job.FileName(".dmg"))
	if err := os.WriteFile(target, out.Bytes(), 0o644); err != nil {
		return nil, err
	}
	return []string{target}, macos.Notarize(ctx, job, target)
}

// addWindow adds what says how the Finder shows the volume: the app, and beside it the folder to drag it to, before the author's picture if
// there is one, which the window is then as large as.
func addWindow(job *packaging.Job, files []packaging.File, options hfsplus.Options) ([]packaging.File, error) {
	window := dsstore.Window{Width: 540, Height: 380, IconSize: 128}
	place := job.App.Package.Macos.Background
	if place != "" {
		data, err := os.ReadFile(filepath.Join(job.Dir, filepath.FromSlash(place)))
		var size image.Config
		if err == nil {
			size, err = png.DecodeConfig(bytes.NewReader(data))
		}
		if err != nil {
			if located, ok := errors.AsType[*fs.PathError](err); ok {
				err = located.Err
			}
			return nil, diag.New(diag.Message{Text: "the disk image's background can't be used: " + err.Error(), File: place, Hint: "it is a PNG, as large as the window: 540 by 380 pixels, for example"})
		}
		window.Width, window.Height = size.Width, size.Height
		files = append(files, packaging.File{Path: backgroundFolder + "/" + backgroundName, Mode: 0o644, Data: data})
	}
	window.Icons = map[string]dsstore.Point{
		macos.Name(job.App): {X: window.Width / 4, Y: window.Height / 2},
		applications:        {X: window.Width * 3 / 4, Y: window.Height / 2},
	}
	files = append(files, packaging.File{Path: store, Mode: 0o644})
	if place != "" {
		numbers, err := hfsplus.Numbers(files, options)
		if err != nil {
			return nil, err
		}
		window.Background = dsstore.Alias(dsstore.File{
			Volume: options.Name, Created: options.Time, Folder: backgroundFolder, Name: backgroundName,
			FolderID: numbers[backgroundFolder], ID: numbers[backgroundFolder+"/"+backgroundName],
		})
	}
	data, err := dsstore.Encode(window)
	for i := range files {
		if files[i].Path == store { // Numbers has sorted them
			files[i].Data = data
		}
	}
	return files, err
}
