package http1

// chunkedWord is the encoding that says where a body ends.
const chunkedWord = "chunked"

// encoding reads the value of Transfer-Encoding.
func (c *cursor) encoding(b byte) *Error {
	p := c.p
	switch p.state {
	case stateEncoding:
		if lowerCase(b) != chunkedWord[p.matched] {
			p.state = stateEncodingToken
			return nil
		}
		c.i++
		if p.matched++; int(p.matched) == len(chunkedWord) {
			p.matched, p.state = 0, stateEncodingChunked
		}
	case stateEncodingChunked:
		switch b {
		case ' ':
			c.i++
		case '\r', '\n':
			p.header, p.state = headerChunked, stateValueEnd
		case ',':
			if err := c.forbidAfterChunked(); err != nil {
				return err
			}
			p.state, p.matched = stateEncoding, 0
		default:
			p.state = stateEncodingToken
		}
	case stateEncodingToken:
		switch {
		case b == ',':
			c.i++
			p.state = stateEncodingSpace
		case kinds[b]&isValue != 0:
			c.i++
		default:
			p.header, p.state = headerGeneral, stateValue
		}
	case stateEncodingSpace:
		if b == ' ' || b == '\t' {
			c.i++
			return nil
		}
		p.state, p.matched = stateEncoding, 0
	}
	return nil
}

// length reads the value of Content-Length.
func (c *cursor) length(b byte) *Error {
	p := c.p
	if p.state == stateLength {
		if b < '0' || b > '9' {
			p.state = stateLengthSpace
			return nil
		}
		c.i++
		length, ok := timesPlus(p.length, 10, uint64(b-'0'))
		p.length = length
		if !ok {
			return c.refuse("INVALID_CONTENT_LENGTH", "Content-Length overflow")
		}
		return nil
	}
	switch b {
	case ' ':
		c.i++
	case '\r', '\n':
		p.flags |= flagContentLength
		p.state = stateValueEnd
	default:
		return c.refuse("INVALID_CONTENT_LENGTH", "Invalid character in Content-Length")
	}
	return nil
}

// refuse ends the running span and fails.
func (c *cursor) refuse(code, reason string) *Error {
	if err := c.close(); err != nil {
		return err
	}
	return c.fail(0, code, reason)
}

// timesPlus returns n*base+digit; ok is false if it is too large.
func timesPlus(n, base, digit uint64) (result uint64, ok bool) {
	const most = ^uint64(0)
	if n > most/base || n*base > most-digit {
		return n, false
	}
	return n*base + digit, true
}

// connection reads the value of Connection.
func (c *cursor) connection(b byte) *Error {
	p := c.p
	switch p.state {
	case stateConnection:
		if b == ' ' || b == '\t' {
			c.i++
			return nil
		}
		for i := range connectionWords {
			if lowerCase(b) == connectionWords[i].word[0] {
				p.wanted, p.matched, p.state = uint8(i), 1, stateConnectionWord
				c.i++
				return nil
			}
		}
		p.state = stateConnectionToken
	case stateConnectionWord:
		wanted := &connectionWords[p.wanted]
		if lowerCase(b) != wanted.word[p.matched] {
			p.state = stateConnectionToken
			return nil
		}
		c.i++
		if p.matched++; int(p.matched) == len(wanted.word) {
			p.matched, p.state = 0, stateConnectionSpace
			p.header = wanted.state
		}
	case stateConnectionSpace:
		switch b {
		case ',':
			c.i++
			p.setHeaderFlags()
			p.state = stateConnection
		case ' ':
			c.i++
		case '\r', '\n':
			p.state = stateValueEnd
		default:
			p.header, p.state = headerGeneral, stateConnectionToken
		}
	case stateConnectionToken:
		switch {
		case b == ',':
			c.i++
			p.state = stateConnection
		case kinds[b]&isValue != 0:
			c.i++
		default:
			p.state = stateValueEnd
		}
	}
	return nil
}
