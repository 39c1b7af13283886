package authenticode

import (
	"context"
	"crypto/rand"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/asn1"
	"encoding/pem"
	"io"
	"math/big"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// openssl is an RFC 3161 server of an independent program.
func openssl(t *testing.T) (server *httptest.Server, authority string) {
	t.Helper()
	dir := t.TempDir()
	key := rsaKey(t)
	usage, err := asn1.Marshal([]asn1.ObjectIdentifier{{1, 3, 6, 1, 5, 5, 7, 3, 8}})
	if err != nil {
		t.Fatal(err)
	}
	template := &x509.Certificate{
		SerialNumber: big.NewInt(7), Subject: pkix.Name{CommonName: "Time"}, NotBefore: time.Now().AddDate(-1, 0, 0), NotAfter: time.Now().AddDate(1, 0, 0),
		KeyUsage: x509.KeyUsageDigitalSignature, BasicConstraintsValid: true,
		ExtraExtensions: []pkix.Extension{{Id: asn1.ObjectIdentifier{2, 5, 29, 37}, Critical: true, Value: usage}},
	}
	above := valid(t, rsaKey(t), x509.ExtKeyUsageTimeStamping)
	der, err := x509.CreateCertificate(rand.Reader, template, above.certificate, key.Public(), above.key)
	if err != nil {
		t.Fatal(err)
	}
	private, err := x509.MarshalPKCS8PrivateKey(key)
	if err != nil {
		t.Fatal(err)
	}
	for name, data := range map[string][]byte{
		"key.pem":  pem.EncodeToMemory(&pem.Block{Type: "PRIVATE KEY", Bytes: private}),
		"cert.pem": pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: der}),
		"serial":   []byte("01\n"),
		"conf": []byte("[tsa]\ndefault_tsa = here\n[here]\nserial = " + dir + "/serial\nsigner_cert = " + dir + "/cert.pem\nsigner_key = " + dir +
			"/key.pem\nsigner_digest = sha256\ndefault_policy = 1.2.3.4\ndigests = sha256\naccuracy = secs:1\ness_cert_id_alg = sha256\n"),
	} {
		if err := os.WriteFile(filepath.Join(dir, name), data, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	server = httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		query, err := io.ReadAll(r.Body)
		if err == nil {
			err = os.WriteFile(filepath.Join(dir, "query"), query, 0o600)
		}
		if err != nil {
			t.Error(err)
		}
		command := exec.Command("openssl", "ts", "-reply", "-config", "conf", "-section", "here", "-queryfile", "query")
		command.Dir = dir
		answer, err := command.Output()
		if err != nil {
			t.Error(err)
		}
		w.Header().Set("Content-Type", "application/timestamp-reply")
		_, _ = w.Write(answer)
	}))
	t.Cleanup(server.Close)
	return server, above.authority(t)
}

func TestTimestamp(t *testing.T) {
	server, authority := openssl(t)
	owner := valid(t, rsaKey(t), x509.ExtKeyUsageCodeSigning)
	signer, err := Load(owner.file(t), password)
	if err != nil {
		t.Fatal(err)
	}
	signer.Timestamp = server.URL
	signed, err := signer.SignImage(context.Background(), program(t))
	if err != nil {
		t.Fatal(err)
	}
	out, err := verify(t, signed, "-CAfile", owner.authority(t), "-TSA-CAfile", authority)
	if err != nil || !strings.Contains(out, "Timestamp Server Signature verification: ok") || !strings.Contains(out, "Signature verification: ok") {
		t.Errorf("%v\n%s", err, out)
	}
}

func TestTimestampsThatAreNone(t *testing.T) {
	owner := valid(t, rsaKey(t), x509.ExtKeyUsageCodeSigning)
	data := program(t)
	good, _ := openssl(t)
	for name, test := range map[string]struct {
		serve http.HandlerFunc
		want  string
	}{
		"a page":    {func(w http.ResponseWriter, _ *http.Request) { _, _ = io.WriteString(w, "<html>") }, "its answer is no time stamp"},
		"an error":  {func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(http.StatusBadGateway) }, "it answers 502 Bad Gateway"},
		"a refusal": {func(w http.ResponseWriter, _ *http.Request) { _, _ = w.Write([]byte{0x30, 5, 0x30, 3, 2, 1, 2}) }, "it refuses (status 2)"},
		"another's": {func(w http.ResponseWriter, _ *http.Request) {
			other, err := asn1.Marshal(timestampRequest{1, digestInfo{sha256Algorithm, make([]byte, 32)}, big.NewInt(1), true})
			if err != nil {
				t.Error(err)
			}
			answer, err := http.Post(good.URL, "application/timestamp-query", strings.NewReader(string(other)))
			if err != nil {
				t.Error(err)
				return
			}
			defer answer.Body.Close()
			_, _ = io.Copy(w, answer.Body)
		}, "its time stamp is of something else"},
	} {
		t.Run(name, func(t *testing.T) {
			server := httptest.NewServer(test.serve)
			defer server.Close()
			signer, err := Load(owner.file(t), password)
			if err != nil {
				t.Fatal(err)
			}
			signer.Timestamp = server.URL
			if _, err := signer.SignImage(context.Background(), data); err == nil || !strings.Contains(err.Error(), test.want) || !strings.Contains(err.Error(), server.URL) {
				t.Errorf("got %v, want %q", err, test.want)
			}
		})
	}
}
