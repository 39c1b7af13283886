// Package accelerator reads keyboard shortcuts as Electron writes them, such as "CommandOrControl+Shift+Z", and says which keys
// of a system they are. It knows no toolkit: menus and global shortcuts both use it.
package accelerator

import (
	"fmt"
	"runtime"
	"strings"
)

// Modifiers are the keys that are held.
type Modifiers uint8

// The modifiers that systems have. Super is the key with the system's logo: Command on macOS, Windows elsewhere.
const (
	Shift Modifiers = 1 << iota
	Control
	Alt
	Super
	AltGr
)

// Accelerator is one combination of keys.
type Accelerator struct {
	Modifiers Modifiers
	// Key is the key's name: a character in upper case ("A", "+"), or one of Electron's names ("F5", "Space", "num0").
	Key string
}

// Parse reads an accelerator for the system that this is.
func Parse(text string) (Accelerator, error) { return ParseFor(runtime.GOOS, text) }

// ParseFor reads an accelerator for a system, named as in GOOS. The error says what is wrong with the text.
func ParseFor(system, text string) (Accelerator, error) {
	var result Accelerator
	for _, token := range split(text) {
		lower := strings.ToLower(token)
		if modifier, known := modifiersOf[lower]; known {
			if system == "darwin" && modifier.mac != 0 {
				result.Modifiers |= modifier.mac
			} else if modifier.others != 0 {
				result.Modifiers |= modifier.others
			} else {
				return result, fmt.Errorf("%q has no key %q here: write CommandOrControl or Alt, which every system has", text, token)
			}
			continue
		}
		key, known := keyOf(lower)
		if !known {
			return result, fmt.Errorf("%q has no key that is named %q", text, token)
		}
		if result.Key != "" {
			return result, fmt.Errorf("%q has two keys, %q and %q: only modifiers are held with a key", text, result.Key, key)
		}
		result.Key = key
	}
	if result.Key == "" {
		return result, fmt.Errorf("%q is not an accelerator: it names no key", text)
	}
	return result, nil
}

// String is the accelerator as Parse reads it on every system, modifiers first.
func (a Accelerator) String() string {
	var parts []string
	for _, named := range []struct {
		modifier Modifiers
		name     string
	}{{Control, "Control"}, {Alt, "Alt"}, {AltGr, "AltGr"}, {Shift, "Shift"}, {Super, "Super"}} {
		if a.Modifiers&named.modifier != 0 {
			parts = append(parts, named.name)
		}
	}
	key := a.Key
	if key == "+" {
		key = "Plus"
	}
	return strings.Join(append(parts, key), "+")
}

var modifiersOf = map[string]struct{ others, mac Modifiers }{
	"shift":            {Shift, Shift},
	"control":          {Control, Control},
	"ctrl":             {Control, Control},
	"alt":              {Alt, Alt},
	"option":           {0, Alt},
	"altgr":            {AltGr, Alt},
	"super":            {Super, Super},
	"meta":             {Super, Super},
	"command":          {0, Super},
	"cmd":              {0, Super},
	"commandorcontrol": {Control, Super},
	"cmdorctrl":        {Control, Super},
}

// split takes apart what "+" joins. A "+" where a key is due is the key itself: "Ctrl++".
func split(text string) []string {
	var tokens []string
	for text != "" {
		end := strings.IndexByte(text[1:], '+')
		if end < 0 {
			return append(tokens, strings.TrimSpace(text))
		}
		tokens = append(tokens, strings.TrimSpace(text[:end+1]))
		text = text[end+2:]
		if text == "" {
			tokens = append(tokens, "") // a "+" that joins nothing
		}
	}
	return tokens
}

func keyOf(lower string) (string, bool) {
	if alias, known := aliases[lower]; known {
		lower = alias
	}
	if len(lower) == 1 && lower[0] > ' ' && lower[0] < 0x7f {
		return strings.ToUpper(lower), true
	}
	name, known := names[lower]
	return name, known
}

var aliases = map[string]string{"plus": "+", "esc": "escape", "enter": "return"}
