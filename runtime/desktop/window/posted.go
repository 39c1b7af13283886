package window

import "sync"

// posted are functions that wait for the UI thread.
type posted struct {
	mutex     sync.Mutex
	functions []func()
}

// add adds a function and tells whether it is the only one, so that the UI thread has to be woken. Any thread may call it.
func (p *posted) add(run func()) (first bool) {
	p.mutex.Lock()
	defer p.mutex.Unlock()
	p.functions = append(p.functions, run)
	return len(p.functions) == 1
}

// run runs what has been posted up to now; what that posts in turn waits for the next round, so that input gets its turn. UI thread.
func (p *posted) run() {
	p.mutex.Lock()
	batch := p.functions
	p.functions = nil
	p.mutex.Unlock()
	for _, run := range batch {
		guard("a posted function", run)
	}
}
