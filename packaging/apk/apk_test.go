package apk

import (
	"archive/tar"
	"bytes"
	"compress/gzip"
	"crypto/sha1"
	"crypto/sha256"
	"debug/elf"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/deskjs/deskjs/packaging"
	"github.com/deskjs/deskjs/packaging/linux/linuxtest"
)

// TestPackage reads a package as apk does: two compressed archives in a row, of which the first has the second one's digest.
func TestPackage(t *testing.T) {
	changed := func() *packaging.App {
		app := linuxtest.App(t, "1.0.0-beta.2")
		app.Package.Linux.Depends.APK = []string{"git>=2.30"}
		return app
	}
	path := linuxtest.Make(t, Format(), changed, linuxtest.Runtime(t), "arm64")
	if name := filepath.Base(path); name != "field-notes-1.0.0_beta2-r0.aarch64.apk" {
		t.Errorf("the package's name is %s", name)
	}
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	source := bytes.NewReader(data)
	compressed, err := gzip.NewReader(source)
	if err != nil {
		t.Fatal(err)
	}
	compressed.Multistream(false)
	control, err := io.ReadAll(compressed)
	if err != nil {
		t.Fatal(err)
	}
	if len(control)%512 != 0 || bytes.HasSuffix(control, make([]byte, 1024)) {
		t.Error("the first archive has an end, at which apk would stop")
	}
	rest := data[len(data)-source.Len():]
	archive := tar.NewReader(bytes.NewReader(control))
	if header, err := archive.Next(); err != nil || header.Name != ".PKGINFO" {
		t.Fatal(header, err)
	}
	info, err := io.ReadAll(archive)
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{
		"pkgname = field-notes\n", "pkgver = 1.0.0_beta2-r0\n", "pkgdesc = Take notes outdoors\n", "arch = aarch64\n", "license = MIT\n", "builddate = 1772600767\n",
		"maintainer = Ada Lovelace <ada@example.org>\n", "depend = git>=2.30\ndepend = gtk+3.0\n", "depend = musl\n", "depend = webkit2gtk-4.1\n",
		fmt.Sprintf("datahash = %x\n", sha256.Sum256(rest)),
	} {
		if !strings.Contains(string(info), want) {
			t.Errorf("it does not say %s: %s", want, info)
		}
	}

	compressed, err = gzip.NewReader(bytes.NewReader(rest))
	if err != nil {
		t.Fatal(err)
	}
	archive = tar.NewReader(compressed)
	found := map[string]bool{}
	for {
		header, err := archive.Next()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			t.Fatal(err)
		}
		found[header.Name] = true
		content, err := io.ReadAll(archive)
		if err != nil {
			t.Fatal(err)
		}
		if header.Typeflag == tar.TypeSymlink {
			content = []byte(header.Linkname)
		}
		if sum := header.PAXRecords["APK-TOOLS.checksum.SHA1"]; header.Typeflag != tar.TypeDir && sum != fmt.Sprintf("%x", sha1.Sum(content)) {
			t.Errorf("%s has the checksum %q", header.Name, sum)
		}
	}
	for _, name := range []string{"usr/", "usr/bin/field-notes", "usr/lib/field-notes/app.djs", "usr/share/licenses/field-notes/LICENSE", "etc/xdg/autostart/com.example.fieldnotes.desktop"} {
		if !found[name] {
			t.Errorf("there is no %s", name)
		}
	}
	root := t.TempDir()
	linuxtest.Run(t, "bsdtar", "-xf", path, "-C", root)
	if got, err := os.ReadFile(filepath.Join(root, "usr/lib/field-notes/app.djs")); err != nil || string(got) != "Field Notes 1.0.0-beta.2\n" {
		t.Errorf("bsdtar takes out %q, %v", got, err)
	}
}

// TestMusl runs the program of a package with musl, as Alpine does, from where the package has it.
func TestMusl(t *testing.T) {
	runtime := linuxtest.Runtime(t, "-Wl,--no-as-needed", "-l:ld-linux-x86-64.so.2") // as the real one
	path := linuxtest.Make(t, Format(), func() *packaging.App { return linuxtest.App(t, "1.0.0") }, runtime, "amd64")
	root := t.TempDir()
	linuxtest.Run(t, "bsdtar", "-xf", path, "-C", root)
	program := filepath.Join(root, "usr/bin/field-notes")
	file, err := elf.Open(program)
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	loader, err := io.ReadAll(file.Section(".interp").Open())
	if err != nil || strings.TrimRight(string(loader), "\x00") != "/lib/ld-musl-x86_64.so.1" {
		t.Errorf("its loader is %q, %v", loader, err)
	}
	if libraries, err := file.ImportedLibraries(); err != nil || len(libraries) != 1 || libraries[0] != "libc.so.6" {
		t.Errorf("it needs %q, %v", libraries, err)
	}
	if _, err := os.Stat("/lib/ld-musl-x86_64.so.1"); err != nil {
		t.Fatal("musl is not installed: `scripts/setup.sh test` adds it")
	}
	if got := linuxtest.Run(t, program, "--version"); got != "Field Notes 1.0.0\n" {
		t.Errorf("it says %q", got)
	}
}

func TestOtherPrograms(t *testing.T) {
	for _, program := range []string{"", "#!/bin/sh\n", "\x7fELF"} {
		if got, err := forMusl([]byte(program)); err != nil || string(got) != program {
			t.Errorf("%q became %q, %v", program, got, err)
		}
	}
}
