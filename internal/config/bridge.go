package config

import "github.com/deskjs/deskjs/internal/payload"

// A bridgeLimit is one of the numbers in "bridge"; schema.json states the ranges too.
type bridgeLimit struct {
	key       string
	low, high int
	value     func(*payload.Bridge) *int
}

// maxCount bounds counts, of which each costs memory.
const maxCount = 10_000_000

var bridgeLimits = []bridgeLimit{
	{"maxMessage", 1, 64, func(b *payload.Bridge) *int { return &b.MaxMessage }},
	{"maxBytes", 1, 1024, func(b *payload.Bridge) *int { return &b.MaxBytes }},
	{"maxDepth", 1, 10_000, func(b *payload.Bridge) *int { return &b.MaxDepth }},
	{"maxPending", 1, maxCount, func(b *payload.Bridge) *int { return &b.MaxPending }},
	{"maxStreams", 1, maxCount, func(b *payload.Bridge) *int { return &b.MaxStreams }},
	{"maxReferences", 1, maxCount, func(b *payload.Bridge) *int { return &b.MaxReferences }},
	{"maxEvents", 1, maxCount, func(b *payload.Bridge) *int { return &b.MaxEvents }},
	{"maxRate", 1, 10 * maxCount, func(b *payload.Bridge) *int { return &b.MaxRate }},
	{"callTimeout", 0, 1<<31 - 1, func(b *payload.Bridge) *int { return &b.CallTimeout }},
}

func (r *reader) bridge(n *node, bridge *payload.Bridge) {
	keys := map[string]func(*node){}
	for _, limit := range bridgeLimits {
		keys[limit.key] = func(n *node) { r.integer(n, "bridge."+limit.key, limit.low, limit.high, limit.value(bridge)) }
	}
	r.object(n, "bridge", keys)
}
