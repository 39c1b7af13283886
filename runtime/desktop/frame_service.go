package desktop

import (
	"errors"
	"fmt"

	"github.com/deskjs/deskjs/internal/csscolor"
	"github.com/deskjs/deskjs/runtime/desktop/service"
	"github.com/deskjs/deskjs/runtime/desktop/window"
)

// frameService is what BrowserWindow asks of its window but for the page.
func frameService(h *host) service.Service {
	methods := map[string]service.Handler{
		"frame.state": onWindow(h, func(w *appWindow, _ struct{}) (frameInfo, error) { return w.info(), nil }),
		"frame.set": change(h, func(w *appWindow, a struct {
			Property window.Property `json:"property"`
			On       bool            `json:"on"`
		}) error {
			return h.setProperty(w, a.Property, a.On)
		}),
		"frame.do": change(h, func(w *appWindow, a struct {
			Action window.Action `json:"action"`
		}) error {
			return w.native.Do(a.Action)
		}),
		"frame.bounds": change(h, func(w *appWindow, a struct{ X, Y, Width, Height *int }) error {
			bounds := w.native.State().Bounds
			for to, from := range map[*int]*int{&bounds.X: a.X, &bounds.Y: a.Y, &bounds.Width: a.Width, &bounds.Height: a.Height} {
				if from != nil {
					*to = *from
				}
			}
			w.native.SetBounds(bounds)
			return nil
		}),
		"frame.contentSize": change(h, func(w *appWindow, a window.Size) error {
			w.native.SetContentSize(a)
			return nil
		}),
		"frame.limits": change(h, func(w *appWindow, a struct{ Minimum, Maximum *window.Size }) error {
			if a.Minimum != nil {
				w.frame.minimum = *a.Minimum
			}
			if a.Maximum != nil {
				w.frame.maximum = *a.Maximum
			}
			w.native.SetLimits(w.frame.minimum, w.frame.maximum, false)
			return nil
		}),
		"frame.ratio": change(h, func(w *appWindow, a struct {
			Ratio float64
			Extra window.Size
		}) error {
			w.native.SetAspectRatio(a.Ratio, a.Extra)
			return nil
		}),
		"frame.show": change(h, func(w *appWindow, a struct{ Active bool }) error {
			w.native.Show(a.Active)
			return nil
		}),
		"frame.hide": change(h, func(w *appWindow, _ struct{}) error {
			w.native.Hide()
			return nil
		}),
		"frame.level": change(h, func(w *appWindow, a struct {
			Level    string
			Relative int
		}) error {
			w.setLevel(a.Level, a.Relative)
			return nil
		}),
		"frame.opacity": change(h, func(w *appWindow, a struct{ Opacity float64 }) error {
			w.setOpacity(a.Opacity)
			return nil
		}),
		"frame.background": change(h, func(w *appWindow, a struct{ Color string }) error {
			color, err := csscolor.Parse(a.Color, true)
			if err != nil {
				return &service.Error{Code: "ERR_INVALID_ARG_VALUE", Message: err.Error()}
			}
			w.frame.background = color.String()
			w.native.SetBackground(window.Color(color))
			return nil
		}),
		"frame.accent": change(h, func(w *appWindow, a struct{ Color string }) error {
			if a.Color == "" {
				w.setAccent(nil)
				return nil
			}
			color, err := csscolor.Parse(a.Color, true)
			if err != nil {
				return &service.Error{Code: "ERR_INVALID_ARG_VALUE", Message: err.Error()}
			}
			w.setAccent((*window.Color)(&color))
			return nil
		}),
		"frame.views": change(h, func(w *appWindow, a struct {
			Views []struct {
				ID     int         `json:"id"`
				Bounds window.Rect `json:"bounds"`
				Fills  bool        `json:"fills"`
			} `json:"views"`
		}) error {
			var views []window.PlacedView
			for _, view := range a.Views {
				if page := h.window(view.ID); page != nil && page.isView { // else it has just closed
					views = append(views, window.PlacedView{View: page.native, Bounds: view.Bounds, Fills: view.Fills})
				}
			}
			w.native.SetViews(views)
			return nil
		}),
		"frame.above": change(h, func(w *appWindow, a struct{ Handle uint64 }) error {
			err := w.native.MoveAbove(a.Handle)
			if errors.Is(err, window.ErrNoSuchWindow) {
				return &service.Error{Code: "ERR_INVALID_ARG_VALUE", Message: "Invalid media source id: " + err.Error()}
			}
			return err
		}),
		"frame.watch": change(h, func(w *appWindow, a struct {
			Event window.FrameEvent
			On    bool
		}) error {
			w.frame.watched[a.Event] = a.On
			return nil
		}),
		"frame.parent": change(h, h.setParent),
		"frame.accessibleTitle": change(h, func(w *appWindow, a struct{ Title string }) error {
			w.native.SetAccessibleTitle(a.Title)
			return nil
		}),
		"frame.progress": change(h, func(w *appWindow, a struct {
			Fraction float64
			Mode     string
		}) error {
			return h.setProgress(w, a.Fraction, a.Mode)
		}),
		"frame.shape":    change(h, func(w *appWindow, a struct{ Rects []window.Rect }) error { return w.native.SetShape(a.Rects) }),
		"frame.vibrancy": change(h, func(w *appWindow, a struct{ Kind, State string }) error { return w.native.SetVibrancy(a.Kind, a.State) }),
		"frame.material": change(h, func(w *appWindow, a struct{ Kind string }) error { return w.native.SetMaterial(a.Kind) }),
		"frame.buttons": change(h, func(w *appWindow, a struct{ At *window.Rect }) error {
			if a.At == nil {
				return w.native.SetButtonPosition(nil)
			}
			return w.native.SetButtonPosition(&window.Size{Width: a.At.X, Height: a.At.Y})
		}),
		"frame.file": change(h, func(w *appWindow, a struct{ Path string }) error { return w.native.SetRepresentedFile(a.Path) }),
		"frame.forget": service.Func(func(a struct{ Name string }) (any, error) {
			return nil, h.places().Clear(a.Name)
		}),
	}
	methods["frame.icon"] = h.withImage(func(w *appWindow, image []byte, _ string) error { return w.native.SetIcon(image) })
	methods["frame.overlay"] = h.withImage(func(w *appWindow, image []byte, description string) error {
		return w.native.SetOverlayIcon(image, description)
	})
	return service.Service{Methods: methods}
}

// change makes a handler of what changes a window and answers nothing.
func change[A any](h *host, do func(*appWindow, A) error) service.Handler {
	return onWindow(h, func(w *appWindow, arguments A) (any, error) { return nil, supported(do(w, arguments)) })
}

// withImage makes a handler of what takes the bytes of a picture, and a description of it.
func (h *host) withImage(do func(w *appWindow, image []byte, description string) error) service.Handler {
	return func(call *service.Call) {
		change(h, func(w *appWindow, a struct{ Description string }) error { return do(w, call.Bytes, a.Description) })(call)
	}
}

// supported gives what a system can't do the code that programs know it by.
func supported(err error) error {
	if unsupported, is := errors.AsType[*window.ErrNotSupported](err); is {
		return &service.Error{Code: service.CodeNotSupported, Message: unsupported.Error()}
	}
	return err
}

func (h *host) setParent(w *appWindow, a struct{ Parent int }) error {
	for up := h.window(a.Parent); up != nil; up = h.window(up.frame.parent) {
		if up == w {
			return &service.Error{Code: "ERR_INVALID_ARG_VALUE", Message: fmt.Sprintf("window %d can't be above itself", w.id)}
		}
	}
	w.frame.parent = 0
	if parent := h.window(a.Parent); parent != nil {
		w.frame.parent = a.Parent
		w.native.SetParent(parent.native)
	} else {
		w.native.SetParent(nil)
	}
	return nil
}

// systemMenu opens the menu of a title bar, unless the backend has another.
func (h *host) systemMenu(w *appWindow) {
	open := func() {
		if err := w.native.Do(window.SystemMenu); err != nil {
			h.log("%v", err)
		}
	}
	if !h.natives.attached {
		open()
		return
	}
	h.natives.ask("window.may-open-menu", windowID{w.id}, nil, func(answer service.Answer) {
		allowed := true
		if err := answer.Decode(&allowed); err == nil && !allowed || h.window(w.id) != w {
			return
		}
		open()
	})
}
