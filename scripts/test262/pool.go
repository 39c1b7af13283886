package main

import (
	"bufio"
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"os/exec"
	"strings"
	"sync"
	"time"

	"github.com/deskjs/deskjs/internal/yardstick"
)

// A result is what became of one test.
type result struct {
	Path    string
	Outcome string
	// Message says why the test failed, or which exclusion it fell under.
	Message  string
	Features []string
}

// The outcomes of tests.
const (
	passedOutcome   = "pass"
	failedOutcome   = "fail"
	excludedOutcome = "excluded"
)

// answerTime is how long a worker may take for a test: both variants' time, and some.
const answerTime = 2*testTime + 10*time.Second

// runAll runs the tests in worker processes, since a test can end its process, and
// returns their results in the tests' order.
func runAll(tests []string, o options, out io.Writer) []result {
	start := func() (func(string) result, func()) {
		w := &worker{dir: o.dir}
		return w.run, w.stop
	}
	return yardstick.EachWorker(o.jobs, tests, start, func(r result) {
		if o.verbose && r.Outcome == failedOutcome {
			fmt.Fprintf(out, "%s: %s\n", r.Path, r.Message)
		}
	})
}

// worker is a process that runs one test after another.
type worker struct {
	dir     string
	command *exec.Cmd
	in      io.WriteCloser
	out     *bufio.Reader
	errors  *head
}

func (w *worker) start() error {
	executable, err := os.Executable()
	if err != nil {
		return err
	}
	w.command = exec.Command(executable, workerFlag, w.dir)
	w.command.Env = append(os.Environ(), "GOMAXPROCS=2")
	w.errors = &head{}
	w.command.Stderr = w.errors
	if w.in, err = w.command.StdinPipe(); err != nil {
		return err
	}
	stdout, err := w.command.StdoutPipe()
	if err != nil {
		return err
	}
	w.out = bufio.NewReader(stdout)
	return w.command.Start()
}

func (w *worker) run(test string) result {
	if w.command == nil {
		if err := w.start(); err != nil {
			w.command = nil
			return result{Path: test, Outcome: failedOutcome, Message: "no worker: " + err.Error()}
		}
	}
	process := w.command.Process
	late := time.AfterFunc(answerTime, func() { _ = process.Kill() })
	_, err := io.WriteString(w.in, test+"\n")
	var line []byte
	if err == nil {
		line, err = w.out.ReadBytes('\n')
	}
	var r result
	if err == nil {
		err = json.Unmarshal(line, &r)
	}
	if !late.Stop() {
		err = fmt.Errorf("killed after %v", answerTime)
	}
	if err == nil {
		return r
	}
	w.stop()
	message := "the process ended: " + err.Error()
	if first := w.errors.firstLine(); first != "" {
		message = "the process ended: " + first
	}
	return result{Path: test, Outcome: failedOutcome, Message: message}
}

func (w *worker) stop() {
	if w.command != nil {
		_ = w.in.Close()
		_ = w.command.Process.Kill()
		_ = w.command.Wait()
		w.command = nil
	}
}

// head keeps the beginning of what is written.
type head struct {
	mu   sync.Mutex
	text bytes.Buffer
}

func (h *head) Write(data []byte) (int, error) {
	h.mu.Lock()
	defer h.mu.Unlock()
	if room := 4096 - h.text.Len(); room > 0 {
		h.text.Write(data[:min(room, len(data))])
	}
	return len(data), nil
}

func (h *head) firstLine() string {
	h.mu.Lock()
	defer h.mu.Unlock()
	line, _, _ := strings.Cut(strings.TrimSpace(h.text.String()), "\n")
	return line
}
