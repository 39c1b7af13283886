package net

import (
	"fmt"
	"net/netip"
	"runtime"
	"sync"
	"weak"

	"github.com/deskjs/deskjs/runtime/backend/op"
)

// family(text) is 4 or 6 for an IP address and 0 for what is none.
func family(_ *op.Context, args op.Args) (any, error) {
	ip, err := netip.ParseAddr(args.String(0))
	switch {
	case err != nil || !isZone(ip.Zone()):
		return 0, nil
	case ip.Is4():
		return 4, nil
	}
	return 6, nil
}

// isZone reports whether the zone behind an IPv6 address has the characters that Node allows.
func isZone(zone string) bool {
	for i := range len(zone) {
		switch c := zone[i]; {
		case c >= '0' && c <= '9', c >= 'a' && c <= 'z', c >= 'A' && c <= 'Z', c == '-', c == '.', c == ':':
		default:
			return false
		}
	}
	return true
}

// parseAddress(text, family) is an address's usual form, undefined if it is none of the family, 4 or 6.
func parseAddress(_ *op.Context, args op.Args) (any, error) {
	ip, err := netip.ParseAddr(args.String(0))
	if err != nil || ip.Is4() != (args.Int(1) == 4) {
		return nil, nil
	}
	return ip.String(), nil
}

// list is a BlockList's rules, the newest last.
type list struct {
	mu     sync.Mutex
	rules  []rule
	number int64 // among the clones, 0 for none
}

// rule is a range of addresses of one family; an address of IPv4 in the form of IPv6 is one of IPv4.
type rule struct {
	first, last netip.Addr
	text        string
}

// clones are the lists that were sent to other threads, by number: a clone has the same rules for ever. They are forgotten with
// the last of the lists.
var clones = struct {
	sync.Mutex
	last  int64
	lists map[int64]weak.Pointer[list]
}{lists: map[int64]weak.Pointer[list]{}}

// share(list) is a number by which shared(number) finds the list.
func share(_ *op.Context, args op.Args) (any, error) {
	l, err := op.HandleAt[*list](args, 0)
	if err != nil {
		return nil, err
	}
	clones.Lock()
	defer clones.Unlock()
	if l.number == 0 {
		clones.last++
		l.number = clones.last
		clones.lists[l.number] = weak.Make(l)
		runtime.AddCleanup(l, func(number int64) {
			clones.Lock()
			defer clones.Unlock()
			delete(clones.lists, number)
		}, l.number)
	}
	return l.number, nil
}

// shared(number) is the list, undefined if it is no more.
func shared(_ *op.Context, args op.Args) (any, error) {
	clones.Lock()
	defer clones.Unlock()
	if l := clones.lists[args.Int64(0)].Value(); l != nil {
		return op.Handle{Value: l}, nil
	}
	return nil, nil
}

func named(ip netip.Addr) string {
	if ip.Is4() {
		return "IPv4 " + ip.String()
	}
	return "IPv6 " + ip.String()
}

func (l *list) add(first, last netip.Addr, text string) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.rules = append(l.rules, rule{first.Unmap(), last.Unmap(), text})
}

// createList() is an empty list.
func createList(*op.Context, op.Args) (any, error) { return op.Handle{Value: &list{}}, nil }

// addAddress(list, address)
func addAddress(_ *op.Context, args op.Args) (any, error) {
	l, err := op.HandleAt[*list](args, 0)
	if err != nil {
		return nil, err
	}
	ip, err := netip.ParseAddr(args.String(1))
	if err == nil {
		l.add(ip, ip, "Address: "+named(ip))
	}
	return nil, err
}

// addRange(list, first, last) is false if they are in the wrong order.
func addRange(_ *op.Context, args op.Args) (any, error) {
	l, err := op.HandleAt[*list](args, 0)
	if err != nil {
		return nil, err
	}
	first, err := netip.ParseAddr(args.String(1))
	if err != nil {
		return nil, err
	}
	last, err := netip.ParseAddr(args.String(2))
	if err != nil {
		return nil, err
	}
	if last.Unmap().Less(first.Unmap()) {
		return false, nil
	}
	l.add(first, last, fmt.Sprintf("Range: %s-%s", named(first), last))
	return true, nil
}

// addSubnet(list, network, prefix)
func addSubnet(_ *op.Context, args op.Args) (any, error) {
	l, err := op.HandleAt[*list](args, 0)
	if err != nil {
		return nil, err
	}
	ip, err := netip.ParseAddr(args.String(1))
	if err != nil {
		return nil, err
	}
	bits := args.Int(2)
	prefix, err := ip.WithZone("").Prefix(bits)
	if err != nil {
		return nil, err
	}
	l.add(prefix.Addr(), lastOf(prefix), fmt.Sprintf("Subnet: %s/%d", named(ip), bits))
	return nil, nil
}

// lastOf is the last address of a subnet.
func lastOf(prefix netip.Prefix) netip.Addr {
	bytes := prefix.Addr().AsSlice()
	for bit := prefix.Bits(); bit < 8*len(bytes); bit++ {
		bytes[bit/8] |= 0x80 >> (bit % 8)
	}
	last, _ := netip.AddrFromSlice(bytes)
	return last
}

// check(list, address) says whether a rule applies to it.
func check(_ *op.Context, args op.Args) (any, error) {
	l, err := op.HandleAt[*list](args, 0)
	if err != nil {
		return nil, err
	}
	ip, err := netip.ParseAddr(args.String(1))
	if err != nil {
		return false, nil
	}
	ip = ip.Unmap().WithZone("")
	l.mu.Lock()
	defer l.mu.Unlock()
	for _, r := range l.rules {
		if r.first.Is4() == ip.Is4() && r.last.Is4() == ip.Is4() && !ip.Less(r.first.WithZone("")) && !r.last.WithZone("").Less(ip) {
			return true, nil
		}
	}
	return false, nil
}

// rules(list) are the rules as text, the newest first.
func rules(_ *op.Context, args op.Args) (any, error) {
	l, err := op.HandleAt[*list](args, 0)
	if err != nil {
		return nil, err
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	out := make([]string, len(l.rules))
	for i, r := range l.rules {
		out[len(out)-1-i] = r.text
	}
	return out, nil
}
