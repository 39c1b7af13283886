package window

import (
	"bytes"
	"errors"
	"io"
	"os"
)

// spoolMemory is how much of a body is kept in memory before it goes to a file.
const spoolMemory = 4 << 20

// spool reads a body to its end, for a webview that wants it whole before it looks at it, and closes it if it is an io.Closer. What it
// returns is read from memory, or from a file without a name of use to anyone, which goes when it is closed.
func spool(body io.Reader) (whole io.ReadSeeker, size int64, err error) {
	if closer, ok := body.(io.Closer); ok {
		defer func() { err = errors.Join(err, closer.Close()) }()
	}
	var start bytes.Buffer
	if size, err = io.CopyN(&start, body, spoolMemory); errors.Is(err, io.EOF) {
		return bytes.NewReader(start.Bytes()), size, nil
	}
	if err != nil {
		return nil, 0, err
	}
	file, err := os.CreateTemp("", "deskjs-response-")
	if err != nil {
		return nil, 0, err
	}
	kept := &spooled{file}
	if size, err = io.Copy(file, io.MultiReader(&start, body)); err == nil {
		_, err = file.Seek(0, io.SeekStart)
	}
	if err != nil {
		_ = kept.Close()
		return nil, 0, err
	}
	return kept, size, nil
}

type spooled struct{ *os.File }

func (s *spooled) Close() error { return errors.Join(s.File.Close(), os.Remove(s.Name())) }
