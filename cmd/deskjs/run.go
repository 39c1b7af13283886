package main

import (
	"errors"
	"os"
	"path/filepath"
	"strings"

	"github.com/deskjs/deskjs/bundler"
	"github.com/deskjs/deskjs/internal/diag"
	"github.com/deskjs/deskjs/runtime/backend"
	"github.com/deskjs/deskjs/runtime/backend/engine"
)

func runVerb() *verb {
	return &verb{
		name:    "run",
		usage:   "[FLAG...] FILE [ARGUMENT...]",
		summary: "Run a script on the backend's runtime, as `node FILE` would",
		details: `
FILE is JavaScript or TypeScript, an ES module or CommonJS; it may require or
import files, packages in node_modules and Node's builtins. What follows FILE
is the script's: process.argv from index 2. The exit code is the script's.
FILE may be - for standard input. Other flags of node's are taken too.`,
		maxArguments: -1,
		raw:          true,
		flags:        nodeFlags,
		examples: []example{
			{"deskjs run script.ts --verbose", "--verbose is the script's"},
			{"deskjs run --eval 'console.log(os.cpus().length)'", "code in place of a file"},
			{"echo 'console.log(1)' | deskjs run -", "from standard input"},
		},
		run: runScript,
	}
}

// nodeFlags are those of node's that mean something here. The script sees them as process.execArgv.
var nodeFlags = []flag{
	{name: "eval", value: "CODE", summary: "Run CODE instead of a FILE (-e); --print, -p prints its value"},
	{name: "require", value: "MODULE", summary: "Load MODULE first (-r)"},
	{name: "input-type", value: "TYPE", summary: "What CODE is: commonjs or module"},
	{name: "env-file", value: "FILE", summary: "Set the environment variables that FILE has"},
	{name: "unhandled-rejections", value: "MODE", summary: "What a rejection nobody handles does: throw (the default), strict, warn, none or warn-with-error-code"},
	{name: "no-warnings", summary: "Print no warnings"},
	{name: "disable-warning", value: "CODE", summary: "Print no warnings of this code or name"},
	{name: "trace-warnings", summary: "Print where warnings come from"},
	{name: "no-deprecation", summary: "Print no deprecation warnings"},
	{name: "trace-deprecation", summary: "Print where deprecation warnings come from"},
	{name: "throw-deprecation", summary: "Throw deprecation warnings as errors"},
}

func runScript(env *environment, call *call) error {
	command, err := backend.ParseNode(call.arguments)
	if err != nil {
		return optionError(err)
	}
	_, evaluates := command.Options["--eval"]
	switch {
	case command.Script == "" && !evaluates && !command.Informs():
		return &usageError{verb: runVerb(), message: "there is no FILE to run"}
	case command.Script != "" && command.Script != "-" && !findable(command.Script):
		return diag.New(diag.Message{Text: "there is no file " + command.Script, Hint: "the path counts from the current folder"})
	}
	return exitStatus(runNode(env, command))
}

// optionError is err, of backend.ParseNode, in deskjs's words.
func optionError(err error) error {
	wrong, ok := errors.AsType[*backend.OptionError](err)
	if !ok {
		return err
	}
	if strings.HasPrefix(wrong.Message, "bad option") {
		v := runVerb()
		return unknownFlag(v, wrong.Option, v.flagNames())
	}
	return &usageError{verb: runVerb(), message: wrong.Message}
}

// findable reports whether there is a FILE, which may lack its extension as a module's name may.
func findable(file string) bool {
	if _, err := os.Stat(file); err == nil {
		return true
	}
	matches, err := filepath.Glob(file + ".*")
	return err != nil || len(matches) > 0
}

// recordVariable is how `deskjs test` tells of the project whose record is to be kept: its folder and the app's id, a line each.
const recordVariable = "DESKJS_RECORD"

// runNode runs a command line as node does and returns its exit code.
func runNode(env *environment, command *backend.NodeCommand) int {
	engine.CollectRarely(0)
	executable, err := os.Executable()
	if err != nil {
		executable = "deskjs"
	}
	if project, id, ok := strings.Cut(os.Getenv(recordVariable), "\n"); ok {
		if err := backend.RecordTests(project, id); err != nil {
			return report(env, err)
		}
	}
	options := backend.Options{
		Host: engine.Host{
			Stdin: env.in, Stdout: env.out, Stderr: env.err,
			Executable: executable,
			Exit:       os.Exit,
		},
		Modules:         testModules(),
		Runner:          testRunner,
		Transform:       bundler.Transform,
		TransformScript: bundler.TransformScript,
	}
	finish := countCoverage(env, &options)
	noteLoaded(&options)
	code := command.Run(options)
	finish()
	return code
}
