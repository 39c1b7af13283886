package backend

import (
	"errors"
	"strconv"
	"strings"

	"github.com/dop251/goja"

	"github.com/deskjs/deskjs/bridge"
	"github.com/deskjs/deskjs/runtime/backend/op"
)

// outgoing are records on their way to one page.
type outgoing struct {
	text strings.Builder
	// items is the id of the stream whose items the last record gathers; that record has no end yet.
	items uint64
}

// close ends the record that gathers items.
func (o *outgoing) close() {
	if o.items != 0 {
		o.text.WriteByte(']')
		o.items = 0
	}
}

func (d *dispatcher) gather(view uint32) *outgoing {
	o := d.outgoing[view]
	if o == nil {
		o = &outgoing{}
		d.outgoing[view] = o
	}
	return o
}

// deliver sends a record. The error says that it is too large.
func (d *dispatcher) deliver(view uint32, record bridge.Record, blob [][]byte) error {
	if len(blob) == 0 && len(record.Rest) < bridge.MaxText/2 {
		d.append(view, record)
		return nil
	}
	// Bytes and huge values travel alone.
	d.flush()
	var tooLarge *bridge.FrameError
	if err := d.send(bridge.Records{View: view, Text: record.String(), Blob: blob}); errors.As(err, &tooLarge) {
		return &op.Error{Code: bridge.CodeMessageTooLarge, Message: "What is sent to the page is too large: " + tooLarge.Reason}
	}
	return nil
}

func (d *dispatcher) append(view uint32, record bridge.Record) {
	o := d.gather(view)
	o.close()
	if o.text.Len() > 0 {
		o.text.WriteByte('\n')
	}
	var small [128]byte
	o.text.Write(record.Append(small[:0]))
	if o.text.Len() > bridge.MaxText/2 {
		d.flush()
	}
}

// item sends an item of the stream that the page's request id reads, together with those before and after it where it can.
// It returns how long its text is.
func (d *dispatcher) item(document *document, id uint64, value goja.Value) (size int, err error) {
	text, blob, err := document.codec().Encode(d.backend.Engine.VM, value, "item")
	if err != nil {
		return 0, err
	}
	// Definitions are numbered from 1 in each item, so one that has some is an array by itself.
	if len(blob) > 0 || len(text) >= bridge.MaxText/4 || strings.Contains(text, `{"$":"def"`) {
		return len(text) + sizeOf(blob), d.deliver(document.number, bridge.Record{Kind: bridge.RecordItem, ID: id, Rest: "[" + text + "]"}, blob)
	}
	o := d.gather(document.number)
	if o.items == id {
		o.text.WriteByte(',')
	} else {
		o.close()
		if o.text.Len() > 0 {
			o.text.WriteByte('\n')
		}
		o.text.WriteString(bridge.RecordItem + " " + strconv.FormatUint(id, 10) + " [")
		o.items = id
	}
	o.text.WriteString(text)
	if o.text.Len() > bridge.MaxText/2 {
		d.flush()
	}
	return len(text), nil
}

func sizeOf(blob [][]byte) int {
	size := 0
	for _, part := range blob {
		size += len(part)
	}
	return size
}

// flush sends what has gathered. The loop calls it before it looks for new work.
func (d *dispatcher) flush() {
	d.acknowledge()
	for view, o := range d.outgoing {
		delete(d.outgoing, view)
		o.close()
		// A host that is gone ends this process; there is nobody else to tell.
		_ = d.send(bridge.Records{View: view, Text: o.text.String()})
	}
}
