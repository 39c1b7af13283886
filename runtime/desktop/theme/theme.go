// Package theme tells how the desktop wants things to look, dark or light above all, and has the app's pages follow it or what the app has
// chosen. Package desktop imports it.
//
// The driver of a system is in theme_SYSTEM.go. That of Windows has been
// run under Wine, that of macOS compiled and vetted only.
package theme

import (
	"fmt"

	"github.com/deskjs/deskjs/runtime/desktop/service"
)

// State is how things should look now.
type State struct {
	// Source is what the app has chosen: "system", "light" or "dark".
	Source string `json:"source"`
	// Dark is whether the app should be dark, and DarkSystem whether the desktop around it is.
	Dark       bool `json:"dark"`
	DarkSystem bool `json:"darkSystem"`
	// HighContrast, Inverted, ForcedColors, ReducedTransparency, ReducedMotion and WithoutColor are wishes of people who see badly, or
	// are disturbed by what moves.
	HighContrast        bool `json:"highContrast"`
	Inverted            bool `json:"inverted"`
	ForcedColors        bool `json:"forcedColors"`
	ReducedTransparency bool `json:"reducedTransparency"`
	ReducedMotion       bool `json:"reducedMotion"`
	WithoutColor        bool `json:"withoutColor"`
	// Remote is whether the screen is far away: rich animation would be slow.
	Remote bool `json:"remote"`
	// Accent is the colour the person has chosen, as "rrggbbaa"; "" if there is none.
	Accent string `json:"accent"`
}

// driver asks the system. All belongs to the UI thread.
type driver interface {
	// start begins to follow the system; changed is called on the UI thread whenever something may look different.
	start(changed func())
	// use makes the app's windows and pages "light", "dark", or what the "system" is.
	use(source string) error
	// read fills in what the system says; Source is set.
	read(*State)
}

// New is the service "theme". It follows the desktop as soon as the UI thread runs, if there is a display.
func New(host *service.Host) service.Service { return newService(host, newDriver(host)) }

func newService(host *service.Host, driver driver) service.Service {
	t := &theme{host: host, driver: driver, source: system}
	host.Post(func() { // when there is a display
		driver.start(t.changed)
		t.last = t.state()
	})
	return service.Service{
		Methods: map[string]service.Handler{
			"theme.state":  service.Func(func(struct{}) (State, error) { return t.state(), nil }),
			"theme.source": service.Func(t.use),
		},
		Reset: func() {
			if _, err := t.use(system); err != nil {
				host.Log("The theme can't be made the system's again: %v", err)
			}
		},
	}
}

const (
	system = "system"
	light  = "light"
	dark   = "dark"
)

// theme belongs to the UI thread.
type theme struct {
	host    *service.Host
	driver  driver
	source  string
	last    State
	pending bool
}

func (t *theme) state() State {
	state := State{Source: t.source}
	t.driver.read(&state)
	if t.source != system {
		state.Dark = t.source == dark
	}
	return state
}

func (t *theme) use(source string) (State, error) {
	if source != system && source != light && source != dark {
		return State{}, &service.Error{Code: "ERR_INVALID_ARG_VALUE",
			Message: fmt.Sprintf("nativeTheme.themeSource is %q; it can be 'system', 'light' or 'dark'", source)}
	}
	if err := t.driver.use(source); err != nil {
		return State{}, err
	}
	t.source = source
	t.changed()
	return t.state(), nil
}

// changed tells the backend if something does look different: once, however many signals it was.
func (t *theme) changed() {
	if t.pending {
		return
	}
	t.pending = true
	t.host.Post(func() {
		t.pending = false
		if now := t.state(); now != t.last {
			t.last = now
			t.host.Emit("theme.updated", now, nil)
		}
	})
}

// hex is a colour of three parts from 0 to 1 as "rrggbbaa", "" if it is none.
func hex(red, green, blue float64) string {
	for _, part := range []float64{red, green, blue} {
		if !(part >= 0 && part <= 1) {
			return ""
		}
	}
	return fmt.Sprintf("%02x%02x%02xff", int(red*255+0.5), int(green*255+0.5), int(blue*255+0.5))
}
