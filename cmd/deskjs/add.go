package main

import (
	"os"

	"github.com/deskjs/deskjs/bundler/npm"
	"github.com/deskjs/deskjs/bundler/npm/tree"
)

// saveFlags say where package.json gets what is added.
var saveFlags = []flag{
	{name: "save-dev", summary: "in devDependencies: needed to make the app, not in it"},
	{name: "save-optional", summary: "in optionalDependencies"},
	{name: "save-peer", summary: "in peerDependencies"},
	{name: "save-exact", summary: "just this version, not a range"},
}

// dirFlag is where the project is, for verbs whose arguments are packages.
var dirFlag = flag{name: "dir", value: "DIR", summary: "the folder with package.json, the current one by default"}

// savedPackage is a package that was added, as --json has it.
type savedPackage struct {
	Name    string `json:"name"`
	Version string `json:"version"`
	Spec    string `json:"spec"`
	Group   string `json:"group"`
}

func addVerb() *verb {
	return &verb{
		name:    "add",
		usage:   "PACKAGE... [--save-dev] [--save-exact] [--dir DIR]",
		summary: "Depend on packages, and install them",
		details: `
PACKAGE is a name, with or without a range or tag (react, react@^18,
react@next), another name for one (old@npm:react@17), a folder (./lib), an
archive (lib.tgz), or an archive's address. package.json and package-lock.json
change no more than they must, and stay as they were if something fails. A
package that package.json has already stays in its place there; others come
into dependencies.`,
		flags: append(append(append([]flag{}, saveFlags...), resolveFlags...), dirFlag, jsonFlag("what package.json depends on now, and what install writes")),
		examples: []example{
			{"deskjs add react react-dom", "in their newest versions"},
			{"deskjs add -D vite@^7", "to make the app, with a range"},
			{"deskjs add -E zod@4.1.0", "just that version"},
		},
		maxArguments: -1,
		run: func(env *environment, call *call) error {
			if len(call.arguments) == 0 {
				return addVerb().misuse("which packages are to be added?")
			}
			return addPackages(env, call, call.text("dir", "."), call.arguments)
		},
	}
}

// addPackages adds packages to a project and installs.
func addPackages(env *environment, call *call, dir string, packages []string) error {
	options, client, err := treeOptions(call, dir)
	if err != nil {
		return err
	}
	defer client.Close()
	options.Add = packages
	if options.From, err = os.Getwd(); err != nil {
		return err
	}
	for _, kind := range []string{"dev", "optional", "peer"} {
		if call.on("save-" + kind) {
			options.Save = kind
		}
	}
	if call.on("save-exact") {
		options.Prefix = ""
	}
	return changeTree(env, options, client)
}

// changeTree adds and removes what the options say, and installs.
func changeTree(env *environment, options tree.Options, client tree.Source) error {
	result, err := resolve(env, client, options)
	if err != nil {
		return err
	}
	return installTree(env, npm.Options{Dir: options.Dir}, result)
}
