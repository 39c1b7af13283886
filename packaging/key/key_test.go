package key

import (
	"bytes"
	"crypto/rand"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/deskjs/deskjs/internal/update/signature"
)

func newKey(t *testing.T) signature.PrivateKey {
	t.Helper()
	key, err := signature.Generate(rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	return key
}

func TestAFileIsReadAgain(t *testing.T) {
	key := newKey(t)
	for _, password := range []string{"", "a long password"} {
		file, err := encode(key, password, 1<<15)
		if err != nil {
			t.Fatal(err)
		}
		got, err := Decode(file, password)
		if err != nil || got.ID != key.ID || !bytes.Equal(got.Key, key.Key) || Encrypted(file) != (password != "") {
			t.Errorf("%q: %v", password, err)
		}
	}
	file, err := encode(key, "right", 1<<15)
	if err != nil {
		t.Fatal(err)
	}
	for _, wrong := range []string{"", "wrong"} {
		if _, err := Decode(file, wrong); !errors.Is(err, ErrPassword) {
			t.Errorf("%q: %v", wrong, err)
		}
	}
	if bytes.Contains(file, []byte("right")) || bytes.Contains(file, key.Key[:8]) {
		t.Error("the file has the password or the key")
	}
	for _, text := range []string{"", "x\ny\n", comment + "x\nRWRTY0Iy\n"} {
		if _, err := Decode([]byte(text), ""); err == nil {
			t.Errorf("%q is a key", text)
		}
	}
}

// The program minisign signs with our keys what we check, and checks what we sign.
func TestMinisignUsesTheSameFiles(t *testing.T) {
	minisign, err := exec.LookPath("minisign")
	if err != nil {
		t.Fatal("this needs the package minisign")
	}
	dir := t.TempDir()
	path := func(name string) string { return filepath.Join(dir, name) }
	write := func(name string, data []byte) {
		t.Helper()
		if err := os.WriteFile(path(name), data, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	run := func(input string, arguments ...string) {
		t.Helper()
		command := exec.Command(minisign, arguments...)
		command.Stdin = strings.NewReader(input)
		if out, err := command.CombinedOutput(); err != nil {
			t.Fatalf("minisign %q: %v\n%s", arguments, err, out)
		}
	}
	text := []byte("what is signed\n")
	write("text", text)

	key := newKey(t)
	secret, err := Encode(key, "pass word")
	if err != nil {
		t.Fatal(err)
	}
	write("ours.key", secret)
	write("ours.pub", []byte(key.Public().File()))
	write("text.minisig", []byte(key.Sign(text, "a comment")))
	run("", "-V", "-m", path("text"), "-p", path("ours.pub"))
	run("", "-V", "-m", path("text"), "-P", key.Public().String())
	run("pass word\n", "-S", "-m", path("text"), "-s", path("ours.key"), "-t", "their comment")
	check(t, path("text.minisig"), key.Public(), text, "their comment")

	run("", "-G", "-W", "-p", path("theirs.pub"), "-s", path("theirs.key"))
	file, err := os.ReadFile(path("theirs.key"))
	if err != nil {
		t.Fatal(err)
	}
	theirs, err := Decode(file, "")
	if err != nil {
		t.Fatal(err)
	}
	public, err := os.ReadFile(path("theirs.pub"))
	if err != nil {
		t.Fatal(err)
	}
	if read, err := signature.ParsePublicKey(string(public)); err != nil || read != theirs.Public() {
		t.Error(read, err)
	}
	run("", "-S", "-m", path("text"), "-s", path("theirs.key"), "-t", "another")
	check(t, path("text.minisig"), theirs.Public(), text, "another")
}

func check(t *testing.T, path string, public signature.PublicKey, text []byte, comment string) {
	t.Helper()
	file, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	read, err := signature.Parse(string(file))
	if err != nil || !read.Verify(public, text) || read.Comment != comment {
		t.Errorf("%s is not right: %v", file, err)
	}
}
