// Package app makes the format app: an app for macOS as a folder that is its program.
//
// Package formats imports it.
package app

import (
	"context"
	"path/filepath"

	"github.com/deskjs/deskjs/packaging"
	"github.com/deskjs/deskjs/packaging/macos"
)

// Format is app.
func Format() packaging.Format {
	return packaging.Format{Name: "app", OS: "darwin", Summary: "the app's folder for macOS, signed", Make: lay}
}

// lay writes the app into a folder of its own, because its name says neither version nor processor.
func lay(ctx context.Context, job *packaging.Job) ([]string, error) {
	files, err := macos.Bundle(ctx, job)
	if err != nil {
		return nil, err
	}
	folder := filepath.Join(job.Output, job.FileName(""))
	return []string{folder}, macos.WriteFiles(folder, files)
}
