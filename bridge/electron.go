package bridge

import (
	_ "embed"
	"regexp"
)

//go:embed client/world.js
var worldSource string

//go:embed client/page-world.js
var pageWorldSource string

//go:embed client/preload.js
var preloadSource string

//go:embed client/port.js
var portSource string

//go:embed client/webframe.js
var webFrameSource string

//go:embed client/ipc.js
var ipcSource string

// PageWorldSource is the page's end of contextBridge: a script for the page's own world, at document start, in windows that have a
// preload script.
var PageWorldSource = "(function () {\n'use strict'\n" + joined(worldSource, pageWorldSource) + "})()"

// ElectronSource is the module "electron" of pages, an ES module that imports "deskjs:bridge" (ClientSource).
var ElectronSource = joined(portSource) + localImports.ReplaceAllString(ipcSource, "")

// PreloadSource is the module "electron" of preload scripts, the same with contextBridge.
var PreloadSource = ElectronSource + joined(worldSource) + localImports.ReplaceAllString(preloadSource+webFrameSource, "")

// localImports are those of the other files here.
var localImports = regexp.MustCompile(`(?m)^import .* from '\./.*'\n`)

// PortSource is lendPort and borrowPort as functions that a script evaluates to: [lendPort, borrowPort].
var PortSource = "(function () {\n'use strict'\n" + joined(portSource) + "return [lendPort, borrowPort]\n})()"
