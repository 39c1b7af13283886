package webassembly

import (
	"context"
	"errors"
	"runtime"
	"sync"
	"sync/atomic"
	"weak"

	"github.com/dop251/goja"
	"github.com/tetratelabs/wazero"
	"github.com/tetratelabs/wazero/api"
	"github.com/tetratelabs/wazero/experimental"

	"github.com/deskjs/deskjs/runtime/backend/engine"
)

// features are what V8 has and wazero knows.
const features = api.CoreFeaturesV2 | experimental.CoreFeaturesThreads | experimental.CoreFeaturesTailCall |
	experimental.CoreFeaturesExtendedConst | experimental.CoreFeaturesExceptionHandling |
	experimental.CoreFeaturesTypedFunctionReferences

// compiledCode is shared by all engines of the process: a module sent to a worker is compiled once.
var compiledCode = sync.OnceValue(wazero.NewCompilationCache)

// store is WebAssembly's store of one engine: everything that its instances may share.
//
// wazero keeps a list of the instances of a runtime, which would keep them alive for ever. So the functions that wazero
// holds know their instance by a weak pointer, what JavaScript holds by a strong one, and an instance that
// JavaScript can't reach any more leaves the list.
type store struct {
	engine  *engine.Engine
	vm      *goja.Runtime
	runtime wazero.Runtime
	ctx     context.Context
	js      classes

	interpreted bool // wazero has no compiler here
	depth       int
	memories    []weak.Pointer[memory] // those with a buffer
	helpers     map[string]wazero.CompiledModule
	externs     externs
	types       []*functionType // all that modules of the store have, each once
	known       map[functionKey]*function
	pinned      map[*instance]struct{}
	living      []weak.Pointer[instance]

	mu       sync.Mutex
	flags    map[*stopFlag]struct{} // of living instances
	stopping atomic.Bool
}

// classes are what the JavaScript half gives the native one.
type classes struct {
	register   goja.Callable // register(function, handle)
	functionOf goja.Callable // functionOf(function): its handle, or undefined
	wrap       goja.Callable // wrap(kind, handle): the object
	toBigInt   goja.Callable
	newError   goja.Callable // error(kind, message)
}

type storeKey struct{}

func storeOf(e *engine.Engine) *store {
	return engine.Value(e, storeKey{}, func() *store {
		ctx := experimental.WithMemoryAllocator(context.Background(), experimental.MemoryAllocatorFunc(newLinear(e)))
		config := wazero.NewRuntimeConfig().WithCoreFeatures(features).
			WithCompilationCache(compiledCode()).WithDebugInfoEnabled(false)
		s := &store{
			engine: e, vm: e.VM, ctx: ctx,
			runtime: wazero.NewRuntimeWithConfig(ctx, config),
			helpers: map[string]wazero.CompiledModule{},
			known:   map[functionKey]*function{},
			pinned:  map[*instance]struct{}{},
			flags:   map[*stopFlag]struct{}{},
		}
		e.OnInterrupt(s.interrupt)
		return s
	})
}

// stopFlag is the global that makes an instance's loops trap.
type stopFlag struct{ global api.MutableGlobal }

func (f *stopFlag) set(on bool) {
	if on {
		f.global.Set(1)
		return
	}
	f.global.Set(0)
}

// interrupt makes running code trap at its next rest, or lets it run again. Any goroutine calls it.
func (s *store) interrupt(on bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.stopping.Store(on)
	for flag := range s.flags {
		flag.set(on)
	}
}

func (s *store) addFlag(flag *stopFlag) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.flags[flag] = struct{}{}
	flag.set(s.stopping.Load())
}

func (s *store) removeFlag(flag *stopFlag) {
	s.mu.Lock()
	defer s.mu.Unlock()
	delete(s.flags, flag)
}

// module is a compiled module: what is behind a WebAssembly.Module. It does not belong to an engine.
type module struct {
	*description
	binary []byte // as the author gave it
}

// compiled is a module for the store that instantiates it.
type compiled struct {
	*module
	code wazero.CompiledModule
}

// errUnsupported is for what wazero accepts and this package does not understand.
var errUnsupported = errors.New("the module uses a feature that is not supported")

// compile compiles a binary, of which it takes possession. Any goroutine may call it.
func (s *store) compile(binary []byte) (*compiled, error) {
	if err := checkHeader(binary); err != nil {
		return nil, err
	}
	d, err := describe(binary)
	if err != nil {
		code, err := s.runtime.CompileModule(s.ctx, binary)
		if err == nil {
			_ = code.Close(s.ctx)
			err = errUnsupported
		}
		return nil, err
	}
	if err := d.checkExports(); err != nil {
		return nil, err
	}
	return s.compileModule(&module{d, binary})
}

func (s *store) compileModule(m *module) (*compiled, error) {
	ctx := experimental.WithCompilationWorkers(s.ctx, runtime.GOMAXPROCS(0))
	code, err := s.runtime.CompileModule(ctx, rewrite(m.binary, m.description))
	if err != nil {
		return nil, err
	}
	c := &compiled{m, code}
	runtime.AddCleanup(c, func(code wazero.CompiledModule) { _ = code.Close(context.Background()) }, code)
	return c, nil
}

// helper compiles a module of this package's own making and keeps it.
func (s *store) helper(binary []byte) (wazero.CompiledModule, error) {
	if code, ok := s.helpers[string(binary)]; ok {
		return code, nil
	}
	code, err := s.runtime.CompileModule(s.ctx, binary)
	if err != nil {
		return nil, err
	}
	s.helpers[string(binary)] = code
	return code, nil
}

var anonymous = wazero.NewModuleConfig().WithName("").WithStartFunctions()

// instantiate makes an instance whose imports come from the modules that resolve returns.
func (s *store) instantiate(code wazero.CompiledModule, resolve func(name string) api.Module) (api.Module, error) {
	return s.runtime.InstantiateModule(experimental.WithImportResolver(s.ctx, resolve), code, anonymous)
}

// helperInstance makes an instance of a helper. It has left wazero's list: it lives as long as something refers to it.
func (s *store) helperInstance(binary []byte, resolve func(name string) api.Module) (api.Module, error) {
	code, err := s.helper(binary)
	if err != nil {
		return nil, err
	}
	return s.instantiate(code, resolve)
}
