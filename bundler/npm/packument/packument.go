// Package packument asks registries for what they know of packages, keeps it on disk, and picks versions as npm does.
//
// Package tree, which resolves, imports it, and commands that show which versions there are.
package packument

import (
	"bytes"
	"fmt"
	"maps"
	"slices"
	"strings"
	"sync"

	"github.com/deskjs/deskjs/bundler/npm/ordered"
	"github.com/deskjs/deskjs/bundler/npm/semver"
	"github.com/deskjs/deskjs/bundler/npm/spec"
)

// Packument is what a registry knows of a package. It may be used by many goroutines at once.
type Packument struct {
	Name string
	// Tags are the versions of the tags: "latest", "next".
	Tags map[string]string

	abbreviated bool // it lacks licenses and such, which the lock file has
	raw         map[string][]byte

	mutex  sync.Mutex
	parsed map[string]*ordered.Object
	sorted []string
}

// parse reads a registry's document. Versions are read only when they are asked for: some documents have ten megabytes of them.
func parse(name string, data []byte) (*Packument, error) {
	p := &Packument{Name: name, raw: map[string][]byte{}, parsed: map[string]*ordered.Object{}, Tags: map[string]string{}, abbreviated: true}
	var problem error
	err := members(data, func(key string, value []byte) {
		switch key {
		case "_id", "readme", "maintainers", "license", "author":
			p.abbreviated = false
		case "dist-tags":
			if object, err := ordered.ParseObject(value); err == nil {
				for _, tag := range object.Keys() {
					p.Tags[tag] = object.Text(tag)
				}
			}
		case "versions":
			problem = members(value, func(version string, manifest []byte) { p.raw[version] = manifest })
		}
	})
	if err == nil {
		err = problem
	}
	if err != nil {
		return nil, fmt.Errorf("what the registry sends about %s is no JSON: %w", name, err)
	}
	return p, nil
}

// Versions returns all versions, the newest first.
func (p *Packument) Versions() []string {
	p.mutex.Lock()
	defer p.mutex.Unlock()
	if p.sorted == nil {
		type item struct {
			text    string
			version semver.Version
		}
		var items []item
		for text := range p.raw {
			if v, valid := semver.Parse(text); valid {
				items = append(items, item{text, v})
			}
		}
		slices.SortFunc(items, func(a, b item) int {
			if c := b.version.Compare(a.version); c != 0 {
				return c
			}
			return strings.Compare(b.text, a.text)
		})
		p.sorted = make([]string, len(items))
		for i, item := range items {
			p.sorted[i] = item.text
		}
	}
	return p.sorted
}

// Manifest returns the package.json of a version as the registry has it, nil if there is no such version. It is not to be changed.
func (p *Packument) Manifest(version string) *ordered.Object {
	p.mutex.Lock()
	defer p.mutex.Unlock()
	if found, has := p.parsed[version]; has {
		return found
	}
	raw, has := p.raw[version]
	if !has {
		return nil
	}
	object, err := ordered.ParseObject(raw)
	if err != nil {
		object = nil
	}
	p.parsed[version] = object
	return object
}

// Deprecated is why a version should not be used, "" if there is no reason.
func (p *Packument) Deprecated(version string) string {
	if !bytes.Contains(p.raw[version], []byte(`"deprecated"`)) {
		return ""
	}
	switch value := p.Manifest(version).Get("deprecated").(type) {
	case string:
		return value
	case bool:
		if value {
			return "deprecated"
		}
	}
	return ""
}

// engineFits reports whether a version is for a release of Node; "" fits all.
func (p *Packument) engineFits(version, node string) bool {
	if node == "" || !bytes.Contains(p.raw[version], []byte(`"engines"`)) {
		return true
	}
	engines := p.Manifest(version).Object("engines")
	wanted := engines.Text("node")
	return wanted == "" || semver.Satisfies(node, wanted, semver.Options{Prerelease: true})
}

// NoVersionError says that a package has no version as it is wanted.
type NoVersionError struct {
	Name, Wanted string
	// Near are versions that there are; Tags, the tags.
	Near []string
	Tags map[string]string
	// Tag says that it is a tag that is wanted.
	Tag bool
}

func (e *NoVersionError) Error() string {
	text := fmt.Sprintf("%s has no version %s", e.Name, e.Wanted)
	if len(e.Near) > 0 {
		text += "; there are " + strings.Join(e.Near, ", ")
	}
	return text
}

// Pick returns the version that a request means: a version, a range or a tag. node is the release of Node that packages must be for where
// there is a choice; "" leaves that out.
func (p *Packument) Pick(wanted *spec.Spec, node string) (string, error) {
	text := wanted.Fetch
	switch wanted.Kind {
	case spec.Tag:
		if version := p.Tags[text]; p.raw[version] != nil {
			return version, nil
		}
		return "", p.none(text)
	case spec.Version:
		if v, valid := semver.Parse(strings.TrimLeft(text, "=v ")); valid && p.raw[v.String()] != nil {
			return v.String(), nil
		}
		return "", p.none(text)
	}
	latest := p.Tags["latest"]
	if p.raw[latest] != nil && (text == "*" || semver.Satisfies(latest, text, semver.Loose)) && p.engineFits(latest, node) && p.Deprecated(latest) == "" {
		return latest, nil
	}
	best, rank := "", -1
	for _, version := range p.Versions() {
		if !semver.Satisfies(version, text, semver.Loose) {
			continue
		}
		is, fits := 0, p.engineFits(version, node)
		current := p.Deprecated(version) == ""
		switch {
		case fits && current:
			is = 3
		case fits:
			is = 2
		case current:
			is = 1
		}
		if is > rank {
			best, rank = version, is
		}
		if rank == 3 {
			break
		}
	}
	if best == "" {
		return "", p.none(text)
	}
	return best, nil
}

// none is the error of a request that no version fits; it names a few that the author may have meant.
func (p *Packument) none(wanted string) error {
	e := &NoVersionError{Name: p.Name, Wanted: wanted, Tags: maps.Clone(p.Tags), Tag: semver.ParseRange(wanted, semver.Loose) == nil}
	const enough = 6
	digits := strings.TrimLeft(wanted, "^~<>= v")
	for prefix := digits; ; {
		for _, version := range p.Versions() {
			if len(e.Near) < enough && (prefix == "" || strings.HasPrefix(version, prefix)) && !strings.Contains(version, "-") && !slices.Contains(e.Near, version) {
				e.Near = append(e.Near, version)
			}
		}
		if prefix == "" || len(e.Near) >= enough {
			break
		}
		if i := strings.LastIndexByte(strings.TrimSuffix(prefix, "."), '.'); i >= 0 {
			prefix = prefix[:i+1]
		} else {
			prefix = ""
		}
	}
	for _, version := range p.Versions() {
		if len(e.Near) == 0 || len(e.Near) < 3 && !slices.Contains(e.Near, version) {
			e.Near = append(e.Near, version)
		}
	}
	return e
}
