package semver

import (
	"regexp"
	"strconv"
	"strings"
)

// grammar are the expressions of npm's semver that take a range apart, in the strict or the loose form.
type grammar struct {
	hyphen, tilde, caret, xrange, comparator *regexp.Regexp
}

const build = `(?:\+([a-zA-Z0-9-]+(?:\.[a-zA-Z0-9-]+)*))`

var (
	strictGrammar = newGrammar(`0|[1-9]\d*`, `-`, `v?`)
	looseGrammar  = newGrammar(`\d+`, `-?`, `[v=\s]*`)
	builds        = regexp.MustCompile(build)
	comparators   = regexp.MustCompile(`(\s*)((?:<|>)?=?)\s*(` + plain(`\d+`, `-?`, `[v=\s]*`) + `|` + xplain(`0|[1-9]\d*`, `-`) + `)`)
	tildeSpace    = regexp.MustCompile(`(\s*)(?:~>?)\s+`)
	caretSpace    = regexp.MustCompile(`(\s*)\^\s+`)
	spaces        = regexp.MustCompile(`\s+`)
	star          = regexp.MustCompile(`(<|>)?=?\s*\*`)
)

func prerelease(number, hyphen string) string {
	id := `(?:\d*[a-zA-Z-][a-zA-Z0-9-]*|` + number + `)`
	return `(?:` + hyphen + `(` + id + `(?:\.` + id + `)*))`
}

func plain(number, hyphen, lead string) string {
	return lead + `(` + number + `)\.(` + number + `)\.(` + number + `)` + prerelease(number, hyphen) + `?` + build + `?`
}

func xplain(number, hyphen string) string {
	x := `(` + number + `|x|X|\*)`
	return `[v=\s]*` + x + `(?:\.` + x + `(?:\.` + x + `(?:` + prerelease(number, hyphen) + `)?` + build + `?)?)?`
}

func newGrammar(number, hyphen, lead string) *grammar {
	x := xplain(number, hyphen)
	return &grammar{
		hyphen:     regexp.MustCompile(`^\s*(` + x + `)\s+-\s+(` + x + `)\s*$`),
		tilde:      regexp.MustCompile(`^(?:~>?)` + x + `$`),
		caret:      regexp.MustCompile(`^\^` + x + `$`),
		xrange:     regexp.MustCompile(`^((?:<|>)?=?)\s*` + x + `$`),
		comparator: regexp.MustCompile(`^((?:<|>)?=?)\s*(` + plain(number, hyphen, lead) + `)$|^$`),
	}
}

func parseRange(text string, options Options) *Range {
	r := &Range{options: options}
	text = strings.Join(strings.Fields(text), " ")
	if set := simple(text); set != nil && !options.Prerelease {
		r.sets = [][]comparator{set}
		return r
	}
	for part := range strings.SplitSeq(text, "||") {
		set, valid := options.set(strings.TrimSpace(part))
		if !valid {
			return nil
		}
		if len(set) > 0 {
			r.sets = append(r.sets, set)
		}
	}
	if len(r.sets) == 0 {
		return nil
	}
	if len(r.sets) > 1 {
		first := r.sets[0]
		var sets [][]comparator
		for _, set := range r.sets {
			if set[0].String() != "<0.0.0-0" {
				sets = append(sets, set)
			}
		}
		if len(sets) == 0 {
			sets = [][]comparator{first}
		}
		for _, set := range sets {
			if len(sets) > 1 && len(set) == 1 && set[0].any {
				sets = [][]comparator{set}
				break
			}
		}
		r.sets = sets
	}
	return r
}

// simple reads the forms that nearly all ranges have, for speed: 1.2.3, ^1.2.3 and ~1.2.3.
func simple(text string) []comparator {
	operator := ""
	if text != "" && (text[0] == '^' || text[0] == '~') {
		operator, text = text[:1], text[1:]
	}
	if text == "" || text[0] < '0' || text[0] > '9' || strings.Trim(text, "0123456789.") != "" {
		return nil
	}
	v, valid := parse(text, false)
	if !valid {
		return nil
	}
	top := Version{Major: v.Major, Minor: v.Minor + 1, Pre: []Identifier{{}}}
	switch {
	case operator == "":
		return []comparator{{version: v}}
	case operator == "~":
	case v.Major > 0:
		top.Major, top.Minor = v.Major+1, 0
	case v.Minor == 0:
		top.Minor, top.Patch = 0, v.Patch+1
	}
	lower := comparator{operator: ">=", version: v}
	if v.Major == 0 && v.Minor == 0 && v.Patch == 0 {
		return []comparator{{operator: "<", version: top}}
	}
	return []comparator{lower, {operator: "<", version: top}}
}

// set reads the comparators between two "||".
func (o Options) set(text string) ([]comparator, bool) {
	g := strictGrammar
	if o.Loose {
		g = looseGrammar
	}
	text = builds.ReplaceAllString(text, "")
	if m := g.hyphen.FindStringSubmatch(text); m != nil {
		text = o.between(m)
	}
	text = comparators.ReplaceAllString(text, "$1$2$3")
	text = tildeSpace.ReplaceAllString(text, "$1~")
	text = caretSpace.ReplaceAllString(text, "$1^")
	var words []string
	for word := range strings.SplitSeq(text, " ") {
		words = append(words, o.desugar(g, word))
	}
	var set []comparator
	seen := map[string]int{}
	var none *comparator
	for _, word := range spaces.Split(strings.Join(words, " "), -1) {
		if !o.Prerelease && word == ">=0.0.0" || o.Prerelease && word == ">=0.0.0-0" {
			word = ""
		}
		m := g.comparator.FindStringSubmatch(word)
		if m == nil {
			if o.Loose {
				continue
			}
			return nil, false
		}
		c := comparator{operator: strings.TrimPrefix(m[1], "=")}
		if m[1] == ">=" || m[1] == "<=" {
			c.operator = m[1]
		}
		if m[2] == "" {
			c.any = true
		} else {
			var valid bool
			if c.version, valid = parse(strings.TrimSpace(m[2]), o.Loose); !valid {
				return nil, false
			}
		}
		name := c.String()
		if name == "<0.0.0-0" && none == nil {
			none = &c
		}
		if _, had := seen[name]; !had {
			seen[name] = len(set)
			set = append(set, c)
		}
	}
	if none != nil {
		return []comparator{*none}, true
	}
	if i, has := seen[""]; has && len(set) > 1 {
		set = append(set[:i:i], set[i+1:]...)
	}
	return set, true
}

func isX(id string) bool { return id == "" || id == "x" || id == "X" || id == "*" }

// up is the number after the one that is written.
func up(digits string) string {
	number, err := strconv.ParseUint(digits, 10, 64)
	if err != nil {
		return "9007199254740992" // beyond what a version may have: the comparator is invalid, as npm has it
	}
	return strconv.FormatUint(number+1, 10)
}

// between turns "1.2 - 3.4" into comparators.
func (o Options) between(m []string) string {
	from, fM, fm, fp, fpr := m[1], m[2], m[3], m[4], m[5]
	to, tM, tm, tp, tpr := m[7], m[8], m[9], m[10], m[11]
	zero := ""
	if o.Prerelease {
		zero = "-0"
	}
	switch {
	case isX(fM):
		from = ""
	case isX(fm):
		from = ">=" + fM + ".0.0" + zero
	case isX(fp):
		from = ">=" + fM + "." + fm + ".0" + zero
	case fpr != "":
		from = ">=" + from
	default:
		from = ">=" + from + zero
	}
	switch {
	case isX(tM):
		to = ""
	case isX(tm):
		to = "<" + up(tM) + ".0.0-0"
	case isX(tp):
		to = "<" + tM + "." + up(tm) + ".0-0"
	case tpr != "":
		to = "<=" + tM + "." + tm + "." + tp + "-" + tpr
	case o.Prerelease:
		to = "<" + tM + "." + tm + "." + up(tp) + "-0"
	default:
		to = "<=" + to
	}
	return strings.TrimSpace(from + " " + to)
}

// desugar turns one word, with ^, ~ and x, into comparators.
func (o Options) desugar(g *grammar, word string) string {
	word = builds.ReplaceAllString(word, "")
	zero := ""
	if o.Prerelease {
		zero = "-0"
	}
	if m := g.caret.FindStringSubmatch(word); m != nil {
		word = caret(m[1], m[2], m[3], m[4], zero)
	}
	var words []string
	for _, part := range split(word) {
		if m := g.tilde.FindStringSubmatch(part); m != nil {
			part = tilde(m[1], m[2], m[3], m[4], zero)
		}
		words = append(words, part)
	}
	var done []string
	for _, part := range split(strings.Join(words, " ")) {
		if m := g.xrange.FindStringSubmatch(part); m != nil {
			part = xrange(part, m[1], m[2], m[3], m[4], zero)
		}
		done = append(done, part)
	}
	joined := strings.TrimSpace(strings.Join(done, " "))
	if at := star.FindStringIndex(joined); at != nil {
		joined = joined[:at[0]] + joined[at[1]:]
	}
	return joined
}

// split is the words of a text; of an empty one, the empty word.
func split(text string) []string {
	if fields := strings.Fields(text); len(fields) > 0 {
		return fields
	}
	return []string{""}
}

func tilde(M, m, p, pre, zero string) string {
	switch {
	case isX(M):
		return ""
	case isX(m):
		return ">=" + M + ".0.0" + zero + " <" + up(M) + ".0.0-0"
	case isX(p):
		return ">=" + M + "." + m + ".0" + zero + " <" + M + "." + up(m) + ".0-0"
	case pre != "":
		return ">=" + M + "." + m + "." + p + "-" + pre + " <" + M + "." + up(m) + ".0-0"
	}
	return ">=" + M + "." + m + "." + p + " <" + M + "." + up(m) + ".0-0"
}

func caret(M, m, p, pre, zero string) string {
	switch {
	case isX(M):
		return ""
	case isX(m):
		return ">=" + M + ".0.0" + zero + " <" + up(M) + ".0.0-0"
	case isX(p) && M == "0":
		return ">=" + M + "." + m + ".0" + zero + " <" + M + "." + up(m) + ".0-0"
	case isX(p):
		return ">=" + M + "." + m + ".0" + zero + " <" + up(M) + ".0.0-0"
	}
	from := ">=" + M + "." + m + "." + p
	if pre != "" {
		from += "-" + pre
	}
	switch {
	case M == "0" && m == "0":
		return from + " <" + M + "." + m + "." + up(p) + "-0"
	case M == "0":
		return from + " <" + M + "." + up(m) + ".0-0"
	}
	return from + " <" + up(M) + ".0.0-0"
}

func xrange(whole, operator, M, m, p, zero string) string {
	if isX(M) && !isX(m) || isX(m) && p != "" && !isX(p) {
		return whole
	}
	xM := isX(M)
	xm := xM || isX(m)
	xp := xm || isX(p)
	if operator == "=" && xp {
		operator = ""
	}
	switch {
	case xM && (operator == ">" || operator == "<"):
		return "<0.0.0-0"
	case xM:
		return "*"
	case operator != "" && xp:
		if xm {
			m = "0"
		}
		p = "0"
		switch operator {
		case ">":
			operator = ">="
			if xm {
				M, m = up(M), "0"
			} else {
				m = up(m)
			}
		case "<=":
			operator = "<"
			if xm {
				M = up(M)
			} else {
				m = up(m)
			}
		}
		if operator == "<" {
			zero = "-0"
		}
		return operator + M + "." + m + "." + p + zero
	case xm:
		return ">=" + M + ".0.0" + zero + " <" + up(M) + ".0.0-0"
	case xp:
		return ">=" + M + "." + m + ".0" + zero + " <" + M + "." + up(m) + ".0-0"
	}
	return whole
}
