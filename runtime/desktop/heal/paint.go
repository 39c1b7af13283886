package heal

import "time"

// Picture is what a window shows of its page.
type Picture int

// The pictures.
const (
	Shown Picture = iota // the page is on the screen
	Even                 // all of the window has one colour, and so has the page
	Blank                // all of the window has one colour, but the page has not
	Gone                 // there is nothing to look at
)

// How long a page may take to appear, once it is loaded, and how often the window is looked at before it counts as empty. Both are counted in
// turns of the main loop, so that a busy one loses no time.
const (
	turn     = 250 * time.Millisecond
	maxTurns = 16 // without the page's own word that it has painted
	maxBlank = 6  // looks at an empty window, one a turn
)

// Paint confirms that one document appears. All of it belongs to the UI thread.
type Paint struct {
	// After calls a function on the UI thread later, unless it is stopped.
	After func(time.Duration, func()) (stop func())
	// Look looks at the window, and tells when it can.
	Look func(func(Picture))
	// Done is told once: Shown, Even or Blank.
	Done func(Picture)

	over, looking, busy bool
	turns, blank        int
	stop                func()
}

// Loaded is told that the document has loaded.
func (p *Paint) Loaded() {
	if p.stop == nil && !p.over && !p.looking {
		p.wait()
	}
}

// Painted is told that the document says it has painted.
func (p *Paint) Painted() { p.look() }

// Busy is told that the document's process does not answer, or does again: meanwhile no turn counts.
func (p *Paint) Busy(busy bool) { p.busy = busy }

// Stop ends the watch without a word: the document is gone.
func (p *Paint) Stop() {
	p.over = true
	if p.stop != nil {
		p.stop()
	}
}

func (p *Paint) wait() {
	p.stop = p.After(turn, func() {
		p.stop = nil
		if p.over {
			return
		}
		if !p.busy {
			p.turns++
		}
		if p.blank > 0 || p.turns >= maxTurns {
			p.look()
		}
		if !p.over && !p.looking && p.stop == nil {
			p.wait()
		}
	})
}

func (p *Paint) look() {
	if p.over || p.looking {
		return
	}
	p.looking = true
	if p.stop != nil { // the look waits for what is hidden or busy, without a clock
		p.stop()
		p.stop = nil
	}
	p.Look(func(picture Picture) {
		p.looking = false
		if p.over {
			return
		}
		switch picture {
		case Gone:
			p.Stop()
			return
		case Blank:
			if p.blank++; p.blank < maxBlank {
				if p.stop == nil {
					p.wait()
				}
				return
			}
		}
		p.Stop()
		p.Done(picture)
	})
}
