// Command deskjs makes, runs and ships desktop apps written in JavaScript or
// TypeScript. This package only reads the command line and calls the packages
// that do the work; nothing may import it.
package main

import (
	"fmt"
	"os"
	"runtime/debug"
	"slices"

	"github.com/deskjs/deskjs/internal/diag"
	"github.com/deskjs/deskjs/runtime/backend"
)

// verbs lists every command in the order that help shows it: the order in
// which an author meets them. A new verb is a file of its own and a line here.
func verbs() []*verb {
	return []*verb{
		initVerb(),
		installVerb(),
		addVerb(),
		removeVerb(),
		outdatedVerb(),
		startVerb(),
		devVerb(),
		runVerb(),
		testVerb(),
		checkVerb(),
		buildVerb(),
		packageVerb(),
		keygenVerb(),
		publishVerb(),
		traceVerb(),
		infoVerb(),
		doctorVerb(),
		completionVerb(),
	}
}

// main is the only place that ends the process.
func main() {
	os.Exit(run(systemEnvironment(), os.Args[1:]))
}

// run carries out one command line and returns the exit code; see exitCodesText.
func run(env *environment, args []string) (code int) {
	defer func() {
		if cause := recover(); cause != nil {
			code = reportPanic(env, cause)
		}
	}()
	return report(env, dispatch(env, args))
}

// dispatch finds the verb that args name and runs it.
func dispatch(env *environment, args []string) error {
	if os.Getenv(backend.RunAsNode) != "" {
		return asNode(env, args)
	}
	if len(args) > 1 && args[0] == backendRole {
		return runBackend(args[1:])
	}
	if len(args) == 0 {
		writeHelp(env.out)
		return nil
	}
	if looksLikeNode(args[0]) {
		return asNode(env, args)
	}
	switch args[0] {
	case "--help", "-h":
		writeHelp(env.out)
		return nil
	case "--version", "-v":
		_, err := fmt.Fprintln(env.out, versionLine())
		return err
	case "help":
		return helpFor(env, args[1:])
	}
	v, err := findVerb(args[0])
	if err != nil {
		return err
	}
	env.json = v.flag(jsonName) != nil && slices.Contains(args[1:], "--"+jsonName)
	call, err := v.parse(args[1:])
	if err != nil {
		return err
	}
	if call.help {
		writeVerbHelp(env.out, v)
		return nil
	}
	return v.run(env, call)
}

// findVerb returns the verb called name, or an error that names the nearest one.
func findVerb(name string) (*verb, error) {
	known := []string{"help", exitCodesTopic}
	for _, v := range verbs() {
		if v.name == name {
			return v, nil
		}
		known = append(known, v.name)
	}
	return nil, &usageError{
		message: fmt.Sprintf("there is no command %q", name),
		nearest: nearestVerb(name, known),
	}
}

// reportPanic turns a mistake of ours into a message a person can act on. The
// Go stack is for us, so it is shown only when it was asked for.
func reportPanic(env *environment, cause any) int {
	stack := ""
	if os.Getenv("DESKJS_DEBUG") != "" {
		stack = "\n" + string(debug.Stack())
	}
	return report(env, diag.New(diag.Message{
		Text: fmt.Sprintf("deskjs made a mistake of its own: %v%s", cause, stack),
		Hint: "DESKJS_DEBUG=1 shows where; please report it with that",
	}))
}
