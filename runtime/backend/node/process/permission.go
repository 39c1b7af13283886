package process

import (
	_ "embed"

	"github.com/dop251/goja"

	"github.com/deskjs/deskjs/runtime/backend/engine"
	"github.com/deskjs/deskjs/runtime/backend/permission"
)

//go:embed permission.js
var permissionSource string

// Permission is "internal/process/permission": process.permission.
var Permission = &engine.Module{Name: "internal/process/permission", Source: permissionSource, Natives: permissionNatives, Internal: true}

func permissionNatives(e *engine.Engine) map[string]any {
	return map[string]any{
		// hasPermission(scope, reference)
		"hasPermission": func(call goja.FunctionCall) goja.Value {
			reference, given := "", !goja.IsUndefined(call.Argument(1)) && !goja.IsNull(call.Argument(1))
			if given {
				reference = call.Argument(1).String()
			}
			return e.VM.ToValue(permission.Has(call.Argument(0).String(), reference, given))
		},
	}
}
