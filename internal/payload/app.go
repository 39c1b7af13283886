package payload

import (
	"errors"
	"fmt"
	"io"
)

// App is a built app. All methods may be called from any goroutine.
type App interface {
	// Manifest returns the app's manifest, which callers do not change.
	Manifest() *Manifest
	// Read returns a member's bytes, which the caller owns. In an executable they have been verified. The error is
	// fs.ErrNotExist when there is no such member, a *DamageError when its bytes are not those that were written.
	Read(name string) ([]byte, error)
	// Open returns a member for reading in pieces, with the errors of Read. The first Open of a member in an
	// executable verifies all of it.
	Open(name string) (File, error)
	// Size returns a member's length in bytes without verifying it, with the error of Read for one that isn't there.
	Size(name string) (int64, error)
	// Names returns the members' names, sorted.
	Names() []string
	// Close releases the file. Files that are open stay usable only until then.
	Close() error
}

// File is an open member.
type File interface {
	io.ReadSeekCloser
	io.ReaderAt
	// Size returns the length in bytes.
	Size() int64
}

// What is wrong with an executable, for errors.Is. Each error's text says what to do.
var (
	// ErrNoPayload means that the executable ends without a payload.
	ErrNoPayload = errors.New("there is no app in this executable: it is the bare DeskJS runtime, or the end of the file is missing")
	// ErrTruncated means that a payload begins in the file and does not end in it.
	ErrTruncated = errors.New("the file is cut off")
	// ErrDamaged means that bytes differ from those that were written.
	ErrDamaged = errors.New("the file is damaged")
)

// DamageError says what of a file is cut off or damaged.
type DamageError struct {
	// File is the executable's path.
	File string
	// Member names the damaged member; it is empty when the container itself is damaged.
	Member string
	// Kind is ErrNoPayload, ErrTruncated or ErrDamaged.
	Kind error
	// Detail is the finding, for a report to the app's maker.
	Detail string
}

// Error says what is wrong, and what to do.
func (e *DamageError) Error() string {
	what := e.Kind.Error()
	if e.Member != "" {
		what = "the app's file " + e.Member + " is damaged"
	}
	if e.Detail != "" {
		what += " (" + e.Detail + ")"
	}
	if errors.Is(e.Kind, ErrNoPayload) {
		return fmt.Sprintf("%s: %s. Start an app that `deskjs build` made, or install the app again.", e.File, what)
	}
	return fmt.Sprintf("%s: %s. Install the app again.", e.File, what)
}

// Unwrap returns Kind.
func (e *DamageError) Unwrap() error { return e.Kind }
