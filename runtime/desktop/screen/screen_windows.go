package screen

import (
	"math"
	"syscall"
	"unsafe"

	"golang.org/x/sys/windows"

	"github.com/deskjs/deskjs/runtime/desktop/service"
	"github.com/deskjs/deskjs/runtime/desktop/winmessage"
)

var (
	user32           = windows.NewLazySystemDLL("user32.dll")
	shcore           = windows.NewLazySystemDLL("shcore.dll")
	procEnumMonitors = user32.NewProc("EnumDisplayMonitors")
	procMonitorInfo  = user32.NewProc("GetMonitorInfoW")
	procSettings     = user32.NewProc("EnumDisplaySettingsW")
	procDevices      = user32.NewProc("EnumDisplayDevicesW")
	procCursor       = user32.NewProc("GetCursorPos")
	procMonitorOf    = user32.NewProc("MonitorFromPoint")
	procMetrics      = user32.NewProc("GetSystemMetrics")
	procDpiOf        = shcore.NewProc("GetDpiForMonitor")
	enumerate        = syscall.NewCallback(collect)
	collected        []uintptr // by collect; UI thread
	errNoDisplay     error     = &service.Error{Code: service.CodeNotSupported, Message: "the system has no display now"}
)

func collect(monitor, _, _, _ uintptr) uintptr {
	collected = append(collected, monitor)
	return 1
}

type winRect struct{ left, top, right, bottom int32 }

func (r winRect) scaled(scale float64) Rect {
	of := func(pixels int32) int { return int(math.Round(float64(pixels) / scale)) }
	return Rect{of(r.left), of(r.top), of(r.right - r.left), of(r.bottom - r.top)}
}

type monitorInfo struct {
	size         uint32
	bounds, work winRect
	flags        uint32
	device       [32]uint16
}

// deviceMode is a DEVMODEW, as it is for a display.
type deviceMode struct {
	device                        [32]uint16
	specVersion, driverVersion    uint16
	size, driverExtra             uint16
	fields                        uint32
	x, y                          int32
	orientation, fixedOutput      uint32
	color, duplex, yRes, ttOption int16
	collate                       int16
	form                          [32]uint16
	logPixels                     uint16
	bitsPerPixel, width, height   uint32
	flags, frequency              uint32
	rest                          [8]uint32
}

type displayDevice struct {
	size        uint32
	name        [32]uint16
	description [128]uint16
	state       uint32
	id, key     [128]uint16
}

type winDriver struct{}

func newDriver() driver { return winDriver{} }

func (winDriver) displays() (list, error) {
	collected = nil
	_, _, _ = procEnumMonitors.Call(0, 0, enumerate, 0)
	var found list
	var names []string
	touch := "unavailable"
	const maximumTouches, cursorWidth, cursorHeight = 95, 13, 14
	if touches, _, _ := procMetrics.Call(maximumTouches); touches > 0 {
		touch = "available"
	}
	width, _, _ := procMetrics.Call(cursorWidth)
	height, _, _ := procMetrics.Call(cursorHeight)
	for _, monitor := range collected {
		info := monitorInfo{}
		info.size = uint32(unsafe.Sizeof(info))
		if ok, _, _ := procMonitorInfo.Call(monitor, uintptr(unsafe.Pointer(&info))); ok == 0 {
			continue // it has gone meanwhile
		}
		scale := scaleOf(monitor)
		mode := deviceMode{}
		mode.size = uint16(unsafe.Sizeof(mode))
		const current = 0xffffffff // ENUM_CURRENT_SETTINGS
		_, _, _ = procSettings.Call(uintptr(unsafe.Pointer(&info.device[0])), current, uintptr(unsafe.Pointer(&mode)))
		device := displayDevice{}
		device.size = uint32(unsafe.Sizeof(device))
		_, _, _ = procDevices.Call(uintptr(unsafe.Pointer(&info.device[0])), 0, uintptr(unsafe.Pointer(&device)), 0)
		const primary = 1
		if info.flags&primary != 0 {
			found.Primary = len(found.Displays)
		}
		found.Displays = append(found.Displays, Display{
			Label:  windows.UTF16ToString(device.description[:]),
			Bounds: info.bounds.scaled(scale), WorkArea: info.work.scaled(scale), ScaleFactor: scale,
			// Windows counts the quarter turns the other way round.
			Rotation: int(4-mode.orientation%4) % 4 * 90, Detected: true,
			TouchSupport: touch, AccelerometerSupport: "unknown",
			ColorDepth: int(mode.bitsPerPixel), DepthPerComponent: 8, DisplayFrequency: float64(mode.frequency),
			MaximumCursorSize: Size{int(width), int(height)},
			NativeOrigin:      &Point{int(info.bounds.left), int(info.bounds.top)},
		})
		names = append(names, windows.UTF16ToString(info.device[:])+windows.UTF16ToString(device.id[:]))
	}
	if len(found.Displays) == 0 {
		return list{}, errNoDisplay
	}
	name(found.Displays, names)
	return found, nil
}

func scaleOf(monitor uintptr) float64 {
	var x, y uint32
	const effective = 0
	if failed, _, _ := procDpiOf.Call(monitor, effective, uintptr(unsafe.Pointer(&x)), uintptr(unsafe.Pointer(&y))); failed != 0 || x == 0 {
		return 1
	}
	return float64(x) / 96
}

func (winDriver) cursor() (Point, error) {
	var at struct{ x, y int32 }
	if ok, _, err := procCursor.Call(uintptr(unsafe.Pointer(&at))); ok == 0 {
		return Point{}, err
	}
	const nearest = 2
	monitor, _, _ := procMonitorOf.Call(uintptr(uint32(at.x))|uintptr(uint32(at.y))<<32, nearest)
	scale := scaleOf(monitor)
	return Point{int(math.Round(float64(at.x) / scale)), int(math.Round(float64(at.y) / scale))}, nil
}

func (winDriver) watch(changed func()) error {
	const displayChange, settingChange, dpiChanged = 0x007e, 0x001a, 0x02e0
	for _, message := range []uint32{displayChange, settingChange, dpiChanged} {
		if err := winmessage.Handle(message, func(_, _ uintptr) (uintptr, bool) {
			changed()
			return 0, false
		}); err != nil {
			return err
		}
	}
	return nil
}
