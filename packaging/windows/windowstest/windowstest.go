// Package windowstest has what tests of Windows' formats share: an app, a runtime that is built in a second, and a certificate.
//
// Tests below packaging import it.
package windowstest

import (
	"bytes"
	"crypto/rand"
	"crypto/rsa"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/json"
	"encoding/pem"
	"image"
	"image/color"
	"image/png"
	"math/big"
	"os"
	"os/exec"
	"path/filepath"
	"sync"
	"testing"
	"time"

	"software.sslmate.com/src/go-pkcs12"

	"github.com/deskjs/deskjs/internal/config"
	"github.com/deskjs/deskjs/internal/payload"
	"github.com/deskjs/deskjs/packaging"
	"github.com/deskjs/deskjs/packaging/icon"
)

// Name is the app's: with everything that has a meaning to one of the formats.
const Name = `Notes "1" & $HOME's ${X} <ü>`

// Password opens the certificate of Certificate.
const Password = "se cret"

// Job returns a job for windows/amd64 that packages the app of a version.
func Job(t *testing.T, version string) *packaging.Job {
	t.Helper()
	app := &packaging.App{
		Manifest: &payload.Manifest{
			Name: Name, ID: "com.example.notes", Version: version, Protocols: []string{"notes-test"},
			FileAssociations: []payload.FileAssociation{{Extensions: []string{"xnote", "xnotes"}, Name: `A "note" of $me`, MIMEType: "application/x-note"}, {Extensions: []string{"xdraft"}}},
		},
		Command: "notes",
		Package: config.Package{
			Summary: "Notes that last", Author: `Ada "A." & Söhne`, Homepage: "https://example.com/notes?a=1&b=$x", Copyright: "© 2026 Ada", License: "MIT",
		},
		License:    []byte("Licence: costs $5.\nAll of it.\n"),
		Components: []byte(`{"spdxVersion":"SPDX-2.3"}`),
		Icon:       picture(t),
		Time:       time.Unix(1_700_000_000, 0).UTC(),
	}
	manifest, err := json.Marshal(app.Manifest)
	if err != nil {
		t.Fatal(err)
	}
	app.Members = map[string][]byte{payload.ManifestName: manifest, "backend/main.js": bytes.Repeat([]byte("0;"), 1000)}
	var container bytes.Buffer
	if err := payload.Append(&container, app.Members); err != nil {
		t.Fatal(err)
	}
	app.Payload = container.Bytes()
	return &packaging.Job{App: app, Target: packaging.Target{OS: "windows", Arch: "amd64"}, Runtime: runtime(t), Dir: t.TempDir(), Output: t.TempDir(), Scratch: t.TempDir()}
}

// Make runs a format's job and returns the one file that it made.
func Make(t *testing.T, format packaging.Format, job *packaging.Job) string {
	t.Helper()
	paths, err := format.Make(t.Context(), job)
	if err != nil {
		t.Fatal(err)
	}
	if len(paths) != 1 {
		t.Fatalf("made %q, want one file", paths)
	}
	return paths[0]
}

func picture(t *testing.T) *icon.Icon {
	t.Helper()
	drawn := image.NewNRGBA(image.Rect(0, 0, 256, 256))
	for y := range 256 {
		for x := range 256 {
			drawn.SetNRGBA(x, y, color.NRGBA{uint8(x), uint8(y), 128, 255})
		}
	}
	var data bytes.Buffer
	if err := png.Encode(&data, drawn); err != nil {
		t.Fatal(err)
	}
	parsed, err := icon.Parse(data.Bytes())
	if err != nil {
		t.Fatal(err)
	}
	return parsed
}

// built is the runtime, which all tests of a process share.
var built struct {
	sync.Once
	data []byte
	err  error
}

func runtime(t *testing.T) string {
	t.Helper()
	built.Do(func() {
		path := filepath.Join(t.TempDir(), "runtime.exe")
		command := exec.Command("go", "build", "-trimpath", "-ldflags", "-s -w", "-o", path, "github.com/deskjs/deskjs/packaging/windows/windowstest/testdata/runtime")
		command.Env = append(os.Environ(), "GOOS=windows", "GOARCH=amd64", "CGO_ENABLED=0")
		if out, err := command.CombinedOutput(); err != nil {
			t.Errorf("building a runtime: %s", out)
			built.err = err
			return
		}
		built.data, built.err = os.ReadFile(path)
	})
	if built.err != nil {
		t.Fatal(built.err)
	}
	path := filepath.Join(t.TempDir(), "deskjs-app.exe")
	if err := os.WriteFile(path, built.data, 0o755); err != nil {
		t.Fatal(err)
	}
	return path
}

// Certificate puts a certificate into a job, and returns the path of what osslsigncode trusts it by.
func Certificate(t *testing.T, job *packaging.Job) (authority string) {
	t.Helper()
	key, err := rsa.GenerateKey(rand.Reader, 2048)
	if err != nil {
		t.Fatal(err)
	}
	template := &x509.Certificate{
		SerialNumber: big.NewInt(1), Subject: pkix.Name{CommonName: "Ada"}, NotBefore: time.Now().AddDate(-1, 0, 0), NotAfter: time.Now().AddDate(1, 0, 0),
		KeyUsage: x509.KeyUsageDigitalSignature | x509.KeyUsageCertSign, ExtKeyUsage: []x509.ExtKeyUsage{x509.ExtKeyUsageCodeSigning}, IsCA: true, BasicConstraintsValid: true,
	}
	der, err := x509.CreateCertificate(rand.Reader, template, template, key.Public(), key)
	if err != nil {
		t.Fatal(err)
	}
	certificate, err := x509.ParseCertificate(der)
	if err != nil {
		t.Fatal(err)
	}
	file, err := pkcs12.Modern.Encode(key, certificate, nil, Password)
	if err != nil {
		t.Fatal(err)
	}
	authority = filepath.Join(job.Dir, "authority.pem")
	for path, data := range map[string][]byte{
		filepath.Join(job.Dir, "own.pfx"): file,
		authority:                         pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: der}),
	} {
		if err := os.WriteFile(path, data, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	t.Setenv("NOTES_SIGN_PASSWORD", Password)
	job.App.Package.Windows.Sign = &config.Sign{Certificate: "own.pfx", PasswordEnvironment: "NOTES_SIGN_PASSWORD"}
	return authority
}

// Verify has osslsigncode look at a file's signature, and returns what it says.
func Verify(t *testing.T, path, authority string) (string, error) {
	t.Helper()
	out, err := exec.Command("osslsigncode", "verify", "-in", path, "-CAfile", authority).CombinedOutput()
	return string(out), err
}
