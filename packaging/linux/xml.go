package linux

import (
	"encoding/xml"
	"fmt"
	"slices"
	"strings"

	"github.com/deskjs/deskjs/packaging"
)

// document writes XML, one element in a line.
type document struct {
	strings.Builder
	depth int
}

// text writes an element with nothing but text in it.
func (d *document) text(name, content string, attributes ...string) {
	if content != "" {
		fmt.Fprintf(d, "%s<%s%s>%s</%s>\n", strings.Repeat("  ", d.depth), name, attribute(attributes), quoted(content), name)
	}
}

// empty writes an element with nothing in it.
func (d *document) empty(name string, attributes ...string) {
	fmt.Fprintf(d, "%s<%s%s/>\n", strings.Repeat("  ", d.depth), name, attribute(attributes))
}

// within writes an element with what inner writes in it.
func (d *document) within(name string, inner func(), attributes ...string) {
	fmt.Fprintf(d, "%s<%s%s>\n", strings.Repeat("  ", d.depth), name, attribute(attributes))
	d.depth++
	inner()
	d.depth--
	fmt.Fprintf(d, "%s</%s>\n", strings.Repeat("  ", d.depth), name)
}

// attribute writes names and values, in turn.
func attribute(pairs []string) string {
	var b strings.Builder
	for i := 0; i+1 < len(pairs); i += 2 {
		fmt.Fprintf(&b, ` %s="%s"`, pairs[i], quoted(pairs[i+1]))
	}
	return b.String()
}

func quoted(text string) string {
	var b strings.Builder
	_ = xml.EscapeText(&b, []byte(text)) // a Builder takes everything
	return b.String()
}

// Metainfo returns what software centres show of the app, after AppStream.
func Metainfo(app *packaging.App) []byte {
	d := &document{}
	d.WriteString(xml.Header)
	d.within("component", func() {
		d.text("id", app.Manifest.ID)
		d.text("metadata_license", "CC0-1.0")
		d.text("project_license", License(app))
		d.text("name", app.Manifest.Name)
		d.text("summary", Summary(app))
		d.text("developer_name", app.Package.Author)
		d.within("description", func() {
			for _, paragraph := range Paragraphs(app) {
				d.text("p", paragraph)
			}
		})
		d.text("url", app.Package.Homepage, "type", "homepage")
		d.text("launchable", app.Manifest.ID+".desktop", "type", "desktop-id")
		d.within("categories", func() {
			for _, category := range Categories(app) {
				d.text("category", category)
			}
		})
		if len(app.Package.Keywords) > 0 {
			d.within("keywords", func() {
				for _, keyword := range app.Package.Keywords {
					d.text("keyword", keyword)
				}
			})
		}
		d.within("provides", func() {
			d.text("binary", app.Command)
			for _, kind := range app.MIMETypes() {
				if !strings.HasPrefix(kind, "x-scheme-handler/") {
					d.text("mediatype", kind)
				}
			}
		})
		d.within("releases", func() {
			d.empty("release", "version", app.Manifest.Version, "date", app.Time.UTC().Format("2006-01-02"))
		})
	}, "type", "desktop-application")
	return []byte(d.String())
}

// MediaTypes returns the description of the app's own kinds of files for the shared MIME database, nil if it has none. Types that IANA
// has registered in its standard tree are in it already, and not an app's to describe.
func MediaTypes(app *packaging.App) []byte {
	d := &document{}
	d.WriteString(xml.Header)
	var types []string
	d.within("mime-info", func() {
		for _, association := range app.Manifest.FileAssociations {
			kind := app.MIMEType(association)
			if slices.Contains(types, kind) || !ownType(kind) {
				continue
			}
			types = append(types, kind)
			d.within("mime-type", func() {
				name := association.Name
				if name == "" {
					name = app.Manifest.Name + " file"
				}
				d.text("comment", name)
				d.empty("icon", "name", app.Manifest.ID)
				for _, other := range app.Manifest.FileAssociations {
					if app.MIMEType(other) != kind {
						continue
					}
					for _, extension := range other.Extensions {
						d.empty("glob", "pattern", "*."+extension)
					}
				}
			}, "type", kind)
		}
	}, "xmlns", "http://www.freedesktop.org/standards/shared-mime-info")
	if types == nil {
		return nil
	}
	return []byte(d.String())
}

// ownType tells of a media type whether it is a vendor's, a person's or nobody's.
func ownType(kind string) bool {
	_, name, _ := strings.Cut(kind, "/")
	return strings.HasPrefix(name, "x-") || strings.HasPrefix(name, "vnd.") || strings.HasPrefix(name, "prs.")
}
