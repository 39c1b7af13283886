package perfhooks

import "testing"

func TestHistogramRange(t *testing.T) {
	for _, figures := range []int{1, 2, 3, 4, 5} {
		h := newHistogram(1, 1<<53-1, figures)
		for _, value := range []int64{0, 1, 2, 1000, 1 << 20, 1<<53 - 1} {
			h.record(value)
			low, high := h.bounds(h.index(value))
			if value < low || value > high {
				t.Errorf("%d digits: %d is counted with %d to %d", figures, value, low, high)
			}
		}
		h.record(-1)
		h.record(1 << 60)
		if h.total != 6 || h.exceeds != 2 {
			t.Errorf("%d digits: %d are in range and %d are not, want 6 and 2", figures, h.total, h.exceeds)
		}
	}
}
