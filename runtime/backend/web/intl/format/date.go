package format

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"sync"
	"time"

	"github.com/deskjs/deskjs/runtime/backend/web/intl/cldr"
)

// DateOptions are the resolved options of a DateTimeFormat; their names and values are ECMA-402's, "" for
// what is not to be shown.
type DateOptions struct {
	Locale, Calendar, NumberingSystem string
	Zone                              *Zone
	HourCycle                         string
	Weekday, Era, Year, Month, Day    string
	DayPeriod, Hour, Minute, Second   string
	FractionalSecondDigits            int
	TimeZoneName                      string
	DateStyle, TimeStyle              string
}

// Date formats dates. It is never changed: any goroutine may use it.
type Date struct {
	DateOptions
	dataLocale string
	calendar   *calendarData
	generator  *generator
	digits     []rune
	decimal    string
	skeleton   string
	tokens     []token
}

var (
	generatorsMu sync.Mutex
	generators   = map[string]*generator{}
)

// NewDate returns the formatter for options.
func NewDate(o DateOptions) *Date {
	d := &Date{DateOptions: o, dataLocale: cldr.DataLocale(o.Locale)}
	d.calendar = loadCalendar(d.dataLocale, o.Calendar)
	numbers := cldr.Load("numbers", d.dataLocale)
	d.decimal = numbers.Get(o.NumberingSystem + "/symbols/decimal")
	if d.decimal == "" {
		d.decimal = numbers.Get("latn/symbols/decimal")
	}
	d.digits, _ = cldr.Digits(o.NumberingSystem)
	key := d.dataLocale + " " + o.Calendar + " " + o.NumberingSystem
	generatorsMu.Lock()
	if generators[key] == nil {
		generators[key] = newGenerator(d.calendar, d.decimal)
	}
	d.generator = generators[key]
	generatorsMu.Unlock()
	pattern := ""
	if o.DateStyle != "" || o.TimeStyle != "" {
		pattern = d.stylePattern()
	} else {
		d.skeleton = o.Skeleton()
		pattern = replaceHour(d.generator.best(d.skeleton), o.HourCycle)
	}
	d.tokens = tokens(pattern)
	return d
}

var styles = []string{"full", "long", "medium", "short"}

func hourLetter(cycle string) byte {
	switch cycle {
	case "h11":
		return 'K'
	case "h12":
		return 'h'
	case "h24":
		return 'k'
	}
	return 'H'
}

// replaceHour gives the pattern's hour the cycle.
func replaceHour(pattern, cycle string) string {
	if cycle == "" {
		return pattern
	}
	list := tokens(pattern)
	for i, t := range list {
		if strings.IndexByte("hHkK", t.letter) >= 0 && t.letter != 0 {
			list[i].letter = hourLetter(cycle)
		}
	}
	return untokens(list)
}

func (d *Date) stylePattern() string {
	var date, clock string
	if i := slices.Index(styles, d.DateStyle); i >= 0 {
		date = d.calendar.list("patterns", 4+i)
		d.skeleton = skeletonOf(date)
	}
	if i := slices.Index(styles, d.TimeStyle); i >= 0 {
		clock = d.calendar.list("patterns", i)
		letters := skeletonOf(clock)
		own := strings.ContainsAny(letters, "hK")
		if own != (d.HourCycle == "h11" || d.HourCycle == "h12") {
			letters = strings.Map(func(r rune) rune {
				switch r {
				case 'a', 'b', 'B':
					return -1
				case 'h', 'H', 'k', 'K':
					return rune(hourLetter(d.HourCycle))
				}
				return r
			}, letters)
			if strings.Count(letters, "H") == 2 {
				letters = strings.Replace(letters, "HH", "H", 1)
			}
			clock = d.generator.best(letters)
		}
		clock = replaceHour(clock, d.HourCycle)
		d.skeleton += letters
	}
	switch {
	case date == "":
		return clock
	case clock == "":
		return date
	}
	return join(d.calendar.glue(slices.Index(styles, d.DateStyle)), clock, date)
}

// skeletonOf returns the fields of a pattern without the text.
func skeletonOf(pattern string) string {
	var b strings.Builder
	for _, t := range tokens(pattern) {
		if t.letter != 0 {
			b.WriteString(strings.Repeat(string(t.letter), t.count))
		}
	}
	return b.String()
}

// Skeleton is the skeleton that the options ask for.
func (o *DateOptions) Skeleton() string {
	var b strings.Builder
	text := func(value string, letter string, short int) {
		switch value {
		case "narrow":
			b.WriteString(strings.Repeat(letter, 5))
		case "long":
			b.WriteString(strings.Repeat(letter, 4))
		case "short":
			b.WriteString(strings.Repeat(letter, short))
		case "2-digit":
			b.WriteString(letter + letter)
		case "numeric":
			b.WriteString(letter)
		}
	}
	text(o.Weekday, "E", 3)
	text(o.Era, "G", 3)
	text(o.Year, "y", 1)
	text(o.Month, "M", 3)
	text(o.Day, "d", 1)
	text(o.DayPeriod, "B", 1)
	text(o.Hour, string(hourLetter(o.HourCycle)), 1)
	text(o.Minute, "m", 1)
	text(o.Second, "s", 1)
	b.WriteString(strings.Repeat("S", o.FractionalSecondDigits))
	switch o.TimeZoneName {
	case "long":
		b.WriteString("zzzz")
	case "short":
		b.WriteString("z")
	case "longOffset":
		b.WriteString("OOOO")
	case "shortOffset":
		b.WriteString("O")
	case "longGeneric":
		b.WriteString("vvvv")
	case "shortGeneric":
		b.WriteString("v")
	}
	return b.String()
}

// Shown returns the options as the pattern has them: what resolvedOptions tells.
func (d *Date) Shown() DateOptions {
	o := d.DateOptions
	for _, t := range d.tokens {
		number := "numeric"
		if t.count == 2 {
			number = "2-digit"
		}
		text := map[int]string{1: "short", 2: "short", 3: "short", 4: "long", 5: "narrow"}[t.count]
		switch t.letter {
		case 'G':
			o.Era = text
		case 'y', 'u', 'r':
			o.Year = number
		case 'M', 'L':
			o.Month = number
			if t.count > 2 {
				o.Month = text
			}
		case 'E', 'c':
			o.Weekday = text
		case 'd':
			o.Day = number
		case 'B', 'b':
			o.DayPeriod = text
		case 'h', 'H', 'k', 'K':
			o.Hour = number
		case 'm':
			o.Minute = number
		case 's':
			o.Second = number
		}
	}
	return o
}

// moment is a point of time taken apart.
type moment struct {
	time.Time
	era, year, month, day int
}

func (d *Date) at(ms float64) moment {
	t := time.UnixMilli(int64(ms)).In(d.Zone.Location)
	m := moment{Time: t}
	m.era, m.year, m.month, m.day = civil(d.Calendar, t)
	return m
}

// Text formats a time as text. Like V8 it has plain spaces where CLDR 42 brought narrow ones, which
// programs did not expect; Format and FormatRange have those.
func (d *Date) Text(ms float64) string {
	return strings.ReplaceAll(Text(d.Format(ms)), "\u202F", " ")
}

// Format returns the parts of a time, in milliseconds since 1970.
func (d *Date) Format(ms float64) []Part {
	return d.format(d.tokens, d.at(ms))
}

func (d *Date) format(pattern []token, m moment) []Part {
	var out []Part
	for _, t := range pattern {
		if t.letter == 0 {
			out = append(out, literal(t.text)...)
			continue
		}
		if kind, value := d.field(t, m, pattern); value != "" {
			out = append(out, Part{Type: kind, Value: value})
		}
	}
	return merge(out)
}

func width(count int) string {
	switch count {
	case 4:
		return "wide"
	case 5:
		return "narrow"
	}
	return "abbreviated"
}

func (d *Date) number(n, digits int) string {
	return localize(fmt.Sprintf("%0*d", digits, n), d.digits)
}

func (d *Date) field(t token, m moment, pattern []token) (kind, value string) {
	switch t.letter {
	case 'G':
		return "era", d.calendar.era(m.era, width(t.count))
	case 'y', 'u', 'r', 'U':
		kind = "year"
		if t.letter == 'r' {
			kind = "relatedYear"
		}
		if t.count == 2 {
			return kind, d.number(((m.year%100)+100)%100, 2)
		}
		return kind, d.number(m.year, t.count)
	case 'M', 'L':
		if t.count <= 2 {
			return "month", d.number(m.month, t.count)
		}
		context := "format"
		if t.letter == 'L' {
			context = "stand-alone"
		}
		return "month", d.calendar.list("months/"+context+"/"+width(t.count), m.month-1)
	case 'E', 'c':
		context := "format"
		if t.letter == 'c' {
			context = "stand-alone"
		}
		return "weekday", d.calendar.list("days/"+context+"/"+width(t.count), int(m.Weekday()))
	case 'd':
		return "day", d.number(m.day, t.count)
	case 'a':
		return "dayPeriod", d.calendar.list("ampm/"+width(t.count), boolInt(m.Hour() >= 12))
	case 'b', 'B':
		return "dayPeriod", d.dayPeriod(m, width(t.count), pattern)
	case 'h':
		return "hour", d.number((m.Hour()+11)%12+1, t.count)
	case 'H':
		return "hour", d.number(m.Hour(), t.count)
	case 'K':
		return "hour", d.number(m.Hour()%12, t.count)
	case 'k':
		return "hour", d.number((m.Hour()+23)%24+1, t.count)
	case 'm':
		return "minute", d.number(m.Minute(), t.count)
	case 's':
		return "second", d.number(m.Second(), t.count)
	case 'S':
		ms := fmt.Sprintf("%03d", m.Nanosecond()/1e6)
		for len(ms) < t.count {
			ms += "0"
		}
		return "fractionalSecond", localize(ms[:t.count], d.digits)
	case 'z', 'O', 'v', 'V':
		return "timeZoneName", d.Zone.name(d.dataLocale, t, m.Time, d.digits)
	}
	return "literal", ""
}

func (c *calendarData) era(era int, width string) string {
	for _, w := range []string{width, "abbreviated", "wide"} {
		if name := c.get("eras/" + w + "/" + strconv.Itoa(era)); name != "" {
			return name
		}
	}
	return ""
}

// dayPeriod is a flexible one ("in the morning").
func (d *Date) dayPeriod(m moment, width string, pattern []token) string {
	rules := dayPeriods()
	language, _, _ := strings.Cut(d.dataLocale, "_")
	entry, ok := rules[d.dataLocale]
	if !ok {
		entry = rules[language]
	}
	hasMinute := slices.ContainsFunc(pattern, func(t token) bool { return t.letter == 'm' })
	minutes := m.Hour() * 60
	if hasMinute {
		minutes += m.Minute()
	}
	exact := !hasMinute || m.Minute() == 0 && m.Second() == 0
	period := ""
	at := func(clock string) int { hour, _ := strconv.Atoi(clock[:2]); return hour * 60 }
	var spans = map[string][2]int{}
	for rule := range strings.SplitSeq(entry, "\t") {
		words := strings.Fields(rule)
		if len(words) != 3 {
			continue
		}
		name, clock := words[0], at(words[2])
		switch words[1] {
		case "at":
			if name != "midnight" && exact && m.Hour()*60 == clock%1440 {
				if text := d.calendar.get("periods/format/" + width + "/" + name); text != "" {
					return text
				}
			}
		case "from":
			spans[name] = [2]int{clock, spans[name][1]}
		case "before":
			spans[name] = [2]int{spans[name][0], clock}
		}
	}
	for name, span := range spans {
		if span[0] < span[1] && minutes >= span[0] && minutes < span[1] || span[0] > span[1] && (minutes >= span[0] || minutes < span[1]) {
			period = name
		}
	}
	for _, w := range []string{width, "abbreviated", "wide", "narrow"} {
		if text := d.calendar.get("periods/format/" + w + "/" + period); text != "" && period != "" {
			return text
		}
	}
	return d.calendar.list("ampm/"+width, boolInt(m.Hour() >= 12))
}

var dayPeriods = sync.OnceValue(func() map[string]string {
	out := map[string]string{}
	for line := range strings.SplitSeq(cldr.Text("dayPeriods"), "\n") {
		locale, rules, _ := strings.Cut(line, "\t")
		out[locale] = rules
	}
	return out
})
