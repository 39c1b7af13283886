package engine

import (
	"os"
	"runtime"
	"slices"
	"strings"
	"sync"
)

// Environment is the variables that process.env shows. Threads may share one. Any goroutine may use it.
type Environment struct {
	mu     sync.Mutex
	names  []string          // in order, as first spelled
	values map[string]string // by key
}

// NewEnvironment returns an environment with the given variables, each "NAME=value".
func NewEnvironment(entries []string) *Environment {
	e := &Environment{values: make(map[string]string, len(entries))}
	for _, entry := range entries {
		if entry == "" {
			continue
		}
		// Windows keeps drives' directories as "=C:=C:\dir".
		if at := strings.IndexByte(entry[1:], '=') + 1; at > 0 {
			e.Set(entry[:at], entry[at+1:])
		}
	}
	return e
}

// Environment returns the host's, or a copy of the process's that is made at first use.
func (e *Engine) Environment() *Environment {
	if e.Host.Environment == nil {
		e.Host.Environment = NewEnvironment(os.Environ())
	}
	return e.Host.Environment
}

// variableKey is a name as variables are found by: on Windows, in any case.
func variableKey(name string) string {
	if runtime.GOOS == "windows" {
		return strings.ToUpper(name)
	}
	return name
}

// Get returns a variable.
func (e *Environment) Get(name string) (value string, ok bool) {
	e.mu.Lock()
	defer e.mu.Unlock()
	value, ok = e.values[variableKey(name)]
	return value, ok
}

// Set gives a variable a value.
func (e *Environment) Set(name, value string) {
	e.mu.Lock()
	defer e.mu.Unlock()
	key := variableKey(name)
	if _, known := e.values[key]; !known {
		e.names = append(e.names, name)
	}
	e.values[key] = value
}

// Delete removes a variable if there is one.
func (e *Environment) Delete(name string) {
	e.mu.Lock()
	defer e.mu.Unlock()
	key := variableKey(name)
	if _, known := e.values[key]; !known {
		return
	}
	delete(e.values, key)
	e.names = slices.DeleteFunc(e.names, func(known string) bool { return variableKey(known) == key })
}

// Names lists the variables in order.
func (e *Environment) Names() []string {
	e.mu.Lock()
	defer e.mu.Unlock()
	return slices.Clone(e.names)
}

// Clone returns a copy.
func (e *Environment) Clone() *Environment {
	e.mu.Lock()
	defer e.mu.Unlock()
	values := make(map[string]string, len(e.values))
	for key, value := range e.values {
		values[key] = value
	}
	return &Environment{names: slices.Clone(e.names), values: values}
}
