package wasi

import (
	"io"
	"os"

	"github.com/deskjs/deskjs/runtime/backend/engine"
)

// stream is a standard stream.
type stream interface {
	io.Reader
	io.Writer
}

type inOut struct {
	io.Reader
	io.Writer
}

func (s inOut) Read(b []byte) (int, error) {
	if s.Reader == nil {
		return 0, os.ErrInvalid
	}
	return s.Reader.Read(b)
}

func (s inOut) Write(b []byte) (int, error) {
	if s.Writer == nil {
		return 0, os.ErrInvalid
	}
	return s.Writer.Write(b)
}

// standard returns the file for a descriptor of the process: its own streams for 0 to 2. Nothing closes it.
func standard(host engine.Host, number int) (*file, error) {
	f := &file{rights: rightsStream, kind: kindUnknown}
	var own any
	switch number {
	case 0:
		own, f.stream = host.Stdin, inOut{Reader: host.Stdin}
	case 1:
		own, f.stream = host.Stdout, inOut{Writer: host.Stdout}
	case 2:
		own, f.stream = host.Stderr, inOut{Writer: host.Stderr}
	default:
		opened, err := duplicate(number)
		if err != nil {
			return nil, err
		}
		own, f.stream = opened, opened
	}
	if opened, ok := own.(*os.File); ok {
		f.stream = opened
		if info, err := opened.Stat(); err == nil {
			f.kind = kindOf(info.Mode())
			if f.kind == kindRegular {
				f.rights = rightsRegular
			}
		}
	}
	return f, nil
}

// kindOf returns WASI's kind of a file.
func kindOf(mode os.FileMode) byte {
	switch {
	case mode.IsRegular():
		return kindRegular
	case mode.IsDir():
		return kindDirectory
	case mode&os.ModeSymlink != 0:
		return kindLink
	case mode&os.ModeCharDevice != 0:
		return kindCharacter
	case mode&os.ModeDevice != 0:
		return kindBlock
	case mode&(os.ModeSocket|os.ModeNamedPipe) != 0:
		return kindSocket
	}
	return kindUnknown
}
