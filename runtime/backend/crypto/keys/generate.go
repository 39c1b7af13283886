package keys

import (
	"crypto/rand"
	"math/big"
	"runtime"
	"sync"
	"sync/atomic"

	"github.com/deskjs/deskjs/runtime/backend/crypto/ossl"
)

var one = big.NewInt(1)

// GenerateRaw makes a private key of "ed25519", "ed448", "x25519" or "x448".
func GenerateRaw(name string) (*Key, error) {
	return NewRaw(name, randomBytes(rawSize(name)), Private)
}

// GenerateRSA makes a private key; pss restricts it if it is "rsa-pss".
func GenerateRSA(bits int, exponent uint32, pss *PSS, isPSS bool) (*Key, error) {
	if bits < 512 {
		return nil, rsaError("02000078", "key size too small")
	}
	if bits > maxRSAModulus {
		return nil, rsaError("02000069", "modulus too large")
	}
	if exponent < 3 || exponent%2 == 0 {
		return nil, rsaError("020000B2", "pub exponent out of range")
	}
	e := big.NewInt(int64(exponent))
	for {
		p, err := rsaPrime((bits+1)/2, e)
		if err != nil {
			return nil, err
		}
		q, err := rsaPrime(bits/2, e)
		if err != nil {
			return nil, err
		}
		if p.Cmp(q) < 0 {
			p, q = q, p
		}
		n := new(big.Int).Mul(p, q)
		if p.Cmp(q) == 0 || n.BitLen() != bits {
			continue
		}
		p1, q1 := new(big.Int).Sub(p, one), new(big.Int).Sub(q, one)
		lcm := new(big.Int).Mul(p1, q1)
		lcm.Div(lcm, new(big.Int).GCD(nil, nil, p1, q1))
		d := new(big.Int).ModInverse(e, lcm)
		if d == nil {
			continue
		}
		key := &RSA{N: n, E: e, D: d, P: p, Q: q, DP: new(big.Int).Mod(d, p1), DQ: new(big.Int).Mod(d, q1), QInv: new(big.Int).ModInverse(q, p)}
		if isPSS {
			key.PSS = pss
			return &Key{Kind: Private, Type: "rsa-pss", RSA: key}, nil
		}
		return &Key{Kind: Private, Type: "rsa", RSA: key}, nil
	}
}

// rsaPrime is a prime with its two first bits set whose predecessor shares no factor with e.
func rsaPrime(bits int, e *big.Int) (*big.Int, error) {
	for {
		p, err := rand.Prime(rand.Reader, bits)
		if err != nil {
			return nil, ossl.OperationFailed(err.Error())
		}
		if new(big.Int).GCD(nil, nil, new(big.Int).Sub(p, one), e).Cmp(one) == 0 {
			return p, nil
		}
	}
}

// GenerateDSA makes parameters and a private key; qBits may be -1 for the usual length.
func GenerateDSA(bits, qBits int) (*Key, error) {
	if qBits < 0 {
		qBits = 224
		if bits < 2048 {
			qBits = 160
		}
	}
	if bits < 512 || bits > maxDHModulus || qBits < 64 || qBits > 512 || qBits >= bits {
		return nil, ossl.Error("05000065", "dsa routines", "DSA_", "bad ffc parameters")
	}
	qBits = qBits / 8 * 8
	q, err := rand.Prime(rand.Reader, qBits)
	if err != nil {
		return nil, ossl.OperationFailed(err.Error())
	}
	limit := new(big.Int).Lsh(one, uint(bits-1))
	p := new(big.Int)
	for p.BitLen() != bits || !p.ProbablyPrime(20) {
		p.SetBytes(randomBytes((bits + 7) / 8))
		p.Mod(p, limit).Add(p, limit)
		// p becomes 1 modulo 2q
		twice := new(big.Int).Lsh(q, 1)
		p.Sub(p, new(big.Int).Mod(p, twice)).Add(p, one)
	}
	exponent := new(big.Int).Div(new(big.Int).Sub(p, one), q)
	g := new(big.Int)
	for h := int64(2); ; h++ {
		if g.Exp(big.NewInt(h), exponent, p); g.Cmp(one) > 0 {
			break
		}
	}
	x, err := rand.Int(rand.Reader, new(big.Int).Sub(q, one))
	if err != nil {
		return nil, ossl.OperationFailed(err.Error())
	}
	x.Add(x, one)
	return &Key{Kind: Private, Type: "dsa", DSA: &DSA{P: p, Q: q, G: g, X: x, Y: power(g, x, p)}}, nil
}

// GenerateDH makes a private key for a prime and a generator.
func GenerateDH(p, g *big.Int) (*Key, error) {
	x, err := DHPrivate(p)
	if err != nil {
		return nil, err
	}
	return &Key{Kind: Private, Type: "dh", DH: &DH{P: p, G: g, X: x, Y: power(g, x, p)}}, nil
}

// DHPrivate is a random exponent for a group with the prime p.
func DHPrivate(p *big.Int) (*big.Int, error) {
	if p.BitLen() < 3 {
		return big.NewInt(1), nil
	}
	x, err := rand.Int(rand.Reader, new(big.Int).Sub(p, big.NewInt(3)))
	if err != nil {
		return nil, ossl.OperationFailed(err.Error())
	}
	return x.Add(x, one), nil
}

// GenerateDHPrime makes a safe prime of the given length for the generator.
func GenerateDHPrime(bits int, generator int64) (*big.Int, error) {
	// With these residues the generator makes the whole group or its large half, as in OpenSSL.
	add, rem := int64(2), int64(1)
	switch generator {
	case 2:
		add, rem = 24, 23
	case 3:
		add, rem = 12, 11
	case 5:
		add, rem = 60, 59
	}
	if bits < 6 {
		add, rem = 2, 1
	}
	return SafePrime(bits, big.NewInt(add), big.NewInt(rem))
}

// smallPrimes are the odd primes below 2^15.
var smallPrimes = sync.OnceValue(func() []uint64 {
	composite := make([]bool, 1<<15)
	var primes []uint64
	for n := 3; n < len(composite); n += 2 {
		if composite[n] {
			continue
		}
		primes = append(primes, uint64(n))
		for m := n * n; m < len(composite); m += 2 * n {
			composite[m] = true
		}
	}
	return primes
})

// SafePrime is a prime p of the given length with (p-1)/2 prime too and p = rem modulo add. It looks
// on all processors.
func SafePrime(bits int, add, rem *big.Int) (*big.Int, error) {
	workers := runtime.GOMAXPROCS(0)
	if bits < 256 {
		workers = 1
	}
	found := make(chan *big.Int, workers)
	var stop atomic.Bool
	for range workers {
		go func() { found <- safePrime(bits, add, rem, &stop) }()
	}
	p := <-found
	stop.Store(true)
	if p == nil {
		return nil, ossl.Error("0180007B", "bignum routines", "BN_", "no suitable prime")
	}
	return p, nil
}

// window is how many numbers are sieved at once.
const window = 1 << 14

func safePrime(bits int, add, rem *big.Int, stop *atomic.Bool) *big.Int {
	primes := smallPrimes()
	step := new(big.Int).Set(add)
	if step.Bit(0) == 1 {
		step.Lsh(step, 1)
	}
	top := new(big.Int).Lsh(one, uint(bits-1))
	if bits > 2 {
		top.SetBit(top, bits-2, 1)
	}
	composite := make([]bool, window)
	divisor, rest := new(big.Int), new(big.Int)
	for tries := 0; !stop.Load(); tries++ {
		if bits < 32 && tries > 10000 {
			return nil // there is none
		}
		start := new(big.Int).SetBytes(randomBytes((bits + 7) / 8))
		start.Mod(start, new(big.Int).Lsh(one, uint(bits))).Or(start, top)
		start.Sub(start, rest.Mod(start, step)).Add(start, rem)
		if start.Bit(0) == 0 {
			start.Add(start, add)
		}
		clear(composite)
		if bits > 32 {
			for _, prime := range primes {
				// Neither p nor (p-1)/2 may be a multiple of a small prime: p is neither 0 nor 1 modulo it.
				divisor.SetUint64(prime)
				by := rest.Mod(step, divisor).Uint64()
				if by == 0 {
					continue
				}
				at := rest.Mod(start, divisor).Uint64()
				strike(composite, prime, by, at)
			}
		}
		p, half := new(big.Int).Set(start), new(big.Int)
		for i := 0; i < window && p.BitLen() <= bits && !stop.Load(); i++ {
			if !composite[i] && p.BitLen() == bits && half.Rsh(p, 1).ProbablyPrime(0) && p.ProbablyPrime(20) && half.ProbablyPrime(20) {
				return p
			}
			p.Add(p, step)
		}
	}
	return nil
}

// strike marks each i for which at + i*by is 0 or 1 modulo prime.
func strike(composite []bool, prime, by, at uint64) {
	inverse := new(big.Int).ModInverse(new(big.Int).SetUint64(by), new(big.Int).SetUint64(prime)).Uint64()
	for _, target := range []uint64{0, 1} {
		first := (target + prime - at) % prime * inverse % prime
		for i := first; i < window; i += prime {
			composite[i] = true
		}
	}
}
