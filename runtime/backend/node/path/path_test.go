package path

import "testing"

// The two flavours with fixed working directories.
var (
	unix    = posix{cwd: func() string { return "/home/user" }}
	windows = win32{cwd: func(drive string) string {
		if drive == "D:" {
			return `D:\data`
		}
		return `C:\home`
	}}
)

func TestNormalize(t *testing.T) {
	cases := []struct {
		f          flavour
		path, want string
	}{
		{unix, "", "."},
		{unix, "/a/./b/../c//d/", "/a/c/d/"},
		{unix, "../../a/..", "../.."},
		{unix, "/../a", "/a"},
		{unix, "./", "./"},
		{windows, "/", `\`},
		{windows, `C:/a/../b/`, `C:\b\`},
		{windows, `C:..\a`, `C:..\a`},
		{windows, `\\server\share`, `\\server\share\`},
		{windows, `\\server\share\a\..\..\b`, `\\server\share\b`},
		{windows, `\\?\C:\a\..\b`, `\\?\C:\b`},
		{windows, `./c:/../C:/x`, `.\C:\x`}, // must not become absolute
		{windows, `CON:..\a`, `.\CON:..\a`},
	}
	for _, c := range cases {
		if got := c.f.normalize(c.path); got != c.want {
			t.Errorf("%T.normalize(%q) = %q, want %q", c.f, c.path, got, c.want)
		}
	}
}

func TestResolve(t *testing.T) {
	cases := []struct {
		f     flavour
		paths []string
		want  string
	}{
		{unix, nil, "/home/user"},
		{unix, []string{"a", "/b", "c/../d"}, "/b/d"},
		{unix, []string{"", "x"}, "/home/user/x"},
		{windows, []string{"a"}, `C:\home\a`},
		{windows, []string{"D:a"}, `D:\data\a`},
		{windows, []string{"E:a"}, `E:\a`},
		{windows, []string{`c:\x`, `D:\y`, `c:z`}, `c:\x\z`},
		{windows, []string{`\\server\share`, `..\a`}, `\\server\share\a`},
		{windows, []string{`\\.\PHYSICALDRIVE0`}, `\\.\PHYSICALDRIVE0`},
	}
	for _, c := range cases {
		if got := c.f.resolve(c.paths); got != c.want {
			t.Errorf("%T.resolve(%q) = %q, want %q", c.f, c.paths, got, c.want)
		}
	}
}

func TestJoin(t *testing.T) {
	cases := []struct {
		f     flavour
		parts []string
		want  string
	}{
		{unix, nil, "."},
		{unix, []string{"a", "", "..", "..", "b"}, "../b"},
		{windows, []string{"//server", "share"}, `\\server\share\`},
		{windows, []string{"//", "server", "share"}, `\server\share`},
		{windows, []string{"c:", "file"}, `c:\file`},
	}
	for _, c := range cases {
		if got := c.f.join(c.parts); got != c.want {
			t.Errorf("%T.join(%q) = %q, want %q", c.f, c.parts, got, c.want)
		}
	}
}

func TestRelative(t *testing.T) {
	cases := []struct {
		f              flavour
		from, to, want string
	}{
		{unix, "/a/b/c", "/a/d", "../../d"},
		{unix, "/", "/a", "a"},
		{unix, "/a/b", "/a/b", ""},
		{windows, `C:\a\b`, `c:\A\d`, `..\d`},
		{windows, `C:\`, `D:\x`, `D:\x`},
		{windows, `C:\`, `C:\foo`, "foo"},
		{windows, `C:\a\b`, `C:\`, `..\..`},
		{windows, `\\s\share\a`, `\\s\share\b`, `..\b`},
		{windows, `C:\İ\a`, `C:\İ\b\c`, `..\b\c`},
	}
	for _, c := range cases {
		if got := c.f.relative(c.from, c.to); got != c.want {
			t.Errorf("%T.relative(%q, %q) = %q, want %q", c.f, c.from, c.to, got, c.want)
		}
	}
}

func TestParts(t *testing.T) {
	cases := []struct {
		f                               flavour
		path, dirname, basename, suffix string
		extname                         string
	}{
		{unix, "/a/b.tar.gz", "/a", "b.tar", ".gz", ".gz"},
		{unix, "/a//", "/", "a", "", ""},
		{unix, "//a", "//", "a", "", ""},
		{unix, ".profile", ".", ".profile", "", ""},
		{unix, "..", ".", "..", "", ""},
		{unix, "a/x.js", "a", "x.js", "x.js", ".js"},
		{windows, `C:\a\b.txt`, `C:\a`, "b", ".txt", ".txt"},
		{windows, `C:`, `C:`, "", "", ""},
		{windows, `\\server\share\f`, `\\server\share\`, "f", "", ""},
		{windows, `\\server\share`, `\\server\share`, "share", "", ""},
	}
	for _, c := range cases {
		if got := c.f.dirname(c.path); got != c.dirname {
			t.Errorf("%T.dirname(%q) = %q, want %q", c.f, c.path, got, c.dirname)
		}
		if got := c.f.basename(c.path, c.suffix); got != c.basename {
			t.Errorf("%T.basename(%q, %q) = %q, want %q", c.f, c.path, c.suffix, got, c.basename)
		}
		if got := c.f.extname(c.path); got != c.extname {
			t.Errorf("%T.extname(%q) = %q, want %q", c.f, c.path, got, c.extname)
		}
	}
}

func TestParse(t *testing.T) {
	cases := []struct {
		f    flavour
		path string
		want parsed
	}{
		{unix, "/home/u/file.txt", parsed{"/", "/home/u", "file.txt", ".txt", "file"}},
		{unix, "./a", parsed{"", ".", "a", "", "a"}},
		{windows, `C:\d\f.x`, parsed{`C:\`, `C:\d`, "f.x", ".x", "f"}},
		{windows, `C:\`, parsed{root: `C:\`, dir: `C:\`}},
		{windows, `\\s\share\f`, parsed{`\\s\share\`, `\\s\share\`, "f", "", "f"}},
	}
	for _, c := range cases {
		if got := c.f.parse(c.path); got != c.want {
			t.Errorf("%T.parse(%q) = %+v, want %+v", c.f, c.path, got, c.want)
		}
	}
}

func TestToNamespacedPath(t *testing.T) {
	for path, want := range map[string]string{
		"": "", `C:\a`: `\\?\C:\a`, `\\s\share\a`: `\\?\UNC\s\share\a`, `\\.\pipe\x`: `\\.\pipe\x`, "a": `\\?\C:\home\a`,
	} {
		if got := windows.toNamespacedPath(path); got != want {
			t.Errorf("toNamespacedPath(%q) = %q, want %q", path, got, want)
		}
	}
}
