package components

import (
	"bytes"
	"encoding/json"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/deskjs/deskjs/internal/config"
	"github.com/deskjs/deskjs/internal/payload"
	"github.com/deskjs/deskjs/packaging"
)

func documentOf(t *testing.T, packages ...Package) []byte {
	t.Helper()
	app := &packaging.App{
		Manifest: &payload.Manifest{Name: "Notes", ID: "com.example.notes", Version: "1.0.0"}, Payload: []byte("payload"),
		Package: config.Package{License: "MIT", Author: "Ada"}, Time: time.Unix(1e9, 0),
	}
	runtime, err := os.Executable() // any program of Go
	if err != nil {
		t.Fatal(err)
	}
	data, err := Document(app, runtime, "0.1.0", packages)
	if err != nil {
		t.Fatal(err)
	}
	return data
}

func TestDocument(t *testing.T) {
	var got document
	if err := json.Unmarshal(documentOf(t, Package{"vue", "3.5.0", "MIT", ""}, Package{"@vue/core", "3.5.0", "see LICENSE", "https://vuejs.org"}, Package{"vue", "3.5.0", "MIT", ""}), &got); err != nil {
		t.Fatal(err)
	}
	if got.Creation.Created != "2001-09-09T01:46:40Z" || !strings.HasPrefix(got.Namespace, "https://spdx.org/spdxdocs/com.example.notes-1.0.0-") {
		t.Errorf("%+v", got)
	}
	ids := map[string]bool{"SPDXRef-DOCUMENT": true}
	valid := regexp.MustCompile(`^SPDXRef-[A-Za-z0-9.-]+$`)
	find := func(name string) component {
		i := slices.IndexFunc(got.Packages, func(c component) bool { return c.Name == name })
		if i < 0 {
			t.Fatalf("%s is missing", name)
		}
		return got.Packages[i]
	}
	for _, p := range got.Packages {
		if ids[p.ID] || !valid.MatchString(p.ID) {
			t.Errorf("the identifier %s is there twice or not valid", p.ID)
		}
		ids[p.ID] = true
	}
	for _, r := range got.Relationships {
		if !ids[r.Element] || !ids[r.Related] {
			t.Errorf("%+v relates to nothing", r)
		}
	}
	if p := find("@vue/core"); p.External[0].Locator != "pkg:npm/%40vue/core@3.5.0" || p.Declared != unknown || p.Homepage != "https://vuejs.org" {
		t.Errorf("%+v", p)
	}
	if p := find("vue"); p.External[0].Locator != "pkg:npm/vue@3.5.0" || p.Declared != "MIT" {
		t.Errorf("%+v", p)
	}
	if find("Notes").Declared != "MIT" || find("deskjs-app").Checksums[0].Algorithm != "SHA256" || find("stdlib").Version == "" {
		t.Error("the app, its runtime or the standard library is not described")
	}
}

func TestDocumentIsDeterministic(t *testing.T) {
	a, b := Package{"a", "1.0.0", "", ""}, Package{"b", "1.0.0", "", ""}
	if !bytes.Equal(documentOf(t, a, b), documentOf(t, b, a)) {
		t.Error("the order of the packages shows")
	}
}

func TestOnlyProgramsOfGoAreRuntimes(t *testing.T) {
	path := t.TempDir() + "/runtime"
	if err := os.WriteFile(path, []byte("no program"), 0o755); err != nil {
		t.Fatal(err)
	}
	_, err := Document(&packaging.App{Manifest: &payload.Manifest{}}, path, "0.1.0", nil)
	if err == nil || !strings.Contains(err.Error(), "is no program of Go") {
		t.Errorf("error %v", err)
	}
}
