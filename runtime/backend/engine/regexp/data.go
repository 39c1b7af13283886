package regexp

import (
	_ "embed"
	"strings"
	"sync"
)

// UnicodeVersion is the version of the Unicode data in unicode.txt.
const UnicodeVersion = "17.0"

//go:generate sh -c "node generate.js $TEST262 > unicode.txt"
//go:embed unicode.txt
var unicodeText string

// dataLine is a line of unicode.txt, decoded when it is first asked for.
type dataLine struct {
	names []string
	text  string
	once  sync.Once
	set   charSet
}

// unicodeIndex finds the lines by their kind and any of their names.
var unicodeIndex = sync.OnceValue(func() map[string]*dataLine {
	index := map[string]*dataLine{}
	for line := range strings.Lines(unicodeText) {
		head, text, _ := strings.Cut(strings.TrimSuffix(line, "\n"), ":")
		words := strings.Fields(head)
		if words[0] == "#" || words[0] == "zwj" {
			continue
		}
		entry := &dataLine{names: words[1:], text: text}
		if len(words) == 1 {
			index[words[0]] = entry
		}
		for _, name := range words[1:] {
			index[words[0]+" "+name] = entry
		}
	}
	return index
})

// dataReader decodes the numbers of unicode.txt.
type dataReader struct {
	text string
	at   int
}

func (r *dataReader) more() bool { return r.at < len(r.text) }

func (r *dataReader) number() rune {
	var n rune
	for shift := 0; r.at < len(r.text); shift += 5 {
		digit := digitValue(r.text[r.at])
		r.at++
		n |= (digit & 31) << shift
		if digit < 32 {
			break
		}
	}
	return n
}

func (r *dataReader) signed() rune {
	n := r.number()
	if n&1 != 0 {
		return -(n + 1) / 2
	}
	return n / 2
}

func digitValue(c byte) rune {
	switch {
	case c >= 'A' && c <= 'Z':
		return rune(c - 'A')
	case c >= 'a' && c <= 'z':
		return rune(c-'a') + 26
	case c >= '0' && c <= '9':
		return rune(c-'0') + 52
	case c == '+':
		return 62
	}
	return 63
}

// ranges returns the line's set.
func (l *dataLine) ranges() charSet {
	l.once.Do(func() {
		reader := dataReader{text: l.text}
		next := rune(0)
		for reader.more() {
			first := next + reader.number()
			last := first + reader.number()
			l.set = append(l.set, first, last)
			next = last + 1
		}
		l.set = l.set.normal()
	})
	return l.set
}

// categoryParts are the categories that are unions of others.
var categoryParts = map[string]string{
	"C": "Cc Cf Cn Co Cs", "L": "Ll Lm Lo Lt Lu", "LC": "Ll Lt Lu", "M": "Mc Me Mn", "N": "Nd Nl No",
	"P": "Pc Pd Pe Pf Pi Po Ps", "S": "Sc Sk Sm So", "Z": "Zl Zp Zs",
}

// propertySet returns the characters that \p{name=value}, or with no value \p{name}, stands for, and whether
// there is such a property (ECMAScript 22.2.1.1 and tables 69 to 71; names are exact).
func propertySet(name, value string, hasValue bool) (charSet, bool) {
	if hasValue {
		switch name {
		case "General_Category", "gc":
			return categorySet(value)
		case "Script", "sc":
			return scriptSet(value, false)
		case "Script_Extensions", "scx":
			return scriptSet(value, true)
		}
		return nil, false
	}
	switch name {
	case "Any":
		return allSet(), true
	case "ASCII":
		return charSet{0, 0x7F}, true
	case "Assigned":
		unassigned, ok := categorySet("Cn")
		return unassigned.invert(), ok
	}
	if set, ok := categorySet(name); ok {
		return set, true
	}
	if line := unicodeIndex()["bin "+name]; line != nil {
		return line.ranges(), true
	}
	return nil, false
}

func categorySet(name string) (charSet, bool) {
	line := unicodeIndex()["gc "+name]
	if line == nil {
		return nil, false
	}
	parts, union := categoryParts[line.names[1]]
	if !union {
		return line.ranges(), true
	}
	line.once.Do(func() {
		for _, part := range strings.Fields(parts) {
			line.set = append(line.set, unicodeIndex()["gc "+part].ranges()...)
		}
		line.set = line.set.normal()
	})
	return line.set, true
}

func scriptSet(name string, extensions bool) (charSet, bool) {
	line := unicodeIndex()["sc "+name]
	if line == nil {
		return nil, false
	}
	set := line.ranges()
	if extensions {
		if changes := unicodeIndex()["scx "+line.names[0]]; changes != nil {
			change := changes.ranges()
			set = set.subtract(change).union(change.subtract(set))
		}
	}
	return set, true
}
