package workerthreads

import (
	"slices"
	"sync"

	"github.com/dop251/goja"

	"github.com/deskjs/deskjs/runtime/backend/engine"
)

// group is the ports that hear each other: two of a MessageChannel, or all BroadcastChannels of one name.
type group struct {
	name string // of BroadcastChannels

	mu    sync.Mutex
	ports []*end
}

// broadcasts are the groups of BroadcastChannels in the process.
var broadcasts = struct {
	mu     sync.Mutex
	groups map[string]*group
}{groups: map[string]*group{}}

func broadcastGroup(name string) *group {
	broadcasts.mu.Lock()
	defer broadcasts.mu.Unlock()
	g := broadcasts.groups[name]
	if g == nil {
		g = &group{name: name}
		broadcasts.groups[name] = g
	}
	return g
}

// join makes a new end in the group.
func (g *group) join() *end {
	e := &end{group: g}
	g.mu.Lock()
	g.ports = append(g.ports, e)
	g.mu.Unlock()
	return e
}

// others returns the ends that hear what e says.
func (g *group) others(e *end) []*end {
	g.mu.Lock()
	defer g.mu.Unlock()
	others := make([]*end, 0, len(g.ports))
	for _, other := range g.ports {
		if other != e {
			others = append(others, other)
		}
	}
	return others
}

// end is what a MessagePort is an engine's handle of. It outlives the handle when it is transferred to another engine, and
// keeps its messages. Any goroutine may use it.
type end struct {
	group *group

	mu     sync.Mutex
	queue  []*message
	owner  *port // nil on the way
	closed bool
}

// channel returns two ends that hear each other.
func channel() (*end, *end) {
	g := &group{}
	return g.join(), g.join()
}

// lost is what is said of a port that was sent to itself.
const lost = "The target port was posted to itself, and the communication channel was lost"

// send gives a message to all other ends; warning says that one of them is in the message.
func (e *end) send(m *message) (warning string) {
	others := e.group.others(e)
	for _, h := range m.hosts {
		if h.end != nil && slices.Contains(others, h.end) {
			m.discard()
			return lost
		}
	}
	if len(others) == 0 {
		m.discard()
	}
	m.several = len(others) > 1
	for _, other := range others {
		other.receive(m)
	}
	return ""
}

func (e *end) receive(m *message) {
	e.mu.Lock()
	if e.closed {
		e.mu.Unlock()
		m.discard()
		return
	}
	e.queue = append(e.queue, m)
	owner := e.owner
	e.mu.Unlock()
	if owner != nil {
		owner.wake()
	}
}

// take returns the first message; without any, the end of the channel only.
func (e *end) take(any bool) *message {
	e.mu.Lock()
	defer e.mu.Unlock()
	if len(e.queue) == 0 || !any && !e.queue[0].closes {
		return nil
	}
	m := e.queue[0]
	e.queue[0] = nil
	e.queue = e.queue[1:]
	return m
}

// waiting is how many messages there are.
func (e *end) waiting() int {
	e.mu.Lock()
	defer e.mu.Unlock()
	return len(e.queue)
}

// setOwner makes owner, which may be nil, the port that is told of messages.
func (e *end) setOwner(owner *port) {
	e.mu.Lock()
	e.owner = owner
	n := len(e.queue)
	e.mu.Unlock()
	if owner != nil && n > 0 {
		owner.wake()
	}
}

// close ends the channel, if it is one of two, and loses the messages that nobody has taken.
func (e *end) close() {
	e.mu.Lock()
	if e.closed {
		e.mu.Unlock()
		return
	}
	e.closed, e.owner = true, nil
	unread := e.queue
	e.queue = nil
	e.mu.Unlock()
	g := e.group
	g.mu.Lock()
	g.ports = slices.DeleteFunc(g.ports, func(other *end) bool { return other == e })
	empty := len(g.ports) == 0
	var others []*end
	if g.name == "" {
		others = slices.Clone(g.ports)
	}
	g.mu.Unlock()
	for _, other := range others {
		other.receive(&message{closes: true})
	}
	if empty && g.name != "" {
		forget(g)
	}
	for _, m := range unread {
		m.discard()
	}
}

// forget drops the group of a name that nobody uses any more.
func forget(g *group) {
	broadcasts.mu.Lock()
	defer broadcasts.mu.Unlock()
	g.mu.Lock()
	defer g.mu.Unlock()
	if len(g.ports) == 0 && broadcasts.groups[g.name] == g {
		delete(broadcasts.groups, g.name)
	}
}

// port is a MessagePort's Go half. Only wake may be called on another goroutine than its engine's.
type port struct {
	engine.Opaque
	messaging *messaging
	object    *goja.Object // the MessagePort
	end       *end         // nil once it was transferred, or closed
	resource  *engine.AsyncResource
	order     int // among the ports of the engine

	receiving, referenced, closing bool
	woken                          bool // guarded by messaging.wakeLock
}

// wake makes messages be delivered in the next poll phase. As in Node they keep nothing alive; a port that somebody
// listens to does.
func (p *port) wake() {
	n := p.messaging
	n.wakeLock.Lock()
	first := len(n.woken) == 0
	if !p.woken {
		p.woken = true
		n.woken = append(n.woken, p)
	}
	n.wakeLock.Unlock()
	if first {
		n.engine.Loop.PostQuietly(n.deliver)
	}
}

// deliver passes on what there is, port by port in the order in which they were made, each message in a task of its own.
func (n *messaging) deliver() {
	n.wakeLock.Lock()
	woken := n.woken
	n.woken = nil
	for _, p := range woken {
		p.woken = false
	}
	n.wakeLock.Unlock()
	slices.SortFunc(woken, func(a, b *port) int { return a.order - b.order })
	for _, p := range woken {
		p.deliver()
	}
}

// batch is how many messages a port passes on before the loop goes on, unless more were there when it began.
const batch = 1000

func (p *port) deliver() {
	if p.end == nil {
		return
	}
	loop := p.messaging.engine.Loop
	for left := max(p.end.waiting(), batch); p.end != nil && !loop.Stopped(); left-- {
		if left == 0 {
			p.wake()
			return
		}
		m := p.end.take(p.receiving)
		if m == nil {
			return
		}
		loop.Task(func() {
			p.messaging.engine.InAsync(p.resource, func() { loop.Report(p.pass(m)) })
		})
	}
}

// pass gives a message to JavaScript, or closes the port if it is the end of the channel.
func (p *port) pass(m *message) error {
	if m.closes {
		p.close()
		return nil
	}
	return p.messaging.emit(p, m)
}

func (p *port) start() {
	if p.end == nil || p.closing {
		return
	}
	p.receiving = true
	if p.end.waiting() > 0 {
		p.wake()
	}
}

// reference says whether the port keeps the loop alive.
func (p *port) reference(yes bool) {
	if p.referenced == yes {
		return
	}
	p.referenced = yes
	switch {
	case p.closing: // it keeps nothing alive any more
	case yes:
		p.messaging.engine.Loop.Hold(1)
	default:
		p.messaging.engine.Loop.Hold(-1)
	}
}

// detach takes the port's end away, for another port to have, and closes it.
func (p *port) detach() *end {
	e := p.end
	e.setOwner(nil)
	p.end = nil
	p.close()
	return e
}

// close closes the port, and then, in the loop's close phase, its end of the channel.
func (p *port) close() {
	if p.closing {
		return
	}
	if p.referenced {
		p.messaging.engine.Loop.Hold(-1)
	}
	p.closing = true
	p.messaging.engine.Loop.Closing(func() {
		p.messaging.forget(p)
		p.referenced = false
		p.messaging.engine.InAsync(p.resource, func() {
			_, err := p.messaging.closed(p.object)
			p.messaging.engine.Loop.Report(err)
		})
		p.messaging.engine.AsyncDestroyed(p.resource)
	})
}
