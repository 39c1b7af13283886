// Package intl is ECMA-402: the global Intl, and what it changes of Number, BigInt, Array, Date and String
// (toLocaleString, localeCompare and their like). The classes are made when Intl, or one of those
// methods, is first used. Package format does the formatting, package cldr holds the locales' data.
//
// Only runtime/backend imports it.
package intl

import (
	"runtime"
	"sync"
	"time"
	"weak"

	"github.com/dop251/goja"

	"github.com/deskjs/deskjs/runtime/backend/engine"
)

// realm is Intl of one engine.
type realm struct {
	engine *engine.Engine
	vm     *goja.Runtime
	intl   *goja.Object

	classes map[string]*class
	// fallback is the key under which a legacy constructed object has its formatter.
	fallback *goja.Symbol

	// slots are what objects are inside. They are found by address, so that scripts see nothing of it,
	// and don't keep their object alive.
	mu    sync.Mutex
	slots map[weak.Pointer[goja.Object]]any

	defaults map[string]any
	local    *localTime
}

type realmKey struct{}

// Install gives an engine Intl and the methods that depend on it.
func Install(e *engine.Engine) {
	local := &localTime{}
	r := func() *realm { return engine.Value(e, realmKey{}, func() *realm { return newRealm(e, local) }) }
	e.LazyGlobal("Intl", func() goja.Value { return r().intl })
	installMethods(e, r)
	e.FollowTimeZone(func(name string, set bool) {
		local.follow(name, set)
		clear(r().defaults)
		if vm, ok := any(e.VM).(interface{ SetLocation(*time.Location) }); ok {
			vm.SetLocation(local.zone().Location)
		}
	})
	if vm, ok := any(e.VM).(interface {
		SetTimeZoneName(func(time.Time) string)
	}); ok {
		vm.SetTimeZoneName(func(t time.Time) string { return local.zone().LongName(defaultLocale(), t) })
	}
}

func newRealm(e *engine.Engine, local *localTime) *realm {
	r := &realm{
		engine: e, vm: e.VM, intl: e.VM.NewObject(), classes: map[string]*class{},
		fallback: goja.NewSymbol("IntlLegacyConstructedSymbol"),
		slots:    map[weak.Pointer[goja.Object]]any{}, defaults: map[string]any{}, local: local,
	}
	r.tag(r.intl, "Intl")
	r.method(r.intl, "getCanonicalLocales", 1, r.getCanonicalLocales)
	r.method(r.intl, "supportedValuesOf", 1, r.supportedValuesOf)
	r.defineDateTimeFormat()
	r.defineNumberFormat()
	r.defineCollator()
	r.definePluralRules()
	r.defineRelativeTimeFormat()
	r.defineListFormat()
	r.defineLocale()
	r.defineDisplayNames()
	r.defineSegmenter()
	return r
}

// keep makes value what object is inside.
func (r *realm) keep(object *goja.Object, value any) {
	key := weak.Make(object)
	r.mu.Lock()
	r.slots[key] = value
	r.mu.Unlock()
	runtime.AddCleanup(object, func(key weak.Pointer[goja.Object]) {
		r.mu.Lock()
		delete(r.slots, key)
		r.mu.Unlock()
	}, key)
}

// slot returns what value is inside, nil for what is not of Intl.
func (r *realm) slot(value goja.Value) any {
	object, ok := value.(*goja.Object)
	if !ok {
		return nil
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.slots[weak.Make(object)]
}

// receiver returns what a method is called on, which must be a T.
func receiver[T any](r *realm, this goja.Value, method string) T {
	inside, ok := r.slot(this).(T)
	if !ok {
		panic(r.vm.NewTypeError("Method Intl.%s called on incompatible receiver %s", method, describe(this)))
	}
	return inside
}

func describe(value goja.Value) string {
	switch v := value.(type) {
	case nil:
		return "undefined"
	case *goja.Symbol:
		return "Symbol(" + v.String() + ")"
	case *goja.Object:
		if _, ok := goja.AssertFunction(v); !ok {
			return "#<" + v.ClassName() + ">"
		}
	}
	return value.String()
}

func (r *realm) throw(class, format string, arguments ...any) {
	panic(r.vm.ToValue(r.engine.NewError(class, "", sprintf(format, arguments...))))
}
