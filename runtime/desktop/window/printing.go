package window

import (
	"strconv"
	"strings"
)

// pages are the ranges to print as GTK has them: counted from 0, "0-2,5". "" is all.
func (p Printing) pages() string {
	texts := make([]string, len(p.Pages))
	for i, pages := range p.Pages {
		texts[i] = strconv.Itoa(pages[0]) + "-" + strconv.Itoa(pages[1])
	}
	return strings.Join(texts, ",")
}

// beyond names what is asked for that a system can't do, in Electron's words: known has what it can set.
func (p Printing) beyond(known Printing) string {
	var names []string
	for _, option := range []struct {
		name  string
		asked bool
	}{
		{"silent", p.Silent && !known.Silent}, {"deviceName", p.Printer != ""}, {"pageSize", p.Width > 0}, {"landscape", p.Landscape && !known.Landscape},
		{"margins", p.Top >= 0 || p.Bottom >= 0 || p.Left >= 0 || p.Right >= 0}, {"scaleFactor", p.Scale != 0 && p.Scale != 1}, {"copies", p.Copies > 1},
		{"printBackground", p.Backgrounds && !known.Backgrounds}, {"color", p.Grey}, {"pageRanges", len(p.Pages) > 0}, {"duplexMode", p.Duplex != ""}, {"collate", p.Collate},
		{"preferCSSPageSize", p.PreferPageStyle},
	} {
		if option.asked {
			names = append(names, option.name)
		}
	}
	return strings.Join(names, ", ")
}
