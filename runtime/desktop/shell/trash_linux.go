package shell

import (
	"errors"
	"fmt"
	"io/fs"
	"net/url"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"time"

	"github.com/adrg/xdg"
	"golang.org/x/sys/unix"
)

// Moves files to the trash as https://specifications.freedesktop.org/trash-spec has it, version 1.0: to the user's own trash, or to that of
// the file system that the file is on. Nothing is copied from one file system to another.

func (s *shell) trash(path string) error {
	return moveToTrash(path, filepath.Join(xdg.DataHome, "Trash"), os.Getuid(), time.Now())
}

// moveToTrash has the trash of the user's home, and what stands in the file's record.
func moveToTrash(path, home string, user int, now time.Time) error {
	path, err := place(path)
	if err != nil {
		return err
	}
	device, err := deviceOf(path)
	if err != nil {
		return err
	}
	top := topOf(path, device)
	if path == top {
		return fmt.Errorf("%s can't be moved to the trash: it is the top of a file system", path)
	}
	if err := os.MkdirAll(home, 0o700); err == nil {
		if inside(path, home) {
			return fmt.Errorf("%s is in the trash already", path)
		}
		if on, err := deviceOf(home); err == nil && on == device {
			// Two places of one file system can be apart all the same, as subvolumes and bind mounts are.
			if err := moveInto(path, home, path, now); !errors.Is(err, unix.EXDEV) {
				return err
			}
		}
	}
	trash, err := trashAt(top, user)
	if err != nil {
		return fmt.Errorf("%s can't be moved to the trash: its file system, mounted on %s, has none, and none can be made: %w", path, top, err)
	}
	if inside(path, trash) {
		return fmt.Errorf("%s is in the trash already", path)
	}
	relative, err := filepath.Rel(top, path)
	if err != nil {
		return err
	}
	return moveInto(path, trash, relative, now)
}

// place is the canonical path of a file's name: of a link, not of what it leads to.
func place(path string) (string, error) {
	path, err := filepath.Abs(path)
	if err != nil {
		return "", err
	}
	folder, err := filepath.EvalSymlinks(filepath.Dir(path))
	if err != nil {
		return "", err
	}
	if path == "/" {
		return path, nil
	}
	return filepath.Join(folder, filepath.Base(path)), nil
}

func inside(path, folder string) bool {
	if real, err := filepath.EvalSymlinks(folder); err == nil {
		folder = real
	}
	return path == folder || strings.HasPrefix(path, folder+"/") || strings.HasPrefix(folder, path+"/")
}

func deviceOf(path string) (uint64, error) {
	info, err := os.Lstat(path)
	if err != nil {
		return 0, err
	}
	return uint64(info.Sys().(*syscall.Stat_t).Dev), nil
}

// topOf is the folder on which the file system is mounted.
func topOf(path string, device uint64) string {
	for path != "/" {
		if on, err := deviceOf(filepath.Dir(path)); err != nil || on != device {
			return path
		}
		path = filepath.Dir(path)
	}
	return path
}

// trashAt finds or makes the user's trash of a file system: in .Trash, if the administrator has made that well, or beside it.
func trashAt(top string, user int) (string, error) {
	shared := filepath.Join(top, ".Trash")
	if info, err := os.Lstat(shared); err == nil && info.IsDir() && info.Mode()&fs.ModeSticky != 0 {
		own := filepath.Join(shared, strconv.Itoa(user))
		if err := usable(own, user); err == nil {
			return own, nil
		}
	}
	own := filepath.Join(top, ".Trash-"+strconv.Itoa(user))
	return own, usable(own, user)
}

// usable makes a trash, unless there is one; it must be a folder of the user's, not a link that somebody else has put there.
func usable(trash string, user int) error {
	if err := os.Mkdir(trash, 0o700); err != nil && !errors.Is(err, fs.ErrExist) {
		return err
	}
	info, err := os.Lstat(trash)
	if err != nil {
		return err
	}
	if owner := info.Sys().(*syscall.Stat_t).Uid; !info.IsDir() || int(owner) != user {
		return fmt.Errorf("%s is not a folder of the user's", trash)
	}
	return nil
}

// moveInto moves the file, and records where it came from. The record is made first, and so claims the name.
func moveInto(path, trash, recorded string, now time.Time) error {
	for _, folder := range []string{"info", "files"} {
		if err := os.MkdirAll(filepath.Join(trash, folder), 0o700); err != nil {
			return err
		}
	}
	base := filepath.Base(path)
	for number := 1; ; number++ {
		name := base
		if number > 1 {
			extension := filepath.Ext(base)
			if extension == base {
				extension = ""
			}
			name = fmt.Sprintf("%s.%d%s", strings.TrimSuffix(base, extension), number, extension)
		}
		record := filepath.Join(trash, "info", name+".trashinfo")
		file, err := os.OpenFile(record, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
		if errors.Is(err, fs.ErrExist) {
			continue
		}
		if err != nil {
			return err
		}
		_, err = fmt.Fprintf(file, "[Trash Info]\nPath=%s\nDeletionDate=%s\n", (&url.URL{Path: recorded}).EscapedPath(), now.Format("2006-01-02T15:04:05"))
		if closed := file.Close(); err == nil {
			err = closed
		}
		if err == nil {
			// A file without a record is left alone, whoever it belongs to.
			err = unix.Renameat2(unix.AT_FDCWD, path, unix.AT_FDCWD, filepath.Join(trash, "files", name), unix.RENAME_NOREPLACE)
			if errors.Is(err, unix.EINVAL) || errors.Is(err, unix.ENOSYS) { // a file system that can't
				err = os.Rename(path, filepath.Join(trash, "files", name))
			}
			if errors.Is(err, unix.EEXIST) {
				_ = os.Remove(record)
				continue
			}
		}
		if err != nil {
			_ = os.Remove(record)
			return &fs.PathError{Op: "trash", Path: path, Err: err}
		}
		return nil
	}
}
