package csscolor

import "testing"

func TestParse(t *testing.T) {
	for _, test := range []struct {
		text       string
		alphaFirst bool
		want       Color
	}{
		{"#fff", false, Color{255, 255, 255, 255}},
		{" #336699 ", true, Color{0x33, 0x66, 0x99, 255}},
		{"#80336699", true, Color{0x33, 0x66, 0x99, 0x80}},
		{"#33669980", false, Color{0x33, 0x66, 0x99, 0x80}},
		{"#8369", true, Color{0x33, 0x66, 0x99, 0x88}},
		{"BlueViolet", false, Color{0x8a, 0x2b, 0xe2, 255}},
		{"transparent", false, Color{}},
		{"rgb(255, 145, 145)", false, Color{255, 145, 145, 255}},
		{"rgba(51,102,153,.5)", false, Color{51, 102, 153, 128}},
		{"rgb(100% 0% 50% / 25%)", false, Color{255, 0, 128, 64}},
		{"hsl(230, 100%, 50%)", false, Color{0, 43, 255, 255}},
		{"hsla(-120deg, 50%, 40%, 1)", false, Color{51, 51, 153, 255}},
		{"rgb(-5, 300, 0)", false, Color{0, 255, 0, 255}},
	} {
		if got, err := Parse(test.text, test.alphaFirst); err != nil || got != test.want {
			t.Errorf("Parse(%q) = %v, %v, want %v", test.text, got, err, test.want)
		}
	}
	for _, text := range []string{"", "#", "#12", "#ggg", "#12345", "#123456789", "bluish", "rgb(1,2)", "rgb(1,2,x)", "hsl(1,2,3)", "rgb(1,2,3", "lab(1,2,3)", "rgb(NaN,1,2)"} {
		if got, err := Parse(text, true); err == nil {
			t.Errorf("Parse(%q) = %v", text, got)
		}
	}
	if got := (Color{1, 0xab, 255, 3}).String(); got != "#01ABFF" {
		t.Error(got)
	}
}
