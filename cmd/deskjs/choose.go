package main

import (
	"bufio"
	"fmt"
	"io"
	"os"
	"strconv"
	"strings"

	"golang.org/x/term"

	"github.com/deskjs/deskjs/internal/diag"
)

// An option is something to choose on a terminal.
type option struct{ name, label, summary string }

// choose asks which of the options it shall be and returns its index: by the arrow keys, a number or a letter where the
// terminal gives single keys, else by a line with the number or the name. Return takes the first, or the one that is marked.
func choose(env *environment, lines *bufio.Reader, question string, options []option) (int, error) {
	file, ok := env.in.(*os.File)
	if !ok || lines.Buffered() > 0 || os.Getenv("TERM") == "dumb" {
		return chooseByLine(env, lines, question, options)
	}
	before, err := term.MakeRaw(int(file.Fd()))
	if err != nil {
		return chooseByLine(env, lines, question, options)
	}
	chosen, err := chooseByKey(bufio.NewReader(file), env.out, question, options)
	if failed := term.Restore(int(file.Fd()), before); err == nil {
		err = failed
	}
	return chosen, err
}

func chooseByLine(env *environment, lines *bufio.Reader, question string, options []option) (int, error) {
	fmt.Fprintln(env.out, question)
	names := make([]string, len(options))
	for i, o := range options {
		names[i] = o.name
		fmt.Fprintf(env.out, "  %2d  %-11s %s\n", i+1, o.label, o.summary)
	}
	for {
		answer, err := ask(env, lines, "A number or a name: [1] ")
		if err != nil || answer == "" {
			return 0, err
		}
		for i, o := range options {
			if answer == strconv.Itoa(i+1) || strings.EqualFold(answer, o.name) || strings.EqualFold(answer, o.label) {
				return i, nil
			}
		}
		fmt.Fprintf(env.out, "%q is none of these.", answer)
		if nearest := diag.Nearest(answer, names); nearest != "" {
			fmt.Fprintf(env.out, " Did you mean %s?", nearest)
		}
		fmt.Fprintln(env.out)
	}
}

// chooseByKey is choose on a terminal in raw mode, where lines end with "\r\n". What it drew is taken away in the end, but for the choice.
func chooseByKey(keys *bufio.Reader, out io.Writer, question string, options []option) (int, error) {
	const hidden, shown, below, bold, plain = "\x1b[?25l", "\x1b[?25h", "\x1b[J", "\x1b[1m", "\x1b[0m"
	chosen, typed := 0, ""
	fmt.Fprintf(out, "%s%s (arrow keys, then Return)\r\n", hidden, question)
	draw := func() {
		for i, o := range options {
			mark, end := "  ", ""
			if i == chosen {
				mark, end = bold+"> ", plain
			}
			fmt.Fprintf(out, "%s%2d  %-11s %s%s\x1b[K\r\n", mark, i+1, o.label, o.summary, end)
		}
	}
	erase := func(lines int) { fmt.Fprintf(out, "\x1b[%dA", lines) }
	end := func() {
		erase(len(options) + 1)
		fmt.Fprint(out, below, shown)
	}
	draw()
	for {
		key, err := readKey(keys)
		if err != nil {
			end()
			return 0, unanswered()
		}
		count := len(options)
		switch {
		case key == "\r" || key == "\n":
			end()
			fmt.Fprintf(out, "%s %s\r\n", question, options[chosen].label)
			return chosen, nil
		case key == "\x03" || key == "\x04" || key == "\x1b":
			end()
			return 0, exitStatus(codeInterrupted)
		case key == "up" || key == "k" || key == "\x10":
			chosen = (chosen + count - 1) % count
		case key == "down" || key == "j" || key == "\t" || key == "\x0e":
			chosen = (chosen + 1) % count
		case key == "home":
			chosen = 0
		case key == "end":
			chosen = count - 1
		case key >= "0" && key <= "9":
			// "1" then "0" is the tenth, as far as there are so many.
			if number, _ := strconv.Atoi(typed + key); number >= 1 && number <= count {
				chosen, typed = number-1, typed+key
			} else if number, _ := strconv.Atoi(key); number >= 1 && number <= count {
				chosen, typed = number-1, key
			}
		}
		erase(count)
		draw()
	}
}

// readKey reads one key: its character, or the name of one that sends several.
func readKey(keys *bufio.Reader) (string, error) {
	r, _, err := keys.ReadRune()
	if err != nil || r != 0x1b || keys.Buffered() == 0 {
		return string(r), err
	}
	sequence := ""
	for keys.Buffered() > 0 {
		c, err := keys.ReadByte()
		if err != nil {
			return "", err
		}
		sequence += string(c)
		if len(sequence) > 1 && (c >= 'A' && c <= 'Z' || c >= 'a' && c <= 'z' || c == '~') {
			break
		}
	}
	names := map[string]string{"[A": "up", "OA": "up", "[B": "down", "OB": "down", "[H": "home", "OH": "home", "[F": "end", "OF": "end", "[1~": "home", "[4~": "end"}
	return names[sequence], nil
}
