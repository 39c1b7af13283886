package compile

import (
	"context"
	"encoding/json"
	"errors"
	"runtime"
	"sync"
)

// pool are worker processes. Each compiles one module at a time and keeps the compilers that it has loaded.
type pool struct {
	options Options
	asks    func(name string, parameters json.RawMessage) (any, error)
	most    int

	mutex   sync.Mutex
	changed *sync.Cond
	idle    []*process
	running int // processes that are there, idle or not
	waiting int // callers without one
	closed  bool
	all     map[*process]bool
}

// perWorker is how many modules must wait before another worker is worth its start.
const perWorker = 6

func newPool(options Options, asks func(string, json.RawMessage) (any, error)) *pool {
	p := &pool{options: options, asks: asks, most: options.Workers, all: map[*process]bool{}}
	if p.most == 0 {
		p.most = min(runtime.NumCPU(), 8)
	}
	p.changed = sync.NewCond(&p.mutex)
	return p
}

var errClosed = errors.New("the compilers have been ended")

// run does one job on a worker.
func (p *pool) run(ctx context.Context, j job) (answer, error) {
	w, err := p.take()
	if err != nil {
		return answer{}, err
	}
	a, err := w.run(ctx, j)
	p.give(w)
	return a, err
}

// take waits for an idle worker, or starts one.
func (p *pool) take() (*process, error) {
	p.mutex.Lock()
	defer p.mutex.Unlock()
	p.waiting++
	defer func() { p.waiting-- }()
	for {
		switch {
		case p.closed:
			return nil, errClosed
		case len(p.idle) > 0:
			w := p.idle[len(p.idle)-1]
			p.idle = p.idle[:len(p.idle)-1]
			return w, nil
		case p.running == 0 || p.running < p.most && p.waiting > perWorker*p.running:
			return p.start()
		}
		p.changed.Wait()
	}
}

// start is called with the mutex.
func (p *pool) start() (*process, error) {
	w, err := startProcess(p.options, p.asks)
	if err != nil {
		p.changed.Broadcast() // who waits for this one tries by itself
		return nil, err
	}
	p.running++
	p.all[w] = true
	return w, nil
}

// give takes a worker back.
func (p *pool) give(w *process) {
	p.mutex.Lock()
	defer p.mutex.Unlock()
	if w.dead() || p.closed {
		delete(p.all, w)
		p.running--
		w.kill()
	} else {
		p.idle = append(p.idle, w)
	}
	p.changed.Broadcast()
}

func (p *pool) close() {
	p.mutex.Lock()
	defer p.mutex.Unlock()
	p.closed = true
	for w := range p.all {
		w.kill()
	}
	p.changed.Broadcast()
}
