package main

import (
	_ "embed"
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"time"
)

//go:embed compilers.cjs
var compilersScript string

// compilersRounds is how often each compiler is measured.
const compilersRounds = 3

// compilers compares what compilers of npm take here and in Node, of the processors, and builds of an app that has components of all of them:
// with nothing kept from before, and again. It installs test/testdata/compilers.
func (b *bench) compilers() error {
	dir := filepath.Join(b.scratch, "compilers")
	if err := os.CopyFS(dir, os.DirFS(filepath.Join(b.root, "test", "testdata", "compilers"))); err != nil {
		return err
	}
	if output, err := exec.Command(b.deskjs, "install", dir).CombinedOutput(); err != nil {
		return fmt.Errorf("deskjs install: %w\n%s", err, output)
	}
	script := filepath.Join(b.scratch, "compilers.cjs")
	if err := os.WriteFile(script, []byte(compilersScript), 0o644); err != nil {
		return err
	}
	names, err := exec.Command("node", script).Output()
	if err != nil {
		return fmt.Errorf("node: %w", err)
	}
	var tests []string
	if err := json.Unmarshal(names, &tests); err != nil {
		return err
	}
	fmt.Printf("\n| %-10s | %14s | %14s | %14s | %14s | %6s |\n|%s|%s|%s|%s|%s|%s|\n", "compiler", "start", "start in node", "each", "each in node", "ratio",
		dashes(12), dashes(16), dashes(16), dashes(16), dashes(16), dashes(8))
	for _, test := range tests {
		var starts, nodeStarts, each, nodeEach []float64
		for range compilersRounds {
			for _, side := range []struct {
				command      []string
				starts, each *[]float64
			}{{[]string{b.deskjs, "run"}, &starts, &each}, {[]string{"node"}, &nodeStarts, &nodeEach}} {
				process := exec.Command(side.command[0], append(side.command[1:], script, test, dir)...)
				output, err := process.Output()
				if err != nil {
					return fmt.Errorf("%s: %s: %w", side.command[0], test, err)
				}
				var start, one float64
				if _, err := fmt.Sscan(string(output), &start, &one); err != nil {
					return fmt.Errorf("%s: %s: %w: %s", side.command[0], test, err, output)
				}
				*side.starts, *side.each = append(*side.starts, start), append(*side.each, one)
			}
		}
		fmt.Printf("| %-10s | %14s | %14s | %14s | %14s | %6.1f |\n", test, amount(median(starts), "ms"), amount(median(nodeStarts), "ms"),
			amount(median(each), "ms"), amount(median(nodeEach), "ms"), median(each)/median(nodeEach))
	}
	return b.compilersBuild(dir)
}

// compilersBuild builds the app without anything kept, and again.
func (b *bench) compilersBuild(dir string) error {
	var cold, warm, coldCPU, warmCPU []float64
	for range compilersRounds {
		if err := os.RemoveAll(filepath.Join(dir, ".deskjs")); err != nil {
			return err
		}
		for _, side := range []struct{ walls, cpu *[]float64 }{{&cold, &coldCPU}, {&warm, &warmCPU}} {
			process := exec.Command(b.deskjs, "build", dir)
			started := time.Now()
			if output, err := process.CombinedOutput(); err != nil {
				return fmt.Errorf("deskjs build: %w\n%s", err, output)
			}
			*side.walls = append(*side.walls, float64(time.Since(started).Microseconds())/1000)
			state := process.ProcessState
			*side.cpu = append(*side.cpu, float64((state.UserTime()+state.SystemTime()).Microseconds())/1000)
		}
	}
	fmt.Printf("\n| %-46s | %14s | %14s |\n|%s|%s|%s|\n", "a build with components of all", "time", "CPU", dashes(48), dashes(16), dashes(16))
	fmt.Printf("| %-46s | %14s | %14s |\n", "nothing kept", amount(median(cold), "ms"), amount(median(coldCPU), "ms"))
	fmt.Printf("| %-46s | %14s | %14s |\n", "again", amount(median(warm), "ms"), amount(median(warmCPU), "ms"))
	return nil
}
