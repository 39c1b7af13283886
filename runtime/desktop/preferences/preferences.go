// Package preferences tells what the system's settings say that only one system has: colours of Windows and macOS, macOS's user defaults,
// notifications, Touch ID and consent. Package desktop imports it.
//
// The driver of a system is in preferences_SYSTEM.go: it adds the methods that its system has. That of Windows has been run
// under Wine, that of macOS compiled and vetted only; Linux has none.
package preferences

import (
	"strings"

	"github.com/deskjs/deskjs/runtime/desktop/service"
)

// prefix is what the names of all methods begin with.
const prefix = "preferences."

// systems are all methods, and the systems that have them.
var systems = map[string]string{
	"getColor": "Windows and macOS", "getMediaAccessStatus": "Windows and macOS",
	"isAeroGlassEnabled": "Windows",
	"getSystemColor":     "macOS", "getEffectiveAppearance": "macOS", "askForMediaAccess": "macOS", "canPromptTouchID": "macOS", "promptTouchID": "macOS",
	"isTrustedAccessibilityClient": "macOS", "isSwipeTrackingFromScrollEventsEnabled": "macOS",
	"registerDefaults": "macOS", "getUserDefault": "macOS", "setUserDefault": "macOS", "removeUserDefault": "macOS",
	"post": "macOS", "subscribe": "macOS", "unsubscribe": "macOS",
}

// New is the service "preferences".
func New(host *service.Host) service.Service {
	here, reset := methods(host)
	all := map[string]service.Handler{prefix + "watch": service.Func(func(struct{}) (any, error) { return nil, nil })}
	for name, on := range systems {
		spoken := "systemPreferences." + name
		switch name {
		case "post", "subscribe", "unsubscribe":
			spoken += "Notification"
		}
		all[prefix+name] = func(call *service.Call) { call.Fail(service.NotSupported(spoken, "it exists on "+on+" only")) }
	}
	for name, handler := range here {
		all[prefix+name] = handler
	}
	return service.Service{Methods: all, Reset: reset}
}

// rgba is a colour as "#RRGGBBAA".
func rgba(red, green, blue, alpha uint8) string {
	const digits = "0123456789ABCDEF"
	var text strings.Builder
	text.WriteByte('#')
	for _, part := range []uint8{red, green, blue, alpha} {
		text.WriteByte(digits[part>>4])
		text.WriteByte(digits[part&15])
	}
	return text.String()
}
