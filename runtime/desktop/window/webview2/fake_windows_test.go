package webview2

import (
	"io"
	"strings"
	"syscall"
	"testing"
	"unsafe"

	"golang.org/x/sys/windows"
)

// fake is a COM object of a test's own: the other side of every call that this package makes.
type fake struct {
	own
	methods map[int]func(arguments ...uintptr) uintptr
	also    map[windows.GUID]*fake // other interfaces
}

var fakeTable = func() (table [128]uintptr) {
	for i := range table {
		table[i] = syscall.NewCallback(func(f *fake, a, b, c, d, e uintptr) uintptr {
			if method := f.methods[i]; method != nil {
				return method(a, b, c, d, e)
			}
			return notDone
		})
	}
	copy(table[:], unknownMethods[:])
	table[queryInterface] = syscall.NewCallback(func(f *fake, id *windows.GUID, to *uintptr) uintptr {
		also := f.also[*id]
		if also == nil {
			*to = 0
			return noInterface
		}
		also.change(1)
		*to = uintptr(unsafe.Pointer(also))
		return succeeded
	})
	return table
}()

// newFake makes a fake object with one reference, the test's.
func newFake(methods map[int]func(arguments ...uintptr) uintptr) *fake {
	f := &fake{methods: methods, also: map[windows.GUID]*fake{}}
	f.born(f, unsafe.Pointer(&fakeTable))
	return f
}

// at is what an argument points to.
func at[T any](argument uintptr) *T { return *(**T)(unsafe.Pointer(&argument)) }

// gives are methods that give what a caller owns then.
func gives(f *fake) func(...uintptr) uintptr {
	return func(arguments ...uintptr) uintptr {
		f.change(1)
		*at[uintptr](arguments[0]) = uintptr(unsafe.Pointer(f))
		return succeeded
	}
}

func givesText(text string) func(...uintptr) uintptr {
	return func(arguments ...uintptr) uintptr { return giveText(text, at[*uint16](arguments[0])) }
}

func givesNumber(number int32) func(...uintptr) uintptr {
	return func(arguments ...uintptr) uintptr { *at[int32](arguments[0]) = number; return succeeded }
}

func textOf(argument uintptr) string { return windows.UTF16PtrToString(at[uint16](argument)) }

// note remembers the first argument of each call.
func note(in *[]uintptr) func(...uintptr) uintptr {
	return func(arguments ...uintptr) uintptr { *in = append(*in, arguments[0]); return succeeded }
}

// adds is a method that adds a handler for an event.
func adds(to *[]*object) func(...uintptr) uintptr {
	return func(arguments ...uintptr) uintptr {
		handler := at[object](arguments[0])
		handler.retain()
		*to = append(*to, handler)
		*at[int64](arguments[1]) = int64(len(*to))
		return succeeded
	}
}

// fire calls a handler's Invoke.
func fire(t *testing.T, handler *object, first uintptr, second unsafe.Pointer) {
	t.Helper()
	if err := handler.call(firstMethod, first, uintptr(second)); err != nil {
		t.Error(err)
	}
}

// browser is a fake WebView2 and what was done to it.
type browser struct {
	t                                                                       *testing.T
	environment, controller, view, settings                                 *fake
	navigation, frameNavigation, newWindow, permission, failure, request    []*object
	devTools                                                                []*object
	events                                                                  map[string][]*object
	webMessage, hostObjects, statusBar, devToolsOn, acceleratorKeys, closed []uintptr
	filter                                                                  string
	bounds                                                                  [4]int32
	calls                                                                   []string
	responses                                                               []string
	kept                                                                    []*fake
}

func newBrowser(t *testing.T) *browser {
	b := &browser{t: t, events: map[string][]*object{}}
	settings3 := newFake(map[int]func(...uintptr) uintptr{settings3SetAcceleratorKeys: note(&b.acceleratorKeys)})
	b.settings = newFake(map[int]func(...uintptr) uintptr{
		settingsSetWebMessage: note(&b.webMessage), settingsSetHostObjects: note(&b.hostObjects),
		settingsSetStatusBar: note(&b.statusBar), settingsSetDevTools: note(&b.devToolsOn),
	})
	b.settings.also[idSettings3] = settings3
	view22 := newFake(map[int]func(...uintptr) uintptr{view22AddFilter: func(a ...uintptr) uintptr {
		b.filter = textOf(a[0])
		return succeeded
	}})
	b.view = newFake(map[int]func(...uintptr) uintptr{
		viewSettings: gives(b.settings), viewSource: givesText("app://localhost/here"),
		viewOnNavigation: adds(&b.navigation), viewOnFrameNavigation: adds(&b.frameNavigation), viewOnNewWindow: adds(&b.newWindow),
		viewOnPermission: adds(&b.permission), viewOnProcessFailed: adds(&b.failure), viewOnRequest: adds(&b.request),
		viewNavigate: func(a ...uintptr) uintptr { b.calls = append(b.calls, "navigate "+textOf(a[0])); return succeeded },
		viewCallDevTools: func(a ...uintptr) uintptr {
			b.calls = append(b.calls, textOf(a[0])+" "+textOf(a[1]))
			handler := at[object](a[2])
			handler.retain()
			b.devTools = append(b.devTools, handler)
			return succeeded
		},
		viewDevToolsReceiver: func(a ...uintptr) uintptr {
			name := textOf(a[0])
			var handlers []*object
			receiver := newFake(map[int]func(...uintptr) uintptr{devToolsReceiverAdd: func(a ...uintptr) uintptr {
				result := adds(&handlers)(a...)
				b.events[name] = handlers
				return result
			}})
			b.kept = append(b.kept, receiver)
			return gives(receiver)(a[1])
		},
	})
	b.view.also[idView22] = view22
	b.controller = newFake(map[int]func(...uintptr) uintptr{
		controllerView: gives(b.view), controllerClose: func(...uintptr) uintptr { b.closed = append(b.closed, 1); return succeeded },
		controllerSetBounds: func(a ...uintptr) uintptr {
			b.bounds = *at[[4]int32](a[0])
			return succeeded
		},
	})
	b.environment = newFake(map[int]func(...uintptr) uintptr{
		environmentCreateController: func(a ...uintptr) uintptr {
			fire(t, at[object](a[1]), 0, unsafe.Pointer(b.controller))
			return succeeded
		},
		environmentCreateResponse: func(a ...uintptr) uintptr {
			body, err := io.ReadAll(reader{at[object](a[0])})
			if err != nil {
				t.Error(err)
			}
			b.responses = append(b.responses, strings.Join([]string{string(rune('0' + a[1]/100)), textOf(a[2]), textOf(a[3]), string(body)}, "|"))
			response := newFake(nil)
			b.kept = append(b.kept, response)
			return gives(response)(a[4])
		},
	})
	return b
}

func (b *browser) open(devTools bool, events Events) *View {
	b.t.Helper()
	var opened *View
	err := (&Environment{at[object](uintptr(unsafe.Pointer(b.environment)))}).Open(0, "app", devTools, events, func(view *View, err error) {
		if err != nil {
			b.t.Error(err)
		}
		opened = view
	})
	if err != nil || opened == nil {
		b.t.Fatalf("Open: %v", err)
	}
	return opened
}
