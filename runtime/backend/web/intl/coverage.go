package intl

import (
	_ "embed"

	"github.com/deskjs/deskjs/runtime/backend/web/intl/cldr"
)

// Coverage says what of ECMA-402 there is and what is not, as Markdown.
//
//go:embed coverage.md
var Coverage string

// Locales lists the locales that there is data for, as language tags in the order of the alphabet.
func Locales() []string { return cldr.Locales() }
