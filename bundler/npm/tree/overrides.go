package tree

import (
	"slices"
	"strings"

	"github.com/deskjs/deskjs/bundler/npm/ordered"
	"github.com/deskjs/deskjs/bundler/npm/semver"
	"github.com/deskjs/deskjs/bundler/npm/spec"
)

// overrideSet is a rule of the project's "overrides", and the rules within it.
type overrideSet struct {
	b                         *builder
	parent                    *overrideSet
	children                  []*overrideSet
	name, key, keySpec, value string
	rules                     []*overrideSet // those that count here, the innermost first
}

func (b *builder) newOverrides(value any, key string, parent *overrideSet) *overrideSet {
	o := &overrideSet{b: b, parent: parent}
	rules, is := value.(*ordered.Object)
	if text, plain := value.(string); plain {
		rules, is = ordered.Strings(".", text), true
	}
	if !is {
		b.fail(manifestError(b.file, "overrides has something else than text and objects at %q", key))
		return o
	}
	own, given := rules.Get(".").(string)
	if given && own == "" {
		own = "*"
	}
	if parent != nil {
		parsed, err := spec.Parse(key, b.dir)
		if err != nil || parsed.Name == "" {
			b.fail(manifestError(b.file, "overrides names no package with %q", key))
			return o
		}
		o.name, o.key, o.keySpec = parsed.Name, key, parsed.Raw
		if parsed.Registry() && parsed.Kind != spec.Alias {
			o.keySpec = parsed.Fetch
		}
		o.value = own
		if own == "" {
			o.value = o.keySpec
		}
	}
	for _, inner := range rules.Keys() {
		if inner != "." {
			o.children = append(o.children, b.newOverrides(rules.Get(inner), inner, o))
		}
	}
	return o
}

func (o *overrideSet) childrenEqual(other *overrideSet) bool {
	if len(o.children) != len(other.children) {
		return false
	}
	for _, child := range o.children {
		i := slices.IndexFunc(other.children, func(c *overrideSet) bool { return c.key == child.key })
		if i < 0 || other.children[i].value != child.value || !child.childrenEqual(other.children[i]) {
			return false
		}
	}
	return true
}

func (o *overrideSet) equal(other *overrideSet) bool {
	if o == other {
		return true
	}
	if other == nil || o.key != other.key || o.value != other.value || !o.childrenEqual(other) {
		return false
	}
	if o.parent == nil {
		return other.parent == nil
	}
	return o.parent.equal(other.parent)
}

// ruleset is what counts within the rule: its own, then those around it.
func (o *overrideSet) ruleset() []*overrideSet {
	if o.rules != nil {
		return o.rules
	}
	rules := []*overrideSet{}
	add := func(rule *overrideSet) {
		if !slices.ContainsFunc(rules, func(r *overrideSet) bool { return r.key == rule.key }) {
			rules = append(rules, rule)
		}
	}
	for at := o; at != nil; at = at.parent {
		for _, child := range at.children {
			add(child)
		}
		if at.parent != nil {
			add(at)
		}
	}
	o.rules = rules
	return rules
}

// edgeRule is the rule for a dependency: the set itself where there is none of its own.
func (o *overrideSet) edgeRule(e *edge) *overrideSet {
	for _, rule := range o.ruleset() {
		if rule.name != e.name {
			continue
		}
		if rule.keySpec == "*" {
			return rule
		}
		parsed, err := o.b.spec(e.name, e.raw, o.b.dir)
		if err != nil {
			continue
		}
		if parsed.Kind == spec.Alias {
			parsed = parsed.Alias
		}
		switch parsed.Kind {
		case spec.Git:
			if parsed.GitRange == "" || !semver.Intersects(parsed.GitRange, rule.keySpec, semver.Options{}) {
				continue
			}
		case spec.Range, spec.Version:
			if !semver.Intersects(parsed.Fetch, rule.keySpec, semver.Options{}) {
				continue
			}
		}
		return rule
	}
	return o
}

// reaches reports whether a rule is for something that a node depends on.
func (o *overrideSet) reaches(target *node) bool {
	seen := map[*node]bool{}
	stack := []*node{target}
	for len(stack) > 0 {
		n := stack[len(stack)-1].target()
		stack = stack[:len(stack)-1]
		if n == nil || seen[n] {
			continue
		}
		seen[n] = true
		for _, e := range n.edgesOut.all() {
			if o.edgeRule(e).name == e.name {
				return true
			}
			if e.to != nil {
				stack = append(stack, e.to)
			}
		}
	}
	return false
}

// specificOverrides is the more specific of two sets, what they have in common if neither is, and nil if they contradict.
func specificOverrides(first, second *overrideSet) *overrideSet {
	for at := second; at != nil; at = at.parent {
		if at.equal(first) {
			return second
		}
	}
	for at := first; at != nil; at = at.parent {
		if at.equal(second) {
			return first
		}
	}
	if contradict(first, second) {
		return nil
	}
	for at := second; at != nil; at = at.parent {
		for other := first; other != nil; other = other.parent {
			if other.equal(at) {
				return other
			}
		}
	}
	return nil
}

func overridesConflict(first, second *overrideSet) bool {
	return specificOverrides(first, second) == nil && contradict(first, second)
}

func contradict(first, second *overrideSet) bool {
	for _, rule := range first.ruleset() {
		for _, other := range second.ruleset() {
			if rule.key != other.key || rule.equal(other) || strings.HasPrefix(rule.value, "$") || strings.HasPrefix(other.value, "$") {
				continue
			}
			a, err := first.b.spec(rule.name, rule.value, first.b.dir)
			b, problem := first.b.spec(other.name, other.value, first.b.dir)
			if err != nil || problem != nil {
				continue
			}
			plain := func(s *spec.Spec) bool { return s.Kind == spec.Range || s.Kind == spec.Version }
			if plain(a) && plain(b) && !semver.Intersects(a.Fetch, b.Fetch, semver.Options{}) {
				return true
			}
		}
	}
	return false
}
