package main

func removeVerb() *verb {
	return &verb{
		name:    "remove",
		usage:   "NAME... [--dir DIR]",
		summary: "Depend on packages no more",
		details: `
Takes packages out of package.json, and out of package-lock.json and
node_modules what nothing else needs. If something fails, all stays as it was.`,
		flags: append(append([]flag{}, resolveFlags...), dirFlag, jsonFlag("what install writes")),
		examples: []example{
			{"deskjs remove lodash", "in the app's folder"},
			{"deskjs remove moment --dir app", "in another"},
		},
		maxArguments: -1,
		run: func(env *environment, call *call) error {
			if len(call.arguments) == 0 {
				return removeVerb().misuse("which packages are to be removed?")
			}
			options, client, err := treeOptions(call, call.text("dir", "."))
			if err != nil {
				return err
			}
			defer client.Close()
			options.Remove = call.arguments
			return changeTree(env, options, client)
		},
	}
}
