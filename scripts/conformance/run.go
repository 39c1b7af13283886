package main

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"time"

	"github.com/deskjs/deskjs/internal/yardstick"
)

// result is what became of one file.
type result struct {
	test
	outcome string
	// why says of a file that did not pass what went wrong, or why it does not apply.
	why string
	// output is the end of what it wrote.
	output string
}

// The outcomes of files.
const (
	passedOutcome   = "pass"
	failedOutcome   = "fail"
	excludedOutcome = "excluded"
)

// runner runs files.
type runner struct {
	options
	// temporary holds a folder for each file that runs.
	temporary string
}

func newRunner(o options) (*runner, error) {
	temporary, err := os.MkdirTemp("", "conformance-")
	if err != nil {
		return nil, err
	}
	return &runner{options: o, temporary: temporary}, nil
}

func (r *runner) close() { _ = os.RemoveAll(r.temporary) }

// runAll runs the files and returns their results in the same order.
func (r *runner) runAll(tests []test, out io.Writer) []result {
	return yardstick.Each(r.jobs, tests, r.run, func(result result) {
		if r.verbose && result.outcome == failedOutcome {
			fmt.Fprintf(out, "---- %s: %s\n%s\n", result.name, result.why, result.output)
		}
	})
}

// retry runs again, one at a time, the files that fail though they passed before: a busy machine makes some tests late.
func (r *runner) retry(results []result, passing passingList, out io.Writer) {
	for i := range results {
		if results[i].outcome == failedOutcome && passing[results[i].name] {
			fmt.Fprintf(out, "again, alone: %s\n", results[i].name)
			results[i] = r.run(results[i].test)
		}
	}
}

// skipped is what a test writes that finds that it does not apply to the machine or the runtime.
var skipped = regexp.MustCompile(`(?m)^1\.\.0 # Skipped: ?(.*)$`)

// run runs one file.
func (r *runner) run(t test) result {
	if t.excluded != "" {
		return result{test: t, outcome: excludedOutcome, why: t.excluded}
	}
	output, err := r.execute(t.dir, filepath.Join("test", filepath.FromSlash(t.name)), t.flags)
	match := skipped.FindSubmatch(output)
	switch {
	case err != nil:
		return result{test: t, outcome: failedOutcome, why: err.Error(), output: tail(output)}
	case match != nil:
		return result{test: t, outcome: excludedOutcome, why: "leaves itself out: " + string(match[1])}
	}
	return result{test: t, outcome: passedOutcome}
}

// execute runs the file at path in dir with the flags; the error says how it ended if that was not with 0.
func (r *runner) execute(dir, path string, flags []string) ([]byte, error) {
	own, err := os.MkdirTemp(r.temporary, "")
	if err != nil {
		return nil, err
	}
	defer os.RemoveAll(own)
	ctx, stop := context.WithTimeout(context.Background(), r.timeout)
	defer stop()
	arguments := append(append(append([]string{}, r.command[1:]...), flags...), path)
	command := exec.CommandContext(ctx, r.command[0], arguments...)
	command.Dir = dir
	command.Env = append(os.Environ(), "NODE_TEST_DIR="+own, "NODE_SKIP_FLAG_CHECK=1", "TEST_THREAD_ID=0", "TEST_SERIAL_ID=0")
	// Both go to one buffer, which keeps their order; what a child left running holds them open for no longer than this.
	var output bytes.Buffer
	command.Stdout, command.Stderr = &output, &output
	command.WaitDelay = time.Second
	defer inGroup(command)()
	err = command.Run()
	if ctx.Err() != nil {
		err = fmt.Errorf("still ran after %v", r.timeout)
	}
	return output.Bytes(), err
}

// tail returns the last lines of what a file wrote.
func tail(output []byte) string {
	const most = 1500
	text := strings.TrimSpace(string(output))
	if len(text) > most {
		text = "..." + strings.ToValidUTF8(text[len(text)-most:], "")
	}
	return text
}
