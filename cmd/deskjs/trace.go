package main

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"

	"github.com/deskjs/deskjs/bundler"
	"github.com/deskjs/deskjs/internal/diag"
)

func traceVerb() *verb {
	return &verb{
		name:    "trace",
		usage:   "[FILE] [--maps DIR]",
		summary: "Say where in the app's source an error of a built app comes from",
		details: `
Reads the stack of an error, or a whole log, from FILE or from standard input, and
writes it with places in the app's own files. The source maps are those that
` + "`deskjs build`" + ` has put into dist/maps: keep them for each version that you ship.`,
		flags: []flag{
			{name: "maps", value: "DIR", summary: "where the source maps of that version are (dist/maps)"},
		},
		examples: []example{
			{"deskjs trace crash.log", "the log with places in the source"},
			{"deskjs trace --maps releases/1.2.0/maps < stack.txt", "of an older version"},
		},
		maxArguments: 1,
		run:          runTrace,
	}
}

func runTrace(env *environment, call *call) error {
	maps := call.text("maps", filepath.Join("dist", mapsFolder))
	if info, err := os.Stat(maps); err != nil || !info.IsDir() {
		return diag.New(diag.Message{Text: "there is no folder " + maps + " with source maps", Hint: "`deskjs build` makes dist/maps; --maps names another"})
	}
	var text []byte
	var err error
	if file := call.argument(0, ""); file != "" {
		text, err = os.ReadFile(file)
		if errors.Is(err, fs.ErrNotExist) {
			return diag.New(diag.Message{Text: "there is no file " + file})
		}
	} else {
		text, err = io.ReadAll(env.in)
	}
	if err != nil {
		return err
	}
	traced, replaced := bundler.Trace(string(text), func(name string) []byte {
		if !filepath.IsLocal(filepath.FromSlash(name)) {
			return nil
		}
		data, err := os.ReadFile(filepath.Join(maps, filepath.FromSlash(name+".map")))
		if err != nil {
			return nil // a script that is not of this app
		}
		return data
	})
	fmt.Fprint(env.out, traced)
	if replaced == 0 {
		return diag.New(diag.Message{Severity: diag.SeverityError, Text: "no place in it is in a script that " + maps + " has a map of", Hint: "are the maps those of the version that the error is of?"})
	}
	return nil
}
