package bundler

import (
	"bytes"
	"html"
	"strings"
)

// element is a start tag of a page, with the text of those elements whose content is not markup.
type element struct {
	name       string // in lower case
	start, end int    // of the start tag
	attributes []attribute
	// Of script, style, title, textarea and the like: where the text is, and where the end tag ends.
	textStart, textEnd, close int
}

// attribute is an attribute with its place, from its name to the end of its value.
type attribute struct {
	name, value string // the name in lower case, the value with its entities decoded
	start, end  int
}

// get returns an attribute of the element, or nil.
func (e *element) get(name string) *attribute {
	for i := range e.attributes {
		if e.attributes[i].name == name {
			return &e.attributes[i]
		}
	}
	return nil
}

// value returns the value of an attribute, or "".
func (e *element) value(name string) string {
	if a := e.get(name); a != nil {
		return a.value
	}
	return ""
}

// rawText are the elements whose content a browser does not read as markup.
var rawText = map[string]bool{
	"script": true, "style": true, "title": true, "textarea": true, "xmp": true, "iframe": true, "noembed": true, "noframes": true,
}

// scanHTML returns the start tags in source, in order, as the tokenizer of the HTML standard finds them. Any bytes are
// accepted.
func scanHTML(source []byte) []element {
	var out []element
	for at := 0; at < len(source); {
		open := bytes.IndexByte(source[at:], '<')
		if open < 0 {
			break
		}
		at += open
		rest := source[at:]
		switch {
		case bytes.HasPrefix(rest, []byte("<!--")):
			at = after(source, at+4, "-->")
		case len(rest) > 1 && (rest[1] == '!' || rest[1] == '?' || rest[1] == '/'):
			at = after(source, at+2, ">")
		case len(rest) > 1 && isLetter(rest[1]):
			tag := scanTag(source, at)
			at = tag.end
			if rawText[tag.name] {
				tag.textStart = tag.end
				tag.textEnd, tag.close = endOfText(source, tag.end, tag.name)
				at = tag.close
			}
			out = append(out, tag)
		default:
			at++
		}
	}
	return out
}

// after returns the offset behind the next end, or the end of the source.
func after(source []byte, from int, end string) int {
	from = min(from, len(source))
	if i := bytes.Index(source[from:], []byte(end)); i >= 0 {
		return from + i + len(end)
	}
	return len(source)
}

// endOfText finds the end tag of a raw text element: where it starts and where it ends.
func endOfText(source []byte, from int, name string) (start, end int) {
	for at := from; ; at += 2 {
		i := bytes.Index(source[at:], []byte("</"))
		if i < 0 {
			return len(source), len(source)
		}
		at += i
		tail := source[at+2:]
		if len(tail) > len(name) && strings.EqualFold(string(tail[:len(name)]), name) && !isLetter(tail[len(name)]) {
			return at, after(source, at, ">")
		}
	}
}

func isLetter(c byte) bool { return c|0x20 >= 'a' && c|0x20 <= 'z' }

func isSpace(c byte) bool { return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f' }

// scanTag reads the start tag at offset start.
func scanTag(source []byte, start int) element {
	at := start + 1
	until := func(stop string) string {
		from := at
		for at < len(source) && !isSpace(source[at]) && strings.IndexByte(stop, source[at]) < 0 {
			at++
		}
		return string(source[from:at])
	}
	space := func() {
		for at < len(source) && isSpace(source[at]) {
			at++
		}
	}
	tag := element{name: strings.ToLower(until("/>")), start: start}
	for {
		for at < len(source) && (isSpace(source[at]) || source[at] == '/') {
			at++
		}
		if at >= len(source) || source[at] == '>' {
			at = min(at+1, len(source))
			tag.end = at
			return tag
		}
		a := attribute{start: at}
		if source[at] == '=' { // the standard takes it for the first character of a name
			at++
		}
		until("/>=")
		a.name = strings.ToLower(string(source[a.start:at]))
		a.end = at
		space()
		if at < len(source) && source[at] == '=' {
			at++
			space()
			if at < len(source) && (source[at] == '"' || source[at] == '\'') {
				quote := source[at]
				from := at + 1
				at = after(source, from, string(quote))
				a.value = string(source[from:max(from, at-1)])
			} else {
				a.value = until(">")
			}
			a.value, a.end = html.UnescapeString(a.value), at
		}
		tag.attributes = append(tag.attributes, a)
	}
}
