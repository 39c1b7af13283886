package webview2

import "golang.org/x/sys/windows"

// ColorScheme is what pages prefer: COREWEBVIEW2_PREFERRED_COLOR_SCHEME.
type ColorScheme uintptr

// The system's, or one of two.
const (
	ColorSchemeAuto ColorScheme = iota
	ColorSchemeLight
	ColorSchemeDark
)

const (
	view13Profile         = 105
	profileSetColorScheme = 9
)

var idView13 = windows.GUID{Data1: 0xf75f09a8, Data2: 0x667e, Data3: 0x4983, Data4: [8]byte{0x88, 0xd6, 0xc8, 0x77, 0x3f, 0x31, 0x5e, 0x84}}

var (
	colorScheme ColorScheme        // of all views
	openViews   = map[*View]bool{} // UI thread
)

// SetColorScheme has all pages prefer a colour scheme, also those of views that open later. UI thread.
func SetColorScheme(scheme ColorScheme) error {
	colorScheme = scheme
	for view := range openViews {
		return view.followColorScheme() // the profile is that of all
	}
	return nil
}

func (v *View) followColorScheme() error {
	view13, err := v.view.query(&idView13)
	if err != nil {
		return err
	}
	defer view13.release()
	profile, err := view13.object(view13Profile)
	if err != nil {
		return err
	}
	defer profile.release()
	return profile.call(profileSetColorScheme, uintptr(colorScheme))
}
