package http1

import "bytes"

// headers reads headers and trailers.
func (c *cursor) headers() (more bool, err *Error) {
	p := c.p
	b := c.data[c.i]
	switch p.state {
	case stateHTTP09HeadersStart:
		if b == '\t' || b == '\f' {
			return true, c.fail(1, "INVALID_URL", "Invalid characters in url")
		}
		p.state = stateHeadersStart
	case stateHeadersStart:
		p.state = stateFieldStart
		if b == ' ' {
			c.i++
			if p.lenient&LenientHeaders == 0 {
				return true, c.fail(0, "UNEXPECTED_SPACE", "Unexpected space after start line")
			}
		}
	case stateFieldStart:
		return c.fieldStart(b)
	case stateField, stateFieldGeneral, stateFieldColon:
		return true, c.field(b)
	case stateValueSpace, stateValueSpaceLF, stateValueFold:
		return true, c.valueSpace(b)
	case stateValue, stateValueEnd, stateValueLenient, stateValueLF, stateValueAfterLF:
		return true, c.value(b)
	case stateLength, stateLengthSpace:
		return true, c.length(b)
	case stateEncoding, stateEncodingChunked, stateEncodingToken, stateEncodingSpace:
		return true, c.encoding(b)
	case stateHeadersLF:
		if b == '\n' {
			c.i++
		} else if p.lenient&LenientOptionalLFAfterCR == 0 {
			return true, c.fail(0, "STRICT", "Expected LF after headers")
		}
		return c.headersDone()
	default:
		return true, c.connection(b)
	}
	return true, nil
}

func (c *cursor) headersDone() (more bool, err *Error) {
	if c.p.flags&flagTrailing != 0 {
		c.p.headerRead = 0
		return c.p.messageDone(c.handler)
	}
	return c.p.headersComplete(c.handler)
}

func (c *cursor) fieldStart(b byte) (more bool, err *Error) {
	p := c.p
	switch b {
	case '\r':
		c.i++
		p.state = stateHeadersLF
	case '\n':
		c.i++
		if p.lenient&LenientOptionalCRBeforeLF == 0 {
			return true, c.fail(0, "INVALID_HEADER_TOKEN", "Invalid header field char")
		}
		return c.headersDone()
	case ':':
		return true, c.fail(0, "INVALID_HEADER_TOKEN", "Invalid header token")
	default:
		c.open(spanField)
		p.state = stateField
	}
	return true, nil
}

// field reads a header's name.
func (c *cursor) field(b byte) *Error {
	p := c.p
	if p.state == stateFieldColon {
		// Only lenient parsers come here: spaces stand behind the name.
		switch b {
		case ' ':
			c.i++
		case ':':
			return c.fieldEnd()
		default:
			p.header, p.state = headerGeneral, stateFieldGeneral
		}
		return nil
	}
	c.skip(isToken)
	if c.i == len(c.data) {
		return nil
	}
	if p.state == stateField {
		p.header = special(c.name())
	}
	switch b = c.data[c.i]; {
	case b == ':':
		return c.fieldEnd()
	case b != ' ' || p.header == headerGeneral:
		return c.fail(0, "INVALID_HEADER_TOKEN", "Invalid header token")
	case p.lenient&LenientHeaders == 0:
		err := c.close()
		c.i++
		if err == nil {
			err = c.fail(0, "INVALID_HEADER_TOKEN", "Invalid header field char")
		}
		return err
	}
	p.state = stateFieldColon
	return nil
}

// name is the running header's name.
func (c *cursor) name() []byte {
	p := c.p
	start := int(p.fields.lead)
	if n := len(p.fields.ends); n > 0 {
		start = int(p.fields.ends[n-1])
	}
	if before := p.fields.text[start:]; len(before) > 0 {
		return append(before[:len(before):len(before)], c.data[c.mark:c.i]...)
	}
	return c.data[c.mark:c.i]
}

// fieldEnd ends a name at its colon.
func (c *cursor) fieldEnd() *Error {
	p := c.p
	err := c.close()
	c.i++
	if err != nil {
		return err
	}
	p.fields.ends = append(p.fields.ends, uint32(len(p.fields.text)))
	p.valueStart = len(p.fields.text)
	p.state = stateValueSpace
	if p.lenient&LenientChunkedLength != 0 {
		return nil
	}
	switch {
	case p.header == headerTransferEncoding && p.flags&flagContentLength != 0:
		return c.fail(0, "INVALID_TRANSFER_ENCODING", "Transfer-Encoding can't be present with Content-Length")
	case p.header == headerContentLength && p.flags&flagTransferEncoding != 0:
		return c.fail(0, "INVALID_CONTENT_LENGTH", "Content-Length can't be present with Transfer-Encoding")
	}
	return nil
}

// valueSpace reads what stands before a value.
func (c *cursor) valueSpace(b byte) *Error {
	p := c.p
	switch p.state {
	case stateValueSpace:
		switch b {
		case ' ', '\t':
			c.i++
		case '\r':
			c.i++
			p.state = stateValueSpaceLF
		case '\n':
			c.i++
			if p.lenient&LenientOptionalCRBeforeLF == 0 {
				return c.fail(0, "INVALID_HEADER_TOKEN", "Invalid header value char")
			}
			p.state = stateValueFold
		default:
			return c.valueStart()
		}
	case stateValueSpaceLF:
		if b == '\n' {
			c.i++
		} else if p.lenient&LenientHeaders == 0 {
			return c.fail(0, "STRICT", "Expected LF after CR")
		}
		p.state = stateValueFold
	case stateValueFold:
		if b == ' ' || b == '\t' {
			c.i++
			if p.lenient&LenientHeaders == 0 {
				return c.fail(0, "INVALID_HEADER_TOKEN", "Invalid header value char")
			}
			p.state = stateValueSpace
			return nil
		}
		if p.header == headerContentLength {
			return c.fail(0, "INVALID_CONTENT_LENGTH", "Empty Content-Length")
		}
		p.setHeaderFlags()
		p.endValue()
		p.state = stateFieldStart
	}
	return nil
}

// valueStart begins a value at the byte that is looked at.
func (c *cursor) valueStart() *Error {
	p := c.p
	c.open(spanValue)
	switch p.header {
	case headerUpgrade:
		p.flags |= flagUpgrade
		p.header, p.state = headerGeneral, stateValue
	case headerTransferEncoding:
		if p.flags&flagChunked != 0 {
			if err := c.forbidAfterChunked(); err != nil {
				return err
			}
		}
		p.flags = p.flags&^flagChunked | flagTransferEncoding
		p.state, p.matched = stateEncoding, 0
	case headerContentLength:
		if p.flags&flagContentLength != 0 {
			p.span = spanNone
			return c.fail(0, "UNEXPECTED_CONTENT_LENGTH", "Duplicate Content-Length")
		}
		p.state = stateLength
	case headerConnection:
		p.state = stateConnection
	default:
		p.state = stateValue
	}
	return nil
}

// forbidAfterChunked refuses an encoding behind chunked, which has to be a request's last.
func (c *cursor) forbidAfterChunked() *Error {
	p := c.p
	if p.kind != Request || p.lenient&LenientTransferEncoding != 0 {
		return nil
	}
	err := c.close()
	c.i++
	if err == nil {
		err = c.fail(0, "INVALID_TRANSFER_ENCODING", "Invalid `Transfer-Encoding` header value")
	}
	return err
}

// value reads a value and its line's end.
func (c *cursor) value(b byte) *Error {
	p := c.p
	switch p.state {
	case stateValue:
		if c.skip(isValue); c.i < len(c.data) {
			p.state = stateValueEnd
		}
	case stateValueEnd:
		if b != '\r' && b != '\n' && p.lenient&LenientHeaders != 0 {
			p.state = stateValueLenient
			return nil
		}
		err := c.close()
		if b == '\r' {
			c.i++
		}
		switch {
		case err != nil:
			return err
		case b == '\r', b == '\n' && p.lenient&LenientOptionalCRBeforeLF != 0:
			p.state = stateValueLF
		case b == '\n':
			return c.fail(0, "CR_EXPECTED", "Missing expected CR after header value")
		default:
			return c.fail(0, "INVALID_HEADER_TOKEN", "Invalid header value char")
		}
	case stateValueLenient:
		end := bytes.IndexAny(c.data[c.i:], "\r\n")
		if end < 0 {
			c.i = len(c.data)
			return nil
		}
		c.i += end
		err := c.close()
		if c.data[c.i] == '\r' {
			c.i++
		}
		p.state = stateValueLF
		return err
	case stateValueLF:
		if b != '\n' {
			return c.fail(0, "LF_EXPECTED", "Missing expected LF after header value")
		}
		c.i++
		p.state = stateValueAfterLF
	case stateValueAfterLF:
		if b == ' ' || b == '\t' {
			if p.lenient&LenientHeaders == 0 {
				return c.fail(0, "INVALID_HEADER_TOKEN", "Unexpected whitespace after header value")
			}
			if p.header == headerChunked {
				p.header = headerGeneral
			}
			return c.valueStart()
		}
		p.setHeaderFlags()
		p.endValue()
		p.state = stateFieldStart
	}
	return nil
}

// setHeaderFlags notes what the running header has said.
func (p *Parser) setHeaderFlags() {
	switch p.header {
	case headerKeepAlive:
		p.flags |= flagKeepAlive
	case headerClose:
		p.flags |= flagClose
	case headerConnectionUpgrade:
		p.flags |= flagConnectionUpgrade
	case headerChunked:
		p.flags |= flagChunked
		return
	default:
		return
	}
	p.header = headerConnection
}
