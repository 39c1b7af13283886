package accelerator

import "strings"

// Label is how menus of Windows and Linux show the accelerator: "Ctrl+Shift+Z".
func (a Accelerator) Label() string {
	var parts []string
	for _, named := range []struct {
		modifier Modifiers
		name     string
	}{{Control, "Ctrl"}, {Alt, "Alt"}, {AltGr, "AltGr"}, {Shift, "Shift"}, {Super, "Super"}} {
		if a.Modifiers&named.modifier != 0 {
			parts = append(parts, named.name)
		}
	}
	return strings.Join(append(parts, a.Key), "+")
}
