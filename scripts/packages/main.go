// Command packages runs programs that use packages of npm, and compares what they print with what Node prints.
//
//	make packages PACKAGES="DIR..."
//	go run ./scripts/packages -dirs "DIR..." [flags] [PART OF A NAME...]
//
// A DIR holds programs, NAME.js or NAME.mjs, each with NAME.out, which is what it prints on Node, and a package.json with the packages, installed
// (npm ci --ignore-scripts). Each program runs two ways: as it is, its packages resolved from node_modules, and as the backend of an
// app, bundled as deskjs build bundles it.
//
//	-dirs "DIR..."   the directories, with spaces between them; the variable PACKAGES by default
//	-runtime "CMD"   what runs a file; "bin/deskjs" by default
//	-v               print how the output of each failing program differs
//	-j N             how many programs run at once; the number of processors by default
//	-timeout T       how long a program may run; 60s by default
//	-write           write the outcomes to results.tsv, those of programs that did not run staying as they are
//
// A program that results.tsv says passes and that fails is a regression: the exit code is 1. Nothing imports this program.
package main

import (
	"flag"
	"fmt"
	"io"
	"os"
	"runtime"
	"strings"
	"time"

	"github.com/deskjs/deskjs/internal/yardstick"
)

// resultsPath is where the outcomes are kept, from the root of the repository.
const resultsPath = "scripts/packages/results.tsv"

type options struct {
	dirs, command, filters []string
	jobs                   int
	timeout                time.Duration
	verbose, write         bool
}

func main() {
	if err := run(os.Args[1:], os.Stdout); err != nil {
		fmt.Fprintln(os.Stderr, "packages:", err)
		os.Exit(1)
	}
}

func run(arguments []string, out io.Writer) error {
	o, err := parse(arguments)
	if err != nil {
		return err
	}
	programs, err := find(o.dirs, o.filters)
	if err != nil {
		return err
	}
	if len(programs) == 0 {
		return fmt.Errorf("no program with a file of its output has %s in its name", strings.Join(o.filters, " or "))
	}
	kept, err := readResults(resultsPath)
	if err != nil {
		return err
	}
	results := o.runAll(programs, out)
	counted := map[string]int{}
	var regressions []string
	for _, r := range results {
		for mode, outcome := range map[string]string{"raw": r.raw, "bundled": r.bundled} {
			if outcome == passed {
				counted[mode]++
				continue
			}
			fmt.Fprintf(out, "%s %s: %s\n", r.name, mode, outcome)
			if (mode == "raw" && kept[r.name].raw == passed) || (mode == "bundled" && kept[r.name].bundled == passed) {
				regressions = append(regressions, r.name+" "+mode)
			}
		}
	}
	fmt.Fprintf(out, "%d programs: %d print what Node prints, %d bundled\n", len(results), counted["raw"], counted["bundled"])
	if o.write {
		return writeResults(resultsPath, kept, results)
	}
	if len(regressions) > 0 {
		return fmt.Errorf("these passed before: %s", strings.Join(regressions, ", "))
	}
	return nil
}

func parse(arguments []string) (options, error) {
	var o options
	flags := flag.NewFlagSet("packages", flag.ContinueOnError)
	dirs := flags.String("dirs", os.Getenv("PACKAGES"), "the directories that hold the programs")
	command := flags.String("runtime", "bin/deskjs", "what runs a file")
	flags.IntVar(&o.jobs, "j", runtime.GOMAXPROCS(0), "how many programs run at once")
	flags.DurationVar(&o.timeout, "timeout", time.Minute, "how long a program may run")
	flags.BoolVar(&o.verbose, "v", false, "print how outputs differ")
	flags.BoolVar(&o.write, "write", false, "write the outcomes to "+resultsPath)
	if err := flags.Parse(arguments); err != nil {
		return o, err
	}
	o.filters = flags.Args()
	var err error
	if o.command, err = yardstick.Command(*command); err != nil {
		return o, err
	}
	o.dirs, err = yardstick.Directories(*dirs, `no directory is named: make packages PACKAGES="DIR..."`, func(string) error { return nil })
	return o, err
}
