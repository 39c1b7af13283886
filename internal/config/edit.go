package config

import (
	"bytes"
	"encoding/json"
	"slices"
	"strings"

	"github.com/deskjs/deskjs/internal/diag"
	"github.com/deskjs/deskjs/internal/grant"
)

// permissionLists are the lists that a file's permissions may have, by their names.
var permissionLists = []struct {
	name string
	of   func(*grant.Permissions) []string
}{
	{"net.connect", func(p *grant.Permissions) []string { return p.Net.Connect }},
	{"net.listen", func(p *grant.Permissions) []string { return p.Net.Listen }},
	{"files.read", func(p *grant.Permissions) []string { return p.Files.Read }},
	{"files.write", func(p *grant.Permissions) []string { return p.Files.Write }},
	{"openExternal", func(p *grant.Permissions) []string { return p.OpenExternal }},
	{"run", func(p *grant.Permissions) []string { return p.Run }},
}

// EditPermissions returns source, the text of a valid deskjs.json, with the patterns of remove taken out of its permissions and
// those of add put in. All else stays as it is, comments too. The lists that deny are left alone.
func EditPermissions(source []byte, add, remove *grant.Permissions) ([]byte, error) {
	for _, list := range permissionLists {
		path := append([]string{"permissions"}, strings.Split(list.name, ".")...)
		for _, pattern := range list.of(remove) {
			source = removeItem(source, path, pattern)
		}
		if patterns := list.of(add); len(patterns) > 0 {
			source = addItems(source, path, patterns)
		}
	}
	_, err := Parse(source)
	return source, err
}

// PlacePermissions puts a message at the permissions in source, the text of a deskjs.json, or at its beginning.
func PlacePermissions(message diag.Message, source []byte) diag.Message {
	message.File = FileName
	root, failed := parseJSONC(source)
	if failed != nil {
		return message
	}
	if f := fieldOf(root, "permissions"); f != nil {
		message = diag.At(message, source, f.key.start)
		message.Length = f.key.end - f.key.start
		return message
	}
	return diag.At(message, source, root.start)
}

func fieldOf(n *node, key string) *field {
	for i := range n.fields {
		if n.fields[i].key.text == key {
			return &n.fields[i]
		}
	}
	return nil
}

// follow returns the deepest value on the way along path, and what of path is left.
func follow(source []byte, path []string) (*node, []string) {
	n, failed := parseJSONC(source)
	if failed != nil {
		return nil, path
	}
	for len(path) > 0 {
		f := fieldOf(n, path[0])
		if f == nil {
			break
		}
		n, path = f.value, path[1:]
	}
	return n, path
}

func addItems(source []byte, path, patterns []string) []byte {
	n, rest := follow(source, path)
	if n == nil {
		return source
	}
	if len(rest) == 0 {
		for _, pattern := range patterns {
			if n, _ = follow(source, path); !slices.ContainsFunc(n.items, func(item *node) bool { return item.text == pattern }) {
				source = insert(source, n, starts(n.items), ends(n.items), quote(pattern))
			}
		}
		return source
	}
	// A new key, with the keys that its value needs.
	indent := indentOf(source, n.start) + "  "
	var keys, values []*node
	for _, f := range n.fields {
		keys, values = append(keys, f.key), append(values, f.value)
	}
	if len(keys) > 0 && bytes.ContainsRune(source[n.start:keys[len(keys)-1].start], '\n') {
		indent = indentOf(source, keys[len(keys)-1].start)
	}
	return insert(source, n, starts(keys), ends(values), newValue(rest, patterns, indent))
}

// newValue writes path[0] with all below it.
func newValue(path, patterns []string, indent string) string {
	text := quote(path[0]) + ": "
	if len(path) > 1 {
		return text + "{\n" + indent + "  " + newValue(path[1:], patterns, indent+"  ") + "\n" + indent + "}"
	}
	items := make([]string, len(patterns))
	for i, pattern := range patterns {
		items[i] = quote(pattern)
	}
	if line := "[" + strings.Join(items, ", ") + "]"; len(line) < 80 {
		return text + line
	}
	return text + "[\n" + indent + "  " + strings.Join(items, ",\n"+indent+"  ") + "\n" + indent + "]"
}

func quote(text string) string {
	var out bytes.Buffer
	encoder := json.NewEncoder(&out)
	encoder.SetEscapeHTML(false)
	if err := encoder.Encode(text); err != nil {
		return `""`
	}
	return strings.TrimSpace(out.String())
}

func starts(list []*node) (out []int) {
	for _, n := range list {
		out = append(out, n.start)
	}
	return out
}

func ends(list []*node) (out []int) {
	for _, n := range list {
		out = append(out, n.end)
	}
	return out
}

// insert puts an entry at the end of an object or array whose entries begin and end there.
func insert(source []byte, n *node, begins, ends []int, entry string) []byte {
	if len(begins) == 0 {
		if source[n.start] == '[' {
			return splice(source, n.start+1, n.start+1, entry)
		}
		indent := indentOf(source, n.start)
		return splice(source, n.start+1, n.start+1, "\n"+indent+"  "+entry+lineEnd(source, n.start+1, indent))
	}
	last := ends[len(ends)-1]
	comma := commaAfter(source, last)
	if !bytes.ContainsRune(source[n.start:begins[len(begins)-1]], '\n') {
		// All in one line.
		if comma >= 0 {
			return splice(source, comma+1, comma+1, " "+entry)
		}
		return splice(source, last, last, ", "+entry)
	}
	indent := indentOf(source, begins[len(begins)-1])
	at := last
	if comma >= 0 {
		at = comma + 1
	}
	// A comment behind the last entry stays behind it.
	end := at
	if line := bytes.IndexByte(source[at:], '\n'); line >= 0 && at+line < n.end && isComment(source[at:at+line]) {
		end = at + line
		for end > at && (source[end-1] == ' ' || source[end-1] == '\r') {
			end--
		}
	}
	source = splice(source, end, end, "\n"+indent+entry)
	if comma < 0 {
		source = splice(source, last, last, ",")
	}
	return source
}

// lineEnd is what goes behind the first entry of an object that was empty: nothing if a line ends there anyway.
func lineEnd(source []byte, at int, indent string) string {
	for _, c := range source[at:] {
		switch c {
		case ' ', '\t', '\r':
			continue
		case '\n':
			return ""
		}
		break
	}
	return "\n" + indent
}

func isComment(rest []byte) bool {
	rest = bytes.TrimSpace(rest)
	return len(rest) == 0 || bytes.HasPrefix(rest, []byte("//")) ||
		bytes.HasPrefix(rest, []byte("/*")) && bytes.Index(rest, []byte("*/")) == len(rest)-2
}

// commaAfter returns where the comma behind an entry is, -1 if there is none.
func commaAfter(source []byte, at int) int {
	p := &parser{source: source, at: at}
	if p.space(); p.peek() == ',' {
		return p.at
	}
	return -1
}

// indentOf returns the white space that the line of an offset begins with.
func indentOf(source []byte, offset int) string {
	start := bytes.LastIndexByte(source[:offset], '\n') + 1
	end := start
	for end < offset && (source[end] == ' ' || source[end] == '\t') {
		end++
	}
	return string(source[start:end])
}

func splice(source []byte, from, to int, text string) []byte {
	return slices.Concat(source[:from], []byte(text), source[to:])
}

// removeItem takes an item out of an array, with its comma.
func removeItem(source []byte, path []string, pattern string) []byte {
	n, rest := follow(source, path)
	if n == nil || len(rest) > 0 {
		return source
	}
	at := slices.IndexFunc(n.items, func(item *node) bool { return item.text == pattern })
	if at < 0 {
		return source
	}
	item := n.items[at]
	switch {
	case at+1 < len(n.items):
		return splice(source, item.start, n.items[at+1].start, "")
	case at > 0:
		return splice(source, n.items[at-1].end, item.end, "")
	}
	end := item.end
	if comma := commaAfter(source, end); comma >= 0 {
		end = comma + 1
	}
	return splice(source, item.start, end, "")
}
