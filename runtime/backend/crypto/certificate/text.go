package certificate

import (
	"encoding/hex"
	"encoding/json"
	"fmt"
	"net/netip"
	"strings"
	"time"
	"unicode/utf8"

	"golang.org/x/crypto/cryptobyte"
	tags "golang.org/x/crypto/cryptobyte/asn1"
)

// shortNames are OpenSSL's names for the parts of a name.
var shortNames = map[string]string{
	"2.5.4.3": "CN", "2.5.4.4": "SN", "2.5.4.5": "serialNumber", "2.5.4.6": "C", "2.5.4.7": "L", "2.5.4.8": "ST",
	"2.5.4.9": "street", "2.5.4.10": "O", "2.5.4.11": "OU", "2.5.4.12": "title", "2.5.4.13": "description", "2.5.4.15": "businessCategory",
	"2.5.4.17": "postalCode", "2.5.4.20": "telephoneNumber", "2.5.4.41": "name", "2.5.4.42": "GN", "2.5.4.43": "initials",
	"2.5.4.44": "generationQualifier", "2.5.4.46": "dnQualifier", "2.5.4.65": "pseudonym", "2.5.4.97": "organizationIdentifier",
	"1.2.840.113549.1.9.1": "emailAddress", "1.2.840.113549.1.9.2": "unstructuredName", "0.9.2342.19200300.100.1.1": "UID",
	"0.9.2342.19200300.100.1.25": "DC", "1.3.6.1.4.1.311.60.2.1.1": "jurisdictionL", "1.3.6.1.4.1.311.60.2.1.2": "jurisdictionST",
	"1.3.6.1.4.1.311.60.2.1.3": "jurisdictionC",
}

// Label is the part's name, or its object identifier.
func (p Part) Label() string {
	if name, ok := shortNames[p.OID]; ok {
		return name
	}
	return p.OID
}

// String has a line for each part.
func (n Name) String() string {
	var b strings.Builder
	for i, part := range n {
		switch {
		case part.Joined:
			b.WriteString(" + ")
		case i > 0:
			b.WriteByte('\n')
		}
		b.WriteString(part.Label() + "=" + escape(part.Value))
	}
	return b.String()
}

// escape is RFC 2253's way to write a value, with control characters in hexadecimal too.
func escape(value string) string {
	var b strings.Builder
	for i := 0; i < len(value); i++ {
		c := value[i]
		first, last := i == 0, i == len(value)-1
		switch {
		case strings.IndexByte(`,+"\<>;`, c) >= 0, first && (c == '#' || c == ' '), last && c == ' ':
			b.WriteByte('\\')
			b.WriteByte(c)
		case c < 0x20 || c == 0x7F:
			fmt.Fprintf(&b, `\%02X`, c)
		default:
			b.WriteByte(c)
		}
	}
	return b.String()
}

// oneLine is the name as alternative names show it.
func (n Name) oneLine() string {
	parts := make([]string, len(n))
	for i, part := range n {
		parts[i] = part.Label() + "=" + escape(part.Value)
	}
	return strings.Join(parts, ",")
}

// Time writes a time as OpenSSL does.
func Time(t time.Time) string { return t.UTC().Format("Jan _2 15:04:05 2006 GMT") }

// quoted writes an alternative name so that no value can look like several names.
func quoted(prefix, value string, isUTF8 bool) string {
	safe := true
	for i := range len(value) {
		c := value[i]
		if c == '"' || c == '\\' || c == ',' || c == '\'' || isUTF8 && c < ' ' || !isUTF8 && (c < ' ' || c > '~') {
			safe = false
		}
	}
	if safe {
		return prefix + value
	}
	if isUTF8 {
		var b strings.Builder
		encoder := json.NewEncoder(&b)
		encoder.SetEscapeHTML(false)
		_ = encoder.Encode(prefixless(value))
		return prefix + strings.TrimSuffix(b.String(), "\n")
	}
	var b strings.Builder
	b.WriteString(prefix + `"`)
	for i := range len(value) {
		switch c := value[i]; {
		case c == '"' || c == '\\':
			b.WriteByte('\\')
			b.WriteByte(c)
		case c == '\b', c == '\f', c == '\n', c == '\r', c == '\t':
			b.WriteString(map[byte]string{'\b': `\b`, '\f': `\f`, '\n': `\n`, '\r': `\r`, '\t': `\t`}[c])
		case c < ' ' || c > '~':
			fmt.Fprintf(&b, `\u00%02x`, c)
		default:
			b.WriteByte(c)
		}
	}
	return b.String() + `"`
}

func prefixless(value string) string {
	if utf8.ValidString(value) {
		return value
	}
	return strings.ToValidUTF8(value, "�")
}

// AltName is one of a certificate's alternative names: Kind is its tag in RFC 5280, 1 for an
// address of e-mail, 2 for a host, 6 for a URI, 7 for an IP address.
type AltName struct {
	Kind  int
	Value []byte
}

// AltNames lists the alternative names.
func (c *Certificate) AltNames() []AltName {
	var names []AltName
	list := c.altNames
	for !list.Empty() {
		var value cryptobyte.String
		var tag tags.Tag
		if !list.ReadAnyASN1(&value, &tag) {
			break
		}
		names = append(names, AltName{int(tag & 0x1F), value})
	}
	return names
}

// AltNameText is Node's subjectAltName; ok is false without one.
func (c *Certificate) AltNameText() (text string, ok bool) {
	if !c.hasAltNames {
		return "", false
	}
	var parts []string
	for _, name := range c.AltNames() {
		parts = append(parts, name.text())
	}
	return strings.Join(parts, ", "), true
}

func (a AltName) text() string {
	switch a.Kind {
	case 0:
		return otherName(a.Value)
	case 1:
		return quoted("email:", string(a.Value), false)
	case 2:
		return quoted("DNS:", string(a.Value), false)
	case 3:
		return "X400Name:<unsupported>"
	case 4:
		name, ok := parseName(a.Value)
		if !ok {
			return "DirName:<unsupported>"
		}
		return quoted("DirName:", name.oneLine(), true)
	case 5:
		return "EdiPartyName:<unsupported>"
	case 6:
		return quoted("URI:", string(a.Value), false)
	case 7:
		if address, ok := ipText(a.Value); ok {
			return "IP Address:" + address
		}
		return "IP Address:<invalid length=" + fmt.Sprint(len(a.Value)) + ">"
	case 8:
		var b cryptobyte.Builder
		b.AddASN1(tags.OBJECT_IDENTIFIER, func(b *cryptobyte.Builder) { b.AddBytes(a.Value) })
		input := cryptobyte.String(b.BytesOrPanic())
		if oid, ok := readOID(&input); ok {
			return "Registered ID:" + oid
		}
	}
	return "<unsupported>"
}

func ipText(value []byte) (string, bool) {
	if len(value) == 4 {
		return netip.AddrFrom4([4]byte(value)).String(), true
	}
	if len(value) != 16 {
		return "", false
	}
	groups := make([]string, 8)
	for i := range groups {
		groups[i] = fmt.Sprintf("%X", int(value[2*i])<<8|int(value[2*i+1]))
	}
	return strings.Join(groups, ":"), true
}

// otherName writes the names that have an object identifier of their own.
func otherName(value cryptobyte.String) string {
	kinds := map[string]struct {
		prefix string
		utf8   bool
	}{
		"1.3.6.1.5.5.7.8.9": {"SmtpUTF8Mailbox:", true}, "1.3.6.1.5.5.7.8.5": {"XmppAddr:", true},
		"1.3.6.1.5.5.7.8.7": {"SRVName:", false}, "1.3.6.1.4.1.311.20.2.3": {"UPN:", true}, "1.3.6.1.5.5.7.8.8": {"NAIRealm:", true},
	}
	oid, ok := readOID(&value)
	kind, known := kinds[oid]
	var wrapped, inner cryptobyte.String
	var tag tags.Tag
	if !ok || !known || !value.ReadASN1(&wrapped, tags.Tag(0).ContextSpecific().Constructed()) || !wrapped.ReadAnyASN1(&inner, &tag) ||
		kind.utf8 != (tag == tags.UTF8String) || !kind.utf8 && tag != tags.IA5String {
		return "othername:<unsupported>"
	}
	return "othername: " + quoted(kind.prefix, string(inner), kind.utf8)
}

// InfoAccessText is Node's infoAccess; ok is false without one.
func (c *Certificate) InfoAccessText() (text string, ok bool) {
	if !c.hasInfoAccess {
		return "", false
	}
	var lines []string
	list := c.infoAccess
	for !list.Empty() {
		var description, value cryptobyte.String
		var tag tags.Tag
		if !list.ReadASN1(&description, tags.SEQUENCE) {
			break
		}
		oid, ok := readOID(&description)
		if !ok || !description.ReadAnyASN1(&value, &tag) {
			break
		}
		method := oid
		switch oid {
		case "1.3.6.1.5.5.7.48.1":
			method = "OCSP"
		case "1.3.6.1.5.5.7.48.2":
			method = "CA Issuers"
		}
		lines = append(lines, method+" - "+AltName{int(tag & 0x1F), value}.text())
	}
	return strings.Join(lines, "\n"), true
}

// Fingerprint writes bytes as pairs of digits with colons.
func Fingerprint(sum []byte) string {
	text := strings.ToUpper(hex.EncodeToString(sum))
	pairs := make([]string, len(sum))
	for i := range pairs {
		pairs[i] = text[2*i : 2*i+2]
	}
	return strings.Join(pairs, ":")
}
