package bridge

import (
	"fmt"
	"strconv"
	"strings"
)

// The kinds of records; the package's documentation says what each means.
const (
	RecordCall   = "call"
	RecordInvoke = "invoke"
	RecordNext   = "next"
	RecordCredit = "credit"
	RecordReturn = "return"
	RecordCancel = "cancel"

	RecordResult  = "result"
	RecordError   = "error"
	RecordRefused = "refused"
	RecordItem    = "item"
	RecordEnd     = "end"

	RecordAbort   = "abort"
	RecordDrop    = "drop"
	RecordRelease = "release"

	RecordEvent    = "event"
	RecordTook     = "took"
	RecordListen   = "listen"
	RecordUnlisten = "unlisten"

	RecordOpen = "open"
	RecordGone = "gone"

	// recordBytes is the line before a record with bytes, between page and host.
	recordBytes = "bytes"
)

// Record is one line: KIND ID REST.
type Record struct {
	Kind string
	ID   uint64
	Rest string // what follows the second space; never has a newline
}

// MaxID is the largest id, the largest whole number that JavaScript counts exactly.
const MaxID = 1<<53 - 1

// RecordSyntaxError is a line that isn't a record.
type RecordSyntaxError struct {
	Line   string // its beginning
	Reason string
}

func (e *RecordSyntaxError) Error() string {
	return fmt.Sprintf("not a record: %q: %s", e.Line, e.Reason)
}

func recordSyntaxError(line, reason string) error {
	return &RecordSyntaxError{Line: strings.ToValidUTF8(line[:min(len(line), 60)], "?"), Reason: reason}
}

// ParseRecord splits one line. The kind isn't checked: each side knows which it accepts.
func ParseRecord(line string) (Record, error) {
	kind, rest, ok := strings.Cut(line, " ")
	if !ok || kind == "" {
		return Record{}, recordSyntaxError(line, "a record starts with its kind, a space and its id")
	}
	digits, rest, _ := strings.Cut(rest, " ")
	id, err := parseID(digits)
	if err != nil {
		return Record{}, recordSyntaxError(line, err.Error())
	}
	return Record{Kind: kind, ID: id, Rest: rest}, nil
}

// parseID accepts a whole number as JavaScript prints it, no sign, no leading zeros, at most MaxID.
func parseID(digits string) (uint64, error) {
	id, err := strconv.ParseUint(digits, 10, 64)
	if err != nil || id > MaxID || digits[0] == '+' || (digits[0] == '0' && len(digits) > 1) {
		return 0, fmt.Errorf("an id is a whole number up to %d", uint64(MaxID))
	}
	return id, nil
}

// Number returns the whole number that is the rest of a next or release record.
func (r Record) Number() (uint64, error) {
	number, err := parseID(r.Rest)
	if err != nil {
		return 0, recordSyntaxError(r.String(), "what follows the id is a whole number")
	}
	return number, nil
}

// Invoke returns the number of the function and the clone text of the arguments that are the rest of an invoke record.
func (r Record) Invoke() (function uint64, arguments string, err error) {
	digits, arguments, _ := strings.Cut(r.Rest, " ")
	function, err = parseID(digits)
	if err != nil || arguments == "" {
		return 0, "", recordSyntaxError(r.String(), "a function that was lent has a number and arguments")
	}
	return function, arguments, nil
}

// Credit returns the two numbers that are the rest of a credit record: how far the reader has room, and how far it asks.
func (r Record) Credit() (limit, asked uint64, err error) {
	first, second, _ := strings.Cut(r.Rest, " ")
	limit, err = parseID(first)
	if err == nil {
		asked, err = parseID(second)
	}
	if err != nil {
		return 0, 0, recordSyntaxError(r.String(), "credit has two whole numbers")
	}
	return limit, asked, nil
}

// Call returns the function's name and the clone text of the arguments that are the rest of a call record.
func (r Record) Call() (function, arguments string, err error) {
	function, arguments, ok := strings.Cut(r.Rest, " ")
	if !ok || function == "" || arguments == "" {
		return "", "", recordSyntaxError(r.String(), "a call has a function and arguments")
	}
	return function, arguments, nil
}

// String returns the record as its line.
func (r Record) String() string { return string(r.Append(nil)) }

// Append appends the record's line, without a newline, to buffer.
func (r Record) Append(buffer []byte) []byte {
	buffer = append(buffer, r.Kind...)
	buffer = append(buffer, ' ')
	buffer = strconv.AppendUint(buffer, r.ID, 10)
	if r.Rest != "" {
		buffer = append(buffer, ' ')
		buffer = append(buffer, r.Rest...)
	}
	return buffer
}

// ParseRecords calls yield with each record of text in order, or with the error that a line is. It stops when yield
// returns false. The empty text has no records.
func ParseRecords(text string) func(yield func(Record, error) bool) {
	return func(yield func(Record, error) bool) {
		for text != "" {
			var line string
			line, text, _ = strings.Cut(text, "\n")
			if !yield(ParseRecord(line)) {
				return
			}
		}
	}
}
