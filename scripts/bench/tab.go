package main

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"regexp"
	"time"

	"github.com/coder/websocket"
)

// tab is a page of a Chromium of its own, driven over the DevTools protocol.
type tab struct {
	process *exec.Cmd
	socket  *websocket.Conn
	folder  string
	session string
	last    int
}

var listening = regexp.MustCompile(`DevTools listening on (ws://\S+)`)

func openTab(browser string) (*tab, error) {
	folder, err := os.MkdirTemp("", "deskjs-bench-browser")
	if err != nil {
		return nil, err
	}
	t := &tab{folder: folder}
	t.process = exec.Command(browser, "--headless", "--no-sandbox", "--disable-gpu", "--remote-debugging-port=0", "--user-data-dir="+folder, "about:blank")
	errors, err := t.process.StderrPipe()
	if err != nil {
		return nil, err
	}
	if err := t.process.Start(); err != nil {
		return nil, err
	}
	lines := bufio.NewScanner(errors)
	address := ""
	for address == "" && lines.Scan() {
		if found := listening.FindStringSubmatch(lines.Text()); found != nil {
			address = found[1]
		}
	}
	go func() {
		for lines.Scan() {
			continue // it must not wait for a reader
		}
	}()
	if t.socket, _, err = websocket.Dial(context.Background(), address, nil); err != nil {
		t.close()
		return nil, fmt.Errorf("%s: %w", browser, err)
	}
	t.socket.SetReadLimit(64 << 20)
	var targets struct {
		TargetInfos []struct{ TargetID, Type string }
	}
	if err := t.call("Target.getTargets", nil, &targets); err != nil {
		return nil, err
	}
	for _, target := range targets.TargetInfos {
		var attached struct{ SessionID string }
		if target.Type == "page" {
			err := t.call("Target.attachToTarget", map[string]any{"targetId": target.TargetID, "flatten": true}, &attached)
			t.session = attached.SessionID
			return t, err
		}
	}
	return nil, fmt.Errorf("%s has opened no page", browser)
}

func (t *tab) close() {
	if t.socket != nil {
		_ = t.socket.CloseNow()
	}
	_ = t.process.Process.Kill()
	_ = t.process.Wait()
	_ = os.RemoveAll(t.folder)
}

// call asks for something and waits for the answer; events in between are of no interest.
func (t *tab) call(method string, params, result any) error {
	ctx, cancel := context.WithTimeout(context.Background(), devPatience)
	defer cancel()
	t.last++
	request := map[string]any{"id": t.last, "method": method}
	if params != nil {
		request["params"] = params
	}
	if t.session != "" {
		request["sessionId"] = t.session
	}
	text, err := json.Marshal(request)
	if err != nil {
		return err
	}
	if err := t.socket.Write(ctx, websocket.MessageText, text); err != nil {
		return err
	}
	for {
		_, data, err := t.socket.Read(ctx)
		if err != nil {
			return err
		}
		var answer struct {
			ID     int
			Error  *struct{ Message string }
			Result json.RawMessage
		}
		if err := json.Unmarshal(data, &answer); err != nil || answer.ID != t.last {
			continue
		}
		if answer.Error != nil {
			return errors.New(answer.Error.Message)
		}
		if result == nil {
			return nil
		}
		return json.Unmarshal(answer.Result, result)
	}
}

func (t *tab) open(address string) error {
	return t.call("Page.navigate", map[string]any{"url": address}, nil)
}

func (t *tab) reload() error {
	if err := t.run("window.before = true"); err != nil {
		return err
	}
	return t.call("Page.reload", nil, nil)
}

// evaluate returns the value of an expression, of its promise if it is one.
func (t *tab) evaluate(expression string) (any, error) {
	var result struct {
		Result           struct{ Value any }
		ExceptionDetails *struct{ Text string }
	}
	err := t.call("Runtime.evaluate", map[string]any{"expression": expression, "awaitPromise": true, "returnByValue": true}, &result)
	if err == nil && result.ExceptionDetails != nil {
		err = errors.New(result.ExceptionDetails.Text)
	}
	return result.Result.Value, err
}

func (t *tab) run(expression string) error {
	_, err := t.evaluate(expression + "; 0")
	return err
}

// until waits for an expression to be true. While a page is loaded there is none to ask.
func (t *tab) until(expression string) error {
	started := time.Now()
	for time.Since(started) < devPatience {
		if value, err := t.evaluate(expression); err == nil && value == true {
			return nil
		}
		time.Sleep(2 * time.Millisecond) // what is asked for is any expression, which tells nobody when it changes
	}
	return errors.New("it never came to " + expression)
}

// watch begins to wait, in the page, for an expression to be true; watched returns when it was, in milliseconds since 1970.
func (t *tab) watch(expression string) error {
	return t.run(`window.watched = new Promise((resolve) => {
		const check = () => {
			try {
				if (!(` + expression + `)) return false
			} catch { return false }
			observer.disconnect()
			resolve(performance.timeOrigin + performance.now())
			return true
		}
		const observer = new MutationObserver(check)
		observer.observe(document, { subtree: true, childList: true, characterData: true, attributes: true })
		const again = () => check() || setTimeout(again, 1)
		again()
	})`)
}

func (t *tab) watched() (float64, error) {
	value, err := t.evaluate("Promise.race([watched, new Promise((resolve) => setTimeout(resolve, 20000, 0))])")
	at, _ := value.(float64)
	if err == nil && at == 0 {
		err = errors.New("the page never had the change")
	}
	return at, err
}
