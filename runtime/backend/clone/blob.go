package clone

import (
	"strconv"
	"time"

	"github.com/dop251/goja"
)

// BlobKey is the symbol under which a Blob or a File has its data, a *Blob.
var BlobKey = goja.NewSymbol("kHandle")

// Blob is the data of a Blob or a File. Its pieces never change once they are in it, so that slices and copies share them.
type Blob struct {
	Pieces []BlobPiece
	// Type is the media type, in lower case.
	Type string
	// File says that it is a File, with a Name and the time of its last change in milliseconds.
	File     bool
	Name     goja.String
	Modified float64
}

// BlobPiece is a stretch of bytes: its own, or Length bytes at Offset of the file at Path, which must be as it was then, or of what
// Read reads.
type BlobPiece struct {
	Bytes []byte
	// Read is a function of an offset and a length that promises an ArrayBuffer: the bytes are elsewhere. Nil if they are not.
	Read           goja.Value
	Path           string
	FileSize       int64
	ModTime        time.Time
	Offset, Length int64
}

// Append adds bytes, which belong to the Blob from then on.
func (b *Blob) Append(bytes []byte) {
	if len(bytes) > 0 {
		b.Pieces = append(b.Pieces, BlobPiece{Bytes: bytes, Length: int64(len(bytes))})
	}
}

// Size returns the number of bytes.
func (b *Blob) Size() int64 {
	size := int64(0)
	for i := range b.Pieces {
		size += b.Pieces[i].Length
	}
	return size
}

// here reports whether the bytes are the piece's own.
func (p *BlobPiece) here() bool { return p.Path == "" && p.Read == nil }

// Slice returns the bytes from start to end, which must lie within the Blob, as another one of the given type.
func (b *Blob) Slice(start, end int64, mediaType string) *Blob {
	slice := &Blob{Type: mediaType}
	at := int64(0)
	for _, piece := range b.Pieces {
		low, high := max(start-at, 0), min(end-at, piece.Length)
		at += piece.Length
		// An empty file stays, since reading it tells whether it has changed.
		if low > high || low == high && piece.Length > 0 {
			continue
		}
		if piece.here() {
			piece.Bytes = piece.Bytes[low:high:high]
		}
		piece.Offset, piece.Length = piece.Offset+low, high-low
		slice.Pieces = append(slice.Pieces, piece)
	}
	return slice
}

// Bytes returns a copy of all bytes, and false if some are elsewhere.
func (b *Blob) Bytes() ([]byte, bool) {
	for i := range b.Pieces {
		if !b.Pieces[i].here() {
			return nil, false
		}
	}
	bytes := make([]byte, 0, b.Size())
	for i := range b.Pieces {
		bytes = append(bytes, b.Pieces[i].Bytes...)
	}
	return bytes, true
}

// blobOf returns the data of a Blob or a File, nil for other objects.
func blobOf(object *goja.Object) *Blob {
	// Most objects are instances of Object, and so no Blobs.
	if prototype := object.Prototype(); prototype == nil || prototype.Prototype() == nil {
		return nil
	}
	value := object.GetSymbol(BlobKey)
	if value == nil {
		return nil
	}
	blob, _ := value.Export().(*Blob)
	return blob
}

func (e *encoder) file(blob *Blob) error {
	bytes, ok := blob.Bytes()
	if !ok {
		return e.refuse("is a Blob that isn't in memory and can't be sent; send its stream()")
	}
	index, err := e.addPart(&part{data: bytes, high: len(bytes)})
	if err != nil {
		return err
	}
	kind := "blob"
	if blob.File {
		kind = "file"
	}
	e.write(`{"$":"` + kind + `","i":` + strconv.Itoa(index))
	if blob.File {
		e.write(`,"name":`)
		e.string(blob.Name)
	}
	e.write(`,"type":`)
	e.goString(blob.Type)
	if blob.File {
		e.write(`,"modified":`)
		e.number(blob.Modified)
	}
	e.write("}")
	return nil
}
