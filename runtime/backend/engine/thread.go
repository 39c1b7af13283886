package engine

// Thread is what the engine of a worker knows of itself.
type Thread struct {
	// ID is the worker's threadId, from 1.
	ID int64
	// Name is what its maker called it.
	Name string
	// Port is its end of the channel to its maker; package worker_threads knows what it is.
	Port any
	// Limits are maxYoungGenerationSizeMb, maxOldGenerationSizeMb, codeRangeSizeMb and stackSizeMb.
	Limits [4]float64
	// TrackFDs says that the files which it leaves open are closed when it ends.
	TrackFDs bool
	// HeapBefore is how many bytes of heap were in use when it began.
	HeapBefore int64
}

// AtEnd makes f be called when a worker's program has ended, before its maker is told. It is for the engine's goroutine.
func (e *Engine) AtEnd(f func()) { e.atEnd = append(e.atEnd, f) }

// End calls what AtEnd was given, the last first.
func (e *Engine) End() {
	for i := len(e.atEnd) - 1; i >= 0; i-- {
		e.atEnd[i]()
	}
	e.atEnd = nil
}

// Program is a worker's program on an engine of its own.
type Program interface {
	// Engine returns the engine. It must be used on the goroutine that made the program.
	Engine() *Engine
	// Run runs the program to its end, on that goroutine, and returns its exit code.
	Run() int
	// Stop ends the program as soon as possible. Any goroutine may call it, at any time.
	Stop()
}

// IsMainThread reports whether the engine is no worker's.
func (e *Engine) IsMainThread() bool { return e.Host.Thread == nil }
