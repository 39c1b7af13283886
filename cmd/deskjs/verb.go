package main

import "strings"

// A verb is one command of deskjs.
type verb struct {
	name    string
	usage   string // what follows "deskjs NAME": "[DIR] [--name NAME]"
	summary string // one line in the list of commands, no full stop
	details string // paragraphs for the verb's own help, already wrapped
	flags   []flag

	// examples end the verb's help: whole command lines, and what each is for. Every verb has some, and a test says so.
	examples []example

	// maxArguments is how many arguments may stand beside the flags; -1 is any.
	maxArguments int
	// stopAtArgument ends flag parsing at the first argument: in
	// `deskjs run FILE --x`, --x belongs to FILE.
	stopAtArgument bool
	// raw leaves everything but a leading --help to run, as arguments.
	raw bool

	run func(env *environment, call *call) error
}

// usageLine is how the verb is called, flags and arguments included.
func (v *verb) usageLine() string {
	return strings.TrimSpace("deskjs " + v.name + " " + v.usage)
}

// An example is a command line and what it does, in a few words without a full stop: {"deskjs build --json", "for a script"}.
type example struct{ command, does string }

// A flag is written --name or, when it takes a value, --name VALUE or
// --name=VALUE. The last one given wins.
type flag struct {
	name    string // without the dashes
	value   string // what the value is called in help; empty for a switch
	summary string
}

// A call is a verb's command line after parsing.
type call struct {
	arguments []string
	values    map[string]string // of the flags that were given; "" for a switch
	help      bool              // --help or -h was among the flags
}

// argument returns the argument at index, or fallback if there are fewer.
func (c *call) argument(index int, fallback string) string {
	if index < len(c.arguments) {
		return c.arguments[index]
	}
	return fallback
}

// on reports whether the flag called name was given.
func (c *call) on(name string) bool {
	_, given := c.values[name]
	return given
}

// text returns the value given to the flag called name, or fallback.
func (c *call) text(name, fallback string) string {
	if value, given := c.values[name]; given {
		return value
	}
	return fallback
}
