package bridge

// Messages that only an app in development knows: what the terminal is told.

// Log is a call of the console, for the developer's terminal.
type Log struct {
	// Level is the method's name: "log", "info", "warn", "error", "debug", "trace".
	Level string `json:"level"`
	// Text is what was logged, inspected, with ANSI colours if the terminal has some; it may have several lines.
	Text string `json:"text"`
	// Where in the author's source it was called; zero when it is not known.
	File   string `json:"file,omitempty"`
	Line   int    `json:"line,omitempty"`
	Column int    `json:"column,omitempty"`
}

// Backend tells the command line what became of the backend.
type Backend struct {
	// State is "starting", "ready", "failed" or "stopped".
	State string `json:"state"`
	// Reason says why it failed.
	Reason string `json:"reason,omitempty"`
	// Milliseconds is how long a ready one took, from the order to replace the one before or from its start.
	Milliseconds float64 `json:"milliseconds,omitempty"`
	// Replaced says that it took the place of one that was told to go.
	Replaced bool   `json:"replaced,omitempty"`
	Fatal    *Fatal `json:"fatal,omitempty"`
	Lost     []Lost `json:"lost,omitempty"`
}

// Page is what the page's script for development has to tell: JSON, as overlay.js writes it. It comes from a page, so nothing in it may be trusted.
type Page struct {
	Text string `json:"text"`
}

// DevTools asks a host in development to open the inspector of the window in front.
type DevTools struct{}

// FrameType implements Message.
func (Log) FrameType() FrameType { return FrameLog }

// FrameType implements Message.
func (Backend) FrameType() FrameType { return FrameBackend }

// FrameType implements Message.
func (Page) FrameType() FrameType { return FramePage }

// FrameType implements Message.
func (DevTools) FrameType() FrameType { return FrameDevTools }

func (m Log) bodyParts() ([][]byte, error)     { return jsonBody(m) }
func (m Backend) bodyParts() ([][]byte, error) { return jsonBody(m) }
func (m Page) bodyParts() ([][]byte, error)    { return jsonBody(m) }
func (DevTools) bodyParts() ([][]byte, error)  { return nil, nil }
