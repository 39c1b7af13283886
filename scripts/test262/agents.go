package main

import (
	"errors"
	"fmt"
	"sync"
	"time"

	"github.com/dop251/goja"

	"github.com/deskjs/deskjs/runtime/backend/engine"
)

// agents are what $262.agent starts: engines of their own, each on a goroutine, which share memory with the test.
type agents struct {
	attempt *attempt
	began   time.Time
	started []*agent

	mu      sync.Mutex
	reports []string
	failure error
}

type agent struct {
	engine   *engine.Engine
	memory   chan engine.SharedBytes // what is broadcast
	received chan struct{}
	ended    chan struct{}
}

// defineAgents defines $262.agent, and setTimeout, which the harness would otherwise make of microtasks that never end.
func (a *attempt) defineAgents(host *goja.Object) {
	a.agents = &agents{attempt: a, began: time.Now()}
	object := a.agents.object(a.engine)
	method(a.engine, object, "start", func(call goja.FunctionCall) goja.Value {
		a.agents.start(call.Argument(0).String())
		return goja.Undefined()
	})
	method(a.engine, object, "broadcast", func(call goja.FunctionCall) goja.Value {
		memory, ok := engine.SharedBytesOf(a.engine, call.Argument(0))
		if !ok {
			panic(a.engine.VM.NewTypeError("not a SharedArrayBuffer"))
		}
		for _, agent := range a.agents.started {
			agent.memory <- memory
		}
		for _, agent := range a.agents.started {
			select {
			case <-agent.received:
			case <-agent.ended:
			}
		}
		return goja.Undefined()
	})
	method(a.engine, object, "getReport", func(goja.FunctionCall) goja.Value { return a.agents.report(a.engine) })
	if err := host.Set("agent", object); err != nil {
		panic(err)
	}
}

// object returns what $262.agent has in the test as well as in agents.
func (as *agents) object(e *engine.Engine) *goja.Object {
	object := e.VM.NewObject()
	method(e, object, "sleep", func(call goja.FunctionCall) goja.Value {
		select {
		case <-e.Context().Done():
		case <-time.After(time.Duration(call.Argument(0).ToFloat() * float64(time.Millisecond))):
		}
		return goja.Undefined()
	})
	method(e, object, "monotonicNow", func(goja.FunctionCall) goja.Value {
		return e.VM.ToValue(float64(time.Since(as.began)) / float64(time.Millisecond))
	})
	e.Global("setTimeout", func(call goja.FunctionCall) goja.Value {
		callback, _ := goja.AssertFunction(call.Argument(0))
		e.Loop.SetTimer(call.Argument(1).ToFloat(), false, func() {
			_, err := callback(goja.Undefined())
			e.Loop.Report(err)
		})
		return goja.Undefined()
	})
	return object
}

func method(e *engine.Engine, object *goja.Object, name string, call engine.Native) {
	if err := object.Set(name, e.Function(name, 0, call)); err != nil {
		panic(err)
	}
}

// report returns the oldest report that the test hasn't seen, null if there is none.
func (as *agents) report(e *engine.Engine) goja.Value {
	as.mu.Lock()
	defer as.mu.Unlock()
	if as.failure != nil {
		panic(e.NewError("Error", "", as.failure.Error()))
	}
	if len(as.reports) == 0 {
		return goja.Null()
	}
	first := as.reports[0]
	as.reports = as.reports[1:]
	return e.VM.ToValue(first)
}

func (as *agents) fail(err error) {
	as.mu.Lock()
	defer as.mu.Unlock()
	as.failure = errors.Join(as.failure, fmt.Errorf("an agent: %w", err))
}

// start runs source as a script in a new agent, which goes on until it leaves or the test has ended.
func (as *agents) start(source string) {
	new := &agent{
		engine: engine.New(engine.Host{}), memory: make(chan engine.SharedBytes, 8),
		received: make(chan struct{}, 8), ended: make(chan struct{}),
	}
	as.started = append(as.started, new)
	e := new.engine
	e.Uncaught = func(value goja.Value, _ engine.Origin) { as.fail(errors.New(value.String())) }
	object := as.object(e)
	method(e, object, "report", func(call goja.FunctionCall) goja.Value {
		as.mu.Lock()
		defer as.mu.Unlock()
		as.reports = append(as.reports, call.Argument(0).String())
		return goja.Undefined()
	})
	method(e, object, "receiveBroadcast", func(call goja.FunctionCall) goja.Value {
		receive, _ := goja.AssertFunction(call.Argument(0))
		select {
		case <-e.Context().Done():
		case memory := <-new.memory:
			new.received <- struct{}{}
			if _, err := receive(goja.Undefined(), e.NewSharedArrayBuffer(memory)); err != nil {
				e.Throw(err)
			}
		}
		return goja.Undefined()
	})
	method(e, object, "leaving", func(goja.FunctionCall) goja.Value { e.Loop.Stop(); return goja.Undefined() })
	host := e.VM.NewObject()
	if err := host.Set("agent", object); err != nil {
		panic(err)
	}
	e.Global("$262", host)
	go func() {
		defer close(new.ended)
		e.Loop.Hold(1)
		e.Loop.Run(func() {
			program, err := compileScript(as.attempt.path, source)
			if err == nil {
				_, err = e.VM.RunProgram(program)
			}
			e.Loop.Report(err)
		})
	}()
}

// end ends the agents and waits until they have.
func (as *agents) end() {
	for _, agent := range as.started {
		agent.engine.Close()
		agent.engine.Interrupt("the test has ended")
		<-agent.ended
	}
}
