package dns

import (
	"errors"
	"net/netip"
	"strings"

	"golang.org/x/net/dns/dnsmessage"

	"github.com/deskjs/deskjs/runtime/backend/op"
)

var errShort = errors.New("a record ends early")

// value parses the record whose header has been read.
func value(parser *dnsmessage.Parser, kind dnsmessage.Type) (any, error) {
	switch kind {
	case dnsmessage.TypeA:
		r, err := parser.AResource()
		return netip.AddrFrom4(r.A).String(), err
	case dnsmessage.TypeAAAA:
		r, err := parser.AAAAResource()
		return netip.AddrFrom16(r.AAAA).String(), err
	case dnsmessage.TypeCNAME:
		r, err := parser.CNAMEResource()
		return nameText(r.CNAME), err
	case dnsmessage.TypeNS:
		r, err := parser.NSResource()
		return nameText(r.NS), err
	case dnsmessage.TypePTR:
		r, err := parser.PTRResource()
		return nameText(r.PTR), err
	case dnsmessage.TypeMX:
		r, err := parser.MXResource()
		return op.Object{{Name: "exchange", Value: nameText(r.MX)}, {Name: "priority", Value: int(r.Pref)}}, err
	case dnsmessage.TypeSRV:
		r, err := parser.SRVResource()
		return op.Object{
			{Name: "name", Value: nameText(r.Target)}, {Name: "port", Value: int(r.Port)},
			{Name: "priority", Value: int(r.Priority)}, {Name: "weight", Value: int(r.Weight)},
		}, err
	case dnsmessage.TypeSOA:
		r, err := parser.SOAResource()
		return op.Object{
			{Name: "nsname", Value: nameText(r.NS)}, {Name: "hostmaster", Value: nameText(r.MBox)}, {Name: "serial", Value: float64(r.Serial)},
			{Name: "refresh", Value: float64(r.Refresh)}, {Name: "retry", Value: float64(r.Retry)}, {Name: "expire", Value: float64(r.Expire)},
			{Name: "minttl", Value: float64(r.MinTTL)},
		}, err
	case dnsmessage.TypeTXT:
		r, err := parser.TXTResource()
		texts := make([]any, len(r.TXT))
		for i, text := range r.TXT {
			texts[i] = strings.ToValidUTF8(text, "\ufffd")
		}
		return texts, err
	}
	r, err := parser.UnknownResource()
	if err != nil {
		return nil, err
	}
	switch kind {
	case typeNAPTR:
		return naptr(r.Data)
	case typeTLSA:
		return tlsa(r.Data)
	}
	return caa(r.Data)
}

// nameText is a name without the dot at its end.
func nameText(name dnsmessage.Name) string {
	return strings.ToValidUTF8(strings.TrimSuffix(name.String(), "."), "\ufffd")
}

// naptr is RFC 3403's record; its name is not compressed.
func naptr(data []byte) (any, error) {
	if len(data) < 4 {
		return nil, errShort
	}
	order, preference := int(data[0])<<8|int(data[1]), int(data[2])<<8|int(data[3])
	rest := data[4:]
	var texts [3]string
	for i := range texts {
		if len(rest) == 0 || len(rest) < 1+int(rest[0]) {
			return nil, errShort
		}
		texts[i] = strings.ToValidUTF8(string(rest[1:1+int(rest[0])]), "\ufffd")
		rest = rest[1+int(rest[0]):]
	}
	replacement, err := plainName(rest)
	return op.Object{
		{Name: "flags", Value: texts[0]}, {Name: "service", Value: texts[1]}, {Name: "regexp", Value: texts[2]}, {Name: "replacement", Value: replacement},
		{Name: "order", Value: order}, {Name: "preference", Value: preference},
	}, err
}

// plainName is an uncompressed name, which data ends with.
func plainName(data []byte) (string, error) {
	var labels []string
	for {
		if len(data) == 0 || data[0] > 63 || len(data) < 1+int(data[0]) {
			return "", errShort
		}
		if data[0] == 0 {
			return strings.ToValidUTF8(strings.Join(labels, "."), "\ufffd"), nil
		}
		labels = append(labels, string(data[1:1+int(data[0])]))
		data = data[1+int(data[0]):]
	}
}

// tlsa is RFC 6698's record.
func tlsa(data []byte) (any, error) {
	if len(data) < 3 {
		return nil, errShort
	}
	return op.Object{
		{Name: "certUsage", Value: int(data[0])}, {Name: "selector", Value: int(data[1])}, {Name: "match", Value: int(data[2])},
		{Name: "data", Value: append([]byte{}, data[3:]...)},
	}, nil
}

// caa is RFC 8659's record: its flags, and a property by its name.
func caa(data []byte) (any, error) {
	if len(data) < 2 || data[1] == 0 || len(data) < 2+int(data[1]) {
		return nil, errShort
	}
	tag, text := string(data[2:2+int(data[1])]), string(data[2+int(data[1]):])
	return op.Object{
		{Name: "critical", Value: int(data[0])},
		{Name: strings.ToValidUTF8(tag, "\ufffd"), Value: strings.ToValidUTF8(text, "\ufffd")},
	}, nil
}
