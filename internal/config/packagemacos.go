package config

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
)

// MacPackage is what is said of packages for macOS alone.
type MacPackage struct {
	// Category is one of the App Store's, such as "public.app-category.productivity"; by default it follows from the categories.
	Category string `json:"category"`
	// MinimumVersion is the oldest macOS that the app starts on.
	MinimumVersion string `json:"minimumVersion"`
	// Languages are those that the app speaks, the one of its texts first.
	Languages []string `json:"languages"`
	// Uses are the reasons that people read when the app first asks for something of theirs.
	Uses MacUses `json:"uses"`
	// HardenedRuntime asks for it in the ad-hoc signature.
	HardenedRuntime bool `json:"hardenedRuntime"`
	// Entitlements are names of what the app may do, such as "com.apple.security.app-sandbox".
	Entitlements []string `json:"entitlements"`
	// Background is the path of a PNG that the disk image's window shows behind the icons.
	Background string `json:"background"`
	// Sign is a program that signs the app with a Developer ID, and its arguments: see AppPlaceholder and EntitlementsPlaceholder.
	Sign []string `json:"sign"`
	// Notarize is a program that has Apple notarize a signed app or disk image and staples the ticket to it, with its arguments: see
	// FilePlaceholder.
	Notarize []string `json:"notarize"`
}

// MacUses are reasons, one line each; without one, macOS ends an app that asks.
type MacUses struct {
	Camera       string `json:"camera"`
	Microphone   string `json:"microphone"`
	Location     string `json:"location"`
	Bluetooth    string `json:"bluetooth"`
	LocalNetwork string `json:"localNetwork"`
	Contacts     string `json:"contacts"`
	Calendars    string `json:"calendars"`
	Reminders    string `json:"reminders"`
	Photos       string `json:"photos"`
	Speech       string `json:"speech"`
	AppleEvents  string `json:"appleEvents"`
}

// AppPlaceholder is the app's folder, in MacPackage.Sign; EntitlementsPlaceholder a file with the entitlements, a property list in XML.
const (
	AppPlaceholder          = "{app}"
	EntitlementsPlaceholder = "{entitlements}"
)

// DefaultMinimumVersion is the oldest macOS that Go's programs run on.
const DefaultMinimumVersion = "12.0"

var (
	macVersion      = regexp.MustCompile(`^[0-9]+(\.[0-9]+){0,2}$`)
	macCategory     = regexp.MustCompile(`^public\.app-category\.[a-z-]+$`)
	languagePattern = regexp.MustCompile(`^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$`)
	entitlement     = regexp.MustCompile(`^[A-Za-z0-9.-]+$`)
)

// matching checks a text by a pattern.
func matching(pattern *regexp.Regexp, problem, hint string) func(string) (string, string) {
	return func(text string) (string, string) {
		if !pattern.MatchString(text) {
			return problem, hint
		}
		return "", ""
	}
}

func (r *reader) macPackage(n *node, p *MacPackage) {
	const place = "package.macos"
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
	command := func(into *[]string, key, placeholder string) func(*node) {
		return func(n *node) {
			list(into, key, nil)(n)
			if !slices.ContainsFunc(*into, func(word string) bool { return strings.Contains(word, placeholder) }) {
				r.report(n, place+"."+key+" doesn't say what it is about", `write "`+placeholder+`" in its place: ["tool", "`+placeholder+`"]`)
			}
		}
	}
	r.object(n, place, map[string]func(*node){
		"category":        text(&p.Category, "category", matching(macCategory, "is no category of the App Store", `such as "public.app-category.productivity"`)),
		"minimumVersion":  text(&p.MinimumVersion, "minimumVersion", matching(macVersion, "is no version of macOS", `such as "12.0"`)),
		"languages":       list(&p.Languages, "languages", matching(languagePattern, "is no language", `such as "en" or "pt-BR"`)),
		"uses":            func(n *node) { r.macUses(n, &p.Uses) },
		"hardenedRuntime": func(n *node) { p.HardenedRuntime = r.boolean(n, place+".hardenedRuntime") },
		"entitlements":    list(&p.Entitlements, "entitlements", matching(entitlement, "is no entitlement", `such as "com.apple.security.app-sandbox"`)),
		"background":      text(&p.Background, "background", checkFile),
		"sign":            command(&p.Sign, "sign", AppPlaceholder),
		"notarize":        command(&p.Notarize, "notarize", FilePlaceholder),
	})
	if len(p.Notarize) > 0 && len(p.Sign) == 0 {
		r.report(n, place+".notarize needs "+place+".sign", "Apple notarizes what a Developer ID has signed")
	}
}

func (r *reader) macUses(n *node, u *MacUses) {
	const place = "package.macos.uses"
	readers := map[string]func(*node){}
	for key, into := range map[string]*string{
		"camera": &u.Camera, "microphone": &u.Microphone, "location": &u.Location, "bluetooth": &u.Bluetooth, "localNetwork": &u.LocalNetwork,
		"contacts": &u.Contacts, "calendars": &u.Calendars, "reminders": &u.Reminders, "photos": &u.Photos, "speech": &u.Speech, "appleEvents": &u.AppleEvents,
	} {
		readers[key] = func(n *node) { *into = r.text(n, place+"."+key, checkLine) }
	}
	r.object(n, place, readers)
}
