package keys

import (
	"bytes"
	"encoding/hex"
	"encoding/pem"
	"strings"

	"github.com/deskjs/deskjs/runtime/backend/crypto/ossl"
)

// Forms of a key in bytes; the numbers are those that the JavaScript half uses.
const (
	DER = iota
	PEM
	JWK
)

// Encodings of what is in the bytes.
const (
	PKCS1 = iota
	PKCS8
	SPKI
	SEC1
)

// Input is a key as a program gives it. HasPassphrase tells an empty passphrase from none.
type Input struct {
	Data         []byte
	Format, Type int
	// Passphrase is nil for none.
	Passphrase []byte
}

// pemBlock is the first block that may hold a key: parameters may stand before it.
func pemBlock(data []byte) *pem.Block {
	block, rest := firstBlock(data)
	for block != nil && strings.HasSuffix(block.Type, " PARAMETERS") {
		block, rest = firstBlock(rest)
	}
	return block
}

// firstBlock is a block by Go's parser, which wants its lines to begin in the first column.
func firstBlock(data []byte) (block *pem.Block, rest []byte) {
	if block, rest = pem.Decode(data); block != nil {
		return block, rest
	}
	start := bytes.Index(data, []byte("-----BEGIN "))
	if start < 0 {
		return nil, nil
	}
	lines := bytes.Split(data[start:], []byte("\n"))
	for i, line := range lines {
		lines[i] = bytes.TrimSpace(line)
	}
	return pem.Decode(bytes.Join(lines, []byte("\n")))
}

// ParsePrivate reads a private key.
func ParsePrivate(in Input) (*Key, error) {
	if in.Format == PEM {
		block := pemBlock(in.Data)
		if block == nil {
			return nil, ossl.Unsupported
		}
		return parsePrivateBlock(block, in.Passphrase)
	}
	switch in.Type {
	case PKCS1:
		return ParsePKCS1Private(in.Data)
	case SEC1:
		return ParseSEC1(in.Data, nil)
	case PKCS8:
		if isEncrypted(in.Data) {
			der, err := decryptPKCS8(in.Data, in.Passphrase)
			if err != nil {
				return nil, err
			}
			return ParsePKCS8(der)
		}
		return ParsePKCS8(in.Data)
	}
	return nil, ossl.Unsupported
}

func parsePrivateBlock(block *pem.Block, passphrase []byte) (*Key, error) {
	der := block.Bytes
	if strings.Contains(block.Headers["Proc-Type"], "ENCRYPTED") {
		var err error
		if der, err = decryptBlock(block, passphrase); err != nil {
			return nil, err
		}
	}
	switch block.Type {
	case "RSA PRIVATE KEY":
		return ParsePKCS1Private(der)
	case "EC PRIVATE KEY":
		return ParseSEC1(der, nil)
	case "DSA PRIVATE KEY":
		return parseDSAPrivate(der)
	case "PRIVATE KEY":
		return ParsePKCS8(der)
	case "ENCRYPTED PRIVATE KEY":
		if passphrase == nil {
			return nil, ossl.MissingPassword
		}
		decrypted, err := decryptPKCS8(der, passphrase)
		if err != nil {
			return nil, err
		}
		return ParsePKCS8(decrypted)
	}
	return nil, ossl.Unsupported
}

// CertificateKey returns the public key of an X.509 certificate in DER.
var CertificateKey func(der []byte) (*Key, error)

// ParsePublicOrPrivate reads a public key, a certificate's, or a private key.
func ParsePublicOrPrivate(in Input) (*Key, error) {
	if in.Format != PEM {
		switch in.Type {
		case PKCS1:
			if isRSAPrivate(in.Data) {
				return ParsePKCS1Private(in.Data)
			}
			return ParsePKCS1Public(in.Data)
		case SPKI:
			return ParseSPKI(in.Data)
		}
		return ParsePrivate(in)
	}
	block := pemBlock(in.Data)
	if block == nil {
		return nil, ossl.Unsupported
	}
	switch block.Type {
	case "PUBLIC KEY":
		return ParseSPKI(block.Bytes)
	case "RSA PUBLIC KEY":
		return ParsePKCS1Public(block.Bytes)
	case "CERTIFICATE", "X509 CERTIFICATE", "TRUSTED CERTIFICATE":
		return CertificateKey(block.Bytes)
	}
	return parsePrivateBlock(block, in.Passphrase)
}

// Output says in which form a key is wanted.
type Output struct {
	Format, Type int
	// Cipher encrypts a private key with Passphrase; "" for none.
	Cipher     string
	Passphrase []byte
}

func toPEM(label string, der []byte, headers map[string]string) []byte {
	return pem.EncodeToMemory(&pem.Block{Type: label, Bytes: der, Headers: headers})
}

// ExportPublic writes the public half.
func (k *Key) ExportPublic(out Output) ([]byte, error) {
	label, der := "PUBLIC KEY", []byte(nil)
	switch out.Type {
	case PKCS1:
		if k.RSA == nil {
			return nil, ossl.Unsupported
		}
		label, der = "RSA PUBLIC KEY", k.PKCS1Public()
	default:
		der = k.SPKI()
	}
	if out.Format == PEM {
		return toPEM(label, der, nil), nil
	}
	return der, nil
}

// ExportPrivate writes a private key, encrypted if the output names a cipher.
func (k *Key) ExportPrivate(out Output) ([]byte, error) {
	label, der := "PRIVATE KEY", []byte(nil)
	switch {
	case out.Type == PKCS1 && k.RSA != nil:
		label, der = "RSA PRIVATE KEY", k.PKCS1Private()
	case out.Type == SEC1 && k.EC != nil:
		label, der = "EC PRIVATE KEY", k.SEC1()
	default:
		der = k.PKCS8()
		if out.Cipher != "" {
			var err error
			if der, err = encryptPKCS8(der, out.Cipher, out.Passphrase); err != nil {
				return nil, err
			}
			label = "ENCRYPTED PRIVATE KEY"
		}
		if out.Format == PEM {
			return toPEM(label, der, nil), nil
		}
		return der, nil
	}
	if out.Format != PEM {
		return der, nil
	}
	if out.Cipher == "" {
		return toPEM(label, der, nil), nil
	}
	encrypted, info, err := encryptBlock(der, out.Cipher, out.Passphrase)
	if err != nil {
		return nil, err
	}
	return toPEM(label, encrypted, map[string]string{"Proc-Type": "4,ENCRYPTED", "DEK-Info": info}), nil
}

func dekInfo(name string, iv []byte) string {
	return strings.ToUpper(name) + "," + strings.ToUpper(hex.EncodeToString(iv))
}
