//go:build unix && !linux

package permission

import (
	"runtime"
	"strings"
	"syscall"

	"golang.org/x/text/unicode/norm"
)

const hasProc = false

// The places that are the system's own, and what is in them that any program may have.
var (
	reserved = []string{"/dev"}
	harmless = []string{"/dev/null", "/dev/zero", "/dev/random", "/dev/urandom"}
)

// fold makes names alike that macOS does not tell apart.
func fold(path string) string {
	if runtime.GOOS == "darwin" {
		return strings.ToLower(norm.NFC.String(path))
	}
	return path
}

// pin has no means here: the canonical path is used, which has no links to change but those that are made meanwhile.
func (p *place) pin(Way) (entrance Entrance, again bool) {
	path := p.path
	if p.slashed && p.missing != nil {
		path += "/"
	}
	return Entrance{path, noPin}, false
}

func unpin(int) {}

// OpenFlags are what open must be given besides, so that the name that Enter returned is no link that came to be meanwhile.
func OpenFlags(string) int {
	if !Restricted() {
		return 0
	}
	return syscall.O_NOFOLLOW
}
