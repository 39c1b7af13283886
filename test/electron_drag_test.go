//go:build linux

package test

import (
	"fmt"
	"strconv"
)

// drag drags an element of the window with a title to another, and lets go there when the page has counted in window.over what it heard of it: its answer is known then.
func (s *sample) drag(title, from, to string) {
	s.t.Helper()
	id := s.focus(title)
	x, y := s.middle(id, from)
	s.move(id, x, y)
	s.tool("xdotool", "mousedown", "1")
	s.move(id, x+9, y+9)
	toX, toY := s.middle(id, to)
	s.move(id, (x+toX)/2, (y+toY)/2)
	step := 1
	s.until("what is dragged arrives at "+to, func() bool {
		step = -step
		s.move(id, toX+step, toY)
		var over int
		return s.Execute(&over, `return window.over`) == nil && over > 3
	})
	s.tool("xdotool", "mouseup", "1")
}

// move has the pointer go to a place of a window.
func (s *sample) move(id string, x, y int) {
	s.tool("xdotool", "mousemove", "--window", id, strconv.Itoa(x), strconv.Itoa(y))
}

// middle is where an element is in its window, below the window's menu.
func (s *sample) middle(id, selector string) (x, y int) {
	s.t.Helper()
	var windowID, left, top, width, height int
	_, err := fmt.Sscanf(s.tool("xdotool", "getwindowgeometry", "--shell", id), "WINDOW=%d\nX=%d\nY=%d\nWIDTH=%d\nHEIGHT=%d", &windowID, &left, &top, &width, &height)
	s.must(err)
	var at struct{ X, Y, Height float64 }
	s.must(s.Execute(&at, `const { x, y, width, height } = document.querySelector(arguments[0]).getBoundingClientRect(); return { X: x + width / 2, Y: y + height / 2, Height: innerHeight }`, selector))
	return int(at.X), int(at.Y+0.5) + height - int(at.Height)
}
