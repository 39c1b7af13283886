package templates

import (
	"fmt"
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// NewApp returns an App called name, with an id and a slug made from it. It
// fails for a name that is empty, too long, or has characters that the name of
// a window, a file or a package cannot have.
func NewApp(name string) (App, error) {
	name = norm.NFC.String(strings.TrimSpace(name))
	if name == "" || utf8.RuneCountInString(name) > 60 {
		return App{}, fmt.Errorf("an app's name has 1 to 60 letters")
	}
	if i := strings.IndexFunc(name, isForbidden); i >= 0 {
		return App{}, fmt.Errorf("an app's name cannot have %q in it", []rune(name[i:])[0])
	}
	if strings.HasPrefix(name, ".") {
		return App{}, fmt.Errorf("an app's name cannot start with a full stop")
	}
	slug := slugOf(name)
	id := slug
	if id[0] >= '0' && id[0] <= '9' { // each part of an id starts with a letter
		id = "app-" + id
	}
	return App{Name: name, Slug: slug, ID: "com.example." + id}, nil
}

// isForbidden reports whether r means something to JSON, HTML or a file system.
func isForbidden(r rune) bool {
	return r < ' ' || r == 0x7f || r == '\uFFFD' || strings.ContainsRune(`"\/<>&|:*?{}`+"`", r)
}

// slugOf returns name as a package or an id may be called: small ASCII letters, digits and single dashes. Letters lose their
// accents; what has no such letter at all is "app".
func slugOf(name string) string {
	var slug strings.Builder
	for _, r := range strings.ToLower(norm.NFKD.String(name)) {
		switch {
		case r >= 'a' && r <= 'z' || r >= '0' && r <= '9':
			slug.WriteRune(r)
		case unicode.Is(unicode.Mn, r) || r == '\'' || r == '’':
			// An accent that stood on the letter before, or an apostrophe.
		case slug.Len() > 0 && !strings.HasSuffix(slug.String(), "-"):
			slug.WriteByte('-')
		}
	}
	if trimmed := strings.Trim(slug.String(), "-"); trimmed != "" {
		return trimmed
	}
	return "app"
}

var id = regexp.MustCompile(`^[a-zA-Z][a-zA-Z0-9-]*(\.[a-zA-Z][a-zA-Z0-9-]*)+$`)

// IsID reports whether text can be an app's id in deskjs.json.
func IsID(text string) bool { return len(text) <= 155 && id.MatchString(text) }
