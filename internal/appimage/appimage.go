// Package appimage is what an app does that runs as an AppImage: one file of the program, which is its own AppImage runtime, and
// a file system behind it. Nothing is mounted or extracted to start it; what people ask such a file by its first argument, as they
// ask every AppImage, is answered here.
//
// The app runtime imports it, and the packager of AppImages.
package appimage

import (
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
)

// MagicOffset is where in an ELF file Magic makes it an AppImage of type 2: in bytes that ELF leaves unused.
const MagicOffset = 8

// Magic is what stands there.
const Magic = "AI\x02"

// ErrNoELF means that a file is no 64-bit ELF program.
var ErrNoELF = errors.New("it is no 64-bit Linux program")

// Is reports whether a program is an AppImage.
func Is(program io.ReaderAt) bool {
	var head [MagicOffset + len(Magic)]byte
	_, err := program.ReadAt(head[:], 0)
	return err == nil && string(head[:4]) == "\x7fELF" && string(head[MagicOffset:]) == Magic
}

// Sections returns where the table of sections of an ELF file is, and how long an entry and the whole table are, in bytes.
func Sections(program io.ReaderAt) (offset, entry, size int64, err error) {
	var head [64]byte
	if _, err := program.ReadAt(head[:], 0); err != nil || string(head[:6]) != "\x7fELF\x02\x01" {
		return 0, 0, 0, ErrNoELF
	}
	offset = int64(binary.LittleEndian.Uint64(head[0x28:]))
	entry = int64(binary.LittleEndian.Uint16(head[0x3a:]))
	return offset, entry, entry * int64(binary.LittleEndian.Uint16(head[0x3c:])), nil
}

// Offset returns where an AppImage's file system begins: where the ELF file ends, as its section table says. It is found in the way of
// AppImage's own runtime and of libappimage: the end of the table or of the last section, whichever is later.
func Offset(program io.ReaderAt) (int64, error) {
	offset, entry, size, err := Sections(program)
	if err != nil {
		return 0, err
	}
	if size == 0 {
		return 0, ErrNoELF
	}
	last := make([]byte, 64)
	if entry < int64(len(last)) {
		return 0, ErrNoELF
	}
	if _, err := program.ReadAt(last, offset+size-entry); err != nil {
		return 0, err
	}
	end := binary.LittleEndian.Uint64(last[0x18:]) + binary.LittleEndian.Uint64(last[0x20:])
	return max(offset+size, int64(end)), nil
}

// Path returns the path of the AppImage that the executable, a path such as /proc/self/exe, is; ok is false if it is none.
func Path(executable string) (path string, ok bool) {
	file, err := os.Open(executable)
	if err != nil {
		return "", false
	}
	defer file.Close()
	if !Is(file) {
		return "", false
	}
	path, err = filepath.EvalSymlinks(executable)
	if err != nil {
		// An update has put another file in its place: the kernel adds this to the name.
		if path, err = os.Readlink(executable); err != nil {
			return executable, true
		}
		path = strings.TrimSuffix(path, " (deleted)")
	}
	return path, true
}

const help = `This is an app as an AppImage. It runs as it is: it needs no FUSE, and
unpacks nothing. All arguments are the app's own, but these in the first place:

  --appimage-extract [PATTERN]  write the files in it to the folder squashfs-root;
                                AppRun in there starts the app
  --appimage-offset             print at which byte its file system begins
  --appimage-version            print what made it run
  --appimage-help               print this

Other AppImages take --appimage-mount too: here nothing needs mounting. To look
at the files in it: mount -o loop,offset=OFFSET,ro FILE FOLDER
`

// Run answers the arguments of the AppImage at path; done is false if they are the app's own. Code is what the process then exits with.
func Run(path string, arguments []string, stdout, stderr io.Writer) (code int, done bool) {
	if len(arguments) == 0 {
		return 0, false
	}
	var err error
	switch arguments[0] {
	case "--appimage-help":
		_, err = io.WriteString(stdout, help)
	case "--appimage-version":
		_, err = fmt.Fprintln(stdout, "DeskJS AppImage runtime, type 2")
	case "--appimage-offset":
		err = withFile(path, func(file *os.File) error {
			offset, err := Offset(file)
			if err == nil {
				_, err = fmt.Fprintln(stdout, offset)
			}
			return err
		})
	case "--appimage-mount":
		err = errors.New("nothing needs mounting: the app reads its files where they are. To look at them, use --appimage-extract")
	case "--appimage-extract":
		pattern := ""
		if len(arguments) > 1 {
			pattern = arguments[1]
		}
		err = withFile(path, func(file *os.File) error { return extract(file, "squashfs-root", pattern, stdout) })
	default:
		return 0, false
	}
	if err != nil {
		fmt.Fprintf(stderr, "%s %s: %v\n", filepath.Base(path), arguments[0], err)
		return 1, true
	}
	return 0, true
}

func withFile(path string, use func(*os.File) error) error {
	file, err := os.Open(path)
	if err != nil {
		return err
	}
	defer file.Close()
	return use(file)
}
