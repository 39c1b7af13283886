package heal

import "time"

// Reason is why a page's process is gone, in Electron's words.
type Reason string

// The reasons that webviews can tell apart.
const (
	Crashed     Reason = "crashed"
	OutOfMemory Reason = "oom"
	Killed      Reason = "killed"
	Failed      Reason = "launch-failed"
	Abnormal    Reason = "abnormal-exit"
)

// ReasonOf is what a window's driver says, in Electron's words.
func ReasonOf(driver string) Reason {
	switch driver {
	case "exceeded-memory":
		return OutOfMemory
	case "terminated":
		return Killed
	case "failed":
		return Failed
	default:
		return Crashed
	}
}

// Words say to a person what happened.
func (r Reason) Words() string {
	switch r {
	case OutOfMemory:
		return "it took too much memory"
	case Killed:
		return "it was ended"
	case Failed:
		return "it could not be started"
	default:
		return "it crashed"
	}
}

// A page's process that ends MaxQuick times, each within Quick of the time before, is not started again by itself.
const (
	MaxQuick = 3
	Quick    = 30 * time.Second
)

// Crashes counts how often the process of a page has ended. The zero value is ready for use.
type Crashes struct {
	quick int
	last  time.Time
	// Total is how often it has ended since the window is open.
	Total int
}

// Ended counts one more, and reports whether the page should be loaded again.
func (c *Crashes) Ended(now time.Time) bool {
	if now.Sub(c.last) > Quick {
		c.quick = 0
	}
	c.last = now
	c.quick++
	c.Total++
	if c.quick >= MaxQuick {
		c.quick = 0
		return false
	}
	return true
}
