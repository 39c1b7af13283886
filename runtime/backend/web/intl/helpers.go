package intl

import (
	"math"
	"strconv"

	"github.com/deskjs/deskjs/runtime/backend/web/intl/cldr"
)

var itoa = strconv.Itoa

func toLength(n float64) int {
	if math.IsNaN(n) || n <= 0 {
		return 0
	}
	return int(math.Min(math.Floor(n), 1<<53-1))
}

// supportedValues is what Intl.supportedValuesOf says: no more than what there is.
func supportedValues(key string) []string {
	if key == "calendar" {
		return calendarNames
	}
	if key == "collation" {
		return collations
	}
	return cldr.Supported(key)
}

// systemLocale is the default locale where the environment names none.
func systemLocale() string { return "en-US" }
