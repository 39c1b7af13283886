// Package machotest has what tests of programs for macOS need: small programs, and a check of their signatures that knows nothing of
// what writes them.
//
// Tests below packaging import it.
package machotest

import (
	"bytes"
	"crypto/sha256"
	"debug/macho"
	"encoding/binary"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"testing"
)

// Build makes a small program for macOS with Go's own linker, which signs those for arm64.
func Build(t testing.TB, architecture string) []byte {
	t.Helper()
	dir := t.TempDir()
	source, out := filepath.Join(dir, "main.go"), filepath.Join(dir, "program")
	if err := os.WriteFile(source, []byte("package main\n\nfunc main() { println(\"hello\") }\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	command := exec.CommandContext(t.Context(), "go", "build", "-trimpath", "-ldflags=-s -w", "-o", out, source)
	command.Dir = dir
	command.Env = append(os.Environ(), "GOOS=darwin", "GOARCH="+architecture, "CGO_ENABLED=0", "GOWORK=off", "GOFLAGS=")
	if said, err := command.CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, said)
	}
	data, err := os.ReadFile(out)
	if err != nil {
		t.Fatal(err)
	}
	return data
}

// Check verifies a signature by what the kernel and codesign ask of one, with nothing of what writes it: the standard library parses the
// program, and offsets are those of cs_blobs.h. contents are what is
// sealed beside the pages, by slots: 1 Info.plist, 3 CodeResources; it adds those that are in the signature itself.
func Check(data []byte, contents map[int][]byte) error {
	file, err := macho.NewFile(bytes.NewReader(data))
	if err != nil {
		return err
	}
	var at, size uint32
	for _, load := range file.Loads {
		if raw := load.Raw(); binary.LittleEndian.Uint32(raw) == 0x1d {
			at, size = binary.LittleEndian.Uint32(raw[8:]), binary.LittleEndian.Uint32(raw[12:])
		}
	}
	link := file.Segment("__LINKEDIT")
	switch {
	case at == 0:
		return errors.New("there is no signature")
	case int(at+size) != len(data):
		return fmt.Errorf("the signature ends at %d of %d", at+size, len(data))
	case link.Offset+link.Filesz != uint64(len(data)) || link.Memsz < link.Filesz:
		return errors.New("the last segment does not end with the signature")
	case at%16 != 0:
		return errors.New("the signature is not aligned")
	}
	be := binary.BigEndian
	super := data[at : at+size]
	if be.Uint32(super) != 0xfade0cc0 || be.Uint32(super[4:]) > size {
		return errors.New("no signature is where the command says")
	}
	blobs := map[uint32][]byte{}
	for i := range be.Uint32(super[8:]) {
		kind, offset := be.Uint32(super[12+8*i:]), be.Uint32(super[16+8*i:])
		blobs[kind] = super[offset : offset+be.Uint32(super[offset+4:])]
	}
	directory := blobs[0]
	if be.Uint32(directory) != 0xfade0c02 || int(be.Uint32(directory[4:])) != len(directory) {
		return errors.New("there is no code directory")
	}
	hashes, special, code, limit := be.Uint32(directory[16:]), be.Uint32(directory[24:]), be.Uint32(directory[28:]), be.Uint32(directory[32:])
	if limit != at || directory[36] != 32 || directory[37] != 2 || directory[39] != 12 || code != (limit+4095)/4096 {
		return errors.New("the code directory does not cover the program")
	}
	text := file.Segment("__TEXT")
	if be.Uint64(directory[64:]) != text.Offset || be.Uint64(directory[72:]) != text.Filesz || be.Uint64(directory[80:]) != 1 {
		return errors.New("the code directory does not say where the code is")
	}
	for page := range code {
		sum := sha256.Sum256(data[page*4096 : min((page+1)*4096, limit)])
		if !bytes.Equal(sum[:], directory[hashes+32*page:hashes+32*page+32]) {
			return fmt.Errorf("page %d differs", page)
		}
	}
	for kind, content := range blobs {
		if kind != 0 && kind < 0x1000 {
			contents[int(kind)] = content
		}
	}
	for slot := 1; slot <= int(special); slot++ {
		want := make([]byte, 32)
		if content, ok := contents[slot]; ok {
			sum := sha256.Sum256(content)
			want = sum[:]
		}
		place := int(hashes) - 32*slot
		if !bytes.Equal(want, directory[place:place+32]) {
			return fmt.Errorf("slot %d differs", slot)
		}
	}
	for slot := range contents {
		if slot > int(special) {
			return fmt.Errorf("slot %d is not sealed", slot)
		}
	}
	return nil
}
