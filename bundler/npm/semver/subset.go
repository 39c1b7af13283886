package semver

import "slices"

// Subset reports whether whatever is in the range inner is in outer too, as far as one of outer's alternatives holds all of one of inner's.
func Subset(inner, outer string, options Options) bool {
	left, right := ParseRange(inner, options), ParseRange(outer, options)
	if left == nil || right == nil {
		return false
	}
	return !slices.ContainsFunc(left.sets, func(x []comparator) bool {
		return !slices.ContainsFunc(right.sets, func(y []comparator) bool { return within(x, y) })
	})
}

// within reports whether all comparators of outer follow from those of inner.
func within(inner, outer []comparator) bool {
	return !slices.ContainsFunc(outer, func(o comparator) bool {
		return !o.any && !slices.ContainsFunc(inner, func(i comparator) bool { return i.implies(o) })
	})
}

func (c comparator) implies(o comparator) bool {
	if c.any {
		return false
	}
	if c.operator == "" {
		return o.has(c.version)
	}
	if o.operator == "" || c.operator[0] != o.operator[0] {
		return false
	}
	d := c.version.Compare(o.version)
	if d == 0 {
		return len(c.operator) <= len(o.operator)
	}
	return (d > 0) == (c.operator[0] == '>')
}
