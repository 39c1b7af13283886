// Command updatescale simulates ten million installs that update from static files, and prints the tables of
// docs/updates-at-scale.md. It is deterministic: the same source prints the same. -write puts the tables into the document, -check tells
// whether they are in it.
package main

import (
	"bytes"
	"flag"
	"fmt"
	"os"
)

const document = "docs/updates-at-scale.md"

func main() {
	write := flag.Bool("write", false, "put the tables into "+document)
	check := flag.Bool("check", false, "tell whether "+document+" has them")
	flag.Parse()
	if err := run(*write, *check); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func run(write, check bool) error {
	if !write && !check {
		for _, t := range tables() {
			fmt.Printf("%s\n%s\n", t.name, t.markdown())
		}
		return nil
	}
	before, err := os.ReadFile(document)
	if err != nil {
		return err
	}
	after, err := fill(before)
	if err != nil {
		return err
	}
	if write {
		return os.WriteFile(document, after, 0o644)
	}
	if !bytes.Equal(before, after) {
		return fmt.Errorf("%s is out of date: go run ./scripts/updatescale -write", document)
	}
	return nil
}

// fill puts each table between its marks.
func fill(text []byte) ([]byte, error) {
	for _, t := range tables() {
		begin, end := "<!-- table "+t.name+" -->\n", "<!-- end -->"
		head, rest, found := bytes.Cut(text, []byte(begin))
		_, tail, ended := bytes.Cut(rest, []byte(end))
		if !found || !ended {
			return nil, fmt.Errorf("%s has no place for the table %q", document, t.name)
		}
		text = append(append(append(bytes.Clone(head), begin+"\n"+t.markdown()+"\n"...), end...), tail...)
	}
	return text, nil
}
