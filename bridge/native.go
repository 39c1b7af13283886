package bridge

import (
	"encoding/json"
	"fmt"
	"strconv"
	"strings"
)

// NativeView is what Records have by which the backend asks the host for what windows and the desktop do, and the host asks the
// backend or tells it. No document has it.
const NativeView = 1<<32 - 2

// Native is what such Records say: a question, or the answer to one. Both sides number their own questions.
type Native struct {
	// ID is the question's number, 0 if no answer is wanted.
	ID uint64
	// Method is what is asked for, "clipboard.readText"; "" makes it an answer.
	Method string
	// Failed says that an answer's Value is a NativeError.
	Failed bool
	// Value is JSON without line ends; none is undefined.
	Value json.RawMessage
	// Bytes go along with Value; nil is none.
	Bytes []byte
}

// NativeError is why something could not be done.
type NativeError struct {
	Code    string `json:"code,omitempty"`
	Message string `json:"message"`
}

// The first words of the text.
const (
	nativeAsk    = "ask"
	nativeAnswer = "answer"
	nativeFail   = "fail"
)

// Records returns what carries the message.
func (n Native) Records() Records {
	head := nativeAsk + " " + strconv.FormatUint(n.ID, 10) + " " + n.Method
	switch {
	case n.Method == "" && n.Failed:
		head = nativeFail + " " + strconv.FormatUint(n.ID, 10)
	case n.Method == "":
		head = nativeAnswer + " " + strconv.FormatUint(n.ID, 10)
	}
	records := Records{View: NativeView, Text: head + " " + string(n.Value)}
	if n.Bytes != nil {
		// The count, so that no bytes and bytes of length 0 are two things.
		records.Blob = [][]byte{{1}, n.Bytes}
	}
	return records
}

// ParseNative reads what carries such a message. The error is a *FrameError.
func ParseNative(records Records) (Native, error) {
	kind, rest, _ := strings.Cut(records.Text, " ")
	number, rest, found := strings.Cut(rest, " ")
	id, err := strconv.ParseUint(number, 10, 64)
	if !found || err != nil {
		return Native{}, &FrameError{"a message about the desktop has no number"}
	}
	n := Native{ID: id}
	switch kind {
	case nativeAsk:
		if n.Method, rest, _ = strings.Cut(rest, " "); n.Method == "" {
			return Native{}, &FrameError{"a message about the desktop asks for nothing"}
		}
	case nativeAnswer, nativeFail:
		n.Failed = kind == nativeFail
	default:
		return Native{}, &FrameError{fmt.Sprintf("a message about the desktop begins with %q", kind[:min(len(kind), 20)])}
	}
	if rest != "" {
		if !json.Valid([]byte(rest)) {
			return Native{}, &FrameError{"a message about the desktop is no JSON"}
		}
		n.Value = json.RawMessage(rest)
	}
	var bytes []byte
	for _, part := range records.Blob {
		bytes = append(bytes, part...)
	}
	if len(bytes) > 0 {
		n.Bytes = bytes[1:]
	}
	return n, nil
}
