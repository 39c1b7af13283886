package curves

import (
	"crypto/rand"
	"crypto/sha3"
	"crypto/subtle"
	"errors"
	"math/big"
	"slices"
	"sync"

	"filippo.io/bigmod"
)

// Sizes of Ed448's and X448's keys and signatures in bytes.
const (
	Ed448KeySize       = 57
	Ed448SignatureSize = 114
	X448KeySize        = 56
)

// goldilocks holds the constants of RFC 8032 and RFC 7748 for the field of 2^448 - 2^224 - 1.
type goldilocks struct {
	p, l, d      *big.Int
	field, order *bigmod.Modulus
	dNat, a24    *bigmod.Nat
	base         *point
}

var theGoldilocks = sync.OnceValue(func() *goldilocks {
	one := big.NewInt(1)
	p := new(big.Int).Lsh(one, 448)
	p.Sub(p, new(big.Int).Lsh(one, 224)).Sub(p, one)
	number := func(text string) *big.Int { n, _ := new(big.Int).SetString(text, 10); return n }
	l := new(big.Int).Lsh(one, 446)
	l.Sub(l, number("13818066809895115352007386748515426880336692474882178609894547503885"))
	g := &goldilocks{p: p, l: l, d: new(big.Int).Sub(p, big.NewInt(39081))}
	g.field, _ = bigmod.NewModulus(p.Bytes())
	g.order, _ = bigmod.NewModulus(l.Bytes())
	g.dNat, g.a24 = g.element(g.d), g.element(big.NewInt(39081))
	x := number("224580040295924300187604334099896036246789641632564134246125461686950415467406032909029192869357953282578032075146446173674602635247710")
	y := number("298819210078481492676017930443930673437544040154080242095928241372331506189835876003536878655418784733982303233503462500531545062832660")
	g.base = &point{g.element(x), g.element(y), g.element(one)}
	return g
})

func (g *goldilocks) element(n *big.Int) *bigmod.Nat {
	e, _ := bigmod.NewNat().SetBytes(n.FillBytes(make([]byte, g.field.Size())), g.field)
	return e
}

func (g *goldilocks) mul(x, y *bigmod.Nat) *bigmod.Nat {
	return bigmod.NewNat().ExpandFor(g.field).Add(x, g.field).Mul(y, g.field)
}

func (g *goldilocks) sum(x, y *bigmod.Nat) *bigmod.Nat {
	return bigmod.NewNat().ExpandFor(g.field).Add(x, g.field).Add(y, g.field)
}

func (g *goldilocks) sub(x, y *bigmod.Nat) *bigmod.Nat {
	return bigmod.NewNat().ExpandFor(g.field).Add(x, g.field).Sub(y, g.field)
}

// add is section 5.2.4 of RFC 8032; it is complete.
func (g *goldilocks) add(p, q *point) *point {
	a := g.mul(p.z, q.z)
	b := g.mul(a, a)
	c, d := g.mul(p.x, q.x), g.mul(p.y, q.y)
	e := g.mul(g.dNat, g.mul(c, d))
	f, h := g.sub(b, e), g.sum(b, e)
	cross := g.sub(g.sub(g.mul(g.sum(p.x, p.y), g.sum(q.x, q.y)), c), d)
	return &point{g.mul(g.mul(a, f), cross), g.mul(g.mul(a, h), g.sub(d, c)), g.mul(f, h)}
}

// multiply returns scalar (the least byte first) times p.
func (g *goldilocks) multiply(p *point, scalar []byte) *point {
	neutral := func() *point {
		return &point{g.element(big.NewInt(0)), g.element(big.NewInt(1)), g.element(big.NewInt(1))}
	}
	var multiples [16]*point
	multiples[0] = neutral()
	for i := 1; i < 16; i++ {
		multiples[i] = g.add(multiples[i-1], p)
	}
	sum := neutral()
	for i := 2*len(scalar) - 1; i >= 0; i-- {
		for range 4 {
			sum = g.add(sum, sum)
		}
		digit := scalar[i/2] >> (4 * (i % 2)) & 15
		part := neutral()
		for n, multiple := range multiples {
			on := subtle.ConstantTimeByteEq(digit, byte(n))
			choose(on, part.x, multiple.x)
			choose(on, part.y, multiple.y)
			choose(on, part.z, multiple.z)
		}
		sum = g.add(sum, part)
	}
	return sum
}

func (g *goldilocks) inverse(x *bigmod.Nat) *bigmod.Nat {
	return bigmod.NewNat().Exp(x, new(big.Int).Sub(g.p, big.NewInt(2)).Bytes(), g.field)
}

func (g *goldilocks) encode(p *point) []byte {
	inverse := g.inverse(p.z)
	out := g.mul(p.y, inverse).Bytes(g.field)
	slices.Reverse(out)
	return append(out, byte(g.mul(p.x, inverse).IsOdd())<<7)
}

// decode is section 5.2.3 of RFC 8032. Points are public.
func (g *goldilocks) decode(text []byte) (*point, bool) {
	if len(text) != Ed448KeySize || text[56]&0x7F != 0 {
		return nil, false
	}
	bytes := slices.Clone(text[:56])
	slices.Reverse(bytes)
	y := new(big.Int).SetBytes(bytes)
	if y.Cmp(g.p) >= 0 {
		return nil, false
	}
	one := big.NewInt(1)
	yy := new(big.Int).Mul(y, y)
	yy.Mod(yy, g.p)
	u := new(big.Int).Sub(yy, one)
	v := new(big.Int).Mul(g.d, yy)
	v.Sub(v, one).Mod(v, g.p)
	xx := u.Mul(u, new(big.Int).ModInverse(v, g.p))
	x := new(big.Int).ModSqrt(xx.Mod(xx, g.p), g.p)
	if x == nil {
		return nil, false
	}
	odd := uint(text[56] >> 7)
	if x.Sign() == 0 && odd == 1 {
		return nil, false
	}
	if x.Bit(0) != odd {
		x.Sub(g.p, x)
	}
	return &point{g.element(x), g.element(y), g.element(one)}, true
}

func ed448Hash(length int, context []byte, parts ...[]byte) []byte {
	h := sha3.NewSHAKE256()
	if context != nil {
		_, _ = h.Write(append([]byte("SigEd448\x00"), byte(len(context))))
		_, _ = h.Write(context)
	}
	for _, part := range parts {
		_, _ = h.Write(part)
	}
	out := make([]byte, length)
	_, _ = h.Read(out)
	return out
}

func ed448Secrets(private []byte) (scalar, prefix []byte) {
	h := ed448Hash(114, nil, private)
	h[0] &= 0xFC
	h[55] |= 0x80
	h[56] = 0
	return h[:57], h[57:]
}

// reduced is the number that little-endian bytes stand for, modulo the order.
func (g *goldilocks) reduced(bytes []byte) *bigmod.Nat {
	n := make([]byte, len(bytes))
	copy(n, bytes)
	slices.Reverse(n)
	wide, _ := bigmod.NewModulus(append([]byte{1}, append(make([]byte, len(n)), 1)...))
	x, err := bigmod.NewNat().SetBytes(append([]byte{0, 0}, n...), wide)
	if err != nil {
		return bigmod.NewNat().ExpandFor(g.order)
	}
	return bigmod.NewNat().Mod(x, g.order)
}

func (g *goldilocks) scalarBytes(n *bigmod.Nat) []byte {
	out := n.Bytes(g.order)
	slices.Reverse(out)
	return append(out, make([]byte, Ed448KeySize-len(out))...)
}

// Ed448Public returns the public key of a private one of 57 bytes.
func Ed448Public(private []byte) []byte {
	g := theGoldilocks()
	scalar, _ := ed448Secrets(private)
	return g.encode(g.multiply(g.base, scalar))
}

// Ed448Sign signs a message (RFC 8032, section 5.2.6); the context has at most 255 bytes.
func Ed448Sign(private, message, context []byte) []byte {
	g := theGoldilocks()
	if context == nil {
		context = []byte{}
	}
	scalar, prefix := ed448Secrets(private)
	public := g.encode(g.multiply(g.base, scalar))
	r := g.reduced(ed448Hash(114, context, prefix, message))
	point := g.encode(g.multiply(g.base, g.scalarBytes(r)))
	k := g.reduced(ed448Hash(114, context, point, public, message))
	s := k.Mul(g.reduced(scalar), g.order).Add(r, g.order)
	return append(point, g.scalarBytes(s)...)
}

// Ed448Verify checks a signature of Ed448Sign.
func Ed448Verify(public, message, context, signature []byte) bool {
	g := theGoldilocks()
	if context == nil {
		context = []byte{}
	}
	if len(signature) != Ed448SignatureSize {
		return false
	}
	a, ok := g.decode(public)
	if !ok {
		return false
	}
	if _, ok := g.decode(signature[:57]); !ok {
		return false
	}
	backwards := slices.Clone(signature[57:])
	slices.Reverse(backwards)
	if new(big.Int).SetBytes(backwards).Cmp(g.l) >= 0 {
		return false
	}
	k := g.reduced(ed448Hash(114, context, signature[:57], public, message))
	// R = sB - kA
	minus := &point{g.sub(g.element(big.NewInt(0)), a.x), a.y, a.z}
	found := g.add(g.multiply(g.base, signature[57:]), g.multiply(minus, g.scalarBytes(k)))
	return string(g.encode(found)) == string(signature[:57])
}

// X448 multiplies the point with the given coordinate (RFC 7748, section 5). A result of
// zero, which a point of small order gives, is an error.
func X448(private, u []byte) ([]byte, error) {
	g := theGoldilocks()
	if len(private) != X448KeySize || len(u) != X448KeySize {
		return nil, errors.New("an X448 key has 56 bytes")
	}
	scalar := slices.Clone(private)
	scalar[0] &= 252
	scalar[55] |= 128
	coordinate := slices.Clone(u)
	slices.Reverse(coordinate)
	n := new(big.Int).SetBytes(coordinate)
	x1 := g.element(n.Mod(n, g.p))
	x2, z2, x3, z3 := g.element(big.NewInt(1)), g.element(big.NewInt(0)), g.sum(x1, g.element(big.NewInt(0))), g.element(big.NewInt(1))
	swapped := 0
	exchange := func(on int) {
		for _, pair := range [][2]*bigmod.Nat{{x2, x3}, {z2, z3}} {
			a, b := pair[0].Bits(), pair[1].Bits()
			for i := range a {
				t := -uint(on) & (a[i] ^ b[i])
				a[i] ^= t
				b[i] ^= t
			}
		}
	}
	for t := 447; t >= 0; t-- {
		bit := int(scalar[t/8] >> (t % 8) & 1)
		exchange(swapped ^ bit)
		swapped = bit
		a, b := g.sum(x2, z2), g.sub(x2, z2)
		aa, bb := g.mul(a, a), g.mul(b, b)
		e := g.sub(aa, bb)
		da, cb := g.mul(g.sub(x3, z3), a), g.mul(g.sum(x3, z3), b)
		plus, minus := g.sum(da, cb), g.sub(da, cb)
		x3, z3 = g.mul(plus, plus), g.mul(x1, g.mul(minus, minus))
		x2, z2 = g.mul(aa, bb), g.mul(e, g.sum(aa, g.mul(g.a24, e)))
	}
	exchange(swapped)
	out := g.mul(x2, g.inverse(z2)).Bytes(g.field)
	slices.Reverse(out)
	if subtle.ConstantTimeCompare(out, make([]byte, X448KeySize)) == 1 {
		return nil, errors.New("the shared secret is zero")
	}
	return out, nil
}

// X448Public returns the public key of a private one.
func X448Public(private []byte) ([]byte, error) {
	return X448(private, append([]byte{5}, make([]byte, 55)...))
}

// NewGoldilocksKey returns size random bytes.
func NewGoldilocksKey(size int) []byte {
	key := make([]byte, size)
	_, _ = rand.Read(key) // never fails
	return key
}
