package curves

import (
	"crypto/subtle"
	"math/big"

	"filippo.io/bigmod"
)

// point has projective coordinates; (0, 1, 0) is the point at infinity.
type point struct{ x, y, z *bigmod.Nat }

func (c *Curve) zero() *bigmod.Nat { return bigmod.NewNat().ExpandFor(c.field) }

func (c *Curve) infinity() *point {
	return &point{c.zero(), c.element(big.NewInt(1)), c.zero()}
}

// add returns p + q by the complete formulas of Renes, Costello and Batina (algorithm 1 of
// "Complete addition formulas for prime order elliptic curves"): no case is special.
func (c *Curve) add(p, q *point) *point {
	m := c.field
	mul := func(x, y *bigmod.Nat) *bigmod.Nat { return c.zero().Add(x, m).Mul(y, m) }
	sum := func(x, y *bigmod.Nat) *bigmod.Nat { return c.zero().Add(x, m).Add(y, m) }
	sub := func(x, y *bigmod.Nat) *bigmod.Nat { return c.zero().Add(x, m).Sub(y, m) }
	t0, t1, t2 := mul(p.x, q.x), mul(p.y, q.y), mul(p.z, q.z)
	t3 := sub(mul(sum(p.x, p.y), sum(q.x, q.y)), sum(t0, t1))
	t4 := sub(mul(sum(p.x, p.z), sum(q.x, q.z)), sum(t0, t2))
	t5 := sub(mul(sum(p.y, p.z), sum(q.y, q.z)), sum(t1, t2))
	z := sum(mul(c.b3, t2), mul(c.a, t4))
	x := sub(t1, z)
	z = sum(t1, z)
	y := mul(x, z)
	at2 := mul(c.a, t2)
	t1 = sum(sum(sum(t0, t0), t0), at2)
	t4 = sum(mul(c.b3, t4), mul(c.a, sub(t0, at2)))
	y = sum(y, mul(t1, t4))
	x = sub(mul(t3, x), mul(t5, t4))
	z = sum(mul(t5, z), mul(t3, t1))
	return &point{x, y, z}
}

// choose sets to to from if on is 1, in the same time if it is 0.
func choose(on int, to, from *bigmod.Nat) {
	mask := -uint(on)
	a, b := to.Bits(), from.Bits()
	for i := range a {
		a[i] ^= mask & (a[i] ^ b[i])
	}
}

// Multiply returns scalar times (x, y). ok is false if that is the point at infinity. The
// scalar's value does not show in the time it takes, its length does.
func (c *Curve) Multiply(x, y *big.Int, scalar []byte) (rx, ry *big.Int, ok bool) {
	var multiples [16]*point
	multiples[0] = c.infinity()
	multiples[1] = &point{c.element(x), c.element(y), c.element(big.NewInt(1))}
	for i := 2; i < 16; i++ {
		multiples[i] = c.add(multiples[i-1], multiples[1])
	}
	sum := c.infinity()
	for i := range 2 * len(scalar) {
		for range 4 {
			sum = c.add(sum, sum)
		}
		digit := scalar[i/2] >> 4
		if i%2 == 1 {
			digit = scalar[i/2] & 15
		}
		part := c.infinity()
		for n, multiple := range multiples {
			on := subtle.ConstantTimeByteEq(digit, byte(n))
			choose(on, part.x, multiple.x)
			choose(on, part.y, multiple.y)
			choose(on, part.z, multiple.z)
		}
		sum = c.add(sum, part)
	}
	return c.affine(sum)
}

func (c *Curve) affine(p *point) (x, y *big.Int, ok bool) {
	if p.z.IsZero() == 1 {
		return nil, nil, false
	}
	exponent := new(big.Int).Sub(c.P, big.NewInt(2)).Bytes()
	inverse := bigmod.NewNat().Exp(p.z, exponent, c.field)
	x = new(big.Int).SetBytes(c.zero().Add(p.x, c.field).Mul(inverse, c.field).Bytes(c.field))
	y = new(big.Int).SetBytes(c.zero().Add(p.y, c.field).Mul(inverse, c.field).Bytes(c.field))
	return x, y, true
}

// Base returns scalar times the generator.
func (c *Curve) Base(scalar []byte) (x, y *big.Int, ok bool) { return c.Multiply(c.Gx, c.Gy, scalar) }

// hashed is the number that a digest stands for: its first bits, as many as the order has.
func (c *Curve) hashed(digest []byte) *bigmod.Nat {
	n := new(big.Int).SetBytes(digest)
	if extra := len(digest)*8 - c.N.BitLen(); extra > 0 {
		n.Rsh(n, uint(extra))
	}
	n.Mod(n, c.N)
	e, _ := bigmod.NewNat().SetBytes(n.FillBytes(make([]byte, c.order.Size())), c.order)
	return e
}

// Sign makes an ECDSA signature of a digest.
func (c *Curve) Sign(private, digest []byte) (r, s *big.Int, err error) {
	d, err := bigmod.NewNat().SetOverflowingBytes(private, c.order)
	if err != nil {
		return nil, nil, err
	}
	for {
		k, err := c.RandomScalar()
		if err != nil {
			return nil, nil, err
		}
		x, _, ok := c.Base(k)
		if !ok {
			continue
		}
		r = x.Mod(x, c.N)
		if r.Sign() == 0 {
			continue
		}
		rNat, _ := bigmod.NewNat().SetBytes(r.FillBytes(make([]byte, c.order.Size())), c.order)
		kNat, err := bigmod.NewNat().SetBytes(k, c.order)
		if err != nil {
			return nil, nil, err
		}
		inverse := bigmod.NewNat().Exp(kNat, new(big.Int).Sub(c.N, big.NewInt(2)).Bytes(), c.order)
		sNat := rNat.Mul(d, c.order).Add(c.hashed(digest), c.order).Mul(inverse, c.order)
		if sNat.IsZero() == 1 {
			continue
		}
		return r, new(big.Int).SetBytes(sNat.Bytes(c.order)), nil
	}
}

// Verify checks an ECDSA signature of a digest by the public key (x, y).
func (c *Curve) Verify(x, y *big.Int, digest []byte, r, s *big.Int) bool {
	if r.Sign() <= 0 || s.Sign() <= 0 || r.Cmp(c.N) >= 0 || s.Cmp(c.N) >= 0 || !c.IsOnCurve(x, y) {
		return false
	}
	e := new(big.Int).SetBytes(c.hashed(digest).Bytes(c.order))
	w := new(big.Int).ModInverse(s, c.N)
	size := c.OrderSize()
	u1 := e.Mul(e, w).Mod(e, c.N).FillBytes(make([]byte, size))
	u2 := w.Mul(w, r).Mod(w, c.N).FillBytes(make([]byte, size))
	sum := c.infinity()
	if x1, y1, ok := c.Base(u1); ok {
		sum = &point{c.element(x1), c.element(y1), c.element(big.NewInt(1))}
	}
	if x2, y2, ok := c.Multiply(x, y, u2); ok {
		sum = c.add(sum, &point{c.element(x2), c.element(y2), c.element(big.NewInt(1))})
	}
	found, _, ok := c.affine(sum)
	return ok && found.Mod(found, c.N).Cmp(r) == 0
}
