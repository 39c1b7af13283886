// Package ipc is ipcMain, webContents and MessageChannelMain of the module "deskjs": Electron's way of talking to pages, over the same
// calls as typed ones. The page's half is bridge/client/ipc.js.
//
// Only runtime/backend's table imports it.
package ipc

import (
	_ "embed"

	"github.com/dop251/goja"

	"github.com/deskjs/deskjs/bridge"
	"github.com/deskjs/deskjs/runtime/backend/engine"
)

//go:embed main.js
var mainSource string

//go:embed ipc.d.ts
var types string

//go:embed port.js
var portSource string

// Module is "internal/ipc".
var Module = &engine.Module{Name: "internal/ipc", Internal: true, Source: mainSource, Natives: func(e *engine.Engine) map[string]any {
	return map[string]any{"bridge": e.Bridge}
}}

// Electron is "electron", by which an app written for Electron has the module "deskjs".
var Electron = &engine.Module{Name: "electron", Source: "module.exports = require('deskjs')", Types: types}

// Main is "electron/main".
var Main = &engine.Module{Name: "electron/main", Source: "module.exports = require('deskjs')"}

// Port is "internal/ipc/port".
var Port = &engine.Module{Name: "internal/ipc/port", Internal: true, Source: portSource, Natives: func(e *engine.Engine) map[string]any {
	return map[string]any{
		// ends() returns lendPort and borrowPort of bridge/client/port.js.
		"ends": func(goja.FunctionCall) goja.Value {
			pair, err := e.VM.RunScript("node:internal/ipc/ends", bridge.PortSource)
			if err != nil {
				panic(err)
			}
			return pair
		},
	}
}}
