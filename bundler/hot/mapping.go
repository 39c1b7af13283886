package hot

import (
	"encoding/json"
	"strings"
)

// mapping is a module's source map: of one source at most, as its text of segments.
type mapping struct {
	segments string
	sources  []string
	contents []string
	end      [4]int // what the last segment said: source, line, column, name
}

// readMapping reads esbuild's map of a module from whose output some lines were dropped.
func readMapping(text []byte, dropped int) mapping {
	var decoded struct {
		Sources        []string
		SourcesContent []string
		Mappings       string
	}
	if len(text) == 0 || json.Unmarshal(text, &decoded) != nil {
		return mapping{}
	}
	m := mapping{segments: decoded.Mappings, sources: decoded.Sources, contents: decoded.SourcesContent}
	for ; dropped > 0 && strings.HasPrefix(m.segments, ";"); dropped-- {
		m.segments = m.segments[1:]
	}
	m.end = endOf(m.segments)
	return m
}

const digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"

var digitValues = func() (values [256]int8) {
	for i := range values {
		values[i] = -1
	}
	for i, c := range []byte(digits) {
		values[c] = int8(i)
	}
	return values
}()

// endOf sums up what the segments say, which are relative to each other.
func endOf(segments string) (end [4]int) {
	field, value, shift := 0, 0, 0
	for i := range len(segments) {
		c := segments[i]
		if c == ',' || c == ';' {
			field = 0
			continue
		}
		digit := int(digitValues[c])
		if digit < 0 {
			return end
		}
		value |= (digit & 31) << shift
		if digit&32 != 0 {
			shift += 5
			continue
		}
		if field > 0 && field < 5 {
			if value&1 != 0 {
				end[field-1] -= value >> 1
			} else {
				end[field-1] += value >> 1
			}
		}
		field++
		value, shift = 0, 0
	}
	return end
}

func appendNumber(out []byte, number int) []byte {
	value := number << 1
	if number < 0 {
		value = -number<<1 | 1
	}
	for {
		digit := value & 31
		value >>= 5
		if value > 0 {
			digit |= 32
		}
		out = append(out, digits[digit])
		if value == 0 {
			return out
		}
	}
}

// joiner makes one source map of those of modules that follow each other in a script.
type joiner struct {
	mappings strings.Builder
	sources  []string
	contents []string
	state    [4]int
}

// lines passes over lines without places.
func (j *joiner) lines(count int) { j.mappings.WriteString(strings.Repeat(";", count)) }

// add appends a module's map, whose code has a number of lines.
func (j *joiner) add(m mapping, lines int, name func(source string) string) {
	start := [4]int{len(j.sources), 0, 0, 0}
	for i, source := range m.sources {
		j.sources = append(j.sources, name(source))
		content := ""
		if i < len(m.contents) {
			content = m.contents[i]
		}
		j.contents = append(j.contents, content)
	}
	segments := m.segments
	used := strings.Count(segments, ";")
	first := strings.IndexFunc(segments, func(r rune) bool { return r != ';' && r != ',' })
	if first < 0 {
		j.lines(lines)
		return
	}
	end := first + strings.IndexAny(segments[first:]+";", ",;")
	fields := decodeSegment(segments[first:end])
	j.mappings.WriteString(segments[:first])
	if len(fields) >= 4 {
		out := appendNumber(nil, fields[0])
		out = appendNumber(out, fields[1]+start[0]-j.state[0])
		out = appendNumber(out, fields[2]-j.state[1])
		out = appendNumber(out, fields[3]-j.state[2])
		j.mappings.Write(out)
	}
	j.mappings.WriteString(segments[end:])
	j.lines(max(0, lines-used))
	j.state = [4]int{m.end[0] + start[0], m.end[1], m.end[2], 0}
}

func decodeSegment(segment string) (fields []int) {
	value, shift := 0, 0
	for i := range len(segment) {
		digit := int(digitValues[segment[i]])
		value |= (digit & 31) << shift
		if digit&32 != 0 {
			shift += 5
			continue
		}
		number := value >> 1
		if value&1 != 0 {
			number = -number
		}
		fields = append(fields, number)
		value, shift = 0, 0
	}
	return fields
}

// text is the source map of a script.
func (j *joiner) text() []byte {
	data, _ := json.Marshal(struct { // it always encodes
		Version        int      `json:"version"`
		Sources        []string `json:"sources"`
		SourcesContent []string `json:"sourcesContent"`
		Mappings       string   `json:"mappings"`
		Names          []string `json:"names"`
	}{3, j.sources, j.contents, j.mappings.String(), []string{}})
	return data
}
