package main

import (
	"bytes"
	"context"
	_ "embed"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"time"

	"github.com/deskjs/deskjs/internal/yardstick"
)

//go:embed driver.js
var driverSource string

// result is what became of a test.
type result struct {
	test
	passed, total int
	// failing are the names of the subtests that failed, each with why; the harness itself may be one.
	failing []failure
	// output is the end of what it wrote to its standard error.
	output string
}

type failure struct{ name, why string }

// script is one that runs: a file, or a text of that name.
type script struct {
	Name   string  `json:"name"`
	Source *string `json:"source,omitempty"`
}

// job is what driver.js is told.
type job struct {
	URL          string   `json:"url"`
	Root         string   `json:"root"`
	Title        string   `json:"title"`
	Network      bool     `json:"network"`
	Milliseconds int64    `json:"milliseconds"`
	Scripts      []script `json:"scripts"`
}

// runner runs tests.
type runner struct {
	options
	servers   *servers
	temporary string
	driver    string
}

// longer is how many times as long a file may run that says that it takes long.
const longer = 4

func newRunner(o options) (*runner, error) {
	temporary, err := os.MkdirTemp("", "wpt-")
	if err != nil {
		return nil, err
	}
	r := &runner{options: o, temporary: temporary, driver: filepath.Join(temporary, "driver.js")}
	if err := os.WriteFile(r.driver, []byte(driverSource), 0o644); err != nil {
		return nil, err
	}
	r.servers, err = serve(o.dirs)
	return r, err
}

func (r *runner) close() {
	if r.servers != nil {
		r.servers.close()
	}
	_ = os.RemoveAll(r.temporary)
}

// runAll runs the tests that apply and returns their results in the same order.
func (r *runner) runAll(tests []test, out io.Writer) []result {
	run := func(t test) result {
		if t.excluded != "" {
			return result{test: t}
		}
		return r.run(t, r.timeout)
	}
	return yardstick.Each(r.jobs, tests, run, func(result result) {
		if r.verbose && len(result.failing) > 0 {
			result.print(out)
		}
	})
}

func (r *result) print(out io.Writer) {
	fmt.Fprintf(out, "---- %s: %d of %d\n", r.name, r.passed, r.total)
	for _, f := range r.failing {
		fmt.Fprintf(out, "  %s\n      %s\n", oneLine(f.name, 200), oneLine(f.why, 400))
	}
	if r.output != "" {
		fmt.Fprintf(out, "  stderr: %s\n", r.output)
	}
}

// job returns what the test runs.
func (r *runner) job(t test, timeout time.Duration) (job, error) {
	harness := filepath.Join(t.root, "resources", "testharness.js")
	j := job{URL: r.servers.origin + "/" + strings.TrimSuffix(t.path, ".js") + ".html" + t.variant, Root: t.root, Title: t.title, Network: t.network,
		Milliseconds: timeout.Milliseconds(), Scripts: []script{{Name: harness}}}
	for _, name := range t.scripts {
		file := filepath.Join(t.root, filepath.FromSlash(name))
		one := script{Name: file}
		if strings.Contains(name, ".sub.") {
			source, err := os.ReadFile(file)
			if err != nil {
				return job{}, err
			}
			replaced := r.servers.substitute(string(source))
			one.Source = &replaced
		}
		j.Scripts = append(j.Scripts, one)
	}
	source := t.source
	if strings.Contains(t.path, ".sub.") {
		source = r.servers.substitute(source)
	}
	j.Scripts = append(j.Scripts, script{Name: filepath.Join(t.root, filepath.FromSlash(t.path)), Source: &source})
	return j, nil
}

// run runs one test.
func (r *runner) run(t test, timeout time.Duration) result {
	if t.long {
		timeout *= longer
	}
	j, err := r.job(t, timeout)
	if err != nil {
		return result{test: t, total: 1, failing: []failure{{"(harness)", err.Error()}}}
	}
	file, err := os.CreateTemp(r.temporary, "*.json")
	if err == nil {
		err = json.NewEncoder(file).Encode(j)
		_ = file.Close()
	}
	if err != nil {
		return result{test: t, total: 1, failing: []failure{{"(harness)", err.Error()}}}
	}
	defer os.Remove(file.Name())
	// The driver ends by itself; a runtime that does not is ended here.
	ctx, stop := context.WithTimeout(context.Background(), timeout+timeout/2)
	defer stop()
	command := exec.CommandContext(ctx, r.command[0], append(append([]string{}, r.command[1:]...), r.driver, file.Name())...)
	command.Dir = filepath.Dir(filepath.Join(t.root, filepath.FromSlash(t.path)))
	command.Env = append(os.Environ(), "NODE_TLS_REJECT_UNAUTHORIZED=0", "NODE_NO_WARNINGS=1")
	var stdout, stderr bytes.Buffer
	command.Stdout, command.Stderr = &stdout, &stderr
	command.WaitDelay = time.Second
	err = command.Run()
	result := parse(t, stdout.String(), err)
	result.output = tail(stderr.Bytes())
	return result
}

// parse reads what the driver wrote. A subtest is counted once, by its name and how many of that name there were before.
func parse(t test, output string, ended error) result {
	r := result{test: t}
	complete, status, message := false, 0, ""
	for line := range strings.Lines(output) {
		kind, text, _ := strings.Cut(strings.TrimSuffix(line, "\n"), " ")
		switch kind {
		case "@@R":
			var outcome [3]any
			if json.Unmarshal([]byte(text), &outcome) != nil {
				continue
			}
			r.total++
			if outcome[0] == 0.0 {
				r.passed++
			} else {
				r.failing = append(r.failing, failure{fmt.Sprint(outcome[1]), fmt.Sprint(outcome[2])})
			}
		case "@@C":
			var end [2]any
			if json.Unmarshal([]byte(text), &end) == nil {
				number, _ := end[0].(float64)
				complete, status, message = true, int(number), fmt.Sprint(end[1])
			}
		}
	}
	switch {
	case complete && status == 0 && r.total > 0:
		return r
	case !complete:
		message = fmt.Sprintf("ended before the tests had (%v)", ended)
	case r.total == 0 && status == 0:
		message = "no test ran"
	case status == 3:
		// The file says that something that it needs is not there.
		r.failing = append(r.failing, failure{"(harness)", "precondition: " + message})
		r.total++
		return r
	}
	r.failing = append(r.failing, failure{"(harness)", message})
	r.total++
	return r
}

func oneLine(text string, most int) string {
	text = strings.Join(strings.Fields(text), " ")
	if len(text) > most {
		text = strings.ToValidUTF8(text[:most], "") + "..."
	}
	return text
}

// tail returns the last lines of what a file wrote.
func tail(output []byte) string {
	const most = 1000
	text := strings.TrimSpace(string(output))
	if len(text) > most {
		text = "..." + strings.ToValidUTF8(text[len(text)-most:], "")
	}
	return text
}
