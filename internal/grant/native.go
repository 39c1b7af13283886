package grant

import (
	"slices"
	"strings"

	"github.com/deskjs/deskjs/internal/diag"
)

// NativeCapability begins what a page may ask of the desktop by itself: "native:clipboard.readText". A window has none unless its list names it.
const NativeCapability = "native:"

// Natives are what such capabilities can name, as the module "deskjs/frontend" exports it. The backend's half is in
// runtime/backend/deskjs/frontend, the declarations are in bridge/client/frontend.d.ts.
var Natives = strings.Fields(`
	app.addRecentDocument app.getBadgeCount app.getLocale app.getName app.getVersion app.quit app.setBadgeCount
	clipboard.availableFormats clipboard.clear clipboard.readHTML clipboard.readImage clipboard.readText clipboard.writeHTML clipboard.writeImage clipboard.writeText
	currentWindow.close currentWindow.focus currentWindow.hide currentWindow.isFullScreen currentWindow.isMaximized currentWindow.maximize currentWindow.minimize
	currentWindow.restore currentWindow.setAlwaysOnTop currentWindow.setFullScreen currentWindow.setTitle currentWindow.show currentWindow.unmaximize
	dialog.showErrorBox dialog.showMessageBox dialog.showOpenDialog dialog.showSaveDialog
	nativeTheme.getState nativeTheme.setThemeSource
	Notification.isSupported Notification.show
	powerMonitor.getSystemIdleState powerMonitor.getSystemIdleTime powerMonitor.isOnBatteryPower
	screen.getAllDisplays screen.getCursorScreenPoint screen.getPrimaryDisplay
	shell.beep shell.openExternal shell.openPath shell.showItemInFolder shell.trashItem
`)

// IsNative reports whether a function that a page calls is one of Natives, with its prefix.
func IsNative(function string) bool {
	name, found := strings.CutPrefix(function, NativeCapability)
	return found && slices.Contains(Natives, name)
}

// checkNative says what is wrong with a pattern of them.
func checkNative(c Capability) error {
	if slices.ContainsFunc(Natives, c.matchName) {
		return nil
	}
	known := Natives
	text := c.name
	if c.prefix {
		text += Any
		known = nil
		for _, name := range Natives {
			if all := name[:strings.IndexByte(name, '.')+1] + Any; !slices.Contains(known, all) {
				known = append(known, all)
			}
		}
	}
	prefixed := make([]string, len(known))
	for i, name := range known {
		prefixed[i] = NativeCapability + name
	}
	hint := diag.DidYouMean(NativeCapability+text, prefixed)
	if hint == "" {
		hint = `such as "native:clipboard.readText" or "native:dialog.*"; what there is stands in docs/desktop.md`
	}
	return &Mistake{"names nothing that a page may ask of the desktop", hint}
}
