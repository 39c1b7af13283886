package theme

import (
	"strings"

	"github.com/ebitengine/purego/objc"

	"github.com/deskjs/deskjs/runtime/desktop/cocoa"
	"github.com/deskjs/deskjs/runtime/desktop/service"
)

type cocoaDriver struct{}

func newDriver(*service.Host) driver { return cocoaDriver{} }

func app() objc.ID { return cocoa.Send(cocoa.Class("NSApplication"), "sharedApplication") }

func workspace() objc.ID { return cocoa.Send(cocoa.Class("NSWorkspace"), "sharedWorkspace") }

func (cocoaDriver) start(changed func()) {
	cocoa.Pooled(func() {
		cocoa.Observe(cocoa.DistributedCenter(), "AppleInterfaceThemeChangedNotification", func(objc.ID) { changed() })
		cocoa.Observe(cocoa.WorkspaceCenter(), "NSWorkspaceAccessibilityDisplayOptionsDidChangeNotification", func(objc.ID) { changed() })
		cocoa.Observe(cocoa.NotificationCenter(), "NSSystemColorsDidChangeNotification", func(objc.ID) { changed() })
	})
}

// use makes the app's appearance the one that is wanted: windows, menus and pages follow it.
func (cocoaDriver) use(source string) error {
	cocoa.Pooled(func() {
		var appearance objc.ID
		if name := map[string]string{light: "NSAppearanceNameAqua", dark: "NSAppearanceNameDarkAqua"}[source]; name != "" {
			appearance = cocoa.Send(cocoa.Class("NSAppearance"), "appearanceNamed:", cocoa.String(name))
		}
		cocoa.Send(app(), "setAppearance:", appearance)
	})
	return nil
}

func (cocoaDriver) read(state *State) {
	cocoa.Pooled(func() {
		state.Dark = strings.Contains(cocoa.GoString(cocoa.Send(cocoa.Send(app(), "effectiveAppearance"), "name")), "Dark")
		state.DarkSystem = state.Dark // as Electron's
		wish := func(name string) bool {
			return objc.Send[bool](workspace(), cocoa.Sel("accessibilityDisplayShould"+name))
		}
		state.HighContrast = wish("IncreaseContrast")
		state.Inverted = wish("InvertColors")
		state.ReducedTransparency = wish("ReduceTransparency")
		state.ReducedMotion = wish("ReduceMotion")
		state.WithoutColor = wish("DifferentiateWithoutColor")
		color := cocoa.Send(cocoa.Send(cocoa.Class("NSColor"), "controlAccentColor"), "colorUsingColorSpace:",
			cocoa.Send(cocoa.Class("NSColorSpace"), "sRGBColorSpace"))
		if color != 0 {
			part := func(name string) float64 { return objc.Send[float64](color, cocoa.Sel(name+"Component")) }
			state.Accent = hex(part("red"), part("green"), part("blue"))
		}
	})
}
