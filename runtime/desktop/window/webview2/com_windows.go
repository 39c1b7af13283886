package webview2

import (
	"fmt"
	"strings"
	"sync"
	"syscall"
	"unsafe"

	"golang.org/x/sys/windows"
)

// object is somebody else's COM object: its first word points to the table of its methods, the first three of which are those
// of IUnknown. 128 is more than any interface here has.
type object struct{ table *[128]uintptr }

// The methods of IUnknown.
const (
	queryInterface = iota
	addRef
	release
	firstMethod
)

// call calls a method by its place in the table. The error is the HRESULT, when that says that it failed.
//
//go:uintptrescapes
func (o *object) call(method int, arguments ...uintptr) error {
	all := make([]uintptr, 1, 8)
	all[0] = uintptr(unsafe.Pointer(o))
	result, _, _ := syscall.SyscallN(o.table[method], append(all, arguments...)...)
	return check(result)
}

// text calls a method that gives a string.
func (o *object) text(method int) (string, error) {
	var text *uint16
	if err := o.call(method, uintptr(unsafe.Pointer(&text))); err != nil {
		return "", err
	}
	return takeText(text), nil
}

// object calls a method that gives another object, which is the caller's to release; it may give nil.
func (o *object) object(method int) (*object, error) {
	var other *object
	err := o.call(method, uintptr(unsafe.Pointer(&other)))
	return other, err
}

// integer calls a method that gives a number or a BOOL.
func (o *object) integer(method int) (int32, error) {
	var number int32
	err := o.call(method, uintptr(unsafe.Pointer(&number)))
	return number, err
}

// query asks for another of the object's interfaces.
func (o *object) query(id *windows.GUID) (*object, error) {
	var other *object
	err := o.call(queryInterface, uintptr(unsafe.Pointer(id)), uintptr(unsafe.Pointer(&other)))
	return other, err
}

// retain and release count the references to the object; release may be called on nil.
func (o *object) retain() { _, _, _ = syscall.SyscallN(o.table[addRef], uintptr(unsafe.Pointer(o))) }

func (o *object) release() {
	if o != nil {
		_, _, _ = syscall.SyscallN(o.table[release], uintptr(unsafe.Pointer(o)))
	}
}

// Failure is an HRESULT that says what went wrong.
type Failure uint32

func (f Failure) Error() string {
	const facilityWin32 = 0x80070000
	if f&0xffff0000 == facilityWin32 {
		return fmt.Sprintf("%v (HRESULT 0x%08x)", syscall.Errno(f&0xffff), uint32(f))
	}
	return fmt.Sprintf("HRESULT 0x%08x", uint32(f))
}

func check(result uintptr) error {
	if int32(result) < 0 {
		return Failure(result)
	}
	return nil
}

// HRESULTs that our own objects return.
const (
	succeeded   = 0
	nothingMore = 1 // S_FALSE
	noInterface = 0x80004002
	notDone     = 0x80004001
	failed      = 0x80004005
)

// takeText copies a string that a method has given, and frees it.
func takeText(text *uint16) string {
	if text == nil {
		return ""
	}
	defer windows.CoTaskMemFree(unsafe.Pointer(text))
	return windows.UTF16PtrToString(text)
}

var taskAlloc = windows.NewLazySystemDLL("ole32.dll").NewProc("CoTaskMemAlloc")

// giveText makes a string that whoever gets it frees.
func giveText(text string, to **uint16) uintptr {
	units, err := windows.UTF16FromString(text)
	if err != nil {
		return failed
	}
	memory, _, _ := taskAlloc.Call(uintptr(len(units) * 2))
	if memory == 0 {
		return failed
	}
	*to = *(**uint16)(unsafe.Pointer(&memory))
	copy(unsafe.Slice(*to, len(units)), units)
	return succeeded
}

// wide is a string as Windows takes it. What is behind a zero in it is lost.
func wide(text string) *uint16 {
	text, _, _ = strings.Cut(text, "\x00")
	units, err := windows.UTF16PtrFromString(text)
	if err != nil {
		return new(uint16)
	}
	return units
}

// own is what our own COM objects begin with. Native code holds their addresses, which the collector does not see: alive keeps
// them while anybody counts a reference.
type own struct {
	table      unsafe.Pointer
	interfaces []windows.GUID // beside IUnknown
	references int32
}

var (
	aliveMutex sync.Mutex
	alive      = map[*own]any{}
)

// born starts an object's life with one reference, the caller's.
func (o *own) born(whole any, table unsafe.Pointer, interfaces ...windows.GUID) {
	o.table, o.interfaces, o.references = table, interfaces, 1
	aliveMutex.Lock()
	alive[o] = whole
	aliveMutex.Unlock()
}

var unknown = windows.GUID{Data4: [8]byte{0xc0, 0, 0, 0, 0, 0, 0, 0x46}}

// unknownMethods are the first of every table of ours.
var unknownMethods = [firstMethod]uintptr{
	syscall.NewCallback(func(o *own, id *windows.GUID, to *uintptr) uintptr {
		*to = 0
		matches := *id == unknown
		for _, ours := range o.interfaces {
			matches = matches || *id == ours
		}
		if !matches {
			return noInterface
		}
		o.change(1)
		*to = uintptr(unsafe.Pointer(o))
		return succeeded
	}),
	syscall.NewCallback(func(o *own) uintptr { return o.change(1) }),
	syscall.NewCallback(func(o *own) uintptr { return o.change(-1) }),
}

// change counts references. At the last one's end the object is told, by its method gone if it has one, and let go.
func (o *own) change(by int32) uintptr {
	aliveMutex.Lock()
	o.references += by
	left := o.references
	whole := alive[o]
	if left == 0 {
		delete(alive, o)
	}
	aliveMutex.Unlock()
	if last, ok := whole.(interface{ gone() }); ok && left == 0 {
		last.gone()
	}
	return uintptr(left)
}

// handler is an object whose one method, Invoke, is a Go function. All handlers of WebView2 get two words: the sender and the event,
// or an HRESULT and a result.
type handler struct {
	own
	invoke func(first uintptr, second *object)
}

var handlerTable = append(unknownMethods[:], syscall.NewCallback(func(h *handler, first uintptr, second *object) uintptr {
	h.invoke(first, second)
	return succeeded
}))

// newHandler returns a handler, to be released by the caller once it has been passed on.
func newHandler(id windows.GUID, invoke func(first uintptr, second *object)) *handler {
	h := &handler{invoke: invoke}
	h.born(h, unsafe.Pointer(unsafe.SliceData(handlerTable)), id)
	return h
}

// with passes a handler on to a method, in front of what else it takes.
//
//go:uintptrescapes
func (o *object) with(method int, h *handler, more ...uintptr) error {
	defer h.change(-1)
	return o.call(method, append([]uintptr{uintptr(unsafe.Pointer(h))}, more...)...)
}

// on adds a handler for an event, for as long as the object lives.
func (o *object) on(method int, id windows.GUID, handle func(event *object)) error {
	var token int64
	return o.with(method, newHandler(id, func(_ uintptr, event *object) { handle(event) }), uintptr(unsafe.Pointer(&token)))
}
