// Package crypto is Node's crypto module, so far its random numbers, hashes and
// HMACs, all by Go's crypto. Only runtime/backend imports it.
package crypto

import (
	_ "embed"

	"github.com/deskjs/deskjs/runtime/backend/engine"
	"github.com/deskjs/deskjs/runtime/backend/op"
)

//go:embed crypto.js
var source string

//go:embed crypto.d.ts
var types string

// Module is require('crypto').
var Module = &engine.Module{
	Name:   "crypto",
	Source: source,
	Types:  types,
	Ops: op.Table{
		op.Pure("hash", newHash),
		op.Pure("hmac", newHMAC),
		op.Pure("update", update),
		op.Pure("digest", digest),
		op.Pure("copy", copyHash),
		op.Pure("getHashes", getHashes),
		op.IO("random", random),
		op.Pure("randomUUID", randomUUID),
		op.Pure("timingSafeEqual", timingSafeEqual),
	},
	Globals: map[string]string{"crypto": "webcrypto"},
}
