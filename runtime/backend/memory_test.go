package backend

import (
	"testing"
	"time"
)

func TestMemoryIsLookedAtLessOftenFarFromTheLimit(t *testing.T) {
	for _, test := range []struct {
		room int64
		want time.Duration
	}{
		{-mebibyte, memoryCheck}, {0, memoryCheck}, {memoryHeadroom, 2 * memoryCheck}, {768 * mebibyte, 4 * memoryCheck},
	} {
		if got := untilCheck(test.room); got != test.want {
			t.Errorf("with room for %d: %v, want %v", test.room, got, test.want)
		}
	}
}

func TestMemoryIsGivenBackAtRest(t *testing.T) {
	r := rest{settled: 20 * mebibyte}
	looks := func(used int64, count int) (times int) {
		for range count {
			if r.over(used, time.Second) {
				times++
			}
		}
		return times
	}
	for _, test := range []struct {
		name        string
		used        int64
		looks, want int
	}{
		{"little was taken", 27 * mebibyte, 20, 0},
		{"it was just taken", 28 * mebibyte, 5, 0},
		{"it was taken again", 30 * mebibyte, 5, 0},
		{"it rests", 30 * mebibyte, 1, 1},
	} {
		if got := looks(test.used, test.looks); got != test.want {
			t.Errorf("%s: given back %d times, want %d", test.name, got, test.want)
		}
	}
}
