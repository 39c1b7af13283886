package dsstore

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"strings"
	"testing"
	"time"
	"unicode/utf16"
)

// read returns the records of a store in their order, "NAME CODE TYPE", and their values, by what is known of the format: it follows
// the table of blocks, and fails where two of them, or what is free, overlap.
func read(t *testing.T, data []byte) (list []string, values map[string][]byte) {
	t.Helper()
	be := binary.BigEndian
	if string(data[:8]) != "\x00\x00\x00\x01Bud1" || be.Uint32(data[8:]) != be.Uint32(data[16:]) {
		t.Fatal("no store")
	}
	heap := data[4:]
	root := heap[be.Uint32(data[8:]):][:be.Uint32(data[12:])]
	blocks := [][]byte{}
	used := map[uint32]bool{}
	take := func(at, size uint32) {
		for i := at / 32; i < (at+size)/32; i++ {
			if used[i] {
				t.Fatalf("%d is taken twice", i*32)
			}
			used[i] = true
		}
	}
	take(0, 32)
	count := be.Uint32(root)
	for i := range count {
		place := be.Uint32(root[8+4*i:])
		at, size := place&^31, uint32(1)<<(place&31)
		take(at, size)
		blocks = append(blocks, heap[at:at+size])
	}
	rest := root[8+4*256:]
	if string(rest[:13]) != "\x00\x00\x00\x01\x04DSDB\x00\x00\x00\x01" {
		t.Fatalf("no tree: %q", rest[:13])
	}
	rest = rest[13:]
	for power := range 32 {
		n := be.Uint32(rest)
		for i := range n {
			if at := be.Uint32(rest[4+4*i:]); power < 20 {
				take(at, 1<<power)
			}
		}
		rest = rest[4+4*n:]
	}
	for i := range uint32(1 << 20 / 32) {
		if !used[i] {
			t.Fatalf("%d is neither used nor free", i*32)
		}
	}
	master := blocks[1]
	leaf := blocks[be.Uint32(master)]
	records := be.Uint32(leaf[4:])
	if be.Uint32(leaf) != 0 || be.Uint32(master[8:]) != records {
		t.Fatal("no leaf")
	}
	leaf = leaf[8:]
	values = map[string][]byte{}
	for range records {
		units := make([]uint16, be.Uint32(leaf))
		for i := range units {
			units[i] = be.Uint16(leaf[4+2*i:])
		}
		leaf = leaf[4+2*len(units):]
		entry := fmt.Sprintf("%s %s %s", string(utf16.Decode(units)), leaf[:4], leaf[4:8])
		size := 4
		if string(leaf[4:8]) == "blob" {
			size += int(be.Uint32(leaf[8:]))
		}
		values[entry] = leaf[8 : 8+size]
		list = append(list, entry)
		leaf = leaf[8+size:]
	}
	return list, values
}

func TestEncode(t *testing.T) {
	window := Window{Width: 540, Height: 380, IconSize: 128, Background: []byte("alias"), Icons: map[string]Point{"notes.app": {135, 190}, "Applications": {405, 190}}}
	data, err := Encode(window)
	if err != nil {
		t.Fatal(err)
	}
	list, values := read(t, data)
	if got := strings.Join(list, ", "); got != ". bwsp blob, . icvl type, . icvp blob, . vSrn long, Applications Iloc blob, notes.app Iloc blob" {
		t.Errorf("it has %s", got)
	}
	if got := values["notes.app Iloc blob"]; !bytes.Equal(got, []byte{0, 0, 0, 16, 0, 0, 0, 135, 0, 0, 0, 190, 255, 255, 255, 255, 255, 255, 0, 0}) {
		t.Errorf("%v", got)
	}
	if !bytes.Contains(values[". bwsp blob"], []byte("{{200, 200}, {540, 402}}")) || !bytes.Contains(values[". icvp blob"], []byte("\x45alias")) {
		t.Errorf("%q", values)
	}
	window.Icons = map[string]Point{}
	for i := range 200 {
		window.Icons[fmt.Sprint(i)] = Point{}
	}
	if _, err := Encode(window); err == nil {
		t.Error("two hundred icons were taken")
	}
}

func TestAlias(t *testing.T) {
	alias := Alias(File{Volume: "My Notes", Created: time.Unix(1741064768, 0), Folder: ".background", Name: "background.png", FolderID: 17, ID: 18})
	be := binary.BigEndian
	if int(be.Uint16(alias[4:])) != len(alias) || be.Uint16(alias[6:]) != 2 || string(alias[10:19]) != "\x08My Notes" || be.Uint32(alias[38:]) != 1741064768+2082844800 {
		t.Errorf("%q", alias)
	}
	tags := map[uint16]string{}
	for rest := alias[150:]; ; {
		tag, size := be.Uint16(rest), int(be.Uint16(rest[2:]))
		if tag == 0xffff {
			break
		}
		tags[tag] = string(rest[4 : 4+size])
		rest = rest[4+(size+1)/2*2:]
	}
	if tags[0] != ".background" || tags[2] != "My Notes:.background:background.png" || tags[18] != "/.background/background.png" || tags[19] != "/Volumes/My Notes" || tags[1] != "\x00\x00\x00\x11" {
		t.Errorf("%+q", tags[2])
	}
}
