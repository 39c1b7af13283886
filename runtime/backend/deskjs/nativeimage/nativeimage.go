// Package nativeimage is nativeImage of the module "deskjs": pictures in one or several scales, read, written, resized and cropped by Go's
// image packages in the backend process. It needs no window and no screen.
//
// Only runtime/backend's table imports it. The other parts of the desktop take pictures with the JavaScript half: see encode there.
package nativeimage

import (
	_ "embed"

	"github.com/deskjs/deskjs/runtime/backend/engine"
	"github.com/deskjs/deskjs/runtime/backend/op"
)

var (
	//go:embed nativeimage.js
	source string
	//go:embed nativeimage.d.ts
	types string
)

// Module is internal/deskjs/nativeimage.
var Module = &engine.Module{Name: "internal/deskjs/nativeimage", Internal: true, Source: source, Types: types, Ops: op.Table{
	op.Pure("decode", decode),
	op.Pure("raw", raw),
	op.Pure("size", size),
	op.Pure("png", toPNG),
	op.Pure("jpeg", toJPEG),
	op.Pure("bitmap", toBitmap),
	op.Pure("resize", resize),
	op.Pure("crop", crop),
}}
