// Package ciphers has the ciphers of node:crypto, in steps as OpenSSL runs them. Only the
// packages of runtime/backend/node/crypto import it.
package ciphers

import "strings"

// Info describes a cipher; lengths are in bytes.
type Info struct {
	Name, Mode string
	// NID is OpenSSL's number.
	NID, KeyLength, IVLength, BlockSize int
}

var table = []Info{
	{"aes-128-cbc", "cbc", 419, 16, 16, 16},
	{"id-aes128-ccm", "ccm", 896, 16, 12, 1},
	{"aes-128-cfb", "cfb", 421, 16, 16, 1},
	{"aes-128-cfb1", "cfb", 650, 16, 16, 1},
	{"aes-128-cfb8", "cfb", 653, 16, 16, 1},
	{"aes-128-ctr", "ctr", 904, 16, 16, 1},
	{"aes-128-ecb", "ecb", 418, 16, 0, 16},
	{"id-aes128-gcm", "gcm", 895, 16, 12, 1},
	{"aes-128-ocb", "ocb", 958, 16, 12, 16},
	{"aes-128-ofb", "ofb", 420, 16, 16, 1},
	{"aes-192-cbc", "cbc", 423, 24, 16, 16},
	{"id-aes192-ccm", "ccm", 899, 24, 12, 1},
	{"aes-192-cfb", "cfb", 425, 24, 16, 1},
	{"aes-192-cfb1", "cfb", 651, 24, 16, 1},
	{"aes-192-cfb8", "cfb", 654, 24, 16, 1},
	{"aes-192-ctr", "ctr", 905, 24, 16, 1},
	{"aes-192-ecb", "ecb", 422, 24, 0, 16},
	{"id-aes192-gcm", "gcm", 898, 24, 12, 1},
	{"aes-192-ocb", "ocb", 959, 24, 12, 16},
	{"aes-192-ofb", "ofb", 424, 24, 16, 1},
	{"aes-256-cbc", "cbc", 427, 32, 16, 16},
	{"id-aes256-ccm", "ccm", 902, 32, 12, 1},
	{"aes-256-cfb", "cfb", 429, 32, 16, 1},
	{"aes-256-cfb1", "cfb", 652, 32, 16, 1},
	{"aes-256-cfb8", "cfb", 655, 32, 16, 1},
	{"aes-256-ctr", "ctr", 906, 32, 16, 1},
	{"aes-256-ecb", "ecb", 426, 32, 0, 16},
	{"id-aes256-gcm", "gcm", 901, 32, 12, 1},
	{"aes-256-ocb", "ocb", 960, 32, 12, 16},
	{"aes-256-ofb", "ofb", 428, 32, 16, 1},
	{"id-aes128-wrap", "wrap", 788, 16, 8, 8},
	{"id-aes192-wrap", "wrap", 789, 24, 8, 8},
	{"id-aes256-wrap", "wrap", 790, 32, 8, 8},
	{"chacha20", "stream", 1019, 32, 16, 0},
	{"chacha20-poly1305", "stream", 1018, 32, 12, 0},
	{"des-ede", "ecb", 32, 16, 0, 8},
	{"des-ede-cbc", "cbc", 43, 16, 8, 8},
	{"des-ede-cfb", "cfb", 60, 16, 8, 1},
	{"des-ede-ofb", "ofb", 62, 16, 8, 1},
	{"des-ede3", "ecb", 33, 24, 0, 8},
	{"des-ede3-cbc", "cbc", 44, 24, 8, 8},
	{"des-ede3-cfb", "cfb", 61, 24, 8, 1},
	{"des-ede3-cfb1", "cfb", 658, 24, 8, 1},
	{"des-ede3-cfb8", "cfb", 659, 24, 8, 1},
	{"des-ede3-ofb", "ofb", 63, 24, 8, 1},
	{"id-smime-alg-cms3deswrap", "wrap", 246, 24, 0, 8},
	{"id-aes128-wrap-pad", "wrap", 897, 16, 4, 8},
	{"id-aes192-wrap-pad", "wrap", 900, 24, 4, 8},
	{"id-aes256-wrap-pad", "wrap", 903, 32, 4, 8},
}

var aliases = map[string]string{
	"aes-128-ccm": "id-aes128-ccm", "aes-128-gcm": "id-aes128-gcm", "aes-192-ccm": "id-aes192-ccm",
	"aes-192-gcm": "id-aes192-gcm", "aes-256-ccm": "id-aes256-ccm", "aes-256-gcm": "id-aes256-gcm",
	"aes128": "aes-128-cbc", "aes128-wrap": "id-aes128-wrap", "aes192": "aes-192-cbc",
	"aes192-wrap": "id-aes192-wrap", "aes256": "aes-256-cbc", "aes256-wrap": "id-aes256-wrap",
	"des-ede-ecb": "des-ede", "des-ede3-ecb": "des-ede3", "des3": "des-ede3-cbc",
	"des3-wrap": "id-smime-alg-cms3deswrap", "aes-128-wrap": "id-aes128-wrap", "aes-128-wrap-pad": "id-aes128-wrap-pad",
	"aes128-wrap-pad": "id-aes128-wrap-pad", "aes-192-wrap": "id-aes192-wrap", "aes-192-wrap-pad": "id-aes192-wrap-pad",
	"aes192-wrap-pad": "id-aes192-wrap-pad", "aes-256-wrap": "id-aes256-wrap", "aes-256-wrap-pad": "id-aes256-wrap-pad",
	"aes256-wrap-pad": "id-aes256-wrap-pad",
}

// Names lists what crypto.getCiphers does.
func Names() []string {
	return strings.Fields(`aes-128-cbc aes-128-ccm aes-128-cfb aes-128-cfb1 aes-128-cfb8 aes-128-ctr aes-128-ecb
		aes-128-gcm aes-128-ocb aes-128-ofb aes-192-cbc aes-192-ccm aes-192-cfb aes-192-cfb1
		aes-192-cfb8 aes-192-ctr aes-192-ecb aes-192-gcm aes-192-ocb aes-192-ofb aes-256-cbc
		aes-256-ccm aes-256-cfb aes-256-cfb1 aes-256-cfb8 aes-256-ctr aes-256-ecb aes-256-gcm
		aes-256-ocb aes-256-ofb aes128 aes128-wrap aes192 aes192-wrap aes256
		aes256-wrap chacha20 chacha20-poly1305 des-ede des-ede-cbc des-ede-cfb des-ede-ecb
		des-ede-ofb des-ede3 des-ede3-cbc des-ede3-cfb des-ede3-cfb1 des-ede3-cfb8 des-ede3-ecb
		des-ede3-ofb des3 des3-wrap id-aes128-CCM id-aes128-GCM id-aes128-wrap id-aes128-wrap-pad
		id-aes192-CCM id-aes192-GCM id-aes192-wrap id-aes192-wrap-pad id-aes256-CCM id-aes256-GCM id-aes256-wrap
		id-aes256-wrap-pad id-smime-alg-CMS3DESwrap`)
}

// ByName returns the cipher of that name in any case, nil for none.
func ByName(name string) *Info {
	name = strings.ToLower(name)
	if to, ok := aliases[name]; ok {
		name = to
	}
	for i := range table {
		if table[i].Name == name {
			return &table[i]
		}
	}
	return nil
}

// ByNID returns the cipher of that number, nil for none.
func ByNID(nid int) *Info {
	for i := range table {
		if table[i].NID == nid {
			return &table[i]
		}
	}
	return nil
}
