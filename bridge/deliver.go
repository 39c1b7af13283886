package bridge

import (
	"fmt"
	"strconv"
)

// Deliver takes records from the backend to the document they are for. Answers to a document that is gone, or that nobody
// waits for, are dropped. The error is about records that a backend can't send; it is for the log: the calls that they
// were about are settled. One goroutine should deliver all, or answers may overtake each other.
func (r *Router) Deliver(records Records) error {
	r.mutex.Lock()
	defer r.release()
	document := r.documents[records.View]
	blob := joinBlob(records.Blob)
	var problem error
	for record, err := range ParseRecords(records.Text) {
		switch {
		case err != nil:
			problem = err
		case document == nil:
			r.dropAnswer(records.View, record)
		default:
			if err := document.deliver(record, blob); err != nil {
				problem = err
			}
		}
		blob = nil // belongs to the only record of its frame
	}
	if document != nil {
		document.answer()
	}
	return problem
}

func joinBlob(parts [][]byte) []byte {
	if len(parts) == 1 {
		return parts[0]
	}
	var blob []byte
	for _, part := range parts {
		blob = append(blob, part...)
	}
	return blob
}

// dropAnswer ends a stream that nobody will read.
func (r *Router) dropAnswer(number uint32, record Record) {
	if record.Kind == RecordStream {
		if stream, err := record.Stream(); err == nil {
			r.endStream(number, stream)
		}
	}
}

// answers lists which kinds of records answer which.
var answers = map[string][]string{
	RecordCall:   {RecordResult, RecordError, RecordStream},
	RecordNext:   {RecordItem, RecordEnd, RecordError},
	RecordReturn: {RecordEnd, RecordError},
}

func (d *document) deliver(record Record, blob []byte) error {
	waiting, ok := d.pending[record.ID]
	if !ok || waiting.queued {
		d.router.dropAnswer(d.number, record)
		return nil
	}
	fits := false
	for _, kind := range answers[waiting.kind] {
		fits = fits || kind == record.Kind
	}
	if !fits {
		d.settle(record.ID, RecordError, ErrorText("The backend's answer is not one.", CodeBadRecord))
		return fmt.Errorf("the backend answered %s %d with %q", waiting.kind, record.ID, record.Kind)
	}
	if record.Kind == RecordStream {
		backend, err := record.Stream()
		if err != nil {
			d.settle(record.ID, RecordError, ErrorText("The backend's answer is not one.", CodeBadRecord))
			return err
		}
		d.lastStream++
		d.streams[d.lastStream] = stream{backend: backend}
		record.Rest = strconv.FormatUint(d.lastStream, 10)
	}
	if why := d.router.limits.tooLarge("The answer is", len(record.Rest), len(blob)); why != "" {
		d.settle(record.ID, RecordError, ErrorText(why, CodeMessageTooLarge))
		return nil
	}
	if len(blob) == 0 {
		d.settle(record.ID, record.Kind, record.Rest)
		return nil
	}
	token := randomToken()
	if err := d.keep(token, blob); err != nil {
		d.settle(record.ID, RecordError, ErrorText("The answer can't be delivered: "+err.Error(), CodeMessageTooLarge))
		return nil
	}
	d.settle(record.ID, record.Kind, record.Rest)
	last := len(d.ready) - 1
	d.ready[last] = recordBytes + " " + token + "\n" + d.ready[last]
	return nil
}
