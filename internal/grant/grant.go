// Package grant is the language of deskjs.json's permissions: the lists, the patterns in them, and what a pattern matches.
//
// Package config reads it, package payload carries it, the backend enforces it (runtime/backend/permission). Nothing here touches
// the system: paths come in canonical, addresses resolved.
package grant

// Permissions is what an app's backend may do, and its pages. A nil one in an app's configuration says that the author has not decided.
type Permissions struct {
	// Net is whom it may talk to.
	Net Net `json:"net"`
	// Files is what it may read and write, beside its own data.
	Files Files `json:"files"`
	// Run are the programs it may start: names that are looked up in PATH, or paths. "*" is any.
	Run []string `json:"run,omitempty"`
	// OpenExternal are schemes of addresses that it may have the system open, beside the usual ones.
	OpenExternal []string `json:"openExternal,omitempty"`
	// Page is what its pages may do by themselves.
	Page Page `json:"page,omitzero"`
}

// Page has patterns of package grant: see ParseOrigin.
type Page struct {
	// Connect is where a page may load data from: with fetch and web sockets, images, sound and video. Never code, styles or frames.
	Connect []string `json:"connect,omitempty"`
	// Eval is whether a page may make code of text.
	Eval bool `json:"eval,omitempty"`
}

// Net has patterns of package grant: see ParseHost.
type Net struct {
	// Connect is what it may connect and send to, and whose names it may look up.
	Connect []string `json:"connect,omitempty"`
	// Listen is where it may wait for connections and datagrams.
	Listen []string `json:"listen,omitempty"`
	// Deny wins over both.
	Deny []string `json:"deny,omitempty"`
}

// Files has patterns of package grant: see ParsePath.
type Files struct {
	Read  []string `json:"read,omitempty"`
	Write []string `json:"write,omitempty"`
	// Deny wins over both.
	Deny []string `json:"deny,omitempty"`
}

// Any is the pattern that grants everything of its list.
const Any = "*"

// A Mistake is what is wrong with a pattern, in the words of a message about deskjs.json.
type Mistake struct {
	// Problem follows the pattern's place: "must not have a scheme".
	Problem string
	// Hint says what to write instead; it may be empty.
	Hint string
}

// Error returns the problem and the hint.
func (m *Mistake) Error() string {
	if m.Hint == "" {
		return m.Problem
	}
	return m.Problem + ": " + m.Hint
}

// maxPattern bounds a pattern's length: a name has at most 253 bytes, a path 4096.
const maxPattern = 4096
