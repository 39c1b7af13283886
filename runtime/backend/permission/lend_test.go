//go:build unix

package permission

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/deskjs/deskjs/internal/grant"
)

func TestLend(t *testing.T) {
	w := newWorld(t, grant.Files{Deny: []string{"$HOME/.ssh"}})
	secret, documents := filepath.Join(w.home, "secret"), filepath.Join(w.home, "Documents")
	link := filepath.Join(w.dir, "link")
	if err := os.Symlink(documents, link); err != nil {
		t.Fatal(err)
	}
	if Read(secret) == nil || Write(secret) == nil {
		t.Fatal("a file is granted that nobody has chosen")
	}
	Lend(secret)
	Lend(link)
	Lend(filepath.Join(w.home, ".ssh"))
	Lend(filepath.Join(w.home, "new"))
	for path, want := range map[string]bool{
		secret:                                 true,
		filepath.Join(w.data, "secret"):        true, // a link to it
		filepath.Join(documents, "a.txt"):      true,
		filepath.Join(documents, "sub/new"):    true,
		filepath.Join(w.home, "new"):           true,
		filepath.Join(w.home, "Docs2/x"):       false,
		filepath.Join(w.home, "other"):         false,
		filepath.Join(documents, "../.ssh/id"): false, // denied
		filepath.Join(w.home, ".ssh/id"):       false,
	} {
		if read, write := Read(path) == nil, Write(path) == nil; read != want || write != want {
			t.Errorf("%s can be read: %v, written: %v, want %v", path, read, write, want)
		}
	}
	if _, err := Tree(documents); err != nil {
		t.Errorf("a chosen folder can't be handed over as a whole: %v", err)
	}
	Lend(w.home)
	if _, err := Tree(w.home); err == nil {
		t.Error("a folder with what is denied can be handed over as a whole")
	}
	if !Has("fs.read", secret, true) {
		t.Error("process.permission.has does not know of it")
	}
}
