package engine

import "sync"

type timeZoneKey struct{}

type timeZone struct {
	mu      sync.Mutex
	follow  func(name string, set bool)
	changed bool
	name    string
	set     bool
}

func (e *Engine) timeZone() *timeZone {
	return Value(e, timeZoneKey{}, func() *timeZone { return &timeZone{} })
}

// SetTimeZone tells that a script gave the variable TZ a value (process.env.TZ = name) or, with set
// false, deleted it. As in Node local times are of that zone from then on, in this engine.
func (e *Engine) SetTimeZone(name string, set bool) {
	zone := e.timeZone()
	zone.mu.Lock()
	zone.changed, zone.name, zone.set = true, name, set
	follow := zone.follow
	zone.mu.Unlock()
	if follow != nil {
		follow(name, set)
	}
}

// FollowTimeZone makes follow, which knows the zones, the one that SetTimeZone tells; it replaces the one
// before and is told at once what has been set already.
func (e *Engine) FollowTimeZone(follow func(name string, set bool)) {
	zone := e.timeZone()
	zone.mu.Lock()
	zone.follow = follow
	changed, name, set := zone.changed, zone.name, zone.set
	zone.mu.Unlock()
	if changed {
		follow(name, set)
	}
}
