package webview2

import (
	"syscall"
	"unsafe"

	"golang.org/x/sys/windows"
)

var (
	idOptions  = windows.GUID{Data1: 0x2fde08a8, Data2: 0x1e9a, Data3: 0x4766, Data4: [8]byte{0x8c, 0x05, 0x95, 0xa9, 0xce, 0xb9, 0xd1, 0xc5}}
	idOptions4 = windows.GUID{Data1: 0xac52d13f, Data2: 0x0d38, Data3: 0x475a, Data4: [8]byte{0x9d, 0xca, 0x87, 0x65, 0x80, 0xd6, 0x79, 0x3e}}
	idScheme   = windows.GUID{Data1: 0xd60ac92c, Data2: 0x37a6, Data3: 0x4b26, Data4: [8]byte{0xa3, 0x9e, 0x95, 0xcf, 0xe5, 0x90, 0x47, 0xbb}}
)

// options are what the browser asks for when it starts (ICoreWebView2EnvironmentOptions). The list of schemes is another interface,
// with a table of its own, and so an object of its own, which shares this one's life.
type options struct {
	own
	schemes *schemes
}

// schemes is ICoreWebView2EnvironmentOptions4: the one scheme that the app serves.
type schemes struct {
	own
	scheme *scheme
}

// scheme is an ICoreWebView2CustomSchemeRegistration.
type scheme struct {
	own
	name string
}

func newOptions(name string) *options {
	s := &scheme{name: name}
	s.born(s, unsafe.Pointer(&schemeTable), idScheme)
	list := &schemes{scheme: s}
	list.born(list, unsafe.Pointer(&schemesTable), idOptions4)
	o := &options{schemes: list}
	o.born(o, unsafe.Pointer(&optionsTable), idOptions)
	return o
}

func (o *options) gone() { o.schemes.change(-1) }
func (s *schemes) gone() { s.scheme.change(-1) }

// unchangeable is every setter: nothing that we gave is to be changed.
var unchangeable = syscall.NewCallback(func(*own, uintptr) uintptr { return notDone })

// givesNothing is a getter of a string without one, givesFalse of a BOOL.
var (
	givesNothing = syscall.NewCallback(func(_ *own, text **uint16) uintptr { return giveText("", text) })
	givesFalse   = syscall.NewCallback(func(_ *own, value *int32) uintptr { *value = 0; return succeeded })
	givesTrue    = syscall.NewCallback(func(_ *own, value *int32) uintptr { *value = 1; return succeeded })
)

var optionsTable = [...]uintptr{
	syscall.NewCallback(func(o *options, id *windows.GUID, to *uintptr) uintptr {
		switch *id {
		case idOptions4:
			o.schemes.change(1)
			*to = uintptr(unsafe.Pointer(o.schemes))
		case idOptions, unknown:
			o.change(1)
			*to = uintptr(unsafe.Pointer(o))
		default:
			*to = 0
			return noInterface
		}
		return succeeded
	}),
	unknownMethods[addRef], unknownMethods[release],
	givesNothing, unchangeable, // AdditionalBrowserArguments
	givesNothing, unchangeable, // Language
	syscall.NewCallback(func(_ *own, text **uint16) uintptr { return giveText(minimumVersion.String(), text) }), unchangeable, // TargetCompatibleBrowserVersion
	givesFalse, unchangeable, // AllowSingleSignOnUsingOSPrimaryAccount
}

var schemesTable = [...]uintptr{
	unknownMethods[queryInterface], unknownMethods[addRef], unknownMethods[release],
	syscall.NewCallback(func(s *schemes, count *uint32, list ***scheme) uintptr { // GetCustomSchemeRegistrations
		memory, _, _ := taskAlloc.Call(unsafe.Sizeof(uintptr(0)))
		if memory == 0 {
			return failed
		}
		s.scheme.change(1)
		*list = *(***scheme)(unsafe.Pointer(&memory))
		**list = s.scheme
		*count = 1
		return succeeded
	}),
	syscall.NewCallback(func(*schemes, uint32, uintptr) uintptr { return notDone }), // SetCustomSchemeRegistrations
}

var schemeTable = [...]uintptr{
	unknownMethods[queryInterface], unknownMethods[addRef], unknownMethods[release],
	syscall.NewCallback(func(s *scheme, text **uint16) uintptr { return giveText(s.name, text) }), // SchemeName
	givesTrue, unchangeable, // TreatAsSecure
	syscall.NewCallback(func(_ *scheme, count *uint32, list *uintptr) uintptr { // GetAllowedOrigins: none but the scheme's own
		*count, *list = 0, 0
		return succeeded
	}),
	syscall.NewCallback(func(*scheme, uint32, uintptr) uintptr { return notDone }), // SetAllowedOrigins
	givesTrue, unchangeable, // HasAuthorityComponent
}
