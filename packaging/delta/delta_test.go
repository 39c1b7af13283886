package delta

import (
	"bytes"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/deskjs/deskjs/internal/update/delta"
	"github.com/deskjs/deskjs/internal/update/manifest"
)

func apply(t *testing.T, patch, old, next []byte) {
	t.Helper()
	var out bytes.Buffer
	err := delta.Apply(source(patch), source(old), &out, delta.Want{Hash: manifest.HashOf(next), Size: int64(len(next))})
	if err != nil || !bytes.Equal(out.Bytes(), next) {
		t.Errorf("%d bytes of %d: %v", out.Len(), len(next), err)
	}
}

func source(data []byte) delta.Source {
	return delta.Source{Reader: bytes.NewReader(data), Size: int64(len(data))}
}

func TestSuffixesAreInOrder(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	texts := []string{"", "a", "aa", "ab", "ba", "banana", "mississippi", strings.Repeat("ab", 50), strings.Repeat("a", 100), "\xff\x00\xff\x00"}
	for range 300 {
		text := make([]byte, random.IntN(200))
		for i := range text {
			text[i] = byte(random.IntN(1 + random.IntN(4)))
		}
		texts = append(texts, string(text))
	}
	for _, text := range texts {
		want := make([]int32, len(text))
		for i := range want {
			want[i] = int32(i)
		}
		slices.SortFunc(want, func(a, b int32) int { return strings.Compare(text[a:], text[b:]) })
		if got := suffixes([]byte(text)); !slices.Equal(got, want) {
			t.Fatalf("%q: %v, want %v", text, got, want)
		}
	}
}

// edit changes data as releases do: it replaces, inserts, removes and moves.
func edit(random *rand.Rand, data []byte) []byte {
	next := bytes.Clone(data)
	for range random.IntN(6) {
		if len(next) == 0 {
			return next
		}
		at := random.IntN(len(next))
		end := min(len(next), at+random.IntN(40))
		switch random.IntN(4) {
		case 0:
			next[at] ^= byte(1 + random.IntN(255))
		case 1:
			next = slices.Insert(next, at, []byte("something new "+strings.Repeat("x", random.IntN(30)))...)
		case 2:
			next = slices.Delete(next, at, end)
		default:
			part := bytes.Clone(next[at:end])
			next = slices.Delete(next, at, end)
			next = slices.Insert(next, random.IntN(len(next)+1), part...)
		}
	}
	return next
}

func TestWhatIsMadeIsApplied(t *testing.T) {
	random := rand.New(rand.NewPCG(3, 4))
	for range 400 {
		old := make([]byte, random.IntN(3000))
		for i := range old {
			old[i] = "aabcdeee\x00\xff"[random.IntN(10)]
		}
		next := edit(random, old)
		patch, err := Make(old, next)
		if err != nil {
			t.Fatal(err)
		}
		apply(t, patch, old, next)
		again, err := Make(old, next)
		if err != nil || !bytes.Equal(patch, again) {
			t.Fatal("the same files give another delta", err)
		}
	}
}

func TestAWholeFileIsADeltaFromNothing(t *testing.T) {
	for _, data := range [][]byte{{}, []byte("x"), bytes.Repeat([]byte("whole "), 50_000)} {
		patch, err := Whole(data)
		if err != nil {
			t.Fatal(err)
		}
		apply(t, patch, nil, data)
		if len(patch) > 200+len(data) {
			t.Error(len(patch))
		}
	}
}

// A payload of two megabytes in which one line changes is updated by less than a kilobyte.
func TestALineIsLessThanAKilobyte(t *testing.T) {
	random := rand.New(rand.NewPCG(5, 6))
	var text bytes.Buffer
	for text.Len() < 2<<20 {
		for range 4 + random.IntN(9) {
			text.WriteString([]string{"const ", "return ", "value", "(index)", " = ", "await ", "page.", "title", "+ 1", "\n"}[random.IntN(10)])
		}
	}
	old := text.Bytes()
	next := slices.Insert(bytes.Clone(old), 700_000, []byte("console.log('a line that was not there before')\n")...)
	patch, err := Make(old, next)
	if err != nil {
		t.Fatal(err)
	}
	apply(t, patch, old, next)
	if len(patch) > 300 {
		t.Errorf("%d bytes", len(patch))
	}
}

// FuzzMake makes deltas of any two files, which have to give the new one.
func FuzzMake(f *testing.F) {
	f.Add([]byte("the old file has this"), []byte("file has this, the old"))
	f.Add([]byte("aaaaaaaa0000000000000000bbbbbbbbb"), []byte("bbbbbbbbb1000000000000000aaaaaaaa"))
	f.Add([]byte{}, []byte{1})
	f.Fuzz(func(t *testing.T, old, next []byte) {
		if len(next) == 0 {
			return // no file of an update is empty
		}
		patch, err := Make(old, next)
		if err != nil {
			t.Fatal(err)
		}
		apply(t, patch, old, next)
	})
}
