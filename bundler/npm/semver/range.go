package semver

import (
	"slices"
	"strings"
	"sync"
)

// Options say how ranges are read.
type Options struct {
	// Loose lets in what old packages write; npm itself reads the ranges of dependencies so.
	Loose bool
	// Prerelease lets prereleases fit as other versions do, as npm compares engines.
	Prerelease bool
}

// Loose is how npm reads the ranges of dependencies.
var Loose = Options{Loose: true}

// comparator is one of a range's conditions; one without a version lets every one in.
type comparator struct {
	operator string // "", "<", "<=", ">", ">="
	version  Version
	any      bool
}

// Range is what a version must be in: in one of the sets, with all its comparators.
type Range struct {
	sets    [][]comparator
	options Options
}

type cacheKey struct {
	text    string
	options Options
}

var cache sync.Map // cacheKey to *Range; nil for what is no range

// ParseRange reads a range; nil for what is none.
func ParseRange(text string, options Options) *Range {
	key := cacheKey{text, options}
	if found, has := cache.Load(key); has {
		return found.(*Range)
	}
	r := parseRange(text, options)
	cache.Store(key, r)
	return r
}

// Satisfies reports whether a version is in a range; what is no version or range is not.
func Satisfies(version, text string, options Options) bool {
	r := ParseRange(text, options)
	if r == nil {
		return false
	}
	v, valid := parse(strings.TrimSpace(version), options.Loose)
	return valid && r.Has(v)
}

// Has reports whether a version is in the range.
func (r *Range) Has(v Version) bool {
	return slices.ContainsFunc(r.sets, func(set []comparator) bool { return r.options.fits(set, v) })
}

func (o Options) fits(set []comparator, v Version) bool {
	for _, c := range set {
		if !c.has(v) {
			return false
		}
	}
	if len(v.Pre) == 0 || o.Prerelease {
		return true
	}
	// A prerelease fits only where the range names one of the same version.
	return slices.ContainsFunc(set, func(c comparator) bool {
		return !c.any && len(c.version.Pre) > 0 && c.version.Major == v.Major && c.version.Minor == v.Minor && c.version.Patch == v.Patch
	})
}

func (c comparator) has(v Version) bool {
	if c.any {
		return true
	}
	d := v.Compare(c.version)
	switch c.operator {
	case "<":
		return d < 0
	case "<=":
		return d <= 0
	case ">":
		return d > 0
	case ">=":
		return d >= 0
	}
	return d == 0
}

// String is the comparator as npm writes it.
func (c comparator) String() string {
	if c.any {
		return ""
	}
	return c.operator + c.version.String()
}

// String is the range as npm writes it, with only comparators left.
func (r *Range) String() string {
	var sets []string
	for _, set := range r.sets {
		var words []string
		for _, c := range set {
			words = append(words, c.String())
		}
		sets = append(sets, strings.Join(words, " "))
	}
	return strings.Join(sets, "||")
}

// Intersects reports whether a version can be in both ranges.
func Intersects(a, b string, options Options) bool {
	left, right := ParseRange(a, options), ParseRange(b, options)
	if left == nil || right == nil {
		return false
	}
	return slices.ContainsFunc(left.sets, func(x []comparator) bool {
		return options.satisfiable(x) && slices.ContainsFunc(right.sets, func(y []comparator) bool {
			if !options.satisfiable(y) {
				return false
			}
			for _, c := range x {
				for _, d := range y {
					if !options.meet(c, d) {
						return false
					}
				}
			}
			return true
		})
	})
}

func (o Options) satisfiable(set []comparator) bool {
	for i, c := range set {
		for _, d := range set[:i] {
			if !o.meet(c, d) {
				return false
			}
		}
	}
	return true
}

// meet reports whether a version can fit both comparators.
func (o Options) meet(c, d comparator) bool {
	switch {
	case c.any:
		return true
	case c.operator == "":
		return o.fits([]comparator{d}, c.version)
	case d.any:
		return true
	case d.operator == "":
		return o.fits([]comparator{c}, d.version)
	}
	for _, x := range []comparator{c, d} {
		if o.Prerelease && x.String() == "<0.0.0-0" || !o.Prerelease && strings.HasPrefix(x.String(), "<0.0.0") {
			return false
		}
	}
	if c.operator[0] == d.operator[0] {
		return true
	}
	difference := c.version.Compare(d.version)
	switch {
	case difference == 0:
		return strings.HasSuffix(c.operator, "=") && strings.HasSuffix(d.operator, "=")
	case difference < 0:
		return c.operator[0] == '>'
	}
	return c.operator[0] == '<'
}
