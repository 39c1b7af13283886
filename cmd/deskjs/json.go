package main

import (
	"encoding/json"
	"fmt"

	"github.com/deskjs/deskjs/internal/diag"
)

// How a verb offers --json: it lists jsonFlag(...) among its flags, asks env.json where it would write for people, and calls
// writeJSON with a struct that begins with `OK bool` instead. Each call is one line on standard output, so that verbs that go on (dev, test)
// write a line per event. What fails needs nothing: report writes the error in the same form. Nothing else may go to standard output then;
// standard error stays for people.

// jsonName is the flag's name.
const jsonName = "json"

// jsonFlag is the flag --json; what says what is in the output: "the packages that were installed".
func jsonFlag(what string) flag {
	return flag{name: jsonName, summary: "write JSON to standard output: " + what}
}

// A failure is what --json writes of an error.
type failure struct {
	OK       bool           `json:"ok"` // false
	ExitCode int            `json:"exitCode"`
	Messages []diag.Message `json:"messages"`
}

// writeJSON writes value as one line of JSON.
func writeJSON(env *environment, value any) {
	encoder := json.NewEncoder(env.out)
	encoder.SetEscapeHTML(false)
	if err := encoder.Encode(value); err != nil {
		fmt.Fprintln(env.err, err) // standard output is closed, say
	}
}
