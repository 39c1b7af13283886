//go:build linux && cgo

package theme

import (
	"strings"
	"unsafe"

	"github.com/deskjs/deskjs/runtime/desktop/service"
	"github.com/deskjs/deskjs/runtime/desktop/toolkit"
)

// GTK 3 does not know of the desktop's choice of dark or light, and WebKit's prefers-color-scheme follows GTK: so the portal is asked, and
// GTK told. What the portal does not say, GTK's settings do, which come from XSETTINGS, GSettings or settings.ini.

type gtkDriver struct {
	settings unsafe.Pointer // nil where there is no display
	changed  func()
	source   string
	renamed  bool   // the name of the theme is ours, not the desktop's
	name     string // of the desktop's theme, while renamed
	portal   appearance
}

// newDriver asks the portal at once: it answers while GTK and WebKit start, so that no page is light first.
func newDriver(host *service.Host) driver {
	d := &gtkDriver{source: system, changed: func() {}}
	go followPortal(func(now appearance) {
		host.Post(func() {
			d.portal = now
			d.apply()
			d.changed()
		})
	})
	return d
}

const (
	preferDark = "gtk-application-prefer-dark-theme"
	themeName  = "gtk-theme-name"
	animations = "gtk-enable-animations"
)

func (d *gtkDriver) start(changed func()) {
	settings, err := toolkit.Settings()
	if err != nil {
		return // no window will be seen
	}
	d.settings, d.changed = settings, changed
	for _, property := range []string{preferDark, themeName, animations} {
		toolkit.Connect(settings, "notify::"+property, changed)
	}
	d.apply()
}

func (d *gtkDriver) use(source string) error {
	d.source = source
	d.apply()
	return nil
}

// apply tells GTK whether to be dark.
func (d *gtkDriver) apply() {
	if d.settings == nil {
		return
	}
	if d.renamed {
		d.renamed = false
		toolkit.Reset(d.settings, themeName)
	}
	switch {
	case d.source == dark, d.source == system && d.portal.scheme == schemeDark:
		toolkit.SetBool(d.settings, preferDark, true)
	case d.source == light:
		toolkit.SetBool(d.settings, preferDark, false)
		// A theme that is dark by its name would stay so.
		if d.name = toolkit.String(d.settings, themeName); isDark(d.name) {
			d.renamed = true
			toolkit.SetString(d.settings, themeName, d.name[:len(d.name)-len("-dark")])
		}
	case d.portal.scheme == schemeLight:
		toolkit.SetBool(d.settings, preferDark, false)
	default:
		toolkit.Reset(d.settings, preferDark)
	}
}

func isDark(theme string) bool {
	return strings.HasSuffix(theme, "-dark") || strings.HasSuffix(theme, "-Dark")
}

func (d *gtkDriver) read(state *State) {
	if d.settings == nil {
		return
	}
	name := d.name
	if !d.renamed {
		name = toolkit.String(d.settings, themeName)
	}
	state.Dark = toolkit.Bool(d.settings, preferDark) || isDark(name)
	switch d.portal.scheme {
	case schemeDark:
		state.DarkSystem = true
	case schemeNone:
		state.DarkSystem = isDark(name) || d.source == system && state.Dark
	}
	state.HighContrast = d.portal.contrast || strings.HasPrefix(name, "HighContrast")
	state.Inverted = strings.HasPrefix(name, "HighContrastInverse")
	state.ReducedMotion = d.portal.still || !toolkit.Bool(d.settings, animations)
	if state.Accent = d.portal.accent; state.Accent == "" {
		state.Accent = accentOfTheme()
	}
}

var gtk struct {
	New    func() unsafe.Pointer                                            `c:"gtk_style_context_new"`
	Lookup func(context unsafe.Pointer, name string, into *[4]float64) bool `c:"gtk_style_context_lookup_color"`
	Unref  func(object unsafe.Pointer)                                      `c:"g_object_unref"`
}

var gtkFound bool

// accentOfTheme is the colour that GTK's theme has for what is selected.
func accentOfTheme() string {
	if !gtkFound {
		if toolkit.Find(toolkit.GTK, &gtk) != nil {
			return ""
		}
		gtkFound = true
	}
	context := gtk.New()
	defer gtk.Unref(context)
	for _, name := range []string{"accent_bg_color", "theme_selected_bg_color"} {
		var color [4]float64
		if gtk.Lookup(context, name, &color) {
			return hex(color[0], color[1], color[2])
		}
	}
	return ""
}
