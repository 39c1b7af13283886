package config

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/deskjs/deskjs/internal/csscolor"
	"github.com/deskjs/deskjs/internal/payload"
)

// The words that some keys of a window take, and how far a window may be from the primary screen's corner.
var (
	titleBarStyles      = []string{"default", "hidden", "hiddenInset", "customButtonsOnHover"}
	backgroundMaterials = []string{"auto", "none", "mica", "acrylic", "tabbed"}
	vibrancies          = []string{"appearance-based", "titlebar", "selection", "menu", "popover", "sidebar", "header", "sheet", "window", "hud",
		"fullscreen-ui", "tooltip", "content", "under-window", "under-page"}
)

const maxWindowPlace = 32767

// frameKeys are the keys of a window that say what it is like around its page.
func (r *reader) frameKeys(place string, frame *payload.Frame) map[string]func(*node) {
	keys := map[string]func(*node){}
	integer := func(key string, low, high int, into *int) {
		keys[key] = func(n *node) { r.integer(n, place+"."+key, low, high, into) }
	}
	coordinate := func(key string, into **int) {
		keys[key] = func(n *node) {
			*into = new(int)
			r.integer(n, place+"."+key, -maxWindowPlace, maxWindowPlace, *into)
		}
	}
	flag := func(key string, into *bool) { keys[key] = func(n *node) { *into = r.boolean(n, place+"."+key) } }
	optional := func(key string, into **bool) {
		keys[key] = func(n *node) {
			value := r.boolean(n, place+"."+key)
			*into = &value
		}
	}
	word := func(key string, words []string, into *string) {
		keys[key] = func(n *node) {
			*into = r.text(n, place+"."+key, func(text string) (problem, hint string) {
				if !slices.Contains(words, text) {
					return fmt.Sprintf("can't be %q", text), "it is one of " + strings.Join(words, ", ")
				}
				return "", ""
			})
		}
	}
	coordinate("x", &frame.X)
	coordinate("y", &frame.Y)
	integer("maxWidth", minWindowSize, maxWindowSize, &frame.MaxWidth)
	integer("maxHeight", minWindowSize, maxWindowSize, &frame.MaxHeight)
	for key, into := range map[string]*bool{
		"center": &frame.Center, "alwaysOnTop": &frame.AlwaysOnTop, "skipTaskbar": &frame.SkipTaskbar,
		"fullscreen": &frame.FullScreen, "kiosk": &frame.Kiosk, "transparent": &frame.Transparent,
	} {
		flag(key, into)
	}
	for key, into := range map[string]**bool{
		"resizable": &frame.Resizable, "movable": &frame.Movable, "minimizable": &frame.Minimizable, "maximizable": &frame.Maximizable,
		"closable": &frame.Closable, "show": &frame.Show, "frame": &frame.Framed, "hasShadow": &frame.HasShadow,
	} {
		optional(key, into)
	}
	word("titleBarStyle", titleBarStyles, &frame.TitleBarStyle)
	word("vibrancy", vibrancies, &frame.Vibrancy)
	word("backgroundMaterial", backgroundMaterials, &frame.BackgroundMaterial)
	keys["backgroundColor"] = func(n *node) {
		frame.BackgroundColor = r.text(n, place+".backgroundColor", func(text string) (problem, hint string) {
			if _, err := csscolor.Parse(text, true); err != nil {
				return "is no colour", `such as "#336699", "rgb(51, 102, 153)" or "teal"`
			}
			return "", ""
		})
	}
	keys["opacity"] = func(n *node) { frame.Opacity = r.opacity(n, place+".opacity") }
	keys["windowStatePersistence"] = func(n *node) {
		frame.WindowStatePersistence = r.persistence(n, place+".windowStatePersistence")
	}
	return keys
}

func (r *reader) opacity(n *node, name string) *float64 {
	if n.kind != kindNumber {
		r.wrongKind(n, name, kindNumber)
		return nil
	}
	value, err := strconv.ParseFloat(n.text, 64)
	if err != nil || value < 0 || value > 1 {
		r.report(n, fmt.Sprintf("%s must be a number from 0 to 1, not %s", name, n.text), "0 can't be seen, 1 is the usual")
	}
	return &value
}

// persistence reads true, false, or an object that says what is kept.
func (r *reader) persistence(n *node, name string) *payload.Persistence {
	keeps := payload.Persistence{Bounds: true, DisplayMode: true}
	if n.kind != kindObject {
		if !r.boolean(n, name) {
			return nil
		}
		return &keeps
	}
	r.object(n, name, map[string]func(*node){
		"bounds":      func(n *node) { keeps.Bounds = r.boolean(n, name+".bounds") },
		"displayMode": func(n *node) { keeps.DisplayMode = r.boolean(n, name+".displayMode") },
	})
	return &keeps
}

// checkFrame reports what is wrong with a window as a whole.
func (r *reader) checkFrame(n *node, place string, window *payload.Window) {
	frame := &window.Frame
	at := func(key string) *node {
		for _, f := range n.fields {
			if f.key.text == key {
				return f.value
			}
		}
		return n
	}
	switch {
	case frame.X != nil && frame.Y == nil:
		r.report(at("x"), place+".x is here without y", "a place is both")
	case frame.Y != nil && frame.X == nil:
		r.report(at("y"), place+".y is here without x", "a place is both")
	}
	if frame.MaxWidth > 0 && frame.MaxWidth < window.Width {
		r.report(at("maxWidth"), fmt.Sprintf("%s.maxWidth is smaller than the width, %d", place, window.Width), "")
	}
	if frame.MaxHeight > 0 && frame.MaxHeight < window.Height {
		r.report(at("maxHeight"), fmt.Sprintf("%s.maxHeight is smaller than the height, %d", place, window.Height), "")
	}
	if frame.WindowStatePersistence != nil && window.Name == "" {
		r.report(at("windowStatePersistence"), place+".windowStatePersistence needs a name", `add "name": "main": the state is kept by it`)
	}
}
