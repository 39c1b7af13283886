package main

import (
	"bytes"
	_ "embed"
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
)

//go:embed engine.js
var engineScript string

// bundleSize is about how large the bundle is whose start is measured, in bytes.
const bundleSize = 1 << 20

// runtimes are what the engine is compared with, and DeskJS first.
func (b *bench) runtimes() [][]string {
	return [][]string{{b.deskjs, "run"}, {"node"}, {"node", "--jitless"}}
}

// engine compares the engine itself with Node, with and without its compilers, in a table
// of its own.
func (b *bench) engine() error {
	fmt.Printf("\n| %-46s | %9s | %9s | %9s | %6s | %8s |\n|%s|%s|%s|%s|%s|%s|\n", "the engine itself", "DeskJS", "node", "--jitless",
		"ratio", "jitless", dashes(48), dashes(11), dashes(11), dashes(11), dashes(8), dashes(10))
	for _, script := range []struct{ what, source string }{{"empty script", ""}, {"a bundle of 1 MB", bundle()}} {
		if err := b.starts(script.what, script.source); err != nil {
			return err
		}
	}
	return b.cases()
}

// starts measures the whole life and the largest memory of a script.
func (b *bench) starts(what, source string) error {
	script := filepath.Join(b.scratch, "start.js")
	if err := os.WriteFile(script, []byte(source), 0o644); err != nil {
		return err
	}
	times, memory := make([][]float64, 3), make([][]float64, 3)
	for range rounds {
		for i, command := range b.runtimes() {
			process := exec.Command(command[0], append(command[1:], script)...)
			life, err := lifeOf(process)
			if err != nil {
				return err
			}
			times[i] = append(times[i], life)
			memory[i] = append(memory[i], peakMemory(process.ProcessState))
		}
	}
	ratios("start: "+what, "ms", times)
	ratios("memory: "+what, "MB", memory)
	return nil
}

// cases runs engine.js under each of the runtimes, which take turns.
func (b *bench) cases() error {
	script := filepath.Join(b.scratch, "engine.js")
	if err := os.WriteFile(script, []byte(engineScript), 0o644); err != nil {
		return err
	}
	var names []string
	times := map[string][][]float64{}
	for range 3 {
		for i, command := range b.runtimes() {
			var errors bytes.Buffer
			process := exec.Command(command[0], append(command[1:], script)...)
			process.Stderr = &errors
			output, err := process.Output()
			if err != nil {
				return fmt.Errorf("%s: %w\n%s", strings.Join(command, " "), err, &errors)
			}
			decoder := json.NewDecoder(bytes.NewReader(output))
			if _, err := decoder.Token(); err != nil {
				return err
			}
			for decoder.More() {
				name, err := decoder.Token()
				if err != nil {
					return err
				}
				var time float64
				if err := decoder.Decode(&time); err != nil {
					return err
				}
				key := name.(string)
				if times[key] == nil {
					times[key] = make([][]float64, 3)
					names = append(names, key)
				}
				times[key][i] = append(times[key][i], time)
			}
		}
	}
	for _, name := range names {
		ratios(name, "ms", times[name])
	}
	return nil
}

// ratios prints a line of medians: ours, Node's, Node's without compilers.
func ratios(what, unit string, values [][]float64) {
	ours, node, jitless := median(values[0]), median(values[1]), median(values[2])
	fmt.Printf("| %-46s | %9s | %9s | %9s | %6.2f | %8.2f |\n", what, amount(ours, unit), amount(node, unit), amount(jitless, unit), ours/node, ours/jitless)
}

// bundle returns JavaScript as bundlers write it: many functions and classes of which a
// start runs few.
func bundle() string {
	var text strings.Builder
	text.WriteString("'use strict';\nconst modules = {};\n")
	for i := 0; text.Len() < bundleSize; i++ {
		fmt.Fprintf(&text, `modules["lib/part%[1]d.js"] = (exports, require) => {
  class Part%[1]d {
    constructor(options = {}) {
      this.options = { depth: %[1]d, name: "part-%[1]d", ...options };
      this.items = [];
    }
    add(item, index = this.items.length) {
      if (item === undefined || item === null) throw new TypeError("item " + index + " is missing in " + this.options.name);
      for (let i = this.items.length; i > index; i--) this.items[i] = this.items[i - 1];
      this.items[index] = { item, at: index, tags: [].concat(item.tags ?? []) };
      return this;
    }
    find(test) {
      const found = this.items.filter(({ item }) => test(item)).map((entry) => entry.item);
      switch (found.length) {
        case 0: return undefined;
        case 1: return found[0];
        default: return found.reduce((a, b) => (a.weight > b.weight ? a : b));
      }
    }
  }
  function create%[1]d(text, ...rest) {
    const part = new Part%[1]d({ text });
    try {
      for (const item of rest) part.add(item);
    } catch (error) {
      return { error: error.message, text: text.replace(/\s+/g, " ").trim() };
    }
    return part;
  }
  exports.Part%[1]d = Part%[1]d;
  exports.create = create%[1]d;
};
`, i)
	}
	text.WriteString("const exported = {};\nmodules['lib/part0.js'](exported);\nexported.create('x', { weight: 1 }).find(() => true);\n")
	return text.String()
}
