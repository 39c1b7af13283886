package heal

import (
	"fmt"
	"strings"
	"testing"
	"time"
)

// stage plays a window and its clock to a Paint, and notes what that does.
type stage struct {
	paint  *Paint
	timer  func() // the only one
	answer func(Picture)
	notes  []string
}

func newStage() *stage {
	s := &stage{}
	s.paint = &Paint{
		After: func(_ time.Duration, do func()) func() {
			s.timer = do
			return func() { s.timer = nil }
		},
		Look: func(answer func(Picture)) {
			s.notes = append(s.notes, "look")
			s.answer = answer
		},
		Done: func(picture Picture) { s.notes = append(s.notes, fmt.Sprint("done ", int(picture))) },
	}
	return s
}

func (s *stage) turns(count int) {
	for range count {
		if do := s.timer; do != nil {
			s.timer = nil
			do()
		}
	}
}

func (s *stage) see(picture Picture) {
	if answer := s.answer; answer != nil {
		s.answer = nil
		answer(picture)
	}
}

func TestPaint(t *testing.T) {
	for _, test := range []struct {
		name string
		play func(s *stage)
		want string
	}{
		{"a page paints", func(s *stage) { s.paint.Loaded(); s.paint.Painted(); s.see(Shown); s.turns(100) }, "look, done 0"},
		{"it paints before all of it has loaded", func(s *stage) { s.paint.Painted(); s.see(Shown); s.paint.Loaded(); s.turns(100) }, "look, done 0"},
		{"a page of one colour", func(s *stage) { s.paint.Loaded(); s.paint.Painted(); s.see(Even); s.turns(100) }, "look, done 1"},
		{"the frame comes a little later", func(s *stage) {
			s.paint.Loaded()
			s.paint.Painted()
			s.see(Blank)
			s.turns(1)
			s.see(Blank)
			s.turns(1)
			s.see(Shown)
			s.turns(100)
		}, "look, look, look, done 0"},
		{"the frame never comes", func(s *stage) {
			s.paint.Loaded()
			s.paint.Painted()
			for range maxBlank {
				s.see(Blank)
				s.turns(1)
			}
			s.turns(100)
		}, strings.Repeat("look, ", maxBlank) + "done 2"},
		{"the page never says that it has painted", func(s *stage) {
			s.paint.Loaded()
			s.turns(maxTurns - 1)
			if len(s.notes) > 0 {
				s.notes = append(s.notes, "too early")
			}
			s.turns(1)
			s.see(Shown)
		}, "look, done 0"},
		{"neither does it, nor is anything to be seen", func(s *stage) {
			s.paint.Loaded()
			for range maxTurns + maxBlank {
				s.turns(1)
				s.see(Blank)
			}
		}, strings.Repeat("look, ", maxBlank) + "done 2"},
		{"while its process is busy, no time passes", func(s *stage) {
			s.paint.Loaded()
			s.paint.Busy(true)
			s.turns(1000)
			s.paint.Busy(false)
			s.turns(maxTurns)
			s.see(Shown)
		}, "look, done 0"},
		{"a hidden window is looked at when it is shown", func(s *stage) {
			s.paint.Loaded()
			s.paint.Painted()
			if s.timer != nil {
				s.notes = append(s.notes, "the clock runs for nothing")
			}
			s.turns(1000)
			s.paint.Painted()
			s.see(Shown)
		}, "look, done 0"},
		{"another document comes", func(s *stage) { s.paint.Loaded(); s.paint.Painted(); s.paint.Stop(); s.see(Blank); s.turns(100) }, "look"},
		{"its process ends", func(s *stage) { s.paint.Loaded(); s.paint.Painted(); s.see(Gone); s.turns(100) }, "look"},
	} {
		t.Run(test.name, func(t *testing.T) {
			s := newStage()
			test.play(s)
			if got := strings.Join(s.notes, ", "); got != test.want {
				t.Errorf("%s, want %s", got, test.want)
			}
			if s.timer != nil {
				t.Error("a timer is left")
			}
		})
	}
}

func TestHang(t *testing.T) {
	for _, test := range []struct {
		name  string
		play  func(h *Hang)
		waits bool
	}{
		{"it hangs", func(h *Hang) { h.Hangs() }, true},
		{"it hangs twice", func(h *Hang) { h.Hangs(); h.Hangs() }, true},
		{"it answers again", func(h *Hang) { h.Hangs(); h.Answers() }, false},
		{"it never hung", func(h *Hang) { h.Answers() }, false},
	} {
		t.Run(test.name, func(t *testing.T) {
			var timers []func()
			ended := 0
			h := &Hang{
				After: func(delay time.Duration, do func()) func() {
					if delay != HangTime {
						t.Errorf("it waits %v", delay)
					}
					at := len(timers)
					timers = append(timers, do)
					return func() { timers[at] = nil }
				},
				End: func() { ended++ },
			}
			test.play(h)
			for _, do := range timers {
				if do != nil {
					do()
				}
			}
			if (ended == 1) != test.waits {
				t.Errorf("its process was ended %d times", ended)
			}
		})
	}
}
