//go:build linux

package webdriver

import (
	"bytes"
	"encoding/base64"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"time"
)

// Session is one app under control. Its methods are for one goroutine.
type Session struct {
	server *exec.Cmd
	base   string
}

// element is the key that WebDriver wraps element references in.
const element = "element-6066-11e4-a52e-4f735466cecf"

// Start runs program with args under a driver of its own and waits for its first
// window. env is added to the program's environment. Close it in the end.
func Start(env []string, output io.Writer, program string, args ...string) (*Session, error) {
	path, err := exec.LookPath("WebKitWebDriver")
	if err != nil {
		return nil, errors.New("end-to-end tests need WebKitWebDriver, which is not installed (Debian, Ubuntu: sudo apt install webkit2gtk-driver)")
	}
	port, err := freePort()
	if err != nil {
		return nil, err
	}
	server := exec.Command(path, "--host=127.0.0.1", fmt.Sprintf("--port=%d", port))
	server.Env = append(os.Environ(), env...)
	server.Stdout, server.Stderr = output, output
	server.SysProcAttr = &syscall.SysProcAttr{Setpgid: true}
	server.WaitDelay = time.Second // an app that hangs keeps the output open
	if err := server.Start(); err != nil {
		return nil, err
	}
	s := &Session{server: server, base: fmt.Sprintf("http://127.0.0.1:%d", port)}
	if err := s.await(port); err != nil {
		s.Close()
		return nil, err
	}
	if args == nil {
		args = []string{}
	}
	var session struct {
		SessionID string `json:"sessionId"`
	}
	err = s.call("POST", "/session", map[string]any{"capabilities": map[string]any{"alwaysMatch": map[string]any{
		"webkitgtk:browserOptions": map[string]any{"binary": program, "args": args},
	}}}, &session)
	if err != nil {
		s.Close()
		return nil, fmt.Errorf("%s: %w", program, err)
	}
	s.base += "/session/" + session.SessionID
	return s, nil
}

// freePort asks the system for a port that nobody listens on.
func freePort() (int, error) {
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return 0, err
	}
	defer func() { _ = listener.Close() }()
	return listener.Addr().(*net.TCPAddr).Port, nil
}

// await waits until the driver accepts connections.
func (s *Session) await(port int) error {
	address := fmt.Sprintf("127.0.0.1:%d", port)
	deadline := time.Now().Add(20 * time.Second)
	for {
		conn, err := net.Dial("tcp", address)
		if err == nil {
			return conn.Close()
		}
		if time.Now().After(deadline) {
			return fmt.Errorf("WebKitWebDriver does not answer: %w", err)
		}
		// The driver says nowhere that it listens now, so it is tried again and again.
		time.Sleep(10 * time.Millisecond)
	}
}

// Close ends the app and the driver.
func (s *Session) Close() {
	// The driver would leave the app running. Both are one process group, which is asked to end, and made to.
	group := s.server.Process.Pid
	_ = syscall.Kill(-group, syscall.SIGTERM)
	_ = s.server.Wait()
	// Not all of the group are children of this process, so their end can't be waited for.
	for deadline := time.Now().Add(endTime); groupRuns(group); time.Sleep(10 * time.Millisecond) {
		if time.Now().After(deadline) {
			_ = syscall.Kill(-group, syscall.SIGKILL)
		}
	}
}

// groupRuns reports whether a process of a group runs. Those that have ended do not count, though
// nobody may have asked for their exit codes yet.
func groupRuns(group int) bool {
	files, _ := filepath.Glob("/proc/[0-9]*/stat")
	for _, file := range files {
		text, err := os.ReadFile(file)
		if err != nil {
			continue
		}
		// What follows the name, which is in parentheses: state, parent, group.
		fields := strings.Fields(string(text[bytes.LastIndexByte(text, ')')+1:]))
		if len(fields) > 2 && fields[0] != "Z" && fields[2] == strconv.Itoa(group) {
			return true
		}
	}
	return false
}

// endTime is how long an app may take to end.
const endTime = 5 * time.Second

// client gives a driver that hangs up, as it does when the app dies, a bounded time.
var client = &http.Client{Timeout: 40 * time.Second}

func (s *Session) call(method, path string, body, result any) error {
	var reader io.Reader
	if method == "POST" {
		if body == nil {
			body = struct{}{}
		}
		text, err := json.Marshal(body)
		if err != nil {
			return err
		}
		reader = bytes.NewReader(text)
	}
	request, err := http.NewRequest(method, s.base+path, reader)
	if err != nil {
		return err
	}
	request.Header.Set("Content-Type", "application/json")
	response, err := client.Do(request)
	if err != nil {
		return err
	}
	defer func() { _ = response.Body.Close() }()
	var envelope struct {
		Value json.RawMessage `json:"value"`
	}
	if err := json.NewDecoder(response.Body).Decode(&envelope); err != nil {
		return err
	}
	if response.StatusCode != http.StatusOK {
		var failure struct{ Error, Message string }
		_ = json.Unmarshal(envelope.Value, &failure)
		return fmt.Errorf("webdriver: %s: %s", failure.Error, failure.Message)
	}
	if result == nil {
		return nil
	}
	return json.Unmarshal(envelope.Value, result)
}

// Find returns the element that a CSS selector matches first.
func (s *Session) Find(selector string) (Element, error) {
	var found map[string]string
	err := s.call("POST", "/element", map[string]string{"using": "css selector", "value": selector}, &found)
	return Element{s, found[element]}, err
}

// Navigate loads a URL and waits for the page.
func (s *Session) Navigate(url string) error {
	return s.call("POST", "/url", map[string]any{"url": url}, nil)
}

// Execute runs script as a function's body, with args, and decodes what it returns
// into result, if that is not nil. A returned promise is waited for.
func (s *Session) Execute(result any, script string, args ...any) error {
	if args == nil {
		args = []any{}
	}
	return s.call("POST", "/execute/sync", map[string]any{"script": script, "args": args}, result)
}

// Frame makes the frame that a CSS selector matches the one that the other methods act on; "" is the page.
func (s *Session) Frame(selector string) error {
	var id any
	if selector != "" {
		frame, err := s.Find(selector)
		if err != nil {
			return err
		}
		id = map[string]string{element: frame.id}
	}
	return s.call("POST", "/frame", map[string]any{"id": id}, nil)
}

// Press presses a key and lets it go, whatever has the focus: a character, such as " ", or one of WebDriver's private ones, such as "\ue004"
// (Tab).
func (s *Session) Press(key string) error {
	type action struct {
		Type  string `json:"type"`
		Value string `json:"value"`
	}
	type source struct {
		Type    string   `json:"type"`
		ID      string   `json:"id"`
		Actions []action `json:"actions"`
	}
	body := map[string]any{"actions": []source{{"key", "keyboard", []action{{"keyDown", key}, {"keyUp", key}}}}}
	return s.call("POST", "/actions", body, nil)
}

// Windows returns the handles of the app's windows.
func (s *Session) Windows() ([]string, error) {
	var handles []string
	return handles, s.call("GET", "/window/handles", nil, &handles)
}

// Window makes a window the one that the other methods act on.
func (s *Session) Window(handle string) error {
	return s.call("POST", "/window", map[string]string{"handle": handle}, nil)
}

// Screenshot returns a PNG of the page.
func (s *Session) Screenshot() ([]byte, error) {
	var text string
	if err := s.call("GET", "/screenshot", nil, &text); err != nil {
		return nil, err
	}
	return base64.StdEncoding.DecodeString(text)
}

// Element is one element of the page.
type Element struct {
	session *Session
	id      string
}

// Click clicks the element's centre.
func (e Element) Click() error { return e.session.call("POST", "/element/"+e.id+"/click", nil, nil) }

// Type types text into the element.
func (e Element) Type(text string) error {
	return e.session.call("POST", "/element/"+e.id+"/value", map[string]string{"text": text}, nil)
}

// Text returns the element's text as it is shown.
func (e Element) Text() (string, error) {
	var text string
	return text, e.session.call("GET", "/element/"+e.id+"/text", nil, &text)
}
