package archive

import (
	"bytes"
	"crypto/sha256"
	"fmt"
	"runtime"
	"sync"
)

// Once returns what create makes for the key, and calls it once: packaging.App's method.
type Once func(key string, create func() ([]byte, error)) ([]byte, error)

const (
	// largeSize is from where a write is compressed by itself, apart from what stands around it.
	largeSize = 256 << 10
	// pieceSize is what one processor compresses at a time; it decides about the bytes, so it is the same everywhere.
	pieceSize = 8 << 20
)

// large compresses data that other packages may have too, in pieces.
func large(once Once, kind string, data []byte, piece func(before, data []byte) ([]byte, error)) ([]byte, error) {
	return once(fmt.Sprintf("%s %x", kind, sha256.Sum256(data)), func() ([]byte, error) {
		count := (len(data) + pieceSize - 1) / pieceSize
		made, failed := make([][]byte, count), make([]error, count)
		var group sync.WaitGroup
		busy := make(chan struct{}, runtime.GOMAXPROCS(0))
		for i := range count {
			start := i * pieceSize
			busy <- struct{}{}
			group.Go(func() {
				made[i], failed[i] = piece(data[:start], data[start:min(start+pieceSize, len(data))])
				<-busy
			})
		}
		group.Wait()
		for _, err := range failed {
			if err != nil {
				return nil, err
			}
		}
		return bytes.Join(made, nil), nil
	})
}
