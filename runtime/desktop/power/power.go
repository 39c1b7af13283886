// Package power tells of the computer's power and of the person's session: sleep, battery, lock, idleness; and keeps the computer awake
// while the app wants it. Package desktop imports it.
//
// The driver of a system is in power_SYSTEM.go. That of Windows has been
// run under Wine (but for what keeps awake, which Wine has not), that of macOS compiled and vetted only.
package power

import (
	"fmt"
	"time"

	"github.com/deskjs/deskjs/runtime/desktop/service"
)

// event is one of powerMonitor's: its name, and what it carries.
type event struct {
	Name  string `json:"name"`
	State string `json:"state,omitempty"` // of thermal-state-change
}

// driver asks the system. Its methods may wait, and are called on goroutines, several at a time; but for quickIdle.
type driver interface {
	// watch begins to report events. It is called once. The error says that none will come.
	watch(report func(event)) error
	// quickIdle is how long nobody has touched keyboard or mouse, where the UI thread can tell at once.
	quickIdle() (time.Duration, bool)
	// idle is the same for the rest.
	idle() (time.Duration, error)
	// locked is whether the screen is; known is false if nobody can tell.
	locked() (locked, known bool)
	onBattery() (bool, error)
	// thermal is "nominal", "fair", "serious" or "critical", "unknown" if the system does not say.
	thermal() string
	// delayShutdown has the system wait a little, when it ends, until release is called.
	delayShutdown() (release func(), err error)
	// block keeps the system awake until release is called, and with display its screen.
	block(display bool) (release func(), err error)
}

// service's state. UI thread, but for the driver.
type power struct {
	host     *service.Host
	driver   driver
	watching bool
	delay    func() // releases the delay of shutdown, nil if there is none
	delaying bool   // the delay is wanted
	ending   bool   // the backend is asked about the end, or wants to wait: nothing else releases the delay
	blocks   map[int]func()
	lastID   int
}

// New is the service "power".
func New(host *service.Host) service.Service { return newService(host, newDriver(host)) }

func newService(host *service.Host, driver driver) service.Service {
	p := &power{host: host, driver: driver, blocks: map[int]func(){}}
	return service.Service{
		Methods: map[string]service.Handler{
			"power.watch":         p.watch,
			"power.idle":          p.idle,
			"power.battery":       func(call *service.Call) { service.Later(call, driver.onBattery) },
			"power.thermal":       func(call *service.Call) { service.Later(call, func() (string, error) { return driver.thermal(), nil }) },
			"power.delayShutdown": p.delayShutdown,
			"power.block":         p.block,
			"power.unblock":       p.unblock,
		},
		Reset: p.reset,
	}
}

func (p *power) watch(call *service.Call) {
	if p.watching {
		call.Reply(nil, nil)
		return
	}
	p.watching = true
	service.Later(call, func() (any, error) {
		if err := p.driver.watch(func(e event) { p.host.Post(func() { p.report(e) }) }); err != nil {
			p.host.Log("powerMonitor has no events: %v", err)
		}
		return nil, nil
	})
}

// report tells the backend. Before the system ends the backend is asked whether to wait.
func (p *power) report(e event) {
	if e.Name != "shutdown" || p.delay == nil {
		p.host.Emit("power.event", e, nil)
		return
	}
	p.ending = true
	p.host.Ask("power.shutdown", nil, nil, func(answer service.Answer) {
		var prevented bool
		if err := answer.Decode(&prevented); err != nil || !prevented {
			p.release()
		}
		// Otherwise the end of the process releases it.
	})
}

func (p *power) release() {
	p.ending = false
	if p.delay != nil {
		p.delay()
		p.delay = nil
	}
}

// idleness is the answer of "power.idle". Seconds is -1 if nobody can tell.
type idleness struct {
	Seconds int    `json:"seconds"`
	Locked  bool   `json:"locked"`
	Why     string `json:"why,omitempty"` // why Seconds is -1
}

func (p *power) idle(call *service.Call) {
	quick, known := p.driver.quickIdle()
	service.Later(call, func() (idleness, error) {
		locked, _ := p.driver.locked()
		result := idleness{Seconds: int(quick / time.Second), Locked: locked}
		if !known {
			since, err := p.driver.idle()
			if result.Seconds = int(since / time.Second); err != nil {
				result.Seconds, result.Why = -1, err.Error()
			}
		}
		return result, nil
	})
}

func (p *power) delayShutdown(call *service.Call) {
	if err := call.Decode(&p.delaying); err != nil {
		call.Fail(err)
		return
	}
	if !p.delaying {
		if !p.ending {
			p.release()
		}
		call.Reply(nil, nil)
		return
	}
	if p.delay != nil {
		call.Reply(nil, nil)
		return
	}
	go func() {
		release, err := p.driver.delayShutdown()
		p.host.Post(func() {
			switch {
			case err != nil:
				call.Fail(err)
				return
			case p.delaying && p.delay == nil:
				p.delay = release
			default:
				release()
			}
			call.Reply(nil, nil)
		})
	}()
}

func (p *power) block(call *service.Call) {
	var kind string
	if err := call.Decode(&kind); err != nil {
		call.Fail(err)
		return
	}
	if kind != "prevent-app-suspension" && kind != "prevent-display-sleep" {
		call.Fail(&service.Error{Code: "ERR_INVALID_ARG_VALUE",
			Message: fmt.Sprintf("powerSaveBlocker.start: %q is no type; there are 'prevent-app-suspension' and 'prevent-display-sleep'", kind)})
		return
	}
	go func() {
		release, err := p.driver.block(kind == "prevent-display-sleep")
		p.host.Post(func() {
			if err != nil {
				call.Fail(err)
				return
			}
			if call.Over() {
				go release()
				return
			}
			id := p.lastID
			p.lastID++
			p.blocks[id] = release
			call.Reply(id, nil)
		})
	}()
}

func (p *power) unblock(call *service.Call) {
	var id int
	if err := call.Decode(&id); err != nil {
		call.Fail(err)
		return
	}
	release, blocked := p.blocks[id]
	delete(p.blocks, id)
	service.Later(call, func() (bool, error) {
		if blocked {
			release()
		}
		return blocked, nil
	})
}

func (p *power) reset() {
	p.delaying = false
	p.release()
	for id, release := range p.blocks {
		delete(p.blocks, id)
		go release()
	}
}
