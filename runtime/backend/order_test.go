package backend_test

import (
	"testing"

	"github.com/deskjs/deskjs/runtime/backend/backendtest"
)

// TestOrder holds the event loop to Node's order of ticks, microtasks, timers,
// immediates, uncaught errors and the end.
func TestOrder(t *testing.T) { backendtest.Scripts(t, "testdata/order/*.js") }
