package update

import (
	"cmp"
	"regexp"
	"strings"
)

var versionPattern = regexp.MustCompile(`^(0|[1-9]\d{0,15})\.(0|[1-9]\d{0,15})\.(0|[1-9]\d{0,15})(-[0-9A-Za-z-]+(\.[0-9A-Za-z-]+)*)?(\+[0-9A-Za-z-]+(\.[0-9A-Za-z-]+)*)?$`)

// ValidVersion reports whether text is a semantic version of at most 128 characters.
func ValidVersion(text string) bool { return len(text) <= 128 && versionPattern.MatchString(text) }

// CompareVersions orders two semantic versions as semver.org does: -1 if a is older than b, 1 if it is newer, 0 if they are of the same rank, as
// versions that differ in their build (+...) are. What is no version is older than all that are.
func CompareVersions(a, b string) int {
	if okA, okB := ValidVersion(a), ValidVersion(b); !okA || !okB {
		return cmp.Compare(rank(okA), rank(okB))
	}
	a, _, _ = strings.Cut(a, "+")
	b, _, _ = strings.Cut(b, "+")
	coreA, preA, isPreA := strings.Cut(a, "-")
	coreB, preB, isPreB := strings.Cut(b, "-")
	if order := compareIdentifiers(coreA, coreB); order != 0 {
		return order
	}
	if !isPreA || !isPreB {
		return cmp.Compare(rank(!isPreA), rank(!isPreB))
	}
	return compareIdentifiers(preA, preB)
}

func rank(high bool) int {
	if high {
		return 1
	}
	return 0
}

// compareIdentifiers compares what stands between dots: numbers by size and before words, words by their bytes; more is newer.
func compareIdentifiers(a, b string) int {
	listA, listB := strings.Split(a, "."), strings.Split(b, ".")
	for i := range min(len(listA), len(listB)) {
		x, y := listA[i], listB[i]
		numberX, numberY := isNumber(x), isNumber(y)
		order := 0
		switch {
		case numberX && numberY:
			x, y = strings.TrimLeft(x, "0"), strings.TrimLeft(y, "0")
			order = cmp.Or(cmp.Compare(len(x), len(y)), cmp.Compare(x, y))
		case numberX != numberY:
			order = cmp.Compare(rank(!numberX), rank(!numberY))
		default:
			order = cmp.Compare(x, y)
		}
		if order != 0 {
			return order
		}
	}
	return cmp.Compare(len(listA), len(listB))
}

func isNumber(text string) bool { return strings.Trim(text, "0123456789") == "" }
