package payload

// Electron is what the runtime must know of an app written for Electron. Its folder is its pages' folder too: its files lie below
// FrontendPrefix as they are, and the backend finds them there as well.
type Electron struct {
	// Pages are those of its pages that need more than the policy of all, by their names below FrontendPrefix.
	Pages map[string]ElectronPage `json:"pages,omitempty"`
}

// ElectronPage is what one page may do besides. It was read from the page's own source.
type ElectronPage struct {
	// Scripts are the sources, of a Content-Security-Policy, of the scripts within the page.
	Scripts []string `json:"scripts,omitempty"`
	// Eval says that the page's own policy lets it make code of text.
	Eval bool `json:"eval,omitempty"`
}
