package encoding

import (
	"encoding/base64"
	"strings"
)

// Why a text is no base64.
const (
	atobInvalidCharacter = 1
	atobWrongLength      = 2
)

// forgivingDecode is the Infra Standard's forgiving-base64 decode; reason is 0 if it succeeds.
func forgivingDecode(data string) (bytes []byte, reason int) {
	if strings.ContainsAny(data, "\t\n\f\r ") {
		data = strings.Map(func(r rune) rune {
			if r == ' ' || r == '\t' || r == '\n' || r == '\f' || r == '\r' {
				return -1
			}
			return r
		}, data)
	}
	if len(data)%4 == 0 {
		if rest, ok := strings.CutSuffix(data, "=="); ok {
			data = rest
		} else {
			data = strings.TrimSuffix(data, "=")
		}
	}
	for i := 0; i < len(data); i++ {
		c := data[i]
		if (c < 'A' || c > 'Z') && (c < 'a' || c > 'z') && (c < '0' || c > '9') && c != '+' && c != '/' {
			return nil, atobInvalidCharacter
		}
	}
	if len(data)%4 == 1 {
		return nil, atobWrongLength
	}
	bytes, err := base64.RawStdEncoding.DecodeString(data)
	if err != nil {
		return nil, atobInvalidCharacter
	}
	return bytes, 0
}
