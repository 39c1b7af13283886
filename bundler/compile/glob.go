package compile

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
)

// glob is a pattern of paths, as Tailwind's @source and .gitignore have them.
type glob struct {
	text       string
	root       string // the directory that holds everything it matches
	everything bool   // it is a directory and all below
	expression *regexp.Regexp
}

// compileGlob reads a pattern in base. tree says that a directory stands for everything below.
func compileGlob(base, pattern string, tree bool) *glob {
	slashed := filepath.ToSlash(pattern)
	if !filepath.IsAbs(pattern) {
		slashed = filepath.ToSlash(base) + "/" + slashed
	}
	parts := strings.Split(slashed, "/")
	fixed := 0
	for fixed < len(parts) && !strings.ContainsAny(parts[fixed], "*?{[") {
		fixed++
	}
	root := filepath.Clean(filepath.FromSlash(strings.Join(parts[:fixed], "/") + "/"))
	rest := strings.Join(parts[fixed:], "/")
	g := &glob{text: slashed, root: root, everything: rest == "**/*" || rest == "**" || rest == ""}
	expression := "^" + regexp.QuoteMeta(strings.TrimSuffix(filepath.ToSlash(root), "/"))
	if rest != "" {
		expression += "/" + globExpression(rest)
	}
	if tree {
		expression += "(/.*)?"
	}
	var err error
	if g.expression, err = regexp.Compile(expression + "$"); err != nil {
		g.expression = regexp.MustCompile(`^\b$`) // a pattern that means nothing matches nothing
	}
	return g
}

func (g *glob) matches(path string) bool { return g.expression.MatchString(filepath.ToSlash(path)) }

// globExpression is a glob as a regular expression.
func globExpression(pattern string) string {
	var b strings.Builder
	depth := 0
	for i := 0; i < len(pattern); i++ {
		switch c := pattern[i]; {
		case strings.HasPrefix(pattern[i:], "**/"):
			b.WriteString("(?:.*/)?")
			i += 2
		case strings.HasPrefix(pattern[i:], "**"):
			b.WriteString(".*")
			i++
		case c == '*':
			b.WriteString("[^/]*")
		case c == '?':
			b.WriteString("[^/]")
		case c == '{':
			b.WriteString("(?:")
			depth++
		case c == '}' && depth > 0:
			b.WriteString(")")
			depth--
		case c == ',' && depth > 0:
			b.WriteString("|")
		case c == '[' && strings.Contains(pattern[i:], "]"):
			end := i + strings.Index(pattern[i:], "]")
			b.WriteString(strings.Replace(pattern[i:end+1], "[!", "[^", 1))
			i = end
		default:
			b.WriteString(regexp.QuoteMeta(string(c)))
		}
	}
	return b.String()
}

// ignores are the rules of .gitignore files.
type ignores struct{ rules []ignoreRule }

type ignoreRule struct {
	expression *regexp.Regexp
	directory  bool
	negated    bool
}

// above reads the files from a directory down to the one above another.
func (i *ignores) above(from, to string) {
	if from == to {
		return
	}
	i.read(from)
	relative, err := filepath.Rel(from, to)
	if err != nil {
		return
	}
	parts := strings.Split(relative, string(filepath.Separator))
	for _, part := range parts[:len(parts)-1] {
		from = filepath.Join(from, part)
		i.read(from)
	}
}

// read adds the rules of a directory's file, if it has one.
func (i *ignores) read(dir string) {
	data, err := os.ReadFile(filepath.Join(dir, ".gitignore"))
	if err != nil {
		return
	}
	for line := range strings.Lines(string(data)) {
		line = strings.TrimRight(line, " \r\n")
		if line == "" || line[0] == '#' {
			continue
		}
		rule := ignoreRule{}
		if line, rule.negated = strings.CutPrefix(line, "!"); line == "" {
			continue
		}
		line, rule.directory = strings.CutSuffix(line, "/")
		expression := "^" + regexp.QuoteMeta(filepath.ToSlash(dir)) + "/"
		anchored, isAnchored := strings.CutPrefix(line, "/")
		if !isAnchored && !strings.Contains(line, "/") {
			expression += "(?:.*/)?"
		}
		compiled, err := regexp.Compile(expression + globExpression(anchored) + "$")
		if err != nil {
			continue
		}
		rule.expression = compiled
		i.rules = append(i.rules, rule)
	}
}

// matches reports whether a path is ignored; the last rule that matches counts.
func (i *ignores) matches(path string, directory bool) bool {
	ignored := false
	path = filepath.ToSlash(path)
	for _, rule := range i.rules {
		if (directory || !rule.directory) && rule.expression.MatchString(path) {
			ignored = !rule.negated
		}
	}
	return ignored
}
