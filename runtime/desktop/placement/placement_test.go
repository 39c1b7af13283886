package placement

import (
	"os"
	"path/filepath"
	"testing"
)

func TestFit(t *testing.T) {
	left, right := Rect{0, 0, 1000, 700}, Rect{1000, 100, 1600, 900}
	for _, test := range []struct {
		name  string
		was   Rect
		areas []Rect
		want  Rect
	}{
		{"where it was", Rect{100, 50, 400, 300}, []Rect{left}, Rect{100, 50, 400, 300}},
		{"half off, as the person left it", Rect{800, 500, 400, 300}, []Rect{left}, Rect{800, 500, 400, 300}},
		{"on the second screen", Rect{1200, 200, 400, 300}, []Rect{left, right}, Rect{1200, 200, 400, 300}},
		{"the second screen is gone", Rect{1200, 200, 400, 300}, []Rect{left}, Rect{600, 200, 400, 300}},
		{"the title bar is above the screen", Rect{100, -200, 400, 300}, []Rect{left}, Rect{100, 0, 400, 300}},
		{"too little of the title bar", Rect{950, 100, 400, 300}, []Rect{left}, Rect{600, 100, 400, 300}},
		{"between two screens, nearer to the right one", Rect{1100, -300, 400, 300}, []Rect{left, right}, Rect{1100, 100, 400, 300}},
		{"larger than the screen is now", Rect{-10, 0, 1600, 900}, []Rect{left}, Rect{0, 0, 1000, 700}},
		{"nobody knows the screens", Rect{5000, 5000, 10, 10}, nil, Rect{5000, 5000, 10, 10}},
		{"a small window", Rect{960, 10, 40, 40}, []Rect{left}, Rect{960, 10, 40, 40}},
	} {
		if got := Fit(test.was, test.areas); got != test.want {
			t.Errorf("%s: %v, want %v", test.name, got, test.want)
		}
	}
}

func TestStore(t *testing.T) {
	path := filepath.Join(t.TempDir(), "new", "windows.json")
	store := Open(path)
	if _, kept := store.Get("main"); kept {
		t.Error("something is kept")
	}
	want := State{Bounds: Rect{1, 2, 300, 400}, Maximized: true}
	for _, name := range []string{"main", "other"} {
		if err := store.Put(name, want); err != nil {
			t.Fatal(err)
		}
	}
	if got, kept := Open(path).Get("main"); !kept || got != want {
		t.Errorf("kept %v %v", got, kept)
	}
	if err := store.Clear("main"); err != nil {
		t.Fatal(err)
	}
	_, main := store.Get("main")
	if _, other := store.Get("other"); main || !other {
		t.Errorf("after Clear: %v %v", main, other)
	}
	if files, _ := os.ReadDir(filepath.Dir(path)); len(files) != 1 {
		t.Errorf("left behind: %v", files)
	}
	if err := os.WriteFile(path, []byte(`{"main": {"bounds": {"x": 1`), 0o600); err != nil {
		t.Fatal(err)
	}
	if _, kept := store.Get("main"); kept {
		t.Error("half a file was read")
	}
	if err := store.Put("main", want); err != nil {
		t.Fatal(err)
	}
	if err := Open(filepath.Join(path, "x")).Put("main", want); err == nil {
		t.Error("a file was taken for a folder")
	}
}
