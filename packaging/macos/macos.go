// Package macos lays an app out as macOS has it, a folder with the ending .app, and seals it: ad hoc, or by a program of the author's
// that has a Developer ID. Every format for macOS packs the same folder.
//
// The formats for macOS below packaging import it.
package macos

import (
	"context"
	"crypto/sha1"
	"crypto/sha256"
	"fmt"
	"os"
	"strings"

	"github.com/deskjs/deskjs/packaging"
	"github.com/deskjs/deskjs/packaging/macho"
	"github.com/deskjs/deskjs/packaging/plist"
)

// Name returns what the app's folder is called: "My Notes.app".
func Name(app *packaging.App) string {
	return strings.NewReplacer("/", "-", ":", "-", "\x00", "").Replace(app.Manifest.Name) + ".app"
}

// Bundle returns the files of the app's folder, with that in their paths, sorted and signed.
func Bundle(ctx context.Context, job *packaging.Job) ([]packaging.File, error) {
	files, entitlements, err := sealed(job)
	if err != nil {
		return nil, err
	}
	if len(job.App.Package.Macos.Sign) > 0 {
		return signed(ctx, job, files, entitlements)
	}
	return files, nil
}

// sealed returns the files with an ad-hoc signature, and the entitlements in it, nil for none.
func sealed(job *packaging.Job) (files []packaging.File, entitlements []byte, err error) {
	app := job.App
	program, err := os.ReadFile(job.Runtime)
	if err != nil {
		return nil, nil, err
	}
	info, err := infoPlist(app)
	if err != nil {
		return nil, nil, err
	}
	picture, err := app.Icon.ICNS()
	if err != nil {
		return nil, nil, err
	}
	resources := map[string][]byte{iconName: picture, "app.djs": app.Payload, "LICENSE": app.License, "components.spdx.json": app.Components, "notices.txt": app.Notices}
	for name, data := range resources {
		if data == nil {
			delete(resources, name)
		}
	}
	list, err := codeResources(resources)
	if err != nil {
		return nil, nil, err
	}
	seal := macho.Seal{Identifier: app.Manifest.ID, Info: info, Resources: list, Hardened: app.Package.Macos.HardenedRuntime}
	if names := app.Package.Macos.Entitlements; len(names) > 0 {
		if seal.Entitlements, err = entitlementsPlist(names); err != nil {
			return nil, nil, err
		}
		seal.EntitlementsDER = entitlementsDER(names)
	}
	job.Step("sealing")
	if program, err = macho.Sign(program, seal); err != nil {
		return nil, nil, fmt.Errorf("the app runtime %s: %w", job.Runtime, err)
	}
	contents := Name(app) + "/Contents/"
	files = []packaging.File{
		{Path: contents + "Info.plist", Mode: 0o644, Data: info},
		{Path: contents + "PkgInfo", Mode: 0o644, Data: []byte("APPL????")},
		{Path: contents + "MacOS/" + app.Command, Mode: 0o755, Data: program},
		{Path: contents + "_CodeSignature/CodeResources", Mode: 0o644, Data: list},
	}
	for name, data := range resources {
		files = append(files, packaging.File{Path: contents + "Resources/" + name, Mode: 0o644, Data: data})
	}
	packaging.SortFiles(files)
	return files, seal.Entitlements, nil
}

// codeResources is the list of what belongs to a sealed app beside its program, with the rules by which it was made, those of Apple's codesign.
func codeResources(resources map[string][]byte) ([]byte, error) {
	old, files := plist.Dict{}, plist.Dict{}
	for name, data := range resources {
		first, second := sha1.Sum(data), sha256.Sum256(data)
		old["Resources/"+name] = plist.Data(first[:])
		files["Resources/"+name] = plist.Dict{"hash2": plist.Data(second[:])}
	}
	weight := func(number float64) plist.Dict { return plist.Dict{"weight": number} }
	with := func(key string, number float64) plist.Dict { return plist.Dict{key: true, "weight": number} }
	return plist.Encode(plist.Dict{
		"files": old, "files2": files,
		"rules": plist.Dict{
			`^Resources/`:                            true,
			`^Resources/.*\.lproj/`:                  with("optional", 1000),
			`^Resources/.*\.lproj/locversion.plist$`: with("omit", 1100),
			`^Resources/Base\.lproj/`:                weight(1010),
			`^version.plist$`:                        true,
		},
		"rules2": plist.Dict{
			`.*\.dSYM($|/)`:                          weight(11),
			`^(.*/)?\.DS_Store$`:                     with("omit", 2000),
			`^.*`:                                    true,
			`^Info\.plist$`:                          with("omit", 20),
			`^PkgInfo$`:                              with("omit", 20),
			`^Resources/`:                            weight(20),
			`^Resources/.*\.lproj/`:                  with("optional", 1000),
			`^Resources/.*\.lproj/locversion.plist$`: with("omit", 1100),
			`^Resources/Base\.lproj/`:                weight(1010),
			`^[^/]+$`:                                with("nested", 10),
			`^(Frameworks|SharedFrameworks|PlugIns|Plug-ins|XPCServices|Helpers|MacOS|Library/(Automator|Spotlight|LoginItems))/`: with("nested", 10),
			`^embedded\.provisionprofile$`: weight(20),
			`^version\.plist$`:             weight(20),
		},
	})
}
