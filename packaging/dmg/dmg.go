// Package dmg makes the format dmg: a disk image for macOS, from which people drag the app to their applications.
//
// Package formats imports it.
package dmg

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"strings"

	"github.com/deskjs/deskjs/packaging"
	"github.com/deskjs/deskjs/packaging/hfsplus"
	"github.com/deskjs/deskjs/packaging/macos"
	"github.com/deskjs/deskjs/packaging/udif"
)

// Format is dmg.
func Format() packaging.Format {
	return packaging.Format{Name: "dmg", OS: "darwin", Summary: "a disk image, from which people drag the app", Make: pack}
}

const volumeIcon = ".VolumeIcon.icns"

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
		packaging.File{Path: "Applications", Link: "/Applications"},
		packaging.File{Path: volumeIcon, Mode: 0o644, Data: picture},
	)
	job.Step("compressing")
	volume, err := hfsplus.Write(files, hfsplus.Options{Name: strings.TrimSuffix(macos.Name(job.App), ".app"), Time: job.App.Time, CustomIcon: true, Hidden: []string{volumeIcon}})
	if err != nil {
		return nil, err
	}
	var image bytes.Buffer
	if err := udif.Write(&image, volume); err != nil {
		return nil, err
	}
	target := filepath.Join(job.Output, job.FileName(".dmg"))
	if err := os.WriteFile(target, image.Bytes(), 0o644); err != nil {
		return nil, err
	}
	return []string{target}, macos.Notarize(ctx, job, target)
}
