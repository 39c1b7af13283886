package bundler

import (
	"bytes"
	"maps"
	"slices"
	"testing"

	"github.com/rogpeppe/go-internal/txtar"
)

func TestParseEnvironment(t *testing.T) {
	got := parseEnvironment("# comment\nA=1\n B = two words  # comment\nexport C='single # not a comment'\nD=\"line\\nbreak\"\nE=`back 'tick' \"quotes\"`\nF=\nG: yaml\n" +
		"H=\"over\ntwo lines\" # comment\nI=#comment\nJ=a=b\r\nK.L-M=dots\nnot a variable\nN='unclosed\n")
	want := map[string]string{
		"A": "1", "B": "two words", "C": "single # not a comment", "D": "line\nbreak", "E": `back 'tick' "quotes"`, "F": "", "G": "yaml", "H": "over\ntwo lines",
		"I": "", "J": "a=b", "K.L-M": "dots", "N": "'unclosed",
	}
	for _, name := range slices.Sorted(maps.Keys(want)) {
		if got[name] != want[name] {
			t.Errorf("%s: %q, want %q", name, got[name], want[name])
		}
	}
	if len(got) != len(want) {
		t.Errorf("%q", got)
	}
}

func TestLoadEnvironment(t *testing.T) {
	dir := extract(t, txtar.Parse([]byte(`
-- .env --
VITE_A=file
VITE_B=$VITE_A-${HOME_OF}-${MISSING:-fallback}-\$VITE_A
VITE_LOOP=$VITE_LOOP!
VITE_SET=file
SECRET=secret
-- .env.local --
VITE_A=local
-- .env.staging --
DESKJS_C=staging $VITE_A
-- .env.staging.local --
VITE_D=most local
-- .env.production --
VITE_A=never
`)))
	e, err := LoadEnvironment(dir, "staging", false, []string{"VITE_SET=outside", "VITE_ALSO=outside", "DESKJS_PIPE=not public", "HOME_OF=home"})
	if err != nil {
		t.Fatal(err)
	}
	want := map[string]string{
		"VITE_A": "local", "VITE_B": "local-home-fallback-$VITE_A", "VITE_LOOP": "!", "VITE_SET": "outside", "VITE_ALSO": "outside",
		"DESKJS_C": "staging local", "VITE_D": "most local",
	}
	if !maps.Equal(e.Public, want) {
		t.Errorf("%q", e.Public)
	}
	if e.Variables["SECRET"] != "secret" || !slices.Equal(e.Files, []string{".env", ".env.local", ".env.staging", ".env.staging.local"}) {
		t.Errorf("%+v", e)
	}
}

// A variable without the prefix is in no byte of what is built, whatever way the code asks for it.
func TestSecretsStayOutOfTheBuild(t *testing.T) {
	const secret = "hunter2-of-the-secret"
	for _, development := range []bool{true, false} {
		dir := extract(t, txtar.Parse([]byte(`
-- .env --
DATABASE_PASSWORD=`+secret+`
VITE_TITLE=title
-- .env.production.local --
API_KEY=`+secret+`
-- frontend/index.html --
<title>%VITE_TITLE% %DATABASE_PASSWORD%</title><script type=module src=main.ts></script>
-- frontend/main.ts --
console.log(import.meta.env, import.meta.env.API_KEY, import.meta.env['DATABASE_PASSWORD'], process.env.API_KEY, import.meta.env.VITE_TITLE)
new Worker(new URL('./worker.ts', import.meta.url))
-- frontend/worker.ts --
console.log(import.meta.env, process.env.DATABASE_PASSWORD)
-- backend/main.ts --
console.log(import.meta.env, process.env.API_KEY)
`)))
		options := testOptions(dir)
		options.Development = development
		result, err := Build(options)
		if err != nil {
			t.Fatal(err)
		}
		titles := 0
		for name, data := range result.Files {
			if bytes.Contains(data, []byte(secret)) {
				t.Errorf("the secret is in %s", name)
			}
			titles += bytes.Count(data, []byte("title"))
		}
		if titles < 4 {
			t.Errorf("%d", titles)
		}
	}
}
