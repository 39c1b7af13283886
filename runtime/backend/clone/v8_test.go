package clone_test

import (
	"encoding/hex"
	"errors"
	"testing"

	"github.com/dop251/goja"

	"github.com/deskjs/deskjs/runtime/backend/clone"
)

// nobody is a delegate and a source without host objects.
type nobody struct{}

func (nobody) Refuse(message string) error         { return errors.New(message) }
func (nobody) WriteHost(*goja.Object) error        { return errors.New("a host object") }
func (nobody) Shared(*goja.Object) (uint32, error) { return 0, errors.New("shared memory") }
func (nobody) ReadHost() (*goja.Object, error)     { return nil, clone.ErrUnreadable }

type unshared struct{ nobody }

func (unshared) Shared(uint32) (*goja.Object, error) { return nil, nil }

func TestV8RoundTrip(t *testing.T) {
	for _, source := range []string{
		"1", "-0", "'é'", "'\\u0100x'", "[1,,3]", "({a:[1,2.5],b:{c:null}})", "new Map([[1,{}]])", "new Set(['a'])",
		"new Date(5)", "/a/g", "10n**40n", "new Uint16Array([1,2])", "Object('s')", "new RangeError('x')",
		"(() => { const o = {}; o.o = o; return o })()",
	} {
		rt := newRuntime(t)
		written := serialize(t, rt, run(t, rt, source))
		reader := clone.NewDeserializer(rt, written, unshared{})
		if err := reader.Header(); err != nil {
			t.Fatal(err)
		}
		value, err := reader.Value()
		if err != nil {
			t.Errorf("%s: %v", source, err)
			continue
		}
		if again := serialize(t, rt, value); string(again) != string(written) {
			t.Errorf("%s: %x, then %x", source, written, again)
		}
	}
}

func serialize(t testing.TB, rt *goja.Runtime, value goja.Value) []byte {
	writer := clone.NewSerializer(rt, nobody{})
	writer.Header()
	if err := writer.Value(value); err != nil {
		t.Fatal(err)
	}
	return writer.Release()
}

// TestArraysInArraysAreNotEachAsLongAsTheData: 100 kB would otherwise ask for gigabytes.
func TestArraysInArraysAreNotEachAsLongAsTheData(t *testing.T) {
	data := []byte{0xff, 15}
	for range 1000 {
		data = append(data, 'A', 0x80, 0x80, 0x06) // 98304 elements, of which the next array is the first
	}
	data = append(data, make([]byte, 100_000)...)
	reader := clone.NewDeserializer(newRuntime(t), data, unshared{})
	if err := reader.Header(); err != nil {
		t.Fatal(err)
	}
	if _, err := reader.Value(); !errors.Is(err, clone.ErrUnreadable) || reader.Offset() > 10 {
		t.Errorf("%v at %d", err, reader.Offset())
	}
}

func FuzzDeserialize(f *testing.F) {
	for _, seed := range []string{
		"ff0f6f2201614902490449047b02", "ff0f41024e000000000000f03f4e000000000000f83f240002", "ff0f610249024902400102",
		"ff0f72546d220178732201532e", "ff0f3b490249043a02", "ff0f2749022c01", "ff0f420400000000564200040056440001", "ff0f5a1101000000000000002e",
		"ff0f630461000001", "ff0f522201618103", "ff0f7e04080000000056420000035e09", "ff0f6f2201615e007b01", "ff0f41ffffffff0f",
	} {
		bytes, err := hex.DecodeString(seed)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(bytes)
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		if len(data) > 1<<12 {
			return
		}
		rt := newRuntime(t)
		reader := clone.NewDeserializer(rt, data, unshared{})
		if err := reader.Header(); err != nil {
			return
		}
		if value, err := reader.Value(); err == nil {
			serialize(t, rt, value)
		}
	})
}

func BenchmarkV8(b *testing.B) {
	for _, bench := range benchmarks {
		rt := newRuntime(b)
		value := run(b, rt, bench.source)
		written := serialize(b, rt, value)
		b.Run("write/"+bench.name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				serialize(b, rt, value)
			}
		})
		b.Run("read/"+bench.name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				reader := clone.NewDeserializer(rt, written, unshared{})
				_ = reader.Header()
				if _, err := reader.Value(); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
