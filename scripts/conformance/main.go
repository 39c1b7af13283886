// Command conformance runs Node's own tests on this runtime, each file in a process of its own.
//
//	make conformance NODE_TESTS="DIR..."
//	go run ./scripts/conformance -dirs "DIR..." [flags] [MODULE OR PART OF A FILE'S NAME...]
//
// A DIR is a checkout of Node (https://github.com/nodejs/node), or whatever holds its folder test: the files of test/parallel
// run, and those of test/wasi. Of two directories with a file of the same name the first counts, so that the tests of a second version add what is new
// there. Without modules or names all files run whose module is in the table of modules.go.
//
//	-dirs "DIR..."   the directories, with spaces between them; the variable NODE_TESTS by default
//	-runtime "CMD"   what runs a file; "bin/deskjs" by default ("node" measures node itself)
//	-v               print the end of what each failing file wrote
//	-j N             how many files run at once; the number of processors by default
//	-timeout T       how long a file may run; 20s by default
//	-tsv FILE        write a line for each file: module, name, outcome, why
//	-write           make the results the list of passing files, for the files that ran; of a whole run, write the table
//	                 of modules to counts.md also
//
// exclusions.tsv says which files do not apply, and why. passing.txt holds the files that pass. A file on it that fails, and fails again when it
// runs alone, is a regression: it is named, and the exit code is 1. Ten canaries run first, because a runtime that ends with 0
// whatever it is given would pass every test. Nothing imports this program.
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
	passingPath = "scripts/conformance/passing.txt"
	countsPath  = "scripts/conformance/counts.md"
)

type options struct {
	dirs, command, filters []string
	tsv                    string
	jobs                   int
	timeout                time.Duration
	verbose, write         bool
}

func main() {
	if err := run(os.Args[1:], os.Stdout); err != nil {
		fmt.Fprintln(os.Stderr, "conformance:", err)
		os.Exit(1)
	}
}

func run(arguments []string, out io.Writer) error {
	o, err := parse(arguments)
	if err != nil {
		return err
	}
	tests, err := find(o.dirs, o.filters)
	if err != nil {
		return err
	}
	if len(tests) == 0 {
		return fmt.Errorf("no file of a module in the table has %s in its name", strings.Join(o.filters, " or "))
	}
	passing, err := readPassing(passingPath)
	if err != nil {
		return err
	}
	r, err := newRunner(o)
	if err != nil {
		return err
	}
	defer r.close()
	if err := r.checkCanaries(o.dirs[0]); err != nil {
		return err
	}
	results := r.runAll(tests, out)
	r.retry(results, passing, out)
	printTable(out, results)
	if o.tsv != "" {
		if err := writeTSV(o.tsv, results); err != nil {
			return err
		}
	}
	if o.write {
		if err := passing.update(results).write(passingPath); err != nil || len(o.filters) > 0 {
			return err
		}
		return writeCounts(countsPath, results)
	}
	return regressions(passing, results)
}

func parse(arguments []string) (options, error) {
	var o options
	flags := flag.NewFlagSet("conformance", flag.ContinueOnError)
	dirs := flags.String("dirs", os.Getenv("NODE_TESTS"), "the directories that hold Node's folder test")
	command := flags.String("runtime", "bin/deskjs", "what runs a file")
	flags.StringVar(&o.tsv, "tsv", "", "a file for the outcome of each test")
	flags.IntVar(&o.jobs, "j", runtime.GOMAXPROCS(0), "how many files run at once")
	flags.DurationVar(&o.timeout, "timeout", 20*time.Second, "how long a file may run")
	flags.BoolVar(&o.verbose, "v", false, "print the end of what each failing file wrote")
	flags.BoolVar(&o.write, "write", false, "update the list of passing files")
	if err := flags.Parse(arguments); err != nil {
		return o, err
	}
	o.filters = flags.Args()
	o.jobs = max(o.jobs, 1)
	var err error
	if o.command, err = yardstick.Command(*command); err != nil {
		return o, err
	}
	o.dirs, err = yardstick.Directories(*dirs, "no directory is given; get Node's tests with\n  git clone --depth 1 --branch v20.11.1 https://github.com/nodejs/node\n"+
		"and name it: make conformance NODE_TESTS=path/to/node", checkDir)
	return o, err
}

func checkDir(dir string) error {
	if _, err := os.Stat(filepath.Join(dir, "test", "common", "index.js")); err != nil {
		return fmt.Errorf("%s has no test/common/index.js, so it does not hold Node's tests", dir)
	}
	return nil
}

// regressions names the files that fail though the list says that they pass.
func regressions(passing passingList, results []result) error {
	var failed []string
	for _, r := range results {
		if r.outcome == failedOutcome && passing[r.name] {
			failed = append(failed, "  "+r.name+": "+r.why)
		}
	}
	if len(failed) == 0 {
		return nil
	}
	return fmt.Errorf("%d files fail that passed before:\n%s", len(failed), strings.Join(failed, "\n"))
}
