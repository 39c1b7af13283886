package config

import (
	"errors"
	"fmt"

	"github.com/deskjs/deskjs/internal/grant"
)

// maxPatterns is how many a list may have: each is compared at every use.
const maxPatterns = 1000

func (r *reader) permissions(n *node, p *grant.Permissions) {
	const path = "permissions"
	r.object(n, path, map[string]func(*node){
		"net": func(n *node) {
			r.object(n, path+".net", map[string]func(*node){
				"connect": func(n *node) { p.Net.Connect = r.patterns(n, path+".net.connect", checkHost) },
				"listen":  func(n *node) { p.Net.Listen = r.patterns(n, path+".net.listen", checkLocal) },
				"deny":    func(n *node) { p.Net.Deny = r.patterns(n, path+".net.deny", checkHost) },
			})
		},
		"files": func(n *node) {
			r.object(n, path+".files", map[string]func(*node){
				"read":  func(n *node) { p.Files.Read = r.patterns(n, path+".files.read", checkPath) },
				"write": func(n *node) { p.Files.Write = r.patterns(n, path+".files.write", checkPath) },
				"deny":  func(n *node) { p.Files.Deny = r.patterns(n, path+".files.deny", checkPath) },
			})
		},
		"run": func(n *node) { p.Run = r.patterns(n, path+".run", grant.CheckCommand) },
		"openExternal": func(n *node) {
			p.OpenExternal = r.patterns(n, path+".openExternal", grant.CheckScheme)
		},
		"page": func(n *node) {
			r.object(n, path+".page", map[string]func(*node){
				"connect": func(n *node) { p.Page.Connect = r.patterns(n, path+".page.connect", checkOrigin) },
				"eval":    func(n *node) { p.Page.Eval = r.boolean(n, path+".page.eval") },
			})
		},
	})
}

// patterns returns a list of strings in which check finds nothing wrong.
func (r *reader) patterns(n *node, name string, check func(string) error) []string {
	items := r.array(n, name)
	if len(items) > maxPatterns {
		r.report(items[maxPatterns], fmt.Sprintf("%s has more than %d entries", name, maxPatterns), "")
		return nil
	}
	var list []string
	for i, item := range items {
		list = append(list, r.text(item, fmt.Sprintf("%s[%d]", name, i), func(text string) (problem, hint string) {
			var mistake *grant.Mistake
			if errors.As(check(text), &mistake) {
				return mistake.Problem, mistake.Hint
			}
			return "", ""
		}))
	}
	return list
}

func checkHost(text string) error {
	_, err := grant.ParseHost(text)
	return err
}

func checkLocal(text string) error {
	host, err := grant.ParseHost(text)
	if err == nil && host.IsName() && !host.MatchName("localhost") {
		return &grant.Mistake{Problem: "must be an address of the machine", Hint: `such as "127.0.0.1:8080", or "0.0.0.0:8080" to be reached from elsewhere`}
	}
	return err
}

func checkOrigin(text string) error {
	_, err := grant.ParseOrigin(text)
	return err
}

func checkPath(text string) error {
	_, err := grant.ParsePath(text)
	return err
}
