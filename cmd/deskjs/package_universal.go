package main

import (
	"os"
	"path/filepath"

	"github.com/deskjs/deskjs/packaging"
	"github.com/deskjs/deskjs/packaging/macho"
)

// universalRuntime joins the runtimes for Macs of both processors, which find finds, into one in folder, and returns its path.
func universalRuntime(folder string, find func(packaging.Target) (string, error)) (string, error) {
	var programs [][]byte
	for _, architecture := range []string{"amd64", "arm64"} {
		path, err := find(packaging.Target{OS: packaging.Universal.OS, Arch: architecture})
		if err != nil {
			return "", err
		}
		program, err := os.ReadFile(path)
		if err != nil {
			return "", err
		}
		programs = append(programs, program)
	}
	joined, err := macho.Join(programs...)
	if err != nil {
		return "", err
	}
	path := filepath.Join(folder, "deskjs-app")
	return path, os.WriteFile(path, joined, 0o755)
}
