package diag

import (
	"slices"
	"strings"
)

// Nearest returns the candidate that name was most probably meant to be, or "" when none is close. Case does not
// count; the beginning of a candidate means it; a swap of neighbouring letters counts as one mistake; about a third of
// the letters may be wrong. Of equally near candidates the first in alphabetical order wins.
func Nearest(name string, candidates []string) string {
	sorted := slices.Sorted(slices.Values(candidates))
	wanted := []rune(strings.ToLower(name))
	if len(wanted) >= 3 {
		for _, candidate := range sorted {
			if strings.HasPrefix(strings.ToLower(candidate), string(wanted)) {
				return candidate
			}
		}
	}
	best, bestDistance := "", len(name)/3+2
	if len(name) <= 2 {
		bestDistance = len(name) + 1
	}
	for _, candidate := range sorted {
		letters := []rune(strings.ToLower(candidate))
		if d := distance(wanted, letters); d < bestDistance && d < len(letters) {
			best, bestDistance = candidate, d
		}
	}
	return best
}

// DidYouMean returns `did you mean "x"?` for the nearest candidate, or "".
func DidYouMean(name string, candidates []string) string {
	if near := Nearest(name, candidates); near != "" {
		return `did you mean "` + near + `"?`
	}
	return ""
}

// distance is the optimal string alignment distance: insertions, deletions, substitutions, swaps of neighbours.
func distance(a, b []rune) int {
	const longest = 64 // names are short; this keeps hostile ones cheap
	if len(a) > longest || len(b) > longest {
		return longest
	}
	rows := make([][]int, len(a)+1)
	for i := range rows {
		rows[i] = make([]int, len(b)+1)
		rows[i][0] = i
	}
	for j := range rows[0] {
		rows[0][j] = j
	}
	for i := 1; i <= len(a); i++ {
		for j := 1; j <= len(b); j++ {
			cost := 1
			if a[i-1] == b[j-1] {
				cost = 0
			}
			rows[i][j] = min(rows[i-1][j]+1, rows[i][j-1]+1, rows[i-1][j-1]+cost)
			if i > 1 && j > 1 && a[i-1] == b[j-2] && a[i-2] == b[j-1] {
				rows[i][j] = min(rows[i][j], rows[i-2][j-2]+1)
			}
		}
	}
	return rows[len(a)][len(b)]
}
