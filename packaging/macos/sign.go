package macos

import (
	"bytes"
	"context"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"strings"

	"github.com/deskjs/deskjs/internal/config"
	"github.com/deskjs/deskjs/internal/diag"
	"github.com/deskjs/deskjs/packaging"
)

// signed has the author's program sign the app, and Apple notarize it if the author says so, and returns the files that there are then.
func signed(ctx context.Context, job *packaging.Job, files []packaging.File, entitlements []byte) ([]packaging.File, error) {
	root := filepath.Join(job.Scratch, "app")
	if err := WriteFiles(root, files); err != nil {
		return nil, err
	}
	granted := filepath.Join(job.Scratch, "entitlements.plist")
	if entitlements == nil {
		var err error
		if entitlements, err = entitlementsPlist(nil); err != nil {
			return nil, err
		}
	}
	if err := os.WriteFile(granted, entitlements, 0o644); err != nil {
		return nil, err
	}
	app := filepath.Join(root, Name(job.App))
	job.Step("signing")
	if err := run(ctx, job, "sign", job.App.Package.Macos.Sign, config.AppPlaceholder, app, config.EntitlementsPlaceholder, granted); err != nil {
		return nil, err
	}
	if err := Notarize(ctx, job, app); err != nil {
		return nil, err
	}
	return readFiles(root)
}

// Notarize has Apple notarize an app or a disk image, if the author says how.
func Notarize(ctx context.Context, job *packaging.Job, path string) error {
	if len(job.App.Package.Macos.Notarize) == 0 {
		return nil
	}
	job.Step("having it notarized")
	return run(ctx, job, "notarize", job.App.Package.Macos.Notarize, config.FilePlaceholder, path)
}

// run starts a command of deskjs.json in the project's folder; places are placeholders and what stands for them.
func run(ctx context.Context, job *packaging.Job, key string, words []string, places ...string) error {
	replaced := make([]string, len(words))
	for i, word := range words {
		replaced[i] = strings.NewReplacer(places...).Replace(word)
	}
	command := exec.CommandContext(ctx, replaced[0], replaced[1:]...)
	command.Dir = job.Dir
	var said bytes.Buffer
	command.Stdout, command.Stderr = &said, &said
	err := command.Run()
	if err == nil {
		return nil
	}
	message := diag.Message{Text: fmt.Sprintf("package.macos.%s has failed: %v", key, err), File: config.FileName}
	if text := strings.TrimSpace(said.String()); text != "" {
		message.Notes = []string{text}
	}
	return diag.New(message)
}

// WriteFiles writes files below a folder.
func WriteFiles(root string, files []packaging.File) error {
	for _, file := range files {
		target := filepath.Join(root, filepath.FromSlash(file.Path))
		if err := os.MkdirAll(filepath.Dir(target), 0o755); err != nil {
			return err
		}
		if file.Link != "" {
			if err := os.Symlink(file.Link, target); err != nil {
				return err
			}
			continue
		}
		data, err := file.Read()
		if err != nil {
			return err
		}
		if err := os.WriteFile(target, data, file.Mode); err != nil {
			return err
		}
	}
	return nil
}

// readFiles returns the files below a folder, sorted.
func readFiles(root string) ([]packaging.File, error) {
	var files []packaging.File
	err := filepath.WalkDir(root, func(path string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		name, err := filepath.Rel(root, path)
		if err != nil {
			return err
		}
		file := packaging.File{Path: filepath.ToSlash(name), Source: path}
		if entry.Type()&fs.ModeSymlink != 0 {
			file.Source = ""
			file.Link, err = os.Readlink(path)
		} else if info, infoErr := entry.Info(); infoErr != nil {
			err = infoErr
		} else {
			file.Mode = 0o644 | info.Mode()&0o111
		}
		files = append(files, file)
		return err
	})
	packaging.SortFiles(files)
	return files, err
}
