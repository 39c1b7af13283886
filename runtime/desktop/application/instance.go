package application

import (
	"bufio"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"time"

	"github.com/deskjs/deskjs/runtime/desktop/service"
)

// maxMessage bounds what another process of the app may send, in bytes.
const maxMessage = 4 << 20

// Second is what a second process of the app tells the first.
type Second struct {
	Args      []string        `json:"argv"`
	Directory string          `json:"workingDirectory"`
	Data      json.RawMessage `json:"additionalData,omitempty"`
	// Token is what the desktop has given to the second process so that it may show itself: the first one shows itself by it instead.
	Token string `json:"token,omitempty"`
}

// errTaken is claim's when another process has the name.
var errTaken = errors.New("another process of the app is running")

// first becomes the first process of an app, whose other processes' messages go to received, on any goroutine; or sends what it would have
// received to the one that is the first, and returns a nil release. It may wait for seconds.
func first(name string, second Second, received func(Second)) (release func(), err error) {
	message, err := json.Marshal(second)
	if err != nil {
		return nil, err
	}
	if len(message) > maxMessage {
		return nil, &service.Error{Code: "ERR_OUT_OF_RANGE", Message: fmt.Sprintf("requestSingleInstanceLock: additionalData and the arguments are %d bytes, and %d are allowed", len(message), maxMessage)}
	}
	end := time.Now().Add(5 * time.Second)
	for wait := 5 * time.Millisecond; ; wait = min(2*wait, 100*time.Millisecond) {
		release, claimErr := claim(name, func(conn io.ReadWriteCloser) { answer(conn, received) })
		if claimErr == nil || !errors.Is(claimErr, errTaken) {
			return release, claimErr
		}
		// The first one may be about to listen, or about to end: then the name is free again.
		sendErr := send(name, message)
		if sendErr == nil {
			return nil, nil
		}
		if time.Now().After(end) {
			return nil, fmt.Errorf("another process of the app has the single instance lock, and doesn't answer: %w", sendErr)
		}
		time.Sleep(wait) // nothing tells when the name is free
	}
}

// Claim makes this process the first of the app with an identifier, whose other processes' messages go to received, on any goroutine; or sends
// what it would have received to the one that is the first, and returns nil. Giving up the name is calling what it returns.
func Claim(id string, development bool, second Second, received func(Second)) (release func(), err error) {
	if development {
		id += " in development"
	}
	return first(instanceName(id), second, received)
}

// answer reads the message of a second process.
func answer(conn io.ReadWriteCloser, received func(Second)) {
	defer conn.Close()
	var second Second
	if err := json.NewDecoder(io.LimitReader(conn, maxMessage+1)).Decode(&second); err != nil {
		return
	}
	received(second)
	_, _ = io.WriteString(conn, accepted)
}

// accepted is what the second process waits for before it ends.
const accepted = "ok\n"

// tell is the other side of answer.
func tell(conn io.ReadWriter, message []byte) error {
	if _, err := conn.Write(append(message, '\n')); err != nil {
		return err
	}
	line, err := bufio.NewReader(conn).ReadString('\n')
	if err == nil && line != accepted {
		err = errors.New("its answer is not understood")
	}
	return err
}

// instanceName is what the processes of an app find one another by.
func instanceName(id string) string {
	sum := sha256.Sum256([]byte(id))
	return hex.EncodeToString(sum[:12])
}
