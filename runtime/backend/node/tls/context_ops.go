package tls

import (
	"bytes"
	"crypto/tls"
	"net/netip"
	"strings"
	"time"

	"github.com/deskjs/deskjs/runtime/backend/crypto/ossl"
	"github.com/deskjs/deskjs/runtime/backend/op"
)

// methods are the secureProtocol names of OpenSSL, with the versions they mean.
var methods = map[string][2]uint16{
	"SSLv23": {tls.VersionTLS10, tls.VersionTLS12}, "TLS": {tls.VersionTLS10, tls.VersionTLS13}, "TLSv1": {tls.VersionTLS10, tls.VersionTLS10},
	"TLSv1_1": {tls.VersionTLS11, tls.VersionTLS11}, "TLSv1_2": {tls.VersionTLS12, tls.VersionTLS12},
}

// create(secureProtocol, min, max) is a context's handle.
func create(_ *op.Context, args op.Args) (any, error) {
	low, high := uint16(args.Int(1)), uint16(args.Int(2))
	fixed := false
	if args.Has(0) {
		full := args.String(0)
		name, rest, _ := cutMethod(full)
		refuse := func(text string) (any, error) {
			return nil, ossl.Node("TypeError", "ERR_TLS_INVALID_PROTOCOL_METHOD", text)
		}
		versions, ok := methods[name]
		switch {
		case rest && (name == "SSLv2" || name == "SSLv3"):
			return refuse(name + " methods disabled")
		case !rest || !ok:
			return refuse("Unknown method: " + full)
		}
		if high = versions[1]; name != "SSLv23" {
			low, fixed = versions[0], name != "TLS"
		}
	}
	c := newContext(low, high)
	c.fixed = fixed
	return op.Handle{Value: c}, nil
}

// cutMethod takes a method's name apart; ok is false for what is none.
func cutMethod(full string) (name string, ok, server bool) {
	for _, ending := range []string{"_client_method", "_server_method", "_method"} {
		if name, found := bytes.CutSuffix([]byte(full), []byte(ending)); found {
			return string(name), true, ending == "_server_method"
		}
	}
	return full, false, false
}

func contextAt(args op.Args) (*secureContext, error) { return op.HandleAt[*secureContext](args, 0) }

// contextOp makes an operation of a function that changes a context.
func contextOp(name string, change func(*secureContext, op.Args) error) op.Op {
	return op.Pure(name, func(_ *op.Context, args op.Args) (any, error) {
		c, err := contextAt(args)
		if err != nil {
			return nil, err
		}
		c.current = nil
		return nil, change(c, args)
	})
}

func optional(args op.Args, i int) []byte {
	if !args.Has(i) {
		return nil
	}
	return args.Bytes(i)
}

// contextOps are the operations of contexts. Those that take bytes keep none of them.
var contextOps = op.Table{
	op.Pure("create", create),
	contextOp("setKey", func(c *secureContext, args op.Args) error { return c.setKey(args.Bytes(1), optional(args, 2)) }),
	contextOp("setCert", func(c *secureContext, args op.Args) error { return c.setCertificate(args.Bytes(1)) }),
	contextOp("addCACert", func(c *secureContext, args op.Args) error {
		c.store.add(certificatesIn(args.Bytes(1))...)
		return nil
	}),
	// addRootCerts(context, path of NODE_EXTRA_CA_CERTS) is why that could not be read, if so.
	op.Pure("addRootCerts", func(_ *op.Context, args op.Args) (any, error) {
		c, err := contextAt(args)
		if err != nil {
			return nil, err
		}
		c.current = nil
		c.store.roots = true
		list, err := extra(args.String(1))
		if err != nil {
			return err.Error(), nil
		}
		c.store.add(list...)
		return nil, nil
	}),
	contextOp("addCRL", func(c *secureContext, args op.Args) error { return c.addCRL(args.Bytes(1)) }),
	contextOp("loadPKCS12", func(c *secureContext, args op.Args) error { return c.loadPKCS12(args.Bytes(1), string(args.Bytes(2))) }),
	contextOp("setCiphers", func(c *secureContext, args op.Args) (err error) {
		if _, level, ok := strings.Cut(args.String(1), "@SECLEVEL="); ok && level != "" && level[0] >= '0' && level[0] <= '5' {
			c.level = int(level[0] - '0')
		}
		c.old = c.level == 0
		if c.suites, err = parseSuites(args.String(1)); err == errAbsentCipher && c.max >= tls.VersionTLS13 {
			c.suites, err = []uint16{}, nil // TLS 1.3 has its own
		}
		return err
	}),
	contextOp("setCipherSuites", func(_ *secureContext, args op.Args) error { return checkSuites13(args.String(1)) }),
	contextOp("setECDHCurve", func(c *secureContext, args op.Args) (err error) {
		c.curves, err = parseCurves(args.String(1))
		return err
	}),
	contextOp("setSigalgs", func(_ *secureContext, args op.Args) error { return checkSigalgs(args.String(1)) }),
	contextOp("setPartial", func(c *secureContext, _ op.Args) error { c.store.partial = true; return nil }),
	contextOp("setProto", func(c *secureContext, args op.Args) error {
		c.min, c.max = uint16(args.Int(1)), uint16(args.Int(2))
		return nil
	}),
	contextOp("setSessionIdContext", func(c *secureContext, args op.Args) error { c.sessionContext = args.String(1); return nil }),
	contextOp("setSessionTimeout", func(c *secureContext, args op.Args) error {
		c.sessionTimeout = time.Duration(args.Int64(1)) * time.Second
		return nil
	}),
	contextOp("setNoTickets", func(c *secureContext, _ op.Args) error { c.noTickets = true; return nil }),
	contextOp("setTicketKeys", func(c *secureContext, args op.Args) error { c.ticketKeys = bytes.Clone(args.Bytes(1)); return nil }),
	op.Pure("getTicketKeys", func(_ *op.Context, args op.Args) (any, error) {
		c, err := contextAt(args)
		if err != nil {
			return nil, err
		}
		return bytes.Clone(c.ticketKeys), nil
	}),
	// range(context) is [min, max].
	op.Pure("range", func(_ *op.Context, args op.Args) (any, error) {
		c, err := contextAt(args)
		if err != nil {
			return nil, err
		}
		return []any{int(c.min), int(c.max)}, nil
	}),
	// certificate(context, issuer) is the context's own certificate, or its issuer's, in DER, or undefined.
	op.Pure("certificate", func(_ *op.Context, args op.Args) (any, error) {
		c, err := contextAt(args)
		if err != nil {
			return nil, err
		}
		return c.own(args.Bool(1)), nil
	}),
	// canonicalizeIP(text) is an address as it is written commonly, undefined if it is none.
	op.Pure("canonicalizeIP", func(_ *op.Context, args op.Args) (any, error) {
		address, err := netip.ParseAddr(args.String(0))
		if err != nil || address.Zone() != "" {
			return nil, nil
		}
		return address.String(), nil
	}),
	op.Pure("checkDH", func(_ *op.Context, args op.Args) (any, error) { return dhBits(args.Bytes(0)), nil }),
	op.Pure("ciphers", func(_ *op.Context, _ op.Args) (any, error) {
		var names []string
		for _, list := range [][]suite{suites13, suites} {
			for _, s := range list {
				names = append(names, s.name)
			}
		}
		return names, nil
	}),
	op.Pure("roots", func(_ *op.Context, _ op.Args) (any, error) { return rootCertificates(), nil }),
}

func (c *secureContext) own(issuer bool) any {
	for _, id := range c.identity {
		switch {
		case id.leaf == nil:
			continue
		case !issuer:
			return id.leaf.Raw
		case len(id.chain) > 1:
			return id.chain[1]
		}
		if found := issuerIn(c.store.certificates, id.leaf); found != nil {
			return found.Raw
		}
		return nil
	}
	return nil
}
