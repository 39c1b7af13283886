// Package contents is webContents: what a window shows, as the app's code sees it.
//
// Only runtime/backend's table imports it.
package contents

import (
	"embed"

	"github.com/deskjs/deskjs/runtime/backend/engine"
)

//go:embed *.js
var sources embed.FS

//go:embed contents.d.ts
var types string

// Module is "internal/deskjs/contents": webContents, and the channels of its page.
var Module = &engine.Module{Name: "internal/deskjs/contents", Internal: true, Source: source("contents"), Types: types}

// The others are its parts: what it does with the page, and what it is told of it.
var (
	Page     = part("page")
	Events   = part("events")
	Frame    = part("frame")
	History  = part("history")
	Printing = part("printing")
	Result   = part("result")
)

func part(name string) *engine.Module {
	return &engine.Module{Name: "internal/deskjs/contents/" + name, Internal: true, Source: source(name)}
}

func source(name string) string {
	text, err := sources.ReadFile(name + ".js")
	if err != nil {
		panic(err) // it is embedded
	}
	return string(text)
}
