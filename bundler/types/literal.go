package types

import (
	"math"
	"math/big"
	"strconv"
	"strings"
	"unicode/utf8"
)

// unescape returns what the inside of a string, a template or a name stands for.
func unescape(text string) string {
	if !strings.ContainsRune(text, '\\') {
		return text
	}
	var out strings.Builder
	for i := 0; i < len(text); {
		if text[i] != '\\' || i+1 == len(text) {
			out.WriteByte(text[i])
			i++
			continue
		}
		i++
		switch c := text[i]; c {
		case 'n', 't', 'r', 'b', 'f', 'v', '0':
			out.WriteByte(map[byte]byte{'n': '\n', 't': '\t', 'r': '\r', 'b': '\b', 'f': '\f', 'v': '\v', '0': 0}[c])
			i++
		case 'x', 'u':
			digits, width := "", 0
			switch {
			case c == 'x' && i+3 <= len(text):
				digits, width = text[i+1:i+3], 3
			case c == 'u' && strings.HasPrefix(text[i+1:], "{"):
				if end := strings.IndexByte(text[i:], '}'); end > 0 {
					digits, width = text[i+2:i+end], end+1
				}
			case c == 'u' && i+5 <= len(text):
				digits, width = text[i+1:i+5], 5
			}
			code, err := strconv.ParseUint(digits, 16, 21)
			if err != nil {
				width, code = 1, uint64(c)
			}
			out.WriteRune(rune(code))
			i += width
		case '\r', '\n':
			i++
			if c == '\r' && i < len(text) && text[i] == '\n' {
				i++
			}
		default:
			_, size := utf8.DecodeRuneInString(text[i:])
			out.WriteString(text[i : i+size])
			i += size
		}
	}
	return out.String()
}

// unquoted is the value of a string token.
func unquoted(text string) string {
	if len(text) < 2 || text[len(text)-1] != text[0] {
		return ""
	}
	return unescape(text[1 : len(text)-1])
}

// numberText returns the value of a number token as JavaScript would print it, and whether it is a bigint; ok is false if it is no number.
func numberText(text string) (value string, isBig, ok bool) {
	text = strings.ReplaceAll(text, "_", "")
	if digits, found := strings.CutSuffix(text, "n"); found {
		number, ok := new(big.Int).SetString(digits, 0)
		if !ok {
			return "", true, false
		}
		return number.String(), true, true
	}
	if len(text) > 1 && text[0] == '0' && strings.ContainsRune("xXoObB", rune(text[1])) {
		number, ok := new(big.Int).SetString(text, 0)
		if !ok {
			return "", false, false
		}
		float, _ := new(big.Float).SetInt(number).Float64()
		return formatNumber(float), false, true
	}
	number, err := strconv.ParseFloat(text, 64)
	if err != nil && !math.IsInf(number, 0) { // 1e999 is Infinity
		return "", false, false
	}
	return formatNumber(number), false, true
}

func formatNumber(number float64) string {
	if whole := int64(number); float64(whole) == number && whole > -1<<53 && whole < 1<<53 {
		return strconv.FormatInt(whole, 10)
	}
	if math.IsInf(number, 1) {
		return "Infinity"
	}
	return strconv.FormatFloat(number, 'g', -1, 64)
}
