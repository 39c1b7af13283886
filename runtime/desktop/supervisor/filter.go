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
	// suspect holds whole lines that may begin a dump, until the next one decides.
	suspect []byte
	dying   bytes.Buffer
}

// maxDump bounds what is kept of a dump; its first lines say it all.
const maxDump = 16 << 10

// deathMarks begin the first line of a dump of the Go runtime. An author's own message may begin so as well.
var deathMarks = []string{"fatal error: ", "runtime: ", "runtime/cgo: ", "panic: ", "SIGSEGV: ", "SIGABRT: ", "unexpected fault address "}

// deathSigns begin the lines that follow only in a dump; those of deathDetails and empty ones may stand between.
var (
	deathSigns   = []string{"goroutine ", "runtime stack:", "PC="}
	deathDetails = []string{"\t", "[signal ", "[recovered"}
)

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
		switch {
		case len(f.suspect) > 0 && begins(line, deathSigns):
			f.keep(f.suspect)
			f.keep(f.partial)
			f.suspect, f.partial = nil, nil
			return len(p), nil
		case begins(line, deathMarks), len(f.suspect) > 0 && (len(line) == 1 || begins(line, deathDetails)):
			f.suspect = append(f.suspect, line...)
		default:
			f.release()
			f.pass(line)
		}
		f.partial = f.partial[end+1:]
	}
	// A prompt without a newline must show at once, unless it may be the beginning of a dump.
	if len(f.partial) > 0 && len(f.suspect) == 0 && !mayBeDeath(f.partial) {
		f.pass(f.partial)
		f.partial = nil
	}
	return len(p), nil
}

// release passes on lines that were no dump after all.
func (f *runtimeFilter) release() {
	f.pass(f.suspect)
	f.suspect = nil
}

func (f *runtimeFilter) pass(p []byte) {
	if f.out != nil && len(p) > 0 {
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
	f.release()
	f.pass(f.partial)
	f.partial = nil
	return f.dying.String()
}

func begins(line []byte, marks []string) bool {
	for _, mark := range marks {
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
