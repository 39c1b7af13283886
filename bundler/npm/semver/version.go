// Package semver compares versions and ranges of npm packages exactly as npm's own semver package does, loose forms included.
//
// Whatever reads package.json or lock files may import it; it imports nothing of the project.
package semver

import (
	"cmp"
	"slices"
	"strconv"
	"strings"
)

// Version is a version; build metadata is left out.
type Version struct {
	Major, Minor, Patch uint64
	// Pre are the identifiers after the hyphen; there are none in a release.
	Pre []Identifier
}

// Identifier is one of a prerelease's: a number, or Text when that is not empty.
type Identifier struct {
	Number uint64
	Text   string
}

const (
	maxLength = 256
	maxSafe   = 1<<53 - 1
)

// Parse reads a version in npm's loose form: "v1.2.3", "1.2.3beta" and "=1.02.3" count.
func Parse(text string) (Version, bool) { return parse(strings.TrimSpace(text), true) }

// Valid reports whether text is a version in the loose form.
func Valid(text string) bool {
	_, valid := Parse(text)
	return valid
}

func parse(text string, loose bool) (v Version, valid bool) {
	if len(text) > maxLength {
		return v, false
	}
	if loose {
		text = strings.TrimLeft(text, "v= \t\n\r")
	} else {
		text = strings.TrimPrefix(text, "v")
	}
	for i, part := range []*uint64{&v.Major, &v.Minor, &v.Patch} {
		digits := len(text) - len(strings.TrimLeft(text, "0123456789"))
		number, err := strconv.ParseUint(text[:digits], 10, 64)
		if err != nil || number > maxSafe || !loose && digits > 1 && text[0] == '0' {
			return v, false
		}
		*part = number
		text = text[digits:]
		if i < 2 {
			if !strings.HasPrefix(text, ".") {
				return v, false
			}
			text = text[1:]
		}
	}
	pre, build, hasBuild := strings.Cut(text, "+")
	if hasBuild && !identifiers(build) {
		return v, false
	}
	if pre == "" {
		return v, true
	}
	if rest, hyphen := strings.CutPrefix(pre, "-"); hyphen && (identifiers(rest) || !loose) {
		pre = rest
	} else if !loose {
		return v, false
	}
	if !identifiers(pre) {
		return v, false
	}
	for field := range strings.SplitSeq(pre, ".") {
		id := Identifier{Text: field}
		if strings.Trim(field, "0123456789") == "" {
			if !loose && len(field) > 1 && field[0] == '0' {
				return v, false
			}
			if number, err := strconv.ParseUint(field, 10, 64); err == nil && number < maxSafe {
				id = Identifier{Number: number}
			}
		}
		v.Pre = append(v.Pre, id)
	}
	return v, true
}

// identifiers reports whether text is made of them, with dots between.
func identifiers(text string) bool {
	for field := range strings.SplitSeq(text, ".") {
		if field == "" {
			return false
		}
		for i := range len(field) {
			c := field[i]
			if !(c >= '0' && c <= '9' || c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c == '-') {
				return false
			}
		}
	}
	return true
}

// String is the version as it is written.
func (v Version) String() string {
	text := strconv.FormatUint(v.Major, 10) + "." + strconv.FormatUint(v.Minor, 10) + "." + strconv.FormatUint(v.Patch, 10)
	for i, id := range v.Pre {
		text += map[bool]string{true: "-", false: "."}[i == 0]
		if id.Text != "" {
			text += id.Text
		} else {
			text += strconv.FormatUint(id.Number, 10)
		}
	}
	return text
}

// Compare is negative if v is before w, and positive if after.
func (v Version) Compare(w Version) int {
	if c := cmp.Or(cmp.Compare(v.Major, w.Major), cmp.Compare(v.Minor, w.Minor), cmp.Compare(v.Patch, w.Patch)); c != 0 {
		return c
	}
	switch {
	case len(v.Pre) == 0 && len(w.Pre) == 0:
		return 0
	case len(v.Pre) == 0:
		return 1
	case len(w.Pre) == 0:
		return -1
	}
	return slices.CompareFunc(v.Pre, w.Pre, func(a, b Identifier) int {
		switch {
		case a.Text == "" && b.Text == "":
			return cmp.Compare(a.Number, b.Number)
		case a.Text == "":
			return -1
		case b.Text == "":
			return 1
		}
		return strings.Compare(a.Text, b.Text)
	})
}

// Compare compares two versions; what is none comes before all that are.
func Compare(a, b string) int {
	v, left := Parse(a)
	w, right := Parse(b)
	if !left || !right {
		return cmp.Compare(map[bool]int{true: 1}[left], map[bool]int{true: 1}[right])
	}
	return v.Compare(w)
}
