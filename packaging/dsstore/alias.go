package dsstore

import (
	"encoding/binary"
	"time"
	"unicode/utf16"

	"golang.org/x/text/unicode/norm"
)

// File is a file in a folder of a volume's root, as an alias names it.
type File struct {
	// Volume is the volume's name, Created when it was made.
	Volume  string
	Created time.Time
	// Folder and Name are the file's, FolderID and ID their numbers in the volume's catalog.
	Folder, Name string
	FolderID, ID uint32
}

// Alias returns an alias to a file: an alias record of version 2.
func Alias(f File) []byte {
	const (
		epoch      = 2082844800 // of 1970, in seconds since 1904
		anyLevel   = 0xffff
		ejectable  = 5
		diskImage  = 0x0d02 // attributes of the volume
		tagFolder  = 0
		tagIDs     = 1
		tagPath    = 2
		tagName    = 14
		tagVolume  = 15
		tagPOSIX   = 18
		tagMounted = 19
	)
	var out []byte
	short := func(value uint16) { out = binary.BigEndian.AppendUint16(out, value) }
	long := func(value uint32) { out = binary.BigEndian.AppendUint32(out, value) }
	pascal := func(text string, size int) {
		field := make([]byte, size)
		field[0] = byte(copy(field[1:], text))
		out = append(out, field...)
	}
	tag := func(number uint16, data []byte) {
		short(number)
		short(uint16(len(data)))
		out = append(out, data...)
		if len(data)%2 != 0 {
			out = append(out, 0)
		}
	}
	created := uint32(f.Created.Unix() + epoch)
	long(0)  // no application's
	short(0) // the length, which is known last
	short(2)
	short(0) // a file
	pascal(f.Volume, 28)
	long(created)
	out = append(out, "H+"...)
	short(ejectable)
	long(f.FolderID)
	pascal(f.Name, 64)
	long(f.ID)
	long(created)
	long(0)
	long(0)
	short(anyLevel)
	short(anyLevel)
	long(diskImage)
	short(0)
	out = append(out, make([]byte, 10)...)
	tag(tagFolder, []byte(f.Folder))
	tag(tagIDs, binary.BigEndian.AppendUint32(nil, f.FolderID))
	tag(tagPath, []byte(f.Volume+":"+f.Folder+":"+f.Name))
	tag(tagName, counted(f.Name))
	tag(tagVolume, counted(f.Volume))
	tag(tagPOSIX, []byte("/"+f.Folder+"/"+f.Name))
	tag(tagMounted, []byte("/Volumes/"+f.Volume))
	short(0xffff)
	short(0)
	binary.BigEndian.PutUint16(out[4:], uint16(len(out)))
	return out
}

// counted is text in UTF-16 behind its length.
func counted(text string) []byte {
	units := utf16.Encode([]rune(norm.NFD.String(text)))
	out := binary.BigEndian.AppendUint16(nil, uint16(len(units)))
	for _, unit := range units {
		out = binary.BigEndian.AppendUint16(out, unit)
	}
	return out
}
