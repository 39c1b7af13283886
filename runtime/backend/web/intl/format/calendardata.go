package format

import (
	"strings"

	"github.com/deskjs/deskjs/runtime/backend/web/intl/cldr"
)

// calendarData is what a locale has for a calendar: its own, else the generic calendar's, else the Gregorian's.
type calendarData struct {
	name             string // "gregory"
	dates, calendars *cldr.Section
	own              string
}

func loadCalendar(locale, calendar string) *calendarData {
	c := &calendarData{name: calendar, dates: cldr.Load("dates", locale)}
	if calendar != "gregory" && calendar != "iso8601" {
		c.calendars = cldr.Load("calendars", locale)
		c.own, _, _ = strings.Cut(calendar, "-")
	}
	return c
}

func (c *calendarData) get(key string) string {
	if c.calendars != nil {
		if value := c.calendars.Get(c.own + "/" + key); value != "" {
			return value
		}
		if strings.HasPrefix(key, "eras/") || strings.HasPrefix(key, "months/") && (c.own == "persian" || c.own == "islamic") {
			// A width that is not there is the wide or the short one.
			for _, width := range []string{"/abbreviated", "/wide"} {
				i := strings.LastIndexByte(key, '/')
				if value := c.calendars.Get(c.own + "/" + key[:i] + width); value != "" {
					return value
				}
			}
			return ""
		}
		if value := c.calendars.Get("generic/" + key); value != "" && !strings.HasPrefix(key, "months/") {
			return value
		}
	}
	return c.dates.Get(key)
}

func (c *calendarData) list(key string, i int) string {
	parts := strings.Split(c.get(key), "\x1f")
	if i < len(parts) {
		return parts[i]
	}
	return ""
}

// each visits the patterns under prefix.
func (c *calendarData) each(prefix string, visit func(key, value string)) {
	if c.calendars == nil {
		c.dates.Each(prefix, visit)
		return
	}
	seen := map[string]bool{}
	for _, from := range []string{c.own + "/", "generic/"} {
		c.calendars.Each(from+prefix, func(key, value string) {
			if !seen[key] {
				seen[key] = true
				visit(key, value)
			}
		})
	}
}

// glue returns "{1}, {0}" for a date of a style, 0 for full to 3 for short, and a time.
func (c *calendarData) glue(style int) string {
	if pattern := c.list("atTime", style); pattern != "" {
		return pattern
	}
	return c.list("patterns", 9+style)
}
