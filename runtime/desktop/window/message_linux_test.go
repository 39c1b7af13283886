//go:build cgo

package window

import (
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
)

func TestAskIsAnswered(t *testing.T) {
	long := strings.Repeat("längs ", 200_000)
	tests := []struct{ name, text, reply string }{
		{"words", "ping", "pong"},
		{"nothing", "", ""},
		{"beyond ASCII", "grüße 你好 🎉", "🎉 你好 grüße"},
		{"zero bytes", "a\x00b", "c\x00d"},
		{"more than a megabyte", long, long},
		{"broken UTF-8", "x", "a\xffb"},
	}
	p := open(t, `<script>(async () => { for (let text = ''; ; ) text = await ask(text) })()</script>`, Options{}, nil)
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			p.next().Reply(test.text) // the page sends what it was told last
			ask := p.wantNext(test.text)
			onUI(t, func() { ask.Reply(test.reply) })
			p.wantNext(strings.ToValidUTF8(test.reply, "\uFFFD")).Reply("")
		})
	}
}

func TestOnlyStringsCanBePosted(t *testing.T) {
	p := open(t, `<script>
		document.addEventListener('DOMContentLoaded', async () => ask(await new Promise(resolve => {
			waiting.push(resolve)
			document.dispatchEvent(new CustomEvent('deskjs:send', {detail: {an: 'object'}}))
		})))
	</script>`, Options{}, nil)
	if ask := p.next(); !strings.HasPrefix(ask.Text, "refused: ") || !strings.Contains(ask.Text, "only strings") {
		t.Errorf("the page got %q", ask.Text)
	}
}

func TestNoOtherFrameReachesTheHandler(t *testing.T) {
	elsewhere := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "text/html")
		_, _ = w.Write([]byte(frameScript))
	}))
	defer elsewhere.Close()
	tests := []struct{ name, frame string }{
		{"sandboxed srcdoc", `frame.sandbox = 'allow-scripts'; frame.srcdoc = script`},
		{"srcdoc", `frame.srcdoc = script`},
		{"data", `frame.src = 'data:text/html,' + encodeURIComponent(script)`},
		{"blob", `frame.src = URL.createObjectURL(new Blob([script], {type: 'text/html'}))`},
		{"same origin", `frame.src = '/frame.html'`},
		{"other origin", `frame.src = '` + elsewhere.URL + `/'`},
		{"none, the page's own script", `frame.remove(); window.eval(script.slice(8, -9))`},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			p := open(t, `<iframe id=frame></iframe><script>
				const script = `+"`"+strings.ReplaceAll(frameScript, "</script>", `<\/script>`)+"`"+`
				onmessage = event => ask(event.data)
				`+test.frame+`
			</script>`, Options{AllowNavigation: func(Navigation) bool { return true }}, func(request *Request) {
				request.Respond(htmlResponse(frameScript))
			})
			p.wantNext("deskjs: undefined, external: undefined").Reply("")
		})
	}
}

// frameScript tells the top frame which message handlers it finds, after trying to post to them.
const frameScript = `<script>{
	const handlers = window.webkit && window.webkit.messageHandlers || {}
	for (const name of ['deskjs', 'external']) { try { handlers[name].postMessage('from a frame') } catch {} }
	top.postMessage('deskjs: ' + typeof handlers.deskjs + ', external: ' + typeof handlers.external, '*')
}</script>`

// deref is nil; reading through it raises a signal that WebKit's handlers see too.
var deref *int

func readNil() (recovered bool) {
	defer func() { recovered = recover() != nil }()
	return *deref == 0
}

func TestNilDereferenceIsRecoveredWhileWebKitRuns(t *testing.T) {
	inCallback := make(chan bool, 1)
	p := open(t, `<script>ask('now').then(ask)</script>`, Options{OnAsk: nil}, nil)
	ask := p.wantNext("now")
	for range 100 {
		if !readNil() {
			t.Fatal("not recovered on a goroutine")
		}
	}
	onUI(t, func() { inCallback <- readNil() })
	if !<-inCallback {
		t.Error("not recovered on the UI thread")
	}
	ask.Reply("alive")
	p.wantNext("alive").Reply("")
}

func TestPanicInACallbackRefusesTheAsk(t *testing.T) {
	texts := make(chan string, 10)
	first := true
	open(t, `<script>ask('break').then(ask)</script>`, Options{OnAsk: func(a Ask) {
		if first {
			first = false
			_ = *deref
		}
		texts <- a.Text
	}}, nil)
	if text := receive(t, texts, "the page's second message"); !strings.HasPrefix(text, "refused: ") {
		t.Errorf("the page got %q", text)
	}
}
