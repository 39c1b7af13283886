package permission

import (
	"path/filepath"
	"slices"
	"strings"

	"github.com/deskjs/deskjs/internal/grant"
)

// rule is a pattern of files on this machine.
type rule struct {
	pattern string // as it was written
	any     bool
	base    string // the key of the folder or file that it begins with
	wild    []string
}

// folder is what a variable stands for.
type folder struct {
	name, key string
}

// setFolders keeps the folders for messages, the longest first.
func (g *Guard) setFolders(folders map[string]string) {
	for _, name := range grant.Variables {
		if path := folders[name]; path != "" {
			g.folders = append(g.folders, folder{name, keyOf(canonical(path))})
		}
	}
	slices.SortStableFunc(g.folders, func(a, b folder) int { return len(b.key) - len(a.key) })
}

// literalRules are those of a path and what is below it: by its canonical name, and as it is written.
func literalRules(path string) []rule {
	written, real := keyOf(filepath.Clean(path)), keyOf(canonical(path))
	out := []rule{{pattern: path, base: real}}
	if written != real {
		out = append(out, rule{pattern: path, base: written})
	}
	return out
}

// rules are those of a pattern; none if it means nothing here.
func rules(path grant.Path, folders map[string]string) []rule {
	if path.IsAny() {
		return []rule{{pattern: path.String(), any: true}}
	}
	start := ""
	names := path.Literal()
	if variable := path.Variable(); variable != "" {
		if start = folders[variable]; start == "" {
			return nil
		}
	} else if start, names = root(names); start == "" {
		return nil
	}
	out := literalRules(filepath.Join(append([]string{start}, names...)...))
	for i := range out {
		out[i].pattern = path.String()
		for _, name := range path.Wild() {
			out[i].wild = append(out[i].wild, fold(name))
		}
	}
	return out
}

// grants reports whether the rule, as one that allows, means the file with that key.
func (r *rule) grants(key string) bool {
	if r.any {
		return true
	}
	rest, ok := below(key, r.base)
	if !ok || isReserved(key) && !isReserved(r.base) {
		return false
	}
	return len(r.wild) == 0 || grant.MatchNames(r.wild, namesOf(rest), false, false)
}

// denies reports whether the rule, as one that denies, means the file with that key.
func (r *rule) denies(key string) bool {
	if r.any {
		return true
	}
	rest, ok := below(key, r.base)
	return ok && (len(r.wild) == 0 || grant.MatchNames(r.wild, namesOf(rest), true, true))
}

// reaches reports whether the rule may mean something in the folder with that key.
func (r *rule) reaches(key string) bool {
	_, inside := below(r.base, key)
	_, above := below(key, r.base)
	return r.any || inside || above && len(r.wild) > 0
}

// below returns what of key is below base; ok is false if it is neither that nor base itself.
func below(key, base string) (rest string, ok bool) {
	rest, ok = strings.CutPrefix(key, base)
	if !ok || rest == "" || strings.HasSuffix(base, "/") {
		return rest, ok
	}
	return strings.CutPrefix(rest, "/")
}

func namesOf(rest string) []string {
	if rest == "" {
		return nil
	}
	return strings.Split(rest, "/")
}

// keyOf returns the form in which canonical paths are compared: with slashes, and in one case where the system tells none.
func keyOf(path string) string { return fold(filepath.ToSlash(path)) }

// isReserved reports whether a file is the system's own view of itself or a device, which no grant of a folder above means: by
// them a program could get at its memory, or at files by another name.
func isReserved(key string) bool {
	for _, place := range reserved {
		if _, ok := below(key, place); ok && !slices.Contains(harmless, key) {
			return true
		}
	}
	return false
}
