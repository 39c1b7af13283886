package dns

import (
	"context"
	"errors"
	"net"
	"net/netip"
	"strings"

	"golang.org/x/net/idna"

	"github.com/deskjs/deskjs/runtime/backend/op"
	"github.com/deskjs/deskjs/runtime/backend/permission"
)

// libuv's numbers for what a look-up fails with.
const (
	notFound = -3008 // EAI_NONAME, ENOTFOUND in Node
	tryAgain = -3001 // EAI_AGAIN
	tooLong  = -3007 // what the system makes of a name that can't be one, ENOTFOUND too
)

// The bits of Node's hints.
const hintMapped = 8

// lookup(hostname, family, hints) is [address, family, ...] in the order that the system prefers. family is 4, 6 or 0 for
// both.
func lookup(ctx context.Context, host string, wanted, hints int) (any, error) {
	asked := toASCII(host)
	network := "ip"
	if wanted == 4 || wanted == 6 && hints&hintMapped == 0 {
		network = map[int]string{4: "ip4", 6: "ip6"}[wanted]
	}
	if err := permission.Lookup(asked); err != nil {
		return nil, err
	}
	found, err := net.DefaultResolver.LookupNetIP(ctx, network, asked)
	if err != nil && isLocalhost(host) {
		// RFC 6761: these names are the machine's own, whatever its files say.
		err = nil
		if found = []netip.Addr{netip.IPv6Loopback()}; wanted != 6 {
			found = []netip.Addr{netip.AddrFrom4([4]byte{127, 0, 0, 1})}
		}
	}
	if err != nil {
		return nil, failure(err, host)
	}
	permission.Resolved(asked, found)
	if wanted == 6 && network == "ip" {
		found = mapped(found)
	}
	out := make([]any, 0, 2*len(found))
	for _, ip := range found {
		if network != "ip" || wanted == 0 {
			ip = ip.Unmap()
		}
		version := 6
		if ip.Is4() {
			version = 4
		}
		out = append(out, ip.String(), version)
	}
	return out, nil
}

func isLocalhost(host string) bool {
	host = strings.ToLower(strings.TrimSuffix(host, "."))
	return host == "localhost" || strings.HasSuffix(host, ".localhost")
}

// mapped is IPv6 addresses, and if there are none, IPv4 addresses in their form.
func mapped(found []netip.Addr) []netip.Addr {
	var six, four []netip.Addr
	for _, ip := range found {
		if ip = ip.Unmap(); ip.Is6() {
			six = append(six, ip)
		} else {
			four = append(four, netip.AddrFrom16(ip.As16()))
		}
	}
	if len(six) > 0 {
		return six
	}
	return four
}

// failure is what a look-up failed with.
func failure(err error, host string) error {
	number := notFound
	var dns *net.DNSError
	if errors.As(err, &dns) && !dns.IsNotFound && (dns.IsTimeout || dns.IsTemporary) {
		number = tryAgain
	}
	if len(host) > 253 || strings.Contains(host, "\x00") {
		number = tooLong
	}
	return failed{number}
}

// toASCII is a name as DNS knows it: letters beyond ASCII in Punycode. What is no such name stays as it is.
func toASCII(name string) string {
	for i := range len(name) {
		if name[i] >= 0x80 {
			if ascii, err := idna.Lookup.ToASCII(name); err == nil {
				return ascii
			}
			break
		}
	}
	return name
}

// family(text) is 4 or 6 for an IP address and 0 for what is none.
func family(_ *op.Context, args op.Args) (any, error) {
	ip, err := netip.ParseAddr(args.String(0))
	switch {
	case err != nil:
		return 0, nil
	case ip.Is4():
		return 4, nil
	}
	return 6, nil
}
