package main

import (
	"bufio"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"runtime/debug"
	"strings"
)

// workerFlag is the argument by which this program starts itself as a worker.
const workerFlag = "-worker"

// work runs the tests whose paths arrive as lines, and answers each with its result.
func work(dir string, in io.Reader, out io.Writer) {
	debug.SetGCPercent(400)
	limitMemory()
	r := &runner{dir: dir, harness: map[string]*compiled{}}
	encoder := json.NewEncoder(out)
	for lines := bufio.NewScanner(in); lines.Scan(); {
		if err := encoder.Encode(r.runTest(lines.Text())); err != nil {
			return
		}
	}
}

// runTest runs all variants of a test.
func (r *runner) runTest(name string) result {
	outcome := result{Path: name, Outcome: failedOutcome}
	path := filepath.Join(r.dir, "test", filepath.FromSlash(name))
	source, err := os.ReadFile(path)
	if err != nil {
		outcome.Message = err.Error()
		return outcome
	}
	matter := readFrontmatter(string(source))
	outcome.Features = matter.features
	if reason := matter.excluded(string(source)); reason != "" {
		outcome.Outcome, outcome.Message = excludedOutcome, reason
		return outcome
	}
	for _, variant := range matter.variants() {
		if err := r.runVariant(path, string(source), &matter, variant); err != nil {
			outcome.Message = oneLine(fmt.Sprintf("%v: %v", variant, err))
			return outcome
		}
	}
	outcome.Outcome = passedOutcome
	return outcome
}

// oneLine makes a message fit a line of a table.
func oneLine(text string) string {
	text = strings.Join(strings.Fields(text), " ")
	if len(text) > 400 {
		text = strings.ToValidUTF8(text[:400], "") + "..."
	}
	return text
}
