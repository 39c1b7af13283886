package macos

import (
	"slices"

	"github.com/deskjs/deskjs/packaging/plist"
)

// entitlementsPlist is a property list in which each of names is true.
func entitlementsPlist(names []string) ([]byte, error) {
	all := plist.Dict{}
	for _, name := range names {
		all[name] = true
	}
	return plist.Encode(all)
}

// entitlementsDER is the same in DER, as macOS has asked for since its version 12: a dictionary of pairs, in the order of their names.
func entitlementsDER(names []string) []byte {
	const (
		application = 0x70
		dictionary  = 0xb0
		sequence    = 0x30
		text        = 0x0c
	)
	names = slices.Clone(names)
	slices.Sort(names)
	var pairs []byte
	for _, name := range slices.Compact(names) {
		pairs = append(pairs, tagged(sequence, append(tagged(text, []byte(name)), 0x01, 0x01, 0xff))...)
	}
	return tagged(application, append([]byte{0x02, 0x01, 0x01}, tagged(dictionary, pairs)...))
}

// tagged is a value in DER.
func tagged(tag byte, value []byte) []byte {
	out := []byte{tag}
	switch n := len(value); {
	case n < 0x80:
		out = append(out, byte(n))
	case n < 0x100:
		out = append(out, 0x81, byte(n))
	default:
		out = append(out, 0x82, byte(n>>8), byte(n))
	}
	return append(out, value...)
}
