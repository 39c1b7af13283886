// Package csscolor reads colours as CSS writes them: #hex, rgb(), hsl() and names. Any package may import it.
package csscolor

import (
	"fmt"
	"math"
	"strconv"
	"strings"
	"sync"
)

// Color is a colour of which each part is 0 to 255; A is how opaque it is.
type Color struct{ R, G, B, A uint8 }

// String is "#RRGGBB", without how opaque it is.
func (c Color) String() string { return fmt.Sprintf("#%02X%02X%02X", c.R, c.G, c.B) }

var named = sync.OnceValue(func() map[string]string {
	all := map[string]string{}
	words := strings.Fields(names)
	for i := 0; i+1 < len(words); i += 2 {
		all[words[i]] = words[i+1]
	}
	return all
})

// Parse reads a colour. alphaFirst says that #ARGB and #AARRGGBB have how opaque it is in front, as in Electron, and not at the end.
func Parse(text string, alphaFirst bool) (Color, error) {
	lower := strings.ToLower(strings.TrimSpace(text))
	fail := fmt.Errorf("%q is no colour: write \"#336699\", \"rgb(51, 102, 153)\", \"hsl(210, 50%%, 40%%)\" or a name of CSS", text)
	if digits, hex := strings.CutPrefix(lower, "#"); hex {
		color, ok := fromHex(digits, alphaFirst)
		if !ok {
			return Color{}, fail
		}
		return color, nil
	}
	if digits, known := named()[lower]; known {
		color, _ := fromHex(digits, false)
		return color, nil
	}
	name, rest, found := strings.Cut(lower, "(")
	inside, closed := strings.CutSuffix(rest, ")")
	parts := strings.FieldsFunc(inside, func(r rune) bool { return r == ',' || r == ' ' || r == '/' })
	if !found || !closed || len(parts) < 3 || len(parts) > 4 {
		return Color{}, fail
	}
	alpha, ok := uint8(255), true
	if len(parts) == 4 {
		alpha, ok = part(parts[3], 1)
	}
	if !ok {
		return Color{}, fail
	}
	switch name {
	case "rgb", "rgba":
		var c [3]uint8
		for i := range c {
			if c[i], ok = part(parts[i], 255); !ok {
				return Color{}, fail
			}
		}
		return Color{c[0], c[1], c[2], alpha}, nil
	case "hsl", "hsla":
		hue, err := strconv.ParseFloat(strings.TrimSuffix(parts[0], "deg"), 64)
		saturation, ok1 := percent(parts[1])
		lightness, ok2 := percent(parts[2])
		if err != nil || !ok1 || !ok2 || math.IsNaN(hue) || math.IsInf(hue, 0) {
			return Color{}, fail
		}
		return fromHSL(hue, saturation, lightness, alpha), nil
	}
	return Color{}, fail
}

func fromHex(digits string, alphaFirst bool) (Color, bool) {
	if len(digits) == 3 || len(digits) == 4 {
		long := ""
		for _, digit := range digits {
			long += string(digit) + string(digit)
		}
		digits = long
	}
	if len(digits) == 6 {
		digits, alphaFirst = digits+"ff", false
	}
	value, err := strconv.ParseUint(digits, 16, 32)
	if err != nil || len(digits) != 8 {
		return Color{}, false
	}
	if alphaFirst {
		return Color{uint8(value >> 16), uint8(value >> 8), uint8(value), uint8(value >> 24)}, true
	}
	return Color{uint8(value >> 24), uint8(value >> 16), uint8(value >> 8), uint8(value)}, true
}

// part is one of a colour's numbers, of which most is the largest, or a percentage.
func part(text string, most float64) (uint8, bool) {
	if strings.HasSuffix(text, "%") {
		share, ok := percent(text)
		return uint8(math.Round(share * 255)), ok
	}
	value, err := strconv.ParseFloat(text, 64)
	if err != nil || math.IsNaN(value) {
		return 0, false
	}
	return uint8(math.Round(min(max(value/most, 0), 1) * 255)), true
}

func percent(text string) (float64, bool) {
	value, err := strconv.ParseFloat(strings.TrimSuffix(text, "%"), 64)
	if err != nil || math.IsNaN(value) || !strings.HasSuffix(text, "%") {
		return 0, false
	}
	return min(max(value/100, 0), 1), true
}

func fromHSL(hue, saturation, lightness float64, alpha uint8) Color {
	channel := func(offset float64) uint8 {
		k := math.Mod(offset+hue/30, 12)
		if k < 0 {
			k += 12
		}
		a := saturation * min(lightness, 1-lightness)
		return uint8(math.Round(255*(lightness-a*max(-1, min(k-3, 9-k, 1))) + 1e-9))
	}
	return Color{channel(0), channel(8), channel(4), alpha}
}
