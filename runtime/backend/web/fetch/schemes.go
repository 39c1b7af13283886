package fetch

import (
	"bytes"
	"crypto/sha256"
	"crypto/sha512"
	"encoding/base64"
	"strings"

	"github.com/deskjs/deskjs/runtime/backend/op"
)

// dataURLOp(url) is the data: URL processor: [type, bytes], undefined on failure. The URL has no fragment.
func dataURLOp(_ *op.Context, args op.Args) (any, error) {
	mime, body, ok := dataURL(args.String(0))
	if !ok {
		return nil, nil
	}
	return []any{mime, body}, nil
}

func dataURL(url string) (mime string, body []byte, ok bool) {
	mime, data, found := strings.Cut(strings.TrimPrefix(url, "data:"), ",")
	if !found {
		return "", nil, false
	}
	mime = strings.Trim(mime, "\t\n\f\r ")
	body = percentDecode(data)
	if rest, is := cutSuffixFold(mime, "base64"); is {
		if rest, is = strings.CutSuffix(strings.TrimRight(rest, " "), ";"); is {
			mime = rest
			if body, ok = forgivingBase64(body); !ok {
				return "", nil, false
			}
		}
	}
	if strings.HasPrefix(mime, ";") {
		mime = "text/plain" + mime
	}
	if m := parseMIME(mime); m != nil {
		return m.String(), body, true
	}
	return "text/plain;charset=US-ASCII", body, true
}

func cutSuffixFold(s, suffix string) (before string, found bool) {
	at := len(s) - len(suffix)
	if at < 0 || !strings.EqualFold(s[at:], suffix) {
		return s, false
	}
	return s[:at], true
}

func percentDecode(s string) []byte {
	out := make([]byte, 0, len(s))
	for i := 0; i < len(s); i++ {
		if s[i] == '%' && i+2 < len(s) {
			high, low := fromHex(s[i+1]), fromHex(s[i+2])
			if high >= 0 && low >= 0 {
				out = append(out, byte(high<<4|low))
				i += 2
				continue
			}
		}
		out = append(out, s[i])
	}
	return out
}

// fromHex is the value of a hexadecimal digit, -1 for what is none.
func fromHex(c byte) int {
	if c >= 'A' && c <= 'F' {
		c += 'a' - 'A'
	}
	return strings.IndexByte("0123456789abcdef", c)
}

// forgivingBase64 is the Infra Standard's forgiving-base64 decode.
func forgivingBase64(data []byte) ([]byte, bool) {
	data = bytes.Map(func(r rune) rune {
		if strings.ContainsRune("\t\n\f\r ", r) {
			return -1
		}
		return r
	}, data)
	if len(data)%4 == 0 {
		for range 2 {
			data = bytes.TrimSuffix(data, []byte("="))
		}
	}
	out := make([]byte, base64.RawStdEncoding.DecodedLen(len(data)))
	n, err := base64.RawStdEncoding.Decode(out, data)
	return out[:n], err == nil
}

// integrityMatchesOp(bytes, metadata) is Subresource Integrity's "do bytes match metadataList?".
func integrityMatchesOp(_ *op.Context, args op.Args) (any, error) {
	return integrityMatches(args.Bytes(0), args.String(1)), nil
}

var algorithms = []string{"sha256", "sha384", "sha512"}

func integrityMatches(data []byte, metadata string) bool {
	strongest, wanted := -1, []string(nil)
	for _, token := range strings.Fields(metadata) {
		name, value, found := strings.Cut(token, "-")
		if !found {
			continue
		}
		value, _, _ = strings.Cut(value, "?")
		for rank, algorithm := range algorithms {
			if !strings.EqualFold(name, algorithm) || rank < strongest {
				continue
			}
			if rank > strongest {
				strongest, wanted = rank, nil
			}
			wanted = append(wanted, strings.NewReplacer("-", "+", "_", "/").Replace(strings.TrimRight(value, "=")))
		}
	}
	if strongest < 0 {
		return true
	}
	actual := base64.RawStdEncoding.EncodeToString(digest(strongest, data))
	for _, value := range wanted {
		if value == actual {
			return true
		}
	}
	return false
}

func digest(rank int, data []byte) []byte {
	switch rank {
	case 0:
		sum := sha256.Sum256(data)
		return sum[:]
	case 1:
		sum := sha512.Sum384(data)
		return sum[:]
	}
	sum := sha512.Sum512(data)
	return sum[:]
}
