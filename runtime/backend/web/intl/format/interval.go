package format

import (
	"slices"
	"strings"
)

// FormatRange returns the parts of a range of times, as ICU's DateIntervalFormat has them: by a pattern
// for the largest field in which they differ, else both whole.
func (d *Date) FormatRange(start, end float64) []Part {
	a, b := d.at(start), d.at(end)
	one := d.format(d.tokens, a)
	if Text(one) == Text(d.format(d.tokens, b)) && (difference(a, b) == 's' || !d.widens(difference(a, b))) {
		return withSource(plainSpaces(one), "shared")
	}
	letter := difference(a, b)
	skeleton := strings.ReplaceAll(skeletonOf(untokens(d.tokens)), "a", "")
	if strings.ContainsAny(skeleton, "L") {
		return d.fallback(d.tokens, a, b)
	}
	skeleton = strings.ReplaceAll(skeleton, "c", "E")
	dateLetters, timeLetters := splitSkeleton(skeleton)
	isTime := strings.IndexByte("ahms", letter) >= 0
	loose := *d.generator
	loose.loose = true
	whole := func(skeleton string) []Part {
		return d.fallback(tokens(replaceHour(loose.best(skeleton), d.HourCycle)), a, b)
	}
	styled := d.DateStyle != "" || d.TimeStyle != ""
	switch {
	case isTime && dateLetters != "":
		if timeLetters == "" {
			return withSource(plainSpaces(one), "shared")
		}
		return d.sharedDate(a, b, dateLetters, timeLetters, d.interval(timeLetters, letter))
	case isTime:
		if pattern := d.interval(timeLetters, letter); pattern != nil {
			return d.twice(pattern, a, b)
		}
		return d.fallback(d.tokens, a, b)
	case dateLetters == "":
		return whole("yMd" + timeLetters)
	case timeLetters != "":
		wider := widen(dateLetters, letter)
		if wider == dateLetters && styled {
			return d.fallback(d.tokens, a, b)
		}
		return whole(wider + timeLetters)
	}
	if pattern := d.interval(widen(dateLetters, letter), letter); pattern != nil {
		return d.twice(pattern, a, b)
	}
	return d.fallback(d.tokens, a, b)
}

// plainSpaces is for a range that comes out as a single time: see Date.Text.
func plainSpaces(parts []Part) []Part {
	for i := range parts {
		parts[i].Value = strings.ReplaceAll(parts[i].Value, "\u202F", " ")
	}
	return parts
}

// widens reports whether a range that differs in the field of letter has more fields than a single time.
func (d *Date) widens(letter byte) bool {
	skeleton := skeletonOf(untokens(d.tokens))
	dateLetters, timeLetters := splitSkeleton(skeleton)
	if strings.IndexByte("GyMd", letter) < 0 || strings.Contains(skeleton, "L") {
		return false
	}
	return dateLetters == "" && timeLetters != "" || widen(dateLetters, letter) != dateLetters
}

// widen adds the fields up to that of letter to a date's skeleton which has smaller ones.
func widen(skeleton string, letter byte) string {
	smaller := strings.ContainsAny(skeleton, "dE")
	for _, field := range "dMy" {
		has := strings.ContainsRune(skeleton, field)
		if !has && smaller && !(field == 'd' && strings.Contains(skeleton, "E") && letter != 'd') {
			skeleton = string(field) + skeleton
		}
		smaller = smaller || has
		if byte(field) == letter {
			break
		}
	}
	return skeleton
}

// difference is the letter of the largest field in which two times differ.
func difference(a, b moment) byte {
	switch {
	case a.era != b.era:
		return 'G'
	case a.year != b.year:
		return 'y'
	case a.month != b.month:
		return 'M'
	case a.day != b.day:
		return 'd'
	case a.Hour()/12 != b.Hour()/12:
		return 'a'
	case a.Hour() != b.Hour():
		return 'h'
	case a.Minute() != b.Minute():
		return 'm'
	}
	return 's'
}

func splitSkeleton(skeleton string) (date, clock string) {
	for i := range len(skeleton) {
		if strings.IndexByte("aBbhHkKmsSzvOV", skeleton[i]) >= 0 {
			clock += skeleton[i : i+1]
		} else {
			date += skeleton[i : i+1]
		}
	}
	return date, clock
}

// fallback formats both ends whole.
func (d *Date) fallback(pattern []token, a, b moment) []Part {
	glue := d.calendar.get("i/fallback")
	if glue == "" {
		glue = "{0} – {1}"
	}
	out := fill(glue, withSource(d.format(pattern, a), "startRange"), withSource(d.format(pattern, b), "endRange"))
	return merge(withSource(out, "shared"))
}

// sharedDate formats a range within a day: the date once, the times in pattern, or both whole.
func (d *Date) sharedDate(a, b moment, dateLetters, timeLetters string, pattern []token) []Part {
	var times []Part
	if pattern != nil {
		times = d.twice(pattern, a, b)
	} else {
		clock := tokens(replaceHour(d.generator.best(timeLetters), d.HourCycle))
		times = d.fallback(clock, a, b)
	}
	datePattern := d.generator.best(dateLetters)
	if d.DateStyle != "" {
		datePattern = d.calendar.list("patterns", 4+slices.Index(styles, d.DateStyle))
	}
	date := withSource(d.format(tokens(datePattern), a), "shared")
	// Ranges join a date and times with the plain glue, not with the one that says "at".
	glue := tokens(d.calendar.list("patterns", 8))
	var out []Part
	for _, t := range glue {
		out = append(out, withSource(fill(t.text, times, date), "shared")...)
	}
	return merge(out)
}

// interval finds the pattern for ranges that differ in the field of letter, nil if there is none.
func (d *Date) interval(skeleton string, letter byte) []token {
	wanted := parseSkeleton(skeleton)
	best, bestKey := 1<<30, ""
	keys := map[string]bool{}
	d.calendar.each("i/", func(key, _ string) {
		if name, _, ok := strings.Cut(key, "/"); ok {
			keys[name] = true
		}
	})
	var sorted []string
	for key := range keys {
		sorted = append(sorted, key)
	}
	slices.Sort(sorted)
	for _, key := range sorted {
		have := parseSkeleton(strings.ReplaceAll(key, "v", "z"))
		if !strings.Contains(skeleton, "z") {
			have = parseSkeleton(key)
		}
		distance, missing, extra := wanted.distance(&have, -1)
		if missing != 0 || extra != 0 {
			continue
		}
		if distance < best {
			best, bestKey = distance, key
		}
	}
	if bestKey == "" {
		return nil
	}
	field := string(letter)
	if letter == 'h' && strings.ContainsAny(bestKey, "Hk") {
		field = "H"
	}
	if letter == 'a' && strings.ContainsAny(bestKey, "Hk") {
		field = "H"
	}
	pattern := d.calendar.get("i/" + bestKey + "/" + field)
	if pattern == "" && letter == 'a' {
		pattern = d.calendar.get("i/" + bestKey + "/B")
	}
	if pattern == "" {
		return nil
	}
	have := parseSkeleton(bestKey)
	list := tokens(replaceHour(pattern, d.HourCycle))
	for i, t := range list {
		kind, ok := typeOf(t.letter, t.count)
		if t.letter == 0 || !ok {
			continue
		}
		count, was := wanted.counts[kind.field], have.counts[kind.field]
		switch {
		case kind.field == fieldZone:
			list[i].letter, list[i].count = wanted.letters[fieldZone], wanted.counts[fieldZone]
		case count == was || count == 0 || kind.field == fieldMinute || kind.field == fieldSecond:
		case kind.field == fieldWeekday && count <= 3 && was <= 3:
		case (t.count > 2) == (count > 2) || kind.field == fieldWeekday || kind.field == fieldEra:
			list[i].count = count
		}
	}
	return list
}

// twice formats an interval's pattern: from where a field comes again it is the end's.
func (d *Date) twice(pattern []token, a, b moment) []Part {
	seen := map[int]bool{}
	split := len(pattern)
	for i, t := range pattern {
		kind, ok := typeOf(t.letter, t.count)
		if t.letter == 0 || !ok {
			continue
		}
		if seen[kind.field] {
			split = i
			break
		}
		seen[kind.field] = true
	}
	again := map[int]bool{}
	for _, t := range pattern[split:] {
		if kind, ok := typeOf(t.letter, t.count); ok && t.letter != 0 {
			again[kind.field] = true
		}
	}
	// A part belongs to both ends if its field is there once.
	var out []Part
	first, last := -1, -1
	for i, t := range pattern[:split] {
		if kind, ok := typeOf(t.letter, t.count); ok && t.letter != 0 && again[kind.field] {
			if first < 0 {
				first = i
			}
			last = i
		}
	}
	endFirst, endLast := -1, -1
	for i, t := range pattern {
		if i < split || t.letter == 0 {
			continue
		}
		if kind, ok := typeOf(t.letter, t.count); ok && seen[kind.field] {
			if endFirst < 0 {
				endFirst = i
			}
			endLast = i
		}
	}
	for i, t := range pattern {
		m, source := a, "shared"
		if i >= split {
			m = b
		}
		switch {
		case i >= first && i <= last && first >= 0:
			source = "startRange"
		case i >= endFirst && i <= endLast && endFirst >= 0:
			source = "endRange"
		}
		if t.letter == 0 {
			out = append(out, Part{Type: "literal", Value: t.text, Source: source})
			continue
		}
		kind, value := d.field(t, m, pattern)
		out = append(out, Part{Type: kind, Value: value, Source: source})
	}
	return merge(out)
}
