package payload

import (
	"bufio"
	"bytes"
	"crypto/sha256"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"runtime"
)

// Write makes the executable dst: a copy of the executable at runtimePath with members appended. The same input gives
// the same bytes. dst appears complete or not at all: it is written beside its place, synced and renamed. members must
// hold a valid app.json, and runtimePath must carry no payload yet.
func Write(dst, runtimePath string, members map[string][]byte) error {
	if err := checkMembers(members); err != nil {
		return err
	}
	source, err := os.Open(runtimePath)
	if err != nil {
		return fmt.Errorf("opening the DeskJS runtime: %w", err)
	}
	defer source.Close()
	if err := checkBare(source); err != nil {
		return err
	}
	return replaceFile(dst, func(out io.Writer) error {
		if _, err := io.Copy(out, source); err != nil {
			return fmt.Errorf("copying the DeskJS runtime: %w", err)
		}
		return Append(out, members)
	})
}

// Append writes the container itself, from header to trailer, to out. members must hold a valid app.json.
func Append(out io.Writer, members map[string][]byte) error {
	if err := checkMembers(members); err != nil {
		return err
	}
	buffered := bufio.NewWriterSize(out, 1<<16)
	buffered.Write(encodeHeader()) // a bufio.Writer keeps the first error for Flush
	offset := int64(headerSize)
	var listing []member
	for _, name := range sortedNames(members) {
		data := members[name]
		sum := sha256.Sum256(data)
		listing = append(listing, member{name: name, size: int64(len(data)), sum: &sum})
		buffered.Write(data)
		offset += int64(len(data))
	}
	raw := encodeIndex(listing)
	buffered.Write(raw)
	length := int64(len(raw))
	buffered.Write(trailer{
		indexOffset: offset, indexLength: length, payloadLength: offset + length + trailerSize, indexHash: sha256.Sum256(raw),
	}.encode())
	return buffered.Flush()
}

func checkMembers(members map[string][]byte) error {
	for _, name := range sortedNames(members) {
		if err := checkName(name); err != nil {
			return err
		}
	}
	data, ok := members[ManifestName]
	if !ok {
		return errors.New("a payload needs the member " + ManifestName)
	}
	_, err := parseManifest(data)
	return err
}

// checkBare refuses a runtime that already has a payload: the result would carry both.
func checkBare(file *os.File) error {
	info, err := file.Stat()
	if err != nil {
		return fmt.Errorf("opening the DeskJS runtime: %w", err)
	}
	if !info.Mode().IsRegular() {
		return fmt.Errorf("%s is not a file", file.Name())
	}
	if info.Size() < 8+trailerSize {
		return nil
	}
	end := make([]byte, trailerSize)
	if _, err := file.ReadAt(end, info.Size()-trailerSize); err != nil {
		return fmt.Errorf("reading the DeskJS runtime: %w", err)
	}
	if bytes.Equal(end[:8], trailerMagic()) {
		return fmt.Errorf("%s already carries an app; name the bare runtime, bin/deskjs-app", file.Name())
	}
	return nil
}

// replaceFile writes an executable file through a temporary one in the same directory.
func replaceFile(path string, write func(io.Writer) error) (err error) {
	directory := filepath.Dir(path)
	if err := os.MkdirAll(directory, 0o755); err != nil {
		return err
	}
	file, err := os.CreateTemp(directory, "."+filepath.Base(path)+".*.tmp")
	if err != nil {
		return err
	}
	defer func() {
		if err != nil {
			file.Close()
			os.Remove(file.Name())
		}
	}()
	if err := write(file); err != nil {
		return err
	}
	if err := file.Chmod(0o755); err != nil && runtime.GOOS != "windows" {
		return err
	}
	if err := file.Sync(); err != nil {
		return err
	}
	if err := file.Close(); err != nil {
		return err
	}
	if err := os.Rename(file.Name(), path); err != nil {
		return err
	}
	syncDirectory(directory)
	return nil
}

// syncDirectory makes the rename durable where directories can be synced; where they can't, the file is complete all
// the same.
func syncDirectory(path string) {
	if directory, err := os.Open(path); err == nil {
		_ = directory.Sync()
		directory.Close()
	}
}
