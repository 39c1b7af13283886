// Package curves has the elliptic curves that Go's standard library lacks: any prime curve in
// Weierstrass form, Ed448 and X448. What touches a secret takes the same time for every secret.
// Builtins under runtime/backend/node and web may import it.
package curves

import (
	"crypto/rand"
	"encoding/hex"
	"errors"
	"math/big"
	"strings"
	"sync"

	"filippo.io/bigmod"
)

// maxBits bounds the field of a curve whose parameters come from outside.
const maxBits = 661

// Curve is y² = x³ + ax + b over the integers modulo P, with the generator G of the prime order N.
type Curve struct {
	// Name is OpenSSL's, "" for a curve given by its parameters alone.
	Name string
	// OID is the object identifier in dots, "" for none.
	OID string
	// P, A, B and N are the parameters; Gx and Gy the generator.
	P, A, B, N, Gx, Gy *big.Int
	// Seed is what the parameters were made from, if that is known.
	Seed []byte

	field, order *bigmod.Modulus
	a, b3        *bigmod.Nat
}

var (
	named     = map[string]*Curve{}
	namedLock sync.Mutex
	other     = map[string]string{"p-256": "prime256v1", "p-384": "secp384r1", "p-521": "secp521r1", "p-224": "secp224r1",
		"p-192": "prime192v1", "secp256r1": "prime256v1", "secp192r1": "prime192v1"}
)

// ByName returns a curve by OpenSSL's name or NIST's, nil for none.
func ByName(name string) *Curve {
	if to, ok := other[strings.ToLower(name)]; ok {
		name = to
	}
	return find(func(i int) bool { return table[i].name == name })
}

// ByOID returns a curve by its object identifier in dots, nil for none.
func ByOID(oid string) *Curve {
	return find(func(i int) bool { return table[i].oid == oid && oid != "" })
}

func find(matches func(int) bool) *Curve {
	namedLock.Lock()
	defer namedLock.Unlock()
	for i := range table {
		if !matches(i) {
			continue
		}
		row := &table[i]
		if known, ok := named[row.name]; ok {
			return known
		}
		number := func(text string) *big.Int {
			bytes, _ := hex.DecodeString(strings.Repeat("0", len(text)%2) + text)
			return new(big.Int).SetBytes(bytes)
		}
		half := len(row.g) / 2
		c, err := New(number(row.p), number(row.a), number(row.b), number(row.n), number(row.g[:half]), number(row.g[half:]))
		if err != nil {
			return nil
		}
		c.Name, c.OID = row.name, row.oid
		c.Seed, _ = hex.DecodeString(row.seed)
		named[row.name] = c
		return c
	}
	return nil
}

// Names lists the curves.
func Names() []string {
	names := make([]string, len(table))
	for i := range table {
		names[i] = table[i].name
	}
	return names
}

// New makes a curve of its parameters, which it checks.
func New(p, a, b, n, gx, gy *big.Int) (*Curve, error) {
	if p.BitLen() > maxBits || p.BitLen() < 64 || n.BitLen() > p.BitLen()+1 || n.BitLen() < 64 ||
		p.Bit(0) == 0 || n.Bit(0) == 0 || !p.ProbablyPrime(20) || !n.ProbablyPrime(20) || a.Cmp(p) >= 0 || b.Cmp(p) >= 0 {
		return nil, errors.New("no usable curve parameters")
	}
	c := &Curve{P: p, A: a, B: b, N: n, Gx: gx, Gy: gy}
	var err error
	if c.field, err = bigmod.NewModulus(p.Bytes()); err != nil {
		return nil, err
	}
	if c.order, err = bigmod.NewModulus(n.Bytes()); err != nil {
		return nil, err
	}
	c.a = c.element(a)
	c.b3 = c.element(new(big.Int).Mod(new(big.Int).Mul(b, big.NewInt(3)), p))
	if !c.IsOnCurve(gx, gy) {
		return nil, errors.New("the generator is not on the curve")
	}
	// The formulas below need an odd order, which also must be the group's.
	last := new(big.Int).Sub(n, big.NewInt(1)).FillBytes(make([]byte, c.OrderSize()))
	if x, y, ok := c.Multiply(gx, gy, last); !ok || x.Cmp(gx) != 0 || y.Cmp(new(big.Int).Sub(p, gy)) != 0 {
		return nil, errors.New("the generator has another order")
	}
	return c, nil
}

// Known returns the named curve with the same parameters, or c itself.
func (c *Curve) Known() *Curve {
	p := hex.EncodeToString(c.P.Bytes())
	for i := range table {
		if table[i].p == p {
			if k := ByName(table[i].name); k != nil && k.A.Cmp(c.A) == 0 && k.B.Cmp(c.B) == 0 && k.Gx.Cmp(c.Gx) == 0 && k.Gy.Cmp(c.Gy) == 0 {
				return k
			}
		}
	}
	return c
}

// Size is the length of a coordinate in bytes.
func (c *Curve) Size() int { return (c.P.BitLen() + 7) / 8 }

// OrderSize is the length of a scalar in bytes.
func (c *Curve) OrderSize() int { return (c.N.BitLen() + 7) / 8 }

func (c *Curve) element(n *big.Int) *bigmod.Nat {
	e, err := bigmod.NewNat().SetBytes(n.FillBytes(make([]byte, c.field.Size())), c.field)
	if err != nil {
		return bigmod.NewNat().ExpandFor(c.field)
	}
	return e
}

// IsOnCurve says whether (x, y) is a point of the curve.
func (c *Curve) IsOnCurve(x, y *big.Int) bool {
	if x.Sign() < 0 || y.Sign() < 0 || x.Cmp(c.P) >= 0 || y.Cmp(c.P) >= 0 {
		return false
	}
	left := new(big.Int).Mul(y, y)
	return left.Sub(left, c.right(x)).Mod(left, c.P).Sign() == 0
}

// right is x³ + ax + b.
func (c *Curve) right(x *big.Int) *big.Int {
	r := new(big.Int).Mul(x, x)
	r.Add(r, c.A).Mul(r, x).Add(r, c.B)
	return r.Mod(r, c.P)
}

// Decompress returns the y that belongs to x and has the given last bit.
func (c *Curve) Decompress(x *big.Int, odd uint) (*big.Int, bool) {
	if x.Cmp(c.P) >= 0 {
		return nil, false
	}
	y := new(big.Int).ModSqrt(c.right(x), c.P)
	if y == nil {
		return nil, false
	}
	if y.Bit(0) != odd {
		y.Sub(c.P, y)
	}
	return y, c.IsOnCurve(x, y)
}

// RandomScalar is a number from 1 to N-1, in OrderSize bytes.
func (c *Curve) RandomScalar() ([]byte, error) {
	n, err := rand.Int(rand.Reader, new(big.Int).Sub(c.N, big.NewInt(1)))
	if err != nil {
		return nil, err
	}
	return n.Add(n, big.NewInt(1)).FillBytes(make([]byte, c.OrderSize())), nil
}

// ByPrime returns the named curve with the parameters p, a and b, nil for none.
func ByPrime(p *big.Int, a, b []byte) *Curve {
	text, aText, bText := hex.EncodeToString(p.Bytes()), hexOf(a), hexOf(b)
	return find(func(i int) bool {
		return table[i].p == text && table[i].a == aText && table[i].b == bText
	})
}

func hexOf(number []byte) string { return hex.EncodeToString(new(big.Int).SetBytes(number).Bytes()) }
