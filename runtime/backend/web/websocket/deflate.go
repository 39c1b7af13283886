package websocket

import (
	"bytes"
	"errors"
	"io"
	"strconv"
	"strings"

	"github.com/klauspost/compress/flate"
)

// maxInflated is how long a message may become when it is decompressed, in bytes: a few kilobytes can claim gigabytes.
const maxInflated = 128 << 20

// window is how far DEFLATE looks back.
const window = 32 << 10

// inflateTail ends a message's DEFLATE blocks: what the sender took away (RFC 7692, 7.2.1), and an empty final block so that the reader stops.
var inflateTail = []byte{0, 0, 0xFF, 0xFF, 1, 0, 0, 0xFF, 0xFF}

// inflater decompresses messages by permessage-deflate, RFC 7692. Its reader is made for the first one.
type inflater struct {
	// alone says that each message is compressed without the ones before.
	alone  bool
	reader io.ReadCloser
	// past is the end of what came before.
	past []byte
}

func (f *inflater) inflate(payload []byte) ([]byte, *failure) {
	source := io.MultiReader(bytes.NewReader(payload), bytes.NewReader(inflateTail))
	if f.reader == nil {
		f.reader = flate.NewReaderDict(source, f.past)
	} else if err := f.reader.(flate.Resetter).Reset(source, f.past); err != nil {
		return nil, &failure{statusInvalid, err.Error()}
	}
	var out bytes.Buffer
	n, err := io.Copy(&out, io.LimitReader(f.reader, maxInflated+1))
	switch {
	case n > maxInflated:
		return nil, &failure{statusTooBig, "Received a message that is too long."}
	case err != nil:
		return nil, &failure{statusInvalid, "Received a message that cannot be decompressed."}
	}
	whole := out.Bytes()
	if !f.alone {
		f.remember(whole)
	}
	return whole, nil
}

func (f *inflater) remember(whole []byte) {
	if len(whole) >= window {
		f.past = append(f.past[:0], whole[len(whole)-window:]...)
		return
	}
	if over := len(f.past) + len(whole) - window; over > 0 {
		f.past = append(f.past[:0], f.past[over:]...)
	}
	f.past = append(f.past, whole...)
}

//lint:ignore ST1005 Node's words, as programs see them
var errExtensions = errors.New("Sec-WebSocket-Extensions header does not match.")

// agreed returns the inflater for what a server has agreed to, nil if there are no extensions. What is asked for is permessage-deflate
// with client_max_window_bits; nothing is sent compressed, and so the client's parameters do not matter.
func agreed(extensions string) (*inflater, error) {
	if strings.TrimSpace(extensions) == "" {
		return nil, nil
	}
	parameters := strings.Split(extensions, ";")
	if !strings.EqualFold(strings.TrimSpace(parameters[0]), "permessage-deflate") {
		return nil, errExtensions
	}
	f := &inflater{}
	seen := map[string]bool{}
	for _, parameter := range parameters[1:] {
		name, value, given := strings.Cut(strings.TrimSpace(parameter), "=")
		name, value = strings.ToLower(strings.TrimSpace(name)), strings.Trim(strings.TrimSpace(value), `"`)
		switch name {
		case "server_no_context_takeover":
			f.alone = true
			fallthrough
		case "client_no_context_takeover":
			if given {
				return nil, errExtensions
			}
		case "server_max_window_bits", "client_max_window_bits":
			if bits, err := strconv.Atoi(value); err != nil || bits < 8 || bits > 15 {
				return nil, errExtensions
			}
		default:
			return nil, errExtensions
		}
		if seen[name] {
			return nil, errExtensions
		}
		seen[name] = true
	}
	return f, nil
}
