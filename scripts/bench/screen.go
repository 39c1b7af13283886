package main

import (
	"encoding/binary"
	"errors"
	"os"
	"path/filepath"
	"time"

	"github.com/deskjs/deskjs/internal/xvfb"
)

// screen is an X server whose pixels can be read from a file: what is on it is known without asking a program for it.
type screen struct {
	server *xvfb.Server
	file   string
}

func openScreen(folder string) (*screen, error) {
	server, err := xvfb.Open("-fbdir", folder)
	if err != nil {
		return nil, err
	}
	return &screen{server, filepath.Join(folder, "Xvfb_screen0")}, nil
}

func (s *screen) close() { s.server.Close() }

// xwdHeader is where numbers are in the file's header, which is that of xwd: its own length, the bytes of a line, and the number of colours, each
// of which takes xwdColor bytes behind it.
const (
	xwdHeader, xwdLine, xwdColors = 0, 48, 76
	xwdColor                      = 12
)

// count returns how many of the pixels of a coarse grid have a colour, 0xRRGGBB.
func (s *screen) count(color uint32) (int, error) {
	data, err := os.ReadFile(s.file)
	if err != nil {
		return 0, err
	}
	if len(data) < 100 {
		return 0, errors.New("the screen of Xvfb has no header")
	}
	number := func(at int) int { return int(binary.BigEndian.Uint32(data[at:])) }
	pixels, line := data[number(xwdHeader)+number(xwdColors)*xwdColor:], number(xwdLine)
	found := 0
	for y := 0; (y+1)*line <= len(pixels); y += 8 {
		for x := 0; x+4 <= line; x += 4 * 8 {
			if binary.LittleEndian.Uint32(pixels[y*line+x:])&0xffffff == color {
				found++
			}
		}
	}
	return found, nil
}

// painted waits until the colour is in that many places, and returns when.
func (s *screen) painted(color uint32, places int, limit time.Duration) (time.Time, error) {
	for end := time.Now().Add(limit); time.Now().Before(end); time.Sleep(time.Millisecond) { // the file tells nobody of a change
		found, err := s.count(color)
		if err != nil {
			return time.Time{}, err
		}
		if found >= places {
			return time.Now(), nil
		}
	}
	return time.Time{}, errors.New("what was waited for never appeared on the screen")
}
