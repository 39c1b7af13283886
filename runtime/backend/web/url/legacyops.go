package url

import "github.com/deskjs/deskjs/runtime/backend/op"

// fields lists a legacy URL in the order of Node's Url; legacy.js knows it.
func (u *legacy) fields() []any {
	list := []any{u.protocol, true, u.auth, u.host, u.port, u.hostname, u.hash, u.search, u.query, u.pathname, u.path, u.href}
	for i, field := range list {
		switch field := field.(type) {
		case *string:
			if list[i] = op.Null; field != nil {
				list[i] = *field
			}
		case bool:
			if !u.slashes {
				list[i] = op.Null
			}
		}
	}
	return list
}

// legacyAt reads what fields wrote from argument i.
func legacyAt(args op.Args, i int) *legacy {
	list := op.Args(args.Array(i))
	field := func(n int) *string {
		if !list.Has(n) {
			return nil
		}
		return some(list.String(n))
	}
	return &legacy{protocol: field(0), slashes: list.Bool(1), auth: field(2), host: field(3), port: field(4), hostname: field(5),
		hash: field(6), search: field(7), query: field(8), pathname: field(9), path: field(10), href: field(11)}
}

func legacyParseOp(_ *op.Context, args op.Args) (any, error) {
	u, err := parseLegacy(args.String(0), args.Bool(1))
	if err != nil {
		return nil, err
	}
	return u.fields(), nil
}

func legacyFormatOp(_ *op.Context, args op.Args) (any, error) { return legacyAt(args, 0).format(), nil }

func legacyResolveOp(_ *op.Context, args op.Args) (any, error) {
	return legacyAt(args, 0).resolve(legacyAt(args, 1)).fields(), nil
}

// legacyHostOp(host) is [hostname, port].
func legacyHostOp(_ *op.Context, args op.Args) (any, error) {
	u := &legacy{host: some(args.String(0))}
	u.parseHost()
	list := u.fields()
	return []any{list[5], list[4]}, nil
}
