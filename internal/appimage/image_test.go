package appimage

import (
	"bytes"
	"errors"
	"io"
	"testing"
	"time"

	"github.com/deskjs/deskjs/packaging"
	"github.com/deskjs/deskjs/packaging/squashfs"
)

func written(t testing.TB) []byte {
	t.Helper()
	var out bytes.Buffer
	_, err := squashfs.Write(&out, []packaging.File{
		{Path: "AppRun", Mode: 0o755, Data: []byte("#!/bin/sh\n")}, {Path: "usr/lib/a/app.djs", Mode: 0o644, Data: bytes.Repeat([]byte("payload"), 30_000)}, {Path: ".DirIcon", Link: "a.png"},
	}, squashfs.Options{Time: time.Unix(1, 0), Stored: "usr/lib/a/app.djs"})
	if err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

// list reads all of an image, and returns the names in it.
func list(data []byte) (names []string, err error) {
	opened, err := openImage(bytes.NewReader(data))
	if err != nil {
		return nil, err
	}
	err = opened.walk(func(name string, entry *inode) error {
		names = append(names, name)
		if entry.kind != kindFile {
			return nil
		}
		content, err := entry.open()
		if err != nil {
			return err
		}
		_, err = io.Copy(io.Discard, io.LimitReader(content, 1<<24))
		return err
	})
	return names, err
}

func TestAFolderInItself(t *testing.T) {
	data := written(t)
	whole, err := list(data)
	if err != nil || len(whole) != 6 {
		t.Fatal(whole, err)
	}
	opened, err := openImage(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	met := map[uint64]bool{opened.root: true}
	if err := opened.walkFrom(".", opened.root, met, func(string, *inode) error { return nil }); !errors.Is(err, errImage) {
		t.Error(err)
	}
}

func FuzzImage(f *testing.F) {
	data := written(f)
	f.Add(data)
	f.Add(data[:200])
	for _, at := range []int{12, 20, 32, 64, 72} {
		changed := bytes.Clone(data)
		changed[at] ^= 0xff
		f.Add(changed)
	}
	f.Fuzz(func(_ *testing.T, data []byte) {
		_, _ = list(data) // whatever it is, it ends, and nothing panics
	})
}
