package workerthreads

import (
	"github.com/dop251/goja"

	"github.com/deskjs/deskjs/runtime/backend/clone"
	"github.com/deskjs/deskjs/runtime/backend/engine"
	"github.com/deskjs/deskjs/runtime/backend/op"
)

// message is a value on its way to other engines, or within one. Once sent it is not changed.
type message struct {
	// data is in V8's format: the value, and what the host objects are made of, in their order.
	data []byte
	// blocks are the ArrayBuffers that were copied, buffers those that were transferred, shared the memory of SharedArrayBuffers.
	blocks, buffers [][]byte
	shared          []engine.SharedBytes
	hosts           []host
	// closes says that the message is the end of the channel.
	closes bool
	// output is what a worker has written to stream, "stdout" or "stderr": a message that is nothing else.
	output []byte
	stream string
	// waits says that the worker's stream writes no more until it is told that it was read.
	waits bool
	// several says that more than one port receives it.
	several bool
}

// host is an object of ours in a message: a MessagePort, or one whose class says how it is made anew.
type host struct {
	end  *end
	info string // "module:Class"
	// value is what an op.Handle holds, which the receiver gets in one of its own.
	value op.Shared
}

// discard closes the ports, and what else holds something open, of a message that nobody will receive.
func (m *message) discard() {
	for _, h := range m.hosts {
		if h.end != nil {
			h.end.close()
		}
		if h.value != nil {
			h.value.Discard()
		}
	}
}

// plain is written in place of a host object's number for one that is received as an ordinary object.
const plain = 1<<32 - 1

// sender writes a message; it is its serializer's delegate.
type sender struct {
	messaging *messaging
	writer    *clone.Serializer
	message   *message
	hosts     []*goja.Object
	buffers   []*goja.Object // the SharedArrayBuffers
}

// pack makes a message of a value. source is the port that it is sent from, if any.
func (n *messaging) pack(value goja.Value, transfer []goja.Value, source *port) (*message, error) {
	s := &sender{messaging: n, message: &message{}}
	s.writer = clone.NewSerializer(n.vm, s)
	s.writer.KeepApart()
	buffers, err := s.list(transfer, source)
	if err != nil {
		return nil, err
	}
	transferred := len(s.hosts)
	s.writer.Header()
	if err := s.writer.Value(value); err != nil {
		return nil, err
	}
	for _, buffer := range buffers {
		memory, ok := takeMemory(buffer)
		if !ok {
			return nil, s.Refuse("An ArrayBuffer is detached and could not be cloned.")
		}
		s.message.buffers = append(s.message.buffers, memory)
	}
	if err := s.finish(transferred); err != nil {
		s.message.discard()
		return nil, err
	}
	s.message.data, s.message.blocks = s.writer.Release(), s.writer.Blocks()
	return s.message, nil
}

// takeMemory detaches an ArrayBuffer and returns the memory it had.
func takeMemory(object *goja.Object) ([]byte, bool) {
	buffer := object.Export().(goja.ArrayBuffer)
	memory := buffer.Bytes()
	return memory, buffer.Detach()
}

// list checks what is to be transferred. ArrayBuffers are returned, other objects become the first hosts.
func (s *sender) list(transfer []goja.Value, source *port) (buffers []*goja.Object, err error) {
	for _, item := range transfer {
		object, ok := item.(*goja.Object)
		if !ok {
			return nil, s.messaging.failure("ERR_INVALID_TRANSFER_OBJECT", "Found invalid object in transferList")
		}
		if s.messaging.untransferable(object) {
			return nil, s.Refuse("Found untransferable value in transferList")
		}
		if buffer, ok := object.Export().(goja.ArrayBuffer); ok && !engine.IsSharedArrayBuffer(object) {
			if buffer.Detached() {
				return nil, s.Refuse("Found untransferable value in transferList")
			}
			for _, other := range buffers {
				if other == object {
					return nil, s.Refuse("Transfer list contains duplicate ArrayBuffer")
				}
			}
			s.writer.Transfer(object, uint32(len(buffers)))
			buffers = append(buffers, object)
			continue
		}
		if err := s.listHost(object, source); err != nil {
			return nil, err
		}
	}
	// What these objects consist of may need to be transferred too.
	for i := 0; i < len(s.hosts); i++ {
		if s.messaging.portOf(s.hosts[i]) != nil {
			continue
		}
		nested, err := s.messaging.nested(s.hosts[i])
		if err != nil {
			return nil, err
		}
		for _, object := range nested {
			if s.find(object) < 0 {
				s.hosts = append(s.hosts, object)
			}
		}
	}
	return buffers, nil
}

func (s *sender) listHost(object *goja.Object, source *port) error {
	mode, known := modeOf(object)
	if !known {
		return s.messaging.failure("ERR_INVALID_TRANSFER_OBJECT", "Found invalid object in transferList")
	}
	p := s.messaging.portOf(object)
	if p != nil && (p.end == nil || p.closing) {
		return s.Refuse("MessagePort in transfer list is already detached")
	}
	if s.find(object) >= 0 {
		return s.Refuse("Transfer list contains duplicate " + constructorName(object))
	}
	if p != nil && p == source {
		return s.Refuse("Transfer list contains source port")
	}
	if mode&clone.Transferable == 0 {
		return s.Refuse("Found untransferable value in transferList")
	}
	s.hosts = append(s.hosts, object)
	return nil
}

func constructorName(object *goja.Object) string {
	if class, ok := object.Get("constructor").(*goja.Object); ok {
		return class.Get("name").String()
	}
	return "Object"
}

// modeOf returns an object's TransferMode; known is false if it has none.
func modeOf(object *goja.Object) (mode int64, known bool) {
	value := object.GetSymbol(clone.TransferMode)
	if value == nil || goja.IsUndefined(value) {
		return 0, false
	}
	return value.ToInteger(), true
}

func (s *sender) find(object *goja.Object) int {
	for i, other := range s.hosts {
		if other == object {
			return i
		}
	}
	return -1
}

// Refuse makes a DataCloneError.
func (s *sender) Refuse(message string) error { return s.messaging.refuse(message) }

// WriteHost writes the number of a host object.
func (s *sender) WriteHost(object *goja.Object) error {
	mode, known := modeOf(object)
	if !known {
		return s.writePlain(object)
	}
	at := s.find(object)
	if at < 0 {
		if mode&clone.Cloneable == 0 {
			if mode&clone.Transferable != 0 {
				return s.Refuse("Object that needs transfer was found in message but not listed in transferList")
			}
			return s.Refuse("Cannot clone object of unsupported type.")
		}
		at = len(s.hosts)
		s.hosts = append(s.hosts, object)
	}
	s.writer.Uint32(uint32(at))
	return nil
}

// writePlain writes an object that Go provides, such as process.env, as what it looks like.
func (s *sender) writePlain(object *goja.Object) error {
	copied := s.messaging.vm.NewObject()
	for _, name := range object.Keys() {
		if err := copied.Set(name, object.Get(name)); err != nil {
			return err
		}
	}
	s.writer.Uint32(plain)
	return s.writer.Value(copied)
}

// Shared numbers the memory of a SharedArrayBuffer.
func (s *sender) Shared(buffer *goja.Object) (uint32, error) {
	for i, other := range s.buffers {
		if other == buffer {
			return uint32(i), nil
		}
	}
	memory, ok := engine.SharedBytesOf(s.messaging.engine, buffer)
	if !ok {
		return 0, s.Refuse("#<SharedArrayBuffer> could not be cloned.")
	}
	s.buffers = append(s.buffers, buffer)
	s.message.shared = append(s.message.shared, memory)
	return uint32(len(s.buffers) - 1), nil
}

// finish writes what the host objects are made of. The first of them are transferred, the others cloned; writing one may
// find more.
func (s *sender) finish(transferred int) error {
	for i := 0; i < len(s.hosts); i++ {
		object := s.hosts[i]
		if p := s.messaging.portOf(object); p != nil {
			if p.end == nil || p.closing {
				return s.Refuse("MessagePort in transfer list is already detached")
			}
			s.message.hosts = append(s.message.hosts, host{end: p.detach()})
			continue
		}
		if value, ok := s.messaging.shared(object); ok {
			s.message.hosts = append(s.message.hosts, host{value: value})
			continue
		}
		info, data, err := s.messaging.take(object, i < transferred)
		if err != nil {
			return err
		}
		s.message.hosts = append(s.message.hosts, host{info: info})
		if err := s.writer.Value(data); err != nil {
			return err
		}
	}
	return nil
}

// receiver reads a message; it is its deserializer's source.
type receiver struct {
	messaging *messaging
	reader    *clone.Deserializer
	message   *message
	hosts     []*goja.Object
	shared    []*goja.Object
}

// unpack makes the value of a message, and the ports in it.
func (n *messaging) unpack(m *message) (value goja.Value, ports []any, err error) {
	r := &receiver{messaging: n, message: m}
	r.reader = clone.NewDeserializer(n.vm, m.data, r)
	r.reader.Blocks(m.blocks, m.several)
	for i, memory := range m.buffers {
		if m.several {
			memory = append([]byte(nil), memory...)
		}
		r.reader.Transfer(uint32(i), n.vm.ToValue(n.vm.NewArrayBuffer(memory)).(*goja.Object))
	}
	for _, h := range m.hosts {
		var object *goja.Object
		if h.end != nil {
			p, err := n.newPort(h.end)
			if err != nil {
				return nil, nil, err
			}
			object = p.object
			ports = append(ports, object)
		} else if h.value != nil {
			object = n.engine.ToValue(op.Handle{Value: h.value}).(*goja.Object)
		} else if object, err = n.create(h.info); err != nil {
			return nil, nil, err
		}
		r.hosts = append(r.hosts, object)
	}
	if err := r.reader.Header(); err != nil {
		return nil, nil, err
	}
	if value, err = r.reader.Value(); err != nil {
		return nil, nil, err
	}
	for i, h := range m.hosts {
		if h.end != nil || h.value != nil {
			continue
		}
		data, err := r.reader.Value()
		if err == nil {
			err = n.restore(r.hosts[i], data)
		}
		if err != nil {
			return nil, nil, err
		}
	}
	return value, ports, nil
}

// ReadHost returns the host object whose number is next.
func (r *receiver) ReadHost() (*goja.Object, error) {
	at, err := r.reader.Uint32()
	if err != nil {
		return nil, err
	}
	if at == plain {
		value, err := r.reader.Value()
		object, _ := value.(*goja.Object)
		return object, err
	}
	if int64(at) >= int64(len(r.hosts)) {
		return nil, clone.ErrUnreadable
	}
	return r.hosts[at], nil
}

// Shared returns a SharedArrayBuffer by its number.
func (r *receiver) Shared(id uint32) (*goja.Object, error) {
	if int64(id) >= int64(len(r.message.shared)) {
		return nil, nil
	}
	if r.shared == nil {
		r.shared = make([]*goja.Object, len(r.message.shared))
	}
	if r.shared[id] == nil {
		r.shared[id], _ = r.messaging.engine.NewSharedArrayBuffer(r.message.shared[id]).(*goja.Object)
	}
	return r.shared[id], nil
}
