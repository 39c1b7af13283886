// Command test262 runs the tests of the language's specification, tc39/test262, as an app's
// source runs: lowered by the bundler, then executed by an engine of its own for each test.
//
//	make test262 TEST262=DIR
//	go run ./scripts/test262 -dir DIR [flags] [PART OF A PATH...]
//
// DIR is a checkout of https://github.com/tc39/test262. The tests whose path within its folder
// test holds one of the given parts run ("built-ins/Array", "language/statements/for-of/dstr");
// without any, all of language, built-ins, annexB and intl402. A file passes if it passes
// as sloppy and as strict code, where it is meant to run as both.
//
//	-dir DIR      the checkout; the variable TEST262 by default
//	-v            print each failure with its message
//	-features     count by the features that tests name, rather than by folder
//	-j N          how many processes run tests; the number of processors by default
//	-tsv FILE     write a line for each test that ran: path, outcome, message
//	-write        make the results the list of passing files, for the tests that ran; of a
//	              run of all tests, write the table by folder to counts.md also
//	-exclusions   print the table of what is left out, and why, as Markdown
//
// exclusions.tsv says which features and flags are left out, and why.
// passing.txt holds the files that pass. A test on it that fails is a regression:
// it is named, and the exit code is 1. Nothing imports this program.
package main

import (
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"runtime"
	"strings"
)

// listPath is where the list of passing files is, from the root of the repository.
const listPath = "scripts/test262/passing.txt"

// countsPath is where the counts by folder of the last whole run are.
const countsPath = "scripts/test262/counts.md"

type options struct {
	dir, tsv                             string
	filters                              []string
	jobs                                 int
	verbose, features, write, exclusions bool
}

func main() {
	if len(os.Args) == 3 && os.Args[1] == workerFlag {
		work(os.Args[2], os.Stdin, os.Stdout)
		return
	}
	if err := run(os.Args[1:], os.Stdout); err != nil {
		fmt.Fprintln(os.Stderr, "test262:", err)
		os.Exit(1)
	}
}

func run(arguments []string, out io.Writer) error {
	o, err := parse(arguments)
	if err != nil {
		return err
	}
	if o.exclusions {
		printExclusions(out)
		return nil
	}
	if _, err := os.Stat(filepath.Join(o.dir, "harness", "assert.js")); o.dir == "" || err != nil {
		return fmt.Errorf("there is no checkout of test262 at %q; get one with\n"+
			"  git clone --depth 1 https://github.com/tc39/test262\nand name it: make test262 TEST262=path/to/test262", o.dir)
	}
	tests, err := find(o.dir, o.filters)
	if err != nil {
		return err
	}
	if len(tests) == 0 {
		return fmt.Errorf("no test has %s in its path", strings.Join(o.filters, " or "))
	}
	passing, err := readList(listPath)
	if err != nil {
		return err
	}
	results := runAll(tests, o, out)
	if o.features {
		printTable(out, results, byFeature)
	} else {
		printTable(out, results, byFolder)
	}
	if o.tsv != "" {
		if err := writeTSV(o.tsv, results); err != nil {
			return err
		}
	}
	if o.write {
		all, err := find(o.dir, nil)
		if err != nil {
			return err
		}
		if err := writeList(listPath, all, passing, results); err != nil {
			return err
		}
		if len(o.filters) > 0 {
			return nil
		}
		return writeCounts(countsPath, results)
	}
	return regressions(passing, results)
}

func parse(arguments []string) (options, error) {
	var o options
	flags := flag.NewFlagSet("test262", flag.ContinueOnError)
	flags.StringVar(&o.dir, "dir", os.Getenv("TEST262"), "the checkout of test262")
	flags.StringVar(&o.tsv, "tsv", "", "a file for the outcome of each test")
	flags.IntVar(&o.jobs, "j", runtime.GOMAXPROCS(0), "how many processes run tests")
	flags.BoolVar(&o.verbose, "v", false, "print each failure")
	flags.BoolVar(&o.features, "features", false, "count by feature")
	flags.BoolVar(&o.write, "write", false, "update the list of passing files")
	flags.BoolVar(&o.exclusions, "exclusions", false, "print what is left out")
	if err := flags.Parse(arguments); err != nil {
		return o, err
	}
	o.filters = flags.Args()
	o.jobs = max(o.jobs, 1)
	var err error
	if o.dir != "" {
		o.dir, err = filepath.Abs(o.dir)
	}
	return o, err
}

// regressions names the tests that failed though the list says that they pass.
func regressions(passing *list, results []result) error {
	var failed []string
	for _, r := range results {
		if r.Outcome == failedOutcome && passing.has(r.Path) {
			failed = append(failed, "  "+r.Path+": "+r.Message)
		}
	}
	if len(failed) == 0 {
		return nil
	}
	return errors.New(fmt.Sprintf("%d tests fail that passed before:\n", len(failed)) + strings.Join(failed, "\n"))
}
