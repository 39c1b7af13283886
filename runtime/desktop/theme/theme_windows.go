package theme

import (
	"unsafe"

	"golang.org/x/sys/windows"
	"golang.org/x/sys/windows/registry"

	"github.com/deskjs/deskjs/runtime/desktop/service"
	"github.com/deskjs/deskjs/runtime/desktop/window/webview2"
	"github.com/deskjs/deskjs/runtime/desktop/winmessage"
)

var (
	user32         = windows.NewLazySystemDLL("user32.dll")
	procParameters = user32.NewProc("SystemParametersInfoW")
	procMetrics    = user32.NewProc("GetSystemMetrics")
)

const (
	personalize = `Software\Microsoft\Windows\CurrentVersion\Themes\Personalize`
	composition = `Software\Microsoft\Windows\DWM`
)

type winDriver struct{ host *service.Host }

func newDriver(host *service.Host) driver { return winDriver{host} }

func (d winDriver) start(changed func()) {
	const settingChange, themeChanged, colorizationChanged, sysColorChange = 0x001a, 0x031a, 0x0320, 0x0015
	for _, message := range []uint32{settingChange, themeChanged, colorizationChanged, sysColorChange} {
		if err := winmessage.Handle(message, func(_, _ uintptr) (uintptr, bool) {
			changed()
			return 0, false
		}); err != nil {
			d.host.Log("Changes of the theme will not be noticed: %v", err)
			return
		}
	}
}

// use has pages follow. Frames and menus are Windows' own, and follow it alone.
func (winDriver) use(source string) error {
	scheme := map[string]webview2.ColorScheme{system: webview2.ColorSchemeAuto, light: webview2.ColorSchemeLight, dark: webview2.ColorSchemeDark}[source]
	return webview2.SetColorScheme(scheme)
}

func (winDriver) read(state *State) {
	number := func(key, name string, missing uint64) uint64 {
		opened, err := registry.OpenKey(registry.CURRENT_USER, key, registry.QUERY_VALUE)
		if err != nil {
			return missing
		}
		defer func() { _ = opened.Close() }()
		value, _, err := opened.GetIntegerValue(name)
		if err != nil {
			return missing
		}
		return value
	}
	state.Dark = number(personalize, "AppsUseLightTheme", 1) == 0
	state.DarkSystem = number(personalize, "SystemUsesLightTheme", 1) == 0
	state.ReducedTransparency = number(personalize, "EnableTransparency", 1) == 0
	const opaqueBlue = 0xffd77800 // Windows' own accent, as it stands there: alpha, blue, green, red
	accent := number(composition, "AccentColor", opaqueBlue)
	state.Accent = hex(float64(accent&255)/255, float64(accent>>8&255)/255, float64(accent>>16&255)/255)

	var contrast struct {
		size, flags uint32
		scheme      *uint16
	}
	contrast.size = uint32(unsafe.Sizeof(contrast))
	const getHighContrast, contrastOn = 0x0042, 1
	_, _, _ = procParameters.Call(getHighContrast, uintptr(contrast.size), uintptr(unsafe.Pointer(&contrast)), 0)
	state.HighContrast = contrast.flags&contrastOn != 0
	state.ForcedColors = state.HighContrast
	state.Inverted = state.HighContrast && state.Dark

	animated := int32(1)
	const getAnimation, remoteSession = 0x1042, 0x1000
	_, _, _ = procParameters.Call(getAnimation, 0, uintptr(unsafe.Pointer(&animated)), 0)
	state.ReducedMotion = animated == 0
	remote, _, _ := procMetrics.Call(remoteSession)
	state.Remote = remote != 0
}
