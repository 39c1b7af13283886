package cldr

import (
	"strconv"
	"strings"
	"sync"
)

var (
	digitTable     = table("digits")
	currencyDigits = table("currencyDigits")
	calendarTable  = table("calendars")
	hourTable      = table("hours")
	weekTable      = table("weeks")
)

// Digits returns the ten digits of a numbering system; ok is false for one that is not positional.
func Digits(system string) (digits []rune, ok bool) {
	text := digitTable()[system]
	return []rune(text), text != ""
}

// CurrencyDigits returns how many decimals amounts of a currency have.
func CurrencyDigits(code string) int {
	if code == "" {
		return 2
	}
	entry, ok := currencyDigits()[code]
	if !ok {
		return 2
	}
	first, _, _ := strings.Cut(entry, " ")
	n, _ := strconv.Atoi(first)
	return n
}

// Calendars lists the calendars in use in a region, the preferred one first, with their BCP 47 names.
func Calendars(region string) []string {
	list, ok := calendarTable()[region]
	if !ok {
		list = calendarTable()["001"]
	}
	return strings.Split(strings.ReplaceAll(list, "gregorian", "gregory"), ",")
}

// Hours returns the preferred hour format of a locale and those in use, preferred or not, in UTS #35's
// letters: "h", and "h", "H", "hB".
func Hours(t Tag) (preferred string, allowed []string) {
	region := t.LikelyRegion()
	entry, ok := hourTable()[t.Language+"_"+region]
	if !ok {
		entry, ok = hourTable()[region]
	}
	if !ok {
		entry = hourTable()["001"]
	}
	preferred, list, _ := strings.Cut(entry, " ")
	return preferred, strings.Split(list, ",")
}

// Week is how a region's weeks are: days are numbered from Monday, 1, to Sunday, 7.
type Week struct{ First, MinimalDays, WeekendStart, WeekendEnd int }

// WeekOf returns the week of a region.
func WeekOf(region string) Week {
	entry, ok := weekTable()[region]
	if !ok {
		entry = weekTable()["001"]
	}
	var n [4]int
	for i, field := range strings.Fields(entry) {
		n[i%4], _ = strconv.Atoi(field)
	}
	day := func(sundayIs1 int) int { return (sundayIs1+5)%7 + 1 }
	return Week{day(n[0]), n[1], day(n[2]), day(n[3])}
}

// Supported lists what Intl.supportedValuesOf says for key.
func Supported(key string) []string { return strings.Fields(Text("supported." + key)) }

var supportedSets sync.Map

// IsSupported reports whether value is one of Supported(key).
func IsSupported(key, value string) bool {
	set, ok := supportedSets.Load(key)
	if !ok {
		made := map[string]bool{}
		for _, v := range Supported(key) {
			made[v] = true
		}
		set, _ = supportedSets.LoadOrStore(key, made)
	}
	return set.(map[string]bool)[value]
}
