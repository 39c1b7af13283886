package config

import (
	"bytes"
	"encoding/json"
	"os"
	"path/filepath"
	"regexp"
	"strings"
)

// npmPerson is how npm writes people in one line: "Ada Lovelace <ada@example.com> (https://example.com)".
var npmPerson = regexp.MustCompile(`^\s*([^<(]*?)\s*(?:<([^>]*)>)?\s*(?:\([^)]*\))?\s*$`)

// Complete fills in what p leaves open from the package.json in the folder dir, where authors of JavaScript have written it: description, author, homepage,
// licence, keywords. What is no such thing there is passed over: npm has looser rules.
func (p *Package) Complete(dir string) {
	source, err := os.ReadFile(filepath.Join(dir, PackageName))
	if err != nil {
		return
	}
	var manifest struct {
		Description, Homepage, License any
		Author                         json.RawMessage
		Keywords                       any
		Build                          struct{ Copyright any }
	}
	if json.Unmarshal(bytes.TrimPrefix(source, byteOrderMark), &manifest) != nil {
		return
	}
	take := func(into *string, value any, check func(string) (problem, hint string)) {
		text, _ := value.(string)
		if text = strings.TrimSpace(text); *into != "" || text == "" {
			return
		}
		if problem, _ := check(text); problem == "" {
			*into = text
		}
	}
	take(&p.Summary, manifest.Description, checkLine)
	take(&p.Homepage, manifest.Homepage, checkWeb)
	if manifest.License != "UNLICENSED" { // npm's word for no licence at all
		take(&p.License, manifest.License, checkSPDX)
	}
	take(&p.Copyright, manifest.Build.Copyright, checkLine)
	name, email := personOf(manifest.Author)
	if p.Author == "" { // the address is of the same person
		take(&p.Author, name, checkLine)
		take(&p.Email, email, checkEmail)
	}
	if list, _ := manifest.Keywords.([]any); p.Keywords == nil {
		for _, item := range list {
			if word, _ := item.(string); word != "" {
				if problem, _ := checkItem(word); problem == "" {
					p.Keywords = append(p.Keywords, word)
				}
			}
		}
	}
}

// personOf reads an author of package.json: a line, or an object.
func personOf(raw json.RawMessage) (name, email string) {
	var line string
	var person struct{ Name, Email string }
	if json.Unmarshal(raw, &line) == nil {
		if match := npmPerson.FindStringSubmatch(line); match != nil {
			return match[1], match[2]
		}
		return "", ""
	}
	if json.Unmarshal(raw, &person) != nil {
		return "", ""
	}
	return person.Name, person.Email
}

// electronIcon returns the icon of an app written for Electron: electron-builder's, where it is a PNG, or where that looks for one.
func electronIcon(dir, named string) string {
	for _, name := range []string{named, "build/icon.png", "build/icons/icon.png", "resources/icon.png", "icon.png"} {
		name = strings.TrimPrefix(filepath.ToSlash(name), "./")
		if problem, _ := checkFile(name); problem != "" || !strings.HasSuffix(strings.ToLower(name), ".png") {
			continue
		}
		if info, err := os.Stat(filepath.Join(dir, filepath.FromSlash(name))); err == nil && info.Mode().IsRegular() {
			return name
		}
	}
	return DefaultIcon
}
