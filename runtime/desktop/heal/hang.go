package heal

import "time"

// HangTime is how long a page's process may not answer before it is ended. A page that works for that long without a pause is better off in a worker.
const HangTime = 30 * time.Second

// Hang ends the process of a page that does not answer for too long. All of it belongs to the UI thread.
type Hang struct {
	// After calls a function on the UI thread later, unless it is stopped.
	After func(time.Duration, func()) (stop func())
	// End ends the process.
	End func()

	stop func() // of the wait; nil without one
}

// Hangs is told that the process does not answer.
func (h *Hang) Hangs() {
	h.Answers()
	h.stop = h.After(HangTime, func() {
		h.stop = nil
		h.End()
	})
}

// Answers is told that the process answers again, or is gone.
func (h *Hang) Answers() {
	if h.stop != nil {
		h.stop()
		h.stop = nil
	}
}
