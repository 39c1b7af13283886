package bridge

// Messages of a backend that takes over from another one: in development when files have changed, and when an update is applied while the
// app runs.

// Begin tells a backend that waits for it to open the app and to run it. A second one tells a backend that runs Ahead that its turn has
// come.
type Begin struct {
	// Left is what the backend before it has left, nil for the first one and after a crash.
	Left *Left `json:"left,omitempty"`
	// Payload is the hash of the app's payload, one that is kept on this device; "" is the one that the app was installed with.
	Payload string `json:"payload,omitempty"`
	// Ahead says that another backend still serves: the host keeps what this one asks until its turn.
	Ahead bool `json:"ahead,omitempty"`
}

// Yield asks a backend to leave what the next one carries on with, as Left, and to end. One whose app refuses says so by Left, and goes on.
type Yield struct{}

// Left is what the next backend gets: what import.meta.hot.data held, for each module of the backend in development; else the state that the
// app hands over.
type Left struct {
	// Text and Blob are a value as clone text; in development an object with the files' names as keys. No text is no value.
	Text string `json:"text"`
	Blob []byte `json:"blob,omitempty"`
	// Lost says what could not be carried over, and why.
	Lost []Lost `json:"lost,omitempty"`
	// Refused says why the backend goes on instead; "" when it ends.
	Refused string `json:"refused,omitempty"`
}

// Lost is a value of import.meta.hot.data that can't be cloned.
type Lost struct {
	Text string `json:"text"`
	// Where it was put there, and that line's text; zero when it is not known.
	File     string `json:"file,omitempty"`
	Line     int    `json:"line,omitempty"`
	Column   int    `json:"column,omitempty"`
	LineText string `json:"lineText,omitempty"`
}

// Check asks a backend whether all is well with it, after an update: the app's own code may look, too.
type Check struct{}

// Checked is the answer to Check.
type Checked struct {
	// Problem says what is wrong; "" is nothing.
	Problem string `json:"problem,omitempty"`
}

// FrameType implements Message.
func (Begin) FrameType() FrameType { return FrameBegin }

// FrameType implements Message.
func (Yield) FrameType() FrameType { return FrameYield }

// FrameType implements Message.
func (Left) FrameType() FrameType { return FrameLeft }

// FrameType implements Message.
func (Check) FrameType() FrameType { return FrameCheck }

// FrameType implements Message.
func (Checked) FrameType() FrameType { return FrameChecked }

func (m Begin) bodyParts() ([][]byte, error)   { return jsonBody(m) }
func (Yield) bodyParts() ([][]byte, error)     { return nil, nil }
func (m Left) bodyParts() ([][]byte, error)    { return jsonBody(m) }
func (Check) bodyParts() ([][]byte, error)     { return nil, nil }
func (m Checked) bodyParts() ([][]byte, error) { return jsonBody(m) }
