package packument

import (
	"errors"
	"strconv"
)

var errNoJSON = errors.New("it is cut off or damaged")

// members calls visit for each member of a JSON object, with the value's bytes, without reading the values.
func members(data []byte, visit func(key string, value []byte)) error {
	at := space(data, 0)
	if at >= len(data) || data[at] != '{' {
		return errNoJSON
	}
	at = space(data, at+1)
	for at < len(data) && data[at] != '}' {
		end := skip(data, at)
		if data[at] != '"' || end < 0 {
			return errNoJSON
		}
		key := string(data[at+1 : end-1])
		if text, err := strconv.Unquote(string(data[at:end])); err == nil {
			key = text
		}
		if at = space(data, end); at >= len(data) || data[at] != ':' {
			return errNoJSON
		}
		at = space(data, at+1)
		if end = skip(data, at); end < 0 {
			return errNoJSON
		}
		visit(key, data[at:end])
		if at = space(data, end); at < len(data) && data[at] == ',' {
			at = space(data, at+1)
		}
	}
	if at >= len(data) {
		return errNoJSON
	}
	return nil
}

func space(data []byte, at int) int {
	for at < len(data) && (data[at] == ' ' || data[at] == '\n' || data[at] == '\r' || data[at] == '\t') {
		at++
	}
	return at
}

// skip returns where the value at a place ends, -1 if it doesn't.
func skip(data []byte, at int) int {
	depth := 0
	for at < len(data) {
		switch data[at] {
		case '"':
			for at++; ; at++ {
				if at >= len(data) {
					return -1
				}
				if data[at] == '\\' {
					at++
				} else if data[at] == '"' {
					break
				}
			}
			at++
		case '{', '[':
			depth++
			at++
		case '}', ']':
			if depth == 0 {
				return at
			}
			depth--
			at++
		case ',':
			if depth == 0 {
				return at
			}
			at++
			continue
		default:
			at++
			if depth == 0 && at < len(data) && (data[at] == ',' || data[at] == '}' || data[at] == ']') {
				return at
			}
			continue
		}
		if depth == 0 {
			return at
		}
	}
	return -1
}
