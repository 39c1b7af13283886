package bridge

import (
	"fmt"
	"slices"
	"strings"
)

// View is a window's page: one document after another. Its methods may be called by any goroutine.
type View struct {
	router   *Router
	document *document // nil when closed; guarded by the router's mutex, as all below
	window   Window
	rate     bucket
}

// OpenView returns a new view with an empty document, for one window.
func (r *Router) OpenView() *View {
	r.mutex.Lock()
	defer r.mutex.Unlock()
	view := &View{router: r}
	view.document = r.open(view)
	return view
}

// Secret returns the current document's secret, for the relay. It is empty when the view is closed.
func (v *View) Secret() string {
	v.router.mutex.Lock()
	defer v.router.mutex.Unlock()
	if v.document == nil {
		return ""
	}
	return v.document.secret
}

// Reset says that the view has a new document, after a navigation or a reload: what the previous one waited for is
// dropped, what it lent and borrowed is gone, its unanswered messages are answered with nothing, and there is a new secret.
func (v *View) Reset() {
	v.router.mutex.Lock()
	defer v.router.release()
	if v.document != nil {
		v.document.close()
		v.document = v.router.open(v)
	}
}

// Close says that the view is gone. Messages that still come are answered with nothing.
func (v *View) Close() {
	v.router.mutex.Lock()
	defer v.router.release()
	if v.document != nil {
		v.document.close()
		v.document = nil
	}
}

// Ask takes a message of the page: records, or "" to wait for some. answer is called exactly once, perhaps before Ask returns,
// perhaps much later and on another goroutine, with the records that are ready for the page.
func (v *View) Ask(text string, answer func(string)) {
	r := v.router
	r.mutex.Lock()
	defer r.release()
	document := v.document
	if document == nil {
		r.replies = append(r.replies, reply{answer, ""})
		return
	}
	document.asks = append(document.asks, answer)
	v.rate.fill(r.options.Now(), r.limits.Rate)
	batch := batch{router: r}
	for text != "" {
		var line, token string
		line, text, _ = strings.Cut(text, "\n")
		if after, ok := strings.CutPrefix(line, recordBytes+" "); ok {
			token = after
			line, text, _ = strings.Cut(text, "\n")
		}
		document.accept(line, token, &batch)
	}
	batch.flush()
	document.answer()
	if len(document.asks) > maxAsks {
		r.replies = append(r.replies, reply{document.asks[0], ""})
		document.asks = document.asks[1:]
	}
}

// accept checks one record of the page and passes it on, or answers it.
func (d *document) accept(line, token string, batch *batch) {
	var blob []byte
	missing := false
	if token != "" {
		var ok bool
		blob, ok = d.take(token)
		missing = !ok
	}
	record, err := ParseRecord(line)
	switch {
	case err != nil:
		d.refuse(err.Error())
	case requests[record.Kind]:
		d.acceptRequest(record, line, blob, missing, batch)
	case slices.Contains(replies, record.Kind):
		d.acceptAnswer(record, line, blob, missing, batch)
	case record.Kind == RecordEvent:
		d.acceptEvent(record, line, blob, missing, batch)
	case record.Kind == RecordListen || record.Kind == RecordUnlisten:
		d.acceptListen(record, line, batch)
	case slices.Contains(notes, record.Kind):
		d.acceptNote(record, line, blob, batch)
	default:
		d.refuse(fmt.Sprintf("a page can't send %q", record.Kind))
		d.reject(record.ID, "This isn't a record that a page can send.", CodeBadRecord)
	}
}

var (
	// requests are the kinds of records that are answered.
	requests = map[string]bool{RecordCall: true, RecordInvoke: true, RecordNext: true}
	// replies are those that answer.
	replies = []string{RecordResult, RecordError, RecordItem, RecordEnd}
	// notes are those that aren't answered.
	notes = []string{RecordCredit, RecordReturn, RecordCancel, RecordAbort, RecordDrop, RecordRelease, RecordTook}
)

func (d *document) acceptRequest(record Record, line string, blob []byte, missing bool, batch *batch) {
	if record.ID == 0 {
		d.refuse("the id 0 is not for pages")
		return
	}
	if _, ok := d.pending[record.ID]; ok {
		d.refuse(fmt.Sprintf("the id %d is in use", record.ID))
		return
	}
	switch {
	case d.router.limits.tooLarge("", len(line), len(blob)) != "":
		d.reject(record.ID, d.router.limits.tooLarge("The arguments are", len(line), len(blob)), CodeMessageTooLarge)
	case len(d.pending) >= d.router.limits.Pending:
		d.reject(record.ID, fmt.Sprintf("Too many calls are waiting for an answer: %d.", d.router.limits.Pending), CodeTooManyCalls)
	case missing:
		d.reject(record.ID, "The bytes of the arguments were not received.", CodeBytesMissing)
	case record.Kind == RecordCall:
		d.acceptCall(record, line, blob, batch)
	default:
		d.acceptUse(record, line, blob, batch)
	}
}

// acceptUse takes a request about something that the backend lent to this document; the backend knows what it lent.
func (d *document) acceptUse(record Record, line string, blob []byte, batch *batch) {
	var err error
	if record.Kind == RecordInvoke {
		_, _, err = record.Invoke()
	} else {
		_, err = record.Number()
	}
	switch {
	case err != nil:
		d.refuse(err.Error())
		d.reject(record.ID, "This isn't the number of something that was lent.", CodeBadRecord)
	case d.router.state != backendReady || !d.opened:
		d.reject(record.ID, "The app's backend that lent this has stopped.", CodeBackendGone)
	case record.Kind == RecordNext && d.reading >= d.router.limits.Streams:
		d.reject(record.ID, fmt.Sprintf("Too many streams are being read: %d.", d.router.limits.Streams), CodeTooManyStreams)
	default:
		if record.Kind == RecordNext {
			d.reading++
		}
		d.pending[record.ID] = pending{kind: record.Kind}
		d.forward(line, blob, batch)
	}
}

// acceptAnswer takes the answer to a request of the backend.
func (d *document) acceptAnswer(record Record, line string, blob []byte, missing bool, batch *batch) {
	kind, ok := d.requested[record.ID]
	switch {
	case !ok:
		d.refuse(fmt.Sprintf("nobody waits for %s %d", record.Kind, record.ID))
		return
	case !slices.Contains(answers[kind], record.Kind):
		d.refuse(fmt.Sprintf("%s is no answer to %s", record.Kind, kind))
		return
	case d.router.limits.tooLarge("", len(line), len(blob)) != "":
		record = Record{RecordError, record.ID, ErrorText(d.router.limits.tooLarge("The page's answer is", len(line), len(blob)), CodeMessageTooLarge)}
	case missing:
		record = Record{RecordError, record.ID, ErrorText("The bytes of the page's answer were not received.", CodeBytesMissing)}
	case record.Rest == "":
		d.refuse("an answer has a value")
		record = Record{RecordError, record.ID, ErrorText("The page's answer is not one.", CodeBadRecord)}
	default:
		if record.Kind != RecordItem {
			delete(d.requested, record.ID)
		}
		d.forward(line, blob, batch)
		return
	}
	delete(d.requested, record.ID)
	d.forward(record.String(), nil, batch)
}

// acceptNote takes what isn't answered. What it is about may be over already, and then nobody needs it.
func (d *document) acceptNote(record Record, line string, blob []byte, batch *batch) {
	var err error
	switch record.Kind {
	case RecordCredit:
		_, _, err = record.Credit()
	case RecordRelease:
		_, err = record.Number()
	}
	if err != nil || len(line) > d.router.limits.Text {
		d.refuse(fmt.Sprintf("a record of kind %s makes no sense", record.Kind))
		return
	}
	if record.Kind == RecordCancel && d.pending[record.ID].queued {
		d.settle(record.ID, RecordRefused, ErrorText("The call was given up.", CodeCancelled))
		return
	}
	if d.router.state != backendReady || !d.opened {
		return
	}
	waiting := d.pending[record.ID]
	switch record.Kind {
	case RecordCredit, RecordReturn:
		if waiting.kind != RecordNext {
			return
		}
	case RecordCancel:
		if waiting.kind != RecordCall {
			return
		}
	}
	d.forward(line, blob, batch)
}

// refuse reports what can't be answered.
func (d *document) refuse(reason string) {
	d.router.refusals = append(d.router.refusals, refusal{d.view, reason})
}

func (d *document) acceptCall(record Record, line string, blob []byte, batch *batch) {
	r := d.router
	function, _, err := record.Call()
	switch {
	case err != nil:
		d.refuse(err.Error())
		d.reject(record.ID, "A call has a function and arguments.", CodeBadRecord)
	case !r.allowed[function] && !isBuiltin(function):
		d.refuse(fmt.Sprintf("%q is not a function that pages may call", function))
		d.reject(record.ID, fmt.Sprintf("%s is not a function that this page may call.", function), CodeCallNotAllowed)
	case !d.permits(function):
		d.reject(record.ID, d.notPermitted(function), CodeCallNotAllowed)
	case !d.view.rate.take():
		d.refuse(r.limits.tooFast())
		d.reject(record.ID, r.limits.tooFast(), CodeTooFast)
	case r.state == backendFailed:
		d.reject(record.ID, fmt.Sprintf("The app's backend is not running: %s", r.reason), CodeBackendGone)
	case r.state == backendStarting:
		if !d.enqueue(function, record, blob) {
			d.reject(record.ID, "Too many calls are waiting for the app's backend to start.", CodeTooManyCalls)
			return
		}
		d.limitTime(record.ID, function)
	case !r.functions[function] && !isBuiltin(function):
		d.tell(RecordRefused, record.ID, Record{RecordRefused, record.ID, noSuchFunction(function)}.String())
	default:
		d.pending[record.ID] = pending{kind: RecordCall}
		d.limitTime(record.ID, function)
		d.forward(line, blob, batch)
	}
}

// enqueue lets a call, or an event, wait for a backend to start, if there is room.
func (d *document) enqueue(function string, record Record, blob []byte) bool {
	r := d.router
	size := len(record.Rest) + len(blob)
	if r.queuedText+size > maxQueuedText {
		return false
	}
	r.queuedText += size
	if record.Kind == RecordCall {
		d.pending[record.ID] = pending{kind: RecordCall, queued: true}
	}
	r.queue = append(r.queue, queuedCall{d, function, record, blob})
	return true
}

// wait lets a call, or an event, that found no backend wait for the next one; it reports whether it does.
func (d *document) wait(record Record, blob []byte) bool {
	if record.Kind == RecordEvent {
		return d.enqueue("", record, blob)
	}
	waiting, ok := d.pending[record.ID]
	if !ok || waiting.kind != RecordCall {
		return false // answered meanwhile, or about what went with its backend
	}
	function, _, err := record.Call()
	return err == nil && d.enqueue(function, record, blob)
}
