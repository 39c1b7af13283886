package compile

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

func TestCandidates(t *testing.T) {
	tests := []struct{ text, want string }{
		{`<p class="flex mt-4 hover:underline md:hover:w-1/2 -mx-2 !p-1 p-1! @container">`, "flex mt-4 hover:underline md:hover:w-1/2 -mx-2 !p-1 p-1! @container"},
		{`className={clsx("grid", on && 'block', [` + "`inline`" + `])}`, "grid block inline"},
		{`clsx("grid",{hidden:x},["table"])`, "grid hidden table"},
		{`class:underline={x} [class.italic]="y" :class="{ 'font-bold': a, truncate: b }"`, "underline italic font-bold truncate"},
		{`bg-[color:var(--x)] bg-(--x) [&_p]:mt-2 grid-cols-[1fr,2fr] before:content-['hi'] w-[calc(100%-1rem)]`, "bg-[color:var(--x)] bg-(--x) [&_p]:mt-2 grid-cols-[1fr,2fr] before:content-['hi'] w-[calc(100%-1rem)]"},
		{`const map = {"sm":"text-sm","lg":"text-lg"};`, "text-sm text-lg"},
		{`*:p-4 **:m-1 group-has-[a]:flex data-[state=open]:block bg-red-500/50 bg-red-500/[12%] 2xl:flex`, "*:p-4 **:m-1 group-has-[a]:flex data-[state=open]:block bg-red-500/50 bg-red-500/[12%] 2xl:flex"},
		{"some prose, with block. And grid!", "block grid"},
		{strings.Repeat("a[(", 5000), ""},
	}
	for _, test := range tests {
		found := extractCandidates([]byte(test.text), ".tsx")
		for want := range strings.FieldsSeq(test.want) {
			if !slices.Contains(found, want) {
				t.Errorf("%.80s: no %q in %q", test.text, want, found)
			}
		}
	}
	if found := extractCandidates([]byte("div.flex.mt-2(class='p-1')"), ".pug"); !slices.Contains(found, "flex") || !slices.Contains(found, "mt-2") {
		t.Errorf("pug: %q", found)
	}
}

func TestScan(t *testing.T) {
	dir := t.TempDir()
	for name, text := range map[string]string{
		".gitignore": "/generated\n*.tmp\n!kept.tmp\n", "src/a.tsx": "from-a", "src/b.css": "from-css", "generated/c.js": "from-generated", "d.tmp": "from-tmp",
		"kept.tmp": "from-kept", "node_modules/lib/e.js": "from-lib", "src/deep/f.html": "from-deep", "src/deep/.gitignore": "h.vue", "src/deep/h.vue": "from-h", "dist/i.js": "from-dist",
	} {
		path := filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	tests := []struct {
		name    string
		sources []Source
		want    string
	}{
		{"everything", []Source{{Base: dir, Pattern: "**/*"}}, "from-a from-deep from-kept"},
		{"a package", []Source{{Base: filepath.Join(dir, "src"), Pattern: "../node_modules/lib"}}, "from-lib"},
		{"a glob", []Source{{Base: dir, Pattern: "./src/**/*.{html,vue}"}}, "from-deep from-h"},
		{"a file that git ignores", []Source{{Base: dir, Pattern: "generated/c.js"}}, "from-generated"},
		{"less a folder", []Source{{Base: dir, Pattern: "**/*"}, {Base: dir, Pattern: "src/deep", Negated: true}}, "from-a from-kept"},
		{"nothing there", []Source{{Base: dir, Pattern: "nothing/*"}}, ""},
	}
	for _, test := range tests {
		found := slices.DeleteFunc(newScanner(dir).scan(test.sources), func(candidate string) bool { return !strings.HasPrefix(candidate, "from-") })
		if got := strings.Join(found, " "); got != test.want {
			t.Errorf("%s: %q, want %q", test.name, got, test.want)
		}
	}
}
