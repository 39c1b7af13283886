package cldr

import (
	"slices"
	"strings"
)

// Tag is a Unicode locale identifier, taken apart (UTS #35, 3.2).
type Tag struct {
	Language, Script, Region string
	Variants                 []string
	// Attributes and Keywords are those of -u-, in its order.
	Attributes []string
	Keywords   []Keyword
	// Others are the extensions but -u-, as they stand after their letter.
	Others []Extension
	// Private is what follows -x-.
	Private string
}

// Keyword is a key of the -u- extension and its type, "" for true.
type Keyword struct{ Key, Type string }

// Extension is any other extension.
type Extension struct {
	Letter byte
	Value  string
}

func isAlpha(s string) bool {
	for i := range len(s) {
		if c := s[i] | 0x20; c < 'a' || c > 'z' {
			return false
		}
	}
	return s != ""
}

func isDigit(s string) bool {
	for i := range len(s) {
		if s[i] < '0' || s[i] > '9' {
			return false
		}
	}
	return s != ""
}

func isAlphanumeric(s string) bool {
	for i := range len(s) {
		if c := s[i]; !(c >= '0' && c <= '9' || c|0x20 >= 'a' && c|0x20 <= 'z') {
			return false
		}
	}
	return s != ""
}

// IsLanguage, IsScript, IsRegion and isVariant report whether s has that subtag's form.
func IsLanguage(s string) bool { return isAlpha(s) && len(s) >= 2 && len(s) <= 8 && len(s) != 4 }
func IsScript(s string) bool   { return len(s) == 4 && isAlpha(s) }
func IsRegion(s string) bool   { return len(s) == 2 && isAlpha(s) || len(s) == 3 && isDigit(s) }
func isVariant(s string) bool {
	return isAlphanumeric(s) && (len(s) >= 5 && len(s) <= 8 || len(s) == 4 && s[0] >= '0' && s[0] <= '9')
}

// IsType reports whether s is a sequence of alphanumeric parts of 3 to 8 characters (a "type").
func IsType(s string) bool {
	for part := range strings.SplitSeq(s, "-") {
		if len(part) < 3 || len(part) > 8 || !isAlphanumeric(part) {
			return false
		}
	}
	return true
}

func isKey(s string) bool  { return len(s) == 2 && isAlphanumeric(s) && isAlpha(s[1:]) }
func isTKey(s string) bool { return len(s) == 2 && isAlpha(s[:1]) && isDigit(s[1:]) }

// Parse takes a tag apart, in the case that it should have but otherwise as it is. ok is false for
// what is no Unicode BCP 47 locale identifier.
func Parse(tag string) (t Tag, ok bool) {
	parts := strings.Split(strings.ToLower(tag), "-")
	if t, parts, ok = parseLanguage(parts); !ok {
		return t, false
	}
	seen := map[byte]bool{}
	for len(parts) > 0 {
		if len(parts[0]) != 1 || !isAlphanumeric(parts[0]) {
			return t, false
		}
		letter := parts[0][0]
		parts = parts[1:]
		if seen[letter] || len(parts) == 0 {
			return t, false
		}
		seen[letter] = true
		if letter == 'x' {
			for _, part := range parts {
				if len(part) > 8 || !isAlphanumeric(part) {
					return t, false
				}
			}
			t.Private = strings.Join(parts, "-")
			return t, true
		}
		end := 0
		for end < len(parts) && len(parts[end]) != 1 {
			if len(parts[end]) < 2 || len(parts[end]) > 8 || !isAlphanumeric(parts[end]) {
				return t, false
			}
			end++
		}
		own := parts[:end]
		parts = parts[end:]
		if len(own) == 0 {
			return t, false
		}
		switch letter {
		case 'u':
			if !t.parseUnicode(own) {
				return t, false
			}
		case 't':
			value, ok := parseTransformed(own)
			if !ok {
				return t, false
			}
			t.Others = append(t.Others, Extension{'t', value})
		default:
			t.Others = append(t.Others, Extension{letter, strings.Join(own, "-")})
		}
	}
	return t, true
}

// parseLanguage reads the part before the extensions.
func parseLanguage(parts []string) (t Tag, rest []string, ok bool) {
	if len(parts) == 0 || !IsLanguage(parts[0]) {
		return t, parts, false
	}
	t.Language, parts = parts[0], parts[1:]
	if len(parts) > 0 && IsScript(parts[0]) {
		t.Script, parts = strings.ToUpper(parts[0][:1])+parts[0][1:], parts[1:]
	}
	if len(parts) > 0 && IsRegion(parts[0]) {
		t.Region, parts = strings.ToUpper(parts[0]), parts[1:]
	}
	for len(parts) > 0 && isVariant(parts[0]) {
		if slices.Contains(t.Variants, parts[0]) {
			return t, parts, false
		}
		t.Variants, parts = append(t.Variants, parts[0]), parts[1:]
	}
	return t, parts, true
}

func (t *Tag) parseUnicode(parts []string) bool {
	for len(parts) > 0 && len(parts[0]) >= 3 {
		t.Attributes, parts = append(t.Attributes, parts[0]), parts[1:]
	}
	for len(parts) > 0 {
		if !isKey(parts[0]) {
			return false
		}
		key := parts[0]
		parts = parts[1:]
		end := 0
		for end < len(parts) && len(parts[end]) >= 3 {
			end++
		}
		if !slices.ContainsFunc(t.Keywords, func(k Keyword) bool { return k.Key == key }) {
			t.Keywords = append(t.Keywords, Keyword{key, strings.Join(parts[:end], "-")})
		}
		parts = parts[end:]
	}
	return true
}

// parseTransformed checks what follows -t- and returns it in canonical form.
func parseTransformed(parts []string) (string, bool) {
	var language string
	if IsLanguage(parts[0]) {
		t, rest, ok := parseLanguage(parts)
		if !ok {
			return "", false
		}
		t.canonicalizeLanguage()
		language, parts = strings.ToLower(t.String()), rest
	}
	var fields []string
	seen := map[string]bool{}
	for len(parts) > 0 {
		if !isTKey(parts[0]) || seen[parts[0]] {
			return "", false
		}
		key := parts[0]
		seen[key] = true
		parts = parts[1:]
		end := 0
		for end < len(parts) && len(parts[end]) >= 3 {
			end++
		}
		if end == 0 {
			return "", false
		}
		value := strings.Join(parts[:end], "-")
		if alias := typeAliases()[key+" "+value]; alias != "" {
			value = alias
		}
		fields = append(fields, key+"-"+value)
		parts = parts[end:]
	}
	slices.Sort(fields)
	if language != "" {
		fields = append([]string{language}, fields...)
	}
	return strings.Join(fields, "-"), len(fields) > 0
}

// BaseName is the tag without its extensions.
func (t Tag) BaseName() string {
	out := t.Language
	if t.Script != "" {
		out += "-" + t.Script
	}
	if t.Region != "" {
		out += "-" + t.Region
	}
	for _, variant := range t.Variants {
		out += "-" + variant
	}
	return out
}

// Keyword returns the type of a key of -u-; ok is false if the tag has none.
func (t Tag) Keyword(key string) (value string, ok bool) {
	for _, k := range t.Keywords {
		if k.Key == key {
			return k.Type, true
		}
	}
	return "", false
}

// SetKeyword gives a key of -u- a type, in the order of keys.
func (t *Tag) SetKeyword(key, value string) {
	keywords := slices.DeleteFunc(slices.Clone(t.Keywords), func(k Keyword) bool { return k.Key == key })
	at := slices.IndexFunc(keywords, func(k Keyword) bool { return k.Key > key })
	if at < 0 {
		at = len(keywords)
	}
	t.Keywords = slices.Insert(keywords, at, Keyword{key, value})
}

func (t Tag) String() string {
	out := t.BaseName()
	type extension struct {
		letter byte
		text   string
	}
	var list []extension
	for _, other := range t.Others {
		list = append(list, extension{other.Letter, "-" + string(other.Letter) + "-" + other.Value})
	}
	if len(t.Attributes)+len(t.Keywords) > 0 {
		text := "-u"
		for _, attribute := range t.Attributes {
			text += "-" + attribute
		}
		for _, k := range t.Keywords {
			text += "-" + k.Key
			if k.Type != "" {
				text += "-" + k.Type
			}
		}
		list = append(list, extension{'u', text})
	}
	slices.SortStableFunc(list, func(a, b extension) int { return int(a.letter) - int(b.letter) })
	for _, e := range list {
		out += e.text
	}
	if t.Private != "" {
		out += "-x-" + t.Private
	}
	return out
}
