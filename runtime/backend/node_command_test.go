package backend

import (
	"reflect"
	"strings"
	"testing"
)

func TestParseNode(t *testing.T) {
	tests := []struct {
		name, environment, line string
		// "OPTION=VALUES... | EXECARGS | SCRIPT | ARGS", or the error.
		want string
	}{
		{"a script", "", "file.js a --b", " |  | file.js | a --b"},
		{"options first", "", "--no-warnings -r x file.js -r y", "--no-warnings= --require=x | --no-warnings -r x | file.js | -r y"},
		{"evaluated", "", "-e code a -b", "--eval=code | -e code |  | a -b"},
		{"printed", "", "-p code a", "--eval=code --print= | -p code |  | a"},
		{"printed, in one", "", "-pe code", "--eval=code --print= | -pe code |  | "},
		{"two dashes", "", "-e code -- -a", "--eval=code | -e code |  | -a"},
		{"standard input", "", "- a", " |  | - | a"},
		{"underscores", "", "--stack_trace_limit=5 x", "--stack-trace-limit=5 | --stack_trace_limit=5 | x | "},
		{"from the environment", `--title="a \"b" --no-deprecation`, "x", `--no-deprecation= --title=a "b |  | x | `},
		{"the last one counts", "--unhandled-rejections=none", "--unhandled-rejections warn x", "--unhandled-rejections=none,warn | --unhandled-rejections warn | x | "},
		{"unknown", "", "--nope x", "bad option: --nope"},
		{"a value that lacks", "", "-e", "-e requires an argument"},
		{"a value that is an option", "", "--require --no-warnings x", "--require requires an argument"},
		{"a promise that is not kept", "", "--frozen-intrinsics x", "--frozen-intrinsics is not supported by DeskJS"},
		{"not for the environment", "-e", "x", "-e is not allowed in NODE_OPTIONS"},
		{"no option", "x", "x", "x is not allowed in NODE_OPTIONS"},
		{"an open quote", `--title="a`, "x", "invalid value for NODE_OPTIONS (unterminated string)"},
		{"a bad value", "", "--unhandled-rejections=maybe x", "invalid value for --unhandled-rejections"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Setenv("NODE_OPTIONS", test.environment)
			c, err := ParseNode(strings.Fields(test.line))
			got := ""
			if err != nil {
				got = err.Error()
			} else {
				var options []string
				for _, name := range []string{"--eval", "--no-deprecation", "--no-warnings", "--print", "--require", "--stack-trace-limit", "--title", "--unhandled-rejections"} {
					if values, given := c.Options[name]; given {
						options = append(options, name+"="+strings.Join(values, ","))
					}
				}
				if len(options) != len(c.Options) {
					t.Errorf("other options in %v", c.Options)
				}
				got = strings.Join([]string{strings.Join(options, " "), strings.Join(c.ExecArgs, " "), c.Script, strings.Join(c.Args, " ")}, " | ")
			}
			if !reflect.DeepEqual(got, test.want) {
				t.Errorf("got  %s\nwant %s", got, test.want)
			}
		})
	}
}
