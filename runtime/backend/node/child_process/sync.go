package childprocess

import (
	"context"
	"os"
	"sync"
	"syscall"
	"time"

	"github.com/deskjs/deskjs/runtime/backend/engine"
	"github.com/deskjs/deskjs/runtime/backend/op"
)

// syncRun is a process that everything waits for.
type syncRun struct {
	process *os.Process
	pipes   []*pipe
	signal  int // what ends it early

	mu     sync.Mutex
	killed bool
	reason error // why it was
}

// spawnSync(command, inputs, timeout, maxBuffer, signal) runs a process to its end and returns {pid, status, signal, output, error}:
// output has an ArrayBuffer for each pipe that the child writes to. timeout is in milliseconds, 0 is none; maxBuffer in bytes,
// negative is none; error is a negative number.
func spawnSync(ctx *op.Context, args op.Args) (any, error) {
	s, err := commandAt(args, 0).start()
	if isDenied(err) {
		return nil, err
	}
	if err != nil {
		return syncResult(0, op.Null, op.Null, op.Null, errnoOf(err)), nil
	}
	run := &syncRun{process: s.process, pipes: s.pipes, signal: args.Int(4)}
	if run.signal == 0 {
		run.signal = int(syscall.SIGTERM)
	}
	if timeout := args.Int64(2); timeout > 0 {
		timer := time.AfterFunc(time.Duration(timeout)*time.Millisecond, func() { run.kill(syscall.ETIMEDOUT) })
		defer timer.Stop()
	}
	// A program that is told to end does not wait for another one's end.
	stop := context.AfterFunc(ctx, func() { run.kill(nil) })
	defer stop()

	inputs, limit := args.Array(1), args.Int64(3)
	output := make([]any, len(s.pipes))
	var busy sync.WaitGroup
	for i, p := range s.pipes {
		output[i] = op.Null
		if p == nil {
			continue
		}
		var input []byte
		if i < len(inputs) {
			input, _ = inputs[i].([]byte)
		}
		busy.Go(func() {
			// A child that does not read its input is no error.
			_, _ = p.file.Write(input)
			_ = p.shutdown()
		})
		if i > 0 {
			busy.Go(func() { output[i] = run.collect(p, limit) })
		}
	}
	state, err := s.process.Wait()
	s.ended()
	busy.Wait()
	for _, p := range s.pipes {
		if p != nil {
			p.close()
		}
	}
	if err != nil {
		return syncResult(s.process.Pid, op.Null, op.Null, output, errnoOf(err)), nil
	}
	failure := 0
	if run.reason != nil {
		failure = errnoOf(run.reason)
	}
	sent := 0
	if run.killed {
		sent = run.signal
	}
	code, signal := statusOf(state, sent)
	if signal != "" {
		return syncResult(s.process.Pid, op.Null, signal, output, failure), nil
	}
	return syncResult(s.process.Pid, code, op.Null, output, failure), nil
}

func syncResult(pid int, status, signal, output any, failure int) op.Object {
	result := op.Object{}
	if failure != 0 {
		result = append(result, op.Field{Name: "error", Value: failure})
	}
	return append(result, op.Field{Name: "status", Value: status}, op.Field{Name: "signal", Value: signal},
		op.Field{Name: "output", Value: output}, op.Field{Name: "pid", Value: pid})
}

// kill ends the process and what is read of it: a grandchild may have the pipes' other ends.
func (r *syncRun) kill(reason error) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.killed {
		return
	}
	r.killed, r.reason = true, reason
	if signalProcess(r.process, r.signal) != nil {
		_ = r.process.Kill()
	}
	for _, p := range r.pipes {
		if p != nil {
			p.close()
		}
	}
}

// collect reads all that p's other end writes; more than limit ends the process.
func (r *syncRun) collect(p *pipe, limit int64) []byte {
	all := []byte{}
	chunk := make([]byte, readChunk)
	for {
		n, err := p.reader().Read(chunk)
		// Growing takes the new memory besides the old.
		if len(all)+n > cap(all) && len(all) > 1<<24 && !engine.AllocationAllowed(int64(len(all))*2) {
			r.kill(syscall.ENOBUFS)
			return all
		}
		all = append(all, chunk[:n]...)
		if limit >= 0 && int64(len(all)) > limit {
			// As in Node, what was read with the byte too many is there all the same.
			r.kill(syscall.ENOBUFS)
			return all
		}
		if err != nil {
			return all
		}
	}
}
