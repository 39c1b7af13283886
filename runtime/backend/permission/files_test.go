//go:build unix

package permission

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"github.com/deskjs/deskjs/internal/grant"
	"github.com/deskjs/deskjs/runtime/backend/op"
)

// world is folders with files in them, and a guard over them: $APPDATA is data, which is granted, $HOME is home.
type world struct{ dir, data, home string }

func newWorld(t *testing.T, files grant.Files) *world {
	t.Helper()
	dir, err := filepath.EvalSymlinks(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	w := &world{dir, filepath.Join(dir, "data"), filepath.Join(dir, "home")}
	for _, name := range []string{"data/in/file", "home/Documents/a.txt", "home/Documents/b.pdf", "home/.ssh/id", "home/secret", "home/Docs2/x"} {
		path := filepath.Join(dir, name)
		if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(name), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	for link, target := range map[string]string{
		"data/up": "..", "data/secret": "../home/secret", "data/absolute": filepath.Join(w.home, "secret"), "data/chain": "absolute",
		"data/dangling": "../home/new", "data/inside": "in", "data/loop": "loop", "home/back": "../data/in",
	} {
		if err := os.Symlink(target, filepath.Join(dir, link)); err != nil {
			t.Fatal(err)
		}
	}
	install(t, Options{
		Permissions: &grant.Permissions{Files: files}, Source: "deskjs.json", Own: []string{w.data},
		Folders: map[string]string{"APPDATA": w.data, "HOME": w.home, "DOCUMENTS": filepath.Join(w.home, "Documents")},
	})
	return w
}

func TestFiles(t *testing.T) {
	w := newWorld(t, grant.Files{Read: []string{"$DOCUMENTS/*.txt"}})
	t.Chdir(w.data)
	tests := []struct {
		path string
		way  Way
		want string
	}{
		{"in/file", Follow, ""},
		{"./in/../in//file", Follow, ""},
		{w.data, Follow, ""},
		{w.data + "/", Follow, ""},
		{"../home/secret", Follow, "denied"},
		{"in/../../home/secret", Follow, "denied"},
		{"up/home/secret", Follow, "denied"},
		{"up/data/in/file", Follow, ""},
		{"inside/../in/file", Follow, ""}, // ".." is that of where the link leads
		{"up/../" + filepath.Base(w.dir) + "/data/in/file", Follow, ""},
		{"secret", Follow, "denied"},
		{"secret", Entry, ""},
		{"up/", Entry, "denied"},
		{"up/.", Entry, "denied"},
		{"absolute", Follow, "denied"},
		{"chain", Follow, "denied"},
		{"dangling", Create, "denied"},
		{"dangling", Entry, ""},
		{"new", Create, ""},
		{"new", Follow, "no such file or directory"},
		{"new/deep", Create, ""},
		{"nothing/../in/file", Follow, "no such file or directory"},
		{"in/file/../file", Follow, "not a directory"},
		{"loop", Follow, "too many levels of symbolic links"},
		{"", Follow, "no such file or directory"},
		{"in/file\x00.txt", Follow, "invalid argument"},
		{w.home + "/back/file", Follow, ""},
		{w.home + "/Documents/a.txt", Follow, ""},
		{w.home + "/Documents/b.pdf", Follow, "denied"},
		{w.home + "/Documents", Follow, "denied"},
		{w.home + "/Documents/a.txt/..", Follow, "not a directory"},
		{"/etc/passwd", Follow, "denied"},
		{"/dev/null", Follow, ""},
		{"/dev/../etc/passwd", Follow, "denied"},
		{w.data + "x", Create, "denied"},
	}
	for _, test := range tests {
		entrance, err := Enter(Reading, test.path, test.way)
		if got := outcome(err); got != test.want {
			t.Errorf("%q (%d): %q, want %q", test.path, test.way, got, test.want)
		}
		if err == nil {
			entrance.Leave()
		}
	}
	if got := outcome(Write(w.home + "/Documents/a.txt")); got != "denied" {
		t.Errorf("writing what may be read: %q", got)
	}
}

func TestDenyWins(t *testing.T) {
	w := newWorld(t, grant.Files{Read: []string{"$HOME"}, Write: []string{"$HOME"}, Deny: []string{"$HOME/.ssh", "$APPDATA/in/fi*", "$DOCUMENTS/**/*.pdf"}})
	for path, want := range map[string]string{
		w.home + "/secret": "", w.home + "/.ssh/id": "denied", w.home + "/.ssh": "denied", w.home + "/.ssh/new": "denied", w.home + "/.ssh2": "",
		w.data + "/in/file": "denied", w.data + "/in/other": "", w.home + "/back/file": "denied",
		w.home + "/Documents/b.pdf": "denied", w.home + "/Documents/a.txt": "", w.home + "/Documents/.x/y.pdf": "denied",
	} {
		if got := outcome(Read(path)); got != want {
			t.Errorf("%s: %q", path, got)
		}
	}
	for path, want := range map[string]string{
		w.home: "denied", w.home + "/.ssh": "denied", w.home + "/Documents": "denied", w.home + "/Docs2": "", w.data + "/in": "denied", w.home + "/secret": "",
	} {
		if got := outcome(Movable(path)); got != want {
			t.Errorf("moving %s: %q", path, got)
		}
	}
	if _, err := Tree(w.home); outcome(err) != "denied" {
		t.Errorf("a whole folder with what is denied: %v", err)
	}
	if _, err := Tree(w.home + "/Docs2"); err != nil {
		t.Errorf("a whole folder: %v", err)
	}
}

func TestTreeNeedsAllOfIt(t *testing.T) {
	w := newWorld(t, grant.Files{Read: []string{"$HOME/**"}, Write: []string{"$HOME"}})
	if _, err := Tree(w.home); outcome(err) != "denied" {
		t.Errorf("%v", err)
	}
	if path, err := Tree(w.data + "/inside"); err != nil || path != w.data+"/in" {
		t.Errorf("%s, %v", path, err)
	}
}

func TestRootIsNotTheSystemsOwn(t *testing.T) {
	w := newWorld(t, grant.Files{Read: []string{"/"}, Write: []string{"/"}})
	for path, want := range map[string]string{
		w.home + "/secret": "", "/etc/passwd": "", "/dev/mem": "denied", "/dev/null": "",
	} {
		if got := outcome(Write(path)); got != want {
			t.Errorf("%s: %q", path, got)
		}
	}
}

func TestMessageSaysWhatToAdd(t *testing.T) {
	w := newWorld(t, grant.Files{Deny: []string{"$HOME/.ssh"}})
	for path, want := range map[string]string{
		w.home + "/Documents/a.txt": `; add "$DOCUMENTS/a.txt" to permissions.files.read in deskjs.json`,
		w.home + "/secret":          `; add "$HOME/secret" to permissions.files.read in deskjs.json`,
		w.home + "/.ssh/id":         `is denied: permissions.files.deny in deskjs.json has "$HOME/.ssh", which wins`,
	} {
		err := Read(path)
		var shaped *op.Error
		if !errors.As(err, &shaped) || !strings.HasSuffix(shaped.Message, want) || shaped.Fields[0].Value != "FileSystemRead" || shaped.Fields[1].Value != path {
			t.Errorf("%s: %v", path, err)
		}
	}
}

// TestSwappedLink opens a name again and again that another goroutine makes a file and a link to a secret by turns. What is
// opened must be the file.
func TestSwappedLink(t *testing.T) {
	w := newWorld(t, grant.Files{})
	name, file, link := w.data+"/swapped", w.data+"/in/file", w.data+"/link"
	if err := os.Symlink(w.home+"/secret", link); err != nil {
		t.Fatal(err)
	}
	stop := make(chan struct{})
	var busy sync.WaitGroup
	busy.Go(func() {
		for {
			select {
			case <-stop:
				return
			default:
			}
			for _, from := range []string{file, link} {
				_ = os.Remove(name + ".new")
				if os.Link(from, name+".new") == nil {
					_ = os.Rename(name+".new", name)
				}
			}
		}
	})
	opened := 0
	for range 3000 {
		entrance, err := Enter(Reading, name, Follow)
		if err != nil {
			continue
		}
		data, err := openEntered(entrance.Path)
		entrance.Leave()
		if err == nil {
			opened++
			if string(data) == "home/secret" {
				t.Error("the secret was read")
				break
			}
		}
	}
	close(stop)
	busy.Wait()
	if opened == 0 {
		t.Error("nothing was opened")
	}
}

func openEntered(path string) ([]byte, error) {
	file, err := os.OpenFile(path, os.O_RDONLY|OpenFlags(path), 0)
	if err != nil {
		return nil, err
	}
	defer func() { _ = file.Close() }()
	data := make([]byte, 100)
	n, err := file.Read(data)
	return data[:n], err
}
