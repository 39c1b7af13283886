package bridge

import (
	"errors"
	"fmt"
	"strings"
)

// ErrBytesRefused is the error for bytes that no document sent or may have; the answer to the request is 404.
var ErrBytesRefused = errors.New("there are no such bytes")

// bytesPath is where a document's bytes are, before SECRET/TOKEN.
const bytesPath = "/.deskjs/bytes/"

// ParseBytesPath splits the path of a request for bytes, "/.deskjs/bytes/SECRET/TOKEN". ok is false for any other path.
func ParseBytesPath(path string) (secret, token string, ok bool) {
	rest, ok := strings.CutPrefix(path, bytesPath)
	if !ok {
		return "", "", false
	}
	secret, token, _ = strings.Cut(rest, "/")
	return secret, token, isToken(secret) && isToken(token)
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

// Upload keeps the blob that a page sent by POST for the record that will follow. The body belongs to the router then.
// The error is ErrBytesRefused when the secret isn't that of an open document, and otherwise says what is wrong with the body.
func (r *Router) Upload(secret, token string, body []byte) error {
	if _, err := ParseBlob(body); err != nil {
		return err
	}
	r.mutex.Lock()
	defer r.mutex.Unlock()
	document := r.secrets[secret]
	if document == nil || !isToken(token) {
		return ErrBytesRefused
	}
	if _, taken := document.blobs[token]; taken {
		return ErrBytesRefused
	}
	return document.keep(token, body)
}

// KnowsSecret reports whether secret is that of an open document, so that a request for bytes can be refused before its
// body is read.
func (r *Router) KnowsSecret(secret string) bool {
	r.mutex.Lock()
	defer r.mutex.Unlock()
	return r.secrets[secret] != nil
}

// Download returns, once, the blob of a record that the page received. The error is ErrBytesRefused.
func (r *Router) Download(secret, token string) ([]byte, error) {
	r.mutex.Lock()
	defer r.mutex.Unlock()
	if document := r.secrets[secret]; document != nil {
		if blob, ok := document.take(token); ok {
			return blob, nil
		}
	}
	return nil, ErrBytesRefused
}

// keep stores a blob under a token. It fails when the document has too many bytes stored already.
func (d *document) keep(token string, blob []byte) error {
	if len(blob) > MaxBlob || d.blobBytes+len(blob) > MaxBlob {
		return fmt.Errorf("the bytes are too many: %d, and %d already wait; the limit is %d", len(blob), d.blobBytes, MaxBlob)
	}
	d.blobs[token] = blob
	d.blobBytes += len(blob)
	return nil
}

// take removes a blob and returns it.
func (d *document) take(token string) ([]byte, bool) {
	blob, ok := d.blobs[token]
	if ok {
		delete(d.blobs, token)
		d.blobBytes -= len(blob)
	}
	return blob, ok
}
