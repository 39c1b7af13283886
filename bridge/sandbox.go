package bridge

import (
	"embed"
	"path"
	"strings"
)

//go:embed client/sandbox/*.js
var sandboxFiles embed.FS

// SandboxModules are the modules of Node that a preload script may require, as Electron has it for sandboxed ones: the sources of CommonJS
// modules by their names. "globals" is none of Node's: it has what such scripts have as globals beside a page's.
var SandboxModules = readSandbox()

func readSandbox() map[string]string {
	const folder = "client/sandbox"
	modules := map[string]string{}
	entries, _ := sandboxFiles.ReadDir(folder) // it is embedded
	for _, entry := range entries {
		source, _ := sandboxFiles.ReadFile(path.Join(folder, entry.Name()))
		modules[strings.TrimSuffix(entry.Name(), ".js")] = string(source)
	}
	return modules
}
