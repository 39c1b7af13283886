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
