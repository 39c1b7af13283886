// Package tray puts icons into the part of the desktop that shows them beside the clock, each with a menu: StatusNotifierItem on Linux,
// Shell_NotifyIcon on Windows, NSStatusItem on macOS. Package desktop makes the service.
package tray

import (
	"github.com/deskjs/deskjs/runtime/desktop/language"
	"github.com/deskjs/deskjs/runtime/desktop/menu/model"
	"github.com/deskjs/deskjs/runtime/desktop/service"
)

// icon is one icon, as a system shows it. Its methods run on the UI thread.
type icon interface {
	setImage(png []byte) error
	setPressedImage(png []byte) error
	setToolTip(text string) error
	setTitle(title, fontType string) error
	// setMenu shows the items when the icon is asked for its menu; nil is no menu.
	setMenu(items []model.Item) error
	// popUp shows items now; nil are those of setMenu. position is nil for beside the icon.
	popUp(items []model.Item, position *point) error
	closeMenu() error
	bounds() (rectangle, error)
	ignoreDoubleClicks(ignore bool) error
	displayBalloon(balloon) error
	removeBalloon() error
	focus() error
	destroy()
}

type point struct {
	X int `json:"x"`
	Y int `json:"y"`
}

type rectangle struct {
	X      int `json:"x"`
	Y      int `json:"y"`
	Width  int `json:"width"`
	Height int `json:"height"`
}

// balloon is a message beside an icon of Windows.
type balloon struct {
	Title            string `json:"title"`
	Content          string `json:"content"`
	IconType         string `json:"iconType"`
	SmallIcon        bool   `json:"smallIcon"`
	NoSound          bool   `json:"noSound"`
	RespectQuietTime bool   `json:"respectQuietTime"`
	icon             []byte // PNG
}

// event is what the backend hears of an icon. Bounds and Position are nil where the event has none.
type event struct {
	ID       int        `json:"id"`
	Event    string     `json:"event"`
	Bounds   *rectangle `json:"bounds,omitempty"`
	Position *point     `json:"position,omitempty"`
	// Item is what was chosen from the icon's menu: its event is "menu".
	Item     int  `json:"item,omitempty"`
	AltKey   bool `json:"altKey,omitempty"`
	CtrlKey  bool `json:"ctrlKey,omitempty"`
	MetaKey  bool `json:"metaKey,omitempty"`
	ShiftKey bool `json:"shiftKey,omitempty"`
}

type trays struct {
	host  *service.Host
	icons map[int]icon
}

// New makes the service.
func New(host *service.Host) service.Service {
	t := &trays{host: host, icons: map[int]icon{}}
	return service.Service{
		Methods: map[string]service.Handler{
			"tray.create":          t.create,
			"tray.setImage":        t.withBytes(icon.setImage),
			"tray.setPressedImage": t.withBytes(icon.setPressedImage),
			"tray.setToolTip":      t.handle(func(i icon, a arguments) (any, error) { return nil, i.setToolTip(a.Text) }),
			"tray.setTitle":        t.handle(func(i icon, a arguments) (any, error) { return nil, i.setTitle(a.Text, a.FontType) }),
			"tray.setMenu":         t.handle(func(i icon, a arguments) (any, error) { return nil, i.setMenu(t.localized(a.Items)) }),
			"tray.popUp":           t.handle(func(i icon, a arguments) (any, error) { return nil, i.popUp(t.localized(a.Items), a.Position) }),
			"tray.closeMenu":       t.handle(func(i icon, _ arguments) (any, error) { return nil, i.closeMenu() }),
			"tray.bounds":          t.handle(func(i icon, _ arguments) (any, error) { return i.bounds() }),
			"tray.ignoreDoubleClicks": t.handle(func(i icon, a arguments) (any, error) {
				return nil, i.ignoreDoubleClicks(a.Ignore)
			}),
			"tray.displayBalloon": t.displayBalloon,
			"tray.removeBalloon":  t.handle(func(i icon, _ arguments) (any, error) { return nil, i.removeBalloon() }),
			"tray.focus":          t.handle(func(i icon, _ arguments) (any, error) { return nil, i.focus() }),
			"tray.destroy":        t.destroy,
		},
		Reset: func() {
			for id, icon := range t.icons {
				icon.destroy()
				delete(t.icons, id)
			}
		},
	}
}

type arguments struct {
	ID       int          `json:"id"`
	Text     string       `json:"text"`
	FontType string       `json:"fontType"`
	GUID     string       `json:"guid"`
	Template bool         `json:"template"` // macOS colours the image
	Ignore   bool         `json:"ignore"`
	Items    []model.Item `json:"items"` // nil is no menu, unlike an empty one
	Position *point       `json:"position"`
}

func (t *trays) localized(items []model.Item) []model.Item {
	model.Localize(items, system, language.Preferred(), t.host.Name)
	return items
}

func (t *trays) create(call *service.Call) {
	var a arguments
	if err := call.Decode(&a); err != nil {
		call.Fail(err)
		return
	}
	go func() {
		err := prepare(t.host)
		t.host.Post(func() {
			if call.Over() {
				return
			}
			if err == nil {
				err = t.make(a, call.Bytes)
			}
			if err != nil {
				call.Fail(err)
				return
			}
			call.Reply(nil, nil)
		})
	}()
}

func (t *trays) make(a arguments, image []byte) error {
	made, err := newIcon(t.host, a, func(e event) {
		e.ID = a.ID
		t.host.Emit("tray.event", e, nil)
	})
	if err != nil {
		return err
	}
	if err := made.setImage(image); err != nil {
		made.destroy()
		return err
	}
	t.icons[a.ID] = made
	return nil
}

func (t *trays) destroy(call *service.Call) {
	var a arguments
	if err := call.Decode(&a); err != nil {
		call.Fail(err)
		return
	}
	if made := t.icons[a.ID]; made != nil {
		delete(t.icons, a.ID)
		made.destroy()
	}
	call.Reply(nil, nil)
}

// find is the icon that a call names, or answers the call.
func (t *trays) find(call *service.Call) (icon, arguments, bool) {
	var a arguments
	if err := call.Decode(&a); err != nil {
		call.Fail(err)
		return nil, a, false
	}
	made := t.icons[a.ID]
	if made == nil {
		call.Fail(&service.Error{Code: service.CodeDestroyed, Message: "Object has been destroyed"})
	}
	return made, a, made != nil
}

func (t *trays) handle(do func(icon, arguments) (any, error)) service.Handler {
	return func(call *service.Call) {
		made, a, found := t.find(call)
		if !found {
			return
		}
		result, err := do(made, a)
		if err != nil {
			call.Fail(err)
			return
		}
		call.Reply(result, nil)
	}
}

func (t *trays) withBytes(do func(icon, []byte) error) service.Handler {
	return func(call *service.Call) {
		t.handle(func(made icon, _ arguments) (any, error) { return nil, do(made, call.Bytes) })(call)
	}
}

func (t *trays) displayBalloon(call *service.Call) {
	t.handle(func(made icon, _ arguments) (any, error) {
		b := balloon{icon: call.Bytes}
		if err := call.Decode(&b); err != nil {
			return nil, err
		}
		return nil, made.displayBalloon(b)
	})(call)
}
