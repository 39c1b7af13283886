package format

import (
	"math"
	"math/bits"
	"slices"
	"strings"
)

// The fields of a date pattern, in UTS #35's order.
const (
	fieldEra = iota
	fieldYear
	fieldQuarter
	fieldMonth
	fieldWeekOfYear
	fieldWeekOfMonth
	fieldWeekday
	fieldDayOfYear
	fieldDayOfWeek
	fieldDay
	fieldDayPeriod
	fieldHour
	fieldMinute
	fieldSecond
	fieldFraction
	fieldZone
	fieldCount
)

// appendNames are the fields' names in the data's appendItems and names of fields.
var appendNames = [fieldCount][2]string{
	{"Era", "era"}, {"Year", "year"}, {"Quarter", "quarter"}, {"Month", "month"}, {"Week", "week"}, {"Week", "week"},
	{"Day-Of-Week", "weekday"}, {"Day", "day"}, {"Day", "day"}, {"Day", "day"}, {"Hour", "dayperiod"}, {"Hour", "hour"},
	{"Minute", "minute"}, {"Second", "second"}, {"FractionalSecond", "second"}, {"Timezone", "zone"},
}

// The kinds of a field, as numbers whose distance says how alike two are.
const (
	narrow  = -0x101
	shorter = -0x102
	short   = -0x103
	long    = -0x104
	numeric = 0x100
	delta   = 0x10
)

type fieldType struct {
	letter  byte
	field   int
	kind    int
	minimum int
}

// fieldTypes says what a letter, so many times, is (ICU's dtptngen.cpp has the same numbers).
var fieldTypes = []fieldType{
	{'G', fieldEra, short, 1}, {'G', fieldEra, long, 4}, {'G', fieldEra, narrow, 5},
	{'y', fieldYear, numeric, 1}, {'Y', fieldYear, numeric + delta, 1}, {'u', fieldYear, numeric + 2*delta, 1}, {'r', fieldYear, numeric + 3*delta, 1},
	{'U', fieldYear, short, 1}, {'U', fieldYear, long, 4}, {'U', fieldYear, narrow, 5},
	{'Q', fieldQuarter, numeric, 1}, {'Q', fieldQuarter, short, 3}, {'Q', fieldQuarter, long, 4},
	{'M', fieldMonth, numeric, 1}, {'M', fieldMonth, short, 3}, {'M', fieldMonth, long, 4}, {'M', fieldMonth, narrow, 5},
	{'L', fieldMonth, numeric + delta, 1}, {'L', fieldMonth, short - delta, 3}, {'L', fieldMonth, long - delta, 4}, {'L', fieldMonth, narrow - delta, 5},
	{'E', fieldWeekday, short, 1}, {'E', fieldWeekday, long, 4}, {'E', fieldWeekday, narrow, 5}, {'E', fieldWeekday, shorter, 6},
	{'c', fieldWeekday, numeric + 2*delta, 1}, {'c', fieldWeekday, short - 2*delta, 3}, {'c', fieldWeekday, long - 2*delta, 4}, {'c', fieldWeekday, narrow - 2*delta, 5},
	{'e', fieldWeekday, numeric + delta, 1}, {'e', fieldWeekday, short - delta, 3}, {'e', fieldWeekday, long - delta, 4}, {'e', fieldWeekday, narrow - delta, 5},
	{'d', fieldDay, numeric, 1},
	{'a', fieldDayPeriod, short, 1}, {'a', fieldDayPeriod, long, 4}, {'a', fieldDayPeriod, narrow, 5},
	{'b', fieldDayPeriod, short - delta, 1}, {'b', fieldDayPeriod, long - delta, 4}, {'b', fieldDayPeriod, narrow - delta, 5},
	{'B', fieldDayPeriod, short - 3*delta, 1}, {'B', fieldDayPeriod, long - 3*delta, 4}, {'B', fieldDayPeriod, narrow - 3*delta, 5},
	{'H', fieldHour, numeric + 10*delta, 1}, {'k', fieldHour, numeric + 11*delta, 1}, {'h', fieldHour, numeric, 1}, {'K', fieldHour, numeric + delta, 1},
	{'m', fieldMinute, numeric, 1}, {'s', fieldSecond, numeric, 1}, {'S', fieldFraction, numeric, 1},
	{'v', fieldZone, short - 2*delta, 1}, {'v', fieldZone, long - 2*delta, 4}, {'z', fieldZone, short, 1}, {'z', fieldZone, long, 4},
	{'O', fieldZone, short - delta, 1}, {'O', fieldZone, long - delta, 4}, {'V', fieldZone, short - delta, 1}, {'V', fieldZone, long - delta, 2},
}

func typeOf(letter byte, count int) (fieldType, bool) {
	var found fieldType
	ok := false
	for _, t := range fieldTypes {
		if t.letter == letter && (!ok || t.minimum <= count) {
			found, ok = t, true
		}
	}
	return found, ok
}

// token is a field of a pattern or the text between two.
type token struct {
	letter byte // 0 for text
	count  int
	text   string
}

// tokens takes a pattern apart.
func tokens(pattern string) []token {
	var out []token
	text := func(s string) {
		if n := len(out); n > 0 && out[n-1].letter == 0 {
			out[n-1].text += s
		} else {
			out = append(out, token{text: s})
		}
	}
	for i := 0; i < len(pattern); {
		c := pattern[i]
		switch {
		case c == '\'':
			if i+1 < len(pattern) && pattern[i+1] == '\'' {
				text("'")
				i += 2
				continue
			}
			i++
			for i < len(pattern) {
				if pattern[i] == '\'' {
					if i+1 < len(pattern) && pattern[i+1] == '\'' {
						text("'")
						i += 2
						continue
					}
					i++
					break
				}
				text(pattern[i : i+1])
				i++
			}
		case c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z':
			end := i
			for end < len(pattern) && pattern[end] == c {
				end++
			}
			out = append(out, token{letter: c, count: end - i})
			i = end
		default:
			text(pattern[i : i+1])
			i++
		}
	}
	return out
}

func untokens(list []token) string {
	var b strings.Builder
	for _, t := range list {
		if t.letter != 0 {
			b.WriteString(strings.Repeat(string(t.letter), t.count))
		} else {
			b.WriteString(quote(t.text))
		}
	}
	return b.String()
}

func quote(text string) string {
	if !strings.ContainsFunc(text, func(r rune) bool { return r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r == '\'' }) {
		return text
	}
	return "'" + strings.ReplaceAll(text, "'", "''") + "'"
}

// skeleton is which fields a pattern has.
type skeleton struct {
	kinds   [fieldCount]int
	letters [fieldCount]byte
	counts  [fieldCount]int
}

func parseSkeleton(text string) skeleton {
	var s skeleton
	for _, t := range tokens(text) {
		kind, ok := typeOf(t.letter, t.count)
		if t.letter == 0 || !ok {
			continue
		}
		s.set(kind, t.letter, t.count)
	}
	if s.kinds[fieldMinute] != 0 && s.kinds[fieldFraction] != 0 && s.kinds[fieldSecond] == 0 {
		kind, _ := typeOf('s', 1)
		s.set(kind, 's', 1)
	}
	if hour := s.letters[fieldHour]; hour == 'h' || hour == 'K' {
		if s.kinds[fieldDayPeriod] == 0 {
			s.kinds[fieldDayPeriod], s.letters[fieldDayPeriod], s.counts[fieldDayPeriod] = short, 'a', 1
		}
	} else if hour != 0 {
		s.kinds[fieldDayPeriod], s.letters[fieldDayPeriod], s.counts[fieldDayPeriod] = 0, 0, 0
	}
	return s
}

func (s *skeleton) set(kind fieldType, letter byte, count int) {
	s.letters[kind.field], s.counts[kind.field] = letter, count
	s.kinds[kind.field] = kind.kind
	if kind.kind > 0 {
		s.kinds[kind.field] += count
	}
}

func (s *skeleton) mask() int {
	mask := 0
	for i, kind := range s.kinds {
		if kind != 0 {
			mask |= 1 << i
		}
	}
	return mask
}

// distance says how far other is from the fields of s in mask.
func (s *skeleton) distance(other *skeleton, mask int) (distance, missing, extra int) {
	for i := range fieldCount {
		mine := 0
		if mask&(1<<i) != 0 {
			mine = s.kinds[i]
		}
		theirs := other.kinds[i]
		switch {
		case mine == theirs:
		case mine == 0:
			distance += 0x10000
			extra |= 1 << i
		case theirs == 0:
			distance += 0x1000
			missing |= 1 << i
		default:
			distance += int(math.Abs(float64(mine - theirs)))
		}
	}
	return distance, missing, extra
}

// candidate is a pattern of the locale.
type candidate struct {
	skeleton
	pattern string
	// specified is true if the data says which skeleton it is for.
	specified bool
}

// base is the skeleton without what only widens its fields.
func (c *candidate) base() (base [fieldCount]fieldType) {
	for i, letter := range c.letters {
		if letter != 0 {
			base[i], _ = typeOf(letter, c.counts[i])
		}
	}
	return base
}

// generator finds the pattern for a skeleton (UTS #35, "Matching Skeletons"), as ICU's DateTimePatternGenerator.
type generator struct {
	candidates []candidate
	calendar   *calendarData
	decimal    string
	// loose keeps the hours' width of the locale's patterns, as ranges do.
	loose bool
}

const (
	dateMask     = 1<<fieldDayPeriod - 1
	timeMask     = 1<<fieldCount - 1 - dateMask
	secondMask   = 1 << fieldSecond
	fractionMask = 1 << fieldFraction
)

func newGenerator(calendar *calendarData, decimal string) *generator {
	g := &generator{calendar: calendar, decimal: decimal}
	for _, letter := range "GyQMwWEDFdaHmsSv" {
		g.add(string(letter), string(letter), false)
	}
	for i := range 8 {
		pattern := calendar.list("patterns", (i+4)%8)
		g.add(pattern, pattern, false)
	}
	calendar.each("f/", func(skeleton, pattern string) {
		if !strings.Contains(skeleton, "/") {
			g.add(skeleton, pattern, true)
		}
	})
	return g
}

func (g *generator) add(text, pattern string, specified bool) {
	c := candidate{parseSkeleton(text), pattern, specified}
	if !specified && slices.ContainsFunc(g.candidates, func(have candidate) bool { return have.base() == c.base() }) {
		return
	}
	i := slices.IndexFunc(g.candidates, func(have candidate) bool { return have.counts == c.counts && have.letters == c.letters })
	switch {
	case i < 0:
		g.candidates = append(g.candidates, c)
	case specified && !g.candidates[i].specified:
		g.candidates[i] = c
	}
}

// best returns the pattern for a skeleton that has no metacharacters.
func (g *generator) best(text string) string {
	s := parseSkeleton(text)
	pattern, missing, extra, with := g.raw(&s, -1)
	if missing == 0 && extra == 0 {
		return g.adjust(&s, pattern, with, false)
	}
	needed := s.mask()
	date := g.appending(&s, needed&dateMask)
	time := g.appending(&s, needed&timeMask)
	if date == "" {
		return time
	}
	if time == "" {
		return date
	}
	style := 3
	if month := s.letters[fieldMonth]; month != 0 && s.counts[fieldMonth] >= 3 {
		style = 2
		if s.counts[fieldMonth] == 4 {
			style = 1
			if s.letters[fieldWeekday] != 0 {
				style = 0
			}
		}
	}
	return join(g.calendar.glue(style), time, date)
}

func join(glue, time, date string) string {
	return strings.Replace(strings.Replace(glue, "{0}", time, 1), "{1}", date, 1)
}

func (g *generator) raw(s *skeleton, mask int) (pattern string, missing, extra int, with *candidate) {
	best, bestMissing := math.MaxInt, -1
	for i := range g.candidates {
		c := &g.candidates[i]
		distance, m, e := s.distance(&c.skeleton, mask)
		if distance < best || distance == best && bestMissing < m {
			best, bestMissing = distance, m
			pattern, missing, extra, with = c.pattern, m, e, c
			if distance == 0 {
				break
			}
		}
	}
	return pattern, missing, extra, with
}

func (g *generator) appending(s *skeleton, fields int) string {
	if fields == 0 {
		return ""
	}
	pattern, missing, _, with := g.raw(s, fields)
	result := g.adjust(s, pattern, with, false)
	last := 0
	for missing != 0 && missing != last {
		if missing&(secondMask|fractionMask) == fractionMask && fields&(secondMask|fractionMask) == secondMask|fractionMask {
			result = g.adjust(s, result, with, true)
			missing &^= fractionMask
			continue
		}
		last = missing
		next, still, _, nextWith := g.raw(s, missing)
		next = g.adjust(s, next, nextWith, false)
		found := missing &^ still
		names := appendNames[max(bits.Len(uint(found))-1, 0)]
		glue := g.calendar.get("append/" + names[0])
		if glue == "" {
			glue = "{0} ({2}: {1})"
		}
		result = strings.NewReplacer("{0}", result, "{1}", next, "{2}", "'"+strings.ReplaceAll(g.calendar.get("field/"+names[1]), "'", "''")+"'").Replace(glue)
		missing = still
	}
	return result
}

// adjust gives the pattern's fields the widths that the skeleton asks for.
func (g *generator) adjust(s *skeleton, pattern string, with *candidate, fraction bool) string {
	list := tokens(pattern)
	var out []token
	for _, t := range list {
		kind, ok := typeOf(t.letter, t.count)
		if t.letter == 0 || !ok {
			out = append(out, t)
			continue
		}
		field := kind.field
		if fraction && field == fieldSecond {
			out = append(out, t, token{text: g.decimal}, token{letter: 'S', count: s.counts[fieldFraction]})
			continue
		}
		if s.kinds[field] == 0 {
			out = append(out, t)
			continue
		}
		letter, count := s.letters[field], s.counts[field]
		if letter == 'E' && count < 3 {
			count = 3
		}
		width := count
		if field == fieldMinute || field == fieldSecond || field == fieldHour && g.loose {
			width = t.count
		} else if with != nil && with.specified && letter != 'c' && letter != 'e' {
			isNumeric, wasNumeric := kind.kind > 0, with.kinds[field] > 0
			if with.counts[field] == count || isNumeric != wasNumeric {
				width = t.count
			}
		}
		if field == fieldHour || field == fieldMonth || field == fieldWeekday || field == fieldYear && letter != 'Y' {
			letter = t.letter
		}
		out = append(out, token{letter: letter, count: width})
	}
	return untokens(out)
}
