package hot

import (
	"encoding/json"
	"time"

	"github.com/deskjs/deskjs/internal/diag"
)

// Kind says what a change asks of the page.
type Kind int

const (
	// KindNone is a change that alters nothing that runs, such as one of types or comments.
	KindNone Kind = iota
	// KindUpdate is a change that the open page takes.
	KindUpdate
	// KindReload is a change for which the page must be loaded again.
	KindReload
	// KindProblem is a change that can't be built: the page stays as it is.
	KindProblem
)

// Update is what a change of the page's files came to.
type Update struct {
	Kind Kind
	// Version counts the updates and reloads of a run.
	Version int
	// Paths are the changed files, relative to the project.
	Paths []string
	// Modules are those that take the change, by id ("frontend/App.tsx"): where it stops on its way to the importers. Style sheets are among them.
	Modules []string
	// Reason says why the page must be loaded again: which file, and which importers no module takes it from.
	Reason string
	// Problems are what keeps the change from being built, or warns.
	Problems []diag.Message
	// Duration is how long it took from the change to the message.
	Duration time.Duration
	// Message is what the page's client wants to know: the Update of bridge.Hot.
	Message json.RawMessage

	changed []string // ids with new definitions
}

// message is Update.Message; see client/hot.js.
type message struct {
	Version int    `json:"version"`
	Reload  bool   `json:"reload,omitempty"`
	Reason  string `json:"reason,omitempty"`
	// Script defines the changed modules; "" if there are none.
	Script string `json:"script,omitempty"`
	// Changed are the modules with new definitions, Boundaries those that take the change, each with the module that it takes it from.
	Changed    []string    `json:"changed,omitempty"`
	Boundaries [][2]string `json:"boundaries,omitempty"`
	Removed    []string    `json:"removed,omitempty"`
	// Styles are the new texts of style sheets, with the id of each, and Links the addresses of those that the page links.
	Styles [][2]string `json:"styles,omitempty"`
	Links  []string    `json:"links,omitempty"`
}
