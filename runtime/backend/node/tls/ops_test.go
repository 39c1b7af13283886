package tls

import (
	"crypto/tls"
	"errors"
	"slices"
	"testing"
)

func TestSuites(t *testing.T) {
	ecdhe := []uint16{tls.TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256}
	for list, want := range map[string][]uint16{
		"ECDHE-RSA-AES128-GCM-SHA256":                                                  ecdhe,
		"DHE-RSA-AES128-SHA:" + suiteName(ecdhe[0]):                                    ecdhe,
		"ECDHE+aRSA+AESGCM+AES128":                                                     ecdhe,
		"ECDHE:!ECDSA:!AES256:!SHA1:!CHACHA20:-AES128-SHA256:-ECDHE-RSA-AES128-SHA256": ecdhe,
		"AES128-SHA:AES256-SHA":                                                        {tls.TLS_RSA_WITH_AES_128_CBC_SHA, tls.TLS_RSA_WITH_AES_256_CBC_SHA},
		"AES128-SHA:AES256-SHA:+AES128":                                                {tls.TLS_RSA_WITH_AES_256_CBC_SHA, tls.TLS_RSA_WITH_AES_128_CBC_SHA},
		"!AES128-SHA:AES128-SHA:AES256-SHA@SECLEVEL=0":                                 {tls.TLS_RSA_WITH_AES_256_CBC_SHA},
	} {
		if got, err := parseSuites(list); err != nil || !slices.Equal(got, want) {
			t.Errorf("%s: %x, %v; want %x", list, got, err, want)
		}
	}
	if _, err := parseSuites("DHE-RSA-AES128-SHA"); !errors.Is(err, errAbsentCipher) {
		t.Errorf("only what is not there: %v", err)
	}
	if _, err := parseSuites("nonsense"); err == nil || errors.Is(err, errAbsentCipher) {
		t.Errorf("nonsense: %v", err)
	}
}

func TestSessionsSurviveTheirForm(t *testing.T) {
	for _, packed := range [][]byte{nil, {}, []byte(markPrefix), []byte(markPrefix + "\x00\x00\x01a\x00\x00\x01b"), []byte("nonsense")} {
		if _, _, ok := parseSession(packed); ok {
			t.Errorf("%q is no session", packed)
		}
	}
}

// What programs and servers hand in must not bring the process down.
func FuzzInputs(f *testing.F) {
	f.Add([]byte(markPrefix+"\x00\x00\x01a\x00\x00\x01b"), "ECDHE+AES:!kRSA:@SECLEVEL=0")
	f.Add([]byte("-----BEGIN CERTIFICATE-----\nMA==\n-----END CERTIFICATE-----\n"), "P-256:X25519")
	f.Add([]byte("\x02h2\x08http/1.1"), "!:-:+:")
	f.Fuzz(func(_ *testing.T, data []byte, text string) {
		parseSession(data)
		splitProtocols(data)
		certificatesIn(data)
		dhBits(data)
		_, _ = parseSuites(text)
		_, _ = parseCurves(text)
		_ = checkSigalgs(text)
		c := newContext(tls.VersionTLS12, tls.VersionTLS13)
		_ = c.setCertificate(data)
		_ = c.setKey(data, []byte(text))
		_ = c.addCRL(data)
		_ = c.loadPKCS12(data, text)
		_, _ = parseCRL(data)
		c.settled()
	})
}
