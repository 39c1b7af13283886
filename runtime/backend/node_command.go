package backend

import (
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"github.com/deskjs/deskjs/runtime/backend/engine"
	"github.com/deskjs/deskjs/runtime/backend/node/process"
)

// NodeCommand is a command line as node takes it: OPTION... [FILE | -] ARGUMENT...
type NodeCommand struct {
	// Options are those that were given, NODE_OPTIONS' first, by their whole names ("--eval"). A switch that was taken back is not among them.
	Options engine.NodeOptions
	// ExecArgs are the options as they were written: process.execArgv.
	ExecArgs []string
	// Script is the file to run; "-" is standard input, "" none.
	Script string
	// Args are the script's.
	Args []string
}

// BadOptionCode is the exit code of a command line that node does not take.
const BadOptionCode = 9

// OptionError is an option that can't be taken.
type OptionError struct {
	// Option is what was written.
	Option string
	// Message says what is wrong, in node's words where it has some.
	Message string
}

// Error returns the message.
func (e *OptionError) Error() string { return e.Message }

// ParseNode reads args, what follows the program's name, and NODE_OPTIONS. An error is an *OptionError.
func ParseNode(args []string) (*NodeCommand, error) {
	c := &NodeCommand{Options: engine.NodeOptions{}}
	words, err := splitWords(os.Getenv("NODE_OPTIONS"))
	if err != nil {
		return nil, err
	}
	for len(words) > 0 {
		used, err := c.parseOption(words, true)
		if err != nil {
			return nil, err
		}
		words = words[used:]
	}
	for len(args) > 0 {
		if args[0] == "--" {
			args = args[1:]
			break
		}
		if args[0] == "-" || !strings.HasPrefix(args[0], "-") {
			break
		}
		used, err := c.parseOption(args, false)
		if err != nil {
			return nil, err
		}
		c.ExecArgs = append(c.ExecArgs, args[:used]...)
		args = args[used:]
	}
	if !c.has("--eval") && len(args) > 0 && !c.has("--test") {
		c.Script, args = args[0], args[1:]
	}
	c.Args = args
	return c, nil
}

// parseOption reads the option at the head of args and returns how many elements it took.
func (c *NodeCommand) parseOption(args []string, fromEnvironment bool) (int, error) {
	written, value, joined := strings.Cut(args[0], "=")
	names := optionAliases[written]
	if names == nil {
		names = []string{written}
	}
	used := 1
	for _, name := range names {
		whole, kind, on := findOption(name)
		switch {
		case fromEnvironment && (kind == 0 || notInEnvironment[whole] || !strings.HasPrefix(args[0], "-")):
			return 0, &OptionError{args[0], args[0] + " is not allowed in NODE_OPTIONS"}
		case kind == 0:
			return 0, &OptionError{args[0], "bad option: " + args[0]}
		case kind == valueOption && !on:
			return 0, &OptionError{args[0], written + " is an invalid negation because it is not a boolean option"}
		case kind == refusedOption:
			return 0, &OptionError{args[0], whole + " is not supported by DeskJS"}
		case kind == switchOption && joined && !strings.HasPrefix(whole, "--harmony"):
			return 0, &OptionError{args[0], written + " takes no value"}
		case kind == valueOption:
			if !joined {
				if len(args) < 2 || strings.HasPrefix(args[1], "-") && args[1] != "-" {
					return 0, &OptionError{args[0], args[0] + " requires an argument"}
				}
				value, used = unescaped(args[1]), 2
			} else if value == "" {
				return 0, &OptionError{args[0], args[0] + " requires an argument"}
			}
		}
		switch {
		case !on:
			// Nothing given means the default, which --no-X is for these.
			delete(c.Options, whole)
			c.Options["--no-"+whole[2:]] = []string{""}
		default:
			delete(c.Options, "--no-"+whole[2:])
			c.Options[whole] = append(c.Options[whole], value)
		}
	}
	// "-p CODE" is "-pe CODE".
	if names[len(names)-1] == "--print" && len(args) > 1 && !strings.HasPrefix(args[1], "-") && !c.has("--eval") {
		c.Options["--eval"] = []string{unescaped(args[1])}
		used = 2
	}
	return used, c.check()
}

func (c *NodeCommand) check() error {
	if c.has("--check") && c.has("--eval") {
		return &OptionError{"--check", "either --check or --eval can be used, not both"}
	}
	if c.has("--tls-min-v1.3") && c.has("--tls-max-v1.2") {
		return &OptionError{"--tls-min-v1.3", "either --tls-min-v1.3 or --tls-max-v1.2 can be used, not both"}
	}
	if mode, given := c.Options.Value("--unhandled-rejections"); given {
		switch mode {
		case "throw", "strict", "warn", "none", "warn-with-error-code":
		default:
			return &OptionError{mode, "invalid value for --unhandled-rejections"}
		}
	}
	if kind, given := c.Options.Value("--input-type"); given && kind != "module" && kind != "commonjs" &&
		kind != "module-typescript" && kind != "commonjs-typescript" {
		return &OptionError{kind, `--input-type must be "module","commonjs", "module-typescript" or "commonjs-typescript"`}
	}
	if limit, given := c.Options.Value("--stack-trace-limit"); given {
		if _, err := strconv.Atoi(limit); err != nil {
			return &OptionError{limit, "illegal value for flag --stack-trace-limit=" + limit}
		}
	}
	return nil
}

// unescaped is a value that is written with a backslash because it begins with a dash.
func unescaped(value string) string {
	if strings.HasPrefix(value, `\-`) {
		return value[1:]
	}
	return value
}

func (c *NodeCommand) has(name string) bool {
	_, given := c.Options[name]
	return given
}

// splitWords takes NODE_OPTIONS apart: at spaces, but not within double quotes, where a backslash takes the next character as it is.
func splitWords(text string) ([]string, error) {
	var words []string
	var word strings.Builder
	inWord, quoted := false, false
	for i := 0; i < len(text); i++ {
		switch character := text[i]; {
		case character == '\\' && quoted:
			if i++; i == len(text) {
				return nil, &OptionError{text, "invalid value for NODE_OPTIONS (invalid escape)"}
			}
			word.WriteByte(text[i])
		case character == '"':
			quoted, inWord = !quoted, true
		case character == ' ' && !quoted:
			if inWord {
				words = append(words, word.String())
				word.Reset()
			}
			inWord = false
		default:
			word.WriteByte(character)
			inWord = true
		}
	}
	if quoted {
		return nil, &OptionError{text, "invalid value for NODE_OPTIONS (unterminated string)"}
	}
	if inWord {
		words = append(words, word.String())
	}
	return words, nil
}

// Run runs the command and returns the exit code. options.Host's Args, ExecArgs and Options are c's.
func (c *NodeCommand) Run(options Options) int {
	if c.has("--version") {
		_, _ = fmt.Fprintln(options.Host.Stdout, "v"+nodeVersion())
		return 0
	}
	if c.has("--interactive") {
		_, _ = fmt.Fprintf(options.Host.Stderr, "%s: there is no prompt here\n", options.Host.Executable)
		return BadOptionCode
	}
	process.TakeSignals()
	if err := c.guard(); err != nil {
		_, _ = fmt.Fprintf(options.Host.Stderr, "%s: %v\n", options.Host.Executable, err)
		return BadOptionCode
	}
	c.limitMemory(options.Host.Stderr)
	options.Host.ExecArgs, options.Host.Options, options.Host.AllowedFlags = c.ExecArgs, c.Options, allowedFlags()
	script := c.Script
	if script != "" && script != "-" {
		if absolute, err := filepath.Abs(script); err == nil {
			script = absolute
		}
	}
	options.Host.Args = c.Args
	if script != "" {
		options.Host.Args = append([]string{script}, c.Args...)
	}
	b := New(options)
	source, evaluated := c.Options.Value("--eval")
	switch {
	case c.has("--test"):
		return b.runTests(c.Args)
	case c.has("--check"):
		return b.check(script)
	case evaluated:
		return b.runText("[eval]", source, c)
	case script == "" || script == "-":
		return b.runInput(c)
	}
	if options.Runner != nil {
		if module := options.Runner(script); module != "" {
			return b.RunBuiltin(module, "main", script)
		}
	}
	return b.RunFile(script)
}

// heapLimitCode is the exit code of a program that has used more memory than it was given: that of a process that has aborted.
const heapLimitCode = 134

// limitMemory is --max-old-space-size: unlike in Node, everything counts that the program has in memory.
func (c *NodeCommand) limitMemory(stderr io.Writer) {
	value, _ := c.Options.Value("--max-old-space-size")
	mebibytes, err := strconv.Atoi(value)
	if err != nil || mebibytes <= 0 {
		return
	}
	limitMemory(mebibytes, func() {
		_, _ = fmt.Fprintln(stderr, "FATAL ERROR: Reached heap limit Allocation failed - JavaScript heap out of memory")
		os.Exit(heapLimitCode)
	})
}

// RunAsNode is the environment variable with which a program tells its own executable, which is process.execPath, to be
// node rather than itself.
const RunAsNode = "DESKJS_RUN_AS_NODE"

// Informs reports whether the command only tells something.
func (c *NodeCommand) Informs() bool {
	return c.has("--version") || c.has("--interactive") || c.has("--test")
}
