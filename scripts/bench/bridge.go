package main

import (
	"bufio"
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"slices"
	"strconv"
	"strings"
	"time"
)

// figures is what a page measured and reported; see page/measure.js.
type figures map[string]float64

// bridgeRows are what is measured of the bridge: with how many rounds, and which lines of the table come of it.
var bridgeRows = []struct {
	part   string
	rounds int
	lines  []bridgeLine
}{
	{"calls", 5, []bridgeLine{
		{"calls, one after the other", "/s", "sequential"},
		{"calls, one after the other: median", "µs", "p50"},
		{"calls, one after the other: 99th percentile", "µs", "p99"},
		{"calls, 100 in flight", "/s", "flight"},
	}},
	{"bytes", 5, []bridgeLine{
		{"1 MB of bytes to the backend", "MB/s", "up1"},
		{"1 MB of bytes to the page", "MB/s", "down1"},
		{"10 MB of bytes to the backend", "MB/s", "up10"},
		{"10 MB of bytes to the page", "MB/s", "down10"},
	}},
	{"stream", 3, []bridgeLine{
		{"a stream of small items to the page", "/s", "items"},
	}},
	{"events", 3, []bridgeLine{
		{"100,000 events to 3 windows (Wails: to its 1): arrivals", "/s", "events"},
	}},
	{"latency", 3, []bridgeLine{
		{"1 GB to the backend: bytes", "MB/s", "up MB/s"},
		{"  a small call meanwhile: median", "µs", "up p50"},
		{"  a small call meanwhile: 99th percentile", "µs", "up p99"},
		{"  a small call meanwhile: the slowest", "µs", "up max"},
		{"1 GB to the page: bytes", "MB/s", "down MB/s"},
		{"  a small call meanwhile: median", "µs", "down p50"},
		{"  a small call meanwhile: 99th percentile", "µs", "down p99"},
		{"  a small call meanwhile: the slowest", "µs", "down max"},
	}},
	{"memory", 1, []bridgeLine{
		{"1 million calls: time", "s", "seconds"},
		{"1 million calls: memory at the end (PSS)", "MB", "end"},
		{"1 million calls: growth in the second half", "MB", "growth"},
		{"  of the web process", "MB", "growth WebKitWebProcess"},
		{"  of the program", "MB", "growth program"},
		{"  of the backend", "MB", "growth backend"},
		{"1 million calls: descriptors more in the second half", "", "descriptors"},
	}},
}

type bridgeLine struct{ what, unit, key string }

// bridge compares what crosses between a page and its backend with the peers: bare webview_go, whose Bind ends in the
// page's own process tree, and Wails. Calls of the app go through its host to its backend process. Only parts that are
// named are measured, all if none is.
func (b *bench) bridge(only []string) error {
	programs, err := b.windowPrograms()
	if err != nil {
		return err
	}
	fmt.Printf("\n| %-52s | %12s | %12s | %12s | %10s | %10s |\n|%s|%s|%s|%s|%s|%s|\n", "the bridge", "DeskJS", "webview_go", "Wails",
		"/webview_go", "/Wails", dashes(54), dashes(14), dashes(14), dashes(14), dashes(12), dashes(12))
	for _, rows := range bridgeRows {
		if len(only) > 0 && !slices.Contains(only, rows.part) {
			continue
		}
		results := make([][]figures, len(programs))
		for range rows.rounds {
			for i, program := range programs {
				if i == 0 && rows.part == "events" {
					program = b.three
				}
				one, err := measured(program, rows.part)
				if err != nil {
					return err
				}
				results[i] = append(results[i], one)
			}
		}
		for _, line := range rows.lines {
			bridgeRow(line, results)
		}
	}
	return nil
}

// bridgeRow prints the medians, and the medians of the rounds' ratios: the programs of a round run one after the other, on a
// machine that is as busy for each.
func bridgeRow(line bridgeLine, results [][]figures) {
	columns := make([]any, 0, 6)
	columns = append(columns, line.what)
	for _, all := range results {
		columns = append(columns, amount(middle(all, line.key), line.unit))
	}
	for _, peers := range results[1:] {
		var ratios []float64
		for round, peer := range peers {
			if ours, theirs := results[0][round][line.key], peer[line.key]; ours > 0 && theirs > 0 {
				ratios = append(ratios, ours/theirs)
			}
		}
		ratio := ""
		if len(ratios) > 0 {
			ratio = strconv.FormatFloat(median(ratios), 'f', 2, 64)
		}
		columns = append(columns, ratio)
	}
	fmt.Printf("| %-52s | %12s | %12s | %12s | %10s | %10s |\n", columns...)
}

func middle(all []figures, key string) float64 {
	values := make([]float64, len(all))
	for i, one := range all {
		values[i] = one[key]
	}
	return median(values)
}

// measuredTime is how long a program may take to measure one part.
const measuredTime = 10 * time.Minute

// measured runs a program until its page has reported on a part, and returns the figures.
func measured(program, part string) (figures, error) {
	result := figures{}
	command := exec.Command(program)
	command.Env = append(os.Environ(), "BENCH_PART="+part)
	var complaints bytes.Buffer // WebKit always has some
	command.Stderr = &complaints
	output, err := command.StdoutPipe()
	if err != nil {
		return nil, err
	}
	started := time.Now()
	if err := command.Start(); err != nil {
		return nil, err
	}
	timer := time.AfterFunc(measuredTime, func() { _ = command.Process.Kill() })
	defer timer.Stop()
	marks := map[string][]snapshot{}
	lines := bufio.NewScanner(output)
	lines.Buffer(nil, 1<<20)
	for lines.Scan() {
		if text, ok := strings.CutPrefix(lines.Text(), "BENCH "); ok {
			err = json.Unmarshal([]byte(text), &result)
		} else if name, ok := strings.CutPrefix(lines.Text(), "MARK "); ok {
			time.Sleep(settleMark) // see there: what is measured is what stays
			marks[name] = append(marks[name], takeSnapshot(command.Process.Pid))
		}
	}
	if waitErr := command.Wait(); waitErr != nil {
		return nil, fmt.Errorf("%s, %s: %w\n%s", program, part, waitErr, &complaints)
	}
	if err == nil && len(result) == 0 {
		return nil, fmt.Errorf("%s, %s: it reported nothing\n%s", program, part, &complaints)
	}
	result["first"] -= float64(started.UnixMicro()) / 1000
	growth(result, marks["early"], marks["late"])
	return result, err
}
