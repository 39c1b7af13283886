package perfhooks

import (
	"math"
	"math/bits"
)

// histogram counts values with a precision of so many decimal digits: Gil Tene's HdrHistogram, whose results Node shows.
// Buckets double in width; each has subBuckets equal parts, of which the lower half is covered by the bucket below.
type histogram struct {
	lowest, highest int64
	unit            int // log2 of the smallest difference that counts
	halfMagnitude   int // log2 of half the number of parts
	half            int
	mask            int64
	counts          []int64

	total, exceeds int64
	min, max       int64 // of the values themselves
	last           int64 // when recordDelta was called, in nanoseconds
}

// newHistogram counts values from lowest (at least 1) to highest with 1 to 5 digits.
func newHistogram(lowest, highest int64, figures int) *histogram {
	largest := 2 * math.Pow10(figures)
	magnitude := max(int(math.Ceil(math.Log2(largest))), 1)
	h := &histogram{lowest: lowest, highest: highest, halfMagnitude: magnitude - 1}
	h.unit = bits.Len64(uint64(lowest)) - 1
	h.half = 1 << h.halfMagnitude
	h.mask = int64(1<<magnitude-1) << h.unit
	buckets := 1
	for smallest := int64(1) << magnitude << h.unit; smallest <= highest; smallest <<= 1 {
		buckets++
		if smallest > math.MaxInt64/2 {
			break
		}
	}
	h.counts = make([]int64, (buckets+1)*h.half)
	h.reset()
	return h
}

func (h *histogram) reset() {
	clear(h.counts)
	h.total, h.exceeds, h.last = 0, 0, 0
	h.min, h.max = math.MaxInt64, 0
}

// index returns the place of a value in counts.
func (h *histogram) index(value int64) int {
	bucket := bits.Len64(uint64(value|h.mask)) - h.unit - (h.halfMagnitude + 1)
	part := int(value >> (bucket + h.unit))
	return (bucket+1)<<h.halfMagnitude + part - h.half
}

// bounds returns the lowest and the highest value that are counted at index.
func (h *histogram) bounds(index int) (low, high int64) {
	bucket := index>>h.halfMagnitude - 1
	part := index&(h.half-1) + h.half
	if bucket < 0 {
		part -= h.half
		bucket = 0
	}
	low = int64(part) << (bucket + h.unit)
	return low, low + int64(1)<<(bucket+h.unit) - 1
}

// record counts a value, or that one was out of range.
func (h *histogram) record(value int64) {
	if value < 0 || value > h.highest {
		h.exceeds++
		return
	}
	index := h.index(value)
	if index >= len(h.counts) {
		h.exceeds++
		return
	}
	h.counts[index]++
	h.total++
	h.note(value)
}

func (h *histogram) note(value int64) {
	h.max = max(h.max, value)
	if value != 0 {
		h.min = min(h.min, value)
	}
}

// recordDelta counts the time since the last call, in nanoseconds; the first only begins.
func (h *histogram) recordDelta(now int64) {
	if h.last > 0 && now > h.last {
		h.record(now - h.last)
	}
	h.last = now
}

// add counts all that other counted, as far as it is in range.
func (h *histogram) add(other *histogram) {
	for i, count := range other.counts {
		if count == 0 {
			continue
		}
		value, _ := other.bounds(i)
		index := h.index(value)
		if value > h.highest || index >= len(h.counts) {
			h.exceeds += count
			continue
		}
		h.counts[index] += count
		h.total += count
		h.note(value)
	}
	h.exceeds += other.exceeds
}

func (h *histogram) minimum() int64 {
	if h.counts[0] > 0 {
		return 0
	}
	if h.min == math.MaxInt64 {
		return math.MaxInt64
	}
	low, _ := h.bounds(h.index(h.min))
	return low
}

func (h *histogram) maximum() int64 {
	if h.max == 0 {
		return 0
	}
	_, high := h.bounds(h.index(h.max))
	return high
}

// each calls visit with the middle of every range that has counts.
func (h *histogram) each(visit func(middle float64, count int64)) {
	for i, count := range h.counts {
		if count > 0 {
			low, high := h.bounds(i)
			visit(float64(low+(high-low+1)/2), count)
		}
	}
}

// mean is NaN while nothing is counted.
func (h *histogram) mean() float64 {
	sum := 0.0
	h.each(func(middle float64, count int64) { sum += middle * float64(count) })
	return sum / float64(h.total)
}

func (h *histogram) deviation() float64 {
	mean, sum := h.mean(), 0.0
	h.each(func(middle float64, count int64) { sum += (middle - mean) * (middle - mean) * float64(count) })
	return math.Sqrt(sum / float64(h.total))
}

// percentile returns the value below or at which so many percent of the counted ones are.
func (h *histogram) percentile(percent float64) int64 {
	wanted := max(int64(math.Min(percent, 100)/100*float64(h.total)+0.5), 1)
	seen := int64(0)
	for i, count := range h.counts {
		seen += count
		if count > 0 && seen >= wanted {
			_, high := h.bounds(i)
			return high
		}
	}
	return 0
}

// percentiles calls visit with 0, 50, 75, 87.5 and so on, as far as there are values between them, and with 100; a value is
// the lowest of those counted with it.
func (h *histogram) percentiles(visit func(percent float64, value int64)) {
	next, seen, last := 0.0, int64(0), int64(0)
	for i, count := range h.counts {
		if count == 0 {
			continue
		}
		seen += count
		last, _ = h.bounds(i)
		for reached := 100 * float64(seen) / float64(h.total); next <= reached; {
			visit(next, last)
			next += 100 / math.Pow(2, math.Trunc(math.Log(100/(100-next))/math.Log(2))+1)
			if seen == h.total {
				break
			}
		}
	}
	visit(100, last)
}
