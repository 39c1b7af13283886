package url

import (
	"strings"
	"sync"
	"unicode/utf8"

	"golang.org/x/net/idna"
)

// profile is the URL Standard's: UTS #46, non-transitional, not strict.
var profile = sync.OnceValue(func() *idna.Profile {
	return idna.New(idna.MapForLookup(), idna.Transitional(false), idna.CheckHyphens(false), idna.CheckJoiners(true), idna.BidiRule(),
		idna.StrictDomainName(false), idna.VerifyDNSLength(false))
})

// domainToASCII is the URL Standard's "domain to ASCII".
func domainToASCII(domain string) (string, bool) {
	if isASCII(domain) {
		domain = strings.ToLower(domain)
		if !strings.Contains(domain, "xn--") {
			return domain, true
		}
	}
	ascii, err := profile().ToASCII(domain)
	return ascii, err == nil
}

// domainToUnicode decodes the labels that are punycode.
func domainToUnicode(domain string) string {
	labels := strings.Split(domain, ".")
	for i, label := range labels {
		if encoded, ok := strings.CutPrefix(label, "xn--"); ok {
			if decoded, ok := decodePunycode(encoded); ok {
				labels[i] = decoded
			}
		}
	}
	return strings.Join(labels, ".")
}

func isASCII(s string) bool {
	for i := 0; i < len(s); i++ {
		if s[i] >= utf8.RuneSelf {
			return false
		}
	}
	return true
}
