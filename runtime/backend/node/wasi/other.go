package wasi

import (
	"crypto/rand"
	"encoding/binary"
	"os"
	"time"
)

var processStart = time.Now()

func (s *system) argsGet(starts, at uint32) errno       { return s.putStrings(s.args, starts, at) }
func (s *system) argsSizesGet(count, size uint32) errno { return s.putSizes(s.args, count, size) }

func (s *system) environGet(starts, at uint32) errno       { return s.putStrings(s.env, starts, at) }
func (s *system) environSizesGet(count, size uint32) errno { return s.putSizes(s.env, count, size) }

// The clocks: realtime, monotonic, the process's CPU time, the thread's.
func (s *system) clockResGet(id, at uint32) errno {
	if id > 3 {
		return invalid
	}
	return s.put64(at, 1)
}

func clock(id uint32) (uint64, errno) {
	switch id {
	case 0:
		return uint64(time.Now().UnixNano()), success
	case 1:
		return uint64(time.Since(processStart)), success
	case 2, 3:
		return uint64(cpuTime()), success
	}
	return 0, invalid
}

func (s *system) clockTimeGet(id uint32, at uint32) errno {
	now, e := clock(id)
	if e != success {
		return e
	}
	return s.put64(at, now)
}

func (s *system) randomGet(at, length uint32) errno {
	b, e := s.bytes(at, length)
	if e == success {
		_, _ = rand.Read(b) // it never fails
	}
	return e
}

func (s *system) procRaise(number uint32) errno {
	signal, ok := signals[number]
	if !ok {
		return notSupport
	}
	process, err := os.FindProcess(os.Getpid())
	if err == nil {
		err = process.Signal(signal)
	}
	return errnoOf(err)
}

// sock answers the calls for sockets: there are none.
func (s *system) sock(fd uint32) errno {
	if _, e := s.file(fd); e != success {
		return e
	}
	return notSocket
}

// subscription is one thing that poll_oneoff waits for.
type subscription struct {
	data uint64
	kind byte // 0 a clock, 1 reading, 2 writing
	fd   uint32
	at   time.Time // of a clock
}

// event is what poll_oneoff answers.
type event struct {
	*subscription
	errno  errno
	hungUp bool
}

const maxSubscriptions = 4096

func (s *system) pollOneoff(in, out, count, used uint32) errno {
	if count == 0 || count > maxSubscriptions {
		return invalid
	}
	table, e := s.bytes(in, count*48)
	if e != success {
		return e
	}
	if _, e := s.bytes(out, count*32); e != success {
		return e
	}
	var list []*subscription
	seen := map[subscription]bool{}
	for ; len(table) > 0; table = table[48:] {
		one := &subscription{data: binary.LittleEndian.Uint64(table), kind: table[8]}
		switch one.kind {
		case 0:
			id := binary.LittleEndian.Uint32(table[16:])
			timeout := binary.LittleEndian.Uint64(table[24:])
			if now, e := clock(id); e != success {
				return e
			} else if table[40]&1 != 0 { // an absolute time
				timeout = max(timeout, now) - now
			}
			one.at = time.Now().Add(time.Duration(min(timeout, 1<<62)))
		case 1, 2:
			one.fd = binary.LittleEndian.Uint32(table[16:])
			key := subscription{kind: one.kind, fd: one.fd}
			if seen[key] {
				continue
			}
			seen[key] = true
		default:
			return invalid
		}
		list = append(list, one)
	}
	events := s.wait(list)
	for i, ev := range events {
		b, e := s.bytes(out+uint32(i)*32, 32)
		if e != success {
			return e
		}
		clear(b)
		binary.LittleEndian.PutUint64(b, ev.data)
		binary.LittleEndian.PutUint16(b[8:], uint16(ev.errno))
		b[10] = ev.kind
		if ev.kind != 0 {
			binary.LittleEndian.PutUint64(b[16:], 1)
		}
		if ev.hungUp {
			b[24] = 1
		}
	}
	return s.put32(used, uint32(len(events)))
}

// wait waits for the first of the events, in steps, so that the engine's end ends it too.
func (s *system) wait(list []*subscription) []event {
	for {
		events := s.ready(list, 0)
		if len(events) > 0 || s.ctx.Err() != nil {
			return events
		}
		step := 100 * time.Millisecond
		for _, one := range list {
			if one.kind == 0 {
				step = min(step, time.Until(one.at))
			}
		}
		if events = s.ready(list, max(step, 0)); len(events) > 0 {
			return events
		}
	}
}

// ready returns what has happened, after waiting for a descriptor for so long.
func (s *system) ready(list []*subscription, wait time.Duration) []event {
	var events []event
	var streams []*subscription
	var files []*os.File
	for _, one := range list {
		if one.kind == 0 {
			continue
		}
		f, e := s.file(one.fd)
		if e != success {
			events = append(events, event{one, e, false})
			continue
		}
		opened := f.os
		if stream, ok := f.stream.(*os.File); ok {
			opened = stream
		}
		if opened == nil || f.kind == kindRegular {
			events = append(events, event{one, success, false})
			continue
		}
		streams, files = append(streams, one), append(files, opened)
	}
	if len(events) > 0 {
		wait = 0
	}
	events = append(events, poll(streams, files, wait)...)
	now := time.Now()
	for _, one := range list {
		if one.kind == 0 && !one.at.After(now) {
			events = append(events, event{one, success, false})
		}
	}
	return events
}
