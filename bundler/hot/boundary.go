package hot

import (
	"encoding/json"
	"slices"
	"strconv"
	"strings"
)

// importers of each module, by id, sorted.
func importersOf(modules map[string]*module) map[string][]string {
	out := map[string][]string{}
	for id, m := range modules {
		for _, i := range m.imports {
			out[i.id] = append(out[i.id], id)
		}
	}
	for _, list := range out {
		slices.Sort(list)
	}
	return out
}

// search looks for the modules that take a change on its way up to the importers.
type search struct {
	modules   map[string]*module
	importers map[string][]string
	found     [][2]string // the module that takes the change, and the one that it takes it from
	seen      map[string]bool
	deadEnd   []string // the way to a module without importers, or to one that declines; nil if every way ends at a boundary
	declined  bool
}

func (c *search) add(boundary, via string) {
	if pair := [2]string{boundary, via}; !slices.Contains(c.found, pair) {
		c.found = append(c.found, pair)
	}
}

// from follows a change of the module that ends the way.
func (c *search) from(way []string) {
	id := way[len(way)-1]
	if c.seen[id] || c.deadEnd != nil {
		return
	}
	c.seen[id] = true
	m := c.modules[id]
	switch {
	case m == nil:
		return
	case m.accepts.declined:
		c.deadEnd, c.declined = way, true
		return
	case m.accepts.self || m.accepts.refresh:
		c.add(id, id)
		return
	}
	importers := c.importers[id]
	if len(importers) == 0 {
		c.deadEnd = way
		return
	}
	for _, importer := range importers {
		if slices.Contains(c.modules[importer].accepts.modules, id) {
			c.add(importer, id)
			continue
		}
		if !slices.Contains(way, importer) {
			c.from(append(slices.Clone(way), importer))
		}
	}
}

// compare finds out what the difference to the graph before asks of the page, and writes it into an update.
func (s *Server) compare(u *Update, before map[string]*module, removed []string) {
	msg := message{Removed: removed}
	var scripts []string // those that are run again
	fresh := map[string]bool{}
	for id, m := range s.modules {
		old := before[id]
		if old == m {
			continue
		}
		if old == nil {
			fresh[id] = true
			msg.Changed = append(msg.Changed, id)
			continue
		}
		if old.body != m.body || old.flags() != m.flags() || !slices.Equal(old.imports, m.imports) {
			msg.Changed = append(msg.Changed, id)
			scripts = append(scripts, id)
		}
		if old.style != m.style {
			if link := s.linkOf(id); link != "" {
				msg.Links = append(msg.Links, link)
			} else {
				msg.Styles = append(msg.Styles, [2]string{id, m.style})
				s.updated[id] = true
			}
			u.Modules = append(u.Modules, id)
		}
	}
	slices.Sort(msg.Changed)
	slices.Sort(scripts)
	slices.Sort(msg.Links)
	slices.SortFunc(msg.Styles, func(a, b [2]string) int { return strings.Compare(a[0], b[0]) })
	if len(msg.Changed) == 0 && len(msg.Links) == 0 && len(msg.Styles) == 0 && len(removed) == 0 {
		return
	}
	s.version++
	u.Version, msg.Version, u.Kind = s.version, s.version, KindUpdate
	for _, id := range msg.Changed {
		s.updated[id] = true
	}
	if s.importers == nil && len(scripts) > 0 {
		s.importers = importersOf(s.modules)
	}
	c := &search{modules: s.modules, importers: s.importers, seen: map[string]bool{}}
	for _, id := range scripts {
		c.from([]string{id})
	}
	if c.deadEnd != nil {
		u.Kind, msg.Reload = KindReload, true
		u.Reason = c.reason()
		msg.Reason = u.Reason
	}
	msg.Boundaries = c.found
	if len(msg.Changed) > 0 {
		msg.Script = scriptName(s.version)
	}
	for _, pair := range c.found {
		if !slices.Contains(u.Modules, pair[0]) {
			u.Modules = append(u.Modules, pair[0])
		}
	}
	slices.Sort(u.Modules)
	u.changed = msg.Changed
	u.Message, _ = json.Marshal(msg) // it always encodes
}

// reason says why no module takes a change.
func (c *search) reason() string {
	if c.declined {
		return c.deadEnd[len(c.deadEnd)-1] + " declines updates" + chain(c.deadEnd)
	}
	if len(c.deadEnd) == 1 {
		return c.deadEnd[0] + " is loaded by the page itself, and accepts no update"
	}
	return "nothing accepts an update of " + c.deadEnd[0] + chain(c.deadEnd)
}

func chain(way []string) string {
	if len(way) < 2 {
		return ""
	}
	shown := way
	var left string
	if len(shown) > 5 {
		left = " ← … (" + strconv.Itoa(len(shown)-4) + " more)"
		shown = append(slices.Clone(way[:3]), way[len(way)-1])
		return " (" + strings.Join(shown[:3], " ← ") + left + " ← " + shown[3] + ")"
	}
	return " (" + strings.Join(shown, " ← ") + ")"
}

// linkOf is the address by which the page links a style sheet, or "".
func (s *Server) linkOf(id string) string {
	for _, e := range s.entries {
		if e.Style && e.Input == id {
			return "/" + e.Output + ".css"
		}
	}
	return ""
}

func scriptName(version int) string { return "/" + folder + "/update-" + strconv.Itoa(version) + ".js" }
