package tree

import (
	"path"
	"path/filepath"
	"regexp"
	"strings"

	"github.com/deskjs/deskjs/bundler/npm/semver"
	"github.com/deskjs/deskjs/bundler/npm/spec"
)

// depValid reports whether a node is what a requestor asks for, or what it accepts beside.
func depValid(n *node, wanted, accept string, requestor *node) bool {
	return asked(n, wanted, requestor) || accept != "" && asked(n, accept, requestor)
}

func asked(n *node, wanted string, requestor *node) bool {
	if wanted == "" {
		wanted = "*"
	}
	parsed, err := n.b.spec(n.name, wanted, requestor.fromPath(requestor.edgesOut.get(n.name)))
	return err == nil && fits(n, parsed, requestor)
}

var commit = regexp.MustCompile(`^[a-fA-F0-9]{40,64}$`)

func fits(n *node, wanted *spec.Spec, requestor *node) bool {
	switch wanted.Kind {
	case spec.Range, spec.Version:
		return wanted.Kind == spec.Range && wanted.Fetch == "*" || semver.Satisfies(n.version(), wanted.Fetch, semver.Loose)
	case spec.Directory:
		return n.isLink && n.realpath == filepath.ToSlash(wanted.Fetch)
	case spec.File:
		return !n.isLink && n.resolved == "file:"+filepath.ToSlash(wanted.Fetch)
	case spec.Alias:
		return fits(n, wanted.Alias, requestor)
	case spec.Tag:
		// Which version it was then is not known; that it came from the registry is enough.
		return n.resolved != "" && (strings.HasPrefix(n.resolved, "https:") || strings.HasPrefix(n.resolved, "http:")) || n.resolved == "" && !n.isLink && n.integrity != ""
	case spec.Remote:
		return n.resolved == wanted.Fetch
	case spec.Git:
		if !strings.HasPrefix(n.resolved, "git") || spec.Repository(n.resolved) != spec.Repository(wanted.Fetch) {
			return false
		}
		if wanted.GitRange != "" {
			return semver.Satisfies(n.version(), wanted.GitRange, semver.Loose)
		}
		return !commit.MatchString(wanted.Committish) || strings.HasSuffix(n.resolved, "#"+wanted.Committish)
	}
	return false
}

// fromPath is the directory that paths in the node's dependencies are relative to: an archive's is where the archive is.
func (n *node) fromPath(e *edge) string {
	if e != nil && e.overrides != nil && e.overrides.name == e.name && e.overrides.value != "" {
		if n.source != nil {
			return n.source.root.realpath
		}
		return n.root.realpath
	}
	if file, is := strings.CutPrefix(n.resolved, "file:"); is && !n.isLink && strings.HasPrefix(file, "/") {
		return path.Dir(file)
	}
	return n.realpath
}

// satisfies reports whether the node is what an edge asks for.
func (n *node) satisfies(e *edge) bool { return n.name == e.name && e.satisfiedBy(n) }

// matches reports whether two nodes are the same package.
func (n *node) matches(other *node) bool {
	switch {
	case n == other:
		return true
	case n.name != other.name:
		return false
	case n.isLink:
		return other.isLink && n.to != nil && other.to != nil && n.to.matches(other.to)
	case n.isProjectRoot() && other.isProjectRoot():
		return n.path == other.path
	case n.integrity != "" && other.integrity != "":
		return n.integrity == other.integrity
	case n.resolvedValue() != "" && other.resolvedValue() != "":
		return n.resolvedValue() == other.resolvedValue()
	}
	return n.packageName() != "" && n.packageName() == other.packageName() && n.version() != "" && n.version() == other.version()
}

// canReplace reports whether all who depend on another node would be content with this one. Peers among ignored go with it.
func (n *node) canReplace(old *node, ignored map[string]bool) bool {
	if n.name != old.name || n.packageName() != old.packageName() {
		return false
	}
	if old.edgesOut.len() > 0 {
		if n.overrides != nil {
			if !n.overrides.equal(old.overrides) {
				return false
			}
		} else if old.overrides != nil {
			return false
		}
	}
	set := gather([]*node{old}, func(e *edge) bool { return e.to != old && e.valid() })
	for _, e := range old.edgesIn {
		if !old.isTop() && e.from.parent == old.parent && e.peer() && ignored[e.from.name] {
			continue
		}
		if !set[e.from] && !e.satisfiedBy(n) {
			return false
		}
	}
	return true
}

// canDedupe reports whether the node can go, because who needs it would find another that does as well.
func (n *node) canDedupe(prefer, explicit bool) bool {
	if n.inDepBundle() || n.inShrinkwrap() {
		return false
	}
	if n.resolveParent() == nil || n.resolveParent().resolveParent() == nil {
		return false
	}
	if len(n.edgesIn) == 0 {
		return true
	}
	other := n.resolveParent().resolveParent().resolve(n.name)
	if other == nil {
		return false
	}
	if other.matches(n) {
		return true
	}
	if !other.canReplace(n, nil) {
		return false
	}
	order := semver.Compare(other.version(), n.version())
	return prefer || order == 0 || !n.overridden() && order > 0 || explicit
}

// overridden reports whether an override chose the node's version.
func (n *node) overridden() bool {
	if n.overrides == nil || n.overrides.value == "" || n.overrides.name != n.name {
		return false
	}
	for _, e := range n.edgesIn {
		if e.overrides != nil && e.overrides.name == n.name && e.overrides.value == n.version() && !e.overrides.equal(e.from.overrides) {
			return true
		}
	}
	return false
}
