package tree

import (
	"slices"
	"strings"
)

// names are values by name in the order in which they were put in. As on systems that don't tell cases apart, "A" and "a" are one name.
type names[V comparable] struct {
	keys   []string
	values map[string]V
}

func (m *names[V]) get(name string) V { return m.values[strings.ToLower(name)] }

func (m *names[V]) getKey(key string) V { return m.values[key] }

func (m *names[V]) has(name string) bool {
	_, has := m.values[strings.ToLower(name)]
	return has
}

func (m *names[V]) set(name string, value V) {
	key := strings.ToLower(name)
	if m.values == nil {
		m.values = map[string]V{}
	}
	if _, has := m.values[key]; has {
		m.keys = slices.Delete(m.keys, slices.Index(m.keys, key), slices.Index(m.keys, key)+1)
	}
	m.keys = append(m.keys, key)
	m.values[key] = value
}

func (m *names[V]) delete(name string) {
	key := strings.ToLower(name)
	if _, has := m.values[key]; has {
		delete(m.values, key)
		m.keys = slices.Delete(m.keys, slices.Index(m.keys, key), slices.Index(m.keys, key)+1)
	}
}

func (m *names[V]) len() int { return len(m.keys) }

// all returns the values; the list is the caller's.
func (m *names[V]) all() []V {
	list := make([]V, len(m.keys))
	for i, key := range m.keys {
		list[i] = m.values[key]
	}
	return list
}

// inventory are the nodes of a root, by location, name and real path.
type inventory struct {
	places map[string]*node
	named  map[string][]*node
	real   map[string][]*node
}

func (i *inventory) get(location string) *node { return i.places[location] }

func (i *inventory) add(n *node) {
	if i.places == nil {
		i.places, i.named, i.real = map[string]*node{}, map[string][]*node{}, map[string][]*node{}
	}
	if current := i.places[n.location]; current != nil {
		if current == n {
			return
		}
		i.delete(current)
	}
	i.places[n.location] = n
	i.named[n.name] = append(i.named[n.name], n)
	i.real[n.realpath] = append(i.real[n.realpath], n)
}

func (i *inventory) delete(n *node) {
	if i.places[n.location] != n {
		return
	}
	delete(i.places, n.location)
	i.named[n.name] = without(i.named[n.name], n)
	i.real[n.realpath] = without(i.real[n.realpath], n)
}

// has reports whether a node is in it.
func (i *inventory) has(n *node) bool { return i.places[n.location] == n }

// all returns the nodes by location.
func (i *inventory) all() []*node {
	list := make([]*node, 0, len(i.places))
	for _, n := range i.places {
		list = append(list, n)
	}
	slices.SortFunc(list, func(a, b *node) int { return strings.Compare(a.location, b.location) })
	return list
}

// without returns a list without an item; the old one stays as it was.
func without[V comparable](list []V, item V) []V {
	i := slices.Index(list, item)
	if i < 0 {
		return list
	}
	return append(append(make([]V, 0, len(list)-1), list[:i]...), list[i+1:]...)
}

// with returns a list with an item, once.
func with[V comparable](list []V, item V) []V {
	if slices.Contains(list, item) {
		return list
	}
	return append(list, item)
}
