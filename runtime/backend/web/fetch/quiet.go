package fetch

import (
	"bytes"
	"io"
	"log"
	"sync"
)

// quietLog drops what net/http writes to the process's log when a server sends more than its response: that is the server's fault,
// the connection is closed, and a program's standard error is its own.
var quietLog = sync.OnceFunc(func() { log.SetOutput(quietWriter{log.Writer()}) })

type quietWriter struct{ writer io.Writer }

var unsolicited = []byte("Unsolicited response received on idle HTTP channel")

func (w quietWriter) Write(line []byte) (int, error) {
	if bytes.Contains(line, unsolicited) {
		return len(line), nil
	}
	return w.writer.Write(line)
}
