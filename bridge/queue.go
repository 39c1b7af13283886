package bridge

import (
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"math"
	"net"
	"slices"
	"strings"
	"sync"
)

// Frames up to this size are copied behind their header and written at once.
const copiedFrame = 32 << 10

// outgoing is a frame to be written: whole, or a body that goes in parts.
type outgoing struct {
	whole     net.Buffers // when not nil
	frameType FrameType
	size      int // of the body

	// Of a body in parts: what is left, and whether any has been sent.
	number uint32
	rest   [][]byte
	begun  bool
	left   int

	records *Records    // what it says, if it is to keep its place among the records of a document
	after   []*outgoing // records of the same document that don't overtake it
	ticket  uint64      // of a whole frame: it has gone when so many are written
	gone    bool        // of a body in parts: the stream has got it all
}

// newFrame makes a frame of the parts of its body.
func newFrame(frameType FrameType, parts [][]byte) (*outgoing, error) {
	size := 0
	for _, part := range parts {
		size += len(part)
	}
	limit := maxBody(frameType)
	if limit < 0 || frameType == FramePart {
		return nil, &FrameError{fmt.Sprintf("there is no frame of type %d", uint8(frameType))}
	}
	if size > limit || size >= math.MaxUint32 {
		return nil, &FrameError{fmt.Sprintf("a %s frame of %d bytes can't be sent, the limit is %d", frameType, size, limit)}
	}
	frame := &outgoing{frameType: frameType, size: size}
	if size > wholeBody {
		frame.rest, frame.left = slices.Clone(parts), size
		return frame, nil
	}
	small := size <= copiedFrame
	capacity := 5
	if small {
		capacity += size
	}
	head := frameHeader(frameType, size, capacity)
	if small {
		for _, part := range parts {
			head = append(head, part...)
		}
		frame.whole = net.Buffers{head}
		return frame, nil
	}
	frame.whole = append(make(net.Buffers, 0, len(parts)+1), head)
	for _, part := range parts {
		if len(part) > 0 {
			frame.whole = append(frame.whole, part)
		}
	}
	return frame, nil
}

// newRecords makes the frame of records, which keeps its place among those of the same document.
func newRecords(records Records) (*outgoing, error) {
	parts, err := records.bodyParts()
	if err != nil {
		return nil, err
	}
	frame, err := newFrame(FrameRecords, parts)
	if err == nil {
		frame.records = &records
	}
	return frame, err
}

func frameHeader(frameType FrameType, size, capacity int) []byte {
	head := make([]byte, 5, capacity)
	binary.LittleEndian.PutUint32(head, uint32(size+1))
	head[4] = byte(frameType)
	return head
}

// part returns the next Part frame of a body that goes in parts.
func (f *outgoing) part() net.Buffers {
	size := min(f.left, wholeBody)
	headerSize := partHeaderSize
	if !f.begun {
		headerSize = firstPartHeaderSize
	}
	head := frameHeader(FramePart, headerSize+size, 5+headerSize)
	head = binary.LittleEndian.AppendUint32(head, f.number)
	if !f.begun {
		f.begun = true
		head = append(head, byte(f.frameType))
		head = binary.LittleEndian.AppendUint32(head, uint32(f.size))
	}
	frame := net.Buffers{head}
	f.left -= size
	for size > 0 {
		n := min(size, len(f.rest[0]))
		if n > 0 {
			frame = append(frame, f.rest[0][:n])
		}
		size -= n
		if f.rest[0] = f.rest[0][n:]; len(f.rest[0]) == 0 {
			f.rest = f.rest[1:]
		}
	}
	return frame
}

// writeQueue puts frames on a stream: whole ones in order, and between them the parts of large ones by turns, so that of
// those that are equally large the first is there first. What doesn't overtake a large one waits there.
type writeQueue struct {
	stream  io.Writer
	mutex   sync.Mutex
	changed sync.Cond
	waiting net.Buffers // taken in, not yet handed to the stream
	large   []*outgoing // bodies that go in parts; the first maxOpen have their turns
	turn    int
	numbers uint32 // how many bodies have gone in parts
	size    int    // bytes in waiting and large
	writing bool   // somebody is handing frames to the stream
	taken   uint64 // whole frames taken in
	written uint64 // whole frames the stream has got
	err     error  // why the stream can't be written to any more
}

// maxQueued is how many bytes may wait for the other side to read.
const maxQueued = 2 * MaxBlob

// ErrQueueFull is QueueFrame's error when the other process doesn't read what it was sent.
var ErrQueueFull = errors.New("the other process has stopped reading and too much is waiting for it")

// write adds a frame and waits until the stream has it; whoever comes first writes for all who came meanwhile.
func (q *writeQueue) write(frame *outgoing) error {
	q.mutex.Lock()
	defer q.mutex.Unlock()
	if q.err != nil {
		return q.err
	}
	q.put(frame)
	gone := func() bool { return frame.gone || frame.ticket > 0 && q.written >= frame.ticket }
	for q.err == nil && !gone() {
		if q.writing {
			q.changed.Wait()
		} else {
			q.flush()
		}
	}
	if !gone() {
		return q.err
	}
	return nil
}

// add adds a frame and sees to it that somebody writes it.
func (q *writeQueue) add(frame *outgoing) error {
	q.mutex.Lock()
	defer q.mutex.Unlock()
	if q.err != nil {
		return q.err
	}
	if q.size > maxQueued {
		return ErrQueueFull
	}
	if !q.writing && q.size == 0 && len(frame.whole) == 1 {
		n, err := tryWrite(q.stream, frame.whole[0])
		if err != nil {
			q.err = err
			return err
		}
		if n == len(frame.whole[0]) {
			return nil
		}
		frame.whole[0] = frame.whole[0][n:]
	}
	q.put(frame)
	if !q.writing {
		q.writing = true
		go func() {
			q.mutex.Lock()
			defer q.mutex.Unlock()
			q.flush()
		}()
	}
	return nil
}

// put takes a frame in.
func (q *writeQueue) put(frame *outgoing) {
	if frame.records != nil {
		if before := q.largeOf(frame.records.View); before != nil && q.hold(before, frame) {
			return
		}
	}
	if frame.whole == nil {
		q.numbers++
		frame.number = q.numbers
		q.large = append(q.large, frame)
		q.size += frame.left
		return
	}
	q.waiting = append(q.waiting, frame.whole...)
	for _, part := range frame.whole {
		q.size += len(part)
	}
	q.taken++
	frame.ticket = q.taken
}

// largeOf returns the first body in parts of a document, if there is one.
func (q *writeQueue) largeOf(view uint32) *outgoing {
	for _, body := range q.large {
		if body.records != nil && body.records.View == view {
			return body
		}
	}
	return nil
}

// hold makes the records of frame wait for a large one of the same document that was there first, and reports that the frame
// waits. Of its records, those whose order says nothing go at once.
func (q *writeQueue) hold(before, frame *outgoing) bool {
	records := *frame.records
	var free, ordered []string
	for line := range strings.SplitSeq(records.Text, "\n") {
		if strings.HasPrefix(line, RecordCall+" ") || strings.HasPrefix(line, RecordResult+" ") {
			free = append(free, line)
		} else {
			ordered = append(ordered, line)
		}
	}
	if len(ordered) == 0 {
		return false
	}
	if len(free) > 0 {
		// Each half is shorter than the whole, which was no error.
		passing, _ := newRecords(Records{View: records.View, Text: strings.Join(free, "\n")})
		passing.records = nil
		q.put(passing)
		rest, _ := newRecords(Records{View: records.View, Text: strings.Join(ordered, "\n")})
		*frame = *rest
	}
	before.after = append(before.after, frame)
	q.size += frame.size
	return true
}

// flush hands over everything that waits, also what comes meanwhile. The mutex is held, except while writing.
func (q *writeQueue) flush() {
	q.writing = true
	for q.size > 0 && q.err == nil {
		batch, upTo := q.waiting, q.taken
		q.waiting = nil
		for _, piece := range batch {
			q.size -= len(piece)
		}
		// One part goes with each batch: those behind it wait for no more than that, and it doesn't wait for ever.
		last := q.nextPart(&batch)
		q.mutex.Unlock()
		_, err := batch.WriteTo(q.stream)
		q.mutex.Lock()
		if err == nil {
			q.written = upTo
			if last != nil {
				q.remove(last)
			}
		} else if q.err == nil {
			q.err = err
		}
		q.changed.Broadcast()
	}
	q.writing = false
}

// nextPart appends to batch a part of the body whose turn it is. It returns the body when that was its last.
func (q *writeQueue) nextPart(batch *net.Buffers) (last *outgoing) {
	open := min(len(q.large), maxOpen)
	if open == 0 {
		return nil
	}
	if q.turn >= open {
		q.turn = 0
	}
	body := q.large[q.turn]
	q.turn++
	before := body.left
	*batch = append(*batch, body.part()...)
	q.size -= before - body.left
	if body.left > 0 {
		return nil
	}
	return body
}

// remove takes off a body that the stream has got, and lets those go that waited for it.
func (q *writeQueue) remove(body *outgoing) {
	body.gone = true
	if i := slices.Index(q.large, body); i >= 0 {
		q.large = slices.Delete(q.large, i, i+1)
		q.turn = i
	}
	for _, frame := range body.after {
		q.size -= frame.size
		q.put(frame)
	}
}

func (q *writeQueue) fail(err error) {
	q.mutex.Lock()
	defer q.mutex.Unlock()
	if q.err == nil {
		q.err = err
	}
	q.waiting, q.large, q.size = nil, nil, 0
	q.changed.Broadcast()
}
