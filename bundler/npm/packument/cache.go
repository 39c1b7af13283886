package packument

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"time"

	"github.com/klauspost/compress/zstd"
)

// cache keeps documents on disk, each in a file: a line with what it is and its ETag, and the document, compressed. Whatever is wrong with a file means
// that it is not there.
type cache struct{ dir string }

// kept is a document on disk.
type kept struct {
	at         time.Time
	etag       string
	compressed []byte
}

const form = "deskjs-document-1"

var (
	encoders = sync.OnceValue(func() *zstd.Encoder {
		encoder, _ := zstd.NewWriter(nil, zstd.WithEncoderLevel(zstd.SpeedFastest), zstd.WithEncoderConcurrency(1))
		return encoder
	})
	decoders = sync.OnceValue(func() *zstd.Decoder {
		decoder, _ := zstd.NewReader(nil, zstd.WithDecoderConcurrency(0), zstd.WithDecoderMaxMemory(1<<30))
		return decoder
	})
)

func (c *cache) file(address string) string {
	sum := sha256.Sum256([]byte(address))
	name := hex.EncodeToString(sum[:20])
	return filepath.Join(c.dir, name[:2], name[2:])
}

func (c *cache) read(address string) *kept {
	if c.dir == "" {
		return nil
	}
	file := c.file(address)
	data, err := os.ReadFile(file)
	if err != nil {
		return nil
	}
	info, err := os.Stat(file)
	if err != nil {
		return nil
	}
	line, rest, found := bytes.Cut(data, []byte("\n"))
	fields := strings.SplitN(string(line), " ", 3)
	if !found || len(fields) < 2 || fields[0] != form || fields[1] != address {
		return nil
	}
	k := &kept{at: info.ModTime(), compressed: rest}
	if len(fields) == 3 {
		k.etag = fields[2]
	}
	return k
}

func (k *kept) data() ([]byte, error) { return decoders().DecodeAll(k.compressed, nil) }

// write keeps a document; that it can't is no reason to fail.
func (c *cache) write(address, etag string, data []byte) {
	if c.dir == "" || strings.ContainsAny(etag, "\r\n") {
		return
	}
	file := c.file(address)
	if os.MkdirAll(filepath.Dir(file), 0o755) != nil {
		return
	}
	fresh, err := os.CreateTemp(filepath.Dir(file), ".new-")
	if err != nil {
		return
	}
	defer os.Remove(fresh.Name())
	_, err = fresh.Write(encoders().EncodeAll(data, []byte(form+" "+address+" "+etag+"\n")))
	if fresh.Close() == nil && err == nil {
		_ = os.Rename(fresh.Name(), file)
	}
}

// touch notes that a document is still right.
func (c *cache) touch(address string) {
	if c.dir != "" {
		_ = os.Chtimes(c.file(address), time.Now(), time.Now())
	}
}
