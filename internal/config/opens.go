package config

import (
	"fmt"
	"regexp"
	"slices"
	"strings"

	"github.com/deskjs/deskjs/internal/payload"
)

var (
	protocolPattern  = regexp.MustCompile(`^[a-z][a-z0-9+.-]*$`)
	extensionPattern = regexp.MustCompile(`^[a-zA-Z0-9][a-zA-Z0-9_+-]*(\.[a-zA-Z0-9_+-]+)*$`)
	mimePattern      = regexp.MustCompile(`^[a-z0-9][a-z0-9.+-]*/[a-zA-Z0-9][a-zA-Z0-9.+_-]*$`)
)

// systemProtocols are opened by what the system has for them.
var systemProtocols = strings.Fields("about app blob chrome data deskjs file ftp http https javascript mailto view-source ws wss")

func (r *reader) protocols(n *node) []string {
	var list []string
	for i, item := range r.array(n, "protocols") {
		text := r.text(item, fmt.Sprintf("protocols[%d]", i), func(text string) (problem, hint string) {
			switch {
			case !protocolPattern.MatchString(text):
				return "is no scheme of addresses", `write its name alone, in lower case: "my-notes" for my-notes://`
			case slices.Contains(systemProtocols, text):
				return "is a scheme that is not an app's own", `choose a name that nobody else has, such as "my-notes"`
			case slices.Contains(list, text):
				return "is here twice", "remove one"
			}
			return "", ""
		})
		list = append(list, text)
	}
	return list
}

func (r *reader) fileAssociations(n *node) []payload.FileAssociation {
	var list []payload.FileAssociation
	for i, item := range r.array(n, "fileAssociations") {
		place := fmt.Sprintf("fileAssociations[%d]", i)
		var a payload.FileAssociation
		r.object(item, place, map[string]func(*node){
			"extensions": func(n *node) {
				for j, extension := range r.array(n, place+".extensions") {
					a.Extensions = append(a.Extensions, r.text(extension, fmt.Sprintf("%s.extensions[%d]", place, j), func(text string) (problem, hint string) {
						if !extensionPattern.MatchString(text) {
							return "is no extension of a file's name", `write it without the dot in front: "note"`
						}
						return "", ""
					}))
				}
			},
			"name": func(n *node) { a.Name = r.text(n, place+".name", nil) },
			"mimeType": func(n *node) {
				a.MIMEType = r.text(n, place+".mimeType", func(text string) (problem, hint string) {
					if !mimePattern.MatchString(text) {
						return "is no media type", `such as "application/x-note"`
					}
					return "", ""
				})
			},
		}, "extensions")
		list = append(list, a)
	}
	return list
}
