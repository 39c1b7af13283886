// Package yardstick is what the programs share that run others' tests on this runtime: conformance, packages, test262 and wpt.
// Only they import it.
package yardstick

import (
	"errors"
	"fmt"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
)

// Command splits text, what runs a file ("bin/deskjs", "node --flag"), into words, the first an absolute path.
func Command(text string) ([]string, error) {
	words := strings.Fields(text)
	if len(words) == 0 {
		return nil, errors.New("-runtime names nothing")
	}
	program, err := exec.LookPath(words[0])
	if err == nil {
		program, err = filepath.Abs(program)
	}
	if err != nil {
		return nil, fmt.Errorf("%s, which is to run the files: %w (make build makes it)", words[0], err)
	}
	words[0] = program
	return words, nil
}

// Directories splits text into absolute paths. check says of each what is wrong with it; none at all fails with missing.
func Directories(text, missing string, check func(dir string) error) ([]string, error) {
	var dirs []string
	for _, dir := range strings.Fields(text) {
		absolute, err := filepath.Abs(dir)
		if err == nil {
			err = check(absolute)
		}
		if err != nil {
			return nil, err
		}
		dirs = append(dirs, absolute)
	}
	if len(dirs) == 0 {
		return nil, errors.New(missing)
	}
	return dirs, nil
}

// Each gives the items to run, as many at once as there are jobs, and returns the results in the items' order. done hears of each result
// as it comes, one at a time.
func Each[T, R any](jobs int, items []T, run func(T) R, done func(R)) []R {
	return EachWorker(jobs, items, func() (func(T) R, func()) { return run, func() {} }, done)
}

// EachWorker is Each for what keeps something from item to item: each job calls start once, for what runs its items and what
// stops it.
func EachWorker[T, R any](jobs int, items []T, start func() (run func(T) R, stop func()), done func(R)) []R {
	results := make([]R, len(items))
	next := make(chan int)
	var group sync.WaitGroup
	var telling sync.Mutex
	for range max(jobs, 1) {
		group.Go(func() {
			run, stop := start()
			defer stop()
			for i := range next {
				results[i] = run(items[i])
				telling.Lock()
				done(results[i])
				telling.Unlock()
			}
		})
	}
	for i := range items {
		next <- i
	}
	close(next)
	group.Wait()
	return results
}
