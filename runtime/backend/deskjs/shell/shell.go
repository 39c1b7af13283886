// Package shell is shell of the module "deskjs". What an app may open and move is decided here, by package permission; the host's half,
// runtime/desktop/shell, does it.
//
// Only runtime/backend's table imports it.
package shell

import (
	_ "embed"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"

	"github.com/deskjs/deskjs/runtime/backend/engine"
	"github.com/deskjs/deskjs/runtime/backend/op"
	"github.com/deskjs/deskjs/runtime/backend/permission"
)

var (
	//go:embed shell.js
	source string
	//go:embed shell.d.ts
	types string
)

// Module is internal/deskjs/shell.
var Module = &engine.Module{Name: "internal/deskjs/shell", Internal: true, Source: source, Types: types, Ops: op.Table{
	op.Pure("mayOpenAddress", mayOpenAddress),
	op.Pure("mayOpen", mayOpen),
	op.Pure("mayTrash", mayTrash),
	op.Pure("mayRead", func(_ *op.Context, args op.Args) (any, error) { return nil, permission.Read(args.String(0)) }),
	op.Pure("mayWrite", func(_ *op.Context, args op.Args) (any, error) { return nil, permission.Write(args.String(0)) }),
}}

func mayOpenAddress(_ *op.Context, args op.Args) (any, error) {
	return nil, permission.Scheme(args.String(0))
}

// mayOpen has the path of a file that is to be opened: one that is a program would be started, which needs the grant for that. It gives the
// canonical path, so that a link can't be turned meanwhile.
func mayOpen(_ *op.Context, args op.Args) (any, error) {
	path, err := permission.Path(permission.Reading, args.String(0))
	if err != nil {
		return nil, err
	}
	if isProgram(path) {
		if _, err := permission.Run(path, path, "", os.Environ()); err != nil {
			return nil, err
		}
	}
	return path, nil
}

// starting are extensions of files that Windows starts, or that start something on Linux and macOS.
var starting = map[string][]string{
	"windows": {".appref-ms", ".bat", ".cmd", ".com", ".cpl", ".exe", ".hta", ".inf", ".jar", ".js", ".jse", ".lnk", ".msc", ".msi", ".msp", ".pif", ".ps1", ".reg", ".scr", ".sct", ".settingcontent-ms", ".url", ".vb", ".vbe", ".vbs", ".wsc", ".wsf", ".wsh"},
	"darwin":  {".action", ".app", ".command", ".inetloc", ".jar", ".mpkg", ".pkg", ".scpt", ".terminal", ".tool", ".workflow"},
	"linux":   {".appimage", ".desktop", ".jar", ".run"},
}

func isProgram(path string) bool {
	if slices.Contains(starting[runtime.GOOS], strings.ToLower(filepath.Ext(path))) {
		return true
	}
	info, err := os.Stat(path)
	return err == nil && info.Mode().IsRegular() && runtime.GOOS != "windows" && info.Mode()&0o111 != 0
}

// mayTrash has the path of a file that is to be moved away.
func mayTrash(_ *op.Context, args op.Args) (any, error) {
	entrance, err := permission.Enter(permission.Reading|permission.Writing, args.String(0), permission.Entry)
	if err != nil {
		return nil, op.System(err, "unlink", args.String(0))
	}
	entrance.Leave()
	return nil, permission.Movable(args.String(0))
}
