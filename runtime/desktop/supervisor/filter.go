package supervisor

import (
	"bytes"
	"io"
	"strings"
	"sync"
)

// runtimeFilter passes on what the backend writes to stderr, line by line, but
// keeps to itself the dump with which a Go program dies: it means nothing to an author.
type runtimeFilter struct {
	out io.Writer

	mu      sync.Mutex
	partial []byte
	dying   bytes.Buffer
}

// maxDump bounds what is kept of a dump; its first lines say it all.
const maxDump = 16 << 10

// deathMarks begin the first line of a dump of the Go runtime.
var deathMarks = []string{"fatal error: ", "runtime: ", "panic: ", "SIGSEGV: ", "unexpected fault address "}

// Write implements io.Writer. It never fails: a closed terminal must not stop the backend.
func (f *runtimeFilter) Write(p []byte) (int, error) {
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.dying.Len() > 0 {
		f.keep(p)
		return len(p), nil
	}
	f.partial = append(f.partial, p...)
	for {
		end := bytes.IndexByte(f.partial, '\n')
		if end < 0 {
			break
		}
		line := f.partial[:end+1]
		if isDeath(line) {
			f.keep(f.partial)
			f.partial = nil
			return len(p), nil
		}
		f.pass(line)
		f.partial = f.partial[end+1:]
	}
	// A prompt without a newline must show at once, unless it may be the beginning of a dump.
	if len(f.partial) > 0 && !mayBeDeath(f.partial) {
		f.pass(f.partial)
		f.partial = nil
	}
	return len(p), nil
}

func (f *runtimeFilter) pass(p []byte) {
	if f.out != nil {
		_, _ = f.out.Write(p)
	}
}

func (f *runtimeFilter) keep(p []byte) {
	if room := maxDump - f.dying.Len(); room > 0 {
		f.dying.Write(p[:min(len(p), room)])
	}
}

// dump returns what the runtime printed when it died, "" if it did not. It is
// called once nothing more is written, and passes on a last line without an end.
func (f *runtimeFilter) dump() string {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.pass(f.partial)
	f.partial = nil
	return f.dying.String()
}

func isDeath(line []byte) bool {
	for _, mark := range deathMarks {
		if bytes.HasPrefix(line, []byte(mark)) {
			return true
		}
	}
	return false
}

func mayBeDeath(partial []byte) bool {
	for _, mark := range deathMarks {
		if strings.HasPrefix(mark, string(partial)) || bytes.HasPrefix(partial, []byte(mark)) {
			return true
		}
	}
	return false
}

func isOutOfMemory(dump string) bool {
	return strings.Contains(dump, "out of memory") || strings.Contains(dump, "cannot allocate memory")
}

func firstLine(text string) string {
	line, _, _ := strings.Cut(text, "\n")
	return strings.TrimSpace(line)
}
