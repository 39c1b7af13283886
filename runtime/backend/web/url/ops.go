package url

import (
	"runtime"
	"strings"

	"github.com/deskjs/deskjs/runtime/backend/op"
)

// parts is what url.js keeps of a URL, in the order that it knows.
func (u *record) parts() []string {
	return []string{
		u.href(), u.origin(), u.scheme + ":", u.username, u.password, u.hostAndPort(), u.host,
		u.portString(), u.pathname(), u.search(), u.hash(),
	}
}

// parseArgs parses argument 0 against argument 1, if that is there.
func parseArgs(args op.Args) (*record, bool) {
	var base *record
	if args.Has(1) {
		var ok bool
		if base, ok = parse(args.String(1), nil); !ok {
			return nil, false
		}
	}
	return parse(args.String(0), base)
}

// parseOp(input, base) is the parts, or undefined if it is no URL.
func parseOp(_ *op.Context, args op.Args) (any, error) {
	if u, ok := parseArgs(args); ok {
		return u.parts(), nil
	}
	return nil, nil
}

func canParseOp(_ *op.Context, args op.Args) (any, error) {
	_, ok := parseArgs(args)
	return ok, nil
}

// setOp(href, attribute, value) is the new parts, or undefined if nothing changes.
func setOp(_ *op.Context, args op.Args) (any, error) {
	if u := set(args.String(0), args.String(1), args.String(2)); u != nil {
		return u.parts(), nil
	}
	return nil, nil
}

// formatOp(href, fragment, unicode, search, auth) is url.format for URL objects.
func formatOp(_ *op.Context, args op.Args) (any, error) {
	u, ok := parse(args.String(0), nil)
	if !ok {
		return args.String(0), nil
	}
	if !args.Bool(1) {
		u.fragment, u.hasFragment = "", false
	}
	if args.Bool(2) && u.hasHost {
		u.host = domainToUnicode(u.host)
	}
	if !args.Bool(3) {
		u.query, u.hasQuery = "", false
	}
	if !args.Bool(4) {
		u.username, u.password = "", ""
	}
	return u.href(), nil
}

func parseFormOp(_ *op.Context, args op.Args) (any, error) { return parseForm(args.String(0)), nil }

func serializeFormOp(_ *op.Context, args op.Args) (any, error) {
	return serializeForm(args.Strings(0)), nil
}

// toUSVStringOp replaces lone surrogates: arguments arrive without them.
func toUSVStringOp(_ *op.Context, args op.Args) (any, error) { return args.String(0), nil }

// domainToASCIIOp and domainToUnicodeOp return "" for what is no domain.
func domainToASCIIOp(_ *op.Context, args op.Args) (any, error) {
	if u, ok := parse("ws://"+args.String(0), nil); ok {
		return u.host, nil
	}
	return "", nil
}

func domainToUnicodeOp(_ *op.Context, args op.Args) (any, error) {
	if u, ok := parse("ws://"+args.String(0), nil); ok {
		return domainToUnicode(u.host), nil
	}
	return "", nil
}

// pathToFileURLOp(absolute path, windows) is a href; a UNC path without a server or share is an error.
func pathToFileURLOp(_ *op.Context, args op.Args) (any, error) {
	path, windows := args.String(0), args.Bool(1)
	u := &record{scheme: "file", hasHost: true, port: -1}
	if windows {
		// An extended-length path names the same file as without its prefix.
		if long, ok := strings.CutPrefix(path, `\\?\UNC\`); ok {
			path = `\\` + long
		} else if long, ok := strings.CutPrefix(path, `\\?\`); ok {
			path = long
		}
		if unc, ok := strings.CutPrefix(path, `\\`); ok {
			server, share, _ := strings.Cut(unc, `\`)
			host, ok := domainToASCII(server)
			if server == "" || share == "" || !ok {
				return nil, &op.Error{Type: "TypeError", Code: "ERR_INVALID_ARG_VALUE",
					Message: "The argument 'path' must be a path of a server and a share. Received '" + path + "'"}
			}
			u.host, path = host, share
		}
		path = strings.ReplaceAll(path, `\`, "/")
	}
	path = strings.TrimPrefix(path, "/")
	segments := strings.Split(path, "/")
	for i, segment := range segments {
		segments[i] = setFile.encode(segment)
	}
	u.path = segments
	return u.href(), nil
}

// setFile is what a file name's characters must not be in a URL's path.
var setFile = newSet(setPath, `%\[]^|~`)

func isWindowsOp(*op.Context, op.Args) (any, error) { return runtime.GOOS == "windows", nil }

// punycodeDecodeOp and punycodeEncodeOp return undefined for what can't be converted.
func punycodeDecodeOp(_ *op.Context, args op.Args) (any, error) {
	if decoded, ok := decodePunycode(args.String(0)); ok {
		return decoded, nil
	}
	return nil, nil
}

func punycodeEncodeOp(_ *op.Context, args op.Args) (any, error) {
	if encoded, ok := encodePunycode(args.String(0)); ok {
		return encoded, nil
	}
	return nil, nil
}
