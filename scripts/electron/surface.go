package main

import (
	"bytes"
	_ "embed"
	"encoding/json"
	"fmt"
	"regexp"
	"slices"
	"strings"

	"github.com/deskjs/deskjs/bridge"
	"github.com/deskjs/deskjs/internal/electron"
	"github.com/deskjs/deskjs/runtime/backend"
	"github.com/deskjs/deskjs/runtime/backend/engine"
)

//go:embed surface.js
var surfaceSource string

// presence is what there is of a section.
type presence struct {
	There   bool
	Members []string
	events  []string
	// properties are those that its declarations have: those of an object's own are on no prototype.
	properties []string
}

// surface asks the runtime, without a host, what it has of the sections.
func surface(sections []electron.Section) (map[string]*presence, error) {
	type asked struct {
		Name    string   `json:"name"`
		Members []string `json:"members"`
	}
	request := struct {
		Sections []asked  `json:"sections"`
		Modules  []string `json:"modules"`
		Preload  string   `json:"preload"`
	}{Preload: bridge.PreloadSource}
	for _, s := range sections {
		one := asked{Name: s.Name, Members: []string{}}
		for _, member := range s.Members {
			one.Members = append(one.Members, member.Name)
		}
		request.Sections = append(request.Sections, one)
	}
	for _, module := range backend.Builtins() {
		if strings.HasPrefix(module.Name, "internal/deskjs/") || strings.HasPrefix(module.Name, "internal/ipc") {
			request.Modules = append(request.Modules, module.Name)
		}
	}
	text, err := json.Marshal(request)
	if err != nil {
		return nil, err
	}
	var stdout, stderr bytes.Buffer
	b := backend.New(backend.Options{
		Modules: []*engine.Module{{Name: "internal/surface", Internal: true, Source: surfaceSource}},
		Host: engine.Host{
			Stdin: strings.NewReader(""), Stdout: &stdout, Stderr: &stderr, Executable: "deskjs", Args: []string{"surface.js"}, Exit: func(int) {},
			App: &engine.App{Name: "Surface", ID: "org.deskjs.surface", Version: "1.0.0", Electron: true},
		},
	})
	if code := b.RunBuiltin("internal/surface", "main", string(text)); code != 0 {
		return nil, fmt.Errorf("asking this runtime for Electron's names: %s", stderr.String())
	}
	found := map[string]*presence{}
	if err := json.Unmarshal(stdout.Bytes(), &found); err != nil {
		return nil, fmt.Errorf("asking this runtime for Electron's names: %w: %s", err, stdout.String())
	}
	events, properties := declaredNames(declaredEvent), declaredNames(declaredProperty)
	for name, p := range found {
		p.events, p.properties = events[strings.ToLower(name)], properties[strings.ToLower(name)]
	}
	return found, nil
}

var (
	declaredBlock    = regexp.MustCompile(`(?ms)^  (?:export )?(?:declare )?(?:class|interface) (\w+)[^\n]*\{$(.*?)^  \}`)
	declaredEvent    = regexp.MustCompile(`(?m)(?:event: |\| |^\s+)'([a-z][\w-]*)'`)
	declaredProperty = regexp.MustCompile(`(?m)^    (?:readonly )?(\w+)\??:`)
)

// declaredNames are what a pattern finds in the declarations of this runtime, by the class in lower case.
func declaredNames(pattern *regexp.Regexp) map[string][]string {
	events := map[string][]string{}
	for _, text := range backend.Types() {
		for _, block := range declaredBlock.FindAllStringSubmatch(text, -1) {
			for _, found := range pattern.FindAllStringSubmatch(block[2], -1) {
				name := strings.ToLower(block[1])
				for _, name := range []string{name, strings.TrimSuffix(name, "events"), strings.TrimSuffix(name, "eventmap")} {
					if !slices.Contains(events[name], found[1]) {
						events[name] = append(events[name], found[1])
					}
				}
			}
		}
	}
	return events
}
