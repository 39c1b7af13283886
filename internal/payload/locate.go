package payload

import (
	"encoding/binary"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
)

// FileName is what the container is called where it is a file of its own.
const FileName = "app.djs"

// Locate opens the app that belongs to the executable at path: the one at the executable's end (a single file; before an Authenticode
// signature; wherever a pointer at the end says), or else the file app.djs beside it, as in packages, or in Resources, as in a bundle of
// macOS. What is in the executable comes first: no file that lies about beside a downloaded program takes its place. The error is that of
// OpenFile; ErrNoPayload if there is none anywhere.
func Locate(path string) (App, error) {
	for _, candidate := range besides(path) {
		if _, err := os.Stat(candidate); err == nil && !endsWithApp(path) {
			return OpenFile(candidate)
		}
	}
	return OpenExecutable(path)
}

// endsWithApp reports whether there is an app in the executable at path, however damaged, without looking for the start of one that is cut off.
func endsWithApp(path string) bool {
	file, err := os.Open(path)
	if err != nil {
		return false
	}
	defer file.Close()
	info, err := file.Stat()
	if err != nil {
		return false
	}
	offset, length, err := placeIn(file, info.Size())
	if err != nil || length < trailerSize {
		return false
	}
	end := make([]byte, trailerSize)
	_, err = file.ReadAt(end, offset+length-trailerSize)
	if err != nil {
		return false
	}
	_, err = parseTrailer(end, length)
	return !errors.Is(err, errNoTrailer)
}

// besides returns where the container of the program at path may be, if it is a file of its own.
func besides(path string) []string {
	real, err := filepath.EvalSymlinks(path)
	if err != nil {
		// An executable that was replaced while it runs: the kernel adds this to its name.
		link, err := os.Readlink(path)
		if err != nil {
			return nil
		}
		real = strings.TrimSuffix(link, " (deleted)")
	}
	folder := filepath.Dir(real)
	places := []string{filepath.Join(folder, FileName)}
	if filepath.Base(folder) == "MacOS" {
		places = append(places, filepath.Join(filepath.Dir(folder), "Resources", FileName))
	}
	return places
}

// OpenExecutable opens the app inside the executable at path, with the errors of OpenFile.
func OpenExecutable(path string) (App, error) { return openAt(path, placeIn) }

// placeIn finds what of an executable may be a container: all of it up to the end of the container.
func placeIn(file *os.File, size int64) (offset, length int64, err error) {
	if size >= pointerSize {
		end := make([]byte, pointerSize)
		if _, err := file.ReadAt(end, size-pointerSize); err != nil {
			return 0, 0, fmt.Errorf("reading the end of the app's executable: %w", err)
		}
		if offset, length, ok := parsePointer(end, size); ok {
			return offset, length, nil
		}
	}
	end, ok := beforeCertificates(file, size)
	if !ok {
		return 0, size, nil
	}
	// A signer pads the file to eight bytes before its certificates.
	tail := make([]byte, min(7+trailerSize, end))
	if _, err := file.ReadAt(tail, end-int64(len(tail))); err != nil {
		return 0, 0, fmt.Errorf("reading the end of the app's executable: %w", err)
	}
	for padding := range int64(8) {
		last := int64(len(tail)) - padding
		if last < trailerSize {
			break
		}
		if _, err := parseTrailer(tail[last-trailerSize:last], end-padding); !errors.Is(err, errNoTrailer) {
			return 0, end - padding, nil
		}
	}
	return 0, end, nil
}

// beforeCertificates returns where the certificates of a signed Windows program begin, at the end of the file; ok is false if there are
// none. See "The Attribute Certificate Table" in Microsoft's PE format.
func beforeCertificates(file *os.File, size int64) (end int64, ok bool) {
	const (
		peOffset         = 0x3c
		optionalHeader   = 4 + 20
		directories      = 112 // in the optional header of a 64-bit program
		certificateEntry = 4
	)
	dos := make([]byte, 64)
	if _, err := file.ReadAt(dos, 0); err != nil || dos[0] != 'M' || dos[1] != 'Z' {
		return 0, false
	}
	header := make([]byte, optionalHeader+directories+8*(certificateEntry+1))
	at := int64(binary.LittleEndian.Uint32(dos[peOffset:]))
	if _, err := file.ReadAt(header, at); err != nil || string(header[:4]) != "PE\x00\x00" || binary.LittleEndian.Uint16(header[optionalHeader:]) != 0x20b {
		return 0, false
	}
	entry := header[optionalHeader+directories+8*certificateEntry:]
	start, length := int64(binary.LittleEndian.Uint32(entry)), int64(binary.LittleEndian.Uint32(entry[4:]))
	if start == 0 || length == 0 || start+length != size {
		return 0, false
	}
	return start, true
}
