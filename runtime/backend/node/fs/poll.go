package fs

import (
	"sync"
	"time"

	"github.com/deskjs/deskjs/runtime/backend/op"
	"github.com/deskjs/deskjs/runtime/backend/permission"
)

// poller is one StatWatcher: it looks at a path again and again.
type poller struct {
	callback *op.Callback
	once     sync.Once
	stop     chan struct{}
}

// watchFile(path, interval, bigint, persistent, listener(status, current, previous)) -> handle
//
// As libuv's uv_fs_poll: a first stat that fails is told of at once, one that succeeds is not.
func watchFile(ctx *op.Context, args op.Args) (any, error) {
	path, bigint := pathAt(args, 0), args.Bool(2)
	if err := permission.Read(path); err != nil {
		return nil, op.System(err, "watch", path)
	}
	p := &poller{callback: args.Callback(4), stop: make(chan struct{})}
	if args.Bool(3) {
		p.callback.Ref()
	}
	interval := time.Duration(max(args.Int64(1), 1)) * time.Millisecond
	go func() {
		ticker := time.NewTicker(interval)
		defer ticker.Stop()
		previous, failed := look(path)
		if failed {
			p.tell(failed, previous, previous, bigint)
		}
		for {
			select {
			case <-ticker.C:
			case <-p.stop:
				return
			case <-ctx.Done():
				return
			}
			current, fails := look(path)
			if fails != failed || changed(current, previous) {
				p.tell(fails, current, previous, bigint)
			}
			previous, failed = current, fails
		}
	}()
	return op.Handle{Value: p}, nil
}

// changed compares all but the time of access, which reading changes.
func changed(a, b fileStat) bool {
	a.atime = b.atime
	return a != b
}

// look returns what is at path, or zeros and true if there is nothing, or nothing that may be looked at by now.
func look(path string) (fileStat, bool) {
	entrance, err := permission.Enter(permission.Reading, path, permission.Follow)
	if err != nil {
		return fileStat{}, true
	}
	defer entrance.Leave()
	s, err := statPath(entrance.Path, true)
	if err != nil {
		return fileStat{}, true
	}
	return *s, false
}

func (p *poller) tell(failed bool, current, previous fileStat, bigint bool) {
	p.callback.Call(failed, current.values(bigint), previous.values(bigint))
}

func (p *poller) close() {
	p.once.Do(func() { close(p.stop) })
	p.callback.Unref()
}

func (p *poller) reference() *op.Callback { return p.callback }
