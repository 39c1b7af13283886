package msi

import (
	"cmp"
	"encoding/binary"
	"fmt"
	"slices"
	"strings"
	"unicode/utf16"

	"golang.org/x/text/encoding/charmap"

	"github.com/deskjs/deskjs/packaging/compound"
)

// table is a table of the installer's database.
type table struct {
	name string
	// columns are as in the installer's text files: "Name:s72", where s is text, l text that may be translated, i a number of 2 or 4 bytes, v a
	// stream; a capital may be null.
	columns string
	keys    int
	// rows have a string, an int, a []byte or nil for each column.
	rows [][]any
}

// Bits of a column's type.
const (
	columnValid     = 0x100
	columnLocalized = 0x200
	columnKnown     = 0x400
	columnText      = 0x800
	columnNullable  = 0x1000
	columnKey       = 0x2000
)

// column is one of a table.
type column struct {
	name  string
	kind  byte
	width int
	flags int
}

func (t table) parse() []column {
	var list []column
	for i, text := range strings.Fields(t.columns) {
		name, kind, _ := strings.Cut(text, ":")
		c := column{name: name, kind: kind[0] | 0x20, flags: columnValid}
		_, _ = fmt.Sscan(kind[1:], &c.width)
		if kind[0]&0x20 == 0 {
			c.flags |= columnNullable
		}
		switch c.kind {
		case 's':
			c.flags |= columnText | columnKnown
		case 'l':
			c.flags |= columnText | columnKnown | columnLocalized
		case 'i':
			if c.width == 2 {
				c.flags |= columnKnown
			}
		case 'v':
			c.flags |= columnText
		}
		if i < t.keys {
			c.flags |= columnKey
		}
		c.flags |= c.width
		list = append(list, c)
	}
	return list
}

// texts are the strings of a database: tables have their numbers, from 1 on.
type texts struct {
	list    []string
	numbers map[string]int
	uses    []int
}

func (s *texts) number(text string) int {
	if text == "" {
		return 0
	}
	n, known := s.numbers[text]
	if !known {
		s.list, s.uses = append(s.list, text), append(s.uses, 0)
		n = len(s.list)
		s.numbers[text] = n
	}
	s.uses[n-1]++
	return n
}

// maxTexts is how many there may be for numbers of two bytes.
const maxTexts = 1<<16 - 1

// encode returns the streams of a database.
func encode(tables []table) ([]compound.Stream, int, error) {
	used := &texts{numbers: map[string]int{}}
	var streams []compound.Stream
	names := table{name: "_Tables", columns: "Name:s64", keys: 1}
	columns := table{name: "_Columns", columns: "Table:s64 Number:i2 Name:s64 Type:i2", keys: 2}
	for _, t := range tables {
		names.rows = append(names.rows, []any{t.name})
		for i, c := range t.parse() {
			columns.rows = append(columns.rows, []any{t.name, i + 1, c.name, c.flags})
		}
	}
	for _, t := range append([]table{names, columns}, tables...) {
		if len(t.rows) == 0 {
			continue
		}
		data, inner, err := t.encode(used)
		if err != nil {
			return nil, 0, err
		}
		streams = append(streams, compound.Stream{Name: streamName(t.name, true), Data: data})
		streams = append(streams, inner...)
	}
	if len(used.list) > maxTexts {
		return nil, 0, fmt.Errorf("an MSI package has %d texts at most", maxTexts)
	}
	page := codePage(used.list)
	pool := binary.LittleEndian.AppendUint32(nil, uint32(page))
	var data []byte
	for i, text := range used.list {
		raw := inPage(page, text)
		if len(raw) > maxTexts {
			return nil, 0, fmt.Errorf("a text of %d bytes is too long for an MSI package: %.40q", len(raw), text)
		}
		pool = binary.LittleEndian.AppendUint16(pool, uint16(len(raw)))
		pool = binary.LittleEndian.AppendUint16(pool, uint16(min(used.uses[i], maxTexts)))
		data = append(data, raw...)
	}
	return append(streams,
		compound.Stream{Name: streamName("_StringPool", true), Data: pool},
		compound.Stream{Name: streamName("_StringData", true), Data: data}), page, nil
}

// encode writes a table column by column, its rows in the order of their keys, and returns the streams that its cells are.
func (t table) encode(used *texts) ([]byte, []compound.Stream, error) {
	columns := t.parse()
	var inner []compound.Stream
	rows := make([][]uint32, len(t.rows))
	for i, row := range t.rows {
		if len(row) != len(columns) {
			return nil, nil, fmt.Errorf("a row of %s has %d cells, not %d", t.name, len(row), len(columns))
		}
		for j, c := range columns {
			cell := uint32(0)
			switch value := row[j].(type) {
			case nil:
			case string:
				cell = uint32(used.number(value))
			case int:
				cell = uint32(value) ^ 0x8000
				if c.width == 4 {
					cell = uint32(value) ^ 0x80000000
				}
			case []byte:
				cell = 1
				inner = append(inner, compound.Stream{Name: streamName(t.name+"."+row[0].(string), false), Data: value})
			}
			rows[i] = append(rows[i], cell)
		}
	}
	slices.SortFunc(rows, func(a, b []uint32) int {
		for i := range t.keys {
			if order := cmp.Compare(a[i], b[i]); order != 0 {
				return order
			}
		}
		return 0
	})
	var out []byte
	for j, c := range columns {
		for _, row := range rows {
			if c.kind == 'i' && c.width == 4 {
				out = binary.LittleEndian.AppendUint32(out, row[j])
			} else {
				out = binary.LittleEndian.AppendUint16(out, uint16(row[j]))
			}
		}
	}
	return out, inner, nil
}

// Windows' code pages.
const (
	pageWestern = 1252
	pageUTF8    = 65001
)

// codePage chooses how texts are written: UTF-8 is for those that no older way can, since not all of Windows Installer expects it.
func codePage(all []string) int {
	encoder := charmap.Windows1252.NewEncoder()
	for _, text := range all {
		if _, err := encoder.String(text); err != nil {
			return pageUTF8
		}
	}
	return pageWestern
}

// inPage returns text as a code page of codePage's has it.
func inPage(page int, text string) []byte {
	if page == pageWestern {
		text, _ = charmap.Windows1252.NewEncoder().String(text) // codePage has tried
	}
	return []byte(text)
}

// units returns text as compound files have names: in UTF-16, little end first.
func units(text string) []byte {
	var out []byte
	for _, unit := range utf16.Encode([]rune(text)) {
		out = binary.LittleEndian.AppendUint16(out, unit)
	}
	return out
}

// streamName packs two letters of a name into one, as Windows Installer does; those of tables have a mark in front.
func streamName(name string, isTable bool) string {
	const letters = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz._"
	var out []rune
	if isTable {
		out = append(out, 0x4840)
	}
	units := []rune(name)
	for i := 0; i < len(units); i++ {
		first := strings.IndexRune(letters, units[i])
		if first < 0 {
			out = append(out, units[i])
			continue
		}
		if i+1 < len(units) {
			if second := strings.IndexRune(letters, units[i+1]); second >= 0 {
				out = append(out, rune(0x3800+first+second<<6))
				i++
				continue
			}
		}
		out = append(out, rune(0x4800+first))
	}
	return string(out)
}
