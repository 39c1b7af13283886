package main

import (
	"os"
	"path/filepath"
	"slices"
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
is the script's: process.argv from index 2. The exit code is the script's.`,
		maxArguments:   -1,
		stopAtArgument: true,
		flags:          nodeFlags,
		run:            runScript,
	}
}

// nodeFlags are those of node's that mean something here. The script sees them as process.execArgv.
var nodeFlags = []flag{
	{name: "unhandled-rejections", value: "MODE", summary: "What a rejection nobody handles does: throw (the default), strict, warn, none or warn-with-error-code"},
	{name: "no-warnings", summary: "Print no warnings"},
	{name: "disable-warning", value: "CODE", summary: "Print no warnings of this code or name"},
	{name: "trace-warnings", summary: "Print where warnings come from"},
	{name: "no-deprecation", summary: "Print no deprecation warnings"},
	{name: "trace-deprecation", summary: "Print where deprecation warnings come from"},
	{name: "throw-deprecation", summary: "Throw deprecation warnings as errors"},
}

// rejectionModes are the values of --unhandled-rejections.
var rejectionModes = []string{"throw", "strict", "warn", "none", "warn-with-error-code"}

// execArguments returns the flags of call as process.execArgv shows them.
func execArguments(call *call) ([]string, error) {
	var arguments []string
	for _, flag := range nodeFlags {
		value, given := call.values[flag.name]
		if !given {
			continue
		}
		if flag.name == "unhandled-rejections" && !slices.Contains(rejectionModes, value) {
			return nil, &usageError{verb: runVerb(), message: "--unhandled-rejections is one of " + strings.Join(rejectionModes, ", ")}
		}
		if flag.value != "" {
			arguments = append(arguments, "--"+flag.name+"="+value)
		} else {
			arguments = append(arguments, "--"+flag.name)
		}
	}
	return arguments, nil
}

func runScript(env *environment, call *call) error {
	if len(call.arguments) == 0 {
		return &usageError{verb: runVerb(), message: "there is no FILE to run"}
	}
	file, err := filepath.Abs(call.arguments[0])
	if err != nil {
		return err
	}
	// FILE may lack its extension, as a module's name may.
	if matches, err := filepath.Glob(file + ".*"); err == nil && len(matches) == 0 && !exists(file) {
		return diag.New(diag.Message{Text: "there is no file " + call.arguments[0], Hint: "the path counts from the current folder"})
	}
	flags, err := execArguments(call)
	if err != nil {
		return err
	}
	return exitStatus(runProgram(env, flags, file, call.arguments[1:]))
}

func exists(path string) bool {
	_, err := os.Stat(path)
	return err == nil
}

// runProgram runs the script at path to its end and returns its exit code. flags become process.execArgv.
func runProgram(env *environment, flags []string, path string, arguments []string) int {
	engine.CollectRarely()
	executable, err := os.Executable()
	if err != nil {
		executable = "deskjs"
	}
	program := backend.New(backend.Options{
		Host: engine.Host{
			Stdin: env.in, Stdout: env.out, Stderr: env.err,
			Executable: executable,
			Args:       append([]string{path}, arguments...),
			ExecArgs:   flags,
			Exit:       os.Exit,
		},
		Transform: bundler.Transform,
	})
	return program.RunFile(path)
}
