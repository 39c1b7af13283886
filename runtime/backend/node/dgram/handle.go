package dgram

import (
	"net/netip"
	"syscall"

	"github.com/dop251/goja"

	"github.com/deskjs/deskjs/runtime/backend/engine"
	"github.com/deskjs/deskjs/runtime/backend/socket"
)

// handle is what a JavaScript handle stands on: nothing at first, then a bound socket.
type handle struct {
	binding  *binding
	object   *goja.Object
	resource *engine.AsyncResource
	packet   *socket.Packet
	six      bool

	reading, unreferenced, closed bool
	// held says that it keeps the program alive.
	held bool
	// last and lastText are the sender of the last datagram, which most come from.
	last     netip.Addr
	lastText goja.Value
	// sentTo and sentText are the same for what is sent.
	sentTo   netip.Addr
	sentText string
}

// The events that handles are told of, in JavaScript's numbering.
const (
	eventMessage = iota // a: ArrayBuffer; b: the sender's address; c: its port
	eventError          // a: an error number
	eventSent           // a: 0 or an error number
)

// settle keeps the program alive while the handle receives.
func (h *handle) settle() {
	held := !h.unreferenced && !h.closed && h.reading
	if held == h.held {
		return
	}
	h.held = held
	if held {
		h.binding.engine.Loop.Hold(1)
	} else {
		h.binding.engine.Loop.Hold(-1)
	}
}

// tell calls JavaScript with an event, in the async context of resource. It must be called in a task.
func (h *handle) tell(resource *engine.AsyncResource, event int, a, b, c goja.Value) {
	e := h.binding.engine
	e.EnterAsync(resource)
	if _, err := h.binding.dispatch(goja.Undefined(), h.object, e.VM.ToValue(event), a, b, c); err != nil {
		e.Loop.Report(err)
		return
	}
	e.LeaveAsync()
}

func (h *handle) received(data []byte, from netip.AddrPort, err error) {
	e := h.binding.engine
	if h.closed {
		return
	}
	if err != nil {
		h.tell(h.resource, eventError, h.binding.number(err), goja.Undefined(), goja.Undefined())
		return
	}
	if from.Addr() != h.last || h.lastText == nil {
		h.last = from.Addr()
		h.lastText = e.VM.ToValue(socket.AddressOfPort(from, h.six).Address)
	}
	h.tell(h.resource, eventMessage, e.ToValue(data), h.lastText, e.VM.ToValue(int(from.Port())))
}

// bind binds the socket to an IP address.
func (h *handle) bind(address string, port int, b socket.Binding) error {
	if h.packet != nil || h.closed {
		return syscall.EINVAL
	}
	ip, err := netip.ParseAddr(address)
	if err != nil || ip.Is4() == h.six || port < 0 || port > 0xffff {
		return syscall.EINVAL
	}
	b.Network, b.Address = "udp4", socket.Join(address, port)
	if h.six {
		b.Network = "udp6"
	}
	packet, err := socket.ListenPacket(b, h.binding.engine.Loop.Post, h.received)
	if err != nil {
		return err
	}
	h.attach(packet)
	return nil
}

func (h *handle) attach(packet *socket.Packet) {
	h.packet = packet
	h.binding.open[h] = struct{}{}
}

func (h *handle) open(fd int) error {
	if h.packet != nil || h.closed {
		return syscall.EINVAL
	}
	packet, err := socket.OpenPacket(fd, h.binding.engine.Loop.Post, h.received)
	if err != nil {
		return err
	}
	h.attach(packet)
	h.six = packet.Six()
	return nil
}

// bindForGroup binds the socket to any port, as joining a group does where nothing else did.
func (h *handle) bindForGroup() error {
	if h.packet != nil || h.closed {
		return nil
	}
	address := "0.0.0.0"
	if h.six {
		address = "::"
	}
	return h.bind(address, 0, socket.Binding{ReuseAddress: true})
}

func (h *handle) setMembership(group, at string, join bool) error {
	if err := h.bindForGroup(); err != nil {
		return err
	}
	if h.packet == nil {
		return syscall.EBADF
	}
	return h.packet.SetMembership(group, at, join)
}

func (h *handle) setSourceMembership(source, group, at string, join bool) error {
	if err := h.bindForGroup(); err != nil {
		return err
	}
	if h.packet == nil {
		return syscall.EBADF
	}
	return h.packet.SetSourceMembership(source, group, at, join)
}

// address is an IP address of the socket's family, with a port.
func (h *handle) address(text, port goja.Value) (netip.AddrPort, error) {
	address := text.String()
	if address != h.sentText {
		ip, err := netip.ParseAddr(address)
		if err != nil || ip.Is4() == h.six {
			return netip.AddrPort{}, syscall.EINVAL
		}
		h.sentTo, h.sentText = ip, address
	}
	return netip.AddrPortFrom(h.sentTo, uint16(port.ToInteger())), nil
}

// request begins a sending that ends with an event, and keeps the program alive until then.
func (h *handle) request() func(error) {
	e := h.binding.engine
	resource := e.NewAsyncResource("UDPSENDWRAP", nil)
	e.Loop.Hold(1)
	return func(err error) {
		e.Loop.Hold(-1)
		h.tell(resource, eventSent, h.binding.number(err), goja.Undefined(), goja.Undefined())
		e.AsyncDestroyed(resource)
	}
}

func (h *handle) close() {
	if h.closed {
		return
	}
	h.closed = true
	h.settle()
	if h.packet != nil {
		_ = h.packet.Close()
		delete(h.binding.open, h)
	}
	e := h.binding.engine
	e.Loop.Closing(func() { e.AsyncDestroyed(h.resource) })
}

// endpoint is {address, family, port} of one end, or an error number.
func (h *handle) endpoint(remote bool) goja.Value {
	if h.packet == nil {
		return h.binding.number(syscall.EBADF)
	}
	end := h.packet.Local()
	if remote {
		if end = h.packet.Remote(); !end.IsValid() {
			return h.binding.number(syscall.ENOTCONN)
		}
	}
	address := socket.AddressOfPort(end, h.six)
	object := h.binding.engine.VM.NewObject()
	_ = object.Set("address", address.Address)
	_ = object.Set("family", address.Family)
	_ = object.Set("port", address.Port)
	return object
}
