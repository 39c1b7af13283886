package parser

import (
	"cmp"
	"slices"
	"time"
)

// list is what a ConnectionsList stands on. Its methods may be called on nil.
type list struct {
	all, active map[*parser]struct{}
}

// Which of a list's parsers connections returns.
const (
	chooseAll = iota
	chooseIdle
	chooseActive
)

func (l *list) remove(p *parser) {
	if l != nil {
		delete(l.all, p)
		delete(l.active, p)
	}
}

// choose returns parsers, those that have waited longest first, after the idle ones.
func (l *list) choose(which int) []*parser {
	var chosen []*parser
	from := l.all
	if which == chooseActive {
		from = l.active
	}
	for p := range from {
		if which != chooseIdle || p.start == 0 {
			chosen = append(chosen, p)
		}
	}
	slices.SortFunc(chosen, func(a, b *parser) int { return cmp.Compare(a.start, b.start) })
	return chosen
}

// expire returns the active parsers whose head, or whole message, has taken too long, and forgets that they are active. A
// timeout of 0 is none.
func (l *list) expire(now int64, headers, request time.Duration) []*parser {
	if request > 0 && headers > request {
		headers, request = request, headers
	}
	over := func(p *parser, timeout time.Duration) bool {
		return timeout > 0 && now-p.start > int64(timeout)
	}
	var expired []*parser
	for p := range l.active {
		if !p.headed && over(p, headers) || over(p, request) {
			expired = append(expired, p)
			delete(l.active, p)
		}
	}
	slices.SortFunc(expired, func(a, b *parser) int { return cmp.Compare(a.start, b.start) })
	return expired
}
