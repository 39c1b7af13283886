package websocket

import (
	"crypto/rand"
	"encoding/binary"
	"unicode/utf8"
)

// The opcodes of RFC 6455, 5.2.
const (
	opContinuation = 0
	opText         = 1
	opBinary       = 2
	opClose        = 8
	opPing         = 9
	opPong         = 10
)

// The status codes that a connection fails with, RFC 6455, 7.4.1.
const (
	statusProtocol = 1002
	statusNoStatus = 1005
	statusAbnormal = 1006
	statusInvalid  = 1007
	statusTooBig   = 1009
)

// maxMessage is how long a message may be, in bytes: longer ones would not fit into a JavaScript string.
const maxMessage = 1<<29 - 24

// failure is why a connection cannot go on: the status for the peer, and Node's words.
type failure struct {
	code   int
	reason string
}

func (f *failure) Error() string { return f.reason }

// message is a whole message, or a control frame's.
type message struct {
	opcode  byte
	payload []byte
}

// parser makes messages of the bytes that a server sends. The zero value takes no compression.
type parser struct {
	// inflater is there if permessage-deflate was agreed on.
	inflater *inflater

	// head is the beginning of a frame whose header is not complete.
	head []byte
	// The frame whose payload is being read: left bytes are missing, of which payload has the others.
	inFrame    bool
	fin        bool
	frameOp    byte
	left       int
	payload    []byte
	total      int // the length of the frame
	inMessage  bool
	messageOp  byte
	compressed bool
	fragments  []byte
}

// push takes what was read next, which the parser then owns, and appends the messages that are complete to list. After a failure
// it must not be called again.
func (p *parser) push(chunk []byte, list []message) ([]message, *failure) {
	size := len(chunk)
	for {
		if !p.inFrame {
			rest, ok, failed := p.header(chunk)
			if failed != nil || !ok {
				return list, failed
			}
			chunk = rest
		}
		n := min(p.left, len(chunk))
		if n == p.total && p.payload == nil {
			p.payload = owned(chunk[:n:n], size)
		} else {
			p.payload = append(p.payload, chunk[:n]...)
		}
		chunk = chunk[n:]
		if p.left -= n; p.left > 0 {
			return list, nil
		}
		whole, ok, failed := p.frame()
		if failed != nil {
			return list, failed
		}
		if ok {
			list = append(list, whole)
			if whole.opcode == opClose {
				return list, nil // nothing counts after it
			}
		}
		if len(chunk) == 0 {
			return list, nil
		}
	}
}

// owned returns payload, a part of a chunk of the given size, or a copy: a message that is kept must not keep much else.
func owned(payload []byte, size int) []byte {
	if len(payload) > size/2 {
		return payload
	}
	return append(make([]byte, 0, len(payload)), payload...)
}

// header reads a frame's header and returns what is behind it; ok is false if it is not complete.
func (p *parser) header(chunk []byte) (rest []byte, ok bool, failed *failure) {
	if len(p.head) > 0 {
		p.head = append(p.head, chunk...)
		chunk = p.head
	}
	if len(chunk) < 2 {
		p.head = append([]byte(nil), chunk...)
		return nil, false, nil
	}
	if failed := p.check(chunk[0], chunk[1]); failed != nil {
		return nil, false, failed
	}
	size, length := 2, uint64(chunk[1]&0x7F)
	switch length {
	case 126:
		size = 4
	case 127:
		size = 10
	}
	if len(chunk) < size {
		p.head = append([]byte(nil), chunk...)
		return nil, false, nil
	}
	switch size {
	case 4:
		length = uint64(binary.BigEndian.Uint16(chunk[2:]))
	case 10:
		length = binary.BigEndian.Uint64(chunk[2:])
	}
	if length > maxMessage || len(p.fragments)+int(length) > maxMessage {
		return nil, false, &failure{statusTooBig, "Received a message that is too long."}
	}
	p.head, p.payload = nil, nil
	p.inFrame, p.left, p.total = true, int(length), int(length)
	p.fin, p.frameOp = chunk[0]&0x80 != 0, chunk[0]&0x0F
	if p.frameOp == opText || p.frameOp == opBinary {
		p.inMessage, p.messageOp, p.compressed = true, p.frameOp, chunk[0]&0x40 != 0
	}
	return chunk[size:], true, nil
}

// check looks at a frame's first two bytes.
func (p *parser) check(first, second byte) *failure {
	opcode, fin := first&0x0F, first&0x80 != 0
	control := opcode >= opClose
	switch {
	case opcode > opBinary && opcode < opClose || opcode > opPong:
		return &failure{statusProtocol, "Invalid opcode received"}
	case second&0x80 != 0:
		return &failure{statusProtocol, "Frame cannot be masked"}
	case first&0x40 != 0 && (p.inflater == nil || control || opcode == opContinuation):
		return &failure{statusProtocol, "Expected RSV1 to be clear."}
	case first&0x30 != 0:
		return &failure{statusProtocol, "RSV1, RSV2, RSV3 must be clear"}
	case control && (!fin || second&0x7F > 125):
		return &failure{statusProtocol, "Control frame either too large or fragmented"}
	case p.inMessage && (opcode == opText || opcode == opBinary):
		return &failure{statusProtocol, "Expected continuation frame"}
	case !p.inMessage && opcode == opContinuation:
		return &failure{statusProtocol, "Unexpected continuation frame"}
	}
	return nil
}

// frame takes the frame that is complete; ok is false if a message goes on after it.
func (p *parser) frame() (whole message, ok bool, failed *failure) {
	payload := p.payload
	p.payload, p.inFrame = nil, false
	if p.frameOp >= opClose {
		return message{p.frameOp, payload}, true, nil
	}
	if !p.fin || len(p.fragments) > 0 {
		p.fragments = append(p.fragments, payload...)
		payload = p.fragments
	}
	if !p.fin {
		return message{}, false, nil
	}
	p.inMessage, p.fragments = false, nil
	if p.compressed {
		if payload, failed = p.inflater.inflate(payload); failed != nil {
			return message{}, false, failed
		}
	}
	if p.messageOp == opText && !utf8.Valid(payload) {
		return message{}, false, &failure{statusInvalid, "Received invalid UTF-8 in text frame."}
	}
	return message{p.messageOp, payload}, true, nil
}

// closing returns what a close frame says; code is statusNoStatus if it says nothing.
func closing(payload []byte) (code int, reason string, failed *failure) {
	if len(payload) == 0 {
		return statusNoStatus, "", nil
	}
	if len(payload) == 1 {
		return 0, "", &failure{statusProtocol, "Received close frame with a 1-byte body."}
	}
	code = int(binary.BigEndian.Uint16(payload))
	if code < 1000 || code == 1004 || code == statusNoStatus || code == statusAbnormal || code > 1014 && code < 3000 || code > 4999 {
		return 0, "", &failure{statusProtocol, "Invalid status code"}
	}
	if !utf8.Valid(payload[2:]) {
		return 0, "", &failure{statusInvalid, "Invalid UTF-8"}
	}
	return code, string(payload[2:]), nil
}

// masks are random bytes in stock: RFC 6455 wants masks that a server's page cannot foresee.
type masks struct {
	bytes [1024]byte
	used  int
}

func newMasks() *masks { return &masks{used: len(masks{}.bytes)} }

func (m *masks) next() (key [4]byte) {
	if m.used == len(m.bytes) {
		_, _ = rand.Read(m.bytes[:]) // it never fails: the documentation says so
		m.used = 0
	}
	m.used += copy(key[:], m.bytes[m.used:])
	return key
}

// appendFrame appends a whole, masked frame to out.
func appendFrame(out []byte, opcode byte, payload []byte, key [4]byte) []byte {
	out = append(out, 0x80|opcode)
	switch n := len(payload); {
	case n <= 125:
		out = append(out, 0x80|byte(n))
	case n <= 0xFFFF:
		out = binary.BigEndian.AppendUint16(append(out, 0x80|126), uint16(n))
	default:
		out = binary.BigEndian.AppendUint64(append(out, 0x80|127), uint64(n))
	}
	out = append(out, key[:]...)
	from := len(out)
	out = append(out, payload...)
	mask(out[from:], key)
	return out
}

// mask applies a key to bytes, eight at a time.
func mask(bytes []byte, key [4]byte) {
	word := uint64(binary.LittleEndian.Uint32(key[:]))
	word |= word << 32
	for len(bytes) >= 8 {
		binary.LittleEndian.PutUint64(bytes, binary.LittleEndian.Uint64(bytes)^word)
		bytes = bytes[8:]
	}
	for i := range bytes {
		bytes[i] ^= key[i&3]
	}
}
