package config

import (
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode"

	"github.com/deskjs/deskjs/internal/diag"
)

// reader takes values out of parsed JSON and collects what is wrong with them.
type reader struct {
	source   []byte
	messages []diag.Message
}

// report adds a message about a node.
func (r *reader) report(n *node, text, hint string) {
	message := r.place(n)
	message.Text, message.Hint = text, hint
	r.messages = append(r.messages, message)
}

// place returns an error at a node, without a text.
func (r *reader) place(n *node) diag.Message {
	message := diag.At(diag.Message{Severity: diag.SeverityError, File: FileName}, r.source, n.start)
	message.Length = n.end - n.start
	if message.Column-1+message.Length > len(message.LineText) {
		message.Length = 1 // of what spans lines, the start is marked
	}
	return message
}

func (r *reader) wrongKind(n *node, name string, want kind) {
	hint := ""
	if want == kindNumber && n.kind == kindString {
		hint = "write it without quotes"
	}
	r.report(n, fmt.Sprintf("%s must be %s, not %s", name, want, n.kind), hint)
}

// object hands each field of n to the function of its key. Unknown and repeated keys are errors, and so is a required
// one that is missing. path is the object's own, or "".
func (r *reader) object(n *node, path string, read map[string]func(*node), required ...string) {
	if n.kind != kindObject {
		r.wrongKind(n, path, kindObject)
		return
	}
	seen := map[string]bool{}
	for _, f := range n.fields {
		key := f.key.text
		into, known := read[key]
		switch {
		case !known:
			hint := diag.DidYouMean(key, slices.Collect(maps.Keys(read)))
			if hint == "" {
				names := slices.Sorted(maps.Keys(read))
				hint = "the keys here are " + strings.Join(names, ", ")
			}
			r.report(f.key, fmt.Sprintf("%q is not a known key", key), hint)
		case seen[key]:
			r.report(f.key, fmt.Sprintf("%q is here twice", key), "remove one")
		default:
			into(f.value)
		}
		seen[key] = true
	}
	for _, key := range required {
		if !seen[key] {
			// The closing or opening bracket would do as a place; the opening one is where the author looks first.
			r.report(&node{start: n.start, end: n.start + 1}, fmt.Sprintf("%q is missing", key), "add "+example(key))
		}
	}
}

func example(key string) string {
	return map[string]string{
		"name": `"name": "My App"`, "id": `"id": "com.example.my-app"`, "version": `"version": "1.0.0"`, "extensions": `"extensions": ["note"]`,
	}[key]
}

// text returns a string that check, which may be nil, finds nothing wrong with.
func (r *reader) text(n *node, name string, check func(string) (problem, hint string)) string {
	if n.kind != kindString {
		r.wrongKind(n, name, kindString)
		return ""
	}
	if check != nil {
		if problem, hint := check(n.text); problem != "" {
			r.report(n, name+" "+problem, hint)
		}
	}
	return n.text
}

// integer stores a whole number from low to high.
func (r *reader) integer(n *node, name string, low, high int, into *int) {
	if n.kind != kindNumber {
		r.wrongKind(n, name, kindNumber)
		return
	}
	value, err := strconv.ParseFloat(n.text, 64)
	if err != nil || value < float64(low) || value > float64(high) || value != float64(int(value)) {
		r.report(n, fmt.Sprintf("%s must be a whole number from %d to %d, not %s", name, low, high, n.text), "")
		return
	}
	*into = int(value)
}

func (r *reader) boolean(n *node, name string) bool {
	if n.kind != kindBoolean {
		r.wrongKind(n, name, kindBoolean)
		return false
	}
	return n.text == "true"
}

func (r *reader) array(n *node, name string) []*node {
	if n.kind != kindArray {
		r.wrongKind(n, name, kindArray)
		return nil
	}
	return n.items
}

const maxNameLength = 100

func checkName(name string) (problem, hint string) {
	switch {
	case strings.TrimSpace(name) == "":
		return "must not be empty", "it is what people see"
	case len(name) > maxNameLength:
		return fmt.Sprintf("must not be longer than %d bytes", maxNameLength), ""
	case strings.HasPrefix(name, "."), strings.ContainsAny(name, `/\:*?"<>|`), strings.ContainsFunc(name, unicode.IsControl):
		return "must be usable as the name of a file", `leave out a "." at the start and / \ : * ? " < > |`
	}
	return "", ""
}

const maxIDLength = 155

var idPattern = regexp.MustCompile(`^[a-zA-Z][a-zA-Z0-9-]*(\.[a-zA-Z][a-zA-Z0-9-]*)+$`)

func checkID(id string) (problem, hint string) {
	if len(id) > maxIDLength || !idPattern.MatchString(id) {
		return "must be a reverse domain name", `such as "com.example.notes": letters, digits and "-", at least one ".", and a letter at the start of each part`
	}
	return "", ""
}

// versionPattern is the one that semver.org suggests.
var versionPattern = regexp.MustCompile(`^(0|[1-9]\d*)\.(0|[1-9]\d*)\.(0|[1-9]\d*)(?:-((?:0|[1-9]\d*|\d*[a-zA-Z-][0-9a-zA-Z-]*)(?:\.(?:0|[1-9]\d*|\d*[a-zA-Z-][0-9a-zA-Z-]*))*))?(?:\+([0-9a-zA-Z-]+(?:\.[0-9a-zA-Z-]+)*))?$`)

func checkVersion(version string) (problem, hint string) {
	if !versionPattern.MatchString(version) {
		return "must be a semantic version", `such as "1.0.0" or "1.2.0-beta.1"`
	}
	return "", ""
}
