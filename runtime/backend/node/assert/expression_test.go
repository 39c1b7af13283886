package assert

import "testing"

func TestCallAt(t *testing.T) {
	for _, c := range []struct {
		source      string
		row, column int
		want        string
	}{
		{"assert(false)", 1, 7, "assert(false)"},
		{"  assert.ok(a, ')')", 1, 12, "assert.ok(a, ')')"},
		{"x\n  if (a) assert.ok(\n    `${f(')')}`\n  )", 2, 10, "assert.ok(\n  `${f(')')}`\n  )"},
		{"ok(/[)/]/.test(a) // )\n)", 1, 1, "ok(/[)/]/.test(a) // )\n  )"},
		{"ok(a / b / (c))", 1, 3, "ok(a / b / (c))"},
		{"ok(a", 1, 3, ""},
		{"ok", 1, 1, ""},
		{"ok(1)", 7, 1, ""},
	} {
		got, ok := callAt(c.source, c.row, c.column)
		if got != c.want || ok != (c.want != "") {
			t.Errorf("callAt(%q, %d, %d) = %q, %v, want %q", c.source, c.row, c.column, got, ok, c.want)
		}
	}
}

func FuzzCallAt(f *testing.F) {
	f.Add("assert.ok(`${a}` / /)/ //)\n)", 1, 10)
	f.Fuzz(func(t *testing.T, source string, row, column int) { callAt(source, row, column) })
}
