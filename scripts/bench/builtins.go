package main

import (
	"bytes"
	_ "embed"
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
)

//go:embed builtins.js
var builtinsScript string

// builtinsRounds is fewer than rounds, since some of it takes seconds.
const builtinsRounds = 3

// usage is what a test took, in milliseconds: by the clock, and of the processors, which says more on a busy machine.
type usage struct{ wall, cpu float64 }

// builtins compares Node's builtins here and in Node, each test in processes of its own that take turns. Arguments that follow "builtins" select
// the tests with one of them in their name.
func (b *bench) builtins(selected []string) error {
	script := filepath.Join(b.scratch, "builtins.js")
	if err := os.WriteFile(script, []byte(builtinsScript), 0o644); err != nil {
		return err
	}
	if err := b.fillFolders(); err != nil {
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
	fmt.Printf("\n| %-50s | %9s | %9s | %6s | %8s | %9s |\n|%s|%s|%s|%s|%s|%s|\n", "Node's builtins", "DeskJS", "node", "ratio", "CPU", "CPU ratio",
		dashes(52), dashes(11), dashes(11), dashes(8), dashes(10), dashes(11))
	for _, test := range tests {
		if !wanted(test, selected) {
			continue
		}
		var ours, nodes, oursCPU, nodesCPU []float64
		for range builtinsRounds {
			for _, side := range []struct {
				command    []string
				walls, cpu *[]float64
			}{{[]string{b.deskjs, "run"}, &ours, &oursCPU}, {[]string{"node"}, &nodes, &nodesCPU}} {
				used, measured, err := b.builtin(side.command, script, test)
				if err != nil {
					return err
				}
				if measured {
					*side.walls, *side.cpu = append(*side.walls, used.wall), append(*side.cpu, used.cpu)
				}
			}
		}
		if len(ours) == 0 {
			continue
		}
		wall, ratio, cpu := "", "", ""
		if len(nodes) > 0 {
			wall = amount(median(nodes), "ms")
			ratio = fmt.Sprintf("%.2f", median(ours)/median(nodes))
			cpu = fmt.Sprintf("%.2f", median(oursCPU)/max(median(nodesCPU), 0.1))
		}
		fmt.Printf("| %-50s | %9s | %9s | %6s | %8s | %9s |\n", test, amount(median(ours), "ms"), wall, ratio, amount(median(oursCPU), "ms"), cpu)
	}
	return nil
}

func wanted(test string, selected []string) bool {
	for _, part := range selected {
		if strings.Contains(test, part) {
			return true
		}
	}
	return len(selected) == 0
}

// builtin runs one test once; measured is false where the runtime lacks what it tests.
func (b *bench) builtin(command []string, script, test string) (used usage, measured bool, err error) {
	process := exec.Command(command[0], append(command[1:], script, test, b.scratch)...)
	var stderr bytes.Buffer
	process.Stderr = &stderr
	output, err := process.Output()
	if err != nil {
		return usage{}, false, fmt.Errorf("%s: %s: %w\n%s", command[0], test, err, &stderr)
	}
	text := strings.TrimSpace(string(output))
	if text == "absent" {
		return usage{}, false, nil
	}
	_, err = fmt.Sscan(text, &used.wall, &used.cpu)
	return used, true, err
}

// fillFolders makes the files that the tests read: a hundred of 4 KB, one of 512 MB, and a tree of 50,000.
func (b *bench) fillFolders() error {
	small := filepath.Join(b.scratch, "small")
	if err := os.Mkdir(small, 0o755); err != nil {
		return err
	}
	for i := range 100 {
		if err := os.WriteFile(filepath.Join(small, strconv.Itoa(i)), bytes.Repeat([]byte{'x'}, 4096), 0o644); err != nil {
			return err
		}
	}
	large, err := os.Create(filepath.Join(b.scratch, "large"))
	if err != nil {
		return err
	}
	block := bytes.Repeat([]byte("0123456789abcdef"), 1<<16)
	for range 512 {
		if _, err := large.Write(block); err != nil {
			_ = large.Close()
			return err
		}
	}
	if err := large.Close(); err != nil {
		return err
	}
	for folder := range 500 {
		path := filepath.Join(b.scratch, "tree", strconv.Itoa(folder%20), strconv.Itoa(folder))
		if err := os.MkdirAll(path, 0o755); err != nil {
			return err
		}
		for file := range 100 {
			if err := os.WriteFile(filepath.Join(path, strconv.Itoa(file)), nil, 0o644); err != nil {
				return err
			}
		}
	}
	return nil
}
