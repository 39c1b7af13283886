package backend

import (
	"os"
	"path/filepath"
	"strings"

	"github.com/deskjs/deskjs/internal/grant"
	"github.com/deskjs/deskjs/internal/payload"
	"github.com/deskjs/deskjs/internal/usage"
	"github.com/deskjs/deskjs/runtime/backend/deskjs/app"
	"github.com/deskjs/deskjs/runtime/backend/permission"
)

// Development is how the backend of an app runs that has not been built into an executable.
type Development struct {
	// Project is the project's folder, where a record is kept of what the app does; $APP in permissions.
	Project string
	// Takes says that this backend takes over from another one: it waits for bridge.Begin, its console goes to the host, and its modules
	// have import.meta.hot: `deskjs dev`.
	Takes bool
	// Color says that what the console logs may have colours.
	Color bool
	// Open says that an app that grants nothing in deskjs.json may do everything: `deskjs dev`.
	Open bool
}

// permissionSource is where grants stand, for messages.
const permissionSource = "deskjs.json"

// guard makes what decides on what an app does. development is nil for one that has been built.
func guard(manifest *payload.Manifest, development *Development) (*permission.Guard, error) {
	options := permission.Options{Permissions: manifest.Permissions, Source: permissionSource}
	options.Folders, options.Own = app.Folders(manifest.ID)
	if executable, err := os.Executable(); err == nil {
		options.Folders["APP"] = filepath.Dir(executable)
	}
	if development != nil {
		options.Folders["APP"] = development.Project
		during := usage.Start
		if development.Open {
			during = usage.Dev
		}
		options.Record = usage.Recorder(development.Project, during)
	}
	if options.Permissions == nil && (development == nil || !development.Open) {
		options.Permissions = &grant.Permissions{}
	}
	return permission.New(options)
}

// guard is --permission: what the --allow flags do not grant is denied. The network is not restricted, as in Node 22.
func (c *NodeCommand) guard() error {
	if !c.has("--permission") && !c.has("--experimental-permission") {
		return nil
	}
	p := &grant.Permissions{Net: grant.Net{Connect: []string{grant.Any}, Listen: []string{grant.Any}}}
	var err error
	if p.Files.Read, err = nodePaths(c.Options["--allow-fs-read"]); err == nil {
		p.Files.Write, err = nodePaths(c.Options["--allow-fs-write"])
	}
	if err != nil {
		return err
	}
	if c.has("--allow-child-process") {
		p.Run = []string{grant.Any}
	}
	g, err := permission.New(permission.Options{Permissions: p, NoWorkers: !c.has("--allow-worker"), NoWASI: !c.has("--allow-wasi")})
	if err == nil {
		permission.Install(g)
	}
	return err
}

// nodePaths are the values of --allow-fs-read as patterns: "*" at the end of a path stands for whatever follows.
func nodePaths(values []string) ([]string, error) {
	var out []string
	for _, value := range values {
		if value == grant.Any {
			out = append(out, value)
			continue
		}
		path, err := filepath.Abs(value)
		if err != nil {
			return nil, err
		}
		begin, open := strings.CutSuffix(path, "*")
		switch {
		case !open, strings.HasSuffix(begin, string(filepath.Separator)):
			out = append(out, filepath.ToSlash(begin))
		default:
			out = append(out, filepath.ToSlash(path), filepath.ToSlash(path)+"/**")
		}
	}
	return out, nil
}

// RecordTests makes this process, which runs a project's tests, keep a record of what they do. They may do everything.
func RecordTests(project, id string) error {
	folders, own := app.Folders(id)
	folders["APP"] = project
	g, err := permission.New(permission.Options{Folders: folders, Own: own, Source: permissionSource, Record: usage.Recorder(project, usage.Test)})
	if err == nil {
		permission.Install(g)
	}
	return err
}

// Granted reports which of what an app was seen to do its permissions grant, for the app with that id in the folder project.
func Granted(permissions *grant.Permissions, project, id string) (func(usage.Use) bool, error) {
	folders, own := app.Folders(id)
	folders["APP"] = project
	if permissions == nil {
		permissions = &grant.Permissions{}
	}
	g, err := permission.New(permission.Options{Permissions: permissions, Folders: folders, Own: own, Source: permissionSource})
	if err != nil {
		return nil, err
	}
	return g.Grants, nil
}
