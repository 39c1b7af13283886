// Package portable makes the format exe: the app as one program that runs from wherever it is, without being installed.
//
// Package formats imports it.
package portable

import (
	"context"
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
	return []string{target}, windows.Program(ctx, job, target)
}
