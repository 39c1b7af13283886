// Package portable makes the format exe: the app as one program that runs from wherever it is, without being installed. The list of its
// components is a file beside it.
//
// Package formats imports it.
package portable

import (
	"context"
	"os"
	"path/filepath"

	"github.com/deskjs/deskjs/packaging"
	"github.com/deskjs/deskjs/packaging/windows"
)

// Format is exe.
func Format() packaging.Format {
	return packaging.Format{Name: "exe", OS: "windows", Summary: "one program that is not installed", Make: pack}
}

func pack(ctx context.Context, job *packaging.Job) ([]string, error) {
	target := filepath.Join(job.Output, job.FileName(".exe"))
	if err := windows.Program(ctx, job, target); err != nil || job.App.Components == nil {
		return []string{target}, err
	}
	components := job.FileName(".spdx.json")
	return []string{target, filepath.Join(job.Output, components)}, os.WriteFile(filepath.Join(job.Output, components), job.App.Components, 0o644)
}
