package main

import (
	"fmt"
	"io"
	"strings"
)

// helpFor answers `deskjs help [VERB]`.
func helpFor(env *environment, args []string) error {
	if len(args) == 0 || args[0] == "help" || strings.HasPrefix(args[0], "-") {
		writeHelp(env.out)
		return nil
	}
	if args[0] == exitCodesTopic {
		_, err := io.WriteString(env.out, exitCodesText)
		return err
	}
	v, err := findVerb(args[0])
	if err != nil {
		return err
	}
	writeVerbHelp(env.out, v)
	return nil
}

// writeHelp writes what `deskjs --help` says.
func writeHelp(w io.Writer) {
	fmt.Fprint(w, "deskjs makes desktop apps from JavaScript and TypeScript.\n\nUsage: deskjs COMMAND [ARGUMENTS]\n\n")
	for _, v := range verbs() {
		fmt.Fprintf(w, "  %-11s %s\n", v.name, v.summary)
	}
	fmt.Fprint(w, `
  --help, -h      this list; "deskjs help COMMAND" tells more about one,
                  "deskjs help exit-codes" what the exit codes mean
  --version, -v   the version
`)
}

// writeVerbHelp writes what `deskjs VERB --help` says.
func writeVerbHelp(w io.Writer, v *verb) {
	fmt.Fprintf(w, "%s.\n\nUsage: %s\n", v.summary, v.usageLine())
	if v.details != "" {
		fmt.Fprintf(w, "\n%s\n", strings.TrimSpace(v.details))
	}
	fmt.Fprintln(w)
	for _, f := range v.flags {
		name := strings.TrimSpace("--" + f.name + " " + f.value)
		for short, long := range shortNames {
			if long == f.name {
				name += ", " + short
			}
		}
		fmt.Fprintf(w, "  %-20s %s\n", name, f.summary)
	}
	fmt.Fprintf(w, "  %-20s %s\n", "--help, -h", "this text")
	if len(v.examples) == 0 {
		return
	}
	width := 0
	for _, e := range v.examples {
		width = max(width, len(e.command))
	}
	fmt.Fprint(w, "\nExamples:\n\n")
	for _, e := range v.examples {
		fmt.Fprintf(w, "  %-*s  %s\n", width, e.command, e.does)
	}
}
