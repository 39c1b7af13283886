package tray

import (
	"errors"
	"syscall"
	"unsafe"

	"golang.org/x/sys/windows"

	"github.com/deskjs/deskjs/runtime/desktop/menu/hmenu"
	"github.com/deskjs/deskjs/runtime/desktop/menu/model"
	"github.com/deskjs/deskjs/runtime/desktop/service"
)

// The driver for Windows has not been run: it is compiled and vetted on other systems.

const system = "windows"

var (
	user32  = windows.NewLazySystemDLL("user32.dll")
	shell32 = windows.NewLazySystemDLL("shell32.dll")

	procCreateIcon      = user32.NewProc("CreateIconFromResourceEx")
	procCreateWindowEx  = user32.NewProc("CreateWindowExW")
	procDefWindowProc   = user32.NewProc("DefWindowProcW")
	procDestroyIcon     = user32.NewProc("DestroyIcon")
	procDestroyWindow   = user32.NewProc("DestroyWindow")
	procGetKeyState     = user32.NewProc("GetKeyState")
	procRegisterClassEx = user32.NewProc("RegisterClassExW")
	procRegisterMessage = user32.NewProc("RegisterWindowMessageW")
	procGetIconRect     = shell32.NewProc("Shell_NotifyIconGetRect")
	procNotifyIcon      = shell32.NewProc("Shell_NotifyIconW")
)

const (
	className   = "DeskJSTray"
	wmIcon      = 0x8000 + 1 // WM_APP and one: what happens to an icon
	iconVersion = 4          // NOTIFYICON_VERSION_4

	nimAdd, nimModify, nimDelete, nimSetFocus, nimSetVersion           = 0, 1, 2, 3, 4
	nifMessage, nifIcon, nifTip, nifInfo, nifGUID, nifShowTip          = 0x1, 0x2, 0x4, 0x10, 0x20, 0x80
	niifInfo, niifWarning, niifError, niifUser                         = 0x1, 0x2, 0x3, 0x4
	niifNoSound, niifLargeIcon, niifRespectQuietTime                   = 0x10, 0x20, 0x80
	wmMouseMove, wmDoubleClick, wmMiddleUp, wmContextMenu              = 0x200, 0x203, 0x208, 0x7b
	ninSelect, ninKeySelect                                            = 0x400, 0x401
	ninBalloonShow, ninBalloonHide, ninBalloonTimeout, ninBalloonClick = 0x402, 0x403, 0x404, 0x405
	ninPopupOpen, ninPopupClose                                        = 0x406, 0x407
	keyShift, keyControl, keyAlt, keyLeftWindows, keyRightWindows      = 0x10, 0x11, 0x12, 0x5b, 0x5c
)

// iconData is NOTIFYICONDATAW.
type iconData struct {
	size        uint32
	window      windows.HWND
	id          uint32
	flags       uint32
	message     uint32
	icon        uintptr
	tip         [128]uint16
	state, mask uint32
	info        [256]uint16
	version     uint32
	infoTitle   [64]uint16
	infoFlags   uint32
	guid        windows.GUID
	balloonIcon uintptr
}

// iconIdentifier is NOTIFYICONIDENTIFIER.
type iconIdentifier struct {
	size   uint32
	window windows.HWND
	id     uint32
	guid   windows.GUID
}

type screenRect struct{ left, top, right, bottom int32 }

type windowClass struct {
	size, style             uint32
	procedure               uintptr
	classExtra, windowExtra int32
	instance                windows.Handle
	icon, cursor            uintptr
	background              uintptr
	menu, name              *uint16
	smallIcon               uintptr
}

// notifyIcon is an icon of the task bar's, with a hidden window that hears of it.
type notifyIcon struct {
	host        *service.Host
	id          uint32
	guid        *windows.GUID
	window      windows.HWND
	emit        func(event)
	icon        uintptr
	balloonIcon uintptr
	tip         string
	items       []model.Item
	tracking    bool
}

var (
	icons   = map[windows.HWND]*notifyIcon{}
	made    bool
	restart uintptr // the message that says that the task bar is there again
)

func prepare(*service.Host) error { return nil }

func newIcon(host *service.Host, a arguments, emit func(event)) (icon, error) {
	n := &notifyIcon{host: host, id: uint32(a.ID), emit: emit}
	if a.GUID != "" {
		guid, err := windows.GUIDFromString(braced(a.GUID))
		if err != nil {
			return nil, &service.Error{Code: "ERR_INVALID_ARG_VALUE", Message: "the guid of the Tray is not a UUID: " + a.GUID}
		}
		n.guid = &guid
	}
	if err := registerClass(); err != nil {
		return nil, err
	}
	handle, _, err := procCreateWindowEx.Call(0, uintptr(unsafe.Pointer(windows.StringToUTF16Ptr(className))), 0, 0, 0, 0, 0, 0, 0, 0, 0, 0)
	if handle == 0 {
		return nil, err
	}
	n.window = windows.HWND(handle)
	icons[n.window] = n
	return n, n.add()
}

func braced(guid string) string {
	if guid[0] == '{' {
		return guid
	}
	return "{" + guid + "}"
}

func registerClass() error {
	if made {
		return nil
	}
	var instance windows.Handle
	if err := windows.GetModuleHandleEx(0, nil, &instance); err != nil {
		return err
	}
	class := windowClass{procedure: syscall.NewCallback(onMessage), instance: instance, name: windows.StringToUTF16Ptr(className)}
	class.size = uint32(unsafe.Sizeof(class))
	if atom, _, err := procRegisterClassEx.Call(uintptr(unsafe.Pointer(&class))); atom == 0 {
		return err
	}
	restart, _, _ = procRegisterMessage.Call(uintptr(unsafe.Pointer(windows.StringToUTF16Ptr("TaskbarCreated"))))
	made = true
	return nil
}

// data is what Windows is told of the icon besides what changes.
func (n *notifyIcon) data(flags uint32) *iconData {
	d := &iconData{window: n.window, id: n.id, flags: flags, message: wmIcon, icon: n.icon, version: iconVersion}
	d.size = uint32(unsafe.Sizeof(*d))
	if n.guid != nil {
		d.flags |= nifGUID
		d.guid = *n.guid
	}
	put(d.tip[:], n.tip)
	return d
}

// put writes a text that ends with a zero, as much of it as there is room for.
func put(into []uint16, text string) {
	units, err := windows.UTF16FromString(text)
	if err != nil {
		return
	}
	copy(into[:len(into)-1], units)
}

func notify(what uintptr, d *iconData) error {
	if done, _, _ := procNotifyIcon.Call(what, uintptr(unsafe.Pointer(d))); done == 0 {
		return errors.New("Windows refuses the icon in the notification area: there may be no task bar, or another program has its guid")
	}
	return nil
}

const usual = nifMessage | nifIcon | nifTip | nifShowTip

func (n *notifyIcon) add() error {
	if err := notify(nimAdd, n.data(usual)); err != nil {
		return err
	}
	return notify(nimSetVersion, n.data(0))
}

// newHandle makes an icon of a PNG, which Windows scales; 0 for none.
func newHandle(png []byte) (uintptr, error) {
	if len(png) == 0 {
		return 0, nil
	}
	const version, defaultColour = 0x00030000, 0
	handle, _, err := procCreateIcon.Call(uintptr(unsafe.Pointer(unsafe.SliceData(png))), uintptr(len(png)), 1, version, 0, 0, defaultColour)
	if handle == 0 {
		return 0, err
	}
	return handle, nil
}

func (n *notifyIcon) setImage(png []byte) error {
	handle, err := newHandle(png)
	if err != nil {
		return err
	}
	old := n.icon
	n.icon = handle
	err = notify(nimModify, n.data(usual))
	if old != 0 {
		_, _, _ = procDestroyIcon.Call(old)
	}
	return err
}

func (n *notifyIcon) setToolTip(text string) error {
	n.tip = text
	return notify(nimModify, n.data(usual))
}

func (n *notifyIcon) setMenu(items []model.Item) error {
	n.items = items
	return nil
}

func (n *notifyIcon) popUp(items []model.Item, position *point) error {
	if items == nil {
		items = n.items
	}
	at := hmenu.Pointer()
	if position != nil {
		at = hmenu.Point{X: int32(position.X), Y: int32(position.Y)}
	}
	n.host.Post(func() { n.track(items, at) }) // it waits until the menu has gone
	return nil
}

func (n *notifyIcon) track(items []model.Item, at hmenu.Point) {
	if items == nil || icons[n.window] == nil {
		return
	}
	menu := hmenu.New(items, false)
	defer menu.Destroy()
	n.tracking = true
	n.emit(event{Event: "menu-opened"})
	item := menu.Track(n.window, at)
	n.tracking = false
	if item != 0 {
		n.tell(event{Event: "menu", Item: item})
	}
	n.emit(event{Event: "menu-closed"})
}

func (n *notifyIcon) closeMenu() error {
	if n.tracking {
		hmenu.Cancel()
	}
	return nil
}

func (n *notifyIcon) bounds() (rectangle, error) {
	which := iconIdentifier{window: n.window, id: n.id}
	if n.guid != nil {
		which = iconIdentifier{guid: *n.guid}
	}
	which.size = uint32(unsafe.Sizeof(which))
	var r screenRect
	if failed, _, _ := procGetIconRect.Call(uintptr(unsafe.Pointer(&which)), uintptr(unsafe.Pointer(&r))); failed != 0 {
		return rectangle{}, nil // it is not on the screen now
	}
	return rectangle{X: int(r.left), Y: int(r.top), Width: int(r.right - r.left), Height: int(r.bottom - r.top)}, nil
}

func (n *notifyIcon) displayBalloon(b balloon) error {
	d := n.data(usual | nifInfo)
	put(d.info[:], b.Content)
	put(d.infoTitle[:], b.Title)
	switch b.IconType {
	case "info":
		d.infoFlags = niifInfo
	case "warning":
		d.infoFlags = niifWarning
	case "error":
		d.infoFlags = niifError
	case "custom":
		handle, err := newHandle(b.icon)
		if err != nil {
			return err
		}
		if n.balloonIcon != 0 {
			_, _, _ = procDestroyIcon.Call(n.balloonIcon)
		}
		n.balloonIcon = handle
		if d.balloonIcon = handle; handle != 0 {
			d.infoFlags = niifUser
		}
	}
	if !b.SmallIcon {
		d.infoFlags |= niifLargeIcon
	}
	if b.NoSound {
		d.infoFlags |= niifNoSound
	}
	if b.RespectQuietTime {
		d.infoFlags |= niifRespectQuietTime
	}
	return notify(nimModify, d)
}

func (n *notifyIcon) removeBalloon() error { return notify(nimModify, n.data(usual|nifInfo)) }

func (n *notifyIcon) focus() error { return notify(nimSetFocus, n.data(0)) }

func (n *notifyIcon) setTitle(string, string) error {
	return service.NotSupported("tray.setTitle", "Windows shows no text beside icons; use tray.setToolTip")
}

func (n *notifyIcon) setPressedImage([]byte) error {
	return service.NotSupported("tray.setPressedImage", "only macOS has a second image for the time of a click")
}

func (n *notifyIcon) ignoreDoubleClicks(bool) error {
	return service.NotSupported("tray.setIgnoreDoubleClickEvents", "only macOS can leave them out; don't listen to 'double-click'")
}

func (n *notifyIcon) destroy() {
	_ = notify(nimDelete, n.data(0)) // the task bar may have gone
	delete(icons, n.window)
	_, _, _ = procDestroyWindow.Call(uintptr(n.window))
	for _, handle := range []uintptr{n.icon, n.balloonIcon} {
		if handle != 0 {
			_, _, _ = procDestroyIcon.Call(handle)
		}
	}
}

func held(key uintptr) bool {
	state, _, _ := procGetKeyState.Call(key)
	return state&0x8000 != 0
}

// tell tells of an event with the keys that are held.
func (n *notifyIcon) tell(e event) {
	e.AltKey, e.CtrlKey, e.ShiftKey = held(keyAlt), held(keyControl), held(keyShift)
	e.MetaKey = held(keyLeftWindows) || held(keyRightWindows)
	n.emit(e)
}

// onMessage is the procedure of the icons' windows.
func onMessage(handle windows.HWND, message uint32, w, l uintptr) uintptr {
	n := icons[handle]
	switch {
	case n == nil:
	case uintptr(message) == restart && restart != 0:
		if err := n.add(); err != nil {
			n.host.Log("%v", err)
		}
		return 0
	case message == wmIcon:
		n.happened(uint32(l&0xffff), point{int(int16(w)), int(int16(w >> 16))})
		return 0
	}
	result, _, _ := procDefWindowProc.Call(uintptr(handle), uintptr(message), w, l)
	return result
}

// happened hears what was done to the icon, with where the pointer was.
func (n *notifyIcon) happened(what uint32, at point) {
	bounds := func() *rectangle {
		b, _ := n.bounds()
		return &b
	}
	switch what {
	case ninSelect, ninKeySelect:
		n.tell(event{Event: "click", Bounds: bounds(), Position: &at})
	case wmContextMenu:
		if n.items != nil {
			n.track(n.items, hmenu.Point{X: int32(at.X), Y: int32(at.Y)})
			return
		}
		n.tell(event{Event: "right-click", Bounds: bounds()})
	case wmDoubleClick:
		n.tell(event{Event: "double-click", Bounds: bounds()})
	case wmMiddleUp:
		n.tell(event{Event: "middle-click", Bounds: bounds()})
	case wmMouseMove:
		n.tell(event{Event: "mouse-move", Position: &at})
	case ninPopupOpen:
		n.tell(event{Event: "mouse-enter", Position: &at})
	case ninPopupClose:
		n.tell(event{Event: "mouse-leave", Position: &at})
	case ninBalloonShow:
		n.emit(event{Event: "balloon-show"})
	case ninBalloonClick:
		n.emit(event{Event: "balloon-click"})
	case ninBalloonHide, ninBalloonTimeout:
		n.emit(event{Event: "balloon-closed"})
	}
}
