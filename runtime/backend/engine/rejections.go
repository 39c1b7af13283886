package engine

import (
	"errors"

	"github.com/dop251/goja"
)

// Rejection is a promise that was rejected and that nobody handles.
type Rejection struct {
	Promise *goja.Object
	Reason  goja.Value
}

// rejectionTracker follows Node's rules: a rejection counts as unhandled when it
// has no handler by the time the microtask queue has run dry.
type rejectionTracker struct {
	pending  []*goja.Promise
	reported map[*goja.Promise]bool
	late     []*goja.Promise
}

func (e *Engine) trackRejections() {
	t := &e.rejections
	t.reported = map[*goja.Promise]bool{}
	e.VM.SetPromiseRejectionTracker(func(p *goja.Promise, operation goja.PromiseRejectionOperation) {
		if operation == goja.PromiseRejectionReject {
			t.pending = append(t.pending, p)
			return
		}
		if t.reported[p] {
			delete(t.reported, p)
			t.late = append(t.late, p)
			return
		}
		for i, pending := range t.pending {
			if pending == p {
				t.pending = append(t.pending[:i], t.pending[i+1:]...)
				return
			}
		}
	})
	e.Loop.AfterTicks = e.reportRejections
}

func (e *Engine) reportRejections() bool {
	t := &e.rejections
	if len(t.pending) == 0 && len(t.late) == 0 {
		return false
	}
	pending, late := t.pending, t.late
	t.pending, t.late = nil, nil
	unhandled := make([]Rejection, len(pending))
	for i, p := range pending {
		t.reported[p] = true
		unhandled[i] = Rejection{e.VM.ToValue(p).(*goja.Object), p.Result()}
	}
	handled := make([]*goja.Object, len(late))
	for i, p := range late {
		handled[i] = e.VM.ToValue(p).(*goja.Object)
	}
	e.Loop.InFrame(func() {
		if e.Rejections != nil {
			e.Rejections(unhandled, handled)
			return
		}
		for _, r := range unhandled {
			e.uncaught(r.Reason, OriginRejection)
		}
	})
	return true
}

// reportError is the loop's OnError.
func (e *Engine) reportError(err error) {
	var interrupted *goja.InterruptedError
	if errors.As(err, &interrupted) {
		e.Loop.Stop()
		return
	}
	e.uncaught(e.ErrorValue(err), OriginException)
}

func (e *Engine) uncaught(value goja.Value, origin Origin) {
	if e.Uncaught == nil {
		panic(errors.New("uncaught: " + value.String()))
	}
	e.Uncaught(value, origin)
}
