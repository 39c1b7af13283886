package certificate

import (
	"net/netip"
	"strings"
)

// Flags of CheckHost and CheckEmail, by OpenSSL's numbers.
const (
	AlwaysCheckSubject    = 0x1
	NoWildcards           = 0x2
	NoPartialWildcards    = 0x4
	MultiLabelWildcards   = 0x8
	SingleLabelSubdomains = 0x10
	NeverCheckSubject     = 0x20
)

// CheckHost returns the name in the certificate that a host's name matches, "" for none.
func (c *Certificate) CheckHost(host string, flags int) string {
	found := false
	for _, name := range c.AltNames() {
		if name.Kind != 2 {
			continue
		}
		found = true
		if matchHost(string(name.Value), host, flags) {
			return string(name.Value)
		}
	}
	if found && flags&AlwaysCheckSubject == 0 || flags&NeverCheckSubject != 0 {
		return ""
	}
	for _, part := range c.Subject {
		if part.OID == "2.5.4.3" && matchHost(part.Value, host, flags) {
			return part.Value
		}
	}
	return ""
}

func matchHost(pattern, host string, flags int) bool {
	if pattern == "" {
		return false
	}
	if strings.HasPrefix(host, ".") && len(host) > 1 {
		// A host that begins with a dot matches what lies below it.
		if len(pattern) <= len(host) || !strings.EqualFold(pattern[len(pattern)-len(host):], host) {
			return false
		}
		return flags&SingleLabelSubdomains == 0 || !strings.Contains(pattern[:len(pattern)-len(host)], ".")
	}
	if strings.EqualFold(pattern, host) {
		return true
	}
	if flags&NoWildcards != 0 {
		return false
	}
	return matchWildcard(pattern, host, flags)
}

// matchWildcard allows one star, in the first of at least three labels.
func matchWildcard(pattern, host string, flags int) bool {
	first, rest, ok := strings.Cut(pattern, ".")
	if !ok || strings.Count(pattern, "*") != 1 || !strings.Contains(first, "*") || !strings.Contains(rest, ".") || strings.HasPrefix(strings.ToLower(first), "xn--") {
		return false
	}
	before, after, _ := strings.Cut(first, "*")
	if (before != "" || after != "") && flags&NoPartialWildcards != 0 {
		return false
	}
	tail := after + "." + rest
	if len(host) < len(before)+len(tail)+1 || !strings.EqualFold(host[:len(before)], before) || !strings.EqualFold(host[len(host)-len(tail):], tail) {
		return false
	}
	label := host[len(before) : len(host)-len(tail)]
	if strings.HasPrefix(strings.ToLower(host), "xn--") && first != "*" {
		return false
	}
	for i := range len(label) {
		c := label[i]
		letter := c >= '0' && c <= '9' || c|0x20 >= 'a' && c|0x20 <= 'z' || c == '-' || c == '_'
		if !letter && !(c == '.' && first == "*" && flags&MultiLabelWildcards != 0) {
			return false
		}
	}
	return true
}

// CheckEmail returns the address in the certificate that is email, "" for none.
func (c *Certificate) CheckEmail(email string, flags int) string {
	found := false
	for _, name := range c.AltNames() {
		if name.Kind != 1 {
			continue
		}
		found = true
		if sameEmail(string(name.Value), email) {
			return string(name.Value)
		}
	}
	if found && flags&AlwaysCheckSubject == 0 || flags&NeverCheckSubject != 0 {
		return ""
	}
	for _, part := range c.Subject {
		if part.OID == "1.2.840.113549.1.9.1" && sameEmail(part.Value, email) {
			return part.Value
		}
	}
	return ""
}

// sameEmail compares the host without regard to case.
func sameEmail(a, b string) bool {
	at, bt := strings.LastIndexByte(a, '@'), strings.LastIndexByte(b, '@')
	if at < 0 || bt < 0 {
		return a == b
	}
	return a[:at] == b[:bt] && strings.EqualFold(a[at:], b[bt:])
}

// HasIP says whether the certificate names the address.
func (c *Certificate) HasIP(address netip.Addr) bool {
	want := address.AsSlice()
	for _, name := range c.AltNames() {
		if name.Kind == 7 && string(name.Value) == string(want) {
			return true
		}
	}
	return false
}
