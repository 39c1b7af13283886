package client

import (
	"time"

	"github.com/deskjs/deskjs/internal/update"
)

// MinimumInterval is the shortest time between checks that Wait gives.
const MinimumInterval = time.Minute

// Wait returns how long to wait before the next check. interval is the time between checks that succeed; after failures in a row it is a minute, doubled
// with each further one up to interval. random, from 0 to 1, spreads devices by a quarter to either side, so that they don't all ask at once.
func Wait(interval time.Duration, failures int, random float64) time.Duration {
	interval = max(interval, MinimumInterval)
	wait := interval
	if failures > 0 {
		wait = min(MinimumInterval<<min(failures-1, 20), interval)
	}
	return time.Duration(float64(wait) * (0.75 + random/2))
}

// Temporary reports whether the same request may well succeed later, so that Wait should be told of a failure: the network, the server, the disk
// and another instance are; what was refused is not.
func Temporary(err error) bool {
	switch update.CodeOf(err) {
	case update.CodeNetwork, update.CodeServer, update.CodeDisk, update.CodeBusy:
		return true
	}
	return false
}
