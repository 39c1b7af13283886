package window

import (
	"io"
	"net/textproto"
)

// Response answers a Request. Content-Type in the header says what the body is; Content-Length is worked out from the body.
type Response struct {
	Status int // 200 when 0
	Header textproto.MIMEHeader
	// Body is the whole body. It must not be changed afterwards: the webview reads it where it is.
	Body []byte
	// Reader gives the body in pieces instead, when not nil. It is read on a goroutine of its own to its end or to the first
	// error, and closed if it is an io.Closer.
	Reader io.Reader
	// Length is the number of bytes that Reader gives, or -1 when it is not known yet. Unused without Reader.
	Length int64
}
