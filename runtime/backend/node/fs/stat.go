package fs

import (
	"math"
	"math/big"
	"time"
)

// fileStat is what stat tells, in Node's words. On Windows some fields are made up, as libuv does.
type fileStat struct {
	dev, mode, nlink, uid, gid, rdev, blksize, ino, size, blocks uint64
	atime, mtime, ctime, birthtime                               timestamp
}

// timestamp is a time since 1970.
type timestamp struct{ seconds, nanoseconds int64 }

func (t timestamp) milliseconds() float64 {
	return float64(t.seconds)*1e3 + float64(t.nanoseconds)/1e6
}

func (t timestamp) bigNanoseconds() *big.Int {
	total := new(big.Int).Mul(big.NewInt(t.seconds), big.NewInt(1e9))
	return total.Add(total, big.NewInt(t.nanoseconds))
}

// values lists the fields in the order of the Stats class's parameters: times are in
// milliseconds, or in nanoseconds where everything is a BigInt.
func (s *fileStat) values(bigint bool) []any {
	integers := [...]uint64{s.dev, s.mode, s.nlink, s.uid, s.gid, s.rdev, s.blksize, s.ino, s.size, s.blocks}
	times := [...]timestamp{s.atime, s.mtime, s.ctime, s.birthtime}
	out := make([]any, 0, len(integers)+len(times))
	for _, n := range integers {
		out = append(out, number(n, bigint))
	}
	for _, t := range times {
		if bigint {
			out = append(out, t.bigNanoseconds())
		} else {
			out = append(out, t.milliseconds())
		}
	}
	return out
}

// number returns n as a BigInt or as a number, which above 2^53 is rounded, as in Node.
func number(n uint64, bigint bool) any {
	switch {
	case bigint:
		return new(big.Int).SetUint64(n)
	case n < 1<<53:
		return int64(n)
	}
	return float64(n)
}

// moment splits seconds since 1970 into a timestamp, rounded to the microsecond
// that a double's precision carries for today's dates.
func moment(seconds float64) timestamp {
	whole := math.Floor(seconds)
	micro := int64(math.Floor((seconds-whole)*1e6 + 0.5))
	return timestamp{int64(whole) + micro/1e6, micro % 1e6 * 1e3}
}

func (t timestamp) time() time.Time { return time.Unix(t.seconds, t.nanoseconds) }
