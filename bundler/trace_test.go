package bundler

import (
	"strconv"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/txtar"
)

func TestTrace(t *testing.T) {
	dir := extract(t, txtar.Parse([]byte(`
-- frontend/index.html --
<script type=module src=ui/main.ts></script>
-- frontend/ui/main.ts --
interface Nothing {}

document.title = [1].map(() => { throw new Error('page') }).join()
-- backend/main.ts --
interface Nothing {}
throw new Error('backend')
`)))
	options := testOptions(dir)
	options.Development = false
	result, err := Build(options)
	if err != nil {
		t.Fatal(err)
	}
	for name := range result.Files {
		if strings.HasSuffix(name, ".map") {
			t.Errorf("%s ships", name)
		}
	}
	at := func(name, text string) string {
		code := string(result.Files[name])
		before := code[:strings.Index(code, text)]
		line := strings.Count(before, "\n")
		return strings.Join([]string{name, strconv.Itoa(line + 1), strconv.Itoa(len(before) - strings.LastIndex(before, "\n"))}, ":")
	}
	page, backend := at("frontend/ui/main.js", "Error("), at("backend/main.js", "new Error(")
	text := "Error: page\n@app://localhost/" + strings.TrimPrefix(page, "frontend/") + "\n    at x (" + page + ")\n    at /opt/app/" + backend + "\n    at elsewhere.js:1:1\n"
	got, count := Trace(text, func(name string) []byte { return result.Maps[name+".map"] })
	want := "Error: page\n@frontend/ui/main.ts:3:44\n    at x (frontend/ui/main.ts:3:44)\n    at backend/main.ts:2:7\n    at elsewhere.js:1:1\n"
	if got != want || count != 3 {
		t.Errorf("%d\n%s\nof\n%s\nwant\n%s", count, got, text, want)
	}
}
