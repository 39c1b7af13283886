package notification

import (
	"fmt"
	"unsafe"

	"golang.org/x/sys/windows"

	"github.com/deskjs/deskjs/runtime/desktop/service"
	"github.com/deskjs/deskjs/runtime/desktop/win32"
)

// Balloons of the notification area, which Windows 10 and later show as toasts. Each has an icon there as long as it is to be seen. Toasts
// of WinRT, with buttons and replies, need a shortcut in the start menu with the app's id, and a COM server.

var (
	shellNotifyIcon = windows.NewLazySystemDLL("shell32.dll").NewProc("Shell_NotifyIconW")
	user32          = windows.NewLazySystemDLL("user32.dll")
	loadIcon        = user32.NewProc("LoadIconW")
	iconOfResource  = user32.NewProc("CreateIconFromResourceEx")
	destroyIcon     = user32.NewProc("DestroyIcon")
)

const (
	addIcon, deleteIcon, setVersion          = 0, 2, 4
	withMessage, withIcon, withInfo          = 0x1, 0x2, 0x10
	infoUser, infoNoSound, infoLarge         = 0x4, 0x10, 0x20
	fromIcon                                 = 0x8000 + 1 // our message
	balloonShow, balloonHide, balloonTimeout = 0x402, 0x403, 0x404
	balloonClick                             = 0x405
	programIcon, usualIcon                   = 1, 32512 // of the executable, IDI_APPLICATION
)

// iconData is a NOTIFYICONDATAW.
type iconData struct {
	size        uint32
	window      windows.HWND
	id, flags   uint32
	message     uint32
	icon        uintptr
	tip         [128]uint16
	state, mask uint32
	info        [256]uint16
	version     uint32
	title       [64]uint16
	infoFlags   uint32
	item        windows.GUID
	balloonIcon uintptr
}

// winDriver does all on the UI thread, whose messages Windows' answers are.
type winDriver struct {
	host   *service.Host
	tell   func(event)
	window windows.HWND
	shown  map[uint32]uintptr // the balloons' icons, by the numbers of the notifications
}

func newDriver(host *service.Host, tell func(event)) driver {
	return &winDriver{host: host, tell: tell, shown: map[uint32]uintptr{}}
}

func (d *winDriver) supported() bool { return true }

func (d *winDriver) show(o *options) {
	d.host.Post(func() {
		if err := d.add(o); err != nil {
			d.tell(event{Key: o.Key, Type: "failed", Text: err.Error()})
		}
	})
}

func (d *winDriver) close(key int) {
	d.host.Post(func() { d.remove(uint32(key), "applicationHidden") })
}

func (d *winDriver) closeAll() {
	d.host.Post(func() {
		for id := range d.shown {
			d.remove(id, "applicationHidden")
		}
	})
}

func (d *winDriver) add(o *options) error {
	if d.window == 0 {
		window, err := win32.MessageWindow("DeskJSNotifications", d.heard)
		if err != nil {
			return err
		}
		d.window = window
	}
	id := uint32(o.Key)
	data := iconData{window: d.window, id: id, flags: withMessage | withIcon | withInfo, message: fromIcon}
	data.size = uint32(unsafe.Sizeof(data))
	data.icon = anyIcon()
	body := o.Body
	if o.Subtitle != "" {
		body = o.Subtitle + "\n" + body
	}
	if body == "" {
		body = " " // without a text there is no balloon
	}
	win32.CopyWide(data.title[:], o.Title)
	win32.CopyWide(data.info[:], body)
	if o.Silent {
		data.infoFlags |= infoNoSound
	}
	balloon := uintptr(0)
	if len(o.icon) > 0 {
		if balloon, _, _ = iconOfResource.Call(uintptr(unsafe.Pointer(&o.icon[0])), uintptr(len(o.icon)), 1, 0x00030000, 0, 0, 0); balloon != 0 {
			data.infoFlags |= infoUser | infoLarge
			data.balloonIcon = balloon
		}
	}
	if done, _, err := shellNotifyIcon.Call(addIcon, uintptr(unsafe.Pointer(&data))); done == 0 {
		return fmt.Errorf("the notification area does not take it: %w", err)
	}
	d.shown[id] = balloon
	data.version = 4
	_, _, _ = shellNotifyIcon.Call(setVersion, uintptr(unsafe.Pointer(&data)))
	return nil
}

func anyIcon() uintptr {
	var instance windows.Handle
	if windows.GetModuleHandleEx(0, nil, &instance) == nil {
		if icon, _, _ := loadIcon.Call(uintptr(instance), programIcon); icon != 0 {
			return icon
		}
	}
	icon, _, _ := loadIcon.Call(0, usualIcon)
	return icon
}

func (d *winDriver) remove(id uint32, reason string) {
	balloon, ok := d.shown[id]
	if !ok {
		return
	}
	delete(d.shown, id)
	data := iconData{window: d.window, id: id}
	data.size = uint32(unsafe.Sizeof(data))
	_, _, _ = shellNotifyIcon.Call(deleteIcon, uintptr(unsafe.Pointer(&data)))
	if balloon != 0 {
		_, _, _ = destroyIcon.Call(balloon)
	}
	d.tell(event{Key: int(id), Type: "close", Reason: reason})
}

// heard takes what becomes of a balloon: the low word of l says what, the high one which.
func (d *winDriver) heard(message uint32, _, l uintptr) bool {
	if message != fromIcon {
		return false
	}
	id := uint32(l>>16) & 0xffff
	switch l & 0xffff {
	case balloonShow:
		d.tell(event{Key: int(id), Type: "show"})
	case balloonClick:
		d.tell(event{Key: int(id), Type: "click"})
		d.remove(id, "userCanceled")
	case balloonTimeout, balloonHide:
		d.remove(id, "timedOut")
	}
	return true
}
