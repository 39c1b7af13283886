package engine

// Desktop is the host process, as the modules reach it that do something on the desktop. Its methods are called on the loop.
type Desktop interface {
	// Send asks the host, or tells it if id is 0; value is JSON, "" for none, and bytes may be nil.
	Send(id uint64, method, value string, bytes []byte) error
	// Answer answers the host's question with that id; value is that of the error if it failed.
	Answer(id uint64, failed bool, value string, bytes []byte) error
	// Wait waits for the answer to a question, and meanwhile does nothing else.
	Wait(id uint64) DesktopMessage
	// Connect says what is called, on the loop, with all other messages of the host.
	Connect(receive func(DesktopMessage))
}

// DesktopMessage is a question of the host, or its answer to one.
type DesktopMessage struct {
	ID     uint64
	Method string // "" for an answer
	Failed bool
	Value  string // JSON
	Bytes  []byte // nil for none
}
