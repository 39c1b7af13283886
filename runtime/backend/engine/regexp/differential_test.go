package regexp

import (
	"bufio"
	"bytes"
	_ "embed"
	"encoding/json"
	"fmt"
	"strings"
	"testing"
	"unicode/utf16"
)

//go:embed testdata/matches.jsonl
var nodeMatches []byte

// decodeUnits reads a JSON string with its lone surrogates, which encoding/json replaces.
func decodeUnits(t *testing.T, raw json.RawMessage) []uint16 {
	var units []uint16
	text := string(raw)
	text = text[1 : len(text)-1]
	for i := 0; i < len(text); i++ {
		if text[i] != '\\' {
			units = append(units, uint16(text[i]))
			continue
		}
		i++
		switch text[i] {
		case 'n':
			units = append(units, '\n')
		case 'r':
			units = append(units, '\r')
		case 't':
			units = append(units, '\t')
		case 'b':
			units = append(units, '\b')
		case 'f':
			units = append(units, '\f')
		case 'u':
			var unit uint16
			if _, err := fmt.Sscanf(text[i+1:i+5], "%04x", &unit); err != nil {
				t.Fatal(err)
			}
			units = append(units, unit)
			i += 4
		default:
			units = append(units, uint16(text[i]))
		}
	}
	return units
}

// allMatches tells the first matches as testdata/matches.js does.
func allMatches(p *Program, input []uint16, ascii bool) string {
	var matches []string
	captures := make([]int, 2*p.Groups())
	text := string(utf16.Decode(input))
	for at := 0; at <= len(input) && len(matches) < 5; {
		var matched bool
		var err error
		if ascii {
			matched, err = p.MatchASCII(text, at, false, captures, nil)
		} else {
			matched, err = p.MatchUTF16(input, at, false, captures, nil)
		}
		if err != nil {
			return err.Error()
		}
		if !matched {
			break
		}
		var places []string
		for i := 0; i < len(captures); i += 2 {
			if captures[i] < 0 {
				places = append(places, "")
			} else {
				places = append(places, fmt.Sprintf("%d-%d", captures[i], captures[i+1]))
			}
		}
		matches = append(matches, strings.Join(places, ","))
		at = captures[1]
		if captures[0] == captures[1] {
			at++
			if p.unicode && insidePair(input, at) {
				at++
			}
		}
	}
	return strings.Join(matches, " ")
}

func isASCII(units []uint16) bool {
	for _, unit := range units {
		if unit >= 0x80 {
			return false
		}
	}
	return true
}

// TestMatchesAsNode compares with what node does: see testdata/matches.js.
func TestMatchesAsNode(t *testing.T) {
	scanner := bufio.NewScanner(bytes.NewReader(nodeMatches))
	scanner.Buffer(nil, 1<<20)
	var common []json.RawMessage
	wrong := 0
	for line := 1; scanner.Scan() && wrong < 40; line++ {
		var fields []json.RawMessage
		if err := json.Unmarshal(scanner.Bytes(), &fields); err != nil {
			t.Fatal(err)
		}
		if line == 1 {
			common = fields
			continue
		}
		source := decodeUnits(t, fields[0])
		var flags string
		_ = json.Unmarshal(fields[1], &flags)
		program, err := Compile(source, flags)
		if len(fields) == 3 {
			want := string(utf16.Decode(decodeUnits(t, fields[2])))
			if err == nil || err.Error() != want {
				wrong++
				t.Errorf("line %d: /%s/%s: error %v, node: %s", line, fields[0], flags, err, want)
			}
			continue
		}
		if err != nil {
			wrong++
			t.Errorf("line %d: %v, node compiles it", line, err)
			continue
		}
		inputs := common
		if string(fields[2]) != "null" {
			_ = json.Unmarshal(fields[2], &inputs)
		}
		var results []string
		_ = json.Unmarshal(fields[3], &results)
		for i, input := range inputs {
			units := decodeUnits(t, input)
			if got := allMatches(program, units, false); got != results[i] {
				wrong++
				t.Errorf("line %d: /%s/%s on %s: %q, node: %q", line, string(utf16.Decode(source)), flags, input, got, results[i])
				continue
			}
			if isASCII(units) {
				if got := allMatches(program, units, true); got != results[i] {
					wrong++
					t.Errorf("line %d: /%s/%s on ASCII %s: %q, node: %q", line, string(utf16.Decode(source)), flags, input, got, results[i])
				}
			}
		}
	}
}
