package payload

// Bridge limits what the pages of an app may ask of it, for each document by itself. What is over a limit is refused with an
// error that has a code of its own, and nothing else is.
type Bridge struct {
	// MaxMessage is the most text that one call, event or answer has, in MiB: everything but bytes. ERR_MESSAGE_TOO_LARGE.
	MaxMessage int `json:"maxMessage,omitempty"`
	// MaxBytes is the most that the typed arrays, buffers, Blobs and Files of one call or answer hold together, in MiB; streams have no
	// such limit. ERR_MESSAGE_TOO_LARGE.
	MaxBytes int `json:"maxBytes,omitempty"`
	// MaxDepth is how deep the values of one call are nested. A DataCloneError.
	MaxDepth int `json:"maxDepth,omitempty"`
	// MaxPending is how many calls are unanswered at one time. ERR_TOO_MANY_CALLS.
	MaxPending int `json:"maxPending,omitempty"`
	// MaxStreams is how many streams are open at one time. ERR_TOO_MANY_STREAMS.
	MaxStreams int `json:"maxStreams,omitempty"`
	// MaxReferences is how many functions, signals and streams are lent to the backend at one time. ERR_TOO_MANY_REFERENCES.
	MaxReferences int `json:"maxReferences,omitempty"`
	// MaxEvents is how many events wait for a page that does not take them; the oldest are dropped then, which is said once.
	MaxEvents int `json:"maxEvents,omitempty"`
	// MaxRate is how many calls and events a page makes per second, on average; as many may come at once. ERR_TOO_FAST.
	MaxRate int `json:"maxRate,omitempty"`
	// CallTimeout is how long a call may take, in milliseconds; 0 is as long as it likes. ERR_CALL_TIMEOUT.
	CallTimeout int `json:"callTimeout,omitempty"`
}

// DefaultBridge has the limits of an app that sets none.
var DefaultBridge = Bridge{
	MaxMessage: 64, MaxBytes: 1024, MaxDepth: 10_000, MaxPending: 100_000, MaxStreams: 10_000, MaxReferences: 100_000,
	MaxEvents: 10_000, MaxRate: 1_000_000,
}

// WithDefaults returns the limits with those that are 0 as in DefaultBridge.
func (b Bridge) WithDefaults() Bridge {
	for _, limit := range []struct {
		into  *int
		value int
	}{
		{&b.MaxMessage, DefaultBridge.MaxMessage}, {&b.MaxBytes, DefaultBridge.MaxBytes}, {&b.MaxDepth, DefaultBridge.MaxDepth},
		{&b.MaxPending, DefaultBridge.MaxPending}, {&b.MaxStreams, DefaultBridge.MaxStreams},
		{&b.MaxReferences, DefaultBridge.MaxReferences}, {&b.MaxEvents, DefaultBridge.MaxEvents}, {&b.MaxRate, DefaultBridge.MaxRate},
	} {
		if *limit.into == 0 {
			*limit.into = limit.value
		}
	}
	return b
}
