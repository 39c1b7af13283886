package compile

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/deskjs/deskjs/internal/diag"
)

// standInNames are the packages that a configuration imports and gets something of deskjs's for: by the package, the export
// of worker/standin/plugins.mjs that is its default.
var standInNames = map[string]string{
	"@vitejs/plugin-vue": "vue", "@vitejs/plugin-vue-jsx": "vueJsx", "@vitejs/plugin-react": "react", "@vitejs/plugin-react-swc": "react",
	"@vitejs/plugin-react-oxc": "react", "@preact/preset-vite": "preact", "@sveltejs/vite-plugin-svelte": "svelte", "vite-plugin-solid": "solid",
	"@tailwindcss/vite": "tailwind", "@tailwindcss/postcss": "tailwind", "@analogjs/vite-plugin-angular": "angular", "vite-tsconfig-paths": "tsconfigPaths",
}

// configNames are the configuration files of a project by what they are for, the first that is there counting.
var configNames = map[string][]string{
	"vite":    {"vite.config.js", "vite.config.mjs", "vite.config.ts", "vite.config.cjs", "vite.config.mts", "vite.config.cts"},
	"deskjs":  {"deskjs.config.js", "deskjs.config.mjs", "deskjs.config.ts", "deskjs.config.cjs", "deskjs.config.mts"},
	"svelte":  {"svelte.config.js", "svelte.config.mjs", "svelte.config.ts", "svelte.config.cjs"},
	"postcss": {"postcss.config.js", "postcss.config.mjs", "postcss.config.cjs", "postcss.config.ts", "postcss.config.mts", ".postcssrc", ".postcssrc.json", ".postcssrc.js", ".postcssrc.cjs"},
}

// config is the project's configuration as it is now.
type config struct {
	modules map[string]string // "vite" -> path of the one module made of it
	names   map[string]string // "vite" -> "vite.config.ts"
	files   []string          // all that went into them
	hash    string            // of their content
	err     error             // a *diag.Error: one is broken

	manifest manifest
}

// manifest is what the project's package.json says, as far as it is asked.
type manifest struct {
	Dependencies    map[string]string `json:"dependencies"`
	DevDependencies map[string]string `json:"devDependencies"`
	PostCSS         json.RawMessage   `json:"postcss"`
}

func (m *manifest) depends(name string) bool {
	_, direct := m.Dependencies[name]
	_, development := m.DevDependencies[name]
	return direct || development
}

// config reads the configuration, unless it has been read.
func (s *Set) config() *config {
	s.mutex.Lock()
	defer s.mutex.Unlock()
	if s.configured == nil {
		s.configured = s.readConfig()
	}
	return s.configured
}

func (s *Set) readConfig() *config {
	c := &config{modules: map[string]string{}, names: map[string]string{}}
	hash := sha256.New()
	if data, err := os.ReadFile(filepath.Join(s.options.Dir, "package.json")); err == nil {
		_ = json.Unmarshal(data, &c.manifest) // npm's to complain of
		hash.Write(c.manifest.PostCSS)
	}
	standIns, err := s.standIns()
	if err != nil {
		c.err = err
		return c
	}
	for _, name := range slices.Sorted(maps.Keys(configNames)) {
		code, files, err := s.configModule(name, c, standIns)
		if err != nil {
			c.err = err
			return c
		}
		if code == nil {
			continue
		}
		c.files = append(c.files, files...)
		hash.Write(code)
		sum := sha256.Sum256(code)
		path := filepath.Join(s.options.Dir, ".deskjs", "cache", "config", name+"-"+hex.EncodeToString(sum[:8])+".mjs")
		if err := writeFile(path, code); err != nil {
			c.err = diag.New(diag.Message{Text: "the configuration can't be readied: " + err.Error(), Hint: "deskjs needs to write below " + filepath.Join(s.options.Dir, ".deskjs")})
			return c
		}
		c.modules[name] = path
	}
	if len(c.modules) > 0 { // whose packages may be of other versions
		for _, lock := range []string{"package-lock.json", filepath.Join("node_modules", ".package-lock.json")} {
			data, _ := os.ReadFile(filepath.Join(s.options.Dir, lock)) // there need not be one
			hash.Write(data)
		}
	}
	c.hash = hex.EncodeToString(hash.Sum(nil)[:16])
	return c
}

// configModule makes one module of a configuration file; nil if there is none.
func (s *Set) configModule(name string, c *config, standIns map[string]string) ([]byte, []string, error) {
	for _, file := range configNames[name] {
		path := filepath.Join(s.options.Dir, file)
		data, err := os.ReadFile(path)
		if err != nil {
			continue
		}
		if strings.HasPrefix(file, ".postcssrc") && !strings.HasSuffix(file, "js") {
			if !json.Valid(data) {
				return nil, nil, diag.New(diag.Message{Text: file + " is not JSON", File: file, Hint: "YAML is not read; write JSON, or postcss.config.js"})
			}
			c.names[name] = file
			return append([]byte("export default "), data...), []string{path}, nil
		}
		if s.options.Host == nil {
			return nil, nil, diag.New(diag.Message{Text: file + " can't be read here", File: file})
		}
		c.names[name] = file
		return s.options.Host.Bundle(path, standIns)
	}
	if name == "postcss" && c.manifest.PostCSS != nil {
		return append([]byte("export default "), c.manifest.PostCSS...), nil, nil
	}
	return nil, nil, nil
}

// standIns are the files that stand for packages. Each package's own exports the one of plugins.mjs by name and as its default.
func (s *Set) standIns() (map[string]string, error) {
	if !slices.ContainsFunc(slices.Concat(slices.Collect(maps.Values(configNames))...), func(file string) bool {
		_, err := os.Stat(filepath.Join(s.options.Dir, file))
		return err == nil
	}) {
		return nil, nil
	}
	dir, err := writeWorkers(s.options.Dir)
	if err != nil {
		return nil, diag.New(diag.Message{Text: "the configuration can't be readied: " + err.Error(), Hint: "deskjs needs to write below " + filepath.Join(s.options.Dir, ".deskjs")})
	}
	standin := filepath.Join(dir, "standin")
	vite := filepath.Join(standin, "vite.mjs")
	out := map[string]string{"vite": vite, "vitest/config": vite}
	for name, export := range standInNames {
		out[name] = filepath.Join(standin, export+".mjs")
		text := "export * from './plugins.mjs'\nexport { " + export + " as default } from './plugins.mjs'\n"
		if err := writeFile(out[name], []byte(text)); err != nil {
			return nil, diag.New(diag.Message{Text: "the configuration can't be readied: " + err.Error()})
		}
	}
	return out, nil
}
