package http1

import "unsafe"

// Fields are headers in the order in which they came, with what stood before them in the start line.
type Fields struct {
	// text is the URL or the reason, then each name and value, one after the other; ends are where each ends in it.
	text []byte
	ends []uint32
	lead uint32
}

// Len is the number of headers.
func (f *Fields) Len() int { return len(f.ends) / 2 }

// Text returns everything in one string: the URL or reason, which ends at the first result, and the headers. ends are
// where each name and each value ends in it.
func (f *Fields) Text() (text string, lead int, ends []uint32) {
	// What is read has been handed over: nothing changes it any more.
	return unsafe.String(unsafe.SliceData(f.text), len(f.text)), int(f.lead), f.ends[:len(f.ends)&^1]
}

// Field returns the name and value of a header by its index; their bytes are Latin-1's characters.
func (f *Fields) Field(index int) (name, value string) {
	text, start, ends := f.Text()
	if index > 0 {
		start = int(ends[2*index-1])
	}
	return text[start:ends[2*index]], text[ends[2*index]:ends[2*index+1]]
}

// Lead returns the URL of a request or the reason of a response.
func (f *Fields) Lead() string {
	text, lead, _ := f.Text()
	return text[:lead]
}

// Head is the start line and the headers of a message.
type Head struct {
	Fields
	Kind         Kind
	Major, Minor uint8
	// Method is an index of Methods, for a request.
	Method uint8
	// Status is a response's.
	Status uint16
	// Upgrade says that what follows the message is of another protocol, if the handler agrees.
	Upgrade bool
	// KeepAlive says that another message may follow on the connection.
	KeepAlive bool
	// Bodyless says that the message ends with the head, unless it is an upgrade.
	Bodyless bool
}

// take adds what a span has brought and reports whether the limits allow it.
func (p *Parser) take(piece []byte) *Error {
	if p.span == spanExtension {
		p.extensionsRead += len(piece)
		if p.extensionsRead > maxChunkExtensions {
			return errExtensions
		}
		return nil
	}
	p.headerRead += len(piece)
	if p.headerRead >= p.maxHeader {
		return errHeaderOverflow
	}
	p.fields.text = append(p.fields.text, piece...)
	return nil
}

// endValue ends a header's value, whose trailing white space does not count.
func (p *Parser) endValue() {
	text := p.fields.text
	for len(text) > p.valueStart && (text[len(text)-1] == ' ' || text[len(text)-1] == '\t') {
		text = text[:len(text)-1]
	}
	p.fields.text = text
	p.fields.ends = append(p.fields.ends, uint32(len(text)))
}

// begin begins a message.
func (p *Parser) begin(ahead int, handler Handler) bool {
	p.finish = finishUnsafe
	p.completed = false
	p.extensionsRead = 0
	p.fields = Fields{}
	if ahead > 0 {
		p.fields.text = make([]byte, 0, min(ahead, maxReserve))
		p.fields.ends = make([]uint32, 0, min(ahead/16+4, maxReserve/16))
	}
	return handler.Begin()
}

// maxReserve is how much memory is taken at once for what has not been looked at.
const maxReserve = 2048

// keepsAlive is llhttp_should_keep_alive.
func (p *Parser) keepsAlive() bool {
	if p.major > 0 && p.minor > 0 {
		if p.flags&flagClose != 0 {
			return false
		}
	} else if p.flags&flagKeepAlive == 0 {
		return false
	}
	return !p.needsEOF()
}

// needsEOF is llhttp_message_needs_eof: only the connection's end ends the message.
func (p *Parser) needsEOF() bool {
	if p.kind == Request {
		return false
	}
	if p.status/100 == 1 || p.status == 204 || p.status == 304 || p.flags&flagSkipBody != 0 {
		return false
	}
	if p.flags&flagTransferEncoding != 0 && p.flags&flagChunked == 0 {
		return true
	}
	return p.flags&(flagChunked|flagContentLength) == 0
}

// headersComplete tells of the head, and finds out what follows it. more is false if Execute ends here; the error is nil if
// that is because the handler suspended, or because what follows is of another protocol.
func (p *Parser) headersComplete(handler Handler) (more bool, err *Error) {
	if p.flags&flagUpgrade != 0 && p.flags&flagConnectionUpgrade != 0 {
		p.upgrade = p.kind == Request || p.status == 101
	} else {
		p.upgrade = p.kind == Request && p.method == methodConnect
	}
	p.completed = true
	p.headerRead = 0
	head := &Head{
		Fields: p.fields, Kind: p.kind, Major: p.major, Minor: p.minor, Method: p.method, Status: p.status,
		Upgrade: p.upgrade, KeepAlive: p.keepsAlive(),
		Bodyless: p.kind == Request && p.length == 0 && p.flags&(flagChunked|flagTransferEncoding) == 0,
	}
	p.fields = Fields{}
	return p.answered(handler.Head(head), handler)
}

// answered goes on with the answer to a head.
func (p *Parser) answered(action Action, handler Handler) (more bool, err *Error) {
	switch action {
	case Continue:
	case SkipBody:
		p.flags |= flagSkipBody
	case Upgrade:
		p.upgrade = true
		p.flags |= flagSkipBody
	case Suspend:
		p.state, p.answer = stateSuspended, Suspend
		return false, nil
	default:
		return false, Handled
	}
	hasBody := p.flags&flagChunked != 0 || p.length > 0
	switch {
	case p.upgrade && (p.kind == Request && p.method == methodConnect || p.flags&flagSkipBody != 0 || !hasBody),
		p.kind == Response && p.status == 101:
		return p.completeUpgrade(handler)
	case p.kind == Response && p.status == 100, p.flags&flagSkipBody != 0, p.kind == Response && bodyless(p.status):
		return p.complete(handler)
	case p.flags&flagChunked != 0:
		p.length, p.state = 0, stateChunkSizeDigit
		return true, nil
	case p.flags&flagTransferEncoding != 0:
		if p.kind == Request && p.lenient&(LenientChunkedLength|LenientTransferEncoding) == 0 {
			return false, &Error{"HPE_INVALID_TRANSFER_ENCODING", "Request has invalid `Transfer-Encoding`"}
		}
	case p.flags&flagContentLength != 0:
		if p.length == 0 {
			return p.complete(handler)
		}
		p.state = stateBody
		return true, nil
	case !p.needsEOF():
		return p.complete(handler)
	}
	p.finish = finishSafeWithEvent
	p.state = stateBodyToEOF
	return true, nil
}

// bodyless reports whether no response of this status has a body.
func bodyless(status uint16) bool {
	return status == 102 || status == 103 || status == 204 || status == 304
}

// tellComplete tells of a message's end.
func (p *Parser) tellComplete(handler Handler) bool {
	if len(p.fields.ends) > 1 {
		trailers := p.fields
		p.fields = Fields{}
		if !handler.Trailers(&trailers) {
			return false
		}
	}
	return handler.Complete()
}

// completeUpgrade ends a message behind which is another protocol.
func (p *Parser) completeUpgrade(handler Handler) (more bool, err *Error) {
	p.state = stateCleanup
	if !p.tellComplete(handler) {
		return false, Handled
	}
	return false, nil
}

// messageDone ends a message behind its body.
func (p *Parser) messageDone(handler Handler) (more bool, err *Error) {
	if p.upgrade {
		return p.completeUpgrade(handler)
	}
	return p.complete(handler)
}

// complete ends a message that another one may follow.
func (p *Parser) complete(handler Handler) (more bool, err *Error) {
	if !p.tellComplete(handler) {
		return false, Handled
	}
	p.cleanup()
	return true, nil
}

// cleanup is what follows a message's end.
func (p *Parser) cleanup() {
	keeps := p.keepsAlive()
	p.finish = finishSafe
	p.flags = 0
	p.length = 0
	if p.state = stateStart; !keeps && p.lenient&LenientKeepAlive == 0 {
		p.state = stateClosed
	}
}
