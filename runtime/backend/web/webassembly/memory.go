package webassembly

import (
	"math"
	"weak"

	"github.com/dop251/goja"
	"github.com/tetratelabs/wazero/api"
	"github.com/tetratelabs/wazero/experimental"

	"github.com/deskjs/deskjs/runtime/backend/engine"
)

const (
	pageSize = 1 << 16
	// maxPages is as far as a memory may grow: wazero counts a memory's bytes in 32 bits.
	maxPages = 1<<16 - 1
)

// linear is the bytes of a memory. They are Go's: JavaScript's buffers refer to them, and they go when nothing does.
type linear struct {
	engine *engine.Engine
	bytes  []byte
	max    uint64
}

func newLinear(e *engine.Engine) func(capacity, max uint64) experimental.LinearMemory {
	return func(capacity, max uint64) experimental.LinearMemory {
		return &linear{engine: e, max: min(max, maxPages*pageSize)}
	}
}

// Reallocate makes the memory size bytes long, with some to spare if it has grown. It returns nil if
// that is more than the process may use.
func (l *linear) Reallocate(size uint64) []byte {
	if size <= uint64(cap(l.bytes)) && l.bytes != nil {
		l.bytes = l.bytes[:size]
		return l.bytes
	}
	if size > l.max || !engine.AllocationAllowed(int64(size)-int64(len(l.bytes))) {
		return nil
	}
	capacity := size
	if l.bytes != nil {
		capacity = min(size+size/4, l.max)
		if !engine.AllocationAllowed(int64(capacity)) {
			capacity = size
		}
	}
	grown := make([]byte, size, capacity)
	copy(grown, l.bytes)
	l.bytes = grown
	return grown
}

// Free does nothing: the garbage collector does.
func (l *linear) Free() {}

// memory is what is behind a WebAssembly.Memory.
type memory struct {
	store    *store
	instance *instance // that defines it; nil for one made by JavaScript
	module   api.Module
	memory   api.Memory
	limits   limits

	object *goja.Object
	buffer *goja.Object
	bytes  goja.ArrayBuffer
	pages  uint32
}

// newMemory makes the memory of a WebAssembly.Memory that JavaScript constructs.
func (s *store) newMemory(l limits) (made *memory, err error) {
	content := appendLimits([]byte{1}, l)
	binary := appendSection(header(), sectionMemory, content)
	binary = appendSection(binary, sectionExport, append(appendName([]byte{1}, exportMemory), kindMemory, 0))
	defer func() {
		if recover() != nil {
			err = errOutOfMemory
		}
	}()
	module, err := s.helperInstance(binary, nil)
	if err != nil {
		return nil, err
	}
	made = s.memoryOf(nil, module, l)
	s.release(made, module)
	return made, nil
}

func (s *store) memoryOf(i *instance, module api.Module, l limits) *memory {
	return &memory{store: s, instance: i, module: module, memory: module.ExportedMemory(exportMemory), limits: l}
}

// size is the memory's length in pages.
func (m *memory) size() uint32 {
	pages, _ := m.memory.Grow(0)
	return pages
}

// grow makes the memory longer and returns how many pages it had.
func (m *memory) grow(delta uint32) (uint32, bool) {
	if delta > math.MaxInt32 {
		return 0, false
	}
	before, ok := m.memory.Grow(delta)
	if ok && !m.limits.shared {
		m.detach() // even if it did not grow, as the specification has it
	}
	return before, ok
}

func (m *memory) detach() {
	if m.buffer != nil {
		m.bytes.Detach()
		m.buffer = nil
	}
}

// arrayBuffer returns the buffer onto the memory as it is now.
func (m *memory) arrayBuffer() (*goja.Object, bool) {
	pages := m.size()
	if m.buffer != nil && pages == m.pages && (m.limits.shared || !m.bytes.Detached()) {
		return m.buffer, false
	}
	bytes, ok := m.memory.Read(0, uint32(uint64(pages)*pageSize))
	if !ok {
		bytes = nil
	}
	m.pages = pages
	if m.limits.shared {
		m.buffer = m.store.sharedBuffer(bytes)
		return m.buffer, true
	}
	m.detach()
	m.bytes = m.store.vm.NewArrayBuffer(bytes)
	m.buffer = m.store.vm.ToValue(m.bytes).(*goja.Object)
	m.store.watch(m)
	return m.buffer, true
}

// watch lets refresh find a memory that has a buffer.
func (s *store) watch(m *memory) {
	kept := s.memories[:0]
	for _, pointer := range s.memories {
		if other := pointer.Value(); other != nil && other != m {
			kept = append(kept, pointer)
		}
	}
	s.memories = append(kept, weak.Make(m))
}

// refresh detaches the buffers of memories that WebAssembly has grown: called whenever
// JavaScript's turn comes.
func (s *store) refresh() {
	for _, pointer := range s.memories {
		if m := pointer.Value(); m != nil && m.buffer != nil && m.size() != m.pages {
			m.detach()
		}
	}
}

// sharedBuffer returns a SharedArrayBuffer onto bytes, undefined where goja has none.
func (s *store) sharedBuffer(bytes []byte) *goja.Object {
	vm, ok := any(s.vm).(interface {
		NewSharedBlock(bytes []byte) any
		NewSharedArrayBuffer(block any) goja.Value
	})
	if !ok {
		panic(s.vm.NewTypeError("SharedArrayBuffer is not supported"))
	}
	return vm.NewSharedArrayBuffer(vm.NewSharedBlock(bytes)).(*goja.Object)
}
