package crypto

import (
	_ "embed"
	"math/big"
	"strings"

	"github.com/deskjs/deskjs/runtime/backend/crypto/curves"
	"github.com/deskjs/deskjs/runtime/backend/crypto/keys"
	"github.com/deskjs/deskjs/runtime/backend/crypto/ossl"
	"github.com/deskjs/deskjs/runtime/backend/op"
)

// groupPrimes has the groups of RFC 2409 and RFC 3526: a name and a prime in each line. The generator is 2.
//
//go:embed groups.txt
var groupPrimes string

// exchange is the state of a DiffieHellman; what is not there is nil.
type exchange struct{ p, g, public, private *big.Int }

func groupByName(name string) (*exchange, error) {
	for line := range strings.Lines(groupPrimes) {
		if known, prime, _ := strings.Cut(strings.TrimSpace(line), " "); strings.EqualFold(known, name) {
			p, _ := new(big.Int).SetString(prime, 16)
			return &exchange{p: p, g: big.NewInt(2)}, nil
		}
	}
	return nil, ossl.Node("Error", "ERR_CRYPTO_UNKNOWN_DH_GROUP", "Unknown DH group")
}

func newDHGroup(_ *op.Context, args op.Args) (any, error) {
	group, err := groupByName(args.String(0))
	if err != nil {
		return nil, err
	}
	return op.Handle{Value: group}, nil
}

// newDH(prime or its length, generator) is a handle.
func newDH(_ *op.Context, args op.Args) (any, error) {
	badGenerator := ossl.Error("02800065", "Diffie-Hellman routines", "DH_", "bad generator")
	generator := big.NewInt(args.Int64(1))
	if bytes := args.Bytes(1); bytes != nil {
		generator = new(big.Int).SetBytes(bytes)
	}
	bytes := args.Bytes(0)
	if bytes == nil {
		bits := args.Int(0)
		if bits < 2 {
			return nil, ossl.Error("0280007E", "Diffie-Hellman routines", "DH_", "modulus too small")
		}
		if bits > 10000 {
			return nil, ossl.Error("02800067", "Diffie-Hellman routines", "DH_", "modulus too large")
		}
		if generator.Cmp(big.NewInt(1)) <= 0 {
			return nil, badGenerator
		}
		p, err := keys.GenerateDHPrime(max(bits, 4), generator.Int64())
		if err != nil {
			return nil, err
		}
		return op.Handle{Value: &exchange{p: p, g: generator}}, nil
	}
	if generator.Cmp(big.NewInt(1)) <= 0 {
		return nil, badGenerator
	}
	return op.Handle{Value: &exchange{p: new(big.Int).SetBytes(bytes), g: generator}}, nil
}

// Flags of verifyError.
const (
	pNotPrime            = 1
	pNotSafePrime        = 2
	notSuitableGenerator = 8
	modulusTooSmall      = 0x80
	modulusTooLarge      = 0x100
)

// dhError(handle) is verifyError: what OpenSSL's DH_check says about the parameters.
func dhError(_ *op.Context, args op.Args) (any, error) {
	e, err := op.HandleAt[*exchange](args, 0)
	if err != nil {
		return nil, err
	}
	if e.p.BitLen() >= 768 && strings.Contains(groupPrimes, e.p.Text(16)) && e.g.Cmp(big.NewInt(2)) == 0 {
		return 0, nil
	}
	flags := 0
	last := new(big.Int).Sub(e.p, big.NewInt(1))
	if e.g.Cmp(big.NewInt(1)) <= 0 || e.g.Cmp(last) >= 0 {
		flags |= notSuitableGenerator
	}
	switch bits := e.p.BitLen(); {
	case bits < 512:
		flags |= modulusTooSmall
	case bits > 10000:
		return flags | modulusTooLarge, nil
	}
	switch {
	case e.p.Bit(0) == 0 || !e.p.ProbablyPrime(10):
		flags |= pNotPrime
	case !last.Rsh(last, 1).ProbablyPrime(10):
		flags |= pNotSafePrime
	}
	return flags, nil
}

// number is n's bytes, as many as it needs.
func number(n *big.Int) any { return append([]byte{}, n.Bytes()...) }

func (e *exchange) size() int { return (e.p.BitLen() + 7) / 8 }

// dhGenerate(handle) makes the keys and returns the public one.
func dhGenerate(_ *op.Context, args op.Args) (any, error) {
	e, err := op.HandleAt[*exchange](args, 0)
	if err != nil {
		return nil, err
	}
	if e.p.BitLen() > 10000 {
		return nil, ossl.Error("02800067", "Diffie-Hellman routines", "DH_", "modulus too large")
	}
	if e.p.BitLen() < 512 && e.p.Sign() == 0 {
		return nil, ossl.Error("0280007E", "Diffie-Hellman routines", "DH_", "modulus too small")
	}
	if e.private == nil {
		if e.private, err = keys.DHPrivate(e.p); err != nil {
			return nil, err
		}
	}
	e.public = keys.Power(e.g, e.private, e.p)
	return e.public.FillBytes(make([]byte, e.size())), nil
}

// dhCompute(handle, other's public key) is the shared secret, as long as the prime.
func dhCompute(_ *op.Context, args op.Args) (any, error) {
	e, err := op.HandleAt[*exchange](args, 0)
	if err != nil {
		return nil, err
	}
	other := new(big.Int).SetBytes(args.Bytes(1))
	switch {
	case other.Cmp(big.NewInt(1)) <= 0:
		return nil, ossl.Node("RangeError", "ERR_CRYPTO_INVALID_KEYLEN", "Supplied key is too small")
	case other.Cmp(new(big.Int).Sub(e.p, big.NewInt(1))) >= 0:
		return nil, ossl.Node("RangeError", "ERR_CRYPTO_INVALID_KEYLEN", "Supplied key is too large")
	case e.private == nil:
		return nil, ossl.Error("02800064", "Diffie-Hellman routines", "DH_", "no private value")
	}
	secret := keys.Power(other, e.private, e.p)
	return secret.FillBytes(make([]byte, e.size())), nil
}

// dhGet(handle, "prime", "generator", "public" or "private").
func dhGet(_ *op.Context, args op.Args) (any, error) {
	e, err := op.HandleAt[*exchange](args, 0)
	if err != nil {
		return nil, err
	}
	none := func(what string) error {
		return ossl.Node("Error", "ERR_CRYPTO_INVALID_STATE", "No "+what+" key - did you forget to generate one?")
	}
	switch args.String(1) {
	case "prime":
		return number(e.p), nil
	case "generator":
		return number(e.g), nil
	case "public":
		if e.public == nil {
			return nil, none("public")
		}
		return number(e.public), nil
	}
	if e.private == nil {
		return nil, none("private")
	}
	return number(e.private), nil
}

// dhSet(handle, "public" or "private", bytes).
func dhSet(_ *op.Context, args op.Args) (any, error) {
	e, err := op.HandleAt[*exchange](args, 0)
	if err != nil {
		return nil, err
	}
	n := new(big.Int).SetBytes(args.Bytes(2))
	if args.String(1) == "public" {
		e.public = n
	} else {
		e.private = n
	}
	return nil, nil
}

// sharedSecret(private key, public key) is what they agree on.
func sharedSecret(_ *op.Context, args op.Args) (any, error) {
	private, err := keyAt(args, 0)
	if err != nil {
		return nil, err
	}
	public, err := keyAt(args, 1)
	if err != nil {
		return nil, err
	}
	return bytesResult(private.Shared(public))
}

// curveKeys is the state of an ECDH.
type curveKeys struct {
	curve *curves.Curve
	d     []byte
	x, y  *big.Int
}

func newECDH(_ *op.Context, args op.Args) (any, error) {
	curve := curves.ByName(args.String(0))
	if curve == nil {
		return nil, ossl.InvalidCurve
	}
	return op.Handle{Value: &curveKeys{curve: curve}}, nil
}

func ecdhGenerate(_ *op.Context, args op.Args) (any, error) {
	e, err := op.HandleAt[*curveKeys](args, 0)
	if err != nil {
		return nil, err
	}
	key, err := keys.GenerateEC(e.curve)
	if err != nil {
		return nil, err
	}
	e.d, e.x, e.y = key.EC.D, key.EC.X, key.EC.Y
	return nil, nil
}

// ecdhCompute(handle, other's public key) is undefined if that is no point of the curve.
func ecdhCompute(_ *op.Context, args op.Args) (any, error) {
	e, err := op.HandleAt[*curveKeys](args, 0)
	if err != nil {
		return nil, err
	}
	if e.d == nil {
		return nil, errKeyPair
	}
	if e.x != nil {
		if again, ok := keys.NewEC(e.curve, e.d); !ok || again.EC.X.Cmp(e.x) != 0 || again.EC.Y.Cmp(e.y) != 0 {
			return nil, errKeyPair
		}
	}
	x, y, ok := keys.ParsePoint(e.curve, args.Bytes(1))
	if !ok {
		return nil, nil
	}
	return bytesResult(keys.SharedEC(e.curve, e.d, x, y))
}

var errKeyPair = ossl.Node("Error", "ERR_CRYPTO_INVALID_KEYPAIR", "Invalid key pair")

// ecdhPublic(handle, form) is the public key as a point in the form 2, 4 or 6.
func ecdhPublic(_ *op.Context, args op.Args) (any, error) {
	e, err := op.HandleAt[*curveKeys](args, 0)
	if err != nil {
		return nil, err
	}
	if e.x == nil {
		return nil, ossl.OperationFailed("Failed to get ECDH public key")
	}
	return keys.FormatPoint(e.curve, e.x, e.y, args.Int(1)), nil
}

func ecdhPrivate(_ *op.Context, args op.Args) (any, error) {
	e, err := op.HandleAt[*curveKeys](args, 0)
	if err != nil {
		return nil, err
	}
	if e.d == nil {
		return nil, ossl.OperationFailed("Failed to get ECDH private key")
	}
	return append([]byte{}, e.d...), nil
}

func ecdhSetPrivate(_ *op.Context, args op.Args) (any, error) {
	e, err := op.HandleAt[*curveKeys](args, 0)
	if err != nil {
		return nil, err
	}
	key, ok := keys.NewEC(e.curve, args.Bytes(1))
	if !ok {
		return nil, ossl.Node("Error", "ERR_CRYPTO_INVALID_KEYTYPE", "Private key is not valid for specified curve.")
	}
	e.d, e.x, e.y = key.EC.D, key.EC.X, key.EC.Y
	return nil, nil
}

func ecdhSetPublic(_ *op.Context, args op.Args) (any, error) {
	e, err := op.HandleAt[*curveKeys](args, 0)
	if err != nil {
		return nil, err
	}
	x, y, ok := keys.ParsePoint(e.curve, args.Bytes(1))
	if !ok {
		return nil, ossl.OperationFailed("Failed to convert Buffer to EC_POINT")
	}
	e.x, e.y = x, y
	return nil, nil
}

// ecdhConvert(bytes, curve, form) writes a point in another form.
func ecdhConvert(_ *op.Context, args op.Args) (any, error) {
	curve := curves.ByName(args.String(1))
	if curve == nil {
		return nil, ossl.InvalidCurve
	}
	x, y, ok := keys.ParsePoint(curve, args.Bytes(0))
	if !ok {
		return nil, ossl.OperationFailed("Failed to convert Buffer to EC_POINT")
	}
	return keys.FormatPoint(curve, x, y, args.Int(2)), nil
}
