//go:build unix

package childprocess

import (
	"context"
	"strings"
	"testing"

	"github.com/deskjs/deskjs/runtime/backend/op"
)

// commandFor is the argument of spawn that JavaScript would make.
func commandFor(file string, env []any, stdio []any, argv ...any) []any {
	return []any{file, append([]any{file}, argv...), nil, env, stdio, false, nil, nil, false, false}
}

func TestSpawnSync(t *testing.T) {
	pipes := []any{int64(stdioPipe), int64(stdioPipe), int64(stdioPipe)}
	path := []any{"PATH=/nowhere:/bin:/usr/bin"}
	tests := []struct {
		name           string
		command        []any
		input          string
		limit          int64
		status, signal any
		output         string
		failed         bool
	}{
		{"input and output", commandFor("cat", path, pipes), "hello", -1, 0, op.Null, "hello", false},
		{"an exit code", commandFor("sh", path, pipes, "-c", "exit 7"), "", -1, 7, op.Null, "", false},
		{"a signal", commandFor("sh", path, pipes, "-c", "kill -9 $$"), "", -1, op.Null, "SIGKILL", "", false},
		{"the child's own PATH", commandFor("cat", []any{"PATH=/nowhere"}, pipes), "", -1, op.Null, op.Null, "", true},
		{"more than there may be", commandFor("sh", path, pipes, "-c", "printf 0123456789; exec sleep 100"), "", 4, op.Null, "SIGTERM", "0123456789", true},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			value, err := spawnSync(&op.Context{Context: context.Background()},
				op.Args{test.command, []any{[]byte(test.input)}, int64(0), test.limit, int64(15)})
			if err != nil {
				t.Fatal(err)
			}
			got := map[string]any{}
			for _, field := range value.(op.Object) {
				got[field.Name] = field.Value
			}
			output := ""
			if all, ok := got["output"].([]any); ok {
				output = string(all[1].([]byte))
			}
			if got["status"] != test.status || got["signal"] != test.signal || !strings.HasPrefix(output, test.output) || (got["error"] != nil) != test.failed {
				t.Errorf("got %v", got)
			}
		})
	}
}
