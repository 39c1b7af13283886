package payload

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestCheckCode(t *testing.T) {
	tests := []struct {
		name   string
		damage string // a member
		found  bool
	}{
		{"whole", "", false},
		{"the backend", "backend/main.js", true},
		{"the page", "frontend/index.html", true},
		{"a picture", "frontend/assets/big.bin", false},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			path, _ := writeApp(t)
			intact, err := OpenExecutable(path)
			if err != nil {
				t.Fatal(err)
			}
			defer intact.Close()
			if test.damage != "" {
				file, err := os.OpenFile(path, os.O_RDWR, 0)
				if err != nil {
					t.Fatal(err)
				}
				defer file.Close()
				opened := intact.(*container)
				i, err := opened.find("find", test.damage)
				if err != nil {
					t.Fatal(err)
				}
				if _, err := file.WriteAt([]byte{0xff}, opened.base+opened.members[i].offset); err != nil {
					t.Fatal(err)
				}
			}
			app, err := OpenExecutable(path)
			if err != nil {
				t.Fatal(err)
			}
			defer app.Close()
			err = CheckCode(app)
			if test.found && (!errors.Is(err, ErrDamaged) || !strings.Contains(err.Error(), test.damage)) {
				t.Errorf("got %v, want the damage of %s", err, test.damage)
			}
			if !test.found && err != nil {
				t.Error(err)
			}
		})
	}
}

func TestDamageNamesTheFileBehindALink(t *testing.T) {
	dir, err := filepath.EvalSymlinks(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	program, link := filepath.Join(dir, "notes"), filepath.Join(dir, "link")
	if err := os.WriteFile(program, []byte("no app"), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink(program, link); err != nil {
		t.Fatal(err)
	}
	if _, err := OpenExecutable(link); err == nil || !strings.HasPrefix(err.Error(), program+": ") {
		t.Errorf("got %v", err)
	}
}
