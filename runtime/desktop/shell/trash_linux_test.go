package shell

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

var then = time.Date(2026, 3, 4, 5, 6, 7, 0, time.UTC)

func write(t *testing.T, path, content string) string {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, []byte(content), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

func read(t *testing.T, path string) string {
	t.Helper()
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}

func TestTrashOfHome(t *testing.T) {
	dir := t.TempDir()
	home := filepath.Join(dir, "Trash")
	for i, want := range []string{"für alle.txt", "für alle.2.txt"} {
		path := write(t, filepath.Join(dir, "a b", "für alle.txt"), string(rune('1'+i)))
		if err := moveToTrash(path, home, os.Getuid(), then); err != nil {
			t.Fatal(err)
		}
		if got := read(t, filepath.Join(home, "files", want)); got != string(rune('1'+i)) {
			t.Errorf("%s has %q", want, got)
		}
		info := read(t, filepath.Join(home, "info", want+".trashinfo"))
		if want := "[Trash Info]\nPath=" + filepath.ToSlash(dir) + "/a%20b/f%C3%BCr%20alle.txt\nDeletionDate=2026-03-04T05:06:07\n"; info != want {
			t.Errorf("the record is %q, want %q", info, want)
		}
		if _, err := os.Lstat(path); err == nil {
			t.Error("the file is still there")
		}
	}
}

func TestTrashTakesALinkAndAFolder(t *testing.T) {
	dir := t.TempDir()
	home := filepath.Join(dir, "Trash")
	kept := write(t, filepath.Join(dir, "kept"), "kept")
	link := filepath.Join(dir, "link")
	if err := os.Symlink(kept, link); err != nil {
		t.Fatal(err)
	}
	write(t, filepath.Join(dir, "folder.d", "inner"), "inner")
	for _, path := range []string{link, filepath.Join(dir, "folder.d")} {
		if err := moveToTrash(path, home, os.Getuid(), then); err != nil {
			t.Fatal(err)
		}
	}
	if to, err := os.Readlink(filepath.Join(home, "files", "link")); err != nil || to != kept {
		t.Errorf("the link leads to %q, %v", to, err)
	}
	if read(t, kept) != "kept" || read(t, filepath.Join(home, "files", "folder.d", "inner")) != "inner" {
		t.Error("what was moved is not what was there")
	}
}

func TestTrashNeverReplaces(t *testing.T) {
	dir := t.TempDir()
	home := filepath.Join(dir, "Trash")
	write(t, filepath.Join(home, "files", ".rc"), "without a record")
	if err := moveToTrash(write(t, filepath.Join(dir, ".rc"), "new"), home, os.Getuid(), then); err != nil {
		t.Fatal(err)
	}
	if read(t, filepath.Join(home, "files", ".rc")) != "without a record" || read(t, filepath.Join(home, "files", ".rc.2")) != "new" {
		t.Error("a file in the trash was replaced")
	}
}

func TestTrashRefuses(t *testing.T) {
	dir := t.TempDir()
	home := filepath.Join(dir, "Trash")
	inner := write(t, filepath.Join(home, "files", "old"), "")
	for path, want := range map[string]string{
		filepath.Join(dir, "missing"): "no such file", inner: "in the trash already", home: "in the trash already", dir: "in the trash already",
		"/": "top of a file system", "/proc": "",
	} {
		if err := moveToTrash(path, home, os.Getuid(), then); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("moving %s: %v", path, err)
		}
	}
}

// The trash of another file system: each way to it.
func TestTrashOfAnotherFileSystem(t *testing.T) {
	user := os.Getuid()
	t.Run("beside", func(t *testing.T) {
		top := t.TempDir()
		trash, err := trashAt(top, user)
		if err != nil || !strings.HasPrefix(filepath.Base(trash), ".Trash-") {
			t.Fatalf("the trash is %s, %v", trash, err)
		}
	})
	t.Run("shared", func(t *testing.T) {
		top := t.TempDir()
		shared := filepath.Join(top, ".Trash")
		if err := os.Mkdir(shared, 0o777); err != nil {
			t.Fatal(err)
		}
		if trash, err := trashAt(top, user); err != nil || filepath.Dir(trash) == shared {
			t.Errorf("a shared trash without the sticky bit was used: %s, %v", trash, err)
		}
		if err := os.Chmod(shared, 0o777|os.ModeSticky); err != nil {
			t.Fatal(err)
		}
		if trash, err := trashAt(top, user); err != nil || filepath.Dir(trash) != shared {
			t.Errorf("the shared trash was not used: %s, %v", trash, err)
		}
	})
	t.Run("a link", func(t *testing.T) {
		top := t.TempDir()
		name, err := trashAt(top, user)
		if err != nil {
			t.Fatal(err)
		}
		if err := os.Remove(name); err != nil {
			t.Fatal(err)
		}
		if err := os.Symlink(t.TempDir(), name); err != nil {
			t.Fatal(err)
		}
		if _, err := trashAt(top, user); err == nil {
			t.Error("a link was taken for the trash")
		}
	})
	// /dev/shm is one wherever there is a Linux; root may not have the home's file system there.
	dir, err := os.MkdirTemp("/dev/shm", "trash")
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = os.RemoveAll(dir) }()
	path := write(t, filepath.Join(dir, "deskjs-trash-test"), "far")
	if err := moveToTrash(path, filepath.Join(t.TempDir(), "Trash"), user, then); err != nil {
		t.Fatal(err)
	}
	device, err := deviceOf(dir)
	if err != nil {
		t.Fatal(err)
	}
	trash, err := trashAt(topOf(dir, device), user)
	if err != nil {
		t.Fatal(err)
	}
	moved, record := filepath.Join(trash, "files", "deskjs-trash-test"), filepath.Join(trash, "info", "deskjs-trash-test.trashinfo")
	defer func() { _, _ = os.Remove(moved), os.Remove(record) }()
	if read(t, moved) != "far" || !strings.Contains(read(t, record), "Path="+filepath.Base(dir)+"/deskjs-trash-test\n") {
		t.Errorf("the record is %q", read(t, record))
	}
}
