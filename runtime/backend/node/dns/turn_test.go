package dns

import (
	"context"
	"testing"
)

func TestTurns(t *testing.T) {
	ctx := context.Background()
	first := after(nil)
	second := after(first)
	third := after(second)
	order := make(chan int, 3)
	done := make(chan struct{})
	go func() {
		third.come(ctx)
		order <- 3
		third.leave()
		close(done)
	}()
	go func() {
		second.come(ctx)
		order <- 2
		second.leave()
	}()
	turnOf(withTurn(ctx, first)).come(ctx)
	order <- 1
	first.leave()
	first.leave()
	<-done
	for want := 1; want <= 3; want++ {
		if got := <-order; got != want {
			t.Errorf("%d left instead of %d", got, want)
		}
	}
	ended, cancel := context.WithCancel(ctx)
	cancel()
	after(after(nil)).come(ended)
	turnOf(ctx).come(ctx)
	turnOf(ctx).leave()
}
