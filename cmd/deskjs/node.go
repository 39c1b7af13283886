package main

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/deskjs/deskjs/runtime/backend"
)

// Scripts and packages start process.execPath, which is deskjs, as they would start node: `execPath FILE ARGUMENT...`,
// `execPath -e CODE`. See docs/rationale.md.

// looksLikeNode reports whether a command line that begins with first is one for node: a flag that is not deskjs's own, or a
// file. A name that is a command's is the command.
func looksLikeNode(first string) bool {
	if strings.HasPrefix(first, "-") {
		return !slices.Contains([]string{"--help", "-h", "--version", "-v"}, first)
	}
	if _, err := findVerb(first); err == nil || first == "help" {
		return false
	}
	if !strings.ContainsAny(first, `/\`) && filepath.Ext(first) == "" {
		return false
	}
	return findable(first)
}

// asNode runs args as node does. A flag that neither has is deskjs's to complain of, unless the caller takes it for node.
func asNode(env *environment, args []string) error {
	told := os.Getenv(backend.RunAsNode) != ""
	if err := os.Unsetenv(backend.RunAsNode); err != nil {
		return err
	}
	command, err := backend.ParseNode(args)
	if wrong, ok := errors.AsType[*backend.OptionError](err); ok && !told && strings.HasPrefix(wrong.Message, "bad option") {
		return unknownFlag(nil, wrong.Option, []string{"help", "version"})
	}
	if err != nil {
		fmt.Fprintf(env.err, "%s: %v\n", os.Args[0], err)
		return exitStatus(backend.BadOptionCode)
	}
	return exitStatus(runNode(env, command))
}
