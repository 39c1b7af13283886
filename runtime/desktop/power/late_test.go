package power

import (
	"encoding/json"
	"testing"
	"time"

	"github.com/deskjs/deskjs/runtime/desktop/service"
)

// slow is a system that takes its time to be kept awake.
type slow struct {
	driver
	asked    chan struct{}
	released chan struct{}
}

func (s *slow) block(bool) (func(), error) {
	<-s.asked
	return func() { close(s.released) }, nil
}

func TestABackendThatHasEndedKeepsNothingAwake(t *testing.T) {
	posted := make(chan func(), 1)
	system := &slow{asked: make(chan struct{}), released: make(chan struct{})}
	power := newService(&service.Host{Post: func(do func()) { posted <- do }}, system)
	call := service.NewCall("power.block", json.RawMessage(`"prevent-display-sleep"`), nil, func(any, []byte, error) { t.Error("it is answered") })
	there := true
	call.While(func() bool { return there })
	power.Methods["power.block"](call)
	there = false
	power.Reset()
	close(system.asked)
	(<-posted)()
	select {
	case <-system.released:
	case <-time.After(20 * time.Second):
		t.Error("the system is kept awake for nobody")
	}
}
