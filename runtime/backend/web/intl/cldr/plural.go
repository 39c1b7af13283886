package cldr

import (
	"strconv"
	"strings"
	"sync"
)

// Operands are what plural rules look at (UTS #35, "Plural Operand Meanings"): the visible decimal digits
// of a number's absolute value, and the exponent of a compact one.
type Operands struct {
	// Integer and Fraction are the digits before and after the decimal mark.
	Integer, Fraction string
	// Exponent is c, the power of ten that a compact form leaves out.
	Exponent int
}

func (o Operands) value(operand byte) (n float64, whole bool) {
	integer, fraction := o.Integer, o.Fraction
	if o.Exponent > 0 {
		for range o.Exponent {
			if fraction != "" {
				integer, fraction = integer+fraction[:1], fraction[1:]
			} else {
				integer += "0"
			}
		}
	}
	short := strings.TrimRight(fraction, "0")
	var text string
	switch operand {
	case 'n':
		text = integer
		if short != "" {
			text += "." + short
		}
	case 'i':
		text = integer
	case 'f':
		text = fraction
	case 't':
		text = short
	case 'v':
		return float64(len(fraction)), true
	case 'w':
		return float64(len(short)), true
	case 'e', 'c':
		return float64(o.Exponent), true
	}
	// Rules look at small moduli only: the last digits of a long number will do.
	if !strings.Contains(text, ".") && len(text) > 15 {
		text = "1" + text[len(text)-14:]
	}
	if text == "" {
		return 0, true
	}
	n, err := strconv.ParseFloat(text, 64)
	return n, err == nil && !strings.Contains(text, ".")
}

type pluralRule struct {
	category string
	// any of all of relations
	or [][]relation
}

type relation struct {
	operand byte
	modulus float64
	not     bool
	ranges  [][2]float64
}

// PluralRules are those of a locale, cardinal or ordinal.
type PluralRules struct {
	rules  []pluralRule
	ranges map[string]string
}

var (
	cardinals    = table("cardinals")
	ordinals     = table("ordinals")
	pluralRanges = table("pluralRanges")
	pluralMu     sync.Mutex
	pluralCache  = map[string]*PluralRules{}
)

// Plurals returns the plural rules of a locale.
func Plurals(locale string, ordinal bool) *PluralRules {
	name := strings.ReplaceAll(locale, "-", "_")
	rules := cardinals()
	if ordinal {
		rules = ordinals()
	}
	for {
		if _, ok := rules[name]; ok {
			break
		}
		if i := strings.LastIndexByte(name, '_'); i > 0 {
			name = name[:i]
			continue
		}
		if next := parent(name); next != "root" {
			name = next
			continue
		}
		break
	}
	key := name
	if ordinal {
		key += " ordinal"
	}
	pluralMu.Lock()
	defer pluralMu.Unlock()
	if p := pluralCache[key]; p != nil {
		return p
	}
	p := &PluralRules{ranges: map[string]string{}}
	for part := range strings.SplitSeq(rules[name], "\t") {
		if category, condition, ok := strings.Cut(part, ":"); ok {
			p.rules = append(p.rules, pluralRule{category, parseCondition(condition)})
		}
	}
	language, _, _ := strings.Cut(name, "_")
	list, ok := pluralRanges()[name]
	if !ok {
		list = pluralRanges()[language]
	}
	for triple := range strings.SplitSeq(list, "\t") {
		if i := strings.LastIndexByte(triple, ','); i > 0 {
			p.ranges[triple[:i]] = triple[i+1:]
		}
	}
	pluralCache[key] = p
	return p
}

// parseCondition reads "v = 0 and i % 10 = 1 or f % 10 != 4,6..9".
func parseCondition(condition string) [][]relation {
	var or [][]relation
	for alternative := range strings.SplitSeq(condition, " or ") {
		var and []relation
		for text := range strings.SplitSeq(alternative, " and ") {
			words := strings.Fields(text)
			if len(words) < 3 {
				continue
			}
			r := relation{operand: words[0][0]}
			words = words[1:]
			if words[0] == "%" {
				r.modulus, _ = strconv.ParseFloat(words[1], 64)
				words = words[2:]
			}
			r.not = words[0] == "!="
			for part := range strings.SplitSeq(strings.Join(words[1:], ""), ",") {
				low, high, ok := strings.Cut(part, "..")
				if !ok {
					high = low
				}
				a, _ := strconv.ParseFloat(low, 64)
				b, _ := strconv.ParseFloat(high, 64)
				r.ranges = append(r.ranges, [2]float64{a, b})
			}
			and = append(and, r)
		}
		or = append(or, and)
	}
	return or
}

func (r relation) holds(o Operands) bool {
	n, whole := o.value(r.operand)
	if r.modulus != 0 {
		n -= float64(int64(n/r.modulus)) * r.modulus
	}
	in := false
	for _, span := range r.ranges {
		in = in || n >= span[0] && n <= span[1] && (whole || span[0] == span[1])
	}
	return in != r.not
}

// Select returns the category of a number: "one", "other".
func (p *PluralRules) Select(o Operands) string {
	for _, rule := range p.rules {
		for _, all := range rule.or {
			holds := true
			for _, r := range all {
				holds = holds && r.holds(o)
			}
			if holds {
				return rule.category
			}
		}
	}
	return "other"
}

// SelectRange returns the category of a range between numbers of two categories.
func (p *PluralRules) SelectRange(start, end string) string {
	if category := p.ranges[start+","+end]; category != "" {
		return category
	}
	return "other"
}

// Categories lists the categories that the rules tell apart, in the order of Node.
func (p *PluralRules) Categories() []string {
	var out []string
	for _, name := range []string{"few", "many", "one", "two", "zero"} {
		for _, rule := range p.rules {
			if rule.category == name {
				out = append(out, name)
			}
		}
	}
	return append(out, "other")
}
