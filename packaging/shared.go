package packaging

import "sync"

// shared keeps what several packages of one app have in common and what is slow to make.
type shared struct {
	mu    sync.Mutex
	parts map[string]*part
}

type part struct {
	once sync.Once
	data []byte
	err  error
}

// Once returns what create makes for the key, which is called once for the app: the runtime, compressed, goes into several
// packages. Any goroutine may call it; nobody may change the bytes.
func (a *App) Once(key string, create func() ([]byte, error)) ([]byte, error) {
	a.shared.mu.Lock()
	if a.shared.parts == nil {
		a.shared.parts = map[string]*part{}
	}
	p := a.shared.parts[key]
	if p == nil {
		p = &part{}
		a.shared.parts[key] = p
	}
	a.shared.mu.Unlock()
	p.once.Do(func() { p.data, p.err = create() })
	return p.data, p.err
}
