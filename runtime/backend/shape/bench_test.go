package shape

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/dop251/goja"

	"github.com/deskjs/deskjs/bundler/types"
)

func BenchmarkArguments(b *testing.B) {
	source := `interface Draft { title: string; body: string; tags?: string[] }
		type Shape = { kind: 'circle'; r: number } | { kind: 'rect'; w: number; h: number }
		export async function none(): Promise<void> {}
		export async function text(id: string): Promise<void> {}
		export async function draft(id: string, draft: Draft, seen: Draft | null): Promise<void> {}
		export async function shapes(list: Shape[]): Promise<void> {}
		export async function numbers(list: number[]): Promise<void> {}
		export async function open(value: any): Promise<void> {}`
	dir := b.TempDir()
	if err := os.WriteFile(filepath.Join(dir, "api.ts"), []byte(source), 0o600); err != nil {
		b.Fatal(err)
	}
	exports := []string{"none", "text", "draft", "shapes", "numbers", "open"}
	found := types.Read(types.Options{Dir: dir}, []types.Module{{Name: "api", File: "api.ts", Exports: exports}})
	data, err := found.Table.Encode()
	if err != nil {
		b.Fatal(err)
	}
	rt := goja.New()
	c, err := New(rt, data)
	if err != nil {
		b.Fatal(err)
	}
	for _, bench := range []struct{ name, arguments string }{
		{"none", `[]`}, {"text", `['note']`},
		{"draft", `['note', { title: 'a', body: 'b', tags: ['c', 'd'] }, null]`},
		{"shapes", `[Array.from({ length: 1000 }, (_, i) => i % 2 ? { kind: 'circle', r: i } : { kind: 'rect', w: i, h: i })]`},
		{"numbers", `[Array.from({ length: 1000 }, (_, i) => i)]`},
		{"open", `[{ a: 1 }]`}, {"unknown", `[]`},
	} {
		b.Run(bench.name, func(b *testing.B) {
			arguments, err := rt.RunString(bench.arguments)
			if err != nil {
				b.Fatal(err)
			}
			b.ReportAllocs()
			for b.Loop() {
				if err := c.Arguments("api."+bench.name, arguments); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
