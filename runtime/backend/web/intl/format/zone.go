package format

import (
	"strconv"
	"strings"
	"sync"
	"time"

	"github.com/deskjs/deskjs/runtime/backend/web/intl/cldr"
)

// Zone is a time zone: its canonical name and its rules.
type Zone struct {
	Name     string
	Location *time.Location
}

// zoneNames has the canonical names of zones by any name in lower case.
var zoneNames = sync.OnceValue(func() map[string]string {
	out := map[string]string{}
	for line := range strings.SplitSeq(cldr.Text("zones"), "\n") {
		name, canonical, ok := strings.Cut(line, " ")
		if !ok {
			canonical = name
		}
		out[strings.ToLower(name)] = canonical
	}
	return out
})

var zones sync.Map // by name as given

// LoadZone returns the zone called name, in any case, or at an offset ("+01:00"). ok is false if there is none.
func LoadZone(name string) (zone *Zone, ok bool) {
	if found, ok := zones.Load(name); ok {
		return found.(*Zone), true
	}
	if offset, ok := parseOffset(name); ok {
		sign := '+'
		minutes := offset
		if offset < 0 {
			sign, minutes = '-', -offset
		}
		canonical := string(sign) + pad2(minutes/60) + ":" + pad2(minutes%60)
		zone = &Zone{canonical, time.FixedZone("", offset*60)}
	} else {
		canonical, ok := zoneNames()[strings.ToLower(name)]
		if !ok || strings.ContainsFunc(name, func(r rune) bool { return r > 0x7F }) {
			return nil, false
		}
		zone = &Zone{Name: canonical}
		if canonical == "UTC" {
			zone.Location = time.UTC
		} else if location, err := time.LoadLocation(canonical); err == nil {
			zone.Location = location
		} else if location, err := time.LoadLocation(name); err == nil {
			zone.Location = location
		} else {
			return nil, false
		}
	}
	zones.Store(name, zone)
	return zone, true
}

func pad2(n int) string {
	if n < 10 {
		return "0" + strconv.Itoa(n)
	}
	return strconv.Itoa(n)
}

// parseOffset reads "+01", "+0130" or "+01:30", in minutes.
func parseOffset(name string) (minutes int, ok bool) {
	if len(name) < 3 || name[0] != '+' && name[0] != '-' {
		return 0, false
	}
	digits := name[1:]
	if len(digits) == 5 && digits[2] == ':' {
		digits = digits[:2] + digits[3:]
	}
	if len(digits) != 2 && len(digits) != 4 || !allDigits(digits) {
		return 0, false
	}
	hour, _ := strconv.Atoi(digits[:2])
	minute := 0
	if len(digits) == 4 {
		minute, _ = strconv.Atoi(digits[2:])
	}
	if hour > 23 || minute > 59 {
		return 0, false
	}
	minutes = hour*60 + minute
	if name[0] == '-' {
		minutes = -minutes
	}
	return minutes, true
}

// metazones are those that a zone belonged to, in the order of time.
var metazones = sync.OnceValue(func() map[string][]metazone {
	out := map[string][]metazone{}
	for line := range strings.SplitSeq(cldr.Text("metazones"), "\n") {
		parts := strings.Split(line, "\t")
		for _, part := range parts[1:] {
			fields := strings.Split(part, ",")
			m := metazone{name: fields[0], to: 1 << 62}
			if len(fields) == 3 {
				m.from, m.to = minuteOf(fields[1]), minuteOf(fields[2])
			}
			out[parts[0]] = append(out[parts[0]], m)
		}
	}
	return out
})

type metazone struct {
	name     string
	from, to int64
}

func minuteOf(text string) int64 {
	t, err := time.Parse("2006-01-02 15:04", text)
	if err != nil {
		return 0
	}
	return t.Unix()
}

func metazoneOf(zone string, t time.Time) string {
	list := metazones()[zone]
	for i, m := range list {
		if (t.Unix() >= m.from || i == 0) && t.Unix() < m.to {
			return m.name
		}
	}
	return ""
}

// name returns the zone's name for a field of a pattern.
func (z *Zone) name(locale string, field token, t time.Time, digits []rune) string {
	data := cldr.Load("zones", locale)
	isLong := field.count >= 4
	if field.letter == 'O' {
		return offsetName(data, t, isLong, digits)
	}
	form := "s"
	if isLong {
		form = "l"
	}
	own := strings.ReplaceAll(z.Name, "/", ":")
	if z.Name == "UTC" {
		own = "Etc:UTC"
	}
	lookup := func(kind string) string {
		name := data.Get(own + "/" + form + kind)
		if name == "" {
			if meta := metazoneOf(z.Name, t); meta != "" {
				name = data.Get(meta + "/" + form + kind)
			}
		}
		if strings.HasPrefix(name, "∅") {
			return ""
		}
		return name
	}
	kind := "s"
	if t.IsDST() {
		kind = "d"
	}
	if field.letter != 'z' {
		if name := lookup("g"); name != "" {
			return name
		}
		if !observesDaylight(z, t) {
			if name := lookup("s"); name != "" {
				return name
			}
		}
		if name := z.location(locale, data); name != "" {
			return name
		}
		return offsetName(data, t, isLong, digits)
	}
	if name := lookup(kind); name != "" {
		return name
	}
	return offsetName(data, t, isLong, digits)
}

// LongName is the zone's name at t: "Central European Standard Time".
func (z *Zone) LongName(locale string, t time.Time) string {
	return z.name(cldr.DataLocale(locale), token{letter: 'z', count: 4}, t.In(z.Location), nil)
}

// observesDaylight reports whether the zone changes its time within half a year of t.
func observesDaylight(z *Zone, t time.Time) bool {
	const half = 184 * 24 * time.Hour
	return t.Add(half).IsDST() != t.IsDST() || t.Add(-half).IsDST() != t.IsDST() || t.IsDST()
}

// offsetName is "GMT+1", or "GMT+01:00" if long.
func offsetName(data *cldr.Section, t time.Time, isLong bool, digits []rune) string {
	_, offset := t.Zone()
	if offset == 0 {
		if zero := data.Get("gmtZeroFormat"); zero != "" {
			return zero
		}
		return "GMT"
	}
	positive, negative, _ := strings.Cut(data.Get("hourFormat"), ";")
	pattern := positive
	if offset < 0 {
		pattern, offset = negative, -offset
	}
	hours, minutes, seconds := offset/3600, offset/60%60, offset%60
	hour := strconv.Itoa(hours)
	if isLong {
		hour = pad2(hours)
	}
	before, after, _ := strings.Cut(pattern, "HH")
	if before == pattern {
		before, after, _ = strings.Cut(pattern, "H")
	}
	separator, end, _ := strings.Cut(after, "mm")
	text := before + localize(hour, digits)
	if isLong || minutes != 0 || seconds != 0 {
		text += separator + localize(pad2(minutes), digits)
	} else {
		end = ""
	}
	if seconds != 0 {
		text += separator + localize(pad2(seconds), digits)
	}
	return strings.Replace(data.Get("gmtFormat"), "{0}", text+end, 1)
}

var zoneRegions = sync.OnceValues(func() (of map[string]string, count map[string]int) {
	of, count = map[string]string{}, map[string]int{}
	names := zoneNames()
	for line := range strings.SplitSeq(cldr.Text("zoneRegions"), "\n") {
		name, region, _ := strings.Cut(line, " ")
		if names[strings.ToLower(name)] == name && region != "001" {
			of[name] = region
			count[region]++
		}
	}
	return of, count
})

// location is "Germany Time" or "Rome Time".
func (z *Zone) location(locale string, data *cldr.Section) string {
	of, count := zoneRegions()
	region, ok := of[z.Name]
	if !ok {
		return ""
	}
	var place string
	if count[region] == 1 || primaryZones[z.Name] {
		place = cldr.Load("regions", locale).Get("n/" + region)
	} else {
		place = cldr.Load("cities", locale).Get(strings.ReplaceAll(z.Name, "/", ":"))
		if place == "" {
			place = z.Name[strings.LastIndexByte(z.Name, '/')+1:]
			place = strings.ReplaceAll(place, "_", " ")
		}
	}
	if place == "" {
		return ""
	}
	return strings.Replace(data.Get("regionFormat"), "{0}", place, 1)
}

// primaryZones stand for their country though it has others (CLDR's primaryZones).
var primaryZones = map[string]bool{
	"America/Santiago": true, "Asia/Shanghai": true, "Europe/Berlin": true, "America/Guayaquil": true, "Europe/Madrid": true,
	"Asia/Tashkent": true, "Pacific/Majuro": true, "Asia/Kuala_Lumpur": true, "Pacific/Auckland": true, "Europe/Lisbon": true,
	"Europe/Kiev": true, "America/Argentina/Buenos_Aires": true, "Asia/Famagusta": false,
}
