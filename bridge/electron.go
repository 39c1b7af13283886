package bridge

import _ "embed"

//go:embed client/world.js
var worldSource string

//go:embed client/page-world.js
var pageWorldSource string

//go:embed client/preload.js
var preloadSource string

// PageWorldSource is the page's end of contextBridge: a script for the page's own world, at document start, in windows that have a
// preload script.
var PageWorldSource = "(function () {\n'use strict'\n" + joined(worldSource, pageWorldSource) + "})()"

// PreloadSource is the module "electron" of preload scripts, an ES module that imports "deskjs:bridge" (ClientSource).
var PreloadSource = joined(worldSource) + imports.ReplaceAllString(preloadSource, "")
