package http1

// body reads what follows the head.
func (c *cursor) body() (more bool, err *Error) {
	p := c.p
	b := c.data[c.i]
	switch p.state {
	case stateBody, stateChunkData:
		piece := c.data[c.i:]
		if uint64(len(piece)) > p.length {
			piece = piece[:p.length]
		}
		c.i += len(piece)
		p.length -= uint64(len(piece))
		if !c.handler.Body(piece) {
			return false, Handled
		}
		if p.length > 0 {
			return true, nil
		}
		if p.state == stateBody {
			return p.messageDone(c.handler)
		}
		p.state = stateChunkDataEnd
	case stateBodyToEOF:
		piece := c.data[c.i:]
		c.i = len(c.data)
		if !c.handler.Body(piece) {
			return false, Handled
		}
	case stateChunkDataEnd, stateChunkDataLF:
		return true, c.chunkEnd(b)
	case stateExtensions, stateExtensionName, stateExtensionValue:
		return true, c.extension(b)
	case stateExtensionQuoted, stateExtensionEscape, stateExtensionQuotedEnd:
		return true, c.quoted(b)
	default:
		return true, c.chunkSize(b)
	}
	return true, nil
}

// chunkSize reads a chunk's first line, except for its extensions.
func (c *cursor) chunkSize(b byte) *Error {
	p := c.p
	switch p.state {
	case stateChunkSizeDigit, stateChunkSize:
		digit := hexDigit(b)
		switch {
		case digit < 16:
			c.i++
			length, ok := timesPlus(p.length, 16, digit)
			if p.length = length; !ok {
				return c.fail(0, "INVALID_CHUNK_SIZE", "Chunk size overflow")
			}
			p.state = stateChunkSize
		case p.state == stateChunkSizeDigit:
			return c.fail(0, "INVALID_CHUNK_SIZE", "Invalid character in chunk size")
		default:
			p.state = stateChunkSizeEnd
		}
	case stateChunkSizeEnd:
		c.i++
		switch {
		case b == '\r', b == '\n' && p.lenient&LenientOptionalCRBeforeLF != 0:
			p.state = stateChunkSizeLF
		case b == ';':
			p.state = stateExtensions
		case b == '\n':
			return c.fail(0, "CR_EXPECTED", "Missing expected CR after chunk size")
		case b != ' ' && b != '\t':
			return c.fail(-1, "INVALID_CHUNK_SIZE", "Invalid character in chunk size")
		case p.lenient&LenientSpacesAfterChunkSize == 0:
			return c.fail(0, "INVALID_CHUNK_SIZE", "Invalid character in chunk size")
		}
	case stateChunkSizeLF:
		if b == '\n' {
			c.i++
		} else if p.lenient&LenientOptionalLFAfterCR == 0 {
			return c.fail(0, "STRICT", "Expected LF after chunk size")
		}
		p.headerRead, p.extensionsRead = 0, 0
		if p.length == 0 {
			p.flags |= flagTrailing
			p.state = stateFieldStart
		} else {
			p.state = stateChunkData
		}
	}
	return nil
}

// chunkEnd reads the line's end behind a chunk's data.
func (c *cursor) chunkEnd(b byte) *Error {
	p := c.p
	switch {
	case b == '\r' && p.state == stateChunkDataEnd:
		c.i++
		p.state = stateChunkDataLF
		return nil
	case b == '\n' && p.state == stateChunkDataLF:
		c.i++
	case b == '\n':
		c.i++
		if p.lenient&LenientOptionalCRBeforeLF == 0 {
			return c.fail(0, "CR_EXPECTED", "Missing expected CR after chunk data")
		}
	case p.lenient&LenientOptionalCRLFAfterChunk == 0:
		return c.fail(0, "STRICT", "Expected LF after chunk data")
	}
	p.headerRead, p.length = 0, 0
	p.state = stateChunkSizeDigit
	return nil
}

// extension reads a chunk's extensions.
func (c *cursor) extension(b byte) *Error {
	p := c.p
	if p.state == stateExtensions {
		if b == ' ' || b == '\r' {
			return c.fail(1, "STRICT", "Invalid character in chunk extensions")
		}
		c.open(spanExtension)
		p.state = stateExtensionName
		return nil
	}
	c.skip(isToken)
	if c.i == len(c.data) {
		return nil
	}
	what := " name"
	if p.state == stateExtensionValue {
		what = " value"
	}
	b = c.data[c.i]
	if b == '"' && p.state == stateExtensionValue {
		c.i++
		p.state = stateExtensionQuoted
		return nil
	}
	err := c.close()
	if b != '\n' {
		c.i++
	}
	switch {
	case err != nil:
		return err
	case b == '=' && p.state == stateExtensionName:
		c.open(spanExtension)
		p.state = stateExtensionValue
	case b == ';':
		p.state = stateExtensions
	case b == '\r', b == '\n' && p.lenient&LenientOptionalCRBeforeLF != 0:
		p.state = stateChunkSizeLF
	case b == '\n':
		return c.fail(0, "CR_EXPECTED", "Missing expected CR after chunk extension"+what)
	default:
		return c.fail(0, "STRICT", "Invalid character in chunk extensions"+what)
	}
	return nil
}

// quoted reads an extension's value in quotes.
func (c *cursor) quoted(b byte) *Error {
	p := c.p
	switch p.state {
	case stateExtensionQuoted:
		c.i++
		switch {
		case kinds[b]&isQuoted != 0:
		case b == '"':
			p.state = stateExtensionQuotedEnd
			return c.close()
		case b == '\\':
			p.state = stateExtensionEscape
		default:
			return c.refuse("STRICT", "Invalid character in chunk extensions quoted value")
		}
	case stateExtensionEscape:
		c.i++
		if kinds[b]&isEscaped == 0 {
			return c.refuse("STRICT", "Invalid quoted-pair in chunk extensions quoted value")
		}
		p.state = stateExtensionQuoted
	case stateExtensionQuotedEnd:
		switch {
		case b == ';':
			p.state = stateExtensions
		case b == '\r':
			p.state = stateChunkSizeLF
		case b == '\n' && p.lenient&LenientOptionalCRBeforeLF != 0:
			p.state = stateChunkSizeLF
			return nil
		case b == '\n':
			return c.fail(0, "CR_EXPECTED", "Missing expected CR after chunk extension value")
		default:
			return c.fail(0, "STRICT", "Invalid character in chunk extensions quote value")
		}
		c.i++
	}
	return nil
}
