package bridge

import (
	"encoding/binary"
	"encoding/json"
	"fmt"
)

// Message is what a frame says: one of the types below, as a value.
type Message interface {
	// FrameType returns the type of the frame that carries the message.
	FrameType() FrameType
	// bodyParts returns the body, in pieces so that bytes needn't be copied.
	bodyParts() ([][]byte, error)
}

// Hello is the backend's first message: its process is up.
type Hello struct {
	PID int `json:"pid"`
}

// Ready says that the app's main file has run and that calls may come.
type Ready struct {
	Functions []string `json:"functions"` // what can be called, "api.listNotes"
}

// Records is what a document and the backend say to each other.
type Records struct {
	View uint32   // the document, as numbered by the router
	Text string   // records joined by newlines
	Blob [][]byte // the blob of the only record, in pieces end to end; none for records without bytes
}

// Ping asks the backend's event loop to answer.
type Ping struct{ Nonce uint64 }

// Pong is the event loop's answer to the Ping with the same number.
type Pong struct{ Nonce uint64 }

// Fatal is an error that ends the backend; it is sent just before.
type Fatal struct {
	Name    string `json:"name"`
	Message string `json:"message"`
	Stack   string `json:"stack"`
	Code    string `json:"code,omitempty"`
	// Where in the author's source it was thrown, and that line's text; zero when it is not known.
	File     string `json:"file,omitempty"`
	Line     int    `json:"line,omitempty"`
	Column   int    `json:"column,omitempty"`
	LineText string `json:"lineText,omitempty"`
}

// Shutdown asks the backend to run its exit handlers and to end.
type Shutdown struct{}

// Reload asks a host in development to load the page again.
type Reload struct{}

// Styles asks a host in development to load these style sheets again, without the page.
type Styles struct {
	Paths []string `json:"paths"` // as in the page's addresses, "/main.css"
}

// SwapBackend asks a host in development to replace the backend process by one that runs the new bundle.
type SwapBackend struct{}

// Problem asks a host in development to show what is wrong over the page.
type Problem struct {
	Messages json.RawMessage `json:"messages"` // an array, as overlay.js shows it
	// Runtime says that the app runs all the same: it is an error of the page, which the next change or load takes away.
	Runtime bool `json:"runtime,omitempty"`
}

// ClearProblem asks a host in development to take the overlay away.
type ClearProblem struct{}

// Hot asks a host in development to hand an update of the page's modules to its client.
type Hot struct {
	Update json.RawMessage `json:"update"` // as the client of package hot reads it
}

// Closed says that the app's last window was closed.
type Closed struct {
	Code int `json:"code"` // what the command line exits with
}

// FrameType implements Message.
func (Hello) FrameType() FrameType { return FrameHello }

// FrameType implements Message.
func (Ready) FrameType() FrameType { return FrameReady }

// FrameType implements Message.
func (Records) FrameType() FrameType { return FrameRecords }

// FrameType implements Message.
func (Ping) FrameType() FrameType { return FramePing }

// FrameType implements Message.
func (Pong) FrameType() FrameType { return FramePong }

// FrameType implements Message.
func (Fatal) FrameType() FrameType { return FrameFatal }

// FrameType implements Message.
func (Shutdown) FrameType() FrameType { return FrameShutdown }

// FrameType implements Message.
func (Reload) FrameType() FrameType { return FrameReload }

// FrameType implements Message.
func (Styles) FrameType() FrameType { return FrameStyles }

// FrameType implements Message.
func (SwapBackend) FrameType() FrameType { return FrameSwapBackend }

// FrameType implements Message.
func (Problem) FrameType() FrameType { return FrameProblem }

// FrameType implements Message.
func (ClearProblem) FrameType() FrameType { return FrameClearProblem }

// FrameType implements Message.
func (Hot) FrameType() FrameType { return FrameHot }

// FrameType implements Message.
func (Closed) FrameType() FrameType { return FrameClosed }

func (m Hello) bodyParts() ([][]byte, error)      { return jsonBody(m) }
func (m Ready) bodyParts() ([][]byte, error)      { return jsonBody(m) }
func (m Ping) bodyParts() ([][]byte, error)       { return nonceBody(m.Nonce) }
func (m Pong) bodyParts() ([][]byte, error)       { return nonceBody(m.Nonce) }
func (m Fatal) bodyParts() ([][]byte, error)      { return jsonBody(m) }
func (Shutdown) bodyParts() ([][]byte, error)     { return nil, nil }
func (Reload) bodyParts() ([][]byte, error)       { return nil, nil }
func (m Styles) bodyParts() ([][]byte, error)     { return jsonBody(m) }
func (SwapBackend) bodyParts() ([][]byte, error)  { return nil, nil }
func (m Problem) bodyParts() ([][]byte, error)    { return jsonBody(m) }
func (ClearProblem) bodyParts() ([][]byte, error) { return nil, nil }
func (m Hot) bodyParts() ([][]byte, error)        { return jsonBody(m) }
func (m Closed) bodyParts() ([][]byte, error)     { return jsonBody(m) }

// TestView is what Records have that pass between a test and the backend, in the runtime of `deskjs test` alone. No document has it.
const TestView = 1<<32 - 1

const recordsHeaderSize = 8

func (m Records) bodyParts() ([][]byte, error) {
	if len(m.Text) > MaxText {
		return nil, &FrameError{fmt.Sprintf("records of %d bytes can't be sent, the limit is %d", len(m.Text), MaxText)}
	}
	head := make([]byte, recordsHeaderSize, recordsHeaderSize+len(m.Text))
	binary.LittleEndian.PutUint32(head, m.View)
	binary.LittleEndian.PutUint32(head[4:], uint32(len(m.Text)))
	parts := make([][]byte, 0, 1+len(m.Blob))
	parts = append(parts, append(head, m.Text...))
	return append(parts, m.Blob...), nil
}

func jsonBody(message any) ([][]byte, error) {
	body, err := json.Marshal(message)
	return [][]byte{body}, err
}

func nonceBody(nonce uint64) ([][]byte, error) {
	return [][]byte{binary.LittleEndian.AppendUint64(nil, nonce)}, nil
}

// DecodeMessage returns what a frame says. The message may refer to the frame's body. A body that isn't what its type
// promises is a *FrameError.
func DecodeMessage(frame Frame) (Message, error) {
	switch frame.Type {
	case FrameHello:
		return decodeJSON[Hello](frame)
	case FrameReady:
		return decodeJSON[Ready](frame)
	case FrameRecords:
		return decodeRecords(frame.Body)
	case FramePing:
		nonce, err := decodeNonce(frame)
		return Ping{nonce}, err
	case FramePong:
		nonce, err := decodeNonce(frame)
		return Pong{nonce}, err
	case FrameFatal:
		return decodeJSON[Fatal](frame)
	case FrameShutdown:
		return Shutdown{}, nil
	case FrameReload:
		return Reload{}, nil
	case FrameStyles:
		return decodeJSON[Styles](frame)
	case FrameSwapBackend:
		return SwapBackend{}, nil
	case FrameProblem:
		message, err := decodeJSON[Problem](frame)
		if problem, ok := message.(Problem); ok && problem.Messages == nil {
			return nil, &FrameError{"a Problem frame has no messages"}
		}
		return message, err
	case FrameClearProblem:
		return ClearProblem{}, nil
	case FrameHot:
		message, err := decodeJSON[Hot](frame)
		if update, ok := message.(Hot); ok && update.Update == nil {
			return nil, &FrameError{"a Hot frame has no update"}
		}
		return message, err
	case FrameLog:
		return decodeJSON[Log](frame)
	case FrameClosed:
		return decodeJSON[Closed](frame)
	case FrameBegin:
		return decodeJSON[Begin](frame)
	case FrameYield:
		return Yield{}, nil
	case FrameLeft:
		return decodeJSON[Left](frame)
	case FrameCheck:
		return Check{}, nil
	case FrameChecked:
		return decodeJSON[Checked](frame)
	case FrameDevTools:
		return DevTools{}, nil
	case FrameBackend:
		return decodeJSON[Backend](frame)
	case FramePage:
		return decodeJSON[Page](frame)
	default:
		return nil, &FrameError{fmt.Sprintf("there is no frame of %s", frame.Type)}
	}
}

func decodeJSON[T Message](frame Frame) (Message, error) {
	var message T
	if err := json.Unmarshal(frame.Body, &message); err != nil {
		return nil, &FrameError{fmt.Sprintf("the body of a %s frame: %v", frame.Type, err)}
	}
	return message, nil
}

func decodeNonce(frame Frame) (uint64, error) {
	if len(frame.Body) != 8 {
		return 0, &FrameError{fmt.Sprintf("a %s frame has 8 bytes, this one has %d", frame.Type, len(frame.Body))}
	}
	return binary.LittleEndian.Uint64(frame.Body), nil
}

func decodeRecords(body []byte) (Message, error) {
	if len(body) < recordsHeaderSize {
		return nil, &FrameError{fmt.Sprintf("a Records frame of %d bytes is shorter than its header", len(body))}
	}
	length := binary.LittleEndian.Uint32(body[4:])
	rest := body[recordsHeaderSize:]
	if length > MaxText {
		return nil, &FrameError{fmt.Sprintf("a Records frame announces %d bytes of text, the limit is %d", length, MaxText)}
	}
	if uint64(length) > uint64(len(rest)) {
		return nil, &FrameError{fmt.Sprintf("a Records frame announces %d bytes of text and has %d", length, len(rest))}
	}
	message := Records{View: binary.LittleEndian.Uint32(body), Text: string(rest[:length])}
	if blob := rest[length:]; len(blob) > 0 {
		message.Blob = [][]byte{blob}
	}
	return message, nil
}

// Read waits for the next frame and returns what it says. Errors are those of ReadFrame and DecodeMessage.
func (c *Conn) Read() (Message, error) {
	frame, err := c.ReadFrame()
	if err != nil {
		return nil, err
	}
	return DecodeMessage(frame)
}

// Write sends a message and returns when the stream has taken it; see WriteFrame.
func (c *Conn) Write(message Message) error {
	frame, err := messageFrame(message)
	if err != nil {
		return err
	}
	return c.queue.write(frame)
}

// Queue sends a message without ever waiting for the other process; see QueueFrame.
func (c *Conn) Queue(message Message) error {
	frame, err := messageFrame(message)
	if err != nil {
		return err
	}
	return c.queue.add(frame)
}

func messageFrame(message Message) (*outgoing, error) {
	if records, ok := message.(Records); ok {
		return newRecords(records)
	}
	parts, err := message.bodyParts()
	if err != nil {
		return nil, err
	}
	return newFrame(message.FrameType(), parts)
}
