package window

import (
	"fmt"
	"strings"
	"time"
)

// Session is what the pages of some windows share: cookies, caches, what they store. Its methods belong to the UI thread, as what they
// call does.
type Session interface {
	// Cookies gives those that a request for a URL would send; all of them when it is "".
	Cookies(url string, done func([]Cookie, error))
	SetCookie(cookie Cookie, done func(error))
	// RemoveCookie removes a cookie as Cookies gave it.
	RemoveCookie(cookie Cookie, done func(error))
	// Clear forgets what pages have stored, of these kinds: "cookies", "cache", "localstorage", "indexdb", "serviceworkers", "cachestorage",
	// "hsts".
	Clear(kinds []string, done func(error))
	// CacheSize is how many bytes the cache of the web has.
	CacheSize(done func(int64, error))
	// SetProxy says through what the web is reached.
	SetProxy(Proxy) error
	// SetSpelling says whether editable text is checked, and in which languages ("en-GB"); none leaves it to the system. Spelling gives both.
	SetSpelling(enabled bool, languages []string) error
	Spelling() (enabled bool, languages []string)
}

// Cookie is one cookie.
type Cookie struct {
	Name, Value, Domain, Path string
	Secure, HTTPOnly          bool
	Expires                   time.Time // zero is the end of the session
	SameSite                  string    // "lax", "strict", "no_restriction"; "" is unspecified
}

// Proxy says through what the web is reached.
type Proxy struct {
	Mode    string            // "system", "direct", "custom"
	Default string            // a URL: "http://proxy.example:3128"
	Schemes map[string]string // by scheme of what is fetched, in place of Default
	Bypass  []string          // hosts that are reached directly
}

// persistent begins the partitions that are kept on disk.
const persistent = "persist:"

// partitionFolder is the name of the folder of a partition: none for one that lives in memory.
func partitionFolder(partition string) string {
	name, kept := strings.CutPrefix(partition, persistent)
	if !kept || name == "" {
		return ""
	}
	// Any name makes one folder, and never one elsewhere.
	var folder strings.Builder
	for _, c := range []byte(name) {
		if c >= 'a' && c <= 'z' || c >= '0' && c <= '9' || c == '-' {
			folder.WriteByte(c)
		} else {
			const digits = "0123456789abcdef"
			folder.WriteString("_" + string(digits[c>>4]) + string(digits[c&15]))
		}
	}
	return folder.String()
}

// Scheme is one whose URLs the app itself serves, by Config.Serve: "app" is there from the start.
type Scheme struct {
	Name   string // in small letters
	Secure bool   // its pages may use what only pages of https may
	CORS   bool   // pages of other origins may fetch from it, if its answers say so
}

// valid tells whether an app may have such a scheme.
func (s Scheme) valid() bool {
	switch s.Name {
	case "", "http", "https", "ws", "wss", "file", "ftp", "data", "blob", "about", "javascript", "resource", "webkit", "inspector":
		return false
	}
	for i, c := range []byte(s.Name) {
		letter := c >= 'a' && c <= 'z'
		if !letter && (i == 0 || (c < '0' || c > '9') && c != '+' && c != '-' && c != '.') {
			return false
		}
	}
	return true
}

func errScheme(name string) error {
	return fmt.Errorf("%q can't be a scheme of the app: it needs small letters, digits, +, - and ., and a name that the webview does not use", name)
}

// Permission is something that a page wants to be allowed.
type Permission struct {
	Name         string // Electron's: "media", "geolocation", "notifications", "pointerLock", "clipboard-read", ...
	Audio, Video bool   // which of the two "media" is about
}

// Download is a file that is being fetched. Its methods and functions belong to the UI thread.
type Download struct {
	URL, Name, Type string // Name is what the server or the link calls it; Type is of MIME
	Disposition     string // the header Content-Disposition
	Total           int64  // in bytes, 0 when it is not known
	Received        int64
	// Progress is told when more has come; Done, once, when nothing more will: "completed", "cancelled" or "interrupted", which has a reason.
	Progress func()
	Done     func(state, reason string)

	save   func(path string)
	cancel func()
}

// Save has it saved to a file, in place of what is there. Until then nothing is. Cancel ends it.
func (d *Download) Save(path string) { d.save(path) }
func (d *Download) Cancel()          { d.cancel() }
