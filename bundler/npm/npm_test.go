package npm

import (
	"archive/tar"
	"bytes"
	"compress/gzip"
	"context"
	"crypto/sha512"
	"encoding/base64"
	"encoding/json"
	"io/fs"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync/atomic"
	"testing"
)

// fakeRegistry serves archives by path, and counts what is asked for.
type fakeRegistry struct {
	*httptest.Server
	archives map[string][]byte
	asked    atomic.Int64
}

func newRegistry(t *testing.T) *fakeRegistry {
	r := &fakeRegistry{archives: map[string][]byte{}}
	r.Server = httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, request *http.Request) {
		r.asked.Add(1)
		if data, found := r.archives[request.URL.Path]; found {
			_, _ = w.Write(data)
			return
		}
		w.WriteHeader(http.StatusNotFound)
	}))
	t.Cleanup(r.Close)
	t.Setenv("npm_config_registry", r.URL+"/")
	t.Setenv("npm_config_userconfig", filepath.Join(t.TempDir(), "none"))
	return r
}

// publish serves a package with the files at path and returns its integrity.
func (r *fakeRegistry) publish(t *testing.T, path string, files map[string]string) string {
	t.Helper()
	var b bytes.Buffer
	compressed := gzip.NewWriter(&b)
	archive := tar.NewWriter(compressed)
	for name, text := range files {
		header := &tar.Header{Name: name, Mode: 0o644, Size: int64(len(text)), Typeflag: tar.TypeReg}
		if target, isLink := strings.CutPrefix(text, "-> "); isLink {
			header = &tar.Header{Name: name, Typeflag: tar.TypeSymlink, Linkname: target}
			text = ""
		}
		if err := archive.WriteHeader(header); err != nil {
			t.Fatal(err)
		}
		if _, err := archive.Write([]byte(text)); err != nil {
			t.Fatal(err)
		}
	}
	if err := archive.Close(); err != nil {
		t.Fatal(err)
	}
	if err := compressed.Close(); err != nil {
		t.Fatal(err)
	}
	r.archives[path] = b.Bytes()
	sum := sha512.Sum512(b.Bytes())
	return "sha512-" + base64.StdEncoding.EncodeToString(sum[:])
}

// project writes a lock file with the packages and returns its directory.
func project(t *testing.T, packages map[string]any) string {
	t.Helper()
	data, err := json.Marshal(map[string]any{"lockfileVersion": 3, "packages": packages})
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, LockName), data, 0o644); err != nil {
		t.Fatal(err)
	}
	return dir
}

func install(t *testing.T, dir, store string) (*Result, error) {
	t.Helper()
	return Install(context.Background(), Options{Dir: dir, Store: store, Platform: Platform{OS: "linux", CPU: "x64", Libc: "glibc"}})
}

// tree lists the files in the project's node_modules.
func tree(t *testing.T, dir string) []string {
	t.Helper()
	var names []string
	err := filepath.WalkDir(filepath.Join(dir, "node_modules"), func(path string, file fs.DirEntry, err error) error {
		if err == nil && !file.IsDir() && file.Name() != markerName {
			name, _ := filepath.Rel(dir, path)
			names = append(names, filepath.ToSlash(name))
		}
		return err
	})
	if err != nil && !os.IsNotExist(err) {
		t.Fatal(err)
	}
	return names
}

type object = map[string]any

func TestInstallPutsPackagesWhereTheLockFileSays(t *testing.T) {
	r := newRegistry(t)
	a := r.publish(t, "/a/-/a-1.0.0.tgz", map[string]string{"package/index.js": "a", "package/cli.js": "#!/usr/bin/env node"})
	b1 := r.publish(t, "/b/-/b-1.0.0.tgz", map[string]string{"package/b.js": "one"})
	b2 := r.publish(t, "/@scope/b/-/b-2.0.0.tgz", map[string]string{"b/b.js": "two"})
	dir := project(t, object{
		"":                              object{"dependencies": object{"a": "1", "@scope/b": "2"}},
		"node_modules/a":                object{"version": "1.0.0", "integrity": a, "bin": object{"a": "cli.js"}, "dependencies": object{"b": "1"}, "hasInstallScript": true},
		"node_modules/a/node_modules/b": object{"version": "1.0.0", "integrity": b1},
		"node_modules/@scope/b":         object{"version": "2.0.0", "integrity": b2},
	})
	store := t.TempDir()
	result, err := install(t, dir, store)
	if err != nil {
		t.Fatal(err)
	}
	want := []string{"node_modules/.bin/a", "node_modules/@scope/b/b.js", "node_modules/a/cli.js", "node_modules/a/index.js", "node_modules/a/node_modules/b/b.js"}
	if got := tree(t, dir); !slices.Equal(got, want) {
		t.Errorf("the files are %q", got)
	}
	if result.Packages != 3 || result.Fetched != 3 || !slices.Equal(result.Scripts, []string{"a"}) {
		t.Errorf("%+v", result)
	}
	again, err := install(t, dir, store)
	if err != nil || again.Fetched != 0 || r.asked.Load() != 3 {
		t.Errorf("a second time fetched %+v, %v", again, err)
	}
}

func TestInstallLeavesOutWhatIsForOtherPlatforms(t *testing.T) {
	r := newRegistry(t)
	a := r.publish(t, "/a/-/a-1.0.0.tgz", map[string]string{"package/a.js": ""})
	dir := project(t, object{
		"":                  object{"dependencies": object{"a": "1"}},
		"node_modules/a":    object{"version": "1.0.0", "integrity": a, "optionalDependencies": object{"win": "1"}},
		"node_modules/win":  object{"version": "1.0.0", "os": []string{"win32"}, "optional": true, "dependencies": object{"only": "1"}},
		"node_modules/only": object{"version": "1.0.0", "optional": true},
	})
	if result, err := install(t, dir, t.TempDir()); err != nil || result.Packages != 1 {
		t.Errorf("%+v, %v", result, err)
	}
}

func TestInstallFailsAndLeavesTheOldTree(t *testing.T) {
	tests := []struct {
		name  string
		entry func(r *fakeRegistry, integrity string) object
		want  string
	}{
		{"wrong integrity", func(r *fakeRegistry, _ string) object {
			sum := sha512.Sum512(nil)
			return object{"version": "1.0.0", "integrity": "sha512-" + base64.StdEncoding.EncodeToString(sum[:])}
		}, "not what the lock file's integrity says"},
		{"no integrity", func(*fakeRegistry, string) object { return object{"version": "1.0.0"} }, "no integrity"},
		{"not there", func(_ *fakeRegistry, integrity string) object {
			return object{"version": "9.9.9", "integrity": integrity}
		}, "404"},
		{"truncated", func(r *fakeRegistry, _ string) object {
			cut := r.archives["/a/-/a-1.0.0.tgz"][:20]
			r.archives["/cut"] = cut
			sum := sha512.Sum512(cut)
			return object{"version": "1.0.0", "resolved": r.URL + "/cut", "integrity": "sha512-" + base64.StdEncoding.EncodeToString(sum[:])}
		}, "can't be unpacked"},
		{"other platform", func(_ *fakeRegistry, integrity string) object {
			return object{"version": "1.0.0", "integrity": integrity, "os": []string{"win32"}}
		}, "not for this platform"},
		{"program outside", func(_ *fakeRegistry, integrity string) object {
			return object{"version": "1.0.0", "integrity": integrity, "bin": object{"a": "../../x"}}
		}, "outside"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			r := newRegistry(t)
			integrity := r.publish(t, "/a/-/a-1.0.0.tgz", map[string]string{"package/a.js": "a"})
			dir := project(t, object{"": object{"dependencies": object{"a": "1"}}, "node_modules/a": test.entry(r, integrity)})
			old := filepath.Join(dir, "node_modules", "old.js")
			if err := os.MkdirAll(filepath.Dir(old), 0o755); err != nil {
				t.Fatal(err)
			}
			if err := os.WriteFile(old, nil, 0o644); err != nil {
				t.Fatal(err)
			}
			_, err := install(t, dir, t.TempDir())
			if err == nil || !strings.Contains(err.Error(), test.want) {
				t.Errorf("the error is %v, without %q", err, test.want)
			}
			if left, _ := filepath.Glob(filepath.Join(dir, ".node_modules-*")); len(left) > 0 || !slices.Equal(tree(t, dir), []string{"node_modules/old.js"}) {
				t.Errorf("left %q and %q", left, tree(t, dir))
			}
		})
	}
}

func TestUnpackLeavesOutWhatLeadsElsewhere(t *testing.T) {
	r := newRegistry(t)
	integrity := r.publish(t, "/a/-/a-1.0.0.tgz", map[string]string{"package/a.js": "a", "package/../../up.js": "", "package/link": "-> /etc/passwd", "/abs/x/../../../y": ""})
	dir := project(t, object{"": object{"dependencies": object{"a": "1"}}, "node_modules/a": object{"version": "1.0.0", "integrity": integrity}})
	if _, err := install(t, dir, t.TempDir()); err != nil {
		t.Fatal(err)
	}
	if got := tree(t, dir); !slices.Equal(got, []string{"node_modules/a/a.js"}) {
		t.Errorf("the files are %q", got)
	}
}

func FuzzUnpack(f *testing.F) {
	f.Add([]byte{0x1f, 0x8b})
	f.Fuzz(func(t *testing.T, data []byte) {
		dir := t.TempDir()
		inside := filepath.Join(dir, "a", "b")
		_, _ = unpack(data, inside)
		if found, _ := filepath.Glob(filepath.Join(dir, "*")); len(found) > 1 {
			t.Errorf("it wrote outside: %q", found)
		}
	})
}
