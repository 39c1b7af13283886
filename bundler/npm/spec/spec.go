// Package spec reads what a dependency asks for, as npm's npm-package-arg does: "^1.2.0", "latest", "npm:other@2", "file:../lib", an archive's
// address, a git repository.
//
// Package tree imports it, and commands that take packages by name.
package spec

import (
	"fmt"
	"net/url"
	"path/filepath"
	"regexp"
	"strings"

	"github.com/deskjs/deskjs/bundler/npm/semver"
)

// Kind is what a dependency asks for.
type Kind string

// The kinds there are.
const (
	Version   Kind = "version"
	Range     Kind = "range"
	Tag       Kind = "tag"
	Alias     Kind = "alias"
	Directory Kind = "directory"
	File      Kind = "file"   // an archive of this machine
	Remote    Kind = "remote" // an archive's address
	Git       Kind = "git"
)

// Spec is one request.
type Spec struct {
	Kind Kind
	// Name is the package's, empty where only fetching it tells; Raw is what was asked for, without the name.
	Name, Raw string
	// Fetch is what to fetch: the range, version or tag, the absolute path, or the address.
	Fetch string
	// Save is how the project's package.json writes it where that is not Raw: paths become relative to it.
	Save string
	// Alias is what an alias stands for.
	Alias *Spec
	// Committish is the commit, branch or tag of a git repository; GitRange, the range of versions among its tags.
	Committish, GitRange string
}

// Registry reports whether a registry has it.
func (s *Spec) Registry() bool {
	return s.Kind == Version || s.Kind == Range || s.Kind == Tag || s.Kind == Alias
}

// Error says why a request makes no sense.
type Error struct{ Text string }

func (e *Error) Error() string { return e.Text }

func fail(format string, values ...any) error { return &Error{fmt.Sprintf(format, values...)} }

var (
	address    = regexp.MustCompile(`(?i)^(?:git[+])?[a-z]+:`)
	scp        = regexp.MustCompile(`(?i)^[^@]+@[^:.]+\.[^:]+:.+$`)
	archive    = regexp.MustCompile(`(?i)[.](?:tgz|tar\.gz|tar)$`)
	filePath   = regexp.MustCompile(`^(?:[.]|~[/]|[/\\]|[a-zA-Z]:[/\\])`)
	shortcut   = regexp.MustCompile(`^[^@%/\s.-][^:@%/\s]*/[^:@\s/%]+(?:#.*)?$`)
	hosts      = regexp.MustCompile(`^(?:github|gitlab|bitbucket|gist|sourcehut):`)
	hostedURL  = regexp.MustCompile(`(?i)^(?:git\+)?(?:https?|ssh|git)://(?:[^/@]*@)?(?:www\.)?(github\.com|gitlab\.com|bitbucket\.org|gist\.github\.com)[/:]([^/#?]+)/([^/#?]+?)(?:\.git)?/?(#.*)?$`)
	nameLetter = regexp.MustCompile(`^[A-Za-z0-9!~*'()_.-]+$`)
)

// ValidName reports whether a registry may have packages of a name.
func ValidName(name string) bool {
	scope, base, scoped := strings.Cut(name, "/")
	if scoped {
		return strings.HasPrefix(scope, "@") && nameLetter.MatchString(scope[1:]) && nameLetter.MatchString(base) && !strings.HasPrefix(base, ".")
	}
	return nameLetter.MatchString(name) && name[0] != '.' && name[0] != '-' && name != "node_modules" && name != "favicon.ico"
}

// Parse reads what is given to a command: "react", "react@^19", "./lib", "npm:…"; where is the directory that paths are relative to.
func Parse(text, where string) (*Spec, error) {
	name, raw := "", text
	at := -1
	if len(text) > 1 {
		if at = strings.IndexByte(text[1:], '@'); at >= 0 {
			at++
		}
	}
	part := text
	if at > 0 {
		part = text[:at]
	}
	switch {
	case address.MatchString(text):
	case scp.MatchString(text):
		raw = "git+ssh://" + text
	case !strings.HasPrefix(part, "@") && (strings.ContainsAny(part, `/\`) || archive.MatchString(part)):
	case at > 0:
		if name, raw = part, text[at+1:]; raw == "" {
			raw = "*"
		}
	case ValidName(text):
		name, raw = text, "*"
	case strings.HasPrefix(text, "@"):
		return nil, fail("%q is no name of a package", text)
	}
	return Resolve(name, raw, where)
}

// Resolve reads what a package.json asks for under a name.
func Resolve(name, raw, where string) (*Spec, error) {
	s := &Spec{Name: name, Raw: raw}
	if name != "" && !ValidName(name) {
		return nil, fail("%q is no name of a package", name)
	}
	lower := strings.ToLower(raw)
	switch {
	case strings.HasPrefix(lower, "file:") || filePath.MatchString(raw):
		return s, s.file(where)
	case strings.HasPrefix(lower, "npm:"):
		inner, err := Parse(raw[4:], where)
		if err != nil {
			return nil, err
		}
		if inner.Kind == Alias || !inner.Registry() || inner.Name == "" {
			return nil, fail("%q: an alias has to name a package of the registry, as in npm:react@18", raw)
		}
		s.Kind, s.Alias = Alias, inner
		return s, nil
	case hosts.MatchString(raw) || shortcut.MatchString(raw) || hostedURL.MatchString(raw):
		s.Kind, s.Fetch = Git, raw
		s.committish()
		return s, nil
	case address.MatchString(raw):
		return s, s.remote()
	case strings.ContainsAny(raw, `/\`) || archive.MatchString(raw):
		return s, s.file(where)
	}
	return s, s.registry()
}

func (s *Spec) committish() {
	_, committish, found := strings.Cut(s.Fetch, "#")
	if !found {
		return
	}
	if text, is := strings.CutPrefix(committish, "semver:"); is {
		if decoded, err := url.PathUnescape(text); err == nil {
			text = decoded
		}
		s.GitRange = text
		return
	}
	s.Committish = committish
}

func (s *Spec) remote() error {
	_, err := url.Parse(s.Raw)
	scheme, _, _ := strings.Cut(strings.ToLower(s.Raw), ":")
	switch scheme {
	case "git", "git+http", "git+https", "git+rsync", "git+ftp", "git+file", "git+ssh", "ssh":
		s.Kind, s.Fetch = Git, strings.TrimPrefix(s.Raw, "git+")
		s.committish()
		return nil
	case "http", "https":
		if err != nil {
			return fail("%q is no address", s.Raw)
		}
		s.Kind, s.Fetch, s.Save = Remote, s.Raw, s.Raw
		return nil
	case "workspace", "catalog", "link", "portal", "patch", "jsr":
		return fail("%q is for other package managers than npm", s.Raw)
	}
	return fail("%q: there is no kind of dependency %s:", s.Raw, scheme)
}

func (s *Spec) file(where string) error {
	s.Kind = Directory
	if archive.MatchString(s.Raw) {
		s.Kind = File
	}
	path := s.Raw
	if len(path) >= 5 && strings.EqualFold(path[:5], "file:") {
		path = path[5:]
		if decoded, err := url.PathUnescape(path); err == nil {
			path = decoded
		}
		for strings.HasPrefix(path, "//") || strings.HasPrefix(path, "/./") || strings.HasPrefix(path, "/../") {
			path = path[1:]
		}
	}
	if path == "" {
		path = "."
	}
	absolute := filepath.FromSlash(path)
	relative := !filepath.IsAbs(absolute)
	if relative {
		absolute = filepath.Join(where, absolute)
	}
	s.Fetch = filepath.Clean(absolute)
	s.Save = "file:" + filepath.ToSlash(s.Fetch)
	if to, err := filepath.Rel(where, s.Fetch); relative && err == nil {
		s.Save = "file:" + filepath.ToSlash(to)
	}
	return nil
}

func (s *Spec) registry() error {
	s.Fetch = strings.TrimSpace(s.Raw)
	switch {
	case semver.Valid(s.Fetch):
		s.Kind = Version
	case semver.ParseRange(s.Fetch, semver.Loose) != nil:
		s.Kind = Range
	default:
		if !nameLetter.MatchString(s.Fetch) {
			return fail("%q is neither a range of versions nor a tag", s.Raw)
		}
		s.Kind = Tag
	}
	return nil
}

// Repository is what two addresses of one git repository have in common, for hosts that have several.
func Repository(text string) string {
	text, _, _ = strings.Cut(strings.TrimPrefix(text, "git+"), "#")
	text = strings.TrimSuffix(strings.TrimSuffix(text, "/"), ".git")
	if m := hostedURL.FindStringSubmatch(text); m != nil {
		return strings.ToLower(m[1]) + "/" + strings.ToLower(m[2]+"/"+m[3])
	}
	if rest, is := strings.CutPrefix(text, "git@"); is {
		return strings.ToLower(strings.Replace(rest, ":", "/", 1))
	}
	for prefix, host := range map[string]string{"github:": "github.com/", "gitlab:": "gitlab.com/", "bitbucket:": "bitbucket.org/", "gist:": "gist.github.com/"} {
		if rest, is := strings.CutPrefix(text, prefix); is {
			return host + strings.ToLower(rest)
		}
	}
	if shortcut.MatchString(text) {
		return "github.com/" + strings.ToLower(text)
	}
	return text
}
