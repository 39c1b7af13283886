package zlib

import (
	"bytes"
	stdflate "compress/flate"
	"compress/gzip"
	"io"
	"math"
	"math/rand"
	"runtime/debug"
	"testing"

	"github.com/deskjs/deskjs/runtime/backend/engine"
)

// samples are data of several kinds: nothing, text, runs, noise.
func samples() [][]byte {
	random := rand.New(rand.NewSource(1))
	noise := make([]byte, 100_000)
	random.Read(noise)
	words := []string{"alpha ", "beta ", "gamma, ", "delta. ", "\n", "epsilon ", "a", "b"}
	var text bytes.Buffer
	for text.Len() < 300_000 {
		text.WriteString(words[random.Intn(len(words))])
		if random.Intn(50) == 0 {
			text.WriteByte(byte(random.Intn(256)))
		}
	}
	return [][]byte{nil, []byte("a"), bytes.Repeat([]byte("a"), 70_000), bytes.Repeat([]byte("abc"), 50_000), noise, text.Bytes()}
}

func gzipped(t testing.TB, data []byte, level int) []byte {
	var b bytes.Buffer
	w, err := gzip.NewWriterLevel(&b, level)
	if err != nil {
		t.Fatal(err)
	}
	w.Name, w.Comment, w.Extra = "name", "comment", []byte("extra")
	_, _ = w.Write(data)
	_ = w.Close()
	return b.Bytes()
}

// TestWhatDoesNotFitIntoMemoryIsAnError: a process that runs out of memory is ended, in the midst of whatever it does.
func TestWhatDoesNotFitIntoMemoryIsAnError(t *testing.T) {
	bomb := gzipped(t, make([]byte, 1<<28), gzip.BestSpeed)
	defer debug.SetMemoryLimit(debug.SetMemoryLimit(engine.MemoryInUse() + 1<<27))
	_, failed, err := all(newDecompressor(modeGunzip, 15, nil), modeGunzip, 4, bomb, math.MaxInt)
	if failed != nil || err != engine.ErrAllocation {
		t.Errorf("%v, %v", failed, err)
	}
}

// inflateAll inflates in pieces of the given lengths.
func inflateAll(z *inflater, in []byte, inPiece, outPiece int) (out []byte, consumed, status int) {
	piece := make([]byte, outPiece)
	for {
		end := min(len(in), consumed+inPiece)
		i, o, status := z.inflate(in[consumed:end], piece, false)
		consumed += i
		out = append(out, piece[:o]...)
		if status != statusOK {
			return out, consumed, status
		}
	}
}

func TestInflatePieces(t *testing.T) {
	for n, data := range samples() {
		for _, level := range []int{stdflate.HuffmanOnly, 0, 1, 6, 9} {
			compressed := append(gzipped(t, data, level), "garbage behind"...)
			for _, pieces := range [][2]int{{1 << 20, 1 << 20}, {1 << 20, 777}, {100, 1 << 20}, {64, 300}, {1, 1000}, {999, 1}, {1, 1}} {
				out, consumed, status := inflateAll(newInflater(gzipWrap, 0), compressed, pieces[0], pieces[1])
				if status != statusStreamEnd || !bytes.Equal(out, data) {
					t.Fatalf("sample %d, level %d, pieces %v: status %d, %d of %d bytes", n, level, pieces, status, len(out), len(data))
				}
				if want := len(compressed) - len("garbage behind"); consumed != want {
					t.Fatalf("sample %d, level %d, pieces %v: took %d bytes of %d", n, level, pieces, consumed, want)
				}
			}
		}
	}
}

func TestInflateSays(t *testing.T) {
	for _, test := range []struct {
		name    string
		wrap    wrapping
		in      string
		message string
	}{
		{"no gzip", gzipWrap, "\x1f\x8c\x08", "incorrect header check"},
		{"no zlib", zlibWrap, "\x78\x9d", "incorrect header check"},
		{"method", zlibWrap, "\x77\x85", "unknown compression method"},
		{"window", zlibWrap, "\x88\x1c", "invalid window size"},
		{"gzip method", gzipWrap, "\x1f\x8b\x07\x00", "unknown compression method"},
		{"gzip flags", gzipWrap, "\x1f\x8b\x08\xe0", "unknown header flags set"},
		{"block type", raw, "\x07", "invalid block type"},
		{"stored lengths", raw, "\x01\x01\x00\x00\x00", "invalid stored block lengths"},
		{"too many codes", raw, "\xfc\x00\x00", "too many length or distance symbols"},
		{"code lengths", raw, "\x04\x00\xfe\xff", "invalid code lengths set"},
		{"repeat", raw, "\x04\x00\x24\x49\x00", "invalid bit length repeat"},
		{"repeat too much", raw, "\x04\x00\x24\xe9\xff\xff", "invalid bit length repeat"},
		{"no end", raw, "\x04\x00\x24\xe9\xff\x6d", "invalid code -- missing end-of-block"},
		{"literals", raw, "\x04\x80\x49\x92\x24\x49\x92\x24\x71\xff\xff\x93\x11\x00", "invalid literal/lengths set"},
		{"distances", raw, "\x04\x80\x49\x92\x24\x49\x92\x24\x0f\xb4\xff\xff\xc3\x84", "invalid distances set"},
		{"distance code", raw, "\x02\x7e\xff\xff", "invalid distance code"},
		{"too far", raw, "\x0c\xc0\x81\x00\x00\x00\x00\x00\x90\xff\x6b\x04\x00", "invalid distance too far back"},
	} {
		z := newInflater(test.wrap, 0)
		_, _, status := inflateAll(z, []byte(test.in), 100, 100)
		if status != statusDataError || z.message != test.message {
			t.Errorf("%s: status %d, %q, want %q", test.name, status, z.message, test.message)
		}
	}
}

func TestInflateChecks(t *testing.T) {
	data := gzipped(t, []byte("hello"), 6)
	for back, message := range map[int]string{8: "incorrect data check", 4: "incorrect length check"} {
		changed := bytes.Clone(data)
		changed[len(changed)-back]++
		z := newInflater(gzipWrap, 0)
		if _, _, status := inflateAll(z, changed, 100, 100); status != statusDataError || z.message != message {
			t.Errorf("status %d, %q, want %q", status, z.message, message)
		}
	}
}

// FuzzInflate compares with Go's own: what that takes is taken, to the same bytes, however it is cut.
func FuzzInflate(f *testing.F) {
	for _, data := range samples() {
		for _, level := range []int{1, 6, stdflate.HuffmanOnly} {
			var b bytes.Buffer
			w, _ := stdflate.NewWriter(&b, level)
			_, _ = w.Write(data[:min(len(data), 5000)])
			_ = w.Close()
			f.Add(b.Bytes(), 7, 50)
		}
	}
	f.Fuzz(func(t *testing.T, in []byte, inPiece, outPiece int) {
		inPiece, outPiece = inPiece&0xFFF+1, outPiece&0xFFF+1
		want, err := io.ReadAll(io.LimitReader(stdflate.NewReader(bytes.NewReader(in)), 1<<20))
		if len(want) == 1<<20 {
			return
		}
		whole, consumed, status := inflateAll(newInflater(raw, 0), in, len(in)+1, 2<<20)
		pieces, consumedInPieces, statusOfPieces := inflateAll(newInflater(raw, 0), in, inPiece, outPiece)
		if status != statusOfPieces || !bytes.Equal(whole, pieces) || status == statusStreamEnd && consumed != consumedInPieces {
			t.Fatalf("whole: %d bytes of %d, status %d; in pieces: %d of %d, status %d", len(whole), consumed, status, len(pieces), consumedInPieces, statusOfPieces)
		}
		if err == nil && (status != statusStreamEnd || !bytes.Equal(whole, want)) {
			t.Fatalf("status %d, %d bytes; Go's takes it: %d bytes", status, len(whole), len(want))
		}
	})
}
