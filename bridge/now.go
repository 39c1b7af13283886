package bridge

import "strings"

// AskNow takes a call of a page that waits for the answer and does nothing else meanwhile: ipcRenderer.sendSync. The call, one record
// with the line about its bytes before it if it has any, is the only part of a blob that the page uploaded under token. answer is called
// exactly once, as that of View.Ask, with the record that answers the call, or with "" when the document has gone or there is no call.
// The error is ErrBytesRefused.
func (r *Router) AskNow(secret, token string, answer func(string)) error {
	r.mutex.Lock()
	defer r.release()
	document := r.secrets[secret]
	if document == nil {
		return ErrBytesRefused
	}
	blob, ok := document.take(token)
	if !ok {
		return ErrBytesRefused
	}
	parts, err := ParseBlob(blob)
	if err != nil || len(parts) != 1 {
		return ErrBytesRefused
	}
	line, bytes := string(parts[0]), ""
	if after, ok := strings.CutPrefix(line, recordBytes+" "); ok {
		bytes, line, _ = strings.Cut(after, "\n")
	}
	record, err := ParseRecord(line)
	if _, used := document.pending[record.ID]; err != nil || record.Kind != RecordCall || record.ID == 0 || used {
		document.refuse("only a call can be waited for")
		r.replies = append(r.replies, reply{answer, ""})
		return nil
	}
	document.now[record.ID] = answer
	document.view.rate.fill(r.options.Now(), r.limits.Rate)
	batch := batch{router: r}
	document.accept(line, bytes, &batch)
	batch.flush()
	document.answer()
	return nil
}

// tell makes a record for the page ready, unless the page waits for this one and nothing else.
func (d *document) tell(kind string, id uint64, line string) {
	switch kind {
	case RecordResult, RecordError, RecordRefused:
		if answer, ok := d.now[id]; ok {
			delete(d.now, id)
			d.router.replies = append(d.router.replies, reply{answer, line})
			return
		}
	}
	d.ready = append(d.ready, line)
}
