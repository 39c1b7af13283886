package grant

import (
	"slices"
	"strings"

	"github.com/deskjs/deskjs/internal/diag"
)

// Variables are the folders that a path may begin with, as "$HOME".
var Variables = []string{
	"APP", "APPDATA", "APPCACHE", "APPLOGS", "HOME", "TEMP", "DESKTOP", "DOCUMENTS", "DOWNLOADS", "MUSIC", "PICTURES", "VIDEOS",
}

// Path is a pattern of files.
type Path struct {
	text string
	any  bool
	// variable is the folder it begins in, "" for a path from the root.
	variable string
	names    []string // the rest; of a path from a Windows root the first is "C:"
}

// ParsePath reads a pattern of files. The error is a *Mistake. Patterns are
//
//	$HOME/Documents      a file, or a folder and all that is in it
//	/etc/hosts, C:/Data  the same from the root; on another system than it is written for, it means nothing
//	$DOCUMENTS/*.txt     "*" stands for any part of a name
//	$HOME/Music/**       "**" stands for any number of folders
//	*                    all files
//
// "*" and "**" stand for no name that begins with a dot, unless the pattern denies.
func ParsePath(text string) (Path, error) {
	p := Path{text: text}
	slashed := strings.ReplaceAll(text, `\`, "/")
	switch {
	case text == "":
		return p, &Mistake{"must not be empty", `write a path, such as "$HOME/Documents"`}
	case len(text) > maxPattern:
		return p, &Mistake{"is too long to be a path", ""}
	case strings.ContainsRune(text, 0):
		return p, &Mistake{"has a NUL character", ""}
	case text == Any:
		p.any = true
		return p, nil
	case strings.HasPrefix(slashed, "$"):
		name, rest, _ := strings.Cut(slashed[1:], "/")
		if !slices.Contains(Variables, name) {
			hint := diag.DidYouMean("$"+name, dollars())
			if hint == "" {
				hint = "the folders are " + strings.Join(dollars(), ", ")
			}
			return p, &Mistake{"begins with a folder that is not known", hint}
		}
		p.variable, slashed = name, rest
	case strings.HasPrefix(slashed, "~"):
		return p, &Mistake{"must begin with a known folder or be absolute", `write "$HOME" for the user's folder`}
	case !strings.HasPrefix(slashed, "/") && !hasDrive(slashed):
		return p, &Mistake{"must begin with a known folder or be absolute", `write "$APP/` + text + `" for what lies beside the app, "$APPDATA/` + text + `" for its data`}
	}
	for name := range strings.SplitSeq(slashed, "/") {
		switch {
		case name == "" || name == ".":
		case name == "..":
			return p, &Mistake{`must not contain ".."`, "write the folder that is meant"}
		case strings.Contains(name, "**") && name != "**":
			return p, &Mistake{`has a "**" that is not a name of its own`, `write "$HOME/Music/**/*.mp3"`}
		default:
			p.names = append(p.names, name)
		}
	}
	if count := len(p.names); count > 64 {
		return p, &Mistake{"has too many folders", ""}
	}
	return p, nil
}

func dollars() []string {
	out := make([]string, len(Variables))
	for i, name := range Variables {
		out[i] = "$" + name
	}
	return out
}

func hasDrive(path string) bool {
	return len(path) >= 3 && path[1] == ':' && path[2] == '/' && (path[0]|0x20) >= 'a' && (path[0]|0x20) <= 'z'
}

// String returns the pattern as it was written.
func (p Path) String() string { return p.text }

// IsAny reports whether the pattern means all files.
func (p Path) IsAny() bool { return p.any }

// Variable returns the name of the folder that the pattern begins in, "" if it begins at the root.
func (p Path) Variable() string { return p.variable }

// Literal returns the names before the first that has a "*", and Wild those from there on, which may be none.
func (p Path) Literal() []string { return p.names[:p.wild()] }

// Wild is documented at Literal.
func (p Path) Wild() []string { return p.names[p.wild():] }

func (p Path) wild() int {
	if at := slices.IndexFunc(p.names, func(name string) bool { return strings.Contains(name, "*") }); at >= 0 {
		return at
	}
	return len(p.names)
}

// MatchNames reports whether names, those of a path below a pattern's Literal, are meant by its Wild names. dots says that "*" stands
// for names that begin with a dot too; below that what lies in a folder that is meant is meant too.
func MatchNames(wild, names []string, dots, below bool) bool {
	// reached[i] says that the first i of wild have been used up.
	reached := make([]bool, len(wild)+1)
	next := make([]bool, len(wild)+1)
	reached[0] = true
	spread := func(set []bool) {
		for i, pattern := range wild {
			if set[i] && pattern == "**" {
				set[i+1] = true
			}
		}
	}
	spread(reached)
	for _, name := range names {
		if below && reached[len(wild)] {
			return true
		}
		hidden := strings.HasPrefix(name, ".") && !dots
		clear(next)
		for i, pattern := range wild {
			switch {
			case !reached[i]:
			case pattern == "**":
				next[i] = next[i] || !hidden
			case matchName(pattern, name) && (!hidden || strings.HasPrefix(pattern, ".")):
				next[i+1] = true
			}
		}
		spread(next)
		reached, next = next, reached
	}
	return reached[len(wild)]
}

// matchName compares one name; "*" is any part of it.
func matchName(pattern, name string) bool {
	first, rest, starred := strings.Cut(pattern, "*")
	if !starred {
		return pattern == name
	}
	if name, ok := strings.CutPrefix(name, first); ok {
		for {
			part, after, more := strings.Cut(rest, "*")
			if !more {
				return strings.HasSuffix(name, part)
			}
			at := strings.Index(name, part)
			if at < 0 {
				return false
			}
			name, rest = name[at+len(part):], after
		}
	}
	return false
}

// CheckCommand reads an entry of Run: a name without a folder, or a pattern of ParsePath without "*". The error is a *Mistake.
func CheckCommand(text string) error {
	switch {
	case text == Any:
		return nil
	case text == "" || len(text) > maxPattern || strings.ContainsAny(text, "\x00"):
		return &Mistake{"is not the name of a program", `such as "git"`}
	case !strings.ContainsAny(text, `/\$`):
		if strings.ContainsAny(text, "* \t\r\n") {
			return &Mistake{"is the name of a program alone", `without arguments, such as "git"; "*" alone is any program`}
		}
		return nil
	case strings.Contains(text, "*"):
		return &Mistake{`must not contain "*"`, `name the program; "*" alone is any program`}
	}
	_, err := ParsePath(text)
	return err
}
