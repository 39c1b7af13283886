//go:build !windows && !darwin && (!linux || !cgo)

package window

import (
	"errors"
	"testing"
)

func TestNewSaysThatThereAreNoWindows(t *testing.T) {
	driver, err := New(Config{})
	var unsupported *ErrUnsupported
	if driver != nil || !errors.As(err, &unsupported) || err.Error() == "" {
		t.Errorf("New = %v, %v", driver, err)
	}
}
