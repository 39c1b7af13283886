// Command wpt runs the web-platform tests on this runtime, each file in a process of its own.
//
//	make wpt WPT="DIR..."
//	go run ./scripts/wpt -dirs "DIR..." [flags] [AREA OR PART OF A FILE'S NAME...]
//
// A DIR is a checkout of https://github.com/web-platform-tests/wpt or a part of one with its folder resources: Node has such a part in
// test/fixtures/wpt, undici another. Of two directories with a file of the same path the first counts. The files *.any.js and *.window.js of the areas in
// areas.go run; a file that asks a server is answered by the one in server*.go, so that nothing else is needed.
//
//	-dirs "DIR..."   the directories, with spaces between them; the variable WPT by default
//	-runtime "CMD"   what runs a file; "bin/deskjs" by default ("node" measures node itself)
//	-v               print the subtests that fail, and why
//	-j N             how many files run at once; the number of processors by default
//	-timeout T       how long a file may run; 20s by default, four times as much for one that says that it takes long
//	-write FILE      write the results of the files that ran to FILE: scripts/wpt/results.txt, or scripts/wpt/node.txt with -runtime node.
//	                 What FILE says of other files stays. The table of counts is written anew from both.
//
// exclusions.tsv says which files do not apply, and why. results.txt has for each file how many of its subtests pass, and the names of those that do
// not if they are few. A file of which fewer pass, and fewer again when it runs alone, is a regression: it is named, and the exit code is 1. Canaries
// run first, because a runtime that reports success whatever it is given would pass every test. Nothing imports this program.
package main

import (
	"flag"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"time"

	"github.com/deskjs/deskjs/internal/yardstick"
)

// Where the results are kept, from the root of the repository.
const (
	resultsPath = "scripts/wpt/results.txt"
	nodePath    = "scripts/wpt/node.txt"
	countsPath  = "scripts/wpt/counts.md"
)

type options struct {
	dirs, command, filters []string
	write                  string
	jobs                   int
	timeout                time.Duration
	verbose                bool
}

func main() {
	if err := run(os.Args[1:], os.Stdout); err != nil {
		fmt.Fprintln(os.Stderr, "wpt:", err)
		os.Exit(1)
	}
}

func run(arguments []string, out io.Writer) error {
	o, err := parseOptions(arguments)
	if err != nil {
		return err
	}
	tests, err := find(o.dirs, o.filters)
	if err != nil {
		return err
	}
	if len(tests) == 0 {
		return fmt.Errorf("no file of an area has %s in its name", strings.Join(o.filters, " or "))
	}
	r, err := newRunner(o)
	if err != nil {
		return err
	}
	defer r.close()
	if err := r.checkCanaries(); err != nil {
		return err
	}
	kept, err := readCounts(resultsPath)
	if err != nil {
		return err
	}
	node, err := readCounts(nodePath)
	if err != nil {
		return err
	}
	results := r.runAll(tests, out)
	if o.write == "" {
		r.retry(results, kept, out)
	}
	now := countsOf(results)
	printTable(out, now, node, countExcluded(results))
	if o.write == "" {
		return regressions(kept, results)
	}
	if err := writeResults(o.write, results, len(o.filters) == 0); err != nil || len(o.filters) > 0 && o.write != resultsPath {
		return err
	}
	if kept, err = readCounts(resultsPath); err != nil {
		return err
	}
	if node, err = readCounts(nodePath); err != nil {
		return err
	}
	if len(o.filters) > 0 {
		if tests, err = find(o.dirs, nil); err != nil {
			return err
		}
		results = make([]result, len(tests))
		for i := range tests {
			results[i].test = tests[i]
		}
	}
	return writeTable(countsPath, kept, node, countExcluded(results))
}

func parseOptions(arguments []string) (options, error) {
	var o options
	flags := flag.NewFlagSet("wpt", flag.ContinueOnError)
	dirs := flags.String("dirs", os.Getenv("WPT"), "the directories that hold web-platform tests")
	command := flags.String("runtime", "bin/deskjs", "what runs a file")
	flags.StringVar(&o.write, "write", "", "the file to write the results to")
	flags.IntVar(&o.jobs, "j", runtime.GOMAXPROCS(0), "how many files run at once")
	flags.DurationVar(&o.timeout, "timeout", 20*time.Second, "how long a file may run")
	flags.BoolVar(&o.verbose, "v", false, "print the subtests that fail")
	if err := flags.Parse(arguments); err != nil {
		return o, err
	}
	o.filters = flags.Args()
	o.jobs = max(o.jobs, 1)
	var err error
	if o.command, err = yardstick.Command(*command); err != nil {
		return o, err
	}
	o.dirs, err = yardstick.Directories(*dirs, "no directory is given; get the tests with\n  git clone --depth 1 https://github.com/web-platform-tests/wpt\n"+
		"and name it: make wpt WPT=path/to/wpt", func(dir string) error {
		if _, err := os.Stat(filepath.Join(dir, "resources", "testharness.js")); err != nil {
			return fmt.Errorf("%s has no resources/testharness.js, so it does not hold web-platform tests", dir)
		}
		return nil
	})
	return o, err
}

// retry runs again, one at a time, the files of which fewer subtests pass than before: a busy machine makes some late.
func (r *runner) retry(results []result, kept counts, out io.Writer) {
	for i := range results {
		if before, ok := kept[results[i].name]; ok && results[i].excluded == "" && results[i].passed < before.passed {
			fmt.Fprintf(out, "again, alone: %s\n", results[i].name)
			results[i] = r.run(results[i].test, 2*r.timeout)
		}
	}
}

// regressions names the files of which fewer subtests pass than the list says.
func regressions(kept counts, results []result) error {
	var worse []string
	for _, r := range results {
		if before, ok := kept[r.name]; ok && r.excluded == "" && r.passed < before.passed {
			worse = append(worse, fmt.Sprintf("  %s: %d of %d, before %d", r.name, r.passed, r.total, before.passed))
		}
	}
	if len(worse) == 0 {
		return nil
	}
	return fmt.Errorf("of %d files fewer subtests pass than before:\n%s", len(worse), strings.Join(worse, "\n"))
}
