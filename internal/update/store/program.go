package store

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"io"
	"os"
	"path/filepath"
	"runtime"

	"github.com/deskjs/deskjs/internal/update"
)

// ReplaceProgram puts what Apply made into the place of the executable at path, which may be running: it runs from the next start on. The new file is
// whole and on the disk before the old one gives way. On Unix that is one rename; Windows has none for a program that runs, so that the old one moves aside
// first, and back if the second rename fails: only a loss of power between the two leaves it under its other name, path with ".old" at its end.
func (s *Stage) ReplaceProgram(hash, path string) (err error) {
	made, err := s.Made(hash)
	if err != nil {
		return err
	}
	defer made.Close()
	unwritable := func(cause error) error {
		return &update.Error{Code: update.CodeRuntime, Text: "The app's program, " + path + ", can't be replaced", Cause: cause}
	}
	if path, err = filepath.EvalSymlinks(path); err != nil {
		return unwritable(err)
	}
	info, err := os.Stat(path)
	if err != nil {
		return unwritable(err)
	}
	file, err := os.CreateTemp(filepath.Dir(path), "."+filepath.Base(path)+".*.new")
	if err != nil {
		return unwritable(err)
	}
	defer func() {
		if err != nil {
			file.Close()
			os.Remove(file.Name())
		}
	}()
	sum := sha256.New()
	if _, err := io.Copy(io.MultiWriter(file, sum), io.NewSectionReader(made, 0, made.Size())); err != nil {
		return unwritable(err)
	}
	if hex.EncodeToString(sum.Sum(nil)) != hash {
		return &update.Error{Code: update.CodeMismatch, Text: "The new program was damaged on this computer's disk"}
	}
	if err := errors.Join(setMode(file, info), file.Sync(), file.Close()); err != nil {
		return unwritable(err)
	}
	if err := swap(file.Name(), path); err != nil {
		return unwritable(err)
	}
	_ = s.store.folder.Remove(stageName) // or the next Begin does
	return nil
}

func setMode(file *os.File, like os.FileInfo) error {
	if runtime.GOOS == "windows" {
		return nil
	}
	return file.Chmod(like.Mode().Perm())
}

// swap renames fresh to path, where a program may be running.
func swap(fresh, path string) error {
	if runtime.GOOS != "windows" {
		return errors.Join(os.Rename(fresh, path), Folder(filepath.Dir(path)).Sync("."))
	}
	aside := path + ".old"
	if err := os.Remove(aside); err != nil && !errors.Is(err, os.ErrNotExist) {
		return err
	}
	if err := os.Rename(path, aside); err != nil {
		return err
	}
	if err := os.Rename(fresh, path); err != nil {
		return errors.Join(err, os.Rename(aside, path))
	}
	return nil
}
