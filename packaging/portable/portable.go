// Package portable makes the format exe: the app as one program that runs from wherever it is, without being installed. The list of its
// components and their licences are files beside it.
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
	made := []string{target}
	if err := windows.Program(ctx, job, target); err != nil {
		return made, err
	}
	for _, beside := range []struct {
		extension string
		data      []byte
	}{{".spdx.json", job.App.Components}, {".notices.txt", job.App.Notices}} {
		if beside.data == nil {
			continue
		}
		made = append(made, filepath.Join(job.Output, job.FileName(beside.extension)))
		if err := os.WriteFile(made[len(made)-1], beside.data, 0o644); err != nil {
			return made, err
		}
	}
	return made, nil
}
