package client

import (
	"context"

	"github.com/deskjs/deskjs/internal/update"
	"github.com/deskjs/deskjs/internal/update/manifest"
	"github.com/deskjs/deskjs/internal/update/store"
)

// Program is the executable of the app, where the app may replace it.
type Program struct {
	// Path is where it is.
	Path string
	// Kind is what manifest.Target.Programs calls such a file: "program" has the payload beside it, "exe" and "AppImage" have it inside.
	Kind string
}

// openProgram opens the file of the executable.
func (c *Client) openProgram() (store.File, error) {
	return store.Folder("").Open(c.options.Program.Path)
}

// programOf returns what a release has for the executable; ok is false if it has nothing, or the executable is that already.
func (c *Client) programOf(target manifest.Target) (content manifest.Content, have string, ok bool) {
	if c.options.Program == nil {
		return manifest.Content{}, "", false
	}
	content, ok = target.Programs[c.options.Program.Kind]
	if !ok {
		return content, "", false
	}
	have = hashOf(c.openProgram)
	return content, have, have != content.Hash
}

// needs decides whether a release that needs its own program can be had: at once, if that is here already; with a restart, if it may be replaced.
func (c *Client) needs(version string, target manifest.Target) (restart bool, err error) {
	if !target.NeedsProgram {
		return false, nil
	}
	if c.options.Program != nil {
		if content, ok := target.Programs[c.options.Program.Kind]; ok {
			return hashOf(c.openProgram) != content.Hash, nil
		}
	}
	return false, &update.Error{Code: update.CodeRuntime, Text: "Version " + version + " needs a newer program than the one that is installed, which the app can't replace here: install it by hand, or by the system's packages"}
}

// UpdateProgram replaces the executable by that of the version that runs, as the list of the last Check has it, and reports whether it did: the new one
// runs from the next start on. It is called when the version has shown that it works, because an executable is not rolled back.
func (c *Client) UpdateProgram(ctx context.Context, progress func(Progress)) (replaced bool, err error) {
	if c.list == nil {
		return false, nil
	}
	for _, release := range c.list.Releases {
		if release.Version != c.options.Version() {
			continue
		}
		target, _ := release.Target(c.options.Target)
		if content, have, ok := c.programOf(target); ok {
			return true, c.replaceProgram(ctx, content, have, progress)
		}
	}
	return false, nil
}

func (c *Client) replaceProgram(ctx context.Context, content manifest.Content, have string, progress func(Progress)) error {
	if progress == nil {
		progress = func(Progress) {}
	}
	stage, err := c.options.Store.BeginProgram(content.Hash)
	if err != nil {
		return err
	}
	if err := c.makeEither(ctx, stage, cheapest(content, have), content, c.openProgram, progress); err != nil {
		return err
	}
	return stage.ReplaceProgram(content.Hash, c.options.Program.Path)
}
