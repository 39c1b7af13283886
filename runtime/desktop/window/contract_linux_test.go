//go:build cgo

package window

import (
	"encoding/json"
	"fmt"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
)

func init() { subjects["WebKitGTK"] = real{} }

// counter numbers what a page is asked to do.
var counter atomic.Int64

// real is the system's driver.
type real struct{}

func (real) driver() Driver { return ui }

func (real) serve(_ *testing.T, serve func(*Request), accepts func(*Request) bool) {
	handlerMutex.Lock()
	defer handlerMutex.Unlock()
	handler, acceptor = serve, accepts
}

func (s real) play(t *testing.T, options Options) (Window, player) {
	p := &realPlayer{t: t, reports: map[string]chan string{}}
	options.URL, options.Title, options.Relay = contractPage, t.Name(), contractRelay
	onAsk, onClosed, onLoad := options.OnAsk, options.OnClosed, options.OnLoad
	options.OnAsk = func(a Ask) {
		if report, ok := strings.CutPrefix(a.Text, "report "); ok {
			id, value, _ := strings.Cut(report, " ")
			p.report(id) <- value
			a.Reply("")
		} else if onAsk != nil {
			onAsk(a)
		}
	}
	loaded, closed := make(chan struct{}, 100), make(chan struct{})
	options.OnLoad = func() {
		loaded <- struct{}{}
		if onLoad != nil {
			onLoad()
		}
	}
	options.OnClosed = func() {
		if onClosed != nil {
			onClosed()
		}
		close(closed)
	}
	do(t, s, func() {
		var err error
		if p.window, err = ui.Open(options); err != nil {
			t.Error(err)
		}
	})
	t.Cleanup(func() {
		ui.Post(p.window.Close)
		until(t, closed, "the end of the window")
	})
	until(t, loaded, "the page")
	return p.window, p
}

type realPlayer struct {
	t      *testing.T
	window Window

	mutex   sync.Mutex
	reports map[string]chan string
}

func (p *realPlayer) report(id string) chan string {
	p.mutex.Lock()
	defer p.mutex.Unlock()
	if p.reports[id] == nil {
		p.reports[id] = make(chan string, 1)
	}
	return p.reports[id]
}

// start has the page run a script, and returns where its value will come, as JSON.
func (p *realPlayer) start(script string, arguments ...any) <-chan string {
	p.t.Helper()
	texts := make([]any, len(arguments))
	for i, argument := range arguments {
		texts[i] = quote(p.t, argument)
	}
	id := fmt.Sprint(counter.Add(1))
	detail := quote(p.t, quote(p.t, []string{id, fmt.Sprintf(script, texts...)}))
	do(p.t, real{}, func() {
		p.window.Evaluate("document.dispatchEvent(new CustomEvent('test:do', { detail: " + detail + " }))")
	})
	return p.report(id)
}

func quote(t *testing.T, value any) string {
	t.Helper()
	text, err := json.Marshal(value)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

func (p *realPlayer) askLater(text string) <-chan [2]string {
	report, answers := p.start("ask(%s)", text), make(chan [2]string, 1)
	go func() {
		var answer [2]string
		if json.Unmarshal([]byte(<-report), &answer) == nil {
			answers <- answer
		}
	}()
	return answers
}

func (p *realPlayer) ask(text string) (reply, reason string) {
	answer := until(p.t, p.askLater(text), "the answer")
	return answer[0], answer[1]
}

func (p *realPlayer) fetch(method, path, body string) string {
	var text string
	report := until(p.t, p.start("request(%s, %s, %s)", method, path, body), "the response")
	if err := json.Unmarshal([]byte(report), &text); err != nil {
		p.t.Fatal(err)
	}
	return text
}

func (p *realPlayer) navigate(url string, top bool) {
	if top {
		p.start("void setTimeout(() => { location.href = %s })", url)
	} else {
		p.start("frame(%s)", url)
	}
}

func (p *realPlayer) global(expression string) string {
	return until(p.t, p.start(strings.ReplaceAll(expression, "%", "%%")), "the value")
}
