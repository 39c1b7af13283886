package main

import (
	"os"
	"path/filepath"
	"runtime/debug"

	"github.com/deskjs/deskjs/bundler"
	"github.com/deskjs/deskjs/internal/diag"
	"github.com/deskjs/deskjs/runtime/backend"
	"github.com/deskjs/deskjs/runtime/backend/engine"
)

func runVerb() *verb {
	return &verb{
		name:    "run",
		usage:   "FILE [ARGUMENT...]",
		summary: "Run a script on the backend's runtime, as `node FILE` would",
		details: `
FILE is JavaScript or TypeScript, an ES module or CommonJS; it may require or
import files, packages in node_modules and Node's builtins. What follows FILE
is the script's: process.argv from index 2. The exit code is the script's.`,
		maxArguments:   -1,
		stopAtArgument: true,
		run:            runScript,
	}
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
	return exitStatus(runProgram(env, file, call.arguments[1:]))
}

func exists(path string) bool {
	_, err := os.Stat(path)
	return err == nil
}

// runProgram runs the script at path to its end and returns its exit code.
func runProgram(env *environment, path string, arguments []string) int {
	// JavaScript makes many short-lived objects: collecting less often is worth a fifth of the time.
	debug.SetGCPercent(400)
	executable, err := os.Executable()
	if err != nil {
		executable = "deskjs"
	}
	program := backend.New(backend.Options{
		Host: engine.Host{
			Stdin: env.in, Stdout: env.out, Stderr: env.err,
			Executable: executable,
			Args:       append([]string{path}, arguments...),
			Exit:       os.Exit,
		},
		Transform: bundler.Transform,
	})
	return program.RunFile(path)
}
