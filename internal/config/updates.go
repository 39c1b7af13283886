package config

import (
	"net/url"
	"time"

	"github.com/deskjs/deskjs/internal/payload"
	"github.com/deskjs/deskjs/internal/update/manifest"
	"github.com/deskjs/deskjs/internal/update/signature"
)

// minInterval is the shortest time between checks for updates.
const minInterval = time.Minute

func (r *reader) updates(n *node) *payload.Updates {
	const place = "updates"
	u := &payload.Updates{Channel: payload.DefaultChannel, Interval: payload.DefaultInterval}
	var address *node
	r.object(n, place, map[string]func(*node){
		"url":       func(n *node) { u.URL, address = r.text(n, place+".url", nil), n },
		"publicKey": func(n *node) { u.PublicKey = r.text(n, place+".publicKey", checkPublicKey) },
		"channel":   func(n *node) { u.Channel = r.text(n, place+".channel", checkChannel) },
		"interval":  func(n *node) { u.Interval = r.text(n, place+".interval", checkInterval) },
		"autoDownload": func(n *node) {
			on := r.boolean(n, place+".autoDownload")
			u.AutoDownload = &on
		},
		"autoApply":      func(n *node) { u.AutoApply = r.boolean(n, place+".autoApply") },
		"systemPackages": func(n *node) { u.SystemPackages = r.boolean(n, place+".systemPackages") },
		"loopback":       func(n *node) { u.Loopback = r.boolean(n, place+".loopback") },
	}, "url", "publicKey")
	if address != nil && address.kind == kindString && !validUpdatesURL(u) {
		r.report(address, "updates.url is no https address of a folder", `such as "https://example.com/notes/updates"; with "loopback": true beside it also "http://127.0.0.1:8080", to try updates on this machine`)
	}
	return u
}

func validUpdatesURL(u *payload.Updates) bool {
	address, err := url.Parse(u.URL)
	if err != nil || address.Host == "" || address.RawQuery != "" || address.Fragment != "" || address.User != nil {
		return false
	}
	loopback := u.Loopback && address.Scheme == "http" && (address.Hostname() == "127.0.0.1" || address.Hostname() == "::1")
	return address.Scheme == "https" || loopback
}

func checkPublicKey(text string) (problem, hint string) {
	if key, err := signature.ParsePublicKey(text); err != nil || key.String() != text {
		return "is no public key", "`deskjs keygen` makes one, and says what to write here: 56 characters that begin with RW"
	}
	return "", ""
}

func checkChannel(text string) (problem, hint string) {
	if !manifest.ValidChannel(text) {
		return "is no name of a channel", `such as "stable" or "beta": small letters, digits and "-"`
	}
	return "", ""
}

func checkInterval(text string) (problem, hint string) {
	if every, err := time.ParseDuration(text); err != nil || every != 0 && every < minInterval {
		return "is no time between checks", `such as "4h" or "30m", a minute at least; "0" leaves the checks to the app`
	}
	return "", ""
}
