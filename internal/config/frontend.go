package config

import (
	"io/fs"
	"path"
	"strings"
)

// Frontend says where the page is, and who makes it.
type Frontend struct {
	// Root is the folder with index.html and public/, relative to the project; "frontend" by default, "." for the project itself.
	Root string `json:"root"`
	// Dist is a folder of finished pages, made by a tool of the project's own, that the app has as they are; "" if DeskJS bundles the page.
	Dist string `json:"dist"`
	// Command makes Dist: a script of package.json, or a program with its arguments.
	Command string `json:"command"`
	// Fallback is the page, below Root or Dist, for addresses that no file has: those of an app with a router. "" for none.
	Fallback string `json:"fallback"`
}

// DefaultRoot is where the page is if deskjs.json doesn't say.
const DefaultRoot = "frontend"

func (r *reader) frontend(n *node, frontend *Frontend) {
	place := func(into *string, key string, check func(string) (problem, hint string)) func(*node) {
		return func(n *node) { *into = r.text(n, "frontend."+key, check) }
	}
	var dist, command *node
	r.object(n, "frontend", map[string]func(*node){
		"root":     place(&frontend.Root, "root", checkFolder),
		"dist":     func(n *node) { dist = n; place(&frontend.Dist, "dist", checkFolder)(n) },
		"command":  func(n *node) { command = n; place(&frontend.Command, "command", nil)(n) },
		"fallback": place(&frontend.Fallback, "fallback", checkPage),
	})
	if command != nil && dist == nil {
		r.report(command, "frontend.command makes pages, and frontend.dist does not say where", `add "dist": "out", the folder that it writes`)
	}
}

func checkFolder(text string) (problem, hint string) {
	if !fs.ValidPath(text) || strings.Contains(text, `\`) {
		return "must be the path of a folder in the project", `such as "dist", with slashes and without "./"; "." is the project's own`
	}
	return "", ""
}

func checkPage(text string) (problem, hint string) {
	if !fs.ValidPath(text) || strings.Contains(text, `\`) || path.Ext(text) != ".html" {
		return "must be the path of a page", `such as "index.html", without a "/" in front`
	}
	return "", ""
}
