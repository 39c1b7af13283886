package fetch

import (
	"bytes"
	"encoding/base64"
	"strings"

	"github.com/deskjs/deskjs/runtime/backend/engine/text"
	"github.com/deskjs/deskjs/runtime/backend/op"
)

// Limits of what is taken from a form: a part's headers in bytes, and how many parts there are.
const (
	maxPartHeaders = 64 << 10
	maxParts       = 1 << 20
)

// part is one entry of a form.
type part struct {
	name string
	// file says that it is a file, with a name and a type.
	file             bool
	fileName, typeOf string
	body             []byte
}

// parseMultipartOp(bytes, boundary) is [name, value, fileName, type, ...]: the value is a string, or bytes for a file; undefined on
// failure. The boundary is latin1.
func parseMultipartOp(_ *op.Context, args op.Args) (any, error) {
	parts, ok := parseMultipart(args.Bytes(0), text.FromString(args.String(1)).Encode(text.Latin1))
	if !ok {
		return nil, nil
	}
	out := make([]any, 0, 4*len(parts))
	for _, p := range parts {
		if p.file {
			out = append(out, p.name, bytes.Clone(p.body), p.fileName, p.typeOf)
			continue
		}
		out = append(out, p.name, text.DecodeString(bytes.TrimPrefix(p.body, []byte("\xEF\xBB\xBF")), text.UTF8), op.Null, op.Null)
	}
	return out, nil
}

// parseMultipart is the standard's multipart/form-data parser. ok is false for what is not well-formed, or beyond the limits. The
// bodies share input's memory.
func parseMultipart(input, boundary []byte) (parts []part, ok bool) {
	delimiter := append([]byte("--"), boundary...)
	between := append([]byte("\r\n"), delimiter...)
	for bytes.HasPrefix(input, []byte("\r\n")) {
		input = input[2:]
	}
	for bytes.HasSuffix(input, []byte("\r\n")) {
		input = input[:len(input)-2]
	}
	if input, ok = bytes.CutPrefix(input, delimiter); !ok {
		return nil, false
	}
	for !bytes.Equal(input, []byte("--")) {
		if len(parts) == maxParts {
			return nil, false
		}
		if input, ok = bytes.CutPrefix(input, []byte("\r\n")); !ok {
			return nil, false
		}
		var p part
		var encoding string
		if p, encoding, input, ok = parsePartHeaders(input); !ok {
			return nil, false
		}
		if p.body, input, ok = bytes.Cut(input, between); !ok {
			return nil, false
		}
		if encoding == "base64" {
			p.body = lenientBase64(p.body)
		}
		parts = append(parts, p)
	}
	return parts, true
}

// parsePartHeaders reads a part's headers and the empty line; rest is what follows.
func parsePartHeaders(input []byte) (p part, encoding string, rest []byte, ok bool) {
	named, size := false, 0
	for {
		line, after, found := bytes.Cut(input, []byte("\r\n"))
		if size += len(line); !found || size > maxPartHeaders {
			return p, "", nil, false
		}
		if len(line) == 0 {
			if p.file && p.typeOf == "" {
				p.typeOf = "text/plain"
			}
			return p, encoding, after, named
		}
		input = after
		name, value, found := bytes.Cut(line, []byte(":"))
		if !found || bytes.ContainsAny(line, "\r\n") || !isToken(strings.Trim(string(name), "\t ")) {
			return p, "", nil, false
		}
		value = bytes.Trim(value, "\t ")
		switch strings.ToLower(strings.Trim(string(name), "\t ")) {
		case "content-disposition":
			if !parseDisposition(&p, value) {
				return p, "", nil, false
			}
			named = true
		case "content-type":
			if p.typeOf = ""; isASCII(value) {
				p.typeOf = string(value)
			}
		case "content-transfer-encoding":
			encoding = string(value)
		}
	}
}

// parseDisposition reads form-data; name="..."; filename="...".
func parseDisposition(p *part, value []byte) bool {
	rest, ok := bytes.CutPrefix(value, []byte(`form-data; name="`))
	if !ok {
		return false
	}
	if p.name, rest, ok = partName(rest); !ok || len(rest) == 0 {
		p.file, p.fileName = false, ""
		return ok
	}
	if rest, ok = bytes.CutPrefix(rest, []byte("; filename")); !ok {
		return false
	}
	if rest, ok = bytes.CutPrefix(bytes.TrimPrefix(rest, []byte("*")), []byte(`="`)); !ok {
		return false
	}
	p.fileName, rest, p.file = partName(rest)
	return p.file && len(rest) == 0
}

var unescapeName = strings.NewReplacer("%0A", "\n", "%0a", "\n", "%0D", "\r", "%0d", "\r", "%22", `"`)

func partName(s []byte) (name string, rest []byte, ok bool) {
	quoted, rest, ok := bytes.Cut(s, []byte(`"`))
	return unescapeName.Replace(text.DecodeString(quoted, text.UTF8)), rest, ok
}

func isASCII(s []byte) bool {
	for _, c := range s {
		if c >= 0x80 {
			return false
		}
	}
	return true
}

// lenientBase64 decodes as Buffer.from does: what is not of the alphabet is left out.
func lenientBase64(data []byte) []byte {
	data, _, _ = bytes.Cut(data, []byte("="))
	clean := bytes.Map(func(r rune) rune {
		switch {
		case r == '-':
			return '+'
		case r == '_':
			return '/'
		case r == '+' || r == '/' || r >= '0' && r <= '9' || r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z':
			return r
		}
		return -1
	}, data)
	if len(clean)%4 == 1 {
		clean = clean[:len(clean)-1]
	}
	out, _ := base64.RawStdEncoding.AppendDecode(nil, clean)
	return out
}
