package require

import (
	"slices"

	"github.com/dop251/goja"
)

// evaluation is how far a module's evaluation is (the fields of cyclic module records).
type evaluation struct {
	status status
	// failure is the error with which the evaluation ended.
	failure error
	// index and ancestor number the modules of a depth-first search, to find cycles; root is the
	// first module of the cycle.
	index, ancestor int
	root            *record
	// turn is the place among asynchronous modules: 0 before it is known that this is one, -1 when it is done.
	turn    int
	pending int
	parents []*record
	// promise is that of an evaluation which began with this module.
	promise         *goja.Object
	resolve, reject func(any) error
}

type status int

const (
	unevaluated status = iota
	evaluating
	evaluatingAsync
	evaluated
)

// isAsync reports whether the module, or one that it imports and that has still to be evaluated, uses top-level await.
func (l *Loader) isAsync(r *record, seen map[*record]bool) bool {
	if r.kind != esKind || r.status == evaluated || seen[r] {
		return false
	}
	seen[r] = true
	return r.lowered.Async || slices.ContainsFunc(r.requests, func(m *record) bool { return l.isAsync(m, seen) })
}

// evaluate runs a linked module and what it imports. Where some of it uses top-level await, promise is that of
// its completion; otherwise nil, and all is done.
func (l *Loader) evaluate(r *record) (promise *goja.Object, err error) {
	if r.kind != esKind {
		return nil, l.runForeign(r)
	}
	if r.status >= evaluatingAsync && r.root != nil {
		r = r.root
	}
	if r.promise != nil {
		return r.promise, nil
	}
	if r.status == evaluated || r.status == evaluating && r.turn == 0 {
		return nil, r.failure
	}
	asynchronous := l.isAsync(r, map[*record]bool{})
	if asynchronous {
		made, resolve, reject := l.engine.VM.NewPromise()
		r.promise, r.resolve, r.reject = l.engine.VM.ToValue(made).(*goja.Object), resolve, reject
	}
	var stack []*record
	_, err = l.evaluateInner(r, &stack, 0)
	if err != nil {
		for _, m := range stack {
			m.status, m.failure, m.root = evaluated, err, m
		}
		if r.reject != nil {
			must(r.reject(l.engine.ErrorValue(err)))
			return r.promise, nil
		}
		return nil, err
	}
	if asynchronous && r.turn == 0 {
		must(r.resolve(goja.Undefined()))
	}
	return r.promise, nil
}

// evaluateInner is InnerModuleEvaluation.
func (l *Loader) evaluateInner(r *record, stack *[]*record, index int) (int, error) {
	if r.kind != esKind {
		return index, l.runForeign(r)
	}
	switch r.status {
	case evaluated, evaluatingAsync:
		return index, r.failure
	case evaluating:
		return index, nil
	}
	r.status, r.index, r.ancestor, r.pending = evaluating, index, index, 0
	index++
	*stack = append(*stack, r)
	for _, required := range r.requests {
		var err error
		if index, err = l.evaluateInner(required, stack, index); err != nil {
			return index, err
		}
		if required.kind != esKind {
			continue
		}
		if required.status == evaluating {
			r.ancestor = min(r.ancestor, required.ancestor)
		} else {
			if required = required.root; required.failure != nil {
				return index, required.failure
			}
		}
		if required.turn > 0 {
			r.pending++
			required.parents = append(required.parents, r)
		}
	}
	if r.pending > 0 || r.lowered.Async {
		l.turns++
		r.turn = l.turns
		if r.pending == 0 {
			l.executeAsync(r)
		}
	} else if err := l.execute(r); err != nil {
		return index, err
	}
	if r.ancestor == r.index {
		for {
			last := (*stack)[len(*stack)-1]
			*stack = (*stack)[:len(*stack)-1]
			last.root, last.status = r, evaluated
			if last.turn > 0 {
				last.status = evaluatingAsync
			}
			if last == r {
				break
			}
		}
	}
	return index, nil
}

// execute runs the module's own code, which has no top-level await.
func (l *Loader) execute(r *record) error {
	l.addCommonStars(r)
	_, err := r.resume(r.module)
	return err
}

// executeAsync runs the module's own code, which has top-level await.
func (l *Loader) executeAsync(r *record) {
	l.addCommonStars(r)
	result, err := r.resume(r.module)
	if err != nil {
		l.rejected(r, err)
		return
	}
	done := result.(*goja.Object).Get("value").(*goja.Object)
	l.Then(done, func(goja.Value) { l.fulfilled(r) }, func(reason goja.Value) {
		l.rejected(r, l.engine.VM.Try(func() { panic(reason) }))
	})
}

// Then calls one of the functions when promise settles. They are called within a JavaScript function: goja begins the next
// jobs too early when a Go function that is a job calls back.
func (l *Loader) Then(promise *goja.Object, fulfilled, rejected func(goja.Value)) {
	if l.react == nil {
		made, err := l.engine.VM.RunScript("node:internal/require/then",
			"(function (then) { return function (promise, yes, no) { then.call(promise, function (value) { yes(value) }, function (reason) { no(reason) }) } })(Promise.prototype.then)")
		must(err)
		l.react, _ = goja.AssertFunction(made)
	}
	native := func(function func(goja.Value)) goja.Value {
		if function == nil {
			return goja.Undefined()
		}
		return l.engine.VM.ToValue(func(call goja.FunctionCall) goja.Value {
			function(call.Argument(0))
			return goja.Undefined()
		})
	}
	_, err := l.react(goja.Undefined(), promise, native(fulfilled), native(rejected))
	must(err)
}

// fulfilled is AsyncModuleExecutionFulfilled.
func (l *Loader) fulfilled(r *record) {
	if r.status == evaluated {
		return
	}
	r.turn, r.status = -1, evaluated
	if r.resolve != nil {
		must(r.resolve(goja.Undefined()))
	}
	var ready []*record
	gather(r, &ready)
	slices.SortFunc(ready, func(a, b *record) int { return a.turn - b.turn })
	for _, m := range ready {
		switch {
		case m.status == evaluated:
		case m.lowered.Async:
			l.executeAsync(m)
		default:
			if err := l.execute(m); err != nil {
				l.rejected(m, err)
				continue
			}
			m.turn, m.status = -1, evaluated
			if m.resolve != nil {
				must(m.resolve(goja.Undefined()))
			}
		}
	}
}

// gather is GatherAvailableAncestors.
func gather(r *record, ready *[]*record) {
	for _, m := range r.parents {
		if slices.Contains(*ready, m) || m.root.failure != nil {
			continue
		}
		if m.pending--; m.pending == 0 {
			*ready = append(*ready, m)
			if !m.lowered.Async {
				gather(m, ready)
			}
		}
	}
}

// rejected is AsyncModuleExecutionRejected.
func (l *Loader) rejected(r *record, err error) {
	if r.status == evaluated {
		return
	}
	r.status, r.failure, r.turn = evaluated, err, -1
	if r.reject != nil {
		must(r.reject(l.engine.ErrorValue(err)))
	}
	for _, m := range r.parents {
		l.rejected(m, err)
	}
}

// runForeign runs a module that is no ES module, when one imports it.
func (l *Loader) runForeign(r *record) error {
	if r.status == evaluated {
		return r.failure
	}
	switch r.kind {
	case textKind:
		define(r.namespace, "default", l.engine.VM.ToValue(string(r.source)))
		l.seal(r.namespace)
	case jsonKind:
		module := l.newModule(r.path, r.path, nil)
		if err := l.evaluateJSON(module, r.path, r.source); err != nil {
			return err
		}
		define(r.namespace, "default", module.Get("exports"))
		l.seal(r.namespace)
	case commonKind:
		lazy := r.compiled != r.namespace
		exports, err := l.load(r.path, nil)
		if err != nil {
			return err
		}
		if !lazy {
			l.setCommon(r, exports)
			break
		}
		early := r.compiled
		r.compiled = r.namespace
		l.setCommon(r, exports)
		l.copyNames(early, r.compiled, r.compiled.GetOwnPropertyNames(), false)
		l.seal(early)
		r.compiled = early
	}
	r.status = evaluated
	return nil
}
