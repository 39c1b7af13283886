// Package update has what all parts of updating share: the errors with their codes, and the order of versions.
//
// An update is found, checked, fetched and kept by the packages below this one: signature and manifest say what is genuine, delta
// makes the new files of the old ones, store keeps them on the device and decides what starts, client fetches them. Shipped apps
// link all of it, so it stays small; what publishes updates is in packaging/publish. Every package may import it.
package update

import "errors"

// Code names a kind of failure; JavaScript sees it as an error's code. Codes never change.
type Code string

// The codes there are.
const (
	// CodeSignature: the bytes were not signed with the app's key.
	CodeSignature Code = "ERR_UPDATE_SIGNATURE"
	// CodeRetiredKey: they were signed with a key that the app's author has replaced.
	CodeRetiredKey Code = "ERR_UPDATE_RETIRED_KEY"
	// CodeFormat: signed, but not what a manifest looks like, or of a newer format.
	CodeFormat Code = "ERR_UPDATE_FORMAT"
	// CodeTooLarge: an answer or a file is larger than it says, or than is allowed.
	CodeTooLarge Code = "ERR_UPDATE_TOO_LARGE"
	// CodeApp: the manifest is another app's.
	CodeApp Code = "ERR_UPDATE_APP"
	// CodeChannel: the manifest is another channel's.
	CodeChannel Code = "ERR_UPDATE_CHANNEL"
	// CodeExpired: the manifest is no longer valid.
	CodeExpired Code = "ERR_UPDATE_EXPIRED"
	// CodeClock: the device's clock is so far off that it can't be said.
	CodeClock Code = "ERR_UPDATE_CLOCK"
	// CodeReplay: a newer manifest has been seen before.
	CodeReplay Code = "ERR_UPDATE_REPLAY"
	// CodeDowngrade: what is offered is older than what runs.
	CodeDowngrade Code = "ERR_UPDATE_DOWNGRADE"
	// CodeMismatch: a file is not the one that the manifest speaks of.
	CodeMismatch Code = "ERR_UPDATE_MISMATCH"
	// CodeDelta: a delta is damaged, or made for another file.
	CodeDelta Code = "ERR_UPDATE_DELTA"
	// CodeRedirect: the server sent the app elsewhere.
	CodeRedirect Code = "ERR_UPDATE_REDIRECT"
	// CodeInsecure: the address is not https.
	CodeInsecure Code = "ERR_UPDATE_INSECURE"
	// CodeNetwork: the server can't be reached, or what it sends ends too early.
	CodeNetwork Code = "ERR_UPDATE_NETWORK"
	// CodeServer: the server answers with an error.
	CodeServer Code = "ERR_UPDATE_SERVER"
	// CodeDisk: the device's disk can't be written to, or read.
	CodeDisk Code = "ERR_UPDATE_DISK"
	// CodeBusy: another instance of the app looks after the updates.
	CodeBusy Code = "ERR_UPDATE_BUSY"
	// CodeMinimumVersion: the update can't be applied to a version as old as the one that runs.
	CodeMinimumVersion Code = "ERR_UPDATE_MINIMUM_VERSION"
	// CodeTarget: there is nothing for this system in the manifest.
	CodeTarget Code = "ERR_UPDATE_TARGET"
	// CodeRuntime: the update needs a newer runtime, which can't be replaced where the app is installed.
	CodeRuntime Code = "ERR_UPDATE_RUNTIME"
	// CodeFailedBefore: this very version was tried here, and failed.
	CodeFailedBefore Code = "ERR_UPDATE_FAILED_BEFORE"
)

// Error is why an update was refused or could not be had.
type Error struct {
	// Code is the kind.
	Code Code
	// Text is a sentence for people: what, why, and what to do if something can be done.
	Text string
	// Cause is the error underneath, or nil.
	Cause error
}

// Error returns the text, and the cause's.
func (e *Error) Error() string {
	if e.Cause != nil {
		return e.Text + ": " + e.Cause.Error()
	}
	return e.Text
}

// Unwrap returns Cause.
func (e *Error) Unwrap() error { return e.Cause }

// CodeOf returns the code of err, or "" if it has none.
func CodeOf(err error) Code {
	if failure, ok := errors.AsType[*Error](err); ok {
		return failure.Code
	}
	return ""
}
