package main

import (
	"bytes"
	_ "embed"
	"encoding/json"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/deskjs/deskjs/runtime/backend"
	"github.com/deskjs/deskjs/runtime/backend/engine"
)

// nodeAPI has a line for each name that Node 22's modules export: the module, a tab, and the name. surface.mjs writes it.
//
//go:embed node-api.txt
var nodeAPI string

// partial has a line for each name that does less here than in Node: the module, the name and what falls short, with tabs between.
//
//go:embed partial.tsv
var partial string

// findMissing is run by this runtime: it prints, as JSON, those lines of nodeAPI that name nothing here.
//
//go:embed missing.js
var findMissing string

// apis says of every module of Node and every name it exports whether it is here.
func apis() (string, error) {
	missing, err := missingAPIs()
	if err != nil {
		return "", err
	}
	falling, err := partialAPIs()
	if err != nil {
		return "", err
	}
	var modules []string
	names := map[string][]string{}
	for line := range strings.Lines(nodeAPI) {
		module, name, _ := strings.Cut(strings.TrimSpace(line), "\t")
		if names[module] == nil {
			modules = append(modules, module)
		}
		names[module] = append(names[module], name)
	}
	var b strings.Builder
	for _, module := range modules {
		writeModule(&b, module, names[module], missing, falling)
	}
	return strings.TrimSpace(b.String()), nil
}

// writeModule writes the section of a module.
func writeModule(b *strings.Builder, module string, names []string, missing map[string]bool, falling map[string]string) {
	var here, gone, less []string
	for _, name := range names {
		key := module + "\t" + name
		switch reason, isPartial := falling[key]; {
		case missing[key]:
			gone = append(gone, "`"+name+"`")
		case isPartial:
			less = append(less, fmt.Sprintf("- `%s`: %s", name, reason))
		default:
			here = append(here, "`"+name+"`")
		}
	}
	fmt.Fprintf(b, "### %s\n\n", module)
	if len(here) == 0 && len(less) == 0 {
		b.WriteString("Missing as a whole.\n\n")
		return
	}
	fmt.Fprintf(b, "%d of %d names: %s.\n\n", len(here)+len(less), len(names), strings.Join(here, ", "))
	if len(less) > 0 {
		fmt.Fprintf(b, "Partial:\n\n%s\n\n", strings.Join(less, "\n"))
	}
	if len(gone) > 0 {
		fmt.Fprintf(b, "Missing: %s.\n\n", strings.Join(gone, ", "))
	}
}

// missingAPIs returns the lines of nodeAPI that name nothing in this runtime.
func missingAPIs() (map[string]bool, error) {
	lines := slices.Collect(strings.Lines(strings.TrimSpace(nodeAPI)))
	for i := range lines {
		lines[i] = strings.TrimSpace(lines[i])
	}
	list, err := json.Marshal(lines)
	if err != nil {
		return nil, err
	}
	var stdout, stderr bytes.Buffer
	b := backend.New(backend.Options{Host: engine.Host{
		Stdin: strings.NewReader(""), Stdout: &stdout, Stderr: io.Writer(&stderr), Executable: "deskjs", Args: []string{"missing.js"}, Exit: func(int) {},
	}})
	if code := b.RunSource("/missing.js", "/", strings.Replace(findMissing, "LINES", string(list), 1)); code != 0 {
		return nil, fmt.Errorf("looking for Node's names in this runtime: %s", stderr.String())
	}
	var found []string
	if err := json.Unmarshal(stdout.Bytes(), &found); err != nil {
		return nil, err
	}
	missing := map[string]bool{}
	for _, line := range found {
		missing[line] = true
	}
	return missing, nil
}

// partialAPIs returns what falls short by module and name, with a tab between them.
func partialAPIs() (map[string]string, error) {
	falling := map[string]string{}
	for line := range strings.Lines(partial) {
		fields := strings.Split(strings.TrimSpace(line), "\t")
		if len(fields) != 3 {
			return nil, fmt.Errorf("partial.tsv has a line without two tabs: %s", line)
		}
		falling[fields[0]+"\t"+fields[1]] = fields[2]
	}
	for key := range falling {
		if !strings.Contains("\n"+nodeAPI, "\n"+key+"\n") {
			return nil, fmt.Errorf("partial.tsv names %s, which node-api.txt does not", strings.Replace(key, "\t", " ", 1))
		}
	}
	return falling, nil
}
