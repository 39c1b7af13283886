package main

import (
	"fmt"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"
)

// TestMain lets the stories call deskjs: this test program is it.
func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){"deskjs": main})
}

// TestScript runs the stories in testdata/script, each in a folder of its own.
func TestScript(t *testing.T) {
	testscript.Run(t, testscript.Params{
		Dir:                 "testdata/script",
		RequireExplicitExec: true,
		RequireUniqueNames:  true,
		Setup:               setUpRegistry,
		Cmds:                registryCommands(),
		Condition: func(name string) (bool, error) {
			if name != "mount" {
				return false, fmt.Errorf("there is no condition %q", name)
			}
			return canMount(), nil
		},
	})
}
