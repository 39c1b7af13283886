package appimage

import (
	"fmt"
	"io"
	"os"
	"path"
	"path/filepath"
)

// payloadName is the file beside which the app's program belongs, in a folder of the program's name.
const payloadName = "app.djs"

// extract writes the files of an AppImage that pattern matches, all if it is "", to folder, and their names to stdout. The program, which is
// the AppImage itself, is put beside its payload.
func extract(file *os.File, folder, pattern string, stdout io.Writer) error {
	if _, err := path.Match(pattern, ""); err != nil {
		return fmt.Errorf("the pattern %q can't be read: %w", pattern, err)
	}
	offset, err := Offset(file)
	if err != nil {
		return err
	}
	image, err := openImage(io.NewSectionReader(file, offset, 1<<62-offset))
	if err != nil {
		return err
	}
	if err := os.MkdirAll(folder, 0o755); err != nil {
		return err
	}
	// Whatever the names in the image are, nothing is written outside of the folder.
	root, err := os.OpenRoot(folder)
	if err != nil {
		return err
	}
	defer root.Close()
	err = image.walk(func(name string, entry *inode) error {
		if !matches(pattern, name) {
			return nil
		}
		if err := write(root, name, entry); err != nil {
			return err
		}
		fmt.Fprintln(stdout, filepath.Join(folder, name))
		if path.Base(name) != payloadName {
			return nil
		}
		program := path.Join(path.Dir(name), path.Base(path.Dir(name)))
		fmt.Fprintln(stdout, filepath.Join(folder, program))
		return writeProgram(root, program, io.NewSectionReader(file, 0, offset))
	})
	return err
}

// matches reports whether pattern matches a path or a folder that it is in.
func matches(pattern, name string) bool {
	if pattern == "" {
		return true
	}
	for ; name != "."; name = path.Dir(name) {
		if found, _ := path.Match(pattern, name); found {
			return true
		}
	}
	return false
}

func write(root *os.Root, name string, entry *inode) error {
	switch entry.kind {
	case kindDirectory:
		return root.MkdirAll(name, 0o755)
	case kindLink:
		if err := clear(root, name); err != nil {
			return err
		}
		return root.Symlink(entry.target, name)
	}
	content, err := entry.open()
	if err != nil {
		return err
	}
	return writeFile(root, name, os.FileMode(entry.mode).Perm(), content)
}

// clear makes place for a file: an earlier extraction may have written it.
func clear(root *os.Root, name string) error {
	if err := root.MkdirAll(path.Dir(name), 0o755); err != nil {
		return err
	}
	if err := root.Remove(name); err != nil && !os.IsNotExist(err) {
		return err
	}
	return nil
}

func writeFile(root *os.Root, name string, mode os.FileMode, content io.Reader) error {
	if err := clear(root, name); err != nil {
		return err
	}
	file, err := root.OpenFile(name, os.O_CREATE|os.O_EXCL|os.O_WRONLY, mode)
	if err != nil {
		return err
	}
	if _, err := io.Copy(file, content); err != nil {
		file.Close()
		return err
	}
	return file.Close()
}

// writeProgram writes an AppImage's program as one that is none.
func writeProgram(root *os.Root, name string, program *io.SectionReader) error {
	return writeFile(root, name, 0o755, io.MultiReader(
		io.NewSectionReader(program, 0, MagicOffset),
		io.LimitReader(zeros{}, int64(len(Magic))),
		io.NewSectionReader(program, MagicOffset+int64(len(Magic)), program.Size()-MagicOffset-int64(len(Magic))),
	))
}

// zeros is a reader of zeros.
type zeros struct{}

func (zeros) Read(into []byte) (int, error) {
	for i := range into {
		into[i] = 0
	}
	return len(into), nil
}
