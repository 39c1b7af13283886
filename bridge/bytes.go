package bridge

import (
	"errors"
	"fmt"
	"strconv"
	"strings"
)

// PieceSize is how many bytes of a blob one request carries; the last one carries what is left. Large ones would hold up
// the calls beside them, in the webview and on the thread of the windows.
const PieceSize = 512 << 10

// TotalHeader is the header of a response with a piece that says how long the whole blob is.
const TotalHeader = "Deskjs-Total"

// maxBlobs is how many blobs of one document may wait.
const maxBlobs = MaxPending

// BytesPath is what the path of a request for bytes says: "/.deskjs/bytes/SECRET/TOKEN/OFFSET" to fetch a piece, and with
// "/TOTAL" behind it to send one.
type BytesPath struct {
	Secret string // of the document
	Token  string // of the blob
	Offset int    // where the piece is in the blob
	Total  int    // the blob's length, 0 to fetch
}

// bytesPath is where a document's bytes are, before SECRET.
const bytesPath = "/.deskjs/bytes/"

// ParseBytesPath reads the path of a request for bytes. ok is false for any other path.
func ParseBytesPath(path string) (parsed BytesPath, ok bool) {
	rest, ok := strings.CutPrefix(path, bytesPath)
	fields := strings.SplitN(rest, "/", 5)
	if !ok || len(fields) < 3 || len(fields) > 4 || !isToken(fields[0]) || !isToken(fields[1]) {
		return BytesPath{}, false
	}
	numbers := [2]int{}
	for i, digits := range fields[2:] {
		number, err := strconv.ParseUint(digits, 10, 31)
		if err != nil || digits != strconv.FormatUint(number, 10) || i == 1 && number == 0 {
			return BytesPath{}, false
		}
		numbers[i] = int(number)
	}
	return BytesPath{fields[0], fields[1], numbers[0], numbers[1]}, numbers[0]%PieceSize == 0
}

func isToken(token string) bool {
	if len(token) != 32 {
		return false
	}
	for i := range len(token) {
		if c := token[i]; (c < '0' || c > '9') && (c < 'a' || c > 'f') {
			return false
		}
	}
	return true
}

// Why bytes are refused.
var (
	// ErrBytesRefused says that no document sent or may have them.
	ErrBytesRefused = errors.New("there are no such bytes")
	// ErrBytesTooLarge says that they are more than the limits allow.
	ErrBytesTooLarge = errors.New("the bytes are too many")
	// ErrBytesBroken says that what came is not the next piece, or that the pieces make no blob.
	ErrBytesBroken = errors.New("the bytes are not a piece of a blob")
)

// heldBlob is the bytes of a record, on their way in from the page or out to it.
type heldBlob struct {
	assembly
	fetched int // how much of it the page has got
}

func (b *heldBlob) whole() bool { return len(b.body) == b.size }

// Room returns the memory that the body of a request to send a piece belongs in, all of it, before Upload. It is for those who
// can read a body into a place of their choice. The error is one of the above; a request for which there is no room needn't be read.
func (r *Router) Room(path BytesPath) ([]byte, error) {
	r.mutex.Lock()
	defer r.mutex.Unlock()
	room, _, err := r.room(path)
	return room, err
}

func (r *Router) room(path BytesPath) (room []byte, document *document, err error) {
	document = r.secrets[path.Secret]
	if document == nil {
		return nil, nil, ErrBytesRefused
	}
	incoming, known := document.blobs[path.Token]
	switch {
	case path.Offset >= path.Total:
		return nil, nil, ErrBytesBroken
	case !known && path.Offset > 0:
		return nil, nil, ErrBytesRefused // the beginning was refused
	case !known:
		if path.Total > r.limits.Bytes {
			return nil, nil, fmt.Errorf("%w: %d, the limit is %d", ErrBytesTooLarge, path.Total, r.limits.Bytes)
		}
		incoming = &heldBlob{assembly: assembly{size: path.Total}}
		if err := document.keep(path.Token, incoming); err != nil {
			return nil, nil, err
		}
	case incoming.size != path.Total || len(incoming.body) != path.Offset:
		return nil, nil, ErrBytesBroken // sent before, out of order, or not sent by the page at all
	}
	// A body grows at multiples of a piece only, so the room is never less than that.
	return incoming.room(min(PieceSize, incoming.size-path.Offset)), document, nil
}

// Upload takes a piece of the blob of a record that will follow. body may be what Room returned, filled. The error is one
// of the above, and then nothing is left of the blob.
func (r *Router) Upload(path BytesPath, body []byte) error {
	r.mutex.Lock()
	defer r.mutex.Unlock()
	room, document, err := r.room(path)
	if err != nil {
		return err
	}
	incoming := document.blobs[path.Token]
	if len(body) != len(room) {
		document.take(path.Token)
		return ErrBytesBroken
	}
	if len(body) > 0 && &body[0] != &room[0] {
		copy(room, body)
	}
	incoming.body = incoming.body[:path.Offset+len(body)]
	if incoming.whole() {
		if _, err := ParseBlob(incoming.body); err != nil {
			document.take(path.Token)
			return fmt.Errorf("%w: %w", ErrBytesBroken, err)
		}
	}
	return nil
}

// Download returns the next piece of the blob of a record that the page received, each once, and the blob's length. The error is
// ErrBytesRefused.
func (r *Router) Download(path BytesPath) (piece []byte, total int, err error) {
	r.mutex.Lock()
	defer r.mutex.Unlock()
	document := r.secrets[path.Secret]
	if document == nil {
		return nil, 0, ErrBytesRefused
	}
	outgoing := document.blobs[path.Token]
	if outgoing == nil || !outgoing.whole() || outgoing.fetched != path.Offset {
		return nil, 0, ErrBytesRefused
	}
	outgoing.fetched = min(path.Offset+PieceSize, outgoing.size)
	if outgoing.fetched == outgoing.size {
		document.take(path.Token)
	}
	return outgoing.body[path.Offset:outgoing.fetched:outgoing.fetched], outgoing.size, nil
}

// keep stores a blob under a token. It fails when the document has too many bytes stored already.
func (d *document) keep(token string, kept *heldBlob) error {
	if kept.size > MaxBlob || d.blobBytes+kept.size > MaxBlob || len(d.blobs) >= maxBlobs {
		return fmt.Errorf("%w: %d, and %d already wait in %d blobs; the limit is %d", ErrBytesTooLarge, kept.size, d.blobBytes, len(d.blobs), MaxBlob)
	}
	d.blobs[token] = kept
	d.blobBytes += kept.size
	return nil
}

// take removes a blob and returns its bytes, if all of them are there.
func (d *document) take(token string) ([]byte, bool) {
	kept, ok := d.blobs[token]
	if !ok {
		return nil, false
	}
	delete(d.blobs, token)
	d.blobBytes -= kept.size
	return kept.body, kept.whole()
}
