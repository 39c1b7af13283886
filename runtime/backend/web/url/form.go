package url

import "strings"

// parseForm is the application/x-www-form-urlencoded parser: names and values in turn.
func parseForm(s string) []string {
	list := []string{}
	for piece := range strings.SplitSeq(s, "&") {
		if piece == "" {
			continue
		}
		name, value, _ := strings.Cut(piece, "=")
		list = append(list, formDecode(name), formDecode(value))
	}
	return list
}

func formDecode(s string) string {
	return percentDecodeString(strings.ReplaceAll(s, "+", " "))
}

// serializeForm is the application/x-www-form-urlencoded serializer of names and values in turn.
func serializeForm(list []string) string {
	var b strings.Builder
	for i, s := range list {
		switch {
		case i == 0:
		case i%2 == 0:
			b.WriteByte('&')
		default:
			b.WriteByte('=')
		}
		for j := 0; j < len(s); j++ {
			if s[j] == ' ' {
				b.WriteByte('+')
			} else {
				setForm.write(&b, s[j])
			}
		}
	}
	return b.String()
}
