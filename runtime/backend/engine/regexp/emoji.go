package regexp

import (
	"sort"
	"strings"
)

// encodeText makes a map key of code points, surrogates included.
func encodeText(text []rune) string {
	key := make([]byte, 0, 3*len(text))
	for _, c := range text {
		key = append(key, byte(c>>16), byte(c>>8), byte(c))
	}
	return string(key)
}

func decodeText(key string) []rune {
	text := make([]rune, 0, len(key)/3)
	for i := 0; i+2 < len(key); i += 3 {
		text = append(text, rune(key[i])<<16|rune(key[i+1])<<8|rune(key[i+2]))
	}
	return text
}

func foldString(key string) string {
	text := decodeText(key)
	for i, c := range text {
		text[i] = canonicalize(c, true)
	}
	return encodeText(text)
}

const (
	joiner        = 0x200D
	variation     = 0xFE0F
	firstTone     = 0x1F3FB
	firstRegional = 0x1F1E6
	blackFlag     = 0x1F3F4
	tagBase       = 0xE0000
	tagEnd        = 0xE007F
)

// stringProperty returns what a binary property of strings stands for (ECMAScript table 72).
func stringProperty(name string) (contents, bool) {
	result := contents{mayContainStrings: true}
	switch name {
	case "Basic_Emoji":
		result.set = emojiSet("Basic1")
		eachRune(emojiSet("Basic2"), func(c rune) { result.addString(encodeText([]rune{c, variation})) })
	case "Emoji_Keycap_Sequence":
		for _, c := range "#*0123456789" {
			result.addString(encodeText([]rune{c, variation, 0x20E3}))
		}
	case "RGI_Emoji_Modifier_Sequence":
		eachRune(emojiSet("Modifier"), func(c rune) {
			for tone := range rune(5) {
				result.addString(encodeText([]rune{c, firstTone + tone}))
			}
		})
	case "RGI_Emoji_Flag_Sequence":
		codes := unicodeIndex()["emoji Flag"].text
		for i := 0; i+1 < len(codes); i += 2 {
			result.addString(encodeText([]rune{firstRegional + rune(codes[i]-'a'), firstRegional + rune(codes[i+1]-'a')}))
		}
	case "RGI_Emoji_Tag_Sequence":
		tags := unicodeIndex()["emoji Tag"].text
		for i := 0; i+4 < len(tags); i += 5 {
			text := []rune{blackFlag}
			for _, c := range tags[i : i+5] {
				text = append(text, tagBase+c)
			}
			result.addString(encodeText(append(text, tagEnd)))
		}
	case "RGI_Emoji_ZWJ_Sequence":
		addJoined(&result)
	case "RGI_Emoji":
		for _, part := range []string{"Basic_Emoji", "Emoji_Keycap_Sequence", "RGI_Emoji_Modifier_Sequence",
			"RGI_Emoji_Flag_Sequence", "RGI_Emoji_Tag_Sequence", "RGI_Emoji_ZWJ_Sequence"} {
			more, _ := stringProperty(part)
			result.set = result.set.union(more.set)
			for text := range more.strings {
				result.addString(text)
			}
		}
	default:
		return contents{}, false
	}
	return result, true
}

func emojiSet(name string) charSet { return unicodeIndex()["emoji "+name].ranges() }

func eachRune(set charSet, do func(c rune)) {
	for i := 0; i < len(set); i += 2 {
		for c := set[i]; c <= set[i+1]; c++ {
			do(c)
		}
	}
}

// addJoined adds the sequences of the lines that begin with zwj.
func addJoined(result *contents) {
	for line := range strings.Lines(unicodeText) {
		rest, ok := strings.CutPrefix(strings.TrimSuffix(line, "\n"), "zwj ")
		if !ok {
			continue
		}
		head, text, _ := strings.Cut(rest, ":")
		placesText, combinations, _ := strings.Cut(head, " ")
		var places []int
		for _, place := range strings.Split(placesText, ",") {
			if place == "-" {
				break
			}
			n := 0
			for _, digit := range place {
				n = n*10 + int(digit-'0')
			}
			places = append(places, n)
		}
		reader := dataReader{text: text}
		for reader.more() {
			template := make([]rune, reader.number())
			for i := range template {
				template[i] = reader.number()
			}
			for _, combination := range strings.Split(combinations, ",") {
				var text []rune
				from := 0
				for i, place := range places {
					text = append(text, template[from:place]...)
					text = append(text, firstTone+rune(combination[i]-'1'))
					from = place
				}
				result.addString(encodeText(append(text, template[from:]...)))
			}
		}
	}
}

// stringsNode matches the longest of strings and of the set's characters first. The strings are
// arranged by what they begin with: of those that begin alike the longest comes first.
func (p *parser) stringsNode(set charSet, texts map[string]bool) *node {
	list := make([][]rune, 0, len(texts))
	for text := range texts {
		list = append(list, decodeText(text))
	}
	trie := newBranch()
	for _, text := range list {
		trie.add(text)
	}
	built := p.branchNode(trie)
	// A character alone comes after the strings that begin with it, but before the empty string.
	if !trie.end {
		return &node{kind: nodeAlternatives, nodes: []*node{built, {kind: nodeSet, set: set}}}
	}
	trie.end = false
	choices := []*node{{kind: nodeSet, set: set}, {kind: nodeEmpty}}
	if len(trie.next) > 0 {
		choices = append([]*node{p.branchNode(trie)}, choices...)
	}
	return &node{kind: nodeAlternatives, nodes: choices}
}

// branch is a node of a trie of strings.
type branch struct {
	next map[rune]*branch
	end  bool
}

func newBranch() *branch { return &branch{next: map[rune]*branch{}} }

func (b *branch) add(text []rune) {
	for _, c := range text {
		if b.next[c] == nil {
			b.next[c] = newBranch()
		}
		b = b.next[c]
	}
	b.end = true
}

// key says what follows, so that characters with the same continuations share one.
func (b *branch) key() string {
	var result strings.Builder
	if b.end {
		result.WriteByte('.')
	}
	points := b.points()
	for _, c := range points {
		result.WriteString(encodeText([]rune{c}))
		result.WriteByte('(')
		result.WriteString(b.next[c].key())
		result.WriteByte(')')
	}
	return result.String()
}

func (b *branch) points() []rune {
	points := make([]rune, 0, len(b.next))
	for c := range b.next {
		points = append(points, c)
	}
	sort.Slice(points, func(i, j int) bool { return points[i] < points[j] })
	return points
}

func (p *parser) branchNode(b *branch) *node {
	type shared struct {
		set  charSet
		tail *branch
	}
	var groups []*shared
	byKey := map[string]*shared{}
	for _, c := range b.points() {
		key := b.next[c].key()
		group := byKey[key]
		if group == nil {
			group = &shared{tail: b.next[c]}
			byKey[key] = group
			groups = append(groups, group)
		}
		group.set = group.set.add(c, c)
	}
	var choices []*node
	for _, group := range groups {
		set := group.set.normal()
		if p.ignoreCase {
			set = set.closeOver(true)
		}
		head := &node{kind: nodeSet, set: set}
		if len(group.tail.next) == 0 {
			choices = append(choices, head)
			continue
		}
		choices = append(choices, sequence([]*node{head, p.branchNode(group.tail)}))
	}
	if b.end {
		choices = append(choices, &node{kind: nodeEmpty})
	}
	if len(choices) == 0 {
		return &node{kind: nodeEmpty}
	}
	return &node{kind: nodeAlternatives, nodes: choices}
}
