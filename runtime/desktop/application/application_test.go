package application

import (
	"encoding/json"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/adrg/xdg"

	"github.com/deskjs/deskjs/runtime/desktop/service"
)

// home gives the test folders of its own.
func home(t *testing.T) string {
	t.Helper()
	dir := t.TempDir()
	for _, name := range []string{"XDG_RUNTIME_DIR", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "HOME"} {
		t.Setenv(name, dir)
	}
	t.Setenv("XDG_DATA_DIRS", filepath.Join(dir, "share"))
	t.Setenv("XDG_CONFIG_DIRS", filepath.Join(dir, "etc"))
	t.Setenv("XDG_CURRENT_DESKTOP", "")
	xdg.Reload()
	t.Cleanup(xdg.Reload)
	return dir
}

func notes() *application {
	return &application{host: &service.Host{ID: "org.example.notes", Name: "Notes"}, options: Options{Executable: "/opt/My Notes/notes"}}
}

func TestFirstAndSecondInstance(t *testing.T) {
	home(t)
	heard := make(chan Second, 1)
	release, err := first("name", Second{}, func(s Second) { heard <- s })
	if err != nil || release == nil {
		t.Fatalf("the first is not the first: %v", err)
	}
	again, err := first("name", Second{Args: []string{"a", "note://1"}, Directory: "/x", Data: json.RawMessage(`{"a":1}`)}, nil)
	if err != nil || again != nil {
		t.Fatalf("the second is the first (%v)", err)
	}
	if s := <-heard; s.Args[1] != "note://1" || s.Directory != "/x" || string(s.Data) != `{"a":1}` {
		t.Errorf("the first heard %+v", s)
	}
	other, err := first("other", Second{}, nil)
	if err != nil || other == nil {
		t.Errorf("another app is kept out: %v", err)
	}
	release()
	other()
	if release, err = first("name", Second{}, nil); err != nil || release == nil {
		t.Fatalf("after its release the name is taken: %v", err)
	}
	release()
	if _, err := first("name", Second{Data: json.RawMessage(`"` + strings.Repeat("a", maxMessage) + `"`)}, nil); err == nil {
		t.Error("a message without end is sent")
	}
}

// A first one that doesn't listen any more, its socket still there, is none.
func TestInstanceThatWasKilled(t *testing.T) {
	dir := home(t)
	folder := filepath.Join(dir, "deskjs", "name")
	if err := os.MkdirAll(folder, 0o700); err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"lock", "socket"} {
		if err := os.WriteFile(filepath.Join(folder, name), nil, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	release, err := first("name", Second{}, nil)
	if err != nil || release == nil {
		t.Fatalf("the name is taken: %v", err)
	}
	release()
	if err := os.Chmod(dir, 0o777); err != nil {
		t.Fatal(err)
	}
	if _, err := first("name", Second{}, nil); err == nil || !strings.Contains(err.Error(), "not a folder that is this user's alone") {
		t.Errorf("a folder that all may write: %v", err)
	}
}

func TestLanguages(t *testing.T) {
	for _, test := range []struct{ environment, preferred, region string }{
		{"", "en-US", "en-US"},
		{"LANG=de_AT.UTF-8", "de-AT", "de-AT"},
		{"LANG=C.UTF-8 LANGUAGE=fr", "fr en-US", "en-US"},
		{"LANG=en_GB.UTF-8 LANGUAGE=de_DE:en_GB:en LC_TIME=de_CH.UTF-8", "de-DE en-GB en", "de-CH"},
		{"LANG=en_US.UTF-8 LC_ALL=sr_RS@latin", "sr-Latn-RS", "sr-Latn-RS"},
		{"LANGUAGE=de", "en-US", "en-US"},
	} {
		get := func(name string) string {
			for pair := range strings.FieldsSeq(test.environment) {
				if value, found := strings.CutPrefix(pair, name+"="); found {
					return value
				}
			}
			return ""
		}
		if got := environmentLanguages(get); strings.Join(got.Preferred, " ") != test.preferred || got.Region != test.region {
			t.Errorf("%q: %+v", test.environment, got)
		}
	}
}

func TestEntryCommand(t *testing.T) {
	for want, parts := range map[string][]string{
		`/usr/bin/notes %u`:                     {"/usr/bin/notes"},
		`"/opt/My Notes/notes" --open %u`:       {"/opt/My Notes/notes", "--open"},
		`/n "a\\"b" "\\$HOME" 100%% "" %u`:      {"/n", `a"b`, "$HOME", "100%", ""},
		`/n "c\\\\d" "e\nf" "'" "\\` + "`\" %u": {"/n", `c\d`, "e\nf", "'", "`"},
	} {
		if got := entryCommand(parts[0], parts[1:], "%u"); got != want {
			t.Errorf("%q: %s, want %s", parts, got, want)
		}
	}
}

func TestMimeApps(t *testing.T) {
	list := parseMimeApps("# mine\n[Default Applications]\ntext/plain=gedit.desktop\n\n[Other]\nx=y\n")
	list.prefer("x-scheme-handler/note", "a.desktop")
	list.prefer("x-scheme-handler/note", "b.desktop")
	list.prefer("text/plain", "b.desktop")
	want := "# mine\n[Default Applications]\ntext/plain=b.desktop;gedit.desktop;\nx-scheme-handler/note=b.desktop;a.desktop;\n\n[Other]\nx=y\n\n" +
		"[Added Associations]\nx-scheme-handler/note=b.desktop;a.desktop;\ntext/plain=b.desktop;\n"
	if list.String() != want {
		t.Errorf("got\n%s\nwant\n%s", list, want)
	}
	for _, kind := range []string{"text/plain", "x-scheme-handler/note"} {
		list.forget(kind, "b.desktop")
	}
	if got := list.get(defaultApplications, "X-Scheme-Handler/note"); !slices.Equal(got, []string{"a.desktop"}) {
		t.Errorf("left %q", got)
	}
}

func TestRecentList(t *testing.T) {
	const others = `  <bookmark href="file:///a%20b.txt" added="2020-01-01T00:00:00Z" modified="2020-01-01T00:00:00Z" visited="2020-01-01T00:00:00Z">
    <info><metadata owner="http://freedesktop.org"><mime:mime-type type="text/plain"/><bookmark:applications>
          <bookmark:application name="gedit" exec="&apos;gedit %u&apos;" modified="2020-01-01T00:00:00Z" count="3"/>
        </bookmark:applications></metadata></info>
  </bookmark>
`
	list := &recentList{[]byte(strings.Replace(emptyRecentList, "</xbel>", others+"</xbel>", 1))}
	before := string(list.text)
	now := time.Date(2026, 1, 2, 3, 4, 5, 0, time.UTC)
	for i, uri := range []string{"file:///mine?&.txt", "file:///a%20b.txt", "file:///mine?&.txt", "file:///a%20b.txt"} {
		if err := list.use(uri, "text/plain", "Notes & more", "/opt/notes", now.Add(time.Duration(i)*time.Second)); err != nil {
			t.Fatal(err)
		}
	}
	got, err := list.of("Notes & more")
	if err != nil || strings.Join(got, " ") != "file:///a%20b.txt file:///mine?&.txt" {
		t.Errorf("lists %q, %v", got, err)
	}
	if text := string(list.text); strings.Count(text, "<bookmark href") != 2 || strings.Count(text, "Notes &amp; more") != 2 || !strings.Contains(text, `name="gedit"`) {
		t.Errorf("the list is\n%s", text)
	}
	if err := list.forget("Notes & more"); err != nil {
		t.Fatal(err)
	}
	known, err := list.bookmarks()
	if err != nil || len(known) != 1 || !slices.Equal(known[0].apps, []string{"gedit"}) {
		t.Errorf("left %+v, %v\n%s\nbefore\n%s", known, err, list.text, before)
	}
	if err := (&recentList{[]byte("<xbel><bookmark>")}).use("file:///x", "", "", "", now); err == nil {
		t.Error("a broken list is changed")
	}
}

func TestInDevelopmentThereIsNoProgram(t *testing.T) {
	a := notes()
	a.options.Development = true
	for _, p := range []protocol{{Scheme: "note"}, {Scheme: "NOTE:"}} {
		if _, err := a.setProtocol(p); err == nil {
			t.Errorf("%+v is taken", p)
		} else if _, ok := errors.AsType[*service.Error](err); !ok {
			t.Errorf("%+v: %v", p, err)
		}
	}
}
