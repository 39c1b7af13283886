package sqlite

import (
	"github.com/deskjs/deskjs/runtime/backend/op"
)

// What is wrong before SQLite is asked. Node's sentences have no prefix here.

func invalidState(message string) error {
	return &op.Error{Code: "ERR_INVALID_STATE", Message: message}
}

var (
	errNotOpen   = invalidState("database is not open")
	errFinalized = invalidState("statement has been finalized")
	errBusy      = invalidState("database is in use by the function that is being called")
)
