// Package ossl makes the errors that Node's crypto reports: its own, and OpenSSL's with
// the numbers and words that OpenSSL has for them. Builtins
// under runtime/backend/node and web may import it.
package ossl

import (
	"strings"

	"github.com/deskjs/deskjs/runtime/backend/op"
)

// Error is an error of OpenSSL: its number in hexadecimal, its library ("Provider routines") and
// reason ("bad decrypt"). prefix is the library's part of Node's code, such as "RSA_"; many have none.
func Error(number, library, prefix, reason string) error {
	code := strings.ToUpper(strings.NewReplacer(" ", "_").Replace(reason))
	return &op.Error{
		Message: "error:" + number + ":" + library + "::" + reason,
		Fields:  op.Object{{Name: "library", Value: library}, {Name: "reason", Value: reason}},
		Code:    "ERR_OSSL_" + prefix + code,
	}
}

// Provider is an error of OpenSSL's provider: "1C800064", "bad decrypt".
func Provider(number, reason string) error {
	return Error(number, "Provider routines", "", reason)
}

// Node is an error of Node's own. class is "Error", "TypeError" or "RangeError".
func Node(class, code, message string) error {
	return &op.Error{Type: class, Code: code, Message: message}
}

// Those that come from several places.
var (
	Unsupported      = Error("1E08010C", "DECODER routines", "", "unsupported")
	BadDecrypt       = Provider("1C800064", "bad decrypt")
	WrongFinalLength = Provider("1C80006B", "wrong final block length")
	InvalidKeyLength = Node("RangeError", "ERR_CRYPTO_INVALID_KEYLEN", "Invalid key length")
	InvalidCurve     = Node("TypeError", "ERR_CRYPTO_INVALID_CURVE", "Invalid EC curve name")
	MissingPassword  = Error("07880109", "common libcrypto routines", "CRYPTO_", "interrupted or cancelled")
	InvalidDigest    = func(name string) error {
		return Node("TypeError", "ERR_CRYPTO_INVALID_DIGEST", "Invalid digest: "+name)
	}
	OperationFailed = func(what string) error {
		return Node("Error", "ERR_CRYPTO_OPERATION_FAILED", what)
	}
)
