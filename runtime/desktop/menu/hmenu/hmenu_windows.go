package hmenu

import (
	"unsafe"

	"golang.org/x/sys/windows"

	"github.com/deskjs/deskjs/runtime/desktop/accelerator"
	"github.com/deskjs/deskjs/runtime/desktop/language"
	"github.com/deskjs/deskjs/runtime/desktop/menu/model"
)

var (
	user32 = windows.NewLazySystemDLL("user32.dll")

	procCreateMenu          = user32.NewProc("CreateMenu")
	procCreatePopupMenu     = user32.NewProc("CreatePopupMenu")
	procDestroyMenu         = user32.NewProc("DestroyMenu")
	procEndMenu             = user32.NewProc("EndMenu")
	procGetCursorPos        = user32.NewProc("GetCursorPos")
	procInsertMenuItem      = user32.NewProc("InsertMenuItemW")
	procPostMessage         = user32.NewProc("PostMessageW")
	procSetForegroundWindow = user32.NewProc("SetForegroundWindow")
	procTrackPopupMenuEx    = user32.NewProc("TrackPopupMenuEx")
)

const (
	infoState, infoID, infoSubmenu, infoString, infoBitmap, infoType = 0x1, 0x2, 0x4, 0x40, 0x80, 0x100 // MIIM_
	typeRadio, typeSeparator, typeRightToLeft                        = 0x200, 0x800, 0x2000             // MFT_
	stateDisabled, stateChecked                                      = 0x3, 0x8                         // MFS_
	trackReturn, trackRightButton, trackRightToLeft                  = 0x100, 0x2, 0x8000               // TPM_; the last is TPM_LAYOUTRTL
)

// itemInfo is MENUITEMINFOW.
type itemInfo struct {
	size, mask, kind, state, id uint32
	submenu, checked, unchecked uintptr
	data                        uintptr
	text                        *uint16
	length                      uint32
	bitmap                      uintptr
}

// Menu is a menu of Windows'. It belongs to the thread that made it.
type Menu struct {
	// Handle is the HMENU.
	Handle  uintptr
	ids     []int // of the items, by Windows' number less one: Windows has 16 bits for it
	bitmaps []uintptr
}

// New makes a menu: a bar, or one that pops up. Windows can't hide items, so those that are not visible are left out.
func New(items []model.Item, bar bool) *Menu {
	m := &Menu{}
	create := procCreatePopupMenu
	if bar {
		create = procCreateMenu
	}
	m.Handle, _, _ = create.Call()
	m.fill(m.Handle, items)
	return m
}

// Item is the model's number of what WM_COMMAND names; 0 if it is none of the menu's.
func (m *Menu) Item(command uint16) int {
	if command == 0 || int(command) > len(m.ids) {
		return 0
	}
	return m.ids[command-1]
}

// Destroy takes the menu away. A bar must have left its window before.
func (m *Menu) Destroy() {
	_, _, _ = procDestroyMenu.Call(m.Handle)
	for _, bitmap := range m.bitmaps {
		deleteBitmap(bitmap)
	}
}

func (m *Menu) fill(handle uintptr, items []model.Item) {
	at := uintptr(0)
	for i := range items {
		item := &items[i]
		if item.Hidden {
			continue
		}
		m.ids = append(m.ids, item.ID)
		info := itemInfo{mask: infoState | infoID | infoType | infoString, id: uint32(len(m.ids))}
		info.size = uint32(unsafe.Sizeof(info))
		if item.Disabled {
			info.state |= stateDisabled
		}
		if item.Checked {
			info.state |= stateChecked
		}
		switch item.Type {
		case model.Separator:
			info.kind, info.mask = typeSeparator, infoType|infoID
		case model.Radio:
			info.kind = typeRadio
		}
		if language.RightToLeft(language.Preferred()) {
			info.kind |= typeRightToLeft
		}
		if item.Type == model.Submenu || len(item.Items) > 0 {
			info.mask |= infoSubmenu
			info.submenu, _, _ = procCreatePopupMenu.Call()
			m.fill(info.submenu, item.Items)
		}
		if bitmap := newBitmap(item.Icon); bitmap != 0 {
			m.bitmaps = append(m.bitmaps, bitmap)
			info.mask |= infoBitmap
			info.bitmap = bitmap
		}
		info.text = wide(textOf(item))
		_, _, _ = procInsertMenuItem.Call(handle, at, 1, uintptr(unsafe.Pointer(&info)))
		at++
	}
}

// textOf is the label, whose mnemonics are marked as Windows marks them, and behind a tab the accelerator.
func textOf(item *model.Item) string {
	if parsed, err := accelerator.Parse(item.Accelerator); err == nil {
		return item.Label + "\t" + parsed.Label()
	}
	return item.Label
}

func wide(text string) *uint16 {
	units, err := windows.UTF16PtrFromString(text)
	if err != nil { // there is a zero in it
		return new(uint16)
	}
	return units
}

// Point is a place on the screen, in its pixels.
type Point struct{ X, Y int32 }

// Pointer is where the pointer is.
func Pointer() (p Point) {
	_, _, _ = procGetCursorPos.Call(uintptr(unsafe.Pointer(&p)))
	return p
}

// Track shows the menu at a place and waits until something is chosen: its number, 0 for nothing. owner gets the messages meanwhile.
func (m *Menu) Track(owner windows.HWND, at Point) int {
	// Without these two the menu would stay when something else is clicked: KB135788.
	_, _, _ = procSetForegroundWindow.Call(uintptr(owner))
	defer func() { _, _, _ = procPostMessage.Call(uintptr(owner), 0, 0, 0) }()
	flags := uintptr(trackReturn | trackRightButton)
	if language.RightToLeft(language.Preferred()) {
		flags |= trackRightToLeft
	}
	command, _, _ := procTrackPopupMenuEx.Call(m.Handle, flags, uintptr(at.X), uintptr(at.Y), uintptr(owner), 0)
	return m.Item(uint16(command))
}

// Cancel ends Track, of whichever menu of this thread.
func Cancel() { _, _, _ = procEndMenu.Call() }
