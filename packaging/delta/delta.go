// Package delta makes what internal/update/delta applies: it finds what a new file has in common with an old one, as bsdiff does (Percival:
// Naive differences of executable code, 2003), and compresses the rest.
//
// The command line's packages import it; it is apart from what applies deltas so that apps don't carry the search.
package delta

import (
	"bytes"
	"encoding/binary"
	"errors"
	"sort"
	"sync"

	"github.com/klauspost/compress/zstd"

	"github.com/deskjs/deskjs/internal/update/delta"
)

// mergeRuns is how many bytes may stay as they are within a run of changed ones: a new run costs more than their zeroes.
const mergeRuns = 12

// Whole returns the delta that makes data from nothing.
func Whole(data []byte) ([]byte, error) { return Make(nil, data) }

// Make returns the delta that makes next from old; the same two give the same bytes. The memory that it takes is some 20 times the length of old.
func Make(old, next []byte) ([]byte, error) {
	if len(old) > 1<<30 || len(next) > 1<<30 {
		return nil, errors.New("a delta is made of files of at most 1 GiB")
	}
	e := &encoder{old: old, next: next}
	if len(old) == 0 {
		e.step(0, 0, 0, len(next))
	} else {
		e.search()
	}
	return e.encode()
}

// compressor is made once, because that takes as long as compressing a small delta.
var compressor = sync.OnceValues(func() (*zstd.Encoder, error) {
	return zstd.NewWriter(nil, zstd.WithEncoderLevel(zstd.SpeedBestCompression), zstd.WithWindowSize(delta.MaxWindow), zstd.WithEncoderCRC(false))
})

// encoder gathers the sections.
type encoder struct {
	old, next []byte
	sections  [delta.Sections][]byte
	at        int // in old, after the last step
}

func (e *encoder) number(section int, n int) {
	e.sections[section] = binary.AppendUvarint(e.sections[section], uint64(n))
}

// step appends: take bytes of old from oldAt for those of next from nextAt, then insert bytes of next.
func (e *encoder) step(nextAt, oldAt, take, insert int) {
	if take+insert == 0 {
		return
	}
	e.sections[delta.Control] = binary.AppendVarint(e.sections[delta.Control], int64(oldAt-e.at))
	e.number(delta.Control, take)
	e.number(delta.Control, insert)
	e.runs(e.next[nextAt:nextAt+take], e.old[oldAt:oldAt+take])
	e.sections[delta.Inserts] = append(e.sections[delta.Inserts], e.next[nextAt+take:nextAt+take+insert]...)
	e.at = oldAt + take
}

// runs appends how next differs from old, which are of the same length.
func (e *encoder) runs(next, old []byte) {
	for at := 0; at < len(next); {
		same := commonPrefix(next[at:], old[at:])
		from := at + same
		to, end := from, from // of what is changed, and of the bytes after it that are looked at
		for end < len(next) && end-to < mergeRuns {
			if next[end] != old[end] {
				to = end + 1
			}
			end++
		}
		e.number(delta.Runs, same)
		e.number(delta.Runs, to-from)
		for i := from; i < to; i++ {
			e.sections[delta.Changes] = append(e.sections[delta.Changes], next[i]-old[i])
		}
		at = to
	}
}

func (e *encoder) encode() ([]byte, error) {
	compressor, err := compressor()
	if err != nil {
		return nil, err
	}
	out := binary.AppendUvarint(bytes.Clone(delta.Magic), uint64(len(e.next)))
	var packed []byte
	for _, section := range e.sections {
		before := len(packed)
		if len(section) > 0 {
			packed = compressor.EncodeAll(section, packed)
		}
		out = binary.AppendUvarint(out, uint64(len(packed)-before))
	}
	return append(out, packed...), nil
}

// search goes through next and looks for what is in old, roughly the same too: a match goes on as long as more than half of its bytes are right.
func (e *encoder) search() {
	old, next := e.old, e.next
	order := suffixes(old)
	var scan, length, pos int
	var doneNext, doneOld, shift int // what has been written, and how far the last match was shifted
	for scan < len(next) {
		right := 0 // of the bytes of the match, how many the last shift has right as well
		scan += length
		for counted := scan; scan < len(next); scan++ {
			pos, length = longest(order, old, next[scan:])
			for ; counted < scan+length; counted++ {
				if at := counted + shift; at >= 0 && at < len(old) && old[at] == next[counted] {
					right++
				}
			}
			if length == right && length != 0 || length > right+8 {
				break
			}
			if at := scan + shift; at >= 0 && at < len(old) && old[at] == next[scan] {
				right--
			}
		}
		if length == right && scan < len(next) {
			continue
		}
		forward := extendForward(old[min(doneOld, len(old)):], next[doneNext:scan])
		back := 0
		if scan < len(next) {
			back = extendBack(old[:pos], next[doneNext:scan])
		}
		if overlap := doneNext + forward - (scan - back); overlap > 0 {
			keep := splitOverlap(old, next, doneNext+forward-overlap, doneOld+forward-overlap, scan-back, pos-back, overlap)
			forward += keep - overlap
			back -= keep
		}
		e.step(doneNext, doneOld, forward, scan-back-(doneNext+forward))
		doneNext, doneOld, shift = scan-back, pos-back, pos-scan
	}
}

// extendForward returns how far the two go together: up to where most bytes are the same.
func extendForward(old, next []byte) int {
	best, bestScore, score := 0, 0, 0
	for i := range min(len(old), len(next)) {
		if old[i] == next[i] {
			score++
		}
		if value := 2*score - (i + 1); value > bestScore {
			best, bestScore = i+1, value
		}
	}
	return best
}

// extendBack is extendForward from the ends.
func extendBack(old, next []byte) int {
	best, bestScore, score := 0, 0, 0
	for i := 1; i <= min(len(old), len(next)); i++ {
		if old[len(old)-i] == next[len(next)-i] {
			score++
		}
		if value := 2*score - i; value > bestScore {
			best, bestScore = i, value
		}
	}
	return best
}

// splitOverlap returns how many of the bytes that two matches both have are better left to the first one.
func splitOverlap(old, next []byte, firstNext, firstOld, secondNext, secondOld, length int) int {
	best, bestScore, score := 0, 0, 0
	for i := range length {
		if next[firstNext+i] == old[firstOld+i] {
			score++
		}
		if next[secondNext+i] == old[secondOld+i] {
			score--
		}
		if score > bestScore {
			best, bestScore = i+1, score
		}
	}
	return best
}

// longest returns where in old the longest beginning of next is, and its length.
func longest(order []int32, old, next []byte) (pos, length int) {
	i := sort.Search(len(order), func(i int) bool { return bytes.Compare(old[order[i]:], next) >= 0 })
	for _, candidate := range []int{i - 1, i} {
		if candidate >= 0 && candidate < len(order) {
			at := int(order[candidate])
			if n := commonPrefix(old[at:], next); n > length {
				pos, length = at, n
			}
		}
	}
	return pos, length
}

// commonPrefix returns for how many bytes a and b are the same.
func commonPrefix(a, b []byte) int {
	n := min(len(a), len(b))
	i := 0
	for ; i+8 <= n; i += 8 {
		if binary.LittleEndian.Uint64(a[i:]) != binary.LittleEndian.Uint64(b[i:]) {
			break
		}
	}
	for i < n && a[i] == b[i] {
		i++
	}
	return i
}
