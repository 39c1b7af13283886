//go:build linux && cgo

package shortcut

import (
	"errors"
	"unsafe"

	"github.com/deskjs/deskjs/runtime/desktop/service"
	"github.com/deskjs/deskjs/runtime/desktop/toolkit"
)

// newDriver chooses when it is first needed: only then is there a display.
func newDriver(host *service.Host) driver { return &chooser{host: host} }

// chooser uses the X server's grabs, or on Wayland the desktop portal.
type chooser struct {
	host   *service.Host
	chosen driver
}

func (c *chooser) register(shortcut Shortcut, pressed func(), done func(bool, error)) {
	if c.chosen == nil {
		display, root, err := toolkit.XDisplay()
		switch {
		case errors.Is(err, toolkit.ErrNotX11):
			c.chosen = newPortal(c.host)
		case err != nil:
			done(false, service.NotSupported("globalShortcut", err.Error()))
			return
		default:
			grabs, err := newGrabs(display, root)
			if err != nil {
				done(false, err)
				return
			}
			c.chosen = grabs
		}
	}
	c.chosen.register(shortcut, pressed, done)
}

func (c *chooser) unregister(id int) { c.chosen.unregister(id) }

var xlib struct {
	Keycode func(display unsafe.Pointer, keysym uintptr) uint8                                                        `c:"XKeysymToKeycode"`
	Grab    func(display unsafe.Pointer, key int32, modifiers uint32, window uintptr, owner, pointer, keyboard int32) `c:"XGrabKey"`
	Ungrab  func(display unsafe.Pointer, key int32, modifiers uint32, window uintptr)                                 `c:"XUngrabKey"`
}

var gdk struct {
	Keymap func(display unsafe.Pointer) unsafe.Pointer `c:"gdk_keymap_get_for_display"`
}

// Modifiers of X11. Lock and Mod2 are Caps Lock and Num Lock, which are not to matter.
const (
	shiftMask   = 1 << 0
	lockMask    = 1 << 1
	controlMask = 1 << 2
	mod1Mask    = 1 << 3 // Alt
	mod2Mask    = 1 << 4
	mod4Mask    = 1 << 6 // Super
	mod5Mask    = 1 << 7 // AltGr
	held        = shiftMask | controlMask | mod1Mask | mod4Mask | mod5Mask
)

// grabs are keys that the X server sends to the app, whoever has the focus.
type grabs struct {
	display unsafe.Pointer
	root    uintptr
	all     map[int]*grab
}

type grab struct {
	keysym    uintptr
	keycode   uint8
	modifiers uint32
	pressed   func()
}

func newGrabs(display unsafe.Pointer, root uintptr) (*grabs, error) {
	if err := errors.Join(toolkit.Find(toolkit.X11, &xlib), toolkit.Find(toolkit.GTK, &gdk)); err != nil {
		return nil, err
	}
	g := &grabs{display: display, root: root, all: map[int]*grab{}}
	toolkit.Filter(0, g.event)
	if of, err := toolkit.Display(); err == nil {
		toolkit.Connect(gdk.Keymap(of), "keys-changed", g.again)
	}
	return g, nil
}

func (g *grabs) register(shortcut Shortcut, pressed func(), done func(bool, error)) {
	key := &grab{keysym: keysym(shortcut.Key), pressed: pressed}
	for _, modifier := range []struct {
		held bool
		mask uint32
	}{{shortcut.Shift, shiftMask}, {shortcut.Control, controlMask}, {shortcut.Alt, mod1Mask}, {shortcut.Meta, mod4Mask}, {shortcut.AltGr, mod5Mask}} {
		if modifier.held {
			key.modifiers |= modifier.mask
		}
	}
	ok := g.grab(key)
	if ok {
		g.all[shortcut.ID] = key
	}
	done(ok, nil)
}

// grab tells whether the X server gives the key. It does not give one that another program has.
func (g *grabs) grab(key *grab) bool {
	if key.keycode = xlib.Keycode(g.display, key.keysym); key.keycode == 0 {
		return false // not on this keyboard
	}
	const asynchronous = 1
	failed := toolkit.Trap(func() {
		for _, locks := range []uint32{0, lockMask, mod2Mask, lockMask | mod2Mask} {
			xlib.Grab(g.display, int32(key.keycode), key.modifiers|locks, g.root, 0, asynchronous, asynchronous)
		}
	})
	if failed != 0 {
		g.release(key)
	}
	return failed == 0
}

func (g *grabs) release(key *grab) {
	if key.keycode == 0 {
		return
	}
	toolkit.Trap(func() {
		for _, locks := range []uint32{0, lockMask, mod2Mask, lockMask | mod2Mask} {
			xlib.Ungrab(g.display, int32(key.keycode), key.modifiers|locks, g.root)
		}
	})
}

func (g *grabs) unregister(id int) {
	if key := g.all[id]; key != nil {
		delete(g.all, id)
		g.release(key)
	}
}

// again grabs all keys where they are now, after the keyboard's layout has changed.
func (g *grabs) again() {
	for _, key := range g.all {
		if xlib.Keycode(g.display, key.keysym) != key.keycode {
			g.release(key)
			g.grab(key)
		}
	}
}

// keyEvent is an XKeyEvent.
type keyEvent struct {
	kind                         int32
	serial                       uintptr
	sent                         int32
	display, window, root, child uintptr
	time                         uintptr
	x, y, rootX, rootY           int32
	state, keycode               uint32
}

func (g *grabs) event(event unsafe.Pointer) {
	const keyPress = 2
	if *(*int32)(event) != keyPress {
		return
	}
	key := (*keyEvent)(event)
	for _, grabbed := range g.all {
		if uint32(grabbed.keycode) == key.keycode && grabbed.modifiers == key.state&held {
			grabbed.pressed()
		}
	}
}
