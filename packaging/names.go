package packaging

import (
	"strings"

	"golang.org/x/text/unicode/norm"
)

// PackageName is the app's name as every system's packages may be called: lower-case ASCII letters, digits and "-", a letter or
// a digit first, two characters at least. "Möbel" is mobel; a name without a Latin letter is the identifier's.
func (a *App) PackageName() string {
	if name := a.Package.Linux.Name; name != "" {
		return name
	}
	if name := plain(a.Command); len(name) >= 2 {
		return name
	}
	return plain(a.Manifest.ID)
}

// plain leaves of a name what is ASCII, accents first.
func plain(name string) string {
	var b strings.Builder
	for _, r := range norm.NFD.String(strings.ToLower(name)) {
		switch {
		case r >= 'a' && r <= 'z', r >= '0' && r <= '9':
			b.WriteRune(r)
		case r < 0x80 && b.Len() > 0 && !strings.HasSuffix(b.String(), "-"):
			b.WriteByte('-')
		}
	}
	return strings.Trim(b.String(), "-")
}
