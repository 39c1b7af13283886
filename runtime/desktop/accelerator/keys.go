package accelerator

import (
	"strconv"
	"strings"
)

// key is what systems call a key that has a name.
type key struct {
	name    string
	keysym  uint32 // X11's and GDK's
	virtual uint16 // Windows' virtual key
	mac     rune   // the character that AppKit knows the key by; 0 if it can't be in a menu
}

var keys = []key{
	{"Space", 0x20, 0x20, ' '},
	{"Tab", 0xff09, 0x09, '\t'},
	{"Capslock", 0xffe5, 0x14, 0},
	{"Numlock", 0xff7f, 0x90, 0xf739},
	{"Scrolllock", 0xff14, 0x91, 0xf72f},
	{"Backspace", 0xff08, 0x08, 0x08},
	{"Delete", 0xffff, 0x2e, 0xf728},
	{"Insert", 0xff63, 0x2d, 0xf727},
	{"Return", 0xff0d, 0x0d, '\r'},
	{"Up", 0xff52, 0x26, 0xf700},
	{"Down", 0xff54, 0x28, 0xf701},
	{"Left", 0xff51, 0x25, 0xf702},
	{"Right", 0xff53, 0x27, 0xf703},
	{"Home", 0xff50, 0x24, 0xf729},
	{"End", 0xff57, 0x23, 0xf72b},
	{"PageUp", 0xff55, 0x21, 0xf72c},
	{"PageDown", 0xff56, 0x22, 0xf72d},
	{"Escape", 0xff1b, 0x1b, 0x1b},
	{"VolumeUp", 0x1008ff13, 0xaf, 0},
	{"VolumeDown", 0x1008ff11, 0xae, 0},
	{"VolumeMute", 0x1008ff12, 0xad, 0},
	{"MediaNextTrack", 0x1008ff17, 0xb0, 0},
	{"MediaPreviousTrack", 0x1008ff16, 0xb1, 0},
	{"MediaStop", 0x1008ff15, 0xb2, 0},
	{"MediaPlayPause", 0x1008ff14, 0xb3, 0},
	{"PrintScreen", 0xff61, 0x2c, 0xf72e},
	{"numdec", 0xffae, 0x6e, '.'},
	{"numadd", 0xffab, 0x6b, '+'},
	{"numsub", 0xffad, 0x6d, '-'},
	{"nummult", 0xffaa, 0x6a, '*'},
	{"numdiv", 0xffaf, 0x6f, '/'},
}

var names, byName, byKeysym = index()

func index() (names map[string]string, byName map[string]key, byKeysym map[uint32]string) {
	for i := range 24 {
		keys = append(keys, key{"F" + strconv.Itoa(i+1), 0xffbe + uint32(i), uint16(0x70 + i), rune(0xf704 + i)})
	}
	for i := range 10 {
		keys = append(keys, key{"num" + strconv.Itoa(i), 0xffb0 + uint32(i), uint16(0x60 + i), rune('0' + i)})
	}
	names, byName, byKeysym = map[string]string{}, map[string]key{}, map[uint32]string{}
	for _, k := range keys {
		names[strings.ToLower(k.name)], byName[k.name], byKeysym[k.keysym] = k.name, k, k.name
	}
	byKeysym[0xff8d], byKeysym[0xfe20] = "Return", "Tab" // the keypad's Enter; Tab with Shift
	return names, byName, byKeysym
}

// Keysym is what X11 and GDK call the accelerator's key, in lower case.
func (a Accelerator) Keysym() uint32 {
	if len(a.Key) == 1 {
		return uint32(strings.ToLower(a.Key)[0])
	}
	return byName[a.Key].keysym
}

// KeyOfKeysym is the key that X11 and GDK call so; "" if no accelerator can name it.
func KeyOfKeysym(keysym uint32) string {
	if keysym > ' ' && keysym < 0x7f {
		return strings.ToUpper(string(rune(keysym)))
	}
	return byKeysym[keysym]
}

// MacKey is the character by which AppKit knows the key, in lower case; 0 if a menu of macOS can't have it.
func (a Accelerator) MacKey() rune {
	if len(a.Key) == 1 {
		return rune(strings.ToLower(a.Key)[0])
	}
	return byName[a.Key].mac
}

// VirtualKey is Windows' number of the key, and whether Shift is held to type it, on a keyboard as the United States have it. A driver that
// can ask the keyboard (VkKeyScan) should, for the characters that are neither letters nor digits.
func (a Accelerator) VirtualKey() (number uint16, shift bool) {
	if len(a.Key) != 1 {
		return byName[a.Key].virtual, false
	}
	character := a.Key[0]
	if character >= 'A' && character <= 'Z' || character >= '0' && character <= '9' {
		return uint16(character), false
	}
	for _, k := range punctuation {
		if at := strings.IndexByte(k.characters, character); at >= 0 {
			return k.virtual, at == 1 || k.virtual < 0x40
		}
	}
	return 0, false
}

// punctuation has a key's characters, the one with Shift second; of digits only that one.
var punctuation = []struct {
	characters string
	virtual    uint16
}{
	{";:", 0xba}, {"=+", 0xbb}, {",<", 0xbc}, {"-_", 0xbd}, {".>", 0xbe}, {"/?", 0xbf}, {"`~", 0xc0}, {"[{", 0xdb}, {"\\|", 0xdc}, {"]}", 0xdd}, {"'\"", 0xde},
	{"!", '1'}, {"@", '2'}, {"#", '3'}, {"$", '4'}, {"%", '5'}, {"^", '6'}, {"&", '7'}, {"*", '8'}, {"(", '9'}, {")", '0'},
}
