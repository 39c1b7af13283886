package compile

import (
	"context"
	"encoding/json"
	"path/filepath"
	"regexp"
	"strings"

	"github.com/deskjs/deskjs/internal/diag"
)

// plugins is what the project's configuration came to, and the worker in which its plugins live.
type plugins struct {
	process *process // nil when there are none
	told    told
	aliases []alias
	err     error // a *diag.Error: the configuration or a plugin is broken
}

// told is what the worker says of them.
type told struct {
	Plugins []string `json:"plugins"`
	Hooks   struct {
		Resolve   bool `json:"resolve"`
		Load      bool `json:"load"`
		Transform bool `json:"transform"`
		Hot       bool `json:"hot"`
	} `json:"hooks"`
	// Early says that one transforms before the compilers.
	Early  bool              `json:"early"`
	Define map[string]string `json:"define"`
	Alias  []struct {
		Find        struct{ Text, Expression, Flags string } `json:"find"`
		Replacement string                                   `json:"replacement"`
	} `json:"alias"`
	// Builtin are the plugins that are built in, by the names of standInNames.
	Builtin []string `json:"builtin"`
	// Plain is what compilers need of the configuration, if it is plain data.
	Plain json.RawMessage `json:"plain"`
}

// alias is an entry of resolve.alias.
type alias struct {
	text        string
	expression  *regexp.Regexp
	replacement string
}

// plugins starts the project's plugins, if it has any.
func (s *Set) plugins() *plugins {
	c := s.config()
	s.starting.Lock()
	defer s.starting.Unlock()
	if s.running == nil {
		s.running = s.startPlugins(c)
	}
	return s.running
}

func (s *Set) startPlugins(c *config) *plugins {
	p := &plugins{err: c.err}
	if c.err != nil || c.modules["vite"] == "" && c.modules["deskjs"] == "" {
		return p
	}
	work := job{Kind: "plugins", Hook: "start", Dev: s.options.Development, Configs: c.modules, File: c.names["vite"], Names: c.names}
	key := s.cache.key(work, c.hash, "")
	if data, found := s.cache.findText(key); !found || json.Unmarshal(data, &p.told) != nil {
		process, err := startProcess(s.options, s.asked)
		if err != nil {
			p.err = err
			return p
		}
		a, err := process.run(context.Background(), work)
		if err == nil {
			err = json.Unmarshal(a.Value, &p.told)
		}
		if err != nil {
			process.kill()
			p.err = err
			return p
		}
		if len(p.told.Plugins) == 0 {
			process.kill()
			s.cache.keepText(key, a.Value)
		} else {
			p.process = process
		}
	}
	for _, entry := range p.told.Alias {
		made := alias{text: entry.Find.Text, replacement: entry.Replacement}
		if entry.Find.Expression != "" {
			expression, err := regexp.Compile(entry.Find.Expression)
			if err != nil {
				p.err = diag.New(diag.Message{Text: "resolve.alias has an expression that can't be read: " + entry.Find.Expression, File: c.names["vite"]})
				return p
			}
			made.expression = expression
			made.replacement = dollars.ReplaceAllString(entry.Replacement, "$${$1}")
		}
		p.aliases = append(p.aliases, made)
	}
	return p
}

// dollars are what a replacement of JavaScript's has for groups.
var dollars = regexp.MustCompile(`\$(\d)`)

// aliased applies resolve.alias.
func (p *plugins) aliased(specifier string) (string, bool) {
	for _, a := range p.aliases {
		switch {
		case a.expression != nil:
			if a.expression.MatchString(specifier) {
				return a.expression.ReplaceAllString(specifier, a.replacement), true
			}
		case specifier == a.text:
			return a.replacement, true
		case strings.HasPrefix(specifier, strings.TrimSuffix(a.text, "/")+"/"):
			return strings.TrimSuffix(a.replacement, "/") + strings.TrimPrefix(specifier, strings.TrimSuffix(a.text, "/")), true
		}
	}
	return specifier, false
}

// hook runs a hook of the plugins for a module.
func (s *Set) hook(ctx context.Context, p *plugins, hook string, unit Unit, source string, arguments any) (answer, error) {
	a, err := p.process.run(ctx, job{
		Kind: "plugins", Hook: hook, Path: unit.Path, File: s.shown(unit.Path), Query: unit.Query, Source: source, Dev: unit.Dev, Configs: s.config().modules, Names: s.config().names, Arguments: arguments,
	})
	if p.process.dead() {
		s.starting.Lock()
		if s.running == p {
			s.running = nil // the next one who asks starts them again
		}
		s.starting.Unlock()
	}
	return a, err
}

// resolveByPlugin asks the plugins where an import leads.
func (s *Set) resolveByPlugin(ctx context.Context, p *plugins, specifier, importer string) (Resolution, bool, error) {
	a, err := s.hook(ctx, p, "resolve", Unit{Path: importer, Dev: s.options.Development}, "", map[string]string{"specifier": specifier, "importer": importer})
	if err != nil {
		return Resolution{}, false, err
	}
	var found *struct {
		ID       string `json:"id"`
		External any    `json:"external"`
	}
	if json.Unmarshal(a.Value, &found) != nil || found == nil || found.ID == "" {
		return Resolution{}, false, nil
	}
	r := Resolution{External: found.External != nil && found.External != false}
	r.Path, r.Query, _ = strings.Cut(found.ID, "?")
	r.Path = filepath.FromSlash(r.Path)
	return r, true, nil
}

// HotUpdate asks the plugins' handleHotUpdate and hotUpdate, in development, which further modules a changed file means: their IDs. Without
// plugins it costs nothing.
func (s *Set) HotUpdate(ctx context.Context, path string) ([]string, error) {
	p := s.plugins()
	if p.err != nil || p.process == nil || !p.told.Hooks.Hot {
		return nil, p.err
	}
	a, err := s.hook(ctx, p, "hot", Unit{Path: path, Dev: true}, "", nil)
	if err != nil {
		return nil, err
	}
	var modules []string
	err = json.Unmarshal(a.Value, &modules)
	return modules, err
}
