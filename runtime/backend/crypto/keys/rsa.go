package keys

import (
	"crypto/hmac"
	"crypto/rand"
	"crypto/sha256"
	"crypto/subtle"
	"encoding/binary"
	"hash"
	"math/big"

	"filippo.io/bigmod"

	"github.com/deskjs/deskjs/runtime/backend/crypto/digest"
	"github.com/deskjs/deskjs/runtime/backend/crypto/ossl"
)

// Paddings, by OpenSSL's numbers.
const (
	PaddingPKCS1 = 1
	PaddingNone  = 3
	PaddingOAEP  = 4
	PaddingPSS   = 6
)

func rsaError(number, reason string) error {
	return ossl.Error(number, "rsa routines", "RSA_", reason)
}

// Errors of RSA.
var (
	errTooLarge     = rsaError("0200006E", "data too large for key size")
	errTooSmall     = rsaError("0200007A", "data too small for key size")
	errLarge        = rsaError("02000084", "data too large for modulus")
	errOAEP         = rsaError("02000079", "oaep decoding error")
	errDigestTooBig = rsaError("02000070", "digest too big for rsa key")
	errIllegal      = ossl.Provider("1C8000A5", "illegal or unsupported padding mode")
	errInvalidPad   = rsaError("02000089", "invalid padding")
)

func (key *RSA) size() int { return (key.N.BitLen() + 7) / 8 }

// publicOp is m to the power of E modulo N, in size bytes. It holds no secret.
func (key *RSA) publicOp(m []byte) ([]byte, error) {
	n := new(big.Int).SetBytes(m)
	if n.Cmp(key.N) >= 0 {
		return nil, errLarge
	}
	return n.Exp(n, key.E, key.N).FillBytes(make([]byte, key.size())), nil
}

// privateOp is c to the power of D modulo N, in time that depends on sizes only.
func (key *RSA) privateOp(c []byte) ([]byte, error) {
	if new(big.Int).SetBytes(c).Cmp(key.N) >= 0 {
		return nil, errLarge
	}
	size := key.size()
	padded := make([]byte, size)
	copy(padded[size-min(size, len(c)):], c[max(0, len(c)-size):])
	n, err := bigmod.NewModulus(key.N.Bytes())
	if err != nil {
		return nil, ossl.OperationFailed("no RSA key")
	}
	x, err := bigmod.NewNat().SetBytes(padded, n)
	if err != nil {
		return nil, errLarge
	}
	if out, ok := key.byPrimes(x, n); ok {
		// A fault in one half would give the primes away.
		if back, err := key.publicOp(out); err == nil && subtle.ConstantTimeCompare(back, padded) == 1 {
			return out, nil
		}
	}
	return bigmod.NewNat().Exp(x, key.D.FillBytes(make([]byte, max(size, (key.D.BitLen()+7)/8))), n).Bytes(n), nil
}

func (key *RSA) byPrimes(x *bigmod.Nat, n *bigmod.Modulus) ([]byte, bool) {
	if key.P == nil || key.P.Sign() == 0 || key.Q.Sign() == 0 || new(big.Int).Mul(key.P, key.Q).Cmp(key.N) != 0 {
		return nil, false
	}
	p, err := bigmod.NewModulus(key.P.Bytes())
	if err != nil {
		return nil, false
	}
	q, err := bigmod.NewModulus(key.Q.Bytes())
	if err != nil {
		return nil, false
	}
	if key.DP.BitLen() > key.P.BitLen() || key.DQ.BitLen() > key.Q.BitLen() || key.QInv.Cmp(key.P) >= 0 {
		return nil, false
	}
	mp := bigmod.NewNat().Exp(bigmod.NewNat().Mod(x, p), key.DP.FillBytes(make([]byte, p.Size())), p)
	mq := bigmod.NewNat().Exp(bigmod.NewNat().Mod(x, q), key.DQ.FillBytes(make([]byte, q.Size())), q)
	inverse, err := bigmod.NewNat().SetBytes(key.QInv.FillBytes(make([]byte, p.Size())), p)
	if err != nil {
		return nil, false
	}
	// Garner: m = mq + q * ((mp - mq) * qInv mod p)
	h := mp.Sub(bigmod.NewNat().Mod(mq, p), p).Mul(inverse, p)
	hBytes := h.Bytes(p)
	wide := make([]byte, n.Size())
	copy(wide[max(0, len(wide)-len(hBytes)):], hBytes)
	hN, err := bigmod.NewNat().SetBytes(wide, n)
	if err != nil {
		return nil, false
	}
	qN, err := bigmod.NewNat().SetBytes(key.Q.FillBytes(make([]byte, n.Size())), n)
	if err != nil {
		return nil, false
	}
	mqBytes := mq.Bytes(q)
	wideQ := make([]byte, n.Size())
	copy(wideQ[max(0, len(wideQ)-len(mqBytes)):], mqBytes)
	mqN, err := bigmod.NewNat().SetBytes(wideQ, n)
	if err != nil {
		return nil, false
	}
	return hN.Mul(qN, n).Add(mqN, n).Bytes(n), true
}

// Encrypt encrypts by the public key (crypto.publicEncrypt).
func (key *RSA) Encrypt(text []byte, padding int, hashName string, label []byte) ([]byte, error) {
	k := key.size()
	block := make([]byte, k)
	switch padding {
	case PaddingPKCS1:
		if len(text) > k-11 {
			return nil, errTooLarge
		}
		block[1] = 2
		random := block[2 : k-len(text)-1]
		_, _ = rand.Read(random) // never fails
		for i := range random {
			for random[i] == 0 {
				_, _ = rand.Read(random[i : i+1])
			}
		}
		copy(block[k-len(text):], text)
	case PaddingOAEP:
		newHash := digest.New(hashName)
		if newHash == nil {
			return nil, errIllegal
		}
		h := newHash()
		size := h.Size()
		if len(text) > k-2*size-2 {
			return nil, errTooLarge
		}
		seed, db := block[1:1+size], block[1+size:]
		h.Write(label)
		copy(db, h.Sum(nil))
		db[len(db)-len(text)-1] = 1
		copy(db[len(db)-len(text):], text)
		_, _ = rand.Read(seed)
		mgf1(db, newHash, seed)
		mgf1(seed, newHash, db)
	case PaddingNone:
		if len(text) > k {
			return nil, errTooLarge
		}
		if len(text) < k {
			return nil, errTooSmall
		}
		copy(block, text)
	default:
		return nil, errIllegal
	}
	return key.publicOp(block)
}

// Decrypt undoes Encrypt by the private key (crypto.privateDecrypt).
func (key *RSA) Decrypt(text []byte, padding int, hashName string, label []byte) ([]byte, error) {
	k := key.size()
	switch padding {
	case PaddingPKCS1, PaddingOAEP, PaddingNone:
	default:
		return nil, errIllegal
	}
	if len(text) > k {
		return nil, errTooLarge
	}
	if padding == PaddingOAEP && len(text) != k {
		return nil, errOAEP
	}
	block, err := key.privateOp(text)
	if err != nil {
		return nil, err
	}
	switch padding {
	case PaddingPKCS1:
		return key.unpadPKCS1(block, text), nil
	case PaddingOAEP:
		return unpadOAEP(block, hashName, label)
	}
	return block, nil
}

// unpadPKCS1 gives a message for wrong padding too, one that depends on key and text alone:
// who sends texts learns nothing ("implicit rejection", as in OpenSSL).
func (key *RSA) unpadPKCS1(block, text []byte) []byte {
	k := len(block)
	padded := make([]byte, k)
	copy(padded[k-min(k, len(text)):], text)
	secret := sha256.Sum256(key.D.FillBytes(make([]byte, max(k, (key.D.BitLen()+7)/8))))
	mac := hmac.New(sha256.New, secret[:])
	mac.Write(padded)
	kdk := mac.Sum(nil)
	synthetic := expand(kdk, "message", k)
	lengths := expand(kdk, "length", 256)
	limit := k - 11
	mask := 1
	for mask < limit {
		mask = mask<<1 | 1
	}
	length := 0
	for i := 0; i < len(lengths); i += 2 {
		candidate := int(binary.BigEndian.Uint16(lengths[i:])) & mask
		length = subtle.ConstantTimeSelect(subtle.ConstantTimeLessOrEq(candidate, limit), candidate, length)
	}
	good := subtle.ConstantTimeByteEq(block[0], 0) & subtle.ConstantTimeByteEq(block[1], 2)
	found, at := 0, 0
	for i := 2; i < k; i++ {
		isZero := subtle.ConstantTimeByteEq(block[i], 0)
		at = subtle.ConstantTimeSelect(isZero&(1-found), i, at)
		found |= isZero
	}
	good &= found & subtle.ConstantTimeLessOrEq(10, at)
	start := subtle.ConstantTimeSelect(good, at+1, k-length)
	subtle.ConstantTimeCopy(1-good, block, synthetic)
	return block[start:]
}

func expand(key []byte, label string, size int) []byte {
	var out []byte
	for i := 0; len(out) < size; i++ {
		mac := hmac.New(sha256.New, key)
		mac.Write(binary.BigEndian.AppendUint16(nil, uint16(i)))
		mac.Write([]byte(label))
		mac.Write(binary.BigEndian.AppendUint16(nil, uint16(size*8)))
		out = mac.Sum(out)
	}
	return out[:size]
}

func unpadOAEP(block []byte, hashName string, label []byte) ([]byte, error) {
	newHash := digest.New(hashName)
	if newHash == nil {
		return nil, errIllegal
	}
	h := newHash()
	size := h.Size()
	if len(block) < 2*size+2 {
		return nil, errOAEP
	}
	seed, db := block[1:1+size], block[1+size:]
	mgf1(seed, newHash, db)
	mgf1(db, newHash, seed)
	h.Write(label)
	good := subtle.ConstantTimeByteEq(block[0], 0) & subtle.ConstantTimeCompare(h.Sum(nil), db[:size])
	looking, at, wrong := 1, 0, 0
	rest := db[size:]
	for i := range rest {
		isZero, isOne := subtle.ConstantTimeByteEq(rest[i], 0), subtle.ConstantTimeByteEq(rest[i], 1)
		at = subtle.ConstantTimeSelect(looking&isOne, i, at)
		looking = subtle.ConstantTimeSelect(isOne, 0, looking)
		wrong = subtle.ConstantTimeSelect(looking&(1-isZero), 1, wrong)
	}
	if good&(1-wrong)&(1-looking) != 1 {
		return nil, errOAEP
	}
	return rest[at+1:], nil
}

// mgf1 adds the mask that seed makes to out.
func mgf1(out []byte, newHash func() hash.Hash, seed []byte) {
	for i := uint32(0); len(out) > 0; i++ {
		h := newHash()
		h.Write(seed)
		h.Write(binary.BigEndian.AppendUint32(nil, i))
		out = out[subtle.XORBytes(out, out, h.Sum(nil)):]
	}
}

// padSignature is PKCS #1's padding of block type 1 around text.
func padSignature(text []byte, k int) []byte {
	block := make([]byte, k)
	block[1] = 1
	for i := 2; i < k-len(text)-1; i++ {
		block[i] = 0xFF
	}
	copy(block[k-len(text):], text)
	return block
}

// PrivateEncrypt is crypto.privateEncrypt: a signature without a digest.
func (key *RSA) PrivateEncrypt(text []byte, padding int) ([]byte, error) {
	k := key.size()
	switch padding {
	case PaddingPKCS1:
		if len(text) > k-11 {
			return nil, errTooLarge
		}
		return key.privateOp(padSignature(text, k))
	case PaddingNone:
		if len(text) > k {
			return nil, errTooLarge
		}
		if len(text) < k {
			return nil, errTooSmall
		}
		return key.privateOp(text)
	}
	return nil, errIllegal
}

// PublicDecrypt undoes PrivateEncrypt.
func (key *RSA) PublicDecrypt(text []byte, padding int) ([]byte, error) {
	k := key.size()
	if padding != PaddingPKCS1 && padding != PaddingNone {
		return nil, errIllegal
	}
	if len(text) > k {
		return nil, errTooLarge
	}
	block, err := key.publicOp(text)
	if err != nil || padding == PaddingNone {
		return block, err
	}
	if block[0] != 0 || block[1] != 1 {
		return nil, errInvalidPad
	}
	for i := 2; i < k; i++ {
		if block[i] == 0 && i >= 10 {
			return block[i+1:], nil
		}
		if block[i] != 0xFF {
			return nil, errInvalidPad
		}
	}
	return nil, errInvalidPad
}

// digestInfo is a digest with its name, as PKCS #1 signatures have it.
func digestInfo(name string, sum []byte) ([]byte, bool) {
	if name == "md5-sha1" {
		return sum, true
	}
	oid, ok := hashOIDs[name]
	if !ok {
		return nil, false
	}
	return derDigestInfo(oid, sum), true
}

// signPKCS1 signs a digest; name "" signs the bytes as they are.
func (key *RSA) signPKCS1(name string, sum []byte) ([]byte, error) {
	info, ok := sum, true
	if name != "" {
		info, ok = digestInfo(name, sum)
	}
	if !ok {
		return nil, rsaError("02000075", "unknown algorithm type")
	}
	if len(info) > key.size()-11 {
		return nil, errDigestTooBig
	}
	return key.privateOp(padSignature(info, key.size()))
}

func (key *RSA) verifyPKCS1(name string, sum, signature []byte) bool {
	info, ok := sum, true
	if name != "" {
		info, ok = digestInfo(name, sum)
	}
	if !ok || len(signature) != key.size() || len(info) > key.size()-11 {
		return false
	}
	block, err := key.publicOp(signature)
	return err == nil && subtle.ConstantTimeCompare(block, padSignature(info, key.size())) == 1
}

// Lengths of a PSS salt that are none.
const (
	SaltDigest = -1
	SaltAuto   = -2
)

// signPSS is EMSA-PSS-ENCODE of RFC 8017 and the private operation.
func (key *RSA) signPSS(newHash, newMGF func() hash.Hash, sum []byte, saltLength int) ([]byte, error) {
	bits := key.N.BitLen() - 1
	length := (bits + 7) / 8
	h := newHash()
	most := length - h.Size() - 2
	switch saltLength {
	case SaltDigest:
		saltLength = h.Size()
	case SaltAuto:
		saltLength = most
	}
	if saltLength < 0 || saltLength > most {
		return nil, errTooLarge
	}
	if len(sum) != h.Size() {
		return nil, rsaError("0200008F", "invalid digest length")
	}
	salt := randomBytes(saltLength)
	block := make([]byte, length)
	db := block[:length-h.Size()-1]
	h.Write(make([]byte, 8))
	h.Write(sum)
	h.Write(salt)
	masked := h.Sum(nil)
	copy(block[len(db):], masked)
	db[len(db)-saltLength-1] = 1
	copy(db[len(db)-saltLength:], salt)
	mgf1(db, newMGF, masked)
	db[0] &= 0xFF >> (8*length - bits)
	block[length-1] = 0xBC
	return key.privateOp(block)
}

func (key *RSA) verifyPSS(newHash, newMGF func() hash.Hash, sum []byte, saltLength int, signature []byte) bool {
	bits := key.N.BitLen() - 1
	length := (bits + 7) / 8
	h := newHash()
	if len(signature) != key.size() || len(sum) != h.Size() || length < h.Size()+2 {
		return false
	}
	full, err := key.publicOp(signature)
	if err != nil {
		return false
	}
	for _, b := range full[:len(full)-length] {
		if b != 0 {
			return false
		}
	}
	block := full[len(full)-length:]
	db, masked := block[:length-h.Size()-1], block[length-h.Size()-1:length-1]
	if block[length-1] != 0xBC || db[0]&^(0xFF>>(8*length-bits)) != 0 {
		return false
	}
	mgf1(db, newMGF, masked)
	db[0] &= 0xFF >> (8*length - bits)
	at := 0
	for at < len(db) && db[at] == 0 {
		at++
	}
	if at == len(db) || db[at] != 1 {
		return false
	}
	salt := db[at+1:]
	if saltLength == SaltDigest {
		saltLength = h.Size()
	}
	if saltLength != SaltAuto && saltLength != len(salt) {
		return false
	}
	h.Write(make([]byte, 8))
	h.Write(sum)
	h.Write(salt)
	return subtle.ConstantTimeCompare(h.Sum(nil), masked) == 1
}
