package main

import (
	"fmt"
	"strings"
)

// parse reads the verb's flags and arguments from args, GNU style: flags and
// arguments in any order, "--" before arguments that begin with a dash.
func (v *verb) parse(args []string) (*call, error) {
	c := &call{values: map[string]string{}}
	if v.raw {
		c.arguments, c.help = args, len(args) > 0 && (args[0] == "--help" || args[0] == "-h")
		return c, nil
	}
	for i := 0; i < len(args); i++ {
		arg := args[i]
		switch {
		case arg == "--":
			c.arguments = append(c.arguments, args[i+1:]...)
			return c, v.checkCount(c)
		case arg == "--help" || arg == "-h":
			c.help = true
			return c, nil
		case strings.HasPrefix(arg, "-") && arg != "-":
			used, err := v.parseFlag(c, args[i:])
			if err != nil {
				return nil, err
			}
			i += used - 1
		case v.stopAtArgument:
			c.arguments = append(c.arguments, args[i:]...)
			return c, v.checkCount(c)
		default:
			c.arguments = append(c.arguments, arg)
		}
	}
	return c, v.checkCount(c)
}

// parseFlag reads the flag at the head of args and returns how many elements
// it took.
func (v *verb) parseFlag(c *call, args []string) (int, error) {
	name, value, joined := strings.Cut(strings.TrimPrefix(args[0], "--"), "=")
	f := v.flag(name)
	if short := v.shortFlag(args[0]); short != nil {
		f, name = short, short.name
	} else if f == nil || !strings.HasPrefix(args[0], "--") {
		return 0, unknownFlag(v, args[0], v.flagNames())
	}
	switch {
	case f.value == "" && joined:
		return 0, v.misuse("--%s takes no value", name)
	case f.value == "" || joined:
		c.values[name] = value
		return 1, nil
	case len(args) < 2:
		return 0, v.misuse("--%s needs a value: --%s %s", name, name, f.value)
	}
	c.values[name] = args[1]
	return 2, nil
}

func (v *verb) flag(name string) *flag {
	for i := range v.flags {
		if v.flags[i].name == name {
			return &v.flags[i]
		}
	}
	return nil
}

// shortNames are flags that may be written with one letter, as npm has them.
var shortNames = map[string]string{"-D": "save-dev", "-O": "save-optional", "-E": "save-exact"}

// shortFlag returns the flag that an argument such as -D stands for, nil if the verb has none.
func (v *verb) shortFlag(argument string) *flag { return v.flag(shortNames[argument]) }

func (v *verb) flagNames() []string {
	names := []string{"help"}
	for _, f := range v.flags {
		names = append(names, f.name)
	}
	return names
}

func (v *verb) checkCount(c *call) error {
	if v.maxArguments >= 0 && len(c.arguments) > v.maxArguments {
		return v.misuse("it is not clear what %q is for", c.arguments[v.maxArguments])
	}
	return nil
}

// misuse is the error for a command line of this verb that makes no sense.
func (v *verb) misuse(format string, values ...any) error {
	return &usageError{verb: v, message: fmt.Sprintf(format, values...)}
}

// unknownFlag is the error for a flag that v does not have, or, when v is nil, that
// deskjs itself has not; given is the flag as the user wrote it; known are the
// names of the flags there are.
func unknownFlag(v *verb, given string, known []string) error {
	written, _, _ := strings.Cut(given, "=")
	e := &usageError{verb: v, message: "there is no flag " + written}
	if v != nil {
		e.message = fmt.Sprintf("deskjs %s has no flag %s", v.name, written)
	}
	if name := nearestFlag(strings.TrimLeft(written, "-"), known); name != "" {
		e.nearest = "--" + name
	}
	return e
}
