package format

import "time"

// Calendars are those that dates can be reckoned in.
var Calendars = []string{"buddhist", "gregory", "islamic-civil", "islamic-tbla", "iso8601", "japanese", "persian", "roc"}

// civil returns a day in a calendar: the number of its era in the data, year of the era, month, day.
func civil(calendar string, t time.Time) (era, year, month, day int) {
	y, m, d := t.Date()
	month, day = int(m), d
	switch calendar {
	case "buddhist":
		return 0, y + 543, month, day
	case "roc":
		if y > 1911 {
			return 1, y - 1911, month, day
		}
		return 0, 1912 - y, month, day
	case "japanese":
		for i := len(japaneseEras) - 1; i >= 0; i-- {
			e := japaneseEras[i]
			if y*10000+month*100+day >= e.from {
				return e.era, y - e.from/10000 + 1, month, day
			}
		}
	case "persian":
		year, month, day = persian(julianDay(t))
		return 0, year, month, day
	case "islamic-civil":
		year, month, day = islamic(julianDay(t), 1948440)
		return islamicEra(year), islamicYear(year), month, day
	case "islamic-tbla":
		year, month, day = islamic(julianDay(t), 1948439)
		return islamicEra(year), islamicYear(year), month, day
	}
	if y > 0 {
		return 1, y, month, day
	}
	return 0, 1 - y, month, day
}

// japaneseEras are those since 1868, by the data's numbers; before them the Gregorian ones hold.
var japaneseEras = []struct{ era, from int }{{232, 18680908}, {233, 19120730}, {234, 19261225}, {235, 19890108}, {236, 20190501}}

func floorDiv(a, b int) int {
	q := a / b
	if a%b != 0 && (a < 0) != (b < 0) {
		q--
	}
	return q
}

func julianDay(t time.Time) int {
	y, m, d := t.Date()
	return floorDiv(int(time.Date(y, m, d, 0, 0, 0, 0, time.UTC).Unix()), 86400) + 2440588
}

// persian is the arithmetic Persian calendar of 33 years, as ICU has it, with its corrections left to
// where they matter: none until 2124.
func persian(jd int) (year, month, day int) {
	days := jd - 1948320
	year = 1 + floorDiv(33*days+3, 12053)
	start := 365*(year-1) + floorDiv(8*year+21, 33)
	of := days - start
	if of < 216 {
		month = of / 31
		return year, month + 1, of - month*31 + 1
	}
	month = (of - 6) / 30
	return year, month + 1, of - 6 - month*30 + 1
}

// islamic is the tabular Islamic calendar with its first day at epoch.
func islamic(jd, epoch int) (year, month, day int) {
	days := jd - epoch
	year = floorDiv(30*days+10646, 10631)
	start := func(year, month int) int {
		return (59*month+1)/2 + (year-1)*354 + floorDiv(3+11*year, 30)
	}
	for month = 11; month > 0 && days < start(year, month); month-- {
	}
	return year, month + 1, days - start(year, month) + 1
}

func islamicEra(year int) int {
	return boolInt(year <= 0)
}

func islamicYear(year int) int {
	if year <= 0 {
		return 1 - year
	}
	return year
}
