package bridge

import (
	"fmt"
	"slices"
)

// Deliver takes records from the backend to the document they are for. Those to a document that is gone, and answers that nobody
// waits for, are dropped. The error is about records that a backend can't send; it is for the log: the calls that they
// were about are settled. One goroutine should deliver all, or answers may overtake each other.
func (r *Router) Deliver(records Records) error {
	r.mutex.Lock()
	defer r.release()
	if records.View == 0 {
		return r.deliverListens(records.Text)
	}
	document := r.documents[records.View]
	blob := joinBlob(records.Blob)
	var problem error
	for record, err := range ParseRecords(records.Text) {
		switch {
		case err != nil:
			problem = err
		case document != nil:
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

// answers lists which kinds of records answer which.
var answers = map[string][]string{
	RecordCall:   {RecordResult, RecordError},
	RecordInvoke: {RecordResult, RecordError},
	RecordNext:   {RecordItem, RecordEnd, RecordError},
}

func (d *document) deliver(record Record, blob []byte) error {
	switch record.Kind {
	case RecordResult, RecordError, RecordItem, RecordEnd:
		return d.deliverAnswer(record, blob)
	case RecordInvoke, RecordNext:
		if _, used := d.requested[record.ID]; used || record.ID == 0 {
			return fmt.Errorf("the backend sent %s with the id %d, which is in use", record.Kind, record.ID)
		}
		d.requested[record.ID] = record.Kind
		if err := d.push(record, blob); err != nil {
			delete(d.requested, record.ID)
			d.answerBackend(record.ID, err.Error(), CodeMessageTooLarge)
		}
	case RecordCredit, RecordReturn:
		if d.requested[record.ID] == RecordNext {
			return d.push(record, blob)
		}
	case RecordAbort, RecordDrop, RecordRelease, RecordEvent, RecordTook:
		return d.push(record, blob)
	default:
		return fmt.Errorf("the backend sent %q, which isn't a record that it can send", record.Kind)
	}
	return nil
}

func (d *document) deliverAnswer(record Record, blob []byte) error {
	waiting, ok := d.pending[record.ID]
	if !ok || waiting.queued {
		return nil
	}
	if !slices.Contains(answers[waiting.kind], record.Kind) {
		d.settle(record.ID, RecordError, ErrorText("The backend's answer is not one.", CodeBadRecord))
		return fmt.Errorf("the backend answered %s %d with %q", waiting.kind, record.ID, record.Kind)
	}
	why := d.router.limits.tooLarge("The answer is", len(record.Rest), len(blob))
	if why == "" {
		if err := d.push(record, blob); err != nil {
			why = err.Error()
		}
	}
	switch {
	case why != "":
		d.settle(record.ID, RecordError, ErrorText(why, CodeMessageTooLarge))
		if record.Kind == RecordItem {
			end := Record{Kind: RecordReturn, ID: record.ID, Rest: "null"}
			d.router.outbox = append(d.router.outbox, Records{View: d.number, Text: end.String()})
		}
	case record.Kind != RecordItem:
		d.finish(record.ID)
	}
	return nil
}

// push makes a record ready for the page, with the blob that belongs to it.
func (d *document) push(record Record, blob []byte) error {
	line := record.String()
	if len(blob) > 0 {
		token := RandomToken()
		if err := d.keep(token, &heldBlob{assembly: assembly{size: len(blob), body: blob}}); err != nil {
			return fmt.Errorf("what the backend sent can't be delivered: %w", err)
		}
		line = recordBytes + " " + token + "\n" + line
	}
	d.tell(record.Kind, record.ID, line)
	return nil
}

// answerBackend answers a request of the backend in the page's place.
func (d *document) answerBackend(id uint64, message, code string) {
	record := Record{Kind: RecordError, ID: id, Rest: ErrorText(message, code)}
	d.router.outbox = append(d.router.outbox, Records{View: d.number, Text: record.String()})
}
