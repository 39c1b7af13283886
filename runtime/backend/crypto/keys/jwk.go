package keys

import (
	"encoding/base64"
	"math/big"
	"strings"

	"github.com/deskjs/deskjs/runtime/backend/crypto/curves"
	"github.com/deskjs/deskjs/runtime/backend/crypto/ossl"
)

// Member is one property of a JSON Web Key (RFC 7517).
type Member struct{ Name, Value string }

var jwkCurves = []Member{{"prime256v1", "P-256"}, {"secp256k1", "secp256k1"}, {"secp384r1", "P-384"}, {"secp521r1", "P-521"}}

var jwkRaw = map[string]string{"ed25519": "Ed25519", "ed448": "Ed448", "x25519": "X25519", "x448": "X448"}

func encodeURL(b []byte) string { return base64.RawURLEncoding.EncodeToString(b) }

// ExportJWK lists the members of a key. withPSS allows rsa-pss keys too.
func (k *Key) ExportJWK(withPSS bool) ([]Member, error) {
	number := func(n *big.Int) string { return encodeURL(n.Bytes()) }
	switch {
	case k.Kind == Secret:
		return []Member{{"kty", "oct"}, {"k", encodeURL(k.Bytes)}}, nil
	case k.RSA != nil && (k.Type == "rsa" || withPSS):
		r := k.RSA
		members := []Member{{"kty", "RSA"}, {"n", number(r.N)}, {"e", number(r.E)}}
		if k.Kind == Private {
			members = append(members, Member{"d", number(r.D)}, Member{"p", number(r.P)}, Member{"q", number(r.Q)},
				Member{"dp", number(r.DP)}, Member{"dq", number(r.DQ)}, Member{"qi", number(r.QInv)})
		}
		return members, nil
	case k.EC != nil:
		c := k.EC.Curve
		coordinate := func(n *big.Int) string { return encodeURL(n.FillBytes(make([]byte, c.Size()))) }
		for _, known := range jwkCurves {
			if known.Name != c.Name {
				continue
			}
			members := []Member{{"kty", "EC"}, {"x", coordinate(k.EC.X)}, {"y", coordinate(k.EC.Y)}, {"crv", known.Value}}
			if k.Kind == Private {
				members = append(members, Member{"d", encodeURL(k.EC.D)})
			}
			return members, nil
		}
		return nil, ossl.Node("Error", "ERR_CRYPTO_JWK_UNSUPPORTED_CURVE", "Unsupported JWK EC curve: "+c.Name+".")
	case jwkRaw[k.Type] != "":
		members := []Member{{"crv", jwkRaw[k.Type]}}
		if k.Kind == Private {
			members = append(members, Member{"d", encodeURL(k.RawPrivate)})
		}
		return append(members, Member{"x", encodeURL(k.RawPublic)}, Member{"kty", "OKP"}), nil
	}
	return nil, ossl.Node("Error", "ERR_CRYPTO_JWK_UNSUPPORTED_KEY_TYPE", "Unsupported JWK Key Type.")
}

var errJWK = ossl.Node("TypeError", "ERR_CRYPTO_INVALID_JWK", "Invalid JWK data")

// decodeURL reads base64 as leniently as Node does.
func decodeURL(text string) []byte {
	text = strings.TrimRight(strings.NewReplacer("-", "+", "_", "/", "\n", "", " ", "").Replace(text), "=")
	b, err := base64.RawStdEncoding.DecodeString(text)
	if err != nil {
		return nil
	}
	return b
}

// ParseJWK reads the key whose members get returns, "" for those that it lacks.
func ParseJWK(get func(string) string) (*Key, error) {
	number := func(name string) *big.Int { return new(big.Int).SetBytes(decodeURL(get(name))) }
	switch get("kty") {
	case "oct":
		return NewSecret(decodeURL(get("k"))), nil
	case "RSA":
		key := &RSA{N: number("n"), E: number("e")}
		if !key.usable() {
			return nil, errJWK
		}
		if get("d") == "" {
			return &Key{Kind: Public, Type: "rsa", RSA: key}, nil
		}
		key.D, key.P, key.Q, key.DP, key.DQ, key.QInv = number("d"), number("p"), number("q"), number("dp"), number("dq"), number("qi")
		return &Key{Kind: Private, Type: "rsa", RSA: key}, nil
	case "EC":
		c := curves.ByName(get("crv"))
		if c == nil {
			return nil, errJWK
		}
		key := &EC{Curve: c, X: number("x"), Y: number("y")}
		if !c.IsOnCurve(key.X, key.Y) {
			return nil, errJWK
		}
		if get("d") == "" {
			return &Key{Kind: Public, Type: "ec", EC: key}, nil
		}
		d := number("d")
		if d.Sign() == 0 || d.Cmp(c.N) >= 0 {
			return nil, errJWK
		}
		key.D = d.FillBytes(make([]byte, c.OrderSize()))
		return &Key{Kind: Private, Type: "ec", EC: key}, nil
	}
	return nil, errJWK
}
