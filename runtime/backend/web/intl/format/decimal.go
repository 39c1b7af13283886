package format

import (
	"math"
	"math/big"
	"strconv"
	"strings"
)

// Decimal is a number as Intl sees it: exact, of any length, or none at all.
type Decimal struct {
	Negative      bool
	NaN, Infinite bool
	// The value is 0.Digits times ten to the power of Point; Digits neither begins nor ends with 0,
	// and is "" for zero.
	Digits string
	Point  int
}

func makeDecimal(negative bool, digits string, point int) Decimal {
	trimmed := strings.TrimLeft(digits, "0")
	point -= len(digits) - len(trimmed)
	trimmed = strings.TrimRight(trimmed, "0")
	if trimmed == "" {
		point = 0
	}
	return Decimal{Negative: negative, Digits: trimmed, Point: point}
}

// FromFloat returns the shortest decimal that means f.
func FromFloat(f float64) Decimal {
	switch {
	case math.IsNaN(f):
		return Decimal{NaN: true}
	case math.IsInf(f, 0):
		return Decimal{Infinite: true, Negative: f < 0}
	}
	mantissa, exponent, _ := strings.Cut(strconv.FormatFloat(math.Abs(f), 'e', -1, 64), "e")
	power, _ := strconv.Atoi(exponent)
	return makeDecimal(math.Signbit(f), strings.Replace(mantissa, ".", "", 1), power+1)
}

// FromBig returns the integer n.
func FromBig(n *big.Int) Decimal {
	digits := new(big.Int).Abs(n).String()
	return makeDecimal(n.Sign() < 0, digits, len(digits))
}

// maxPower bounds the exponents of strings: what is beyond is zero or infinite.
const maxPower = 20000

// FromString reads a string as ECMA-402's ToIntlMathematicalValue does: exactly.
func FromString(s string) Decimal {
	s = strings.TrimFunc(s, isSpace)
	if len(s) > 2 && s[0] == '0' {
		base := map[byte]int{'x': 16, 'o': 8, 'b': 2}[s[1]|0x20]
		if base != 0 {
			if n, ok := new(big.Int).SetString(s[2:], base); ok && s[2] != '-' && s[2] != '+' && !strings.Contains(s, "_") {
				return FromBig(n)
			}
			return Decimal{NaN: true}
		}
	}
	negative := strings.HasPrefix(s, "-")
	if negative || strings.HasPrefix(s, "+") {
		s = s[1:]
		if s == "" {
			return Decimal{NaN: true}
		}
	} else if s == "" {
		return Decimal{}
	}
	if s == "Infinity" {
		return Decimal{Infinite: true, Negative: negative}
	}
	power := 0
	if i := strings.IndexAny(s, "eE"); i >= 0 {
		exponent := s[i+1:]
		digits := strings.TrimLeft(exponent, "+-")
		if len(exponent)-len(digits) > 1 || !allDigits(digits) || digits == "" {
			return Decimal{NaN: true}
		}
		power = maxPower
		if trimmed := strings.TrimLeft(digits, "0"); len(trimmed) < 9 {
			power, _ = strconv.Atoi("0" + trimmed)
		}
		if exponent[0] == '-' {
			power = -power
		}
		s = s[:i]
	}
	integer, fraction, _ := strings.Cut(s, ".")
	if integer == "" && fraction == "" || !allDigits(integer) || !allDigits(fraction) {
		return Decimal{NaN: true}
	}
	d := makeDecimal(negative, integer+fraction, len(integer)+power)
	switch {
	case d.Digits != "" && d.Point > maxPower:
		return Decimal{Infinite: true, Negative: negative}
	case d.Digits != "" && d.Point < -maxPower:
		return Decimal{Negative: negative}
	}
	return d
}

func isSpace(r rune) bool {
	switch r {
	case '\t', '\n', '\v', '\f', '\r', ' ', 0xA0, 0x1680, 0x2028, 0x2029, 0x202F, 0x205F, 0x3000, 0xFEFF:
		return true
	}
	return r >= 0x2000 && r <= 0x200A
}

func allDigits(s string) bool {
	for i := range len(s) {
		if s[i] < '0' || s[i] > '9' {
			return false
		}
	}
	return true
}

// IsZero reports whether d is zero, of either sign.
func (d Decimal) IsZero() bool { return d.Digits == "" && !d.NaN && !d.Infinite }

func (d Decimal) shift(power int) Decimal {
	if d.Digits != "" {
		d.Point += power
	}
	return d
}

// split returns the digits before and after the decimal mark, without needless zeros.
func (d Decimal) split() (integer, fraction string) {
	switch {
	case d.Digits == "":
		return "", ""
	case d.Point <= 0:
		return "", strings.Repeat("0", -d.Point) + d.Digits
	case d.Point >= len(d.Digits):
		return d.Digits + strings.Repeat("0", d.Point-len(d.Digits)), ""
	}
	return d.Digits[:d.Point], d.Digits[d.Point:]
}

// Compare returns -1, 0 or 1; neither may be NaN.
func (d Decimal) Compare(other Decimal) int {
	sign := func(d Decimal) int {
		switch {
		case d.IsZero():
			return 0
		case d.Negative:
			return -1
		}
		return 1
	}
	a, b := sign(d), sign(other)
	if a != b {
		if a < b {
			return -1
		}
		return 1
	}
	if a == 0 {
		return 0
	}
	less := -1
	if d.Negative {
		less = 1
	}
	switch {
	case d.Infinite && other.Infinite:
		return 0
	case d.Infinite:
		return -less
	case other.Infinite:
		return less
	case d.Point != other.Point:
		if d.Point < other.Point {
			return less
		}
		return -less
	}
	return strings.Compare(d.Digits, other.Digits) * -less
}

// round returns d as a multiple of increment times ten to the power of magnitude.
func (d Decimal) round(magnitude, increment int, mode string) Decimal {
	if d.Digits == "" || increment == 1 && d.Point-len(d.Digits) >= magnitude {
		return d
	}
	cut := d.Point - magnitude // how many digits stay
	whole, tail := "0", d.Digits
	switch {
	case cut >= len(d.Digits):
		whole, tail = d.Digits+strings.Repeat("0", cut-len(d.Digits)), ""
	case cut > 0:
		whole, tail = d.Digits[:cut], d.Digits[cut:]
	case cut < 0:
		tail = "0" + tail // less than a tenth of a unit
	}
	n, _ := new(big.Int).SetString(whole, 10)
	step := big.NewInt(int64(increment))
	quotient, remainder := new(big.Int).QuoRem(n, step, new(big.Int))
	// Compare remainder.tail with step/2.
	half := new(big.Int).Lsh(remainder, 1).Cmp(step)
	rest := strings.TrimRight(tail, "0")
	exact := rest == "" && remainder.Sign() == 0
	if increment%2 == 1 && new(big.Int).Sub(step, remainder).Cmp(remainder) == 1 && new(big.Int).Sub(step, new(big.Int).Lsh(remainder, 1)).IsInt64() &&
		new(big.Int).Sub(step, new(big.Int).Lsh(remainder, 1)).Int64() == 1 {
		// remainder is half a unit short of half a step: the tail decides.
		switch {
		case rest == "5":
			half = 0
		case rest > "5":
			half = 1
		default:
			half = -1
		}
	} else if half == 0 && rest != "" {
		half = 1
	}
	up := false
	switch mode {
	case "ceil":
		up = !d.Negative
	case "floor":
		up = d.Negative
	case "expand":
		up = true
	case "trunc":
	case "halfCeil":
		up = half > 0 || half == 0 && !d.Negative
	case "halfFloor":
		up = half > 0 || half == 0 && d.Negative
	case "halfTrunc":
		up = half > 0
	case "halfEven":
		up = half > 0 || half == 0 && quotient.Bit(0) == 1
	default:
		up = half > 0 || half == 0
	}
	if up && !exact {
		quotient.Add(quotient, big.NewInt(1))
	}
	digits := quotient.Mul(quotient, step).String()
	return makeDecimal(d.Negative, digits, len(digits)+magnitude)
}
