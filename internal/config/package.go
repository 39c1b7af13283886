package config

import (
	"fmt"
	"io/fs"
	"net/url"
	"regexp"
	"strings"
)

// Package is what installers say and do beyond the app's name, identifier and version.
type Package struct {
	// Summary is the app in one line; Description in some paragraphs, parted by empty lines.
	Summary     string `json:"summary"`
	Description string `json:"description"`
	// Author is who makes it, a person or a company; Email is where they answer. Both are asked for by deb and rpm.
	Author string `json:"author"`
	Email  string `json:"email"`
	// Homepage is an https address.
	Homepage string `json:"homepage"`
	// License is an SPDX expression, such as "MIT"; LicenseFile is the path of its text in the project.
	License     string `json:"license"`
	LicenseFile string `json:"licenseFile"`
	Copyright   string `json:"copyright"`
	// Icon is the path of a square PNG in the project; "assets/icon.png" by default.
	Icon string `json:"icon"`
	// Categories are freedesktop.org's; Keywords are what people may search by.
	Categories []string `json:"categories"`
	Keywords   []string `json:"keywords"`
	// Autostart starts the app when its user logs in, until they switch that off.
	Autostart bool `json:"autostart"`
	// Windows is what is said of packages for Windows alone.
	Windows WindowsPackage `json:"windows"`
	// Macos is what is said of packages for macOS alone.
	Macos MacPackage `json:"macos"`
	// Linux is what only Linux's packages have.
	Linux LinuxPackage `json:"linux"`
}

// DefaultIcon is the icon's path if deskjs.json doesn't say.
const DefaultIcon = "assets/icon.png"

var (
	spdxPattern  = regexp.MustCompile(`^[A-Za-z0-9.+-]+( (AND|OR|WITH) [A-Za-z0-9.+-]+)*$`)
	emailPattern = regexp.MustCompile(`^[^\s@<>]+@[^\s@<>]+$`)
)

func (r *reader) pack(n *node, p *Package) {
	const place = "package"
	text := func(into *string, key string, check func(string) (problem, hint string)) func(*node) {
		return func(n *node) { *into = r.text(n, place+"."+key, check) }
	}
	list := func(into *[]string, key string, check func(string) (problem, hint string)) func(*node) {
		return func(n *node) {
			for i, item := range r.array(n, place+"."+key) {
				*into = append(*into, r.text(item, fmt.Sprintf("%s.%s[%d]", place, key, i), check))
			}
		}
	}
	r.object(n, place, map[string]func(*node){
		"summary":     text(&p.Summary, "summary", checkLine),
		"description": text(&p.Description, "description", nil),
		"author":      text(&p.Author, "author", checkLine),
		"email":       text(&p.Email, "email", checkEmail),
		"homepage":    text(&p.Homepage, "homepage", checkWeb),
		"license":     text(&p.License, "license", checkSPDX),
		"licenseFile": text(&p.LicenseFile, "licenseFile", checkFile),
		"copyright":   text(&p.Copyright, "copyright", checkLine),
		"icon":        text(&p.Icon, "icon", checkFile),
		"categories":  list(&p.Categories, "categories", checkCategory),
		"keywords":    list(&p.Keywords, "keywords", checkItem),
		"autostart":   func(n *node) { p.Autostart = r.boolean(n, place+".autostart") },
		"windows":     func(n *node) { r.windowsPackage(n, &p.Windows) },
		"macos":       func(n *node) { r.macPackage(n, &p.Macos) },
		"linux":       func(n *node) { r.linuxPackage(n, place+".linux", &p.Linux) },
	})
}

func checkLine(text string) (problem, hint string) {
	if strings.ContainsAny(text, "\r\n") {
		return "must be one line", ""
	}
	return "", ""
}

func checkItem(text string) (problem, hint string) {
	if strings.ContainsAny(text, "\r\n;") {
		return "must be one word or two, without a semicolon", ""
	}
	return "", ""
}

func checkEmail(text string) (problem, hint string) {
	if !emailPattern.MatchString(text) {
		return "is no e-mail address", `such as "ada@example.com"`
	}
	return "", ""
}

func checkWeb(text string) (problem, hint string) {
	if address, err := url.Parse(text); err != nil || address.Scheme != "https" || address.Host == "" {
		return "is no https address", `such as "https://example.com/notes"`
	}
	return "", ""
}

func checkSPDX(text string) (problem, hint string) {
	if !spdxPattern.MatchString(text) {
		return "is no SPDX expression", `such as "MIT", "GPL-3.0-or-later" or "LicenseRef-proprietary"`
	}
	return "", ""
}

func checkFile(text string) (problem, hint string) {
	if !fs.ValidPath(text) || text == "." || strings.Contains(text, `\`) {
		return "must be the path of a file in the project", `such as "assets/icon.png", with slashes and without "./"`
	}
	return "", ""
}
