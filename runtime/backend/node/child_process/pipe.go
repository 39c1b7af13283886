package childprocess

import (
	"errors"
	"io"
	"os"
	"sync"
	"syscall"
	"time"

	"github.com/deskjs/deskjs/runtime/backend/op"
)

// readChunk is how much is read at most at once, in bytes.
const readChunk = 64 << 10

// pipe is this process's end of a pipe to another one.
type pipe struct {
	file   *os.File
	number int // the descriptor, -1 where there is none

	mu     sync.Mutex
	idle   *sync.Cond // a read has ended
	closed bool
	// took is set while a read has bytes that JavaScript has not been told of.
	took bool
	// unheld says that a pipe that reads does not keep the program alive.
	unheld  bool
	reading *op.Callback
	// queue is what waits to be written; waiting is its length in bytes.
	queue   []*write
	waiting int
	busy    bool // a goroutine writes the queue
	ending  *op.Callback
	// rights says that descriptors may come along; passed is the one that the last read brought, -1 for none.
	rights bool
	passed int
	// input is what is read from, where a pipe has one direction only and this has two of them.
	input *os.File
}

// newEnd returns the pipe of a file of this process. number is its descriptor, -1 where there is none; input is what is read
// from, nil for the file itself.
func newEnd(file, input *os.File, number int) *pipe {
	p := &pipe{file: file, input: input, number: number, passed: -1}
	p.idle = sync.NewCond(&p.mu)
	return p
}

// write is one piece of the queue.
type write struct {
	data []byte
	fd   int          // goes along, -1 for none
	done *op.Callback // done(error number, or undefined)
}

// pipeHandles(pipe) makes it one that descriptors may come through. It returns whether that is possible.
func pipeHandles(_ *op.Context, args op.Args) (any, error) {
	p, err := op.HandleAt[*pipe](args, 0)
	if err != nil {
		return nil, err
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	p.rights = passesHandles
	return passesHandles, nil
}

// pipeRead(pipe, callback) reads once; callback(ArrayBuffer[, descriptor]), callback(null) at the end, callback(error number), or
// callback(false) when pipeStop ended it. One read at a time.
func pipeRead(_ *op.Context, args op.Args) (any, error) {
	p, err := op.HandleAt[*pipe](args, 0)
	if err != nil {
		return nil, err
	}
	callback := args.Callback(1)
	p.mu.Lock()
	p.reading = callback
	if !p.unheld {
		callback.Ref()
	}
	p.mu.Unlock()
	go p.readOnce(callback)
	return nil, nil
}

func (p *pipe) readOnce(callback *op.Callback) {
	chunk := make([]byte, readChunk)
	n, err := p.read(chunk)
	p.mu.Lock()
	closed, passed := p.closed, p.passed
	p.passed = -1
	p.mu.Unlock()
	switch {
	case closed:
		if passed >= 0 {
			discard(passed)
		}
	case n == 0 && errors.Is(err, os.ErrDeadlineExceeded):
		_ = p.reader().SetReadDeadline(time.Time{})
		callback.Call(false)
	case n > 0 && passed >= 0:
		callback.Call(chunk[:n:n], passed)
	case n > 0:
		callback.Call(chunk[:n:n])
	case err == nil || errors.Is(err, io.EOF) || errors.Is(err, os.ErrClosed):
		callback.Call(op.Null)
	default:
		callback.Call(errnoOf(err))
	}
	callback.Unref()
	p.mu.Lock()
	if p.reading == callback {
		p.reading = nil
	}
	p.took = false
	p.mu.Unlock()
	p.idle.Broadcast()
}

// settle waits until what has arrived is on its way to JavaScript, if that reads at all.
func (p *pipe) settle() {
	p.mu.Lock()
	defer p.mu.Unlock()
	for p.reading != nil && !p.closed && (p.took || p.arrived()) {
		p.idle.Wait()
	}
}

// pipeStop(pipe) ends a read that has brought nothing yet.
func pipeStop(_ *op.Context, args op.Args) (any, error) {
	p, err := op.HandleAt[*pipe](args, 0)
	if err != nil {
		return nil, err
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.reading != nil {
		// Where pipes have no deadlines, what the read brings is kept for the next one.
		_ = p.reader().SetReadDeadline(time.Unix(1, 0))
	}
	return nil, nil
}

// reader is what the other end's bytes come from.
func (p *pipe) reader() *os.File {
	if p.input != nil {
		return p.input
	}
	return p.file
}

// pipeWrite(pipe, data, callback, descriptor) writes a string as UTF-8, or bytes, with a descriptor if there is one. It returns a negative error number; 0 when all is
// written, without a call of callback; 1 when the rest is under way: then callback() or callback(error number) follows.
func pipeWrite(_ *op.Context, args op.Args) (any, error) {
	p, err := op.HandleAt[*pipe](args, 0)
	if err != nil {
		return nil, err
	}
	data := args.Bytes(1)
	if data == nil {
		data = []byte(args.String(1))
	}
	fd := -1
	if args.Has(3) {
		fd = args.Int(3)
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.closed {
		return errnoOf(syscall.EBADF), nil
	}
	if !p.busy {
		// Most writes fit, and a program may end right after one.
		if data, fd, err = p.writeNow(data, fd); err != nil {
			return errnoOf(err), nil
		}
		if len(data) == 0 {
			return 0, nil
		}
	}
	if fd >= 0 {
		if fd, err = keep(fd); err != nil {
			return errnoOf(err), nil
		}
	}
	done := args.Callback(2)
	done.Ref()
	p.queue = append(p.queue, &write{append([]byte(nil), data...), fd, done})
	p.waiting += len(data)
	if !p.busy {
		p.busy = true
		go p.drain()
	}
	return 1, nil
}

// writeNow writes what fits without waiting, and returns the rest.
func (p *pipe) writeNow(data []byte, fd int) ([]byte, int, error) {
	if fd >= 0 {
		n, err := p.send(data, fd, false)
		if err != nil || n == 0 {
			return data, fd, err
		}
		data = data[n:]
	}
	n, err := p.tryWrite(data)
	return data[n:], -1, err
}

// drain writes the queue.
func (p *pipe) drain() {
	for {
		p.mu.Lock()
		if len(p.queue) == 0 {
			p.busy = false
			ending := p.ending
			p.ending = nil
			p.mu.Unlock()
			if ending != nil {
				p.finish(ending)
			}
			return
		}
		next := p.queue[0]
		p.queue = p.queue[1:]
		p.mu.Unlock()
		err := p.writeAll(next)
		p.mu.Lock()
		p.waiting -= len(next.data)
		p.mu.Unlock()
		switch {
		case err == nil:
			next.done.Call()
		case errors.Is(err, os.ErrClosed):
			next.done.Call(errnoOf(syscall.ECANCELED))
		default:
			next.done.Call(errnoOf(err))
		}
		next.done.Unref()
	}
}

// writeAll waits until all of w is written.
func (p *pipe) writeAll(w *write) error {
	data := w.data
	if w.fd >= 0 {
		n, err := p.send(data, w.fd, true)
		discard(w.fd)
		if err != nil {
			return err
		}
		data = data[n:]
	}
	_, err := p.file.Write(data)
	return err
}

// pipePending(pipe) is how many bytes wait to be written.
func pipePending(_ *op.Context, args op.Args) (any, error) {
	p, err := op.HandleAt[*pipe](args, 0)
	if err != nil {
		return nil, err
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.waiting, nil
}

// pipeShutdown(pipe, callback) tells the other end, once all is written, that nothing more comes; callback() or callback(error
// number) follows.
func pipeShutdown(_ *op.Context, args op.Args) (any, error) {
	p, err := op.HandleAt[*pipe](args, 0)
	if err != nil {
		return nil, err
	}
	callback := args.Callback(1)
	callback.Ref()
	p.mu.Lock()
	if p.busy {
		p.ending = callback
		p.mu.Unlock()
		return nil, nil
	}
	p.mu.Unlock()
	p.finish(callback)
	return nil, nil
}

func (p *pipe) finish(callback *op.Callback) {
	if err := p.shutdown(); err != nil && !errors.Is(err, os.ErrClosed) {
		callback.Call(errnoOf(err))
	} else {
		callback.Call()
	}
	callback.Unref()
}

// pipeClose(pipe) closes it; what waits to be written is lost.
func pipeClose(_ *op.Context, args op.Args) (any, error) {
	p, err := op.HandleAt[*pipe](args, 0)
	if err == nil {
		p.close()
	}
	return nil, err
}

func (p *pipe) close() {
	p.mu.Lock()
	closed, reading := p.closed, p.reading
	p.closed, p.reading = true, nil
	p.mu.Unlock()
	if closed {
		return
	}
	p.idle.Broadcast()
	if reading != nil {
		reading.Unref()
	}
	_ = p.file.Close()
	if p.input != nil {
		_ = p.input.Close()
	}
}

// pipeHold(pipe, on) says whether a read keeps the program alive.
func pipeHold(_ *op.Context, args op.Args) (any, error) {
	p, err := op.HandleAt[*pipe](args, 0)
	if err != nil {
		return nil, err
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	p.unheld = !args.Bool(1)
	if p.reading != nil {
		if p.unheld {
			p.reading.Unref()
		} else {
			p.reading.Ref()
		}
	}
	return nil, nil
}

// handle is the pipe's own end, for a child that is to have it: as a standard stream, where programs do not expect to be
// told to come again later.
func (p *pipe) handle(standard bool) (uintptr, error) {
	connection, err := p.file.SyscallConn()
	if err != nil {
		return noHandle, err
	}
	handle := uintptr(noHandle)
	failure := error(nil)
	err = connection.Control(func(fd uintptr) {
		handle = fd
		if standard {
			failure = setBlocking(fd)
		}
	})
	if err == nil {
		err = failure
	}
	return handle, err
}

// openChannel(fd) is the child's end of the channel to its parent: {handle, fd}.
func openChannel(_ *op.Context, args op.Args) (any, error) {
	inheritance.Do(disableInheritance)
	p, err := openEnd(args.Int(0))
	if err != nil {
		return nil, op.System(err, "open")
	}
	return op.Object{{Name: "handle", Value: op.Handle{Value: p}}, {Name: "fd", Value: p.number}}, nil
}
