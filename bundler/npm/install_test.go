package npm

import (
	"archive/tar"
	"bytes"
	"compress/gzip"
	"context"
	"crypto/sha512"
	"encoding/base64"
	"errors"
	"io"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"syscall"
	"testing"
	"time"
)

// write writes a file of a project.
func write(t *testing.T, dir, name, text string) {
	t.Helper()
	path := filepath.Join(dir, filepath.FromSlash(name))
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
}

func TestWorkspacesFoldersAliasesArchives(t *testing.T) {
	r := newRegistry(t)
	one := r.publish(t, "/a/-/a-1.0.0.tgz", map[string]string{"package/a.js": "1"})
	two := r.publish(t, "/a/-/a-2.0.0.tgz", map[string]string{"package/a.js": "2"})
	bundling := r.publish(t, "/bundling/-/bundling-1.0.0.tgz", map[string]string{"package/node_modules/inner/i.js": "i", "package/b.js": "b", "package/node_modules/inner/cli.js": "#!/usr/bin/env node"})
	far := r.publish(t, "/elsewhere.tgz", map[string]string{"x/f.js": "f"})
	dir := project(t, object{
		"":                            object{"workspaces": []string{"packages/*"}, "dependencies": object{"a": "1", "other": "npm:a@2", "lib": "file:lib", "near": "file:near.tgz", "far": "x", "bundling": "1", "beside": "file:../beside"}},
		"packages/web":                object{"name": "web", "version": "1.0.0", "bin": object{"web": "cli.js"}, "dependencies": object{"a": "2"}},
		"packages/web/node_modules/a": object{"version": "2.0.0", "integrity": two},
		"node_modules/web":            object{"resolved": "packages/web", "link": true},
		"node_modules/a":              object{"version": "1.0.0", "integrity": one},
		"node_modules/other":          object{"name": "a", "version": "2.0.0", "integrity": two},
		"lib":                         object{"version": "1.0.0"},
		"node_modules/lib":            object{"resolved": "lib", "link": true},
		"node_modules/near":           object{"version": "1.0.0", "resolved": "file:near.tgz", "integrity": one},
		"node_modules/far":            object{"version": "1.0.0", "resolved": r.URL + "/elsewhere.tgz", "integrity": far},
		"node_modules/bundling":       object{"version": "1.0.0", "integrity": bundling, "bundleDependencies": []string{"inner"}, "dependencies": object{"inner": "1"}},
		"node_modules/bundling/node_modules/inner": object{"version": "1.0.0", "inBundle": true, "bin": object{"inner": "cli.js"}},
		"node_modules/beside":                      object{"resolved": "../beside", "link": true},
	})
	write(t, dir, "packages/web/cli.js", "#!/usr/bin/env node")
	write(t, dir, "lib/l.js", "l")
	write(t, filepath.Dir(dir), "beside/b.js", "beside")
	write(t, dir, "near.tgz", string(r.archives["/a/-/a-1.0.0.tgz"]))
	store := t.TempDir()
	result, err := install(t, dir, store)
	if err != nil {
		t.Fatal(err)
	}
	for name, want := range map[string]string{
		"node_modules/a/a.js": "1", "node_modules/other/a.js": "2", "packages/web/node_modules/a/a.js": "2", "node_modules/lib/l.js": "l", "node_modules/near/a.js": "1",
		"node_modules/far/f.js": "f", "node_modules/bundling/node_modules/inner/i.js": "i", "node_modules/web/cli.js": "#!/usr/bin/env node", "node_modules/beside/b.js": "beside",
		"node_modules/.bin/web": "#!/usr/bin/env node", "node_modules/bundling/node_modules/.bin/inner": "#!/usr/bin/env node",
	} {
		if runtime.GOOS == "windows" && strings.Contains(name, ".bin") {
			continue // shims are tested by themselves
		}
		if data, err := os.ReadFile(filepath.Join(dir, filepath.FromSlash(name))); err != nil || string(data) != want {
			t.Errorf("%s: %q, %v", name, data, err)
		}
	}
	if result.Packages != 10 || result.Fetched != 4 || result.Added != 10 {
		t.Errorf("%+v", result)
	}
	// The folder of a workspace that is edited is not installed anew.
	write(t, dir, "packages/web/cli.js", "edited")
	if again, err := install(t, dir, store); err != nil || !again.UpToDate {
		t.Errorf("%+v, %v", again, err)
	}
	// A tree of a workspace that is needed no more goes with the others.
	write(t, dir, LockName, `{"lockfileVersion":3,"packages":{"":{"dependencies":{"a":"1"}},"node_modules/a":{"version":"1.0.0","integrity":"`+one+`"}}}`)
	if result, err := install(t, dir, store); err != nil || result.Removed != 9 {
		t.Errorf("%+v, %v", result, err)
	}
	if _, err := os.Lstat(filepath.Join(dir, "packages", "web", "node_modules")); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("the workspace's is still there: %v", err)
	}
	left, err := filepath.Glob(filepath.Join(dir, "packages", "web", ".*"))
	if err != nil || len(left) > 0 {
		t.Errorf("left %q, %v", left, err)
	}
}

func TestWhatCanNotBeInstalledIsSaid(t *testing.T) {
	for want, place := range map[string]object{
		"it comes from git":                     {"version": "1.0.0", "resolved": "git+ssh://git@host.example/a.git#abc"},
		"there is no folder gone":               {"resolved": "gone", "link": true},
		"no such file":                          {"version": "1.0.0", "resolved": "file:gone.tgz", "integrity": "sha512-" + base64.StdEncoding.EncodeToString(make([]byte, 64))},
		"has to begin with https":               {"version": "1.0.0", "resolved": "ftp://host.example/a.tgz", "integrity": "sha512-" + base64.StdEncoding.EncodeToString(make([]byte, 64))},
		"the lock file has no integrity for it": {"version": "1.0.0", "integrity": "sha512-short"},
	} {
		newRegistry(t)
		dir := project(t, object{"": object{"dependencies": object{"a": "1"}}, "node_modules/a": place})
		if _, err := install(t, dir, t.TempDir()); err == nil || !strings.Contains(err.Error(), want) && !(want == "no such file" && runtime.GOOS == "windows") {
			t.Errorf("want %q: %v", want, err)
		}
	}
}

// archiveOfEntries makes an archive of entries as they are.
func archiveOfEntries(t *testing.T, write func(*tar.Writer) error) []byte {
	t.Helper()
	var archive bytes.Buffer
	compressed := gzip.NewWriter(&archive)
	files := tar.NewWriter(compressed)
	if err := errors.Join(write(files), files.Close(), compressed.Close()); err != nil {
		t.Fatal(err)
	}
	return archive.Bytes()
}

func TestArchivesThatAreLargerThanTheyLookAreRefused(t *testing.T) {
	size := int64(leastUnpacked + 1)
	bomb := archiveOfEntries(t, func(w *tar.Writer) error {
		if err := w.WriteHeader(&tar.Header{Name: "package/zeros", Size: size, Mode: 0o644}); err != nil {
			return err
		}
		_, err := io.CopyN(w, zeros{}, size)
		return err
	})
	if _, err := unpack(bomb, t.TempDir()); err == nil || !strings.Contains(err.Error(), "it unpacks to more than 64 MB") {
		t.Errorf("%d bytes: %v", len(bomb), err)
	}
}

type zeros struct{}

func (zeros) Read(into []byte) (int, error) {
	clear(into)
	return len(into), nil
}

func TestUnpackMakesOrdinaryFiles(t *testing.T) {
	data := archiveOfEntries(t, func(w *tar.Writer) error {
		var errs []error
		for _, h := range []tar.Header{
			{Name: "package/none", Mode: 0, Size: 1}, {Name: "package/setuid", Mode: 0o6755, Size: 1}, {Name: "package/twice", Mode: 0o644, Size: 1}, {Name: "package/twice", Mode: 0o755, Size: 1},
			{Name: "package/a/../b", Mode: 0o644, Size: 1}, {Name: "package/.gitignore", Mode: 0o644, Size: 1}, {Name: "package/dir/", Typeflag: tar.TypeDir, Mode: 0}, {Name: "package/dir/in", Mode: 0o444, Size: 1},
			{Name: "package/link", Typeflag: tar.TypeSymlink, Linkname: "/etc/passwd"}, {Name: "package/hard", Typeflag: tar.TypeLink, Linkname: "../../x"}, {Name: "package/device", Typeflag: tar.TypeChar},
			{Name: "/absolute/../../../up", Mode: 0o644, Size: 1}, {Name: "package", Mode: 0o644, Size: 1},
		} {
			errs = append(errs, w.WriteHeader(&h))
			if h.Size > 0 {
				_, err := w.Write([]byte("x"))
				errs = append(errs, err)
			}
		}
		return errors.Join(errs...)
	})
	dir := filepath.Join(t.TempDir(), "inside")
	files, err := unpack(data, dir)
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, f := range files {
		names = append(names, f.path)
		info, err := os.Stat(filepath.Join(dir, filepath.FromSlash(f.path)))
		if err != nil || f.check(filepath.Join(dir, f.path), info) != nil {
			t.Errorf("%s is not as its index says: %v", f.path, err)
			continue
		}
		if runtime.GOOS != "windows" && info.Mode()&0o644 != 0o644 || info.Mode()&os.ModeSetuid != 0 {
			t.Errorf("%s has mode %s", f.path, info.Mode())
		}
	}
	if want := []string{".npmignore", "b", "none", "setuid", "twice", "dir/in"}; !slices.Equal(names, want) {
		t.Errorf("the files are %q", names)
	}
	if outside, _ := filepath.Glob(filepath.Join(filepath.Dir(dir), "*")); len(outside) != 1 {
		t.Errorf("it wrote outside: %q", outside)
	}
}

func TestFilesAreCopiedWhereTheyCanNotBeLinked(t *testing.T) {
	r := newRegistry(t)
	r.publish(t, "/a", map[string]string{"package/a.js": "a", "package/lib/b.js": "b"})
	scratch := t.TempDir()
	stored, err := add(filepath.Join(t.TempDir(), "a"), scratch, r.archives["/a"])
	if err != nil {
		t.Fatal(err)
	}
	target := filepath.Join(t.TempDir(), "a")
	l := &linker{}
	l.copying.Store(true)
	if err := l.place(stored, target, false); err != nil {
		t.Fatal(err)
	}
	write(t, target, "lib/b.js", "mine")
	if data, err := os.ReadFile(stored.path(&stored.files[1])); err != nil || string(data) != "b" {
		t.Errorf("the store has %q, %v", data, err)
	}
	if again, err := openPacked(stored.folder); err != nil || len(again.files) != 2 {
		t.Errorf("%+v, %v", again, err)
	}
}

func TestWhatKilledInstallsLeaveInTheStoreGoes(t *testing.T) {
	store := t.TempDir()
	old := filepath.Join(store, "v1", "tmp", "old")
	young := filepath.Join(store, "v1", "tmp", "young")
	for _, folder := range []string{old, young} {
		if err := os.MkdirAll(filepath.Join(folder, "x"), 0o755); err != nil {
			t.Fatal(err)
		}
	}
	before := time.Now().Add(-2 * abandoned)
	if err := os.Chtimes(old, before, before); err != nil {
		t.Fatal(err)
	}
	if _, err := openScratch(store); err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stat(old); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("the old one: %v", err)
	}
	if _, err := os.Stat(young); err != nil {
		t.Errorf("one that may be in use: %v", err)
	}
}

func TestErrorsOfTheDiskAreSaid(t *testing.T) {
	for want, cause := range map[string]error{
		"the disk is full; node_modules is as it was":         &os.PathError{Op: "write", Path: "/x", Err: syscall.ENOSPC},
		"it can't be written here; node_modules is as it was": &os.PathError{Op: "mkdir", Path: "/x", Err: syscall.EACCES},
	} {
		if runtime.GOOS == "windows" && !isDiskFull(cause) && !isReadOnly(cause) {
			continue // has errors of its own
		}
		if err := explain(cause, Options{Dir: "dir", Store: "store"}); !strings.Contains(err.Error(), want) {
			t.Errorf("%v", err)
		}
	}
}

func TestAllowScripts(t *testing.T) {
	p := &place{Name: "a", Version: "1.0.0", HasInstallScript: true}
	for _, test := range []struct {
		allow   map[string]bool
		allowed bool
	}{
		{nil, false}, {map[string]bool{"a": true}, true}, {map[string]bool{"a": false}, false}, {map[string]bool{"a@1.0.0": true}, true}, {map[string]bool{"a@2.0.0": true}, false},
		{map[string]bool{"a@0.9.0 || 1.0.0": true}, true}, {map[string]bool{"a": true, "a@1.0.0": false}, false}, {map[string]bool{"b": true}, false},
	} {
		if got := isAllowed(p, test.allow); got != test.allowed {
			t.Errorf("%v: %v", test.allow, got)
		}
	}
	s := sortScripts([]*place{{Name: "a", HasInstallScript: true, InBundle: true}, {Name: "b", HasInstallScript: true, Link: true}, {Name: "c"}}, map[string]bool{"a": true, "b": true, "c": true}, true)
	if len(s.allowed) != 0 || !slices.Equal(s.namesOf(s.refused), []string{"a"}) {
		t.Errorf("%+v", s)
	}
}

func TestShimsAreThoseOfNpm(t *testing.T) {
	dir := t.TempDir()
	for text, want := range map[string]interpreter{
		"#!/usr/bin/env node\n": {"node", ""}, "#!/usr/bin/env -S node --flag\r\n": {"node", "--flag"}, "#! /bin/sh -e\n": {"/bin/sh", "-e"}, "code": {"node", ""},
		"#!/usr/bin/env NODE_ENV=x node\n": {"node", ""},
	} {
		write(t, dir, "cli.js", text)
		if got, err := interpreterOf(filepath.Join(dir, "cli.js")); err != nil || got != want {
			t.Errorf("%q: %+v, %v", text, got, err)
		}
	}
	files := shims(interpreter{"node", "--flag"}, `..\a\cli.js`)
	for ending, want := range map[string]string{
		"":     `exec node --flag "$basedir/../a/cli.js" "$@"`,
		".cmd": `"%_prog%" --flag "%dp0%\..\a\cli.js" %*`,
		".ps1": `& $prog --flag "$basedir/../a/cli.js" $args`,
	} {
		if !strings.Contains(files[ending], want) || !strings.Contains(files[ending], "deskjs") {
			t.Errorf("%q is\n%s", ending, files[ending])
		}
	}
	if files := shims(interpreter{}, "../a/tool.exe"); !strings.Contains(files[".cmd"], `"%dp0%\..\a\tool.exe"   %*`) {
		t.Errorf("%q", files[".cmd"])
	}
}

func TestAnInstallThatIsStoppedLeavesTheOldTree(t *testing.T) {
	r := newRegistry(t)
	a := r.publish(t, "/a/-/a-1.0.0.tgz", map[string]string{"package/a.js": "a"})
	dir := project(t, object{"": object{"dependencies": object{"a": "1"}}, "node_modules/a": object{"version": "1.0.0", "integrity": a}})
	write(t, dir, "node_modules/old.js", "")
	ctx, cancel := context.WithCancel(t.Context())
	_, err := Install(ctx, Options{Dir: dir, Store: t.TempDir(), Progress: func(Progress) { cancel() }})
	if !errors.Is(err, context.Canceled) || !slices.Equal(tree(t, dir), []string{"node_modules/old.js"}) {
		t.Errorf("%v, %q", err, tree(t, dir))
	}
}

func TestIntegrityOfLocalArchives(t *testing.T) {
	r := newRegistry(t)
	r.publish(t, "/a", map[string]string{"package/a.js": "a"})
	sum := sha512.Sum512([]byte("another"))
	for _, test := range []struct {
		integrity string
		wrong     bool
	}{{"", false}, {"sha512-" + base64.StdEncoding.EncodeToString(sum[:]), true}} {
		dir := project(t, object{"": object{"dependencies": object{"a": "file:a.tgz"}}, "node_modules/a": object{"version": "1.0.0", "resolved": "file:a.tgz", "integrity": test.integrity}})
		write(t, dir, "a.tgz", string(r.archives["/a"]))
		if _, err := install(t, dir, t.TempDir()); (err != nil) != test.wrong {
			t.Errorf("%q: %v", test.integrity, err)
		}
	}
}
