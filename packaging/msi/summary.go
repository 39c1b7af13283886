package msi

import (
	"encoding/binary"
	"time"
)

// summary is what the system knows of a package before it opens its database.
type summary struct {
	page                             int
	title, subject, author, comments string
	template, code                   string
	when                             time.Time
	installer                        int // the version of Windows Installer that it needs, by 100
	words                            int
}

// What kinds of values a property has.
const (
	kindShort = 2
	kindLong  = 3
	kindText  = 30
	kindTime  = 64
)

// encode writes it as a property set, after [MS-OLEPS].
func (s summary) encode() []byte {
	little := binary.LittleEndian
	type property struct {
		id   uint32
		data []byte
	}
	number := func(kind uint32, n int) []byte { return little.AppendUint32(little.AppendUint32(nil, kind), uint32(n)) }
	text := func(text string) []byte {
		raw := append(inPage(s.page, text), 0)
		out := append(number(kindText, len(raw)), raw...)
		return append(out, make([]byte, -len(out)&3)...)
	}
	at := func(t time.Time) []byte {
		// Since 1601, in tenths of a microsecond.
		return little.AppendUint64(little.AppendUint32(nil, kindTime), uint64(t.Unix()+11_644_473_600)*10_000_000)
	}
	properties := []property{
		{1, number(kindShort, s.page)},
		{2, text(s.title)}, {3, text(s.subject)}, {4, text(s.author)}, {5, text("Installer")}, {6, text(s.comments)},
		{7, text(s.template)}, {9, text(s.code)}, {12, at(s.when)}, {13, at(s.when)},
		{14, number(kindLong, s.installer)}, {15, number(kindLong, s.words)}, {18, text("deskjs")}, {19, number(kindLong, 2)},
	}
	header := 8 + 8*len(properties)
	var index, values []byte
	for _, p := range properties {
		index = little.AppendUint32(little.AppendUint32(index, p.id), uint32(header+len(values)))
		values = append(values, p.data...)
	}
	out := little.AppendUint16(nil, 0xfffe)
	out = little.AppendUint16(out, 0)
	out = little.AppendUint32(out, 0x0002000a) // Windows 10
	out = append(out, make([]byte, 16)...)
	out = little.AppendUint32(out, 1)
	// {F29F85E0-4FF9-1068-AB91-08002B27B3D9}
	out = append(out, 0xe0, 0x85, 0x9f, 0xf2, 0xf9, 0x4f, 0x68, 0x10, 0xab, 0x91, 0x08, 0x00, 0x2b, 0x27, 0xb3, 0xd9)
	out = little.AppendUint32(out, 48)
	out = little.AppendUint32(out, uint32(header+len(values)))
	out = little.AppendUint32(out, uint32(len(properties)))
	return append(append(out, index...), values...)
}
