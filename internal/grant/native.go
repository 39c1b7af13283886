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

// PathForFile can be granted like one of Natives, but is no call: what it gives, deskjs/frontend's getPathForFile, is known beside the page.
const PathForFile = "webUtils.getPathForFile"

// IsNative reports whether a function that a page calls is one of Natives, with its prefix.
func IsNative(function string) bool {
	name, found := strings.CutPrefix(function, NativeCapability)
	return found && slices.Contains(Natives, name)
}

// checkNative says what is wrong with a pattern of them.
func checkNative(c Capability) error {
	all := append(slices.Clone(Natives), PathForFile)
	if slices.ContainsFunc(all, c.matchName) {
		return nil
	}
	known := all
	text := c.name
	if c.prefix {
		text += Any
		known = nil
		for _, name := range all {
			if part := name[:strings.IndexByte(name, '.')+1] + Any; !slices.Contains(known, part) {
				known = append(known, part)
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
