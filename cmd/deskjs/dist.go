package main

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"syscall"

	"github.com/deskjs/deskjs/bundler"
	"github.com/deskjs/deskjs/internal/config"
	"github.com/deskjs/deskjs/internal/diag"
	"github.com/deskjs/deskjs/internal/payload"
)

// distDir is where built apps go: dist/, unless a tool of the project's own makes its pages or its backend there.
func distDir(dir string) string {
	settings, err := config.Load(dir)
	if err == nil && (settings.Frontend.Dist == "dist" || strings.HasPrefix(settings.Frontend.Dist, "dist/") || settings.Electron != nil && strings.HasPrefix(settings.Electron.Main, "dist/")) {
		return filepath.Join(dir, "dist-app")
	}
	return filepath.Join(dir, "dist")
}

// mapsFolder is where in dist/ the source maps of the executable are.
const mapsFolder = "maps"

// writeBuilt writes an app's executable to target and what goes beside it, and returns the executable's size. All of it is written to a folder of its
// own first, so that nothing in dist/ changes if that fails. inside puts the source maps into the executable.
func writeBuilt(target, program string, result *bundler.Result, inside bool) (size int64, err error) {
	dist := filepath.Dir(target)
	if err := os.MkdirAll(dist, 0o755); err != nil {
		return 0, err
	}
	stage, err := os.MkdirTemp(dist, ".build.*.tmp")
	if err != nil {
		return 0, err
	}
	defer func() { err = errors.Join(err, os.RemoveAll(stage)) }()
	files, folders := result.Files, map[string]map[string][]byte{mapsFolder: result.Maps}
	if inside {
		files, folders = result.WithMaps(), map[string]map[string][]byte{}
	}
	if result.Analysis != nil {
		if folders[analysisFolder], err = analysisFiles(result.Analysis); err != nil {
			return 0, err
		}
	}
	executable := filepath.Join(stage, filepath.Base(target))
	if err := payload.Write(executable, program, files); err != nil {
		return 0, err
	}
	info, err := os.Stat(executable)
	if err != nil {
		return 0, err
	}
	for folder, files := range folders {
		if err := writeAll(filepath.Join(stage, "new", folder), files); err != nil {
			return 0, err
		}
	}
	for folder := range folders {
		if err := swapFolder(filepath.Join(stage, "new", folder), filepath.Join(dist, folder), filepath.Join(stage, "old-"+folder)); err != nil {
			return 0, err
		}
	}
	return info.Size(), os.Rename(executable, target)
}

// writeAll writes files, by their names with slashes, below dir.
func writeAll(dir string, files map[string][]byte) error {
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return err
	}
	for name, data := range files {
		path := filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			return err
		}
		if err := os.WriteFile(path, data, 0o644); err != nil {
			return err
		}
	}
	return nil
}

// swapFolder puts the folder fresh into dir's place, and what was there to old: a folder can't be renamed over another.
func swapFolder(fresh, dir, old string) error {
	if err := os.Rename(dir, old); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	if err := os.Rename(fresh, dir); err != nil {
		return errors.Join(err, os.Rename(old, dir))
	}
	return nil
}

// notBuilt says why what was built could not be written, and that nothing has changed.
func notBuilt(err error) error {
	message := diag.Message{Severity: diag.SeverityError, Text: "the built app can't be written: " + err.Error(), Hint: "what was in dist/ before is still there"}
	switch {
	case errors.Is(err, syscall.ENOSPC):
		message.Hint = "the disk is full; " + message.Hint
	case errors.Is(err, fs.ErrPermission), errors.Is(err, syscall.EROFS):
		message.Hint = "the folder can't be written to; " + message.Hint
	}
	return diag.New(message)
}
