package main

import (
	"slices"
	"strconv"
	"strings"
)

// A tree is one of ICU's folders of bundles by locale ("" is dates and numbers, "curr/" currencies).
type tree struct {
	archive *archive
	folder  string
	parents map[string]string
	roots   map[string]table
}

func (t *tree) root(locale string) table {
	if root, ok := t.roots[locale]; ok {
		return root
	}
	var root table
	if b := t.archive.open(t.folder + locale); b != nil {
		root = b.root()
	}
	t.roots[locale] = root
	return root
}

// chain is locale and what it inherits from, root last.
func chain(parents map[string]string, locale string) []string {
	var out []string
	for locale != "root" {
		out = append(out, locale)
		locale = parent(parents, locale)
	}
	return append(out, "root")
}

func parent(parents map[string]string, locale string) string {
	if parent := parents[locale]; parent != "" {
		return parent
	}
	if i := strings.LastIndexByte(locale, '_'); i > 0 {
		return locale[:i]
	}
	return "root"
}

// find returns what locale has at path, its parents' where it has nothing, aliases followed. Tables
// are returned for the first locale that has one: see keys for the whole.
func (t *tree) find(locale string, path []string) any {
	for range 20 {
		value, moved := t.step(locale, path)
		if moved == nil {
			return value
		}
		path = moved
	}
	panic("aliases without end: " + strings.Join(path, "/"))
}

func (t *tree) step(locale string, path []string) (value any, moved []string) {
	for _, from := range chain(t.parents, locale) {
		var at any = t.root(from)
		rest := path
		for {
			if alias, ok := at.(alias); ok {
				target := strings.Split(strings.TrimPrefix(string(alias), "/LOCALE/"), "/")
				return nil, append(slices.Clone(target), rest...)
			}
			if len(rest) == 0 {
				break
			}
			switch now := at.(type) {
			case table:
				at = now[rest[0]]
			case []any:
				n, err := strconv.Atoi(rest[0])
				if err != nil || n >= len(now) {
					at = nil
				} else {
					at = now[n]
				}
			default:
				at = nil
			}
			rest = rest[1:]
			if at == nil {
				break
			}
		}
		if at != nil && len(rest) == 0 {
			return at, nil
		}
	}
	return nil, nil
}

// keys returns the keys of the table at path in locale and its parents.
func (t *tree) keys(locale string, path []string) []string {
	found := map[string]bool{}
	var visit func(path []string, depth int)
	visit = func(path []string, depth int) {
		for _, from := range chain(t.parents, locale) {
			var at any = t.root(from)
			for i, key := range path {
				if target, ok := at.(alias); ok && depth < 20 {
					next := strings.Split(strings.TrimPrefix(string(target), "/LOCALE/"), "/")
					visit(append(slices.Clone(next), path[i:]...), depth+1)
					at = nil
				}
				now, ok := at.(table)
				if !ok {
					at = nil
					break
				}
				at = now[key]
			}
			switch now := at.(type) {
			case alias:
				if depth < 20 {
					visit(strings.Split(strings.TrimPrefix(string(now), "/LOCALE/"), "/"), depth+1)
				}
			case table:
				for key := range now {
					found[key] = true
				}
			}
		}
	}
	visit(path, 0)
	out := make([]string, 0, len(found))
	for key := range found {
		out = append(out, key)
	}
	slices.Sort(out)
	return out
}

// flatten puts everything at or below path into out, under name and the keys on the way. A list
// of strings is one value, its parts divided by U+001F.
func (t *tree) flatten(out map[string]string, locale, name string, path ...string) {
	switch value := t.find(locale, path).(type) {
	case string:
		out[name] = value
	case int:
		out[name] = strconv.Itoa(value)
	case []any:
		parts := make([]string, len(value))
		for i, part := range value {
			switch part := part.(type) {
			case string:
				parts[i] = part
			case []any:
				parts[i] = part[0].(string)
			}
		}
		out[name] = strings.Join(parts, "\x1f")
	case table:
		for _, key := range t.keys(locale, path) {
			t.flatten(out, locale, name+"/"+key, append(slices.Clone(path), key)...)
		}
	}
}
