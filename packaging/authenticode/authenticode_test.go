package authenticode

import (
	"bytes"
	"context"
	"crypto"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/rsa"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/pem"
	"math/big"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"software.sslmate.com/src/go-pkcs12"
)

const password = "pass wörd"

// identity is a certificate for tests, which vouches for itself.
type identity struct {
	key         crypto.Signer
	certificate *x509.Certificate
}

func newIdentity(t *testing.T, key crypto.Signer, usage x509.ExtKeyUsage, from, until time.Time) identity {
	t.Helper()
	template := &x509.Certificate{
		SerialNumber: big.NewInt(0x1234567890abcdef), Subject: pkix.Name{CommonName: "Example"}, NotBefore: from, NotAfter: until,
		KeyUsage: x509.KeyUsageDigitalSignature | x509.KeyUsageCertSign, ExtKeyUsage: []x509.ExtKeyUsage{usage}, IsCA: true, BasicConstraintsValid: true,
	}
	der, err := x509.CreateCertificate(rand.Reader, template, template, key.Public(), key)
	if err != nil {
		t.Fatal(err)
	}
	certificate, err := x509.ParseCertificate(der)
	if err != nil {
		t.Fatal(err)
	}
	return identity{key, certificate}
}

func valid(t *testing.T, key crypto.Signer, usage x509.ExtKeyUsage) identity {
	t.Helper()
	return newIdentity(t, key, usage, time.Now().AddDate(-1, 0, 0), time.Now().AddDate(1, 0, 0))
}

// file is the identity as PKCS#12.
func (i identity) file(t *testing.T) []byte {
	t.Helper()
	data, err := pkcs12.Modern.Encode(i.key, i.certificate, nil, password)
	if err != nil {
		t.Fatal(err)
	}
	return data
}

// authority writes the certificate where osslsigncode reads it.
func (i identity) authority(t *testing.T) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "authority.pem")
	if err := os.WriteFile(path, pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: i.certificate.Raw}), 0o644); err != nil {
		t.Fatal(err)
	}
	return path
}

func rsaKey(t *testing.T) crypto.Signer {
	t.Helper()
	key, err := rsa.GenerateKey(rand.Reader, 2048)
	if err != nil {
		t.Fatal(err)
	}
	return key
}

func ecdsaKey(t *testing.T) crypto.Signer {
	t.Helper()
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	return key
}

// program is one for Windows, small, and not a multiple of 8 bytes long.
func program(t *testing.T) []byte {
	t.Helper()
	dir := t.TempDir()
	source := filepath.Join(dir, "main.go")
	if err := os.WriteFile(source, []byte("package main\n\nfunc main() { println(1) }\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	command := exec.Command("go", "build", "-ldflags", "-s -w", "-o", filepath.Join(dir, "a.exe"), source)
	command.Env = append(os.Environ(), "GOOS=windows", "GOARCH=amd64", "CGO_ENABLED=0", "GOWORK=off", "GOFLAGS=")
	command.Dir = dir
	if out, err := command.CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	data, err := os.ReadFile(filepath.Join(dir, "a.exe"))
	if err != nil {
		t.Fatal(err)
	}
	return append(data, "a payload"...)
}

// verify has an independent program look at a signed file.
func verify(t *testing.T, data []byte, arguments ...string) (string, error) {
	t.Helper()
	path := filepath.Join(t.TempDir(), "signed.exe")
	if err := os.WriteFile(path, data, 0o755); err != nil {
		t.Fatal(err)
	}
	out, err := exec.Command("osslsigncode", append([]string{"verify", "-in", path}, arguments...)...).CombinedOutput()
	return string(out), err
}

func TestSignImage(t *testing.T) {
	data := program(t)
	for name, key := range map[string]crypto.Signer{"RSA": rsaKey(t), "ECDSA": ecdsaKey(t)} {
		t.Run(name, func(t *testing.T) {
			owner := valid(t, key, x509.ExtKeyUsageCodeSigning)
			signer, err := Load(owner.file(t), password)
			if err != nil {
				t.Fatal(err)
			}
			signer.Description, signer.Address = "Notes – für alle", "https://example.com/notes"
			signed, err := signer.SignImage(context.Background(), data)
			if err != nil {
				t.Fatal(err)
			}
			if err := VerifyImage(signed); err != nil {
				t.Error(err)
			}
			if out, err := verify(t, signed, "-CAfile", owner.authority(t)); err != nil || !strings.Contains(out, "Signature verification: ok") || !strings.Contains(out, "https://example.com/notes") {
				t.Errorf("%v\n%s", err, out)
			}
			if again, err := signer.SignImage(context.Background(), data); err != nil || !bytes.Equal(again, signed) {
				t.Errorf("the second signature has other bytes: %v", err)
			}
			twice, err := signer.SignImage(context.Background(), signed)
			if err != nil || !bytes.Equal(twice, signed) {
				t.Errorf("a new signature doesn't take the place of the old one: %v", err)
			}
			payload := bytes.LastIndex(signed, []byte("a payload"))
			signed[payload] ^= 1
			if err := VerifyImage(signed); err == nil || err.Error() != "its signature is of other bytes" {
				t.Errorf("one byte was changed: %v", err)
			}
			if out, err := verify(t, signed, "-CAfile", owner.authority(t)); err == nil || !strings.Contains(out, "MISMATCH") {
				t.Errorf("one byte was changed: %v\n%s", err, out)
			}
		})
	}
	if err := VerifyImage(data); err == nil || err.Error() != "it has no signature" {
		t.Error(err)
	}
}

func TestWhatCannotSign(t *testing.T) {
	key := rsaKey(t)
	now := time.Now()
	for name, test := range map[string]struct {
		file     []byte
		password string
		want     string
	}{
		"password": {valid(t, key, x509.ExtKeyUsageCodeSigning).file(t), "zzz", "its password is another one"},
		"usage":    {valid(t, key, x509.ExtKeyUsageServerAuth).file(t), password, "its certificate is not one for signing programs"},
		"expired":  {newIdentity(t, key, x509.ExtKeyUsageCodeSigning, now.AddDate(-2, 0, 0), now.AddDate(-1, 0, 0)).file(t), password, "its certificate expired on "},
		"no file":  {[]byte("hello"), password, "it is no PKCS#12 file"},
	} {
		t.Run(name, func(t *testing.T) {
			_, err := Load(test.file, test.password)
			if err == nil || !strings.Contains(err.Error(), test.want) || strings.Contains(err.Error(), test.password) {
				t.Errorf("got %v, want %q", err, test.want)
			}
		})
	}
	signer, err := Load(valid(t, key, x509.ExtKeyUsageCodeSigning).file(t), password)
	if err != nil {
		t.Fatal(err)
	}
	for _, data := range [][]byte{nil, []byte("MZ"), []byte("#!/bin/sh\n" + strings.Repeat("x", 100)), append([]byte("MZ"), bytes.Repeat([]byte{0xff}, 100)...)} {
		if _, err := signer.SignImage(context.Background(), data); err == nil {
			t.Errorf("signed %q", data)
		}
	}
}
