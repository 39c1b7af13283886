package shape

import (
	"regexp"
	"strconv"
	"strings"
	"sync"

	"github.com/dop251/goja"
	"github.com/dop251/goja/unistring"

	table "github.com/deskjs/deskjs/bridge/shape"
)

// node is a table's node, ready to be held against values.
type node struct {
	at   int // in the table
	kind table.Kind
	of   []*node

	keys           []unistring.String
	optional       []bool
	index          [][2]*node
	required, rest int
	class          string
	strings        map[string]bool  // of a Literal
	literals       map[string]bool  // its bigints and booleans, by literalKey
	numbers        map[float64]bool // numbers
	pattern        func() *regexp.Regexp
	tag            unistring.String
	byTag          map[string]*node // of a union: its objects by the key of their literal
	byText         map[string]*node // those whose literal is a string
	untagged       []*node          // the rest
	// later says that it has functions and streams in it whose results and items are to be checked when they come.
	later bool
}

// literalKey tells literals of different types apart.
func literalKey(kind, text string) string { return kind + " " + text }

// compile readies all nodes of a table, which has been decoded and so is whole.
func compile(t *table.Table) []*node {
	nodes := make([]*node, len(t.Shapes))
	for i := range nodes {
		nodes[i] = &node{at: i}
	}
	for i := range t.Shapes {
		from, n := &t.Shapes[i], nodes[i]
		n.kind, n.required, n.rest, n.class = from.Kind, from.Required, from.Rest, from.Class
		for _, at := range from.Of {
			n.of = append(n.of, nodes[at])
		}
		for _, key := range from.Keys {
			n.keys = append(n.keys, unistring.NewFromString(key))
		}
		n.optional = make([]bool, len(from.Keys))
		for _, at := range from.Optional {
			n.optional[at] = true
		}
		for _, pair := range from.Index {
			n.index = append(n.index, [2]*node{nodes[pair[0]], nodes[pair[1]]})
		}
		if from.Kind == table.Template {
			n.pattern = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(from.Pattern) })
		}
		if from.Kind == table.Literal {
			n.compileLiteral(from)
		}
	}
	for i := range t.Shapes {
		if nodes[i].kind == table.Union && t.Shapes[i].Tag != "" {
			nodes[i].compileTag(t, i)
		}
	}
	markLater(nodes)
	return nodes
}

// markLater sets later.
func markLater(nodes []*node) {
	for changed := true; changed; {
		changed = false
		for _, n := range nodes {
			if !n.later && n.isLater() {
				n.later, changed = true, true
			}
		}
	}
}

func (n *node) isLater() bool {
	for _, of := range n.of {
		if of.later || (n.kind == table.Function || n.kind == table.Stream) && of.kind != table.Any {
			return true
		}
	}
	for _, pair := range n.index {
		if pair[1].later {
			return true
		}
	}
	return false
}

func (n *node) compileLiteral(from *table.Node) {
	n.strings, n.literals, n.numbers = map[string]bool{}, map[string]bool{}, map[float64]bool{}
	for _, value := range from.Values {
		if from.Type == "number" {
			if number, err := strconv.ParseFloat(value, 64); err == nil {
				n.numbers[number] = true
			}
			continue
		}
		if from.Type == "string" {
			n.strings[value] = true
			continue
		}
		n.literals[literalKey(from.Type, value)] = true
	}
}

// compileTag finds the member that tells the objects of a union apart. If it does not after all, they are tried in turn.
func (n *node) compileTag(t *table.Table, at int) {
	byTag := map[string]*node{}
	var untagged []*node
	name := t.Shapes[at].Tag
	for _, of := range t.Shapes[at].Of {
		alternative := &t.Shapes[of]
		if alternative.Kind != table.Object {
			untagged = append(untagged, n.of[indexOf(t.Shapes[at].Of, of)])
			continue
		}
		member := indexOf(alternative.Keys, name)
		if member < 0 {
			return
		}
		for _, key := range tagKeys(t, alternative.Of[member]) {
			if byTag[key] != nil {
				return
			}
			byTag[key] = n.of[indexOf(t.Shapes[at].Of, of)]
		}
	}
	n.tag, n.byTag, n.byText, n.untagged = unistring.NewFromString(name), byTag, map[string]*node{}, untagged
	for key, of := range byTag {
		if text, ok := strings.CutPrefix(key, literalKey("string", "")); ok {
			n.byText[text] = of
		}
	}
}

// tagged is the object of a union that has the tag; nil if there is none.
func (n *node) tagged(tag goja.Value) *node {
	if tag != nil && goja.IsString(tag) {
		return n.byText[tag.String()]
	}
	return n.byTag[keyOf(tag)]
}

// tagKeys are the keys of the literals of a node.
func tagKeys(t *table.Table, at int) []string {
	n := &t.Shapes[at]
	var keys []string
	switch n.Kind {
	case table.Null:
		return []string{literalKey("null", "")}
	case table.Boolean:
		return []string{literalKey("boolean", "true"), literalKey("boolean", "false")}
	case table.Literal:
		for _, value := range n.Values {
			keys = append(keys, literalKey(n.Type, value))
		}
	case table.Union:
		for _, of := range n.Of {
			if kind := t.Shapes[of].Kind; kind == table.Literal || kind == table.Null || kind == table.Boolean {
				keys = append(keys, tagKeys(t, of)...)
			}
		}
	}
	return keys
}

func indexOf[T comparable](list []T, item T) int {
	for i, other := range list {
		if other == item {
			return i
		}
	}
	return -1
}
