// Package vm is Node's module "vm": scripts, and contexts with a global object of their own.
//
// All contexts share one set of intrinsics: an array made in one is an Array in all.
//
// Only runtime/backend imports this package.
package vm

import (
	_ "embed"

	"github.com/deskjs/deskjs/runtime/backend/engine"
)

//go:embed vm.js
var source string

//go:embed vm.d.ts
var types string

// Module is "vm".
var Module = &engine.Module{
	Name:    "vm",
	Source:  source,
	Types:   types,
	Natives: natives,
}
