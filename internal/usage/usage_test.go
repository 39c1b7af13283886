package usage

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
)

func TestRecord(t *testing.T) {
	dir := t.TempDir()
	if seen, err := Load(dir); err != nil || seen != nil {
		t.Fatalf("%v, %v", seen, err)
	}
	dev, test := Recorder(dir, Dev), Recorder(dir, Test)
	var busy sync.WaitGroup
	for range 20 {
		busy.Go(func() { dev(Use{List: Run, Pattern: "git"}) })
		busy.Go(func() { test(Use{List: Run, Pattern: "git"}) })
		busy.Go(func() { dev(Use{List: Connect, Pattern: "a.example:443", By: "*.example"}) })
	}
	busy.Wait()
	// Another process was ended while it wrote.
	file, err := os.OpenFile(File(dir), os.O_WRONLY|os.O_APPEND, 0)
	if err == nil {
		_, err = file.WriteString("{\"list\":\"files.re\n{\"list\":\"other\",\"pattern\":\"x\"}\n\n{\"list\":\"files.read\",\"pattern\":\"/x\",\"during\":\"start\"}")
	}
	if err != nil {
		t.Fatal(err)
	}
	file.Close()
	seen, err := Load(dir)
	want := []Seen{
		{Use{Connect, "a.example:443", "*.example"}, []string{Dev}}, {Use{Read, "/x", ""}, []string{Start}}, {Use{Run, "git", ""}, []string{Dev, Test}},
	}
	if err != nil || !slices.EqualFunc(seen, want, func(a, b Seen) bool { return a.Use == b.Use && slices.Equal(a.During, b.During) }) {
		t.Fatalf("%v, %v", seen, err)
	}
}

func TestRecordIsBounded(t *testing.T) {
	dir := t.TempDir()
	path := File(dir)
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, []byte(strings.Repeat("\n", maxFile)), 0o600); err != nil {
		t.Fatal(err)
	}
	Recorder(dir, Dev)(Use{List: Run, Pattern: "git"})
	if info, err := os.Stat(path); err != nil || info.Size() != maxFile {
		t.Fatal(err)
	}
}

func FuzzParse(f *testing.F) {
	f.Add(`{"list":"run","pattern":"git","during":"dev"}` + "\n{")
	f.Fuzz(func(t *testing.T, text string) {
		seen, _ := parse(strings.NewReader(text))
		for _, s := range seen {
			if !slices.Contains(Lists, s.List) || s.Pattern == "" || len(s.During) == 0 {
				t.Fatalf("%+v", s)
			}
		}
	})
}
