package packument

import (
	"context"
	"encoding/json"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/deskjs/deskjs/bundler/npm/registry"
	"github.com/deskjs/deskjs/bundler/npm/spec"
)

// source is a registry in memory.
type source struct {
	documents map[string]string
	etag      string
	down      bool
	asked     []string // addresses, with the ETag that was sent
}

func (s *source) DocumentAddress(name string) string { return "https://registry.test/" + name }

func (s *source) Document(_ context.Context, address, _, etag string) (*registry.Document, error) {
	s.asked = append(s.asked, strings.TrimSpace(strings.TrimPrefix(address, "https://registry.test/")+" "+etag))
	if s.down {
		return nil, &registry.UnreachableError{Host: "registry.test", Cause: errors.New("no route")}
	}
	text, has := s.documents[strings.TrimPrefix(address, "https://registry.test/")]
	if !has {
		return nil, &registry.StatusError{Address: address, Status: 404}
	}
	if etag != "" && etag == s.etag {
		return &registry.Document{NotModified: true}, nil
	}
	return &registry.Document{Data: []byte(text), ETag: s.etag}, nil
}

const document = `{"_id":"a","name":"a","dist-tags":{"latest":"1.1.0","next":"2.0.0-rc.1"},"versions":{
	"1.0.0":{"name":"a","version":"1.0.0"},
	"1.1.0":{"name":"a","version":"1.1.0","engines":{"node":">=18"}},
	"1.2.0":{"name":"a","version":"1.2.0","deprecated":"it is broken"},
	"1.3.0":{"name":"a","version":"1.3.0","engines":{"node":">=30"},"deprecated":""},
	"0.9.0":{"name":"a","version":"0.9.0","deprecated":"old"},
	"2.0.0-rc.1":{"name":"a","version":"2.0.0-rc.1","license":"MIT \"or\" {"}}}`

func TestPick(t *testing.T) {
	p, err := parse("a", []byte(document))
	if err != nil {
		t.Fatal(err)
	}
	for _, test := range []struct{ wanted, node, want string }{
		{"*", "", "1.1.0"}, {"^1.0.0", "", "1.1.0"}, {">=1.2.0", "", "1.3.0"}, {">=1.2.0", "20.0.0", "1.2.0"}, {"^1.0.0", "16.0.0", "1.0.0"},
		{"~1.2.0", "", "1.2.0"}, {"next", "", "2.0.0-rc.1"}, {"1.2.0", "", "1.2.0"}, {"=v1.2.0", "", "1.2.0"}, {"<1.0.0", "", "0.9.0"}, {">=2.0.0-rc.0", "", "2.0.0-rc.1"},
	} {
		wanted, err := spec.Resolve("a", test.wanted, "/")
		if err != nil {
			t.Fatal(err)
		}
		if got, err := p.Pick(wanted, test.node); got != test.want {
			t.Errorf("%s for Node %q is %s, %v; not %s", test.wanted, test.node, got, err, test.want)
		}
	}
	for wanted, want := range map[string]string{"^3.0.0": "a has no version ^3.0.0; there are 1.3.0, 1.2.0, 1.1.0, 1.0.0, 0.9.0", "1.1.7": "a has no version 1.1.7; there are 1.1.0, 1.3.0, 1.2.0, 1.0.0, 0.9.0", "beta": "a has no version beta"} {
		parsed, _ := spec.Resolve("a", wanted, "/")
		if _, err := p.Pick(parsed, ""); err == nil || !strings.HasPrefix(err.Error(), want) {
			t.Errorf("%s: %v", wanted, err)
		}
	}
	if p.Manifest("2.0.0-rc.1").Text("license") != `MIT "or" {` || p.Manifest("7.0.0") != nil {
		t.Error("manifests are wrong")
	}
}

func TestDocumentsAreKept(t *testing.T) {
	dir := t.TempDir()
	s := &source{documents: map[string]string{"a": document}, etag: `"1"`}
	get := func(change func(c *Client)) error {
		t.Helper()
		c := NewClient(s, dir)
		change(c)
		p, err := c.Get(context.Background(), "a")
		if err == nil && len(p.Versions()) != 6 {
			t.Errorf("there are %d versions", len(p.Versions()))
		}
		return err
	}
	nothing := func(*Client) {}
	old := func(*Client) {
		found, _ := filepath.Glob(filepath.Join(dir, "*", "*"))
		for _, file := range found {
			if err := os.Chtimes(file, time.Now(), time.Now().Add(-time.Hour)); err != nil {
				t.Fatal(err)
			}
		}
	}
	if err := get(nothing); err != nil {
		t.Fatal(err)
	}
	if err := get(nothing); err != nil || len(s.asked) != 1 {
		t.Errorf("a fresh one was asked for again: %q, %v", s.asked, err)
	}
	if err := get(old); err != nil || len(s.asked) != 2 || s.asked[1] != `a "1"` {
		t.Errorf("an old one was not compared: %q, %v", s.asked, err)
	}
	if err := get(nothing); err != nil || len(s.asked) != 2 {
		t.Errorf("one that is still right was asked for again: %q, %v", s.asked, err)
	}
	s.down = true
	if err := get(old); err != nil {
		t.Errorf("without a network: %v", err)
	}
	if err := get(func(c *Client) { c.Offline = true }); err != nil {
		t.Errorf("offline: %v", err)
	}
	c := NewClient(s, dir)
	c.Offline = true
	if _, err := c.Get(context.Background(), "b"); err == nil || !strings.Contains(err.Error(), "--offline") {
		t.Errorf("one that is not there: %v", err)
	}
	found, _ := filepath.Glob(filepath.Join(dir, "*", "*"))
	for _, file := range found {
		if err := os.WriteFile(file, []byte("deskjs-document-1 https://registry.test/a \nnonsense"), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	s.down = false
	if err := get(nothing); err != nil || s.asked[len(s.asked)-1] != "a" {
		t.Errorf("a damaged one: %q, %v", s.asked, err)
	}
}

func TestUnknownPackages(t *testing.T) {
	c := NewClient(&source{}, "")
	_, err := c.Get(context.Background(), "reakt")
	if _, is := errors.AsType[*NotFoundError](err); !is {
		t.Errorf("the error is %v", err)
	}
	c = NewClient(&source{documents: map[string]string{"a": `{"versions":{"1.0.0":{"name":`}}, "")
	if _, err := c.Get(context.Background(), "a"); err == nil || !strings.Contains(err.Error(), "no JSON") {
		t.Errorf("a document that is cut off: %v", err)
	}
}

func TestManifestHasWhatAbbreviatedDocumentsLack(t *testing.T) {
	s := &source{documents: map[string]string{
		"a":       `{"name":"a","modified":"x","dist-tags":{"latest":"1.0.0"},"versions":{"1.0.0":{"name":"a","version":"1.0.0","deprecated":"now","hasInstallScript":true},"1.1.0":{"name":"a","version":"1.1.0"}}}`,
		"a/1.0.0": `{"name":"a","version":"1.0.0","license":"MIT","deprecated":"before"}`,
	}}
	c := NewClient(s, "")
	p, err := c.Get(context.Background(), "a")
	if err != nil {
		t.Fatal(err)
	}
	if m := c.Manifest(context.Background(), p, "1.0.0"); m.Text("license") != "MIT" || m.Text("deprecated") != "now" || !m.Flag("hasInstallScript") {
		t.Errorf("it has %q", m.Keys())
	}
	if m := c.Manifest(context.Background(), p, "1.1.0"); m.Text("version") != "1.1.0" {
		t.Errorf("where the registry has no document of the version: %v", m)
	}
}

func FuzzMembers(f *testing.F) {
	f.Add([]byte(document))
	f.Add([]byte(`{"a\"":[{"b":"]}"}],"c":1}`))
	f.Fuzz(func(t *testing.T, data []byte) {
		var want map[string]json.RawMessage
		valid := json.Unmarshal(data, &want) == nil && want != nil
		got := map[string]string{}
		err := members(data, func(key string, value []byte) { got[key] = string(value) })
		if valid && (err != nil || len(got) > len(want)) {
			t.Errorf("%q has %q, %v", data, got, err)
		}
	})
}
