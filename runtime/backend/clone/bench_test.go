package clone_test

import (
	"bytes"
	"testing"

	"github.com/deskjs/deskjs/runtime/backend/clone"
)

var benchmarks = []struct{ name, source string }{
	{"call", `[{id:1,text:"hello"}]`},
	{"notes", `Array.from({length:100},(_, i) => ({id:i,title:"note "+i,body:"x".repeat(200),tags:["a","b"],at:i*1.5}))`},
	{"numbers", `Array.from({length:10000},(_, i) => i)`},
	{"megabyte", `new Uint8Array(1<<20)`},
	{"map", `new Map(Array.from({length:100},(_, i) => [i,{i}]))`},
}

func BenchmarkEncode(b *testing.B) {
	for _, bench := range benchmarks {
		b.Run(bench.name, func(b *testing.B) {
			rt := newRuntime(b)
			value := run(b, rt, bench.source)
			b.ReportAllocs()
			for b.Loop() {
				if _, _, err := clone.Encode(rt, value, "value"); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

func BenchmarkDecode(b *testing.B) {
	for _, bench := range benchmarks {
		b.Run(bench.name, func(b *testing.B) {
			rt := newRuntime(b)
			text, blob, err := clone.Encode(rt, run(b, rt, bench.source), "value")
			if err != nil {
				b.Fatal(err)
			}
			joined := bytes.Join(blob, nil)
			b.ReportAllocs()
			for b.Loop() {
				if _, err := clone.Decode(rt, text, joined); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
