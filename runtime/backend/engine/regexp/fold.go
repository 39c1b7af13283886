package regexp

import "sync"

// caseTable maps characters to what stands for all that are equal to them when case is ignored.
type caseTable struct {
	to    map[rune]rune
	group map[rune][]rune // by what stands for the group: its members
}

func readCases(name string) *caseTable {
	table := &caseTable{to: map[rune]rune{}, group: map[rune][]rune{}}
	reader := dataReader{text: unicodeIndex()[name].text}
	at := rune(0)
	for reader.more() {
		at += reader.number()
		to := at + reader.signed()
		table.to[at] = to
		if table.group[to] == nil {
			table.group[to] = []rune{to}
		}
		table.group[to] = append(table.group[to], at)
	}
	return table
}

var (
	foldCases  = sync.OnceValue(func() *caseTable { return readCases("fold") })
	upperCases = sync.OnceValue(func() *caseTable { return readCases("upper") })
)

func casesFor(unicode bool) *caseTable {
	if unicode {
		return foldCases()
	}
	return upperCases()
}

// canonicalize is the specification's Canonicalize when case is ignored (22.2.2.7.3): characters
// are equal if what it returns is. With unicode it is simple case folding, else toUpperCase.
func canonicalize(c rune, unicode bool) rune {
	if c < 0x80 {
		if c >= 'A' && c <= 'Z' && unicode {
			// What stands for a group is its first member, which is the capital.
			return c
		}
		if c >= 'a' && c <= 'z' {
			return c - ('a' - 'A')
		}
		return c
	}
	if to, ok := casesFor(unicode).to[c]; ok {
		return to
	}
	return c
}

// closeOver adds to a set all characters that are equal to one of it when case is ignored.
func (s charSet) closeOver(unicode bool) charSet {
	if len(s) == 2 && s[0] == 0 && s[1] == maxRune {
		return s
	}
	result := append(charSet(nil), s...)
	if n := len(s); n == 0 || s[n-1] < 0x80 && !unicode {
		return closeASCII(result)
	}
	if count(s) <= 256 {
		table := casesFor(unicode)
		for i := 0; i < len(s); i += 2 {
			for c := s[i]; c <= s[i+1]; c++ {
				to, ok := table.to[c]
				if !ok {
					to = c
				}
				for _, member := range table.group[to] {
					result = append(result, member, member)
				}
			}
		}
		return result.normal()
	}
	for _, group := range casesFor(unicode).group {
		for _, c := range group {
			if s.contains(c) {
				for _, member := range group {
					result = append(result, member, member)
				}
				break
			}
		}
	}
	return result.normal()
}

func closeASCII(s charSet) charSet {
	for i, n := 0, len(s); i < n; i += 2 {
		if first, last := max(s[i], 'a'), min(s[i+1], 'z'); first <= last {
			s = append(s, first-32, last-32)
		}
		if first, last := max(s[i], 'A'), min(s[i+1], 'Z'); first <= last {
			s = append(s, first+32, last+32)
		}
	}
	return s.normal()
}

func count(s charSet) (n int) {
	for i := 0; i < len(s); i += 2 {
		n += int(s[i+1]-s[i]) + 1
	}
	return n
}

// foldSet replaces each character by its case folding's representative (MaybeSimpleCaseFolding, 22.2.2.9.5).
func (s charSet) foldSet() charSet {
	table := foldCases()
	result := s
	var changed []rune
	for c := range table.to {
		if s.contains(c) {
			changed = append(changed, c, c)
		}
	}
	if len(changed) == 0 {
		return s
	}
	result = s.subtract(charSet(changed).normal())
	var to charSet
	for i := 0; i < len(changed); i += 2 {
		to = append(to, table.to[changed[i]], table.to[changed[i]])
	}
	return result.union(to.normal())
}

// foldedAll is every character that is its own representative.
func foldedAll() charSet { return allSet().foldSet() }
