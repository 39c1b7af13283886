package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/txtar"

	"github.com/deskjs/deskjs/internal/diag"
)

// TestCheckIsOneList checks an app with something wrong of each kind, with TypeScript's own compiler.
func TestCheckIsOneList(t *testing.T) {
	dir := newProject(t, []txtar.File{
		{Name: "backend/main.ts", Data: []byte("import './api'\n")},
		{Name: "backend/api.ts", Data: []byte("export async function add(a: number, b): Promise<number> { return a + b }\n")},
		{Name: "frontend/index.html", Data: []byte("<script type=module src=main.ts></script>")},
		{Name: "frontend/main.ts", Data: []byte("import { add } from '../backend/api'\nconst text = 'ä€😀'; add(text, 2)\nimport missing from './mising'\nmissing()\n")},
		{Name: "deskjs.json", Data: []byte("{\n  \"name\": \"App\", \"id\": \"com.example.app\", \"version\": \"1.0.0\",\n  \"windows\": [{ \"capabilities\": [\"api.ad\"] }]\n}\n")},
	})
	var out bytes.Buffer
	env := &environment{in: strings.NewReader(""), out: &out, err: &bytes.Buffer{}}
	if code := run(env, []string{"check", dir, "--json"}); code != 1 {
		t.Errorf("the exit code is %d", code)
	}
	var got checked
	if err := json.Unmarshal(out.Bytes(), &got); err != nil {
		t.Fatalf("%v: %s", err, out.String())
	}
	var lines []string
	for _, m := range got.Messages {
		lines = append(lines, fmt.Sprintf("%s %s:%d:%d %s", m.Severity, m.File, m.Line, m.Column, m.Text))
	}
	want := []string{
		"error backend/api.ts:1:38 Parameter 'b' implicitly has an 'any' type (TS7006)",
		"error deskjs.json:3:34 windows[0].capabilities[0] is \"api.ad\", and the app has no such function",
		"error frontend/main.ts:2:31 Argument of type 'string' is not assignable to parameter of type 'number' (TS2345)",
		"error frontend/main.ts:3:21 could not resolve \"./mising\"",
		"warning deskjs.json:1:1 no permissions are declared, and the app was not seen to need any: built, it can use its own data and nothing else",
	}
	slices.Sort(lines)
	if !slices.Equal(lines, want) || got.OK || got.ExitCode != 1 || !strings.HasPrefix(got.TypeScript, "7.") {
		t.Errorf("%s\n%+v", strings.Join(lines, "\n"), got)
	}
}

func TestReadTypeErrors(t *testing.T) {
	got := readTypeErrors(t.TempDir(), "a b (1).ts(3,7): error TS2322: Type 'A' is not assignable to type 'B'.\r\n  Types differ.\n    Really.\nerror TS18003: No inputs were found.\n\n")
	want := []diag.Message{
		{Severity: "error", Text: "Type 'A' is not assignable to type 'B' (TS2322)", File: "a b (1).ts", Line: 3, Column: 7, Notes: []string{"Types differ.", "Really."}},
		{Severity: "error", Text: "No inputs were found (TS18003)"},
	}
	if fmt.Sprint(got) != fmt.Sprint(want) {
		t.Errorf("%+v", got)
	}
}
