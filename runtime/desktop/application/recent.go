package application

import (
	"bytes"
	"encoding/xml"
	"errors"
	"io"
	"regexp"
	"slices"
	"strings"
	"time"
)

// recentList is the list of recent documents that desktops share (recently-used.xbel). What other programs have in it stays as it is, byte for byte.
type recentList struct{ text []byte }

const emptyRecentList = `<?xml version="1.0" encoding="UTF-8"?>
<xbel version="1.0"
      xmlns:bookmark="http://www.freedesktop.org/standards/desktop-bookmarks"
      xmlns:mime="http://www.freedesktop.org/standards/shared-mime-info"
>
</xbel>
`

// recentBookmark is one document's part of it.
type recentBookmark struct {
	uri        string
	begin, end int
	visited    string
	// apps are the names of the programs that have used it.
	apps []string
}

func (l *recentList) bookmarks() ([]recentBookmark, error) {
	decoder := xml.NewDecoder(bytes.NewReader(l.text))
	var found []recentBookmark
	var current *recentBookmark
	for {
		begin := int(decoder.InputOffset())
		token, err := decoder.Token()
		if err == io.EOF {
			return found, nil
		}
		if err != nil {
			return nil, err
		}
		switch element := token.(type) {
		case xml.StartElement:
			switch element.Name.Local {
			case "bookmark":
				current = &recentBookmark{uri: attribute(element, "href"), begin: begin, visited: attribute(element, "visited")}
			case "application":
				if current != nil {
					current.apps = append(current.apps, attribute(element, "name"))
				}
			}
		case xml.EndElement:
			if element.Name.Local == "bookmark" && current != nil {
				current.end = int(decoder.InputOffset())
				found = append(found, *current)
				current = nil
			}
		}
	}
}

func attribute(element xml.StartElement, name string) string {
	for _, a := range element.Attr {
		if a.Name.Local == name {
			return a.Value
		}
	}
	return ""
}

func escapeXML(text string) string {
	var out strings.Builder
	_ = xml.EscapeText(&out, []byte(text))
	return out.String()
}

// use makes a document the newest of this program's. command is what opens it.
func (l *recentList) use(uri, mimeType, app, command string, now time.Time) error {
	known, err := l.bookmarks()
	if err != nil {
		return err
	}
	stamp := now.UTC().Format("2006-01-02T15:04:05.000000Z")
	ours := `<bookmark:application name="` + escapeXML(app) + `" exec="` + escapeXML("'"+command+" %u'") + `" modified="` + stamp + `" count="1"/>`
	for _, b := range known {
		segment := string(l.text[b.begin:b.end])
		end := strings.Index(segment, applicationsEnd)
		if b.uri != uri || end < 0 {
			continue
		}
		if slices.Contains(b.apps, app) {
			segment = applicationElement(app).ReplaceAllLiteralString(segment, ours)
		} else {
			segment = segment[:end] + "  " + ours + "\n        " + segment[end:]
		}
		opening, rest, _ := strings.Cut(segment, ">")
		opening = whenChanged.ReplaceAllString(opening, `${1}"`+stamp+`"`)
		l.replace(b.begin, b.end, opening+">"+rest)
		return nil
	}
	end := bytes.LastIndex(l.text, []byte("</xbel>"))
	if end < 0 {
		return errors.New("it has no end")
	}
	l.replace(end, end, `  <bookmark href="`+escapeXML(uri)+`" added="`+stamp+`" modified="`+stamp+`" visited="`+stamp+`">
    <info>
      <metadata owner="http://freedesktop.org">
        <mime:mime-type type="`+escapeXML(mimeType)+`"/>
        <bookmark:applications>
          `+ours+`
        </bookmark:applications>
      </metadata>
    </info>
  </bookmark>
`)
	return nil
}

// forget takes out what this program has used; what others have used too stays theirs.
func (l *recentList) forget(app string) error {
	known, err := l.bookmarks()
	if err != nil {
		return err
	}
	for _, b := range slices.Backward(known) {
		switch {
		case !slices.Contains(b.apps, app):
		case len(b.apps) == 1:
			l.replace(b.begin, b.end, "")
		default:
			l.replace(b.begin, b.end, applicationElement(app).ReplaceAllLiteralString(string(l.text[b.begin:b.end]), ""))
		}
	}
	return nil
}

// of lists this program's documents, the newest first.
func (l *recentList) of(app string) ([]string, error) {
	known, err := l.bookmarks()
	if err != nil {
		return nil, err
	}
	known = slices.DeleteFunc(known, func(b recentBookmark) bool { return !slices.Contains(b.apps, app) })
	slices.SortStableFunc(known, func(a, b recentBookmark) int { return strings.Compare(b.visited, a.visited) })
	uris := []string{}
	for _, b := range known {
		uris = append(uris, b.uri)
	}
	return uris, nil
}

func (l *recentList) replace(begin, end int, with string) {
	l.text = slices.Concat(l.text[:begin], []byte(with), l.text[end:])
}

const applicationsEnd = "</bookmark:applications>"

var whenChanged = regexp.MustCompile(`(\b(?:modified|visited)=)("[^"]*"|'[^']*')`)

func applicationElement(app string) *regexp.Regexp {
	return regexp.MustCompile(`<bookmark:application\s[^>]*name="` + regexp.QuoteMeta(escapeXML(app)) + `"[^>]*/>`)
}
