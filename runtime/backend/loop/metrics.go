package loop

import "time"

// Metrics are what a loop knows of its own life; a time that has not come is zero.
type Metrics struct {
	// Origin is when the process began.
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

// processStart is the origin of all loops: those of workers share the clock of the program.
var processStart = time.Now()

func newMetrics() Metrics { return Metrics{Origin: processStart, Made: time.Now()} }
