package wasi

import (
	"context"
	"encoding/binary"
	"os"
	"path/filepath"
	"testing"
)

// sandbox returns a system with one folder, descriptor 0, and a secret beside that folder.
func sandbox(t *testing.T) (s *system, folder string) {
	t.Helper()
	outside := t.TempDir()
	folder = filepath.Join(outside, "sandbox")
	if err := os.MkdirAll(filepath.Join(folder, "sub"), 0o777); err != nil {
		t.Fatal(err)
	}
	for name, text := range map[string]string{"secret.txt": "secret", "sandbox/file.txt": "inside"} {
		if err := os.WriteFile(filepath.Join(outside, name), []byte(text), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	root, err := os.OpenRoot(folder)
	if err != nil {
		t.Fatal(err)
	}
	s = &system{ctx: context.Background(), files: map[uint32]*file{}, memory: make([]byte, 65536)}
	s.add(&file{root: root, preopen: "/", kind: kindDirectory, rights: rightsAll, inherits: rightsAll})
	t.Cleanup(s.closeAll)
	return s, folder
}

// open opens a path and returns its descriptor.
func open(s *system, name string, rights uint64) (uint32, errno) {
	copy(s.memory[1000:], name)
	e := s.pathOpen(opening{fd: 0, lookup: 1, start: 1000, length: uint32(len(name)), rights: rights, inherits: rightsAll, result: 0})
	return binary.LittleEndian.Uint32(s.memory), e
}

func TestEscapes(t *testing.T) {
	s, folder := sandbox(t)
	links := map[string]string{
		"up": "../secret.txt", "sub/up": "../../secret.txt", "parent": "..", "absolute": filepath.Join(filepath.Dir(folder), "secret.txt"),
		"sub/chain": "../up", "good": "sub/../file.txt",
	}
	for name, target := range links {
		if err := os.Symlink(target, filepath.Join(folder, name)); err != nil {
			t.Fatal(err)
		}
	}
	for _, name := range []string{"../secret.txt", "sub/../../secret.txt", "/etc/passwd", "up", "sub/up", "parent/secret.txt", "absolute", "sub/chain",
		"..", "sub/../.."} {
		if _, e := open(s, name, rightRead); e != notCapable {
			t.Errorf("open %q = %d, want %d", name, e, notCapable)
		}
	}
	for _, name := range []string{"file.txt", "sub/../file.txt", "good", "./file.txt", "sub"} {
		if _, e := open(s, name, rightRead); e != success {
			t.Errorf("open %q = %d", name, e)
		}
	}
	// What is opened below a folder stays below it.
	sub, e := open(s, "sub", rightRead)
	if e != success {
		t.Fatal(e)
	}
	copy(s.memory[1000:], "../file.txt")
	if e := s.pathOpen(opening{fd: sub, start: 1000, length: 11, rights: rightRead, result: 0}); e != notCapable {
		t.Errorf("above the opened folder: %d", e)
	}
}

func TestRights(t *testing.T) {
	s, _ := sandbox(t)
	fd, e := open(s, "file.txt", rightRead)
	if e != success {
		t.Fatal(e)
	}
	if e := s.fdWrite(fd, 0, 0, 0); e != notCapable {
		t.Errorf("write without the right: %d", e)
	}
	binary.LittleEndian.PutUint32(s.memory[8:], 100)
	binary.LittleEndian.PutUint32(s.memory[12:], 50)
	if e := s.fdRead(fd, 8, 1, 16); e != success || string(s.memory[100:106]) != "inside" || s.memory[16] != 6 {
		t.Errorf("read: %d %q", e, s.memory[100:106])
	}
	if e := s.fdClose(fd); e != success {
		t.Error(e)
	}
	if e := s.fdRead(fd, 8, 1, 16); e != badFile {
		t.Errorf("read after close: %d", e)
	}
}

// Nothing that a program passes may leave its memory.
func FuzzMemory(f *testing.F) {
	f.Add(uint16(0), uint32(0), uint32(0), uint32(0), uint32(0), uint64(0))
	f.Add(uint16(20), uint32(0), uint32(65535), uint32(1<<31), uint32(4), ^uint64(0))
	f.Fuzz(func(t *testing.T, which uint16, a, b, c, d uint32, long uint64) {
		function := functions[int(which)%len(functions)]
		if function.call == nil || function.name == "proc_raise" || function.name == "poll_oneoff" {
			return
		}
		s, _ := sandbox(t)
		args := make([]uint64, 9)
		for i := range args {
			args[i] = uint64([]uint32{a, b, c, d}[i%4])
		}
		for i, kind := range function.params {
			if kind == 'I' {
				args[i] = long
			}
		}
		if function.name == "fd_allocate" || function.name == "fd_filestat_set_size" {
			args[1], args[2] = args[1]%1000, args[2]%1000
		}
		function.call(s, args)
	})
}
