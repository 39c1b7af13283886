package accelerator

import "testing"

func TestParse(t *testing.T) {
	for _, test := range []struct{ text, linux, mac string }{
		{"CommandOrControl+Z", "Control+Z", "Super+Z"},
		{"CmdOrCtrl+shift+z", "Control+Shift+Z", "Shift+Super+Z"},
		{"Ctrl++", "Control+Plus", "Control+Plus"},
		{"CommandOrControl+Plus", "Control+Plus", "Super+Plus"},
		{"CommandOrControl+-", "Control+-", "Super+-"},
		{"+", "Plus", "Plus"},
		{"F11", "F11", "F11"},
		{"Alt+ESC", "Alt+Escape", "Alt+Escape"},
		{"Shift+Enter", "Shift+Return", "Shift+Return"},
		{"Super+num0", "Super+num0", "Super+num0"},
		{"AltGr+E", "AltGr+E", "Alt+E"},
		{"Control+Command+F", "", "Control+Super+F"},
		{"Option+V", "", "Alt+V"},
		{"", "", ""},
		{"Ctrl", "", ""},
		{"Ctrl+", "", ""},
		{"Ctrl+Shift+", "", ""},
		{"Ctrl+A+B", "", ""},
		{"Ctrl+Grave", "", ""},
		{"é", "", ""},
	} {
		for system, want := range map[string]string{"linux": test.linux, "windows": test.linux, "darwin": test.mac} {
			got, err := ParseFor(system, test.text)
			if (err != nil) != (want == "") || err == nil && got.String() != want {
				t.Errorf("ParseFor(%s, %q) = %q, %v; want %q", system, test.text, got, err, want)
			}
		}
	}
}

func TestKeys(t *testing.T) {
	for _, test := range []struct {
		text    string
		keysym  uint32
		virtual uint16
		shift   bool
		mac     rune
		label   string
	}{
		{"Ctrl+A", 'a', 'A', false, 'a', "Ctrl+A"},
		{"Ctrl+Plus", '+', 0xbb, true, '+', "Ctrl++"},
		{"Ctrl+=", '=', 0xbb, false, '=', "Ctrl+="},
		{"Ctrl+!", '!', '1', true, '!', "Ctrl+!"},
		{"F24", 0xffd5, 0x87, false, 0xf71b, "F24"},
		{"Alt+Shift+Left", 0xff51, 0x25, false, 0xf702, "Alt+Shift+Left"},
		{"num9", 0xffb9, 0x69, false, '9', "num9"},
	} {
		a, err := ParseFor("linux", test.text)
		if err != nil {
			t.Fatal(err)
		}
		virtual, shift := a.VirtualKey()
		if a.Keysym() != test.keysym || virtual != test.virtual || shift != test.shift || a.MacKey() != test.mac || a.Label() != test.label {
			t.Errorf("%q: keysym %#x, virtual %#x %v, mac %#x, %q", test.text, a.Keysym(), virtual, shift, a.MacKey(), a.Label())
		}
		if key := KeyOfKeysym(a.Keysym()); key != a.Key {
			t.Errorf("%q: KeyOfKeysym gives %q", test.text, key)
		}
	}
}

func FuzzParse(f *testing.F) {
	f.Add("CommandOrControl+Shift+Plus")
	f.Add("Ctrl++")
	f.Fuzz(func(t *testing.T, text string) {
		a, err := ParseFor("linux", text)
		if err != nil {
			return
		}
		if again, err := ParseFor("linux", a.String()); err != nil || again != a {
			t.Errorf("%q is %q, which is %q, %v", text, a, again, err)
		}
	})
}
