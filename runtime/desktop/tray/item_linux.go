package tray

import (
	"fmt"

	"github.com/godbus/dbus/v5"

	"github.com/deskjs/deskjs/runtime/desktop/menu/model"
	"github.com/deskjs/deskjs/runtime/desktop/service"
)

const (
	system        = "linux"
	itemInterface = "org.kde.StatusNotifierItem"
	properties    = "org.freedesktop.DBus.Properties"
)

// pixmap is an icon of one size, with alpha, red, green and blue of each pixel: the specification's (iiay).
type pixmap struct {
	Width, Height int32
	Data          []byte
}

// toolTip is the specification's (sa(iiay)ss).
type toolTip struct {
	Icon    string
	Pixmaps []pixmap
	Title   string
	Text    string
}

// item is an icon on the session bus, which the desktop's panel reads and calls: a StatusNotifierItem.
type item struct {
	bus  *bus
	path dbus.ObjectPath
	id   string
	emit func(event)
	menu *menu

	// Guarded by bus.mu.
	icon           []pixmap
	tip, title     string
	appName, label string
	hasMenu        bool
}

// prepare connects to the bus, which may take its time.
func prepare(host *service.Host) error {
	_, err := connect(host.Log)
	return err
}

func newIcon(host *service.Host, a arguments, emit func(event)) (icon, error) {
	b, err := connect(host.Log)
	if err != nil {
		return nil, err
	}
	i := &item{bus: b, id: host.ID, emit: emit, appName: host.Name, title: host.Name}
	i.path = dbus.ObjectPath(fmt.Sprintf("/org/deskjs/tray/%d", a.ID))
	i.menu = &menu{item: i, path: i.path + "/menu", items: map[int32]*model.Item{}}
	if err := i.export(); err != nil {
		return nil, fmt.Errorf("the icon can't be put on the session bus: %w", err)
	}
	b.add(i)
	return i, nil
}

func (i *item) export() error {
	if err := i.bus.connection.ExportMethodTable(map[string]any{
		"Activate":                  func(x, y int32) *dbus.Error { return i.clicked("click", x, y) },
		"SecondaryActivate":         func(x, y int32) *dbus.Error { return i.clicked("middle-click", x, y) },
		"ContextMenu":               func(x, y int32) *dbus.Error { return i.clicked("right-click", x, y) },
		"Scroll":                    func(int32, string) *dbus.Error { return nil }, // Electron has no event for it
		"ProvideXdgActivationToken": func(string) *dbus.Error { return nil },
		"XAyatanaSecondaryActivate": func(uint32) *dbus.Error { return i.clicked("middle-click", 0, 0) },
	}, i.path, itemInterface); err != nil {
		return err
	}
	if err := exportProperties(i.bus.connection, i.path, itemInterface, i.properties); err != nil {
		return err
	}
	return i.menu.export()
}

func (i *item) clicked(name string, x, y int32) *dbus.Error {
	i.emit(event{Event: name, Bounds: &rectangle{X: int(x), Y: int(y)}, Position: &point{int(x), int(y)}})
	return nil
}

// properties are read by whoever shows the icon.
func (i *item) properties() map[string]any {
	i.bus.mu.Lock()
	defer i.bus.mu.Unlock()
	path := dbus.ObjectPath("/")
	if i.hasMenu {
		path = i.menu.path
	}
	return map[string]any{
		"Category":            "ApplicationStatus",
		"Id":                  i.id,
		"Title":               i.title,
		"Status":              "Active",
		"WindowId":            int32(0),
		"IconThemePath":       "",
		"IconName":            "",
		"IconPixmap":          i.icon,
		"OverlayIconName":     "",
		"OverlayIconPixmap":   []pixmap{},
		"AttentionIconName":   "",
		"AttentionIconPixmap": []pixmap{},
		"AttentionMovieName":  "",
		"ToolTip":             toolTip{Pixmaps: []pixmap{}, Title: i.tip},
		"ItemIsMenu":          false,
		"Menu":                path,
		"XAyatanaLabel":       i.label,
		"XAyatanaLabelGuide":  i.label,
	}
}

// change makes a change, of which the signals tell.
func (i *item) change(do func(), signals ...string) {
	i.bus.mu.Lock()
	do()
	i.bus.mu.Unlock()
	for _, signal := range signals {
		i.bus.signal(i.path, itemInterface+"."+signal)
	}
}

func (i *item) setImage(png []byte) error {
	pixels, err := decode(png)
	if err != nil {
		return err
	}
	icon := []pixmap{}
	if size := pixels.Bounds().Size(); size.X > 0 && size.Y > 0 {
		data := make([]byte, 0, len(pixels.Pix))
		for p := 0; p < len(pixels.Pix); p += 4 {
			data = append(data, pixels.Pix[p+3], pixels.Pix[p], pixels.Pix[p+1], pixels.Pix[p+2])
		}
		icon = []pixmap{{int32(size.X), int32(size.Y), data}}
	}
	i.change(func() { i.icon = icon }, "NewIcon")
	return nil
}

func (i *item) setToolTip(text string) error {
	i.change(func() { i.tip = text }, "NewToolTip")
	return nil
}

// setTitle has the title beside the icon where the panel can (XAyatanaLabel), and for those who can't see it.
func (i *item) setTitle(title, _ string) error {
	i.change(func() {
		i.label, i.title = title, title
		if title == "" {
			i.title = i.appName
		}
	}, "NewTitle")
	i.bus.signal(i.path, itemInterface+".XAyatanaNewLabel", title, title)
	return nil
}

func (i *item) setMenu(items []model.Item) error {
	had := i.hasMenu
	i.menu.set(items)
	i.change(func() { i.hasMenu = items != nil })
	if had != i.hasMenu {
		i.bus.signal(i.path, itemInterface+".NewMenu")
	}
	return nil
}

const panelDecides = "on Linux the desktop's panel shows the icon and its menu, and does not say where"

func (i *item) popUp([]model.Item, *point) error {
	return service.NotSupported("tray.popUpContextMenu", panelDecides+"; use tray.setContextMenu")
}

func (i *item) closeMenu() error { return service.NotSupported("tray.closeContextMenu", panelDecides) }

func (i *item) bounds() (rectangle, error) {
	return rectangle{}, service.NotSupported("tray.getBounds", panelDecides)
}

func (i *item) setPressedImage([]byte) error {
	return service.NotSupported("tray.setPressedImage", "only macOS has a second image for the time of a click")
}

func (i *item) ignoreDoubleClicks(bool) error {
	return service.NotSupported("tray.setIgnoreDoubleClickEvents", "Linux has no double clicks of tray icons")
}

func (i *item) displayBalloon(balloon) error {
	return service.NotSupported("tray.displayBalloon", "only Windows has balloons; use Notification, which every system has")
}

func (i *item) removeBalloon() error {
	return service.NotSupported("tray.removeBalloon", "only Windows has balloons")
}

func (i *item) focus() error {
	return service.NotSupported("tray.focus", "only Windows has a tray that can be given the keyboard")
}

func (i *item) destroy() {
	i.bus.remove(i)
	i.menu.unexport()
	for _, name := range []string{itemInterface, properties} {
		_ = i.bus.connection.Export(nil, i.path, name) // nothing was exported if that fails
	}
}
