package main

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"time"
)

// sample builds the app that `deskjs init` writes and looks at its size and memory.
func (b *bench) sample() error {
	folder := filepath.Join(b.scratch, "notes")
	if err := inFolder(b.root, nil, b.deskjs, "init", folder, "--yes"); err != nil {
		return err
	}
	if err := inFolder(b.root, nil, b.deskjs, "build", folder); err != nil {
		return err
	}
	built, err := filepath.Glob(filepath.Join(folder, "dist", "*"))
	if err != nil || len(built) != 1 {
		return fmt.Errorf("the build left %v: %w", built, err)
	}
	info, err := os.Stat(built[0])
	if err != nil {
		return err
	}
	row("sample app: size of the executable", "MB", float64(info.Size())/1e6, 0)
	total, backend, err := b.proportional(built[0])
	if err != nil {
		return err
	}
	row("sample app: memory, all processes (PSS)", "MB", total, 0)
	row("sample app: memory of the backend alone (PSS)", "MB", backend, 0)
	return nil
}

// settle is how long an app is given to come to rest before its memory is read.
const settle = 4 * time.Second

// proportional runs a program and returns the memory of its processes, shared pages
// divided among those that share them, in MB.
func (b *bench) proportional(program string) (total, backend float64, err error) {
	command := exec.Command(program)
	command.Env = append(os.Environ(), "XDG_DATA_HOME="+filepath.Join(b.scratch, "data"), "XDG_CACHE_HOME="+filepath.Join(b.scratch, "cache"))
	if err := command.Start(); err != nil {
		return 0, 0, err
	}
	defer func() {
		_ = command.Process.Signal(os.Interrupt)
		_ = command.Wait()
	}()
	// Nothing tells when an app has come to rest: collectors and caches take their time.
	time.Sleep(settle)
	for _, pid := range family(command.Process.Pid) {
		memory := pss(pid)
		total += memory
		if line, err := os.ReadFile(fmt.Sprintf("/proc/%d/cmdline", pid)); err == nil && strings.Contains(string(line), "--deskjs-backend") {
			backend += memory
		}
	}
	return total, backend, nil
}

// family returns a process and all that descend from it.
func family(root int) []int {
	parents := map[int][]int{}
	entries, _ := filepath.Glob("/proc/[0-9]*/stat")
	for _, entry := range entries {
		text, err := os.ReadFile(entry)
		if err != nil {
			continue
		}
		// The name, in parentheses, may hold spaces.
		fields := strings.Fields(string(text[strings.LastIndexByte(string(text), ')')+1:]))
		pid, _ := strconv.Atoi(filepath.Base(filepath.Dir(entry)))
		parent, _ := strconv.Atoi(fields[1])
		parents[parent] = append(parents[parent], pid)
	}
	all := []int{root}
	for i := 0; i < len(all); i++ {
		all = append(all, parents[all[i]]...)
	}
	return all
}

// pss returns a process's proportional set size in MB.
func pss(pid int) float64 { return rollup(pid, "Pss:") }

// rollup returns one of the sizes of a process's memory in MB.
func rollup(pid int, size string) float64 {
	text, err := os.ReadFile(fmt.Sprintf("/proc/%d/smaps_rollup", pid))
	if err != nil {
		return 0
	}
	for _, line := range strings.Split(string(text), "\n") {
		if fields := strings.Fields(line); len(fields) > 1 && fields[0] == size {
			kilobytes, _ := strconv.ParseFloat(fields[1], 64)
			return kilobytes * 1024 / 1e6
		}
	}
	return 0
}
