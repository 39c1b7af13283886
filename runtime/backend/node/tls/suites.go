package tls

import (
	"crypto/tls"
	"slices"
	"strings"

	"github.com/deskjs/deskjs/runtime/backend/crypto/ossl"
	"github.com/deskjs/deskjs/runtime/backend/op"
)

// suite is a cipher suite under OpenSSL's name.
type suite struct {
	id   uint16
	name string
	// tags are the words of OpenSSL's cipher lists that mean it, with spaces around each.
	tags string
}

// suites are those that can be negotiated below TLS 1.3, in OpenSSL's order of preference.
var suites = []suite{
	{tls.TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384, "ECDHE-ECDSA-AES256-GCM-SHA384", " kEECDH ECDHE EECDH ECDH aECDSA ECDSA AES256 AES AESGCM SHA384 HIGH TLSv1.2 "},
	{tls.TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384, "ECDHE-RSA-AES256-GCM-SHA384", " kEECDH ECDHE EECDH ECDH aRSA RSA AES256 AES AESGCM SHA384 HIGH TLSv1.2 "},
	{tls.TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256, "ECDHE-ECDSA-CHACHA20-POLY1305", " kEECDH ECDHE EECDH ECDH aECDSA ECDSA CHACHA20 HIGH TLSv1.2 "},
	{tls.TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256, "ECDHE-RSA-CHACHA20-POLY1305", " kEECDH ECDHE EECDH ECDH aRSA RSA CHACHA20 HIGH TLSv1.2 "},
	{tls.TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256, "ECDHE-ECDSA-AES128-GCM-SHA256", " kEECDH ECDHE EECDH ECDH aECDSA ECDSA AES128 AES AESGCM SHA256 HIGH TLSv1.2 "},
	{tls.TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256, "ECDHE-RSA-AES128-GCM-SHA256", " kEECDH ECDHE EECDH ECDH aRSA RSA AES128 AES AESGCM SHA256 HIGH TLSv1.2 "},
	{tls.TLS_ECDHE_ECDSA_WITH_AES_128_CBC_SHA256, "ECDHE-ECDSA-AES128-SHA256", " kEECDH ECDHE EECDH ECDH aECDSA ECDSA AES128 AES SHA256 HIGH TLSv1.2 "},
	{tls.TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA256, "ECDHE-RSA-AES128-SHA256", " kEECDH ECDHE EECDH ECDH aRSA RSA AES128 AES SHA256 HIGH TLSv1.2 "},
	{tls.TLS_ECDHE_ECDSA_WITH_AES_256_CBC_SHA, "ECDHE-ECDSA-AES256-SHA", " kEECDH ECDHE EECDH ECDH aECDSA ECDSA AES256 AES SHA1 SHA HIGH TLSv1.0 TLSv1 "},
	{tls.TLS_ECDHE_RSA_WITH_AES_256_CBC_SHA, "ECDHE-RSA-AES256-SHA", " kEECDH ECDHE EECDH ECDH aRSA RSA AES256 AES SHA1 SHA HIGH TLSv1.0 TLSv1 "},
	{tls.TLS_ECDHE_ECDSA_WITH_AES_128_CBC_SHA, "ECDHE-ECDSA-AES128-SHA", " kEECDH ECDHE EECDH ECDH aECDSA ECDSA AES128 AES SHA1 SHA HIGH TLSv1.0 TLSv1 "},
	{tls.TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA, "ECDHE-RSA-AES128-SHA", " kEECDH ECDHE EECDH ECDH aRSA RSA AES128 AES SHA1 SHA HIGH TLSv1.0 TLSv1 "},
	{tls.TLS_RSA_WITH_AES_256_GCM_SHA384, "AES256-GCM-SHA384", " kRSA aRSA RSA AES256 AES AESGCM SHA384 HIGH TLSv1.2 "},
	{tls.TLS_RSA_WITH_AES_128_GCM_SHA256, "AES128-GCM-SHA256", " kRSA aRSA RSA AES128 AES AESGCM SHA256 HIGH TLSv1.2 "},
	{tls.TLS_RSA_WITH_AES_128_CBC_SHA256, "AES128-SHA256", " kRSA aRSA RSA AES128 AES SHA256 HIGH TLSv1.2 "},
	{tls.TLS_RSA_WITH_AES_256_CBC_SHA, "AES256-SHA", " kRSA aRSA RSA AES256 AES SHA1 SHA HIGH SSLv3 "},
	{tls.TLS_RSA_WITH_AES_128_CBC_SHA, "AES128-SHA", " kRSA aRSA RSA AES128 AES SHA1 SHA HIGH SSLv3 "},
}

// suites13 are TLS 1.3's, which are not for choosing.
var suites13 = []suite{
	{tls.TLS_AES_256_GCM_SHA384, "TLS_AES_256_GCM_SHA384", ""},
	{tls.TLS_CHACHA20_POLY1305_SHA256, "TLS_CHACHA20_POLY1305_SHA256", ""},
	{tls.TLS_AES_128_GCM_SHA256, "TLS_AES_128_GCM_SHA256", ""},
}

// absent are words and suites that OpenSSL knows and of which nothing is here: a list that names them besides others is fine.
var absent = []string{"DHE-", "EDH-", "PSK-", "SRP-", "ADH-", "AECDH-", "ECDHE-PSK-", "RSA-PSK-", "CAMELLIA", "ARIA", "CCM", "DES-CBC3-SHA", "NULL-", "SEED", "-CAMELLIA",
	"AES256-SHA256", "AES256-CCM", "AES128-CCM", "-SHA384", "ECDHE-RSA-DES"}

var (
	errNoCipherMatch = &op.Error{Message: "error:0A0000B9:SSL routines::no cipher match", Code: "ERR_SSL_NO_CIPHER_MATCH",
		Fields: op.Object{{Name: "library", Value: "SSL routines"}, {Name: "reason", Value: "no cipher match"}}}
	// errAbsentCipher is for what OpenSSL would have.
	errAbsentCipher = ossl.Node("Error", "ERR_SSL_NO_CIPHER_MATCH", "None of these ciphers is available: DHE, PSK, SRP, CCM, ARIA and Camellia are not supported")
)

// parseSuites reads an OpenSSL cipher list for TLS 1.2 and below.
func parseSuites(list string) ([]uint16, error) {
	var chosen []uint16
	banned := map[uint16]bool{}
	known := false
	for _, item := range strings.FieldsFunc(list, func(r rune) bool { return r == ':' || r == ',' || r == ' ' || r == ';' }) {
		// @STRENGTH and @SECLEVEL=n say nothing about which.
		if item, _, _ = strings.Cut(item, "@"); item == "" {
			continue
		}
		action := byte(0)
		if strings.ContainsRune("!-+", rune(item[0])) {
			action, item = item[0], item[1:]
		}
		matched := matching(item)
		known = known || len(matched) > 0 || slices.ContainsFunc(absent, func(part string) bool { return strings.Contains(item, part) }) || item == "PSK"
		switch action {
		case '!':
			for _, id := range matched {
				banned[id] = true
			}
			fallthrough
		case '-':
			chosen = slices.DeleteFunc(chosen, func(id uint16) bool { return slices.Contains(matched, id) })
		case '+':
			moved := slices.DeleteFunc(slices.Clone(chosen), func(id uint16) bool { return !slices.Contains(matched, id) })
			chosen = append(slices.DeleteFunc(chosen, func(id uint16) bool { return slices.Contains(matched, id) }), moved...)
		default:
			for _, id := range matched {
				if !banned[id] && !slices.Contains(chosen, id) {
					chosen = append(chosen, id)
				}
			}
		}
	}
	if len(chosen) > 0 {
		return chosen, nil
	}
	if known {
		return nil, errAbsentCipher
	}
	return nil, errNoCipherMatch
}

// matching are the suites that a word, words joined by +, or a name means.
func matching(item string) []uint16 {
	var found []uint16
	for _, s := range suites {
		all := item != ""
		for word := range strings.SplitSeq(item, "+") {
			if word != "ALL" && word != "DEFAULT" && word != "COMPLEMENTOFDEFAULT" && word != s.name && !strings.Contains(s.tags, " "+word+" ") {
				all = false
			}
		}
		if all {
			found = append(found, s.id)
		}
	}
	return found
}

// suiteName is OpenSSL's name of a suite.
func suiteName(id uint16) string {
	for _, list := range [][]suite{suites, suites13} {
		for _, s := range list {
			if s.id == id {
				return s.name
			}
		}
	}
	return tls.CipherSuiteName(id)
}

// versionNames are OpenSSL's names of versions of the protocol.
var versionNames = map[uint16]string{
	tls.VersionTLS10: "TLSv1", tls.VersionTLS11: "TLSv1.1", tls.VersionTLS12: "TLSv1.2", tls.VersionTLS13: "TLSv1.3",
}

// suiteVersion is the version that OpenSSL says a suite is of.
func suiteVersion(id uint16) string {
	for _, s := range suites {
		switch {
		case s.id != id:
		case strings.Contains(s.tags, " TLSv1.2 "):
			return "TLSv1.2"
		case strings.Contains(s.tags, " SSLv3 "):
			return "SSLv3"
		default:
			return "TLSv1.0"
		}
	}
	return "TLSv1.3"
}

// curve is a group for key exchange.
type curve struct {
	id tls.CurveID
	// names are those that OpenSSL takes, the first the one that it tells.
	names []string
	bits  int
}

var curveTable = []curve{
	{tls.X25519, []string{"X25519", "x25519"}, 253},
	{tls.CurveP256, []string{"prime256v1", "P-256", "secp256r1"}, 256},
	{tls.CurveP384, []string{"secp384r1", "P-384"}, 384},
	{tls.CurveP521, []string{"secp521r1", "P-521"}, 521},
	{tls.X25519MLKEM768, []string{"X25519MLKEM768"}, 0},
}

// knownCurves are OpenSSL's others.
var knownCurves = []string{"X448", "x448", "secp256k1", "brainpoolP256r1", "brainpoolP384r1", "brainpoolP512r1"}

var errCurve = ossl.OperationFailed("Failed to set ECDH curve")

// autoCurves are "auto": what OpenSSL offers.
var autoCurves = []tls.CurveID{tls.X25519, tls.CurveP256, tls.CurveP384, tls.CurveP521}

// parseCurves reads a list such as "P-256:X25519".
func parseCurves(list string) ([]tls.CurveID, error) {
	if list == "auto" {
		return autoCurves, nil
	}
	var chosen []tls.CurveID
	for name := range strings.SplitSeq(list, ":") {
		at := slices.IndexFunc(curveTable, func(c curve) bool { return slices.Contains(c.names, name) })
		if at < 0 {
			if slices.Contains(knownCurves, name) {
				continue
			}
			return nil, errCurve
		}
		chosen = append(chosen, curveTable[at].id)
	}
	if len(chosen) == 0 {
		return nil, errCurve
	}
	return chosen, nil
}
