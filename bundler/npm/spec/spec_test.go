package spec

import (
	"path/filepath"
	"testing"
)

func TestResolve(t *testing.T) {
	where := filepath.FromSlash("/home/me/app")
	for _, test := range []struct {
		raw         string
		kind        Kind
		fetch, save string
	}{
		{"^1.2.3", Range, "^1.2.3", ""}, {"", Range, "", ""}, {"*", Range, "*", ""}, {" 1.x ", Range, "1.x", ""}, {"1.2.3", Version, "1.2.3", ""}, {"v1.2.3-beta", Version, "v1.2.3-beta", ""},
		{"latest", Tag, "latest", ""}, {"1 || >=3 <4", Range, "1 || >=3 <4", ""},
		{"file:../lib", Directory, "/home/me/lib", "file:../lib"}, {"./lib", Directory, "/home/me/app/lib", "file:lib"}, {"file:lib.tgz", File, "/home/me/app/lib.tgz", "file:lib.tgz"},
		{"file:///abs/x", Directory, "/abs/x", "file:/abs/x"}, {"../a b/c.tar.gz", File, "/home/me/a b/c.tar.gz", "file:../a b/c.tar.gz"},
		{"https://example.test/x.tgz", Remote, "https://example.test/x.tgz", "https://example.test/x.tgz"},
		{"user/repository", Git, "user/repository", ""}, {"github:user/repository#semver:^1", Git, "github:user/repository#semver:^1", ""},
		{"git+https://example.test/x.git#main", Git, "https://example.test/x.git#main", ""}, {"git+ssh://git@github.com/u/r.git", Git, "git+ssh://git@github.com/u/r.git", ""},
		{"https://github.com/u/r", Git, "https://github.com/u/r", ""},
	} {
		s, err := Resolve("a", test.raw, where)
		if err != nil {
			t.Errorf("%q: %v", test.raw, err)
			continue
		}
		fetch := test.fetch
		if s.Kind == Directory || s.Kind == File {
			fetch = filepath.FromSlash(fetch)
		}
		if s.Kind != test.kind || s.Fetch != fetch || s.Save != test.save {
			t.Errorf("%q is %+v", test.raw, s)
		}
	}
	for _, raw := range []string{"npm:", "npm:./x", "npm:a@npm:b@1", "workspace:*", "catalog:", "foo:bar", "not a tag", "git:%"} {
		if s, err := Resolve("a", raw, where); err == nil && s.Kind != Git {
			t.Errorf("%q is %+v", raw, s)
		}
	}
}

func TestParse(t *testing.T) {
	for text, want := range map[string]struct {
		name, raw string
		kind      Kind
	}{
		"react": {"react", "*", Range}, "react@^19": {"react", "^19", Range}, "@s/p": {"@s/p", "*", Range}, "@s/p@next": {"@s/p", "next", Tag}, "a@npm:b@2": {"a", "npm:b@2", Alias},
		"./lib": {"", "./lib", Directory}, "x.tgz": {"", "x.tgz", File}, "https://example.test/x.tgz": {"", "https://example.test/x.tgz", Remote}, "a@": {"a", "*", Range},
		"git@example.test:u/r.git": {"", "git+ssh://git@example.test:u/r.git", Git},
	} {
		s, err := Parse(text, t.TempDir())
		if err != nil || s.Name != want.name || s.Raw != want.raw || s.Kind != want.kind {
			t.Errorf("%q is %+v, %v", text, s, err)
		}
	}
	for _, text := range []string{"@s", ".a@1", "a b@1", "@/x@1"} {
		if s, err := Parse(text, t.TempDir()); err == nil {
			t.Errorf("%q is %+v", text, s)
		}
	}
}

func TestRepository(t *testing.T) {
	for _, text := range []string{"u/r", "github:U/r#main", "git+ssh://git@github.com/u/r.git#abc", "https://github.com/u/r.git", "git@github.com:u/r.git"} {
		if got := Repository(text); got != "github.com/u/r" {
			t.Errorf("%s is %s", text, got)
		}
	}
}
