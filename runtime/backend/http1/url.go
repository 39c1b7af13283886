package http1

// url reads a request's target.
func (c *cursor) url(b byte) *Error {
	p := c.p
	if (b == '\t' || b == '\f') && p.state != stateURLCRLF && p.matched == 0 {
		return c.fail(1, "INVALID_URL", "Invalid characters in url")
	}
	switch p.state {
	case stateURLExit:
		p.state = stateAfterURL
	case stateURLStart, stateURLSchema, stateURLSchemaDelimiter:
		return c.urlSchema(b)
	case stateURLServer, stateURLServerAt:
		switch {
		case b == '/':
			p.state = stateURLPath
		case b == '?':
			p.state = stateURLQuery
		case b == '@' && p.state == stateURLServerAt:
			return c.fail(1, "INVALID_URL", "Double @ in url")
		case b == '@':
			p.state = stateURLServerAt
		case kinds[b]&isUserinfo != 0 || b == '[' || b == ']':
			p.state = stateURLServer
		default:
			return c.urlEnd(b, "Unexpected char in url server")
		}
		c.i++
	case stateURLPath:
		c.skip(isURL)
		if c.i == len(c.data) {
			return nil
		}
		switch b = c.data[c.i]; b {
		case '\t', '\f':
			return nil
		case '?':
			p.state = stateURLQuery
		case '#':
			p.state = stateURLFragment
		default:
			return c.urlEnd(b, "Invalid char in url path")
		}
		c.i++
	case stateURLQuery:
		c.skip(isURL)
		if c.i == len(c.data) {
			return nil
		}
		switch b = c.data[c.i]; b {
		case '\t', '\f':
			return nil
		case '?':
		case '#':
			p.state = stateURLFragment
		default:
			return c.urlEnd(b, "Invalid char in url query")
		}
		c.i++
	case stateURLFragment:
		if kinds[b]&isURL == 0 && b != '?' && b != '#' {
			return c.urlEnd(b, "Invalid char in url fragment start")
		}
		c.i++
	case stateURLCRLF:
		// The line's end is where HTTP/0.9 has it.
		if b != '\n' {
			return c.fail(0, "INVALID_URL", "Expected CRLF")
		}
		c.i++
		p.state = stateHTTP09HeadersStart
	}
	return nil
}

// skip passes over bytes of a kind.
func (c *cursor) skip(kind uint8) {
	i := c.i
	for i < len(c.data) && kinds[c.data[i]]&kind != 0 {
		i++
	}
	c.i = i
}

func (c *cursor) urlSchema(b byte) *Error {
	p := c.p
	if (b == ' ' || b == '\r' || b == '\n') && p.matched == 0 {
		return c.fail(1, "INVALID_URL", "Invalid characters in url")
	}
	switch p.state {
	case stateURLStart:
		switch {
		case b == '/' || b == '*':
			p.state = stateURLPath
			c.i++
		case kinds[b]&isAlpha != 0:
			p.state = stateURLSchema
		default:
			return c.fail(0, "INVALID_URL", "Unexpected start char in url")
		}
	case stateURLSchema:
		switch {
		case kinds[b]&isAlpha != 0:
		case b == ':':
			p.state, p.matched = stateURLSchemaDelimiter, 0
		default:
			return c.fail(0, "INVALID_URL", "Unexpected char in url schema")
		}
		c.i++
	case stateURLSchemaDelimiter:
		if b != '/' {
			return c.fail(0, "INVALID_URL", "Unexpected char in url schema")
		}
		c.i++
		if p.matched++; p.matched == 2 {
			p.matched, p.state = 0, stateURLServer
		}
	}
	return nil
}

// urlEnd ends the target at what may follow it.
func (c *cursor) urlEnd(b byte, reason string) *Error {
	p := c.p
	if b != ' ' && b != '\r' && b != '\n' {
		return c.fail(0, "INVALID_URL", reason)
	}
	if err := c.close(); err != nil {
		return err
	}
	p.fields.lead = uint32(len(p.fields.text))
	p.matched = 0
	c.i++
	if b == ' ' {
		p.state = stateURLExit
		return nil
	}
	p.major, p.minor = 0, 9
	if p.state = stateHTTP09HeadersStart; b == '\r' {
		p.state = stateURLCRLF
	}
	return nil
}
