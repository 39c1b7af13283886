package url

import (
	"math"
	"slices"
	"strconv"
	"strings"
)

// parseHost is the URL Standard's host parser; ok is false for failure. The
// result is the host as it is serialized.
func parseHost(input string, special bool) (host string, ok bool) {
	if strings.HasPrefix(input, "[") {
		if !strings.HasSuffix(input, "]") {
			return "", false
		}
		address, ok := parseIPv6(input[1 : len(input)-1])
		if !ok {
			return "", false
		}
		return "[" + serializeIPv6(address) + "]", true
	}
	if !special {
		for i := 0; i < len(input); i++ {
			if forbiddenInHost(input[i]) {
				return "", false
			}
		}
		return setControl.encode(input), true
	}
	domain, ok := domainToASCII(percentDecodeString(input))
	if !ok || domain == "" {
		return "", false
	}
	for i := 0; i < len(domain); i++ {
		if c := domain[i]; c <= 0x1F || c == 0x7F || c == '%' || forbiddenInHost(c) {
			return "", false
		}
	}
	if endsInNumber(domain) {
		return parseIPv4(domain)
	}
	return domain, true
}

func forbiddenInHost(c byte) bool { return strings.IndexByte("\x00\t\n\r #/:<>?@[\\]^|", c) >= 0 }

// endsInNumber reports whether a host must be an IPv4 address.
func endsInNumber(domain string) bool {
	domain = strings.TrimSuffix(domain, ".")
	last := domain[strings.LastIndexByte(domain, '.')+1:]
	if last == "" {
		return false
	}
	if strings.Trim(last, "0123456789") == "" {
		return true
	}
	_, ok := parseIPv4Number(last)
	return ok
}

// parseIPv4Number reads a decimal, octal (0…) or hexadecimal (0x…) number; one that is too
// large for an address is +Inf.
func parseIPv4Number(s string) (n float64, ok bool) {
	if s == "" {
		return 0, false
	}
	base := 10
	switch {
	case strings.HasPrefix(s, "0x"), strings.HasPrefix(s, "0X"):
		base, s = 16, s[2:]
	case len(s) > 1 && s[0] == '0':
		base, s = 8, s[1:]
	}
	for i := 0; i < len(s); i++ {
		digit := hexValue(s[i])
		if digit < 0 || digit >= base {
			return 0, false
		}
		n = n*float64(base) + float64(digit)
	}
	if n > math.MaxUint32 {
		n = math.Inf(1)
	}
	return n, true
}

func parseIPv4(domain string) (string, bool) {
	parts := strings.Split(strings.TrimSuffix(domain, "."), ".")
	if len(parts) > 4 {
		return "", false
	}
	var address uint32
	for i, part := range parts {
		n, ok := parseIPv4Number(part)
		if !ok {
			return "", false
		}
		if i < len(parts)-1 {
			if n > 255 {
				return "", false
			}
			address |= uint32(n) << (8 * (3 - i))
			continue
		}
		if n >= math.Pow(256, float64(5-len(parts))) {
			return "", false
		}
		address += uint32(n)
	}
	fields := make([]string, 4)
	for i := range fields {
		fields[i] = strconv.Itoa(int(address >> (8 * (3 - i)) & 0xFF))
	}
	return strings.Join(fields, "."), true
}

// parseIPv6 is the URL Standard's IPv6 parser.
func parseIPv6(s string) (address [8]uint16, ok bool) {
	piece, compress, i := 0, -1, 0
	at := func(n int) byte {
		if n < len(s) {
			return s[n]
		}
		return 0
	}
	if at(0) == ':' {
		if at(1) != ':' {
			return address, false
		}
		i = 2
		piece++
		compress = piece
	}
	for i < len(s) {
		if piece == 8 {
			return address, false
		}
		if s[i] == ':' {
			if compress >= 0 {
				return address, false
			}
			i++
			piece++
			compress = piece
			continue
		}
		value, length := 0, 0
		for length < 4 && i < len(s) && hexValue(s[i]) >= 0 {
			value = value*16 + hexValue(s[i])
			i++
			length++
		}
		if at(i) == '.' {
			if length == 0 || piece > 6 {
				return address, false
			}
			tail, ok := parseIPv4Tail(s[i-length:])
			if !ok {
				return address, false
			}
			address[piece], address[piece+1] = tail[0], tail[1]
			piece += 2
			break
		}
		if i < len(s) {
			if s[i] != ':' {
				return address, false
			}
			if i++; i == len(s) {
				return address, false
			}
		}
		address[piece] = uint16(value)
		piece++
	}
	if compress >= 0 {
		moved := address[compress:piece]
		var spread [8]uint16
		copy(spread[:], address[:compress])
		copy(spread[8-len(moved):], moved)
		return spread, true
	}
	return address, piece == 8
}

// parseIPv4Tail reads the dotted address at the end of an IPv6 address, which allows less.
func parseIPv4Tail(s string) (out [2]uint16, ok bool) {
	fields := strings.Split(s, ".")
	if len(fields) != 4 {
		return out, false
	}
	for i, field := range fields {
		if field == "" || len(field) > 3 || len(field) > 1 && field[0] == '0' || strings.Trim(field, "0123456789") != "" {
			return out, false
		}
		n, _ := strconv.Atoi(field)
		if n > 255 {
			return out, false
		}
		out[i/2] = out[i/2]<<8 | uint16(n)
	}
	return out, true
}

// serializeIPv6 shortens the longest run of at least two zeros, the first of equal ones.
func serializeIPv6(address [8]uint16) string {
	start, length := -1, 1
	for i := 0; i < 8; i++ {
		n := slices.IndexFunc(address[i:], func(piece uint16) bool { return piece != 0 })
		if n < 0 {
			n = 8 - i
		}
		if n > length {
			start, length = i, n
		}
	}
	var b strings.Builder
	for i := 0; i < 8; i++ {
		if i == start {
			b.WriteString("::")
			i += length - 1
			continue
		}
		if i > 0 && i != start+length {
			b.WriteByte(':')
		}
		b.WriteString(strconv.FormatUint(uint64(address[i]), 16))
	}
	return b.String()
}
