// Package manifest is the signed description of what an app may be updated to. On the server it is one file per channel, whose first
// four lines are a minisign signature of all that follows, JSON. Nothing of the JSON is looked at before the signature is found to be right.
//
// A manifest is of a format, a number. Fields that a reader doesn't know are ignored, so that apps that are out there go on reading what newer
// deskjs writes; what such an app must not ignore gets a new format, which it refuses. Shipped apps and packaging/publish import it.
package manifest

import (
	"crypto/sha256"
	"encoding/binary"
	"time"
)

// Format is the format that this package reads and writes.
const Format = 1

// Limits on what is read.
const (
	// MaxSize is how many bytes a manifest may have, its signature included.
	MaxSize = 1 << 20
	// MaxFile is how many bytes a payload, a program or a delta may have.
	MaxFile = 2 << 30

	maxReleases = 16
	maxTargets  = 32
	maxDeltas   = 64
	maxPrograms = 8
	maxNotes    = 64 << 10
)

// FileName returns the name of a channel's manifest on the server.
func FileName(channel string) string { return channel + ".manifest" }

// Manifest is what one channel offers at one time.
type Manifest struct {
	// Format is the constant of that name.
	Format int `json:"format"`
	// App is the app's identifier.
	App string `json:"app"`
	// Channel is "stable", or a name of the author's.
	Channel string `json:"channel"`
	// Sequence grows with every manifest of the channel: a device takes none with a smaller one than it has seen.
	Sequence uint64 `json:"sequence"`
	// Published is when it was made, and Expires when it is no longer valid.
	Published time.Time `json:"published"`
	Expires   time.Time `json:"expires"`
	// Releases are what is offered, the newest first; a device takes the first whose rollout it is in.
	Releases []Release `json:"releases"`
}

// Release is one version.
type Release struct {
	// Version is a semantic version.
	Version string `json:"version"`
	// Date is when it was first published.
	Date time.Time `json:"date"`
	// Notes are the author's words on it, in Markdown.
	Notes string `json:"notes,omitempty"`
	// MinimumVersion is the oldest version that can be updated to it; "" is any.
	MinimumVersion string `json:"minimumVersion,omitempty"`
	// Rollout says which devices it is for.
	Rollout Rollout `json:"rollout"`
	// Targets are by Go's names of the system and the processor: "linux/amd64"; Any is for all that have none of their own.
	Targets map[string]Target `json:"targets"`
}

// Rollout lets a release reach some devices before it reaches all.
type Rollout struct {
	// Percent is from 0 to 100, in steps of 0.01.
	Percent float64 `json:"percent"`
	// Salt makes other devices the first ones for each release.
	Salt string `json:"salt"`
	// Halted releases are for nobody.
	Halted bool `json:"halted,omitempty"`
}

// Includes reports whether the device with that identifier is in the rollout. A device that is in it stays in it as Percent grows.
func (r Rollout) Includes(install string) bool {
	if r.Halted {
		return false
	}
	sum := sha256.Sum256([]byte(r.Salt + "\n" + install))
	return float64(binary.BigEndian.Uint64(sum[:8])%10_000) < r.Percent*100
}

// Any is the name of a target that is every system: payloads are the same for all.
const Any = "any"

// Target is a release for one system.
type Target struct {
	// Payload is the app's code and files, app.djs.
	Payload Payload `json:"payload"`
	// Programs are the executables that people have, by the kind of file that it is: "program" (a runtime that has the payload beside it), "exe" and
	// "AppImage" (which have it inside). Those that are not there stay as they are.
	Programs map[string]Content `json:"programs,omitempty"`
	// NeedsProgram says that the payload runs on no other program than those.
	NeedsProgram bool `json:"needsProgram,omitempty"`
}

// Payload is an app.djs.
type Payload struct {
	Content
	// Seal is the SHA-256 of its last SealSize bytes, or of all of it if it is shorter. They have the hash of its index, and the index those of
	// its members, so that an app that starts checks the seal and reads no more than it needs.
	Seal string `json:"seal"`
}

// SealSize is how many bytes at the end of a payload its seal is of.
const SealSize = 4096

// Content is a file on the device, and the ways to make it.
type Content struct {
	// Hash is its SHA-256 in hexadecimal digits, and Size its length in bytes.
	Hash string `json:"hash"`
	Size int64  `json:"size"`
	// Whole makes it from nothing.
	Whole File `json:"whole"`
	// Deltas make it, or another step on the way, from an older one.
	Deltas []Delta `json:"deltas,omitempty"`
}

// File is a file on the server. It is a delta, also the whole content, which is a delta from nothing.
type File struct {
	// URL is its path below the folder of the manifest, and never leads elsewhere.
	URL string `json:"url"`
	// Hash is its SHA-256 in hexadecimal digits, and Size its length in bytes.
	Hash string `json:"hash"`
	Size int64  `json:"size"`
}

// Delta makes one content of another.
type Delta struct {
	File
	// From is the hash of the content that it is applied to.
	From string `json:"from"`
	// To is the hash of what it makes, and ToSize the size; if they are left out, it makes the content that lists it.
	To     string `json:"to,omitempty"`
	ToSize int64  `json:"toSize,omitempty"`
}

// Result returns the hash and the size of what the delta makes, for the content that lists it.
func (d Delta) Result(of Content) (hash string, size int64) {
	if d.To == "" {
		return of.Hash, of.Size
	}
	return d.To, d.ToSize
}
