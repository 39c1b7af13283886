package loop

import (
	"sync/atomic"
	"time"
)

// Metrics are what a loop knows of its own life; a time that has not come is zero.
type Metrics struct {
	// Origin is when the program began: the process for the first loop, otherwise the loop itself.
	Origin time.Time
	// Made, Run and Main are when the loop was made, told to run, and began its main task.
	Made, Run, Main time.Time
	// Started and Ended are when the turns began and ended.
	Started, Ended time.Time
	// Idle is how long the loop has waited.
	Idle time.Duration
	// Turns counts turns, Events the tasks of the poll phase, Waiting those of them that the loop did not wait for.
	Turns, Events, Waiting int64
}

// Metrics returns the loop's, which go on changing. It must be called on the loop.
func (l *Loop) Metrics() *Metrics { return &l.metrics }

var (
	processStart = time.Now()
	first        atomic.Bool
)

func newMetrics() Metrics {
	m := Metrics{Made: time.Now()}
	m.Origin = m.Made
	if first.CompareAndSwap(false, true) {
		m.Origin = processStart
	}
	return m
}
