//go:build linux && cgo

package screen

import (
	"strings"
	"unsafe"

	"github.com/deskjs/deskjs/runtime/desktop/service"
	"github.com/deskjs/deskjs/runtime/desktop/toolkit"
)

type rectangle struct{ x, y, width, height int32 } // GdkRectangle

var gdk struct {
	Count     func(display unsafe.Pointer) int32                            `c:"gdk_display_get_n_monitors"`
	Monitor   func(display unsafe.Pointer, index int32) unsafe.Pointer      `c:"gdk_display_get_monitor"`
	Primary   func(display unsafe.Pointer) unsafe.Pointer                   `c:"gdk_display_get_primary_monitor"`
	Geometry  func(monitor unsafe.Pointer, into *rectangle)                 `c:"gdk_monitor_get_geometry"`
	WorkArea  func(monitor unsafe.Pointer, into *rectangle)                 `c:"gdk_monitor_get_workarea"`
	Scale     func(monitor unsafe.Pointer) int32                            `c:"gdk_monitor_get_scale_factor"`
	Rate      func(monitor unsafe.Pointer) int32                            `c:"gdk_monitor_get_refresh_rate"`
	Model     func(monitor unsafe.Pointer) string                           `c:"gdk_monitor_get_model"`
	Maker     func(monitor unsafe.Pointer) string                           `c:"gdk_monitor_get_manufacturer"`
	Cursor    func(display unsafe.Pointer, width, height *uint32)           `c:"gdk_display_get_maximal_cursor_size"`
	Seat      func(display unsafe.Pointer) unsafe.Pointer                   `c:"gdk_display_get_default_seat"`
	Abilities func(seat unsafe.Pointer) uint32                              `c:"gdk_seat_get_capabilities"`
	Pointer   func(seat unsafe.Pointer) unsafe.Pointer                      `c:"gdk_seat_get_pointer"`
	Position  func(device, screen unsafe.Pointer, x, y *int32)              `c:"gdk_device_get_position"`
	Screen    func(display unsafe.Pointer) unsafe.Pointer                   `c:"gdk_display_get_default_screen"`
	Visual    func(screen unsafe.Pointer) unsafe.Pointer                    `c:"gdk_screen_get_system_visual"`
	Depth     func(visual unsafe.Pointer) int32                             `c:"gdk_visual_get_depth"`
	RedMask   func(visual unsafe.Pointer, mask *uint32, shift, bits *int32) `c:"gdk_visual_get_red_pixel_details"`
}

var xlib struct {
	Atom func(display unsafe.Pointer, name string, onlyIfExists bool) uintptr `c:"XInternAtom"`
}

type gdkDriver struct{ loaded bool }

func newDriver() driver { return &gdkDriver{} }

func (d *gdkDriver) display() (unsafe.Pointer, error) {
	display, err := toolkit.Display()
	if err != nil {
		return nil, &service.Error{Code: service.CodeNotSupported, Message: err.Error()}
	}
	if !d.loaded {
		if err := toolkit.Find(toolkit.GTK, &gdk); err != nil {
			return nil, err
		}
		d.loaded = true
	}
	return display, nil
}

func (d *gdkDriver) displays() (list, error) {
	display, err := d.display()
	if err != nil {
		return list{}, err
	}
	var found list
	var names []string
	connection, root, notX11 := toolkit.XDisplay()
	visual := gdk.Visual(gdk.Screen(display))
	var bits int32
	gdk.RedMask(visual, nil, nil, &bits)
	var cursor [2]uint32
	gdk.Cursor(display, &cursor[0], &cursor[1])
	touch := "unavailable"
	const touches = 2 // GDK_SEAT_CAPABILITY_TOUCH
	if gdk.Abilities(gdk.Seat(display))&touches != 0 {
		touch = "available"
	}
	primary := gdk.Primary(display)
	for i := range gdk.Count(display) {
		monitor := gdk.Monitor(display, i)
		var bounds, workArea rectangle
		gdk.Geometry(monitor, &bounds)
		gdk.WorkArea(monitor, &workArea)
		scale, model := gdk.Scale(monitor), gdk.Model(monitor)
		shown := Display{
			Label:  strings.TrimSpace(gdk.Maker(monitor) + " " + model),
			Bounds: rect(bounds), WorkArea: rect(workArea),
			ScaleFactor: float64(scale), DisplayFrequency: float64(gdk.Rate(monitor)) / 1000,
			Internal: isInternal(model), Detected: true,
			TouchSupport: touch, AccelerometerSupport: "unknown",
			ColorDepth: int(gdk.Depth(visual)), DepthPerComponent: int(bits),
			MaximumCursorSize: Size{int(cursor[0]), int(cursor[1])},
		}
		if notX11 == nil {
			shown.NativeOrigin = &Point{int(bounds.x * scale), int(bounds.y * scale)}
			shown.Rotation = rotation(connection, root,
				rectangle{bounds.x * scale, bounds.y * scale, bounds.width * scale, bounds.height * scale})
		}
		if monitor == primary {
			found.Primary = int(i)
		}
		found.Displays = append(found.Displays, shown)
		names = append(names, shown.Label)
	}
	if len(found.Displays) == 0 {
		return list{}, &service.Error{Code: service.CodeNotSupported, Message: "the system has no display now"}
	}
	name(found.Displays, names)
	return found, nil
}

func rect(r rectangle) Rect { return Rect{int(r.x), int(r.y), int(r.width), int(r.height)} }

// isInternal tells by the connector's name, which is what X11 calls a display, whether it is part of the computer.
func isInternal(connector string) bool {
	for _, built := range []string{"eDP", "LVDS", "DSI"} {
		if strings.HasPrefix(connector, built) {
			return true
		}
	}
	return false
}

func (d *gdkDriver) cursor() (Point, error) {
	display, err := d.display()
	if err != nil {
		return Point{}, err
	}
	if _, _, err := toolkit.XDisplay(); err != nil {
		return Point{}, service.NotSupported("screen.getCursorScreenPoint", "Wayland tells an app where the cursor is over its own windows only")
	}
	var x, y int32
	gdk.Position(gdk.Pointer(gdk.Seat(display)), nil, &x, &y)
	return Point{int(x), int(y)}, nil
}

func (d *gdkDriver) watch(changed func()) error {
	display, err := d.display()
	if err != nil {
		return err
	}
	toolkit.Connect(display, "monitor-added", changed)
	toolkit.Connect(display, "monitor-removed", changed)
	screen := gdk.Screen(display)
	toolkit.Connect(screen, "monitors-changed", changed)
	toolkit.Connect(screen, "size-changed", changed)
	connection, _, err := toolkit.XDisplay()
	if err != nil {
		return nil // Wayland: the signals say it all
	}
	// GDK does not tell of the work area, which is a property of the root window.
	if err := toolkit.Find(toolkit.X11, &xlib); err != nil {
		return err
	}
	workArea := xlib.Atom(connection, "_NET_WORKAREA", false)
	const propertyChanges = 1 << 16 // GDK_PROPERTY_CHANGE_MASK
	toolkit.Filter(propertyChanges, func(event unsafe.Pointer) {
		const propertyNotify = 28
		if *(*int32)(event) == propertyNotify && *(*uintptr)(unsafe.Add(event, propertyAtom)) == workArea {
			changed()
		}
	})
	return nil
}

// propertyAtom is where an XPropertyEvent has its atom: after its type, serial, send_event, display and window.
const propertyAtom = 5 * unsafe.Sizeof(uintptr(0))
