package http1

import "bytes"

// cursor is Execute's place in its data.
type cursor struct {
	p       *Parser
	handler Handler
	data    []byte
	i       int
	mark    int // where the running span began
}

// fail ends Execute at the byte that is looked at, or behind it.
func (c *cursor) fail(behind int, code, reason string) *Error {
	c.i += behind
	return &Error{"HPE_" + code, reason}
}

// open begins a span at the byte that is looked at.
func (c *cursor) open(s span) { c.p.span, c.mark = s, c.i }

// close ends the running span before the byte that is looked at.
func (c *cursor) close() *Error {
	err := c.p.take(c.data[c.mark:c.i])
	c.p.span = spanNone
	return err
}

// run reads data until its end, or until something ends it.
func (p *Parser) run(data []byte, handler Handler) (int, *Error) {
	c := cursor{p: p, handler: handler, data: data}
	switch p.state {
	case stateCleanup:
		p.cleanup()
	case stateSuspended:
		if p.answer == Suspend {
			return 0, nil
		}
		if more, err := p.answered(p.answer, handler); !more || err != nil {
			return 0, err
		}
	}
	for c.i < len(data) {
		var err *Error
		more := true
		switch {
		case p.state < stateMethod:
			err = c.between()
		case p.state < stateStatus1:
			err = c.requestLine()
		case p.state < stateHeadersStart:
			err = c.statusLine()
		case p.state < stateChunkSizeDigit:
			more, err = c.headers()
		default:
			more, err = c.body()
		}
		if err != nil || !more {
			return c.i, err
		}
	}
	if p.span != spanNone {
		if err := p.take(data[c.mark:]); err != nil {
			return len(data), err
		}
	}
	return len(data), nil
}

// between reads what stands before a message, or behind the last one.
func (c *cursor) between() *Error {
	p := c.p
	if b := c.data[c.i]; b == '\r' || b == '\n' {
		c.i++
		return nil
	}
	if p.state == stateClosed {
		c.i++
		if p.lenient&LenientDataAfterClose == 0 {
			return c.fail(0, "CLOSED_CONNECTION", "Data after `Connection: close`")
		}
		return nil
	}
	// Where the head is there as a whole, its memory is taken at once.
	ahead := bytes.Index(c.data[c.i:], endOfHead)
	if !p.begin(ahead, c.handler) {
		return Handled
	}
	p.matched = 0
	if p.state = stateMethod; p.kind == Response {
		p.state = stateProtocol
	}
	return nil
}

var endOfHead = []byte("\r\n\r\n")

// words reads one of words, of which no two begin alike. found is its index, -1 if it has not been met yet.
func (c *cursor) words(words ...string) (found int, ok bool) {
	p := c.p
	if p.matched == 0 {
		p.wanted = 0xff
		for i, word := range words {
			if word[0] == c.data[c.i] {
				p.wanted = uint8(i)
			}
		}
		if p.wanted == 0xff {
			return -1, false
		}
	}
	word := words[p.wanted]
	for c.i < len(c.data) && int(p.matched) < len(word) {
		if c.data[c.i] != word[p.matched] {
			return -1, false
		}
		p.matched++
		c.i++
	}
	if int(p.matched) < len(word) {
		return -1, true
	}
	p.matched = 0
	return int(p.wanted), true
}

// requestLine reads a request's first line, and what both first lines have.
func (c *cursor) requestLine() *Error {
	p := c.p
	b := c.data[c.i]
	switch p.state {
	case stateMethod:
		return c.method()
	case stateAfterMethod:
		if b != ' ' {
			return c.fail(0, "INVALID_METHOD", "Expected space after method")
		}
		c.i++
		p.state = stateBeforeURL
	case stateBeforeURL:
		if b == ' ' {
			c.i++
			return nil
		}
		c.open(spanLead)
		switch {
		case b == '\t' || b == '\f':
			p.span = spanNone
			return c.fail(1, "INVALID_URL", "Invalid characters in url")
		case p.method == methodConnect:
			p.state = stateURLServer
		default:
			p.state = stateURLStart
		}
	case stateAfterURL:
		if b == ' ' {
			c.i++
			return nil
		}
		p.state = stateProtocol
	case stateProtocol:
		return c.protocol()
	case stateAfterProtocol:
		if b != '/' {
			return c.fail(0, "INVALID_CONSTANT", reasonProtocol)
		}
		c.i++
		p.state = stateMajor
	case stateMajor, stateDot, stateMinor:
		return c.version(b)
	case stateVersionEnd:
		c.i++
		switch {
		case b == '\r', b == '\n' && p.lenient&LenientOptionalCRBeforeLF != 0:
			p.state = stateVersionLF
		case b == '\n':
			return c.fail(0, "INVALID_VERSION", reasonCRLF)
		default:
			return c.fail(-1, "INVALID_VERSION", reasonCRLF)
		}
	case stateVersionLF:
		if b == '\n' {
			c.i++
		} else if p.lenient&LenientOptionalLFAfterCR == 0 {
			return c.fail(0, "STRICT", reasonCRLF)
		}
		p.state = stateHeadersStart
	case statePRI:
		found, ok := c.words("\r\n\r\nSM\r\n\r\n")
		switch {
		case found == 0:
			return c.fail(0, "PAUSED_H2_UPGRADE", "Pause on PRI/Upgrade")
		case !ok:
			return c.fail(0, "INVALID_VERSION", "Expected HTTP/2 Connection Preface")
		}
	default:
		return c.url(b)
	}
	return nil
}

// method reads the name of a method.
func (c *cursor) method() *Error {
	p := c.p
	for c.i < len(c.data) {
		b := c.data[c.i]
		if kinds[b]&isToken != 0 && int(p.matched) < len(p.word) {
			p.word[p.matched] = b
			if beginsMethod(p.word[:p.matched+1]) {
				p.matched++
				c.i++
				continue
			}
		}
		method, ok := methodNumbers[string(p.word[:p.matched])]
		if !ok {
			return c.fail(0, "INVALID_METHOD", "Invalid method encountered")
		}
		p.method, p.matched = method, 0
		p.state = stateAfterMethod
		return nil
	}
	return nil
}

// protocol reads HTTP, RTSP or ICE.
func (c *cursor) protocol() *Error {
	p := c.p
	found, ok := c.words("HTTP", "RTSP", "ICE")
	switch {
	case !ok:
		return c.fail(0, "INVALID_CONSTANT", reasonProtocol)
	case found < 0:
		return nil
	}
	p.state = stateAfterProtocol
	if p.kind == Response {
		return nil
	}
	switch {
	case found == 0 && !isHTTP(p.method):
		return c.fail(0, "INVALID_CONSTANT", "Invalid method for HTTP/x.x request")
	case found == 1 && !isRTSP(p.method):
		return c.fail(0, "INVALID_CONSTANT", "Invalid method for RTSP/x.x request")
	case found == 2 && p.method != methodSource:
		return c.fail(0, "INVALID_CONSTANT", "Expected SOURCE method for ICE/x.x request")
	}
	return nil
}

// version reads the version's number.
func (c *cursor) version(b byte) *Error {
	p := c.p
	digit := b >= '0' && b <= '9'
	switch {
	case p.state == stateMajor && digit:
		p.major, p.state = b-'0', stateDot
	case p.state == stateMajor:
		return c.fail(0, "INVALID_VERSION", "Invalid major version")
	case p.state == stateDot && b == '.':
		p.state = stateMinor
	case p.state == stateDot:
		return c.fail(0, "INVALID_VERSION", "Expected dot")
	case !digit:
		return c.fail(0, "INVALID_VERSION", "Invalid minor version")
	default:
		p.minor = b - '0'
		known := p.major == 0 && p.minor == 9 || p.major == 1 && p.minor <= 1 || p.major == 2 && p.minor == 0
		if !known && p.lenient&LenientVersion == 0 {
			return c.fail(1, "INVALID_VERSION", "Invalid HTTP version")
		}
		switch {
		case p.kind == Response:
			p.state = stateBeforeStatus
		case p.method == methodPri:
			p.state = statePRI
		default:
			p.state = stateVersionEnd
		}
	}
	c.i++
	return nil
}

// statusLine reads a response's first line behind its version.
func (c *cursor) statusLine() *Error {
	p := c.p
	b := c.data[c.i]
	switch p.state {
	case stateBeforeStatus:
		if b != ' ' {
			return c.fail(0, "INVALID_VERSION", "Expected space after version")
		}
		c.i++
		p.status, p.state = 0, stateStatus1
	case stateStatus1, stateStatus2, stateStatus3:
		if b < '0' || b > '9' {
			return c.fail(0, "INVALID_STATUS", "Invalid status code")
		}
		c.i++
		p.status = p.status*10 + uint16(b-'0')
		p.state++
	case stateStatusEnd:
		switch {
		case b == ' ':
			p.state = stateReasonStart
		case b == '\r':
			p.state = stateReasonLF
		case b == '\n' && p.lenient&LenientOptionalCRBeforeLF != 0:
			p.state = stateHeadersStart
		case b == '\n':
			return c.fail(1, "INVALID_STATUS", "Invalid response status")
		default:
			return c.fail(0, "INVALID_STATUS", "Invalid response status")
		}
		c.i++
	case stateReasonStart:
		c.open(spanLead)
		p.state = stateReason
	case stateReason:
		end := bytes.IndexAny(c.data[c.i:], "\r\n")
		if end < 0 {
			c.i = len(c.data)
			return nil
		}
		c.i += end
		if err := c.close(); err != nil {
			c.i++
			return err
		}
		p.fields.lead = uint32(len(p.fields.text))
		c.i++
		switch {
		case c.data[c.i-1] == '\r':
			p.state = stateReasonLF
		case p.lenient&LenientOptionalCRBeforeLF != 0:
			p.state = stateHeadersStart
		default:
			return c.fail(0, "CR_EXPECTED", "Missing expected CR after response line")
		}
	case stateReasonLF:
		if b == '\n' || b == '\r' {
			c.i++
		} else if p.lenient&LenientOptionalLFAfterCR == 0 {
			return c.fail(0, "STRICT", "Expected LF after CR")
		}
		p.state = stateHeadersStart
	}
	return nil
}
