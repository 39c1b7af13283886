package bridge

import (
	"encoding/json"
	"strconv"
)

// The codes of the errors that calls reject with when it isn't the app's own function that threw.
const (
	// CodeBackendGone: the backend stopped before it answered, or doesn't start.
	CodeBackendGone = "ERR_BACKEND_GONE"
	// CodePageGone: the page was closed, or another one was loaded, before it answered.
	CodePageGone = "ERR_PAGE_GONE"
	// CodeReferenceGone: a function or a stream was used whose side is gone, or that was given back.
	CodeReferenceGone = "ERR_REFERENCE_GONE"
	// CodeCancelled: the caller gave the call up before the backend saw it.
	CodeCancelled = "ERR_CANCELLED"
	// CodeCallNotAllowed: the function isn't on the app's list of what the page may call.
	CodeCallNotAllowed = "ERR_CALL_NOT_ALLOWED"
	// CodeEventNotAllowed: the event isn't among the capabilities of the window.
	CodeEventNotAllowed = "ERR_EVENT_NOT_ALLOWED"
	// CodeCallNotFound: the backend has no such function.
	CodeCallNotFound = "ERR_CALL_NOT_FOUND"
	// CodeTooManyCalls: too many calls are unanswered.
	CodeTooManyCalls = "ERR_TOO_MANY_CALLS"
	// CodeMessageTooLarge: the arguments or the result are larger than the bridge carries.
	CodeMessageTooLarge = "ERR_MESSAGE_TOO_LARGE"
	// CodeBadRecord: what was sent isn't a call, or the answer isn't one.
	CodeBadRecord = "ERR_BAD_RECORD"
	// CodeTooManyStreams: too many streams of the backend are open.
	CodeTooManyStreams = "ERR_TOO_MANY_STREAMS"
	// CodeTooManyReferences: too many functions, signals and streams are lent.
	CodeTooManyReferences = "ERR_TOO_MANY_REFERENCES"
	// CodeCallTimeout: the call took longer than it may.
	CodeCallTimeout = "ERR_CALL_TIMEOUT"
	// CodeTooFast: the page makes more calls per second than it may.
	CodeTooFast = "ERR_TOO_FAST"
	// CodeBytesMissing: the record refers to bytes that were not uploaded.
	CodeBytesMissing = "ERR_BYTES_MISSING"
	// CodeInvalidArgument: an argument is not what the function declares. The function did not run.
	CodeInvalidArgument = "ERR_INVALID_ARGUMENT"
)

// ErrorText returns the clone text of an Error with a message and a code, for answers that no script makes.
func ErrorText(message, code string) string {
	quoted, err := json.Marshal(message)
	if err != nil { // a string always has a JSON form
		quoted = []byte(strconv.Quote(message))
	}
	return `{"$":"error","name":"Error","message":` + string(quoted) + `,"stack":"","code":"` + code + `"}`
}
