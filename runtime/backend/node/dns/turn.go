package dns

import (
	"context"
	"sync"
)

// turn makes the questions of a resolver leave in the order in which they were asked, each from a goroutine and a port of its own.
type turn struct {
	before <-chan struct{} // closed when the one before it has left; nil for the first
	left   chan struct{}
	once   sync.Once
}

// after returns the turn behind last, which is nil for the first.
func after(last *turn) *turn {
	t := &turn{left: make(chan struct{})}
	if last != nil {
		t.before = last.left
	}
	return t
}

// come waits for the turn, or for ctx's end.
func (t *turn) come(ctx context.Context) {
	if t == nil || t.before == nil {
		return
	}
	select {
	case <-t.before:
	case <-ctx.Done():
	}
}

// leave gives the turn to the next one. It may be called again.
func (t *turn) leave() {
	if t != nil {
		t.once.Do(func() { close(t.left) })
	}
}

type turnKey struct{}

func withTurn(ctx context.Context, t *turn) context.Context {
	return context.WithValue(ctx, turnKey{}, t)
}

// turnOf is nil where there is none.
func turnOf(ctx context.Context) *turn {
	t, _ := ctx.Value(turnKey{}).(*turn)
	return t
}
