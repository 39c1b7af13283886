package keys

import (
	"encoding/asn1"
	"math/big"

	"golang.org/x/crypto/cryptobyte"
	tags "golang.org/x/crypto/cryptobyte/asn1"

	"github.com/deskjs/deskjs/runtime/backend/crypto/curves"
	"github.com/deskjs/deskjs/runtime/backend/crypto/ossl"
)

// Object identifiers of key types.
const (
	oidRSA    = "1.2.840.113549.1.1.1"
	oidRSAPSS = "1.2.840.113549.1.1.10"
	oidMGF1   = "1.2.840.113549.1.1.8"
	oidDSA    = "1.2.840.10040.4.1"
	oidDH     = "1.2.840.113549.1.3.1"
	oidDHX    = "1.2.840.10046.2.1"
	oidEC     = "1.2.840.10045.2.1"
	oidPrime  = "1.2.840.10045.1.1"
)

var rawTypes = []struct {
	oid, name string
	size      int
}{
	{"1.3.101.110", "x25519", 32},
	{"1.3.101.111", "x448", 56},
	{"1.3.101.112", "ed25519", 32},
	{"1.3.101.113", "ed448", 57},
}

// rawSize is the length of a raw key of the type, 0 if the type has none.
func rawSize(name string) int {
	for _, raw := range rawTypes {
		if raw.name == name {
			return raw.size
		}
	}
	return 0
}

const (
	maxKeyBytes   = 1 << 20 // no key is as long
	maxModulus    = 16384   // bits, as OpenSSL has it
	maxDHModulus  = 10000
	maxRSAModulus = maxModulus
)

func readOID(s *cryptobyte.String) (string, bool) {
	var oid asn1.ObjectIdentifier
	ok := s.ReadASN1ObjectIdentifier(&oid)
	return oid.String(), ok
}

// parseOID turns dots into what cryptobyte writes.
func parseOID(text string) asn1.ObjectIdentifier {
	var oid asn1.ObjectIdentifier
	n := 0
	for i := range text {
		if text[i] == '.' {
			oid, n = append(oid, n), 0
			continue
		}
		n = n*10 + int(text[i]-'0')
	}
	return append(oid, n)
}

func readUnsigned(s *cryptobyte.String) (*big.Int, bool) {
	n := new(big.Int)
	ok := s.ReadASN1Integer(n)
	return n, ok && n.Sign() >= 0
}

func readAll(s *cryptobyte.String, numbers ...**big.Int) bool {
	for _, to := range numbers {
		n, ok := readUnsigned(s)
		if !ok {
			return false
		}
		*to = n
	}
	return true
}

// ParseSPKI reads a SubjectPublicKeyInfo (RFC 5280).
func ParseSPKI(der []byte) (*Key, error) {
	s := cryptobyte.String(der)
	var info, algorithm cryptobyte.String
	var bits asn1.BitString
	if len(der) > maxKeyBytes || !s.ReadASN1(&info, tags.SEQUENCE) || !info.ReadASN1(&algorithm, tags.SEQUENCE) || !info.ReadASN1BitString(&bits) {
		return nil, ossl.Unsupported
	}
	oid, ok := readOID(&algorithm)
	if !ok {
		return nil, ossl.Unsupported
	}
	key, err := withParameters(oid, &algorithm)
	if err != nil {
		return nil, err
	}
	key.Kind = Public
	body := cryptobyte.String(bits.Bytes)
	switch {
	case key.RSA != nil:
		public, err := ParsePKCS1Public(body)
		if err != nil {
			return nil, err
		}
		key.RSA.N, key.RSA.E = public.RSA.N, public.RSA.E
	case key.DSA != nil:
		ok = readAll(&body, &key.DSA.Y)
	case key.DH != nil:
		ok = readAll(&body, &key.DH.Y)
	case key.EC != nil:
		key.EC.X, key.EC.Y, ok = ParsePoint(key.EC.Curve, body)
	default:
		key.RawPublic = append([]byte{}, body...)
		ok = len(body) == rawSize(key.Type)
	}
	if !ok {
		return nil, ossl.Unsupported
	}
	return key, nil
}

// withParameters makes a key of what an AlgorithmIdentifier says about it.
func withParameters(oid string, parameters *cryptobyte.String) (*Key, error) {
	switch oid {
	case oidRSA:
		return &Key{Type: "rsa", RSA: &RSA{}}, nil
	case oidRSAPSS:
		pss, ok := parsePSS(parameters)
		if !ok {
			return nil, ossl.Unsupported
		}
		return &Key{Type: "rsa-pss", RSA: &RSA{PSS: pss}}, nil
	case oidDSA:
		key := &DSA{}
		var body cryptobyte.String
		if !parameters.ReadASN1(&body, tags.SEQUENCE) || !readAll(&body, &key.P, &key.Q, &key.G) || key.P.BitLen() > maxDHModulus ||
			key.P.Bit(0) == 0 || key.Q.Sign() == 0 || key.Q.BitLen() > 512 {
			return nil, ossl.Unsupported
		}
		return &Key{Type: "dsa", DSA: key}, nil
	case oidDH, oidDHX:
		key := &DH{}
		var body cryptobyte.String
		if !parameters.ReadASN1(&body, tags.SEQUENCE) || !readAll(&body, &key.P, &key.G) || key.P.BitLen() > maxDHModulus {
			return nil, ossl.Unsupported
		}
		return &Key{Type: "dh", DH: key}, nil
	case oidEC:
		curve, explicit, err := parseCurve(parameters)
		if err != nil {
			return nil, err
		}
		return &Key{Type: "ec", EC: &EC{Curve: curve, Explicit: explicit}}, nil
	}
	for _, raw := range rawTypes {
		if raw.oid == oid {
			return &Key{Type: raw.name}, nil
		}
	}
	return nil, ossl.Unsupported
}

func parseCurve(s *cryptobyte.String) (curve *curves.Curve, explicit bool, err error) {
	if s.PeekASN1Tag(tags.OBJECT_IDENTIFIER) {
		oid, _ := readOID(s)
		if curve := curves.ByOID(oid); curve != nil {
			return curve, false, nil
		}
		return nil, false, ossl.Unsupported
	}
	var body, field, equation, seed, generator cryptobyte.String
	var version int
	var p, n *big.Int
	if !s.ReadASN1(&body, tags.SEQUENCE) || !body.ReadASN1Integer(&version) || !body.ReadASN1(&field, tags.SEQUENCE) {
		return nil, false, ossl.Unsupported
	}
	if oid, ok := readOID(&field); !ok || oid != oidPrime || !readAll(&field, &p) {
		return nil, false, ossl.Unsupported
	}
	var a, b cryptobyte.String
	if !body.ReadASN1(&equation, tags.SEQUENCE) || !equation.ReadASN1(&a, tags.OCTET_STRING) || !equation.ReadASN1(&b, tags.OCTET_STRING) ||
		!body.ReadASN1(&generator, tags.OCTET_STRING) || !readAll(&body, &n) {
		return nil, false, ossl.Unsupported
	}
	if equation.PeekASN1Tag(tags.BIT_STRING) {
		var bits asn1.BitString
		_ = equation.ReadASN1BitString(&bits)
		seed = bits.Bytes
	}
	size := (p.BitLen() + 7) / 8
	var x, y *big.Int
	switch {
	case len(generator) == 1+2*size && generator[0]|2 == 6:
		x, y = new(big.Int).SetBytes(generator[1:1+size]), new(big.Int).SetBytes(generator[1+size:])
	case len(generator) == 1+size && generator[0]|1 == 3:
		known := curves.ByPrime(p, a, b)
		if known == nil {
			return nil, false, ossl.Unsupported
		}
		return known, true, nil
	default:
		return nil, false, ossl.Unsupported
	}
	curve, err = curves.New(p, new(big.Int).SetBytes(a), new(big.Int).SetBytes(b), n, x, y)
	if err != nil {
		return nil, false, ossl.Unsupported
	}
	curve.Seed = seed
	return curve.Known(), true, nil
}

// ParsePoint reads a point in one of the three forms of SEC 1 and checks that it is on the curve.
func ParsePoint(c *curves.Curve, text []byte) (x, y *big.Int, ok bool) {
	size := c.Size()
	switch {
	case len(text) == 1+size && text[0]|1 == 3:
		x = new(big.Int).SetBytes(text[1:])
		y, ok = c.Decompress(x, uint(text[0]&1))
		return x, y, ok
	case len(text) == 1+2*size && (text[0] == 4 || text[0]|1 == 7):
		x, y = new(big.Int).SetBytes(text[1:1+size]), new(big.Int).SetBytes(text[1+size:])
		if text[0] != 4 && y.Bit(0) != uint(text[0]&1) {
			return nil, nil, false
		}
		return x, y, c.IsOnCurve(x, y)
	}
	return nil, nil, false
}

// FormatPoint writes a point in the form 2 (compressed), 4 (uncompressed) or 6 (hybrid).
func FormatPoint(c *curves.Curve, x, y *big.Int, form int) []byte {
	size := c.Size()
	out := make([]byte, 1+2*size)
	out[0] = byte(form)
	if form != 4 {
		out[0] |= byte(y.Bit(0))
	}
	x.FillBytes(out[1 : 1+size])
	if form == 2 {
		return out[:1+size]
	}
	y.FillBytes(out[1+size:])
	return out
}

// ParsePKCS1Public reads an RSAPublicKey (RFC 8017).
func ParsePKCS1Public(der []byte) (*Key, error) {
	s := cryptobyte.String(der)
	var body cryptobyte.String
	key := &RSA{}
	if len(der) > maxKeyBytes || !s.ReadASN1(&body, tags.SEQUENCE) || !readAll(&body, &key.N, &key.E) || !key.usable() {
		return nil, ossl.Unsupported
	}
	return &Key{Kind: Public, Type: "rsa", RSA: key}, nil
}

func (key *RSA) usable() bool {
	// A long exponent with a long modulus would take seconds.
	return (key.N.BitLen() <= 3072 || key.E.BitLen() <= 64) && key.N.Bit(0) == 1 && key.N.BitLen() <= maxRSAModulus && key.N.BitLen() > 15 && key.E.Sign() > 0
}

// ParsePKCS1Private reads an RSAPrivateKey of two primes (RFC 8017).
func ParsePKCS1Private(der []byte) (*Key, error) {
	s := cryptobyte.String(der)
	var body cryptobyte.String
	var version int
	key := &RSA{}
	if len(der) > maxKeyBytes || !s.ReadASN1(&body, tags.SEQUENCE) || !body.ReadASN1Integer(&version) || version != 0 ||
		!readAll(&body, &key.N, &key.E, &key.D, &key.P, &key.Q, &key.DP, &key.DQ, &key.QInv) || !key.usable() {
		return nil, ossl.Unsupported
	}
	return &Key{Kind: Private, Type: "rsa", RSA: key}, nil
}

// parseDSAPrivate reads OpenSSL's own form of a DSA key.
func parseDSAPrivate(der []byte) (*Key, error) {
	s := cryptobyte.String(der)
	var body cryptobyte.String
	var version int
	key := &DSA{}
	if !s.ReadASN1(&body, tags.SEQUENCE) || !body.ReadASN1Integer(&version) || !readAll(&body, &key.P, &key.Q, &key.G, &key.Y, &key.X) ||
		key.P.BitLen() > maxDHModulus || key.P.Bit(0) == 0 || key.Q.Sign() == 0 || key.Q.BitLen() > 512 {
		return nil, ossl.Unsupported
	}
	return &Key{Kind: Private, Type: "dsa", DSA: key}, nil
}

// ParseSEC1 reads an ECPrivateKey (RFC 5915); known is the curve that is known already.
func ParseSEC1(der []byte, known *EC) (*Key, error) {
	s := cryptobyte.String(der)
	var body, private, parameters, public cryptobyte.String
	var version int
	var hasParameters, hasPublic bool
	if len(der) > maxKeyBytes || !s.ReadASN1(&body, tags.SEQUENCE) || !body.ReadASN1Integer(&version) || version != 1 ||
		!body.ReadASN1(&private, tags.OCTET_STRING) ||
		!body.ReadOptionalASN1(&parameters, &hasParameters, tags.Tag(0).ContextSpecific().Constructed()) ||
		!body.ReadOptionalASN1(&public, &hasPublic, tags.Tag(1).ContextSpecific().Constructed()) {
		return nil, ossl.Unsupported
	}
	key := &EC{}
	if known != nil {
		*key = *known
	} else if !hasParameters {
		return nil, ossl.Unsupported
	} else {
		var err error
		if key.Curve, key.Explicit, err = parseCurve(&parameters); err != nil {
			return nil, err
		}
	}
	d := new(big.Int).SetBytes(private)
	if d.Sign() == 0 || d.Cmp(key.Curve.N) >= 0 {
		return nil, ossl.Unsupported
	}
	key.D = d.FillBytes(make([]byte, key.Curve.OrderSize()))
	ok := false
	if hasPublic {
		var bits asn1.BitString
		if !public.ReadASN1BitString(&bits) {
			return nil, ossl.Unsupported
		}
		key.X, key.Y, ok = ParsePoint(key.Curve, bits.Bytes)
	} else {
		key.X, key.Y, ok = basePoint(key.Curve, key.D)
	}
	if !ok {
		return nil, ossl.Unsupported
	}
	return &Key{Kind: Private, Type: "ec", EC: key}, nil
}

// ParsePKCS8 reads a PrivateKeyInfo (RFC 5208).
func ParsePKCS8(der []byte) (*Key, error) {
	s := cryptobyte.String(der)
	var info, algorithm, body cryptobyte.String
	var version int
	if len(der) > maxKeyBytes || !s.ReadASN1(&info, tags.SEQUENCE) || !info.ReadASN1Integer(&version) || version > 1 ||
		!info.ReadASN1(&algorithm, tags.SEQUENCE) || !info.ReadASN1(&body, tags.OCTET_STRING) {
		return nil, ossl.Unsupported
	}
	oid, ok := readOID(&algorithm)
	if !ok {
		return nil, ossl.Unsupported
	}
	key, err := withParameters(oid, &algorithm)
	if err != nil {
		return nil, err
	}
	key.Kind = Private
	switch {
	case key.RSA != nil:
		private, err := ParsePKCS1Private(body)
		if err != nil {
			return nil, err
		}
		private.RSA.PSS, private.Type = key.RSA.PSS, key.Type
		return private, nil
	case key.DSA != nil:
		if !readAll(&body, &key.DSA.X) {
			return nil, ossl.Unsupported
		}
		key.DSA.Y = power(key.DSA.G, key.DSA.X, key.DSA.P)
	case key.DH != nil:
		if !readAll(&body, &key.DH.X) {
			return nil, ossl.Unsupported
		}
		key.DH.Y = power(key.DH.G, key.DH.X, key.DH.P)
	case key.EC != nil:
		return ParseSEC1(body, key.EC)
	default:
		var raw cryptobyte.String
		if !body.ReadASN1(&raw, tags.OCTET_STRING) {
			return nil, ossl.Unsupported
		}
		return NewRaw(key.Type, raw, Private)
	}
	return key, nil
}

// isRSAPrivate tells an RSAPrivateKey, which begins with the version 0, from an RSAPublicKey.
func isRSAPrivate(der []byte) bool {
	s := cryptobyte.String(der)
	var body cryptobyte.String
	var version *big.Int
	return s.ReadASN1(&body, tags.SEQUENCE) && readAll(&body, &version) && version.BitLen() <= 1 && !body.Empty()
}

func parsePSS(s *cryptobyte.String) (*PSS, bool) {
	if s.Empty() || s.PeekASN1Tag(tags.NULL) {
		return nil, true
	}
	var body, field, algorithm cryptobyte.String
	var present bool
	pss := &PSS{Hash: "sha1", MGF1Hash: "sha1", SaltLength: 20}
	context := func(n uint8) tags.Tag { return tags.Tag(n).ContextSpecific().Constructed() }
	if !s.ReadASN1(&body, tags.SEQUENCE) || !body.ReadOptionalASN1(&field, &present, context(0)) {
		return nil, false
	}
	if present && !(field.ReadASN1(&algorithm, tags.SEQUENCE) && readHash(&algorithm, &pss.Hash)) {
		return nil, false
	}
	if !body.ReadOptionalASN1(&field, &present, context(1)) {
		return nil, false
	}
	if present {
		if !field.ReadASN1(&algorithm, tags.SEQUENCE) {
			return nil, false
		}
		var hash cryptobyte.String
		if oid, ok := readOID(&algorithm); !ok || oid != oidMGF1 || !algorithm.ReadASN1(&hash, tags.SEQUENCE) || !readHash(&hash, &pss.MGF1Hash) {
			return nil, false
		}
	}
	if !body.ReadOptionalASN1(&field, &present, context(2)) || present && !field.ReadASN1Integer(&pss.SaltLength) || pss.SaltLength < 0 {
		return nil, false
	}
	return pss, true
}

func readHash(s *cryptobyte.String, name *string) bool {
	oid, ok := readOID(s)
	if !ok {
		return false
	}
	for known, at := range hashOIDs {
		if at == oid {
			*name = known
			return true
		}
	}
	return false
}

var hashOIDs = map[string]string{
	"md5": "1.2.840.113549.2.5", "sha1": "1.3.14.3.2.26", "ripemd160": "1.3.36.3.2.1",
	"sha256": "2.16.840.1.101.3.4.2.1", "sha384": "2.16.840.1.101.3.4.2.2", "sha512": "2.16.840.1.101.3.4.2.3",
	"sha224": "2.16.840.1.101.3.4.2.4", "sha512-224": "2.16.840.1.101.3.4.2.5", "sha512-256": "2.16.840.1.101.3.4.2.6",
	"sha3-224": "2.16.840.1.101.3.4.2.7", "sha3-256": "2.16.840.1.101.3.4.2.8", "sha3-384": "2.16.840.1.101.3.4.2.9",
	"sha3-512": "2.16.840.1.101.3.4.2.10", "sm3": "1.2.156.10197.1.401",
	"blake2b512": "1.3.6.1.4.1.1722.12.2.1.16", "blake2s256": "1.3.6.1.4.1.1722.12.2.2.8",
}
