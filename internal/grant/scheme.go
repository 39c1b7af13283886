package grant

import (
	"regexp"
	"slices"
)

// UsualSchemes are those of addresses that any app may have the system open.
var UsualSchemes = []string{"http", "https", "mailto", "tel"}

// neverSchemes are files and code: what opens them would have the app's word that they are harmless.
var neverSchemes = []string{"app", "blob", "data", "file", "filesystem", "javascript", "ms-msdt", "search-ms", "vbscript", "view-source"}

var schemeForm = regexp.MustCompile(`^[a-z][a-z0-9+.-]{0,63}$`)

// CheckScheme says what is wrong with a scheme that deskjs.json adds to the usual ones. The error is a *Mistake.
func CheckScheme(text string) error {
	switch {
	case text == Any:
		return &Mistake{"must be the name of one scheme", `there is no pattern for all: what each of them starts differs`}
	case slices.Contains(neverSchemes, text):
		hint := "such an address can start anything"
		if text == "file" {
			hint = "files are opened by shell.openPath"
		}
		return &Mistake{"can't be granted", hint}
	case !schemeForm.MatchString(text):
		return &Mistake{"is no scheme", `write it in small letters, without "://", such as "vscode"`}
	}
	return nil
}
