package dns

import (
	"bytes"
	"crypto/rand"
	"encoding/binary"
	"errors"
	"net/netip"
	"strings"

	"golang.org/x/net/dns/dnsmessage"

	"github.com/deskjs/deskjs/runtime/backend/op"
)

// Types that package dnsmessage does not know.
const (
	typeNAPTR = 35
	typeTLSA  = 52
	typeCAA   = 257
)

var types16 = map[string]uint16{
	"A": 1, "NS": 2, "CNAME": 5, "SOA": 6, "PTR": 12, "MX": 15, "TXT": 16, "AAAA": 28, "SRV": 33,
	"NAPTR": typeNAPTR, "TLSA": typeTLSA, "CAA": typeCAA, "ANY": 255,
}

func typeOf(kind string) uint16 { return types16[kind] }

// headerLength is the length of a message's header, in bytes.
const headerLength = 12

var errName = errors.New("no name of DNS")

// newQuestion is a message that asks for a name's records of a type, recursively, with an identifier that nobody can guess.
func newQuestion(kind uint16, name string) (message []byte, id uint16, err error) {
	if !isName(name) {
		return nil, 0, errName
	}
	asked, err := dnsmessage.NewName(strings.TrimSuffix(name, ".") + ".")
	if err != nil {
		return nil, 0, err
	}
	var random [2]byte
	_, _ = rand.Read(random[:]) // it never fails
	id = binary.BigEndian.Uint16(random[:])
	builder := dnsmessage.NewBuilder(nil, dnsmessage.Header{ID: id, RecursionDesired: true})
	if err := builder.StartQuestions(); err != nil {
		return nil, 0, err
	}
	if err := builder.Question(dnsmessage.Question{Name: asked, Type: dnsmessage.Type(kind), Class: dnsmessage.ClassINET}); err != nil {
		return nil, 0, err
	}
	message, err = builder.Finish()
	return message, id, err
}

// isName reports whether a question can ask for name.
func isName(name string) bool {
	name = strings.TrimSuffix(name, ".")
	if name == "" {
		return true // the root
	}
	if len(name) > 253 {
		return false
	}
	for label := range strings.SplitSeq(name, ".") {
		if label == "" || len(label) > 63 {
			return false
		}
	}
	return true
}

// reverseName is the name that has an address's names.
func reverseName(ip netip.Addr) string {
	const digits = "0123456789abcdef"
	var name strings.Builder
	bytes := ip.AsSlice()
	for i := len(bytes) - 1; i >= 0; i-- {
		if ip.Is4() {
			name.WriteString(netip.AddrFrom4([4]byte{3: bytes[i]}).String()[len("0.0.0."):])
			name.WriteByte('.')
			continue
		}
		name.Write([]byte{digits[bytes[i]&15], '.', digits[bytes[i]>>4], '.'})
	}
	if ip.Is4() {
		return name.String() + "in-addr.arpa"
	}
	return name.String() + "ip6.arpa"
}

// answers reports whether packet answers the question message: it has its identifier, and its question in any case of letters.
func answers(packet, message []byte, id uint16) bool {
	if len(packet) < headerLength || binary.BigEndian.Uint16(packet) != id || packet[2]&0x80 == 0 {
		return false
	}
	if binary.BigEndian.Uint16(packet[4:]) == 0 {
		return packet[3]&0x0f != 0 // some servers do not repeat what they refuse
	}
	asked := message[headerLength:]
	// The first name of a message is not compressed.
	return len(packet) >= len(message) && bytes.EqualFold(packet[headerLength:len(message)], asked)
}

func isTruncated(packet []byte) bool { return packet[2]&0x02 != 0 }

// checkAnswer is what the server says is wrong.
func checkAnswer(packet []byte) error {
	switch dnsmessage.RCode(packet[3] & 0x0f) {
	case dnsmessage.RCodeSuccess:
		return nil
	case dnsmessage.RCodeFormatError:
		return failed{codeFormat}
	case dnsmessage.RCodeServerFailure:
		return failed{codeServer}
	case dnsmessage.RCodeNameError:
		return failed{codeNotFound}
	case dnsmessage.RCodeNotImplemented:
		return failed{codeNotImpl}
	case dnsmessage.RCodeRefused:
		return failed{codeRefused}
	}
	return failed{codeServer}
}

// record is one of an answer, parsed.
type record struct {
	kind  string
	ttl   uint32
	value any // what Node gives for the type
}

// records is Node's result for the type kind of a whole answer: an array; an object for SOA; for "A" and "AAAA" an array of addresses
// and times to live, in turns.
func records(packet []byte, kind string) (any, error) {
	found, err := parse(packet)
	if err != nil {
		return nil, failed{codeBadAnswer}
	}
	switch kind {
	case "A", "AAAA":
		return addresses(found, kind)
	case "ANY":
		return anyRecords(found)
	}
	var out []any
	for _, r := range found {
		if r.kind != kind {
			continue
		}
		if kind == "SOA" {
			return r.value, nil
		}
		out = append(out, r.value)
	}
	if len(out) == 0 {
		return nil, failed{codeNoData}
	}
	return out, nil
}

// addresses are those of a family; none lives longer than the aliases that lead to it.
func addresses(found []record, kind string) (any, error) {
	shortest := uint32(0xffffffff)
	for _, r := range found {
		if r.kind == "CNAME" {
			shortest = min(shortest, r.ttl)
		}
	}
	var out []any
	for _, r := range found {
		if r.kind == kind {
			out = append(out, r.value, float64(min(r.ttl, shortest)))
		}
	}
	if len(out) == 0 {
		return nil, failed{codeNoData}
	}
	return out, nil
}

// anyOrder is the order of types in the result of resolveAny.
var anyOrder = []string{"A", "CNAME", "AAAA", "MX", "NS", "TXT", "SRV", "PTR", "NAPTR", "SOA", "CAA", "TLSA"}

func anyRecords(found []record) (any, error) {
	var out []any
	for _, kind := range anyOrder {
		for _, r := range found {
			if r.kind != kind {
				continue
			}
			var object op.Object
			switch kind {
			case "A", "AAAA":
				object = op.Object{{Name: "address", Value: r.value}, {Name: "ttl", Value: float64(r.ttl)}}
			case "CNAME", "NS", "PTR":
				object = op.Object{{Name: "value", Value: r.value}}
			case "TXT":
				object = op.Object{{Name: "entries", Value: r.value}}
			default:
				object, _ = r.value.(op.Object)
			}
			out = append(out, append(object, op.Field{Name: "type", Value: kind}))
		}
	}
	if len(out) == 0 {
		return nil, failed{codeNoData}
	}
	return out, nil
}

// parse returns the records of an answer of the types that Node knows. An answer that is wrong anywhere is wrong.
func parse(packet []byte) ([]record, error) {
	var parser dnsmessage.Parser
	if _, err := parser.Start(packet); err != nil {
		return nil, err
	}
	if err := parser.SkipAllQuestions(); err != nil {
		return nil, err
	}
	var found []record
	for {
		header, err := parser.AnswerHeader()
		if err == dnsmessage.ErrSectionDone {
			return found, nil
		}
		if err != nil {
			return nil, err
		}
		kind := kindOf(uint16(header.Type))
		if header.Class != dnsmessage.ClassINET || kind == "" {
			if err := parser.SkipAnswer(); err != nil {
				return nil, err
			}
			continue
		}
		value, err := value(&parser, header.Type)
		if err != nil {
			return nil, err
		}
		found = append(found, record{kind, header.TTL, value})
	}
}

func kindOf(number uint16) string {
	for name, other := range types16 {
		if other == number && name != "ANY" {
			return name
		}
	}
	return ""
}
