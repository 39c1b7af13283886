package devtools

import (
	"bufio"
	"encoding/json"
	"errors"
	"flag"
	"io"
	"os"
	"os/exec"
	"sync"
	"testing"
)

// A real browser to run these tests against as well; without it they run against the fake one.
var chromium = flag.String("devtools.browser", "", "path of a Chromium that the tests run in, beside the fake browser")

// pipe speaks the protocol to a Chromium over its --remote-debugging-pipe. Everything of it happens on the goroutine that runs work.
type pipe struct {
	command *exec.Cmd
	to      io.WriteCloser
	work    chan func()
	session string
	lastID  int
	waiting map[int]func([]byte, error)
	events  map[string]func([]byte)
	over    sync.WaitGroup
}

func openPipe(t *testing.T) *pipe {
	t.Helper()
	theirs, to, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	from, answers, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	p := &pipe{to: to, work: make(chan func(), 1000), waiting: map[int]func([]byte, error){}, events: map[string]func([]byte){}}
	p.command = exec.Command(*chromium, "--headless", "--no-sandbox", "--disable-gpu", "--remote-debugging-pipe", "--user-data-dir="+t.TempDir(), "about:blank")
	p.command.ExtraFiles = []*os.File{theirs, answers}
	if err := p.command.Start(); err != nil {
		t.Fatal(err)
	}
	theirs.Close()
	answers.Close()
	p.over.Go(func() { p.read(from) })
	p.over.Go(func() {
		for run := range p.work {
			run()
		}
	})
	t.Cleanup(func() {
		to.Close() // the browser ends, and all its processes
		_ = p.command.Wait()
		p.over.Wait()
	})
	attached := make(chan struct{})
	p.work <- func() {
		p.Call("Target.getTargets", []byte("{}"), func(result []byte, _ error) {
			var targets struct {
				TargetInfos []struct{ TargetID, Type string }
			}
			if err := json.Unmarshal(result, &targets); err != nil {
				t.Error(err)
			}
			for _, target := range targets.TargetInfos {
				if target.Type != "page" {
					continue
				}
				p.Call("Target.attachToTarget", []byte(`{"flatten":true,"targetId":"`+target.TargetID+`"}`), func(result []byte, _ error) {
					var session struct{ SessionID string }
					if err := json.Unmarshal(result, &session); err != nil {
						t.Error(err)
					}
					p.session = session.SessionID
					close(attached)
				})
				return
			}
		})
	}
	<-attached
	return p
}

func (p *pipe) read(from io.Reader) {
	defer close(p.work)
	lines := bufio.NewReader(from)
	for {
		text, err := lines.ReadBytes(0)
		if err != nil {
			return
		}
		var message struct {
			ID             int
			Method         string
			Params, Result json.RawMessage
			Error          *struct{ Message string }
		}
		if json.Unmarshal(text[:len(text)-1], &message) != nil {
			continue
		}
		p.work <- func() {
			if handle := p.events[message.Method]; handle != nil {
				handle(message.Params)
			}
			if done := p.waiting[message.ID]; done != nil {
				delete(p.waiting, message.ID)
				if message.Error != nil {
					done(nil, errors.New(message.Error.Message))
				} else {
					done(message.Result, nil)
				}
			}
		}
	}
}

func (p *pipe) Call(method string, parameters []byte, done func([]byte, error)) {
	p.lastID++
	if done != nil {
		p.waiting[p.lastID] = done
	}
	text, err := json.Marshal(map[string]any{"id": p.lastID, "method": method, "params": json.RawMessage(parameters), "sessionId": p.session})
	if err == nil {
		_, _ = p.to.Write(append(text, 0))
	}
}

func (p *pipe) Listen(event string, handle func([]byte)) error {
	p.events[event] = handle
	return nil
}
