// Package confined says what an app needs outside of itself, for systems that confine apps: by the permissions that
// deskjs.json grants it.
//
// The formats snap and flatpak import it.
package confined

import (
	"path"
	"slices"
	"strings"

	"github.com/deskjs/deskjs/internal/grant"
	"github.com/deskjs/deskjs/internal/payload"
)

// Needs is what an app needs.
type Needs struct {
	// Network is whether it connects to others, Listen whether others connect to it.
	Network, Listen bool
	// AllFiles is whether it may have any file.
	AllFiles bool
	// Folders are the folders and files of the user and of the system that it reads, sorted; those of its own are not among them.
	Folders []Folder
}

// Folder is a folder, or a file.
type Folder struct {
	// Variable is the known folder that it is in, such as "DOCUMENTS", "" for the root.
	Variable string
	// Path is where in that it is, with slashes; "" for all of it.
	Path string
	// Write is whether it is written too.
	Write bool
}

// own are the folders that every app has for itself.
var own = []string{"APP", "APPDATA", "APPCACHE", "APPLOGS", "TEMP"}

// Of returns what an app needs. One whose author has not decided may do everything.
func Of(manifest *payload.Manifest) (Needs, error) {
	p := manifest.Permissions
	if p == nil {
		return Needs{Network: true, Listen: true, AllFiles: true}, nil
	}
	needs := Needs{Network: len(p.Net.Connect)+len(p.Page.Connect) > 0, Listen: len(p.Net.Listen) > 0}
	for _, list := range []struct {
		patterns []string
		write    bool
	}{{p.Files.Read, false}, {p.Files.Write, true}} {
		for _, text := range list.patterns {
			pattern, err := grant.ParsePath(text)
			if err != nil {
				return Needs{}, err
			}
			if pattern.IsAny() {
				needs.AllFiles = true
				continue
			}
			names := pattern.Literal()
			if slices.Contains(own, pattern.Variable()) || pattern.Variable() == "" && len(names) > 0 && strings.HasSuffix(names[0], ":") {
				continue // of its own, or of Windows
			}
			needs.add(Folder{pattern.Variable(), path.Join(names...), list.write})
		}
	}
	slices.SortFunc(needs.Folders, func(a, b Folder) int { return strings.Compare(a.Variable+"/"+a.Path, b.Variable+"/"+b.Path) })
	return needs, nil
}

// add adds a folder, once.
func (n *Needs) add(folder Folder) {
	for i, have := range n.Folders {
		if have.Variable == folder.Variable && have.Path == folder.Path {
			n.Folders[i].Write = have.Write || folder.Write
			return
		}
	}
	n.Folders = append(n.Folders, folder)
}
