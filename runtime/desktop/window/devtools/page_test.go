package devtools

import (
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"
)

func receive[T any](t *testing.T, channel <-chan T, what string) T {
	t.Helper()
	select {
	case value := <-channel:
		return value
	case <-time.After(20 * time.Second):
		t.Fatalf("waited 20 seconds for %s", what)
		panic("unreachable")
	}
}

// opened is a page in a real browser and what it did.
type opened struct {
	t      *testing.T
	pipe   *pipe
	page   *Page
	base   string
	asks   chan Ask
	loaded chan struct{}
	failed chan string
}

// testRelay posts what the page sends with 'deskjs:send', and gives it the reply or the reason why there is none.
const testRelay = `document.addEventListener('deskjs:send', async ({ detail }) => {
	let answer
	try { answer = await webkit.messageHandlers.deskjs.postMessage(detail) } catch (error) { answer = 'refused: ' + error.message }
	document.dispatchEvent(new CustomEvent('deskjs:receive', { detail: answer }))
})
webkit.messageHandlers.deskjs.postMessage('hello')`

const testClient = `<!doctype html><meta charset="utf-8"><script>
const waiting = []
document.addEventListener('deskjs:receive', (event) => waiting.shift()(event.detail))
const ask = (text) => new Promise((resolve) => {
	waiting.push(resolve)
	document.dispatchEvent(new CustomEvent('deskjs:send', { detail: text }))
})
const globals = (w) => ['deskjsPost', 'deskjsSettle', 'webkit', 'fromPageScript'].filter((name) => name in w).join()
</script>`

// openInChromium shows pages by their paths.
func openInChromium(t *testing.T, pages map[string]string) *opened {
	t.Helper()
	o := &opened{t: t, asks: make(chan Ask, 100), loaded: make(chan struct{}, 100), failed: make(chan string, 10)}
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", "text/html")
		_, _ = fmt.Fprint(w, testClient, strings.ReplaceAll(pages[r.URL.Path], "ELSEWHERE", strings.Replace(o.base, "127.0.0.1", "localhost", 1)))
	}))
	t.Cleanup(server.Close)
	o.base = server.URL
	o.pipe = openPipe(t)
	ready := make(chan error, 1)
	o.do(func() {
		o.page = Open(o.pipe, Options{Origin: server.URL, Relay: testRelay, PageScript: "globalThis.fromPageScript = 1",
			OnAsk: func(a Ask) { o.asks <- a }, OnLoad: func() { o.loaded <- struct{}{} }, Failed: func(m string) { o.failed <- m }},
			func(err error) { ready <- err })
	})
	if err := receive(t, ready, "the page"); err != nil {
		t.Fatal(err)
	}
	o.load(server.URL + "/")
	return o
}

func (o *opened) do(run func()) {
	done := make(chan struct{})
	o.pipe.work <- func() { run(); close(done) }
	receive(o.t, done, "the page's goroutine")
}

func (o *opened) load(url string) {
	o.do(func() { o.page.call("Page.navigate", object{"url": url}, nil) })
}

func (o *opened) want(text string) Ask {
	o.t.Helper()
	ask := receive(o.t, o.asks, "a message: "+text)
	if ask.Text != text {
		o.t.Fatalf("the page sent %q, want %q", ask.Text, text)
	}
	return ask
}

func (o *opened) answer(a Ask, text, reason string) { o.do(func() { a.Settle(text, reason) }) }

// TestInChromium runs in a real browser, when there is one: what the fake browser of the other tests says is what this one does.
func TestInChromium(t *testing.T) {
	if *chromium == "" {
		return // make devtools CHROMIUM=path
	}
	t.Run("messages", func(t *testing.T) {
		long := strings.Repeat("längs ", 1<<20)
		o := openInChromium(t, map[string]string{"/": `<script>
			(async () => { ask(await ask(await ask(await ask(await ask('one'))))) ; document.dispatchEvent(new CustomEvent('deskjs:send', { detail: {} })); waiting.push(ask) })()
		</script>`})
		if hello := o.want("hello"); hello.URL != o.base+"/" {
			t.Errorf("it came from %s", hello.URL)
		}
		o.answer(o.want("one"), "grüße 你好 🎉 \x00 <&>", "")
		o.answer(o.want("grüße 你好 🎉 \x00 <&>"), long, "")
		o.answer(o.want(long), "", "no more")
		last := o.want("refused: no more")
		o.answer(last, "a\xffb", "")
		o.answer(last, "a second answer", "")
		o.want("a\uFFFDb")
		receive(t, o.loaded, "the end of loading")
	})
	t.Run("worlds", func(t *testing.T) {
		const frame = `<script>top.postMessage(globals(window), '*'); document.dispatchEvent(new CustomEvent('deskjs:send', { detail: 'from a frame' }))</script>`
		o := openInChromium(t, map[string]string{"/frame": frame, "/": `
			<iframe src="/frame"></iframe><iframe src="ELSEWHERE/frame"></iframe><iframe sandbox="allow-scripts" src="/frame"></iframe>
			<script>
				const seen = []
				onmessage = (event) => { if (seen.push(event.data) === 3) ask('frames: ' + seen.join('|') + ', page: ' + globals(window)) }
			</script>`})
		o.want("hello")
		o.want("frames: ||, page: fromPageScript")
	})
	t.Run("evaluate", func(t *testing.T) {
		o := openInChromium(t, map[string]string{"/": `<script>globalThis.fromPage = 1</script>`})
		o.want("hello")
		receive(t, o.loaded, "the end of loading")
		o.do(func() {
			o.page.Evaluate("webkit.messageHandlers.deskjs.postMessage(typeof fromPage + ' ' + typeof deskjsPost)")
			o.page.Evaluate("throw new Error('as it should')")
		})
		o.want("undefined undefined")
		if message := receive(t, o.failed, "the failure"); !strings.Contains(message, "as it should") {
			t.Errorf("it failed with %s", message)
		}
	})
	t.Run("documents", func(t *testing.T) {
		o := openInChromium(t, map[string]string{"/": `<script>ask('slow').then((text) => ask('got ' + text))</script>`, "/next": ``})
		o.want("hello")
		old := o.want("slow")
		o.do(o.page.Reload)
		o.want("hello")
		current := o.want("slow")
		o.answer(old, "old", "")
		o.answer(current, "current", "")
		o.want("got current")
		crashed := make(chan struct{})
		o.do(func() {
			_ = o.pipe.Listen("Inspector.targetCrashed", func([]byte) { close(crashed) })
			o.page.call("Page.crash", nil, nil)
		})
		receive(t, crashed, "the crash")
		o.do(o.page.Reload)
		o.want("hello")
		o.want("slow")
		o.load(o.base + "/next")
		if hello := o.want("hello"); hello.URL != o.base+"/next" {
			t.Errorf("it came from %s", hello.URL)
		}
		o.load(strings.Replace(o.base, "127.0.0.1", "localhost", 1) + "/") // has no relay
		o.load(o.base + "/last")
		o.want("hello")
	})
	t.Run("other scripts", func(t *testing.T) {
		o := openInChromium(t, map[string]string{"/": `<script>ask('script ' + globalThis.fromPageScript)</script>`})
		o.want("hello")
		o.want("script 1")
		o.do(func() {
			o.page.SetScripts("globalThis.fromPageScript = 2", testRelay)
			o.page.SetScripts("globalThis.fromPageScript = 3", testRelay)
			o.page.Reload()
		})
		o.want("hello")
		o.want("script 3")
		o.do(func() {
			o.page.SetScripts("", testRelay)
			o.page.Reload()
		})
		o.want("hello")
		o.want("script undefined")
	})
	t.Run("snapshot", func(t *testing.T) {
		o := openInChromium(t, map[string]string{"/": `hello`})
		receive(t, o.loaded, "the end of loading")
		pictures := make(chan []byte, 1)
		o.do(func() { o.page.Snapshot(func(png []byte, _ error) { pictures <- png }) })
		if png := receive(t, pictures, "the picture"); !strings.HasPrefix(string(png), "\x89PNG") {
			t.Errorf("the picture begins with %q", png[:min(8, len(png))])
		}
	})
}

// fake is a browser that answers every call, and whose events a test makes.
type fake struct {
	calls  []string
	events map[string]func([]byte)
	fails  string // the method that fails
}

func (f *fake) Call(method string, parameters []byte, done func([]byte, error)) {
	f.calls = append(f.calls, method+" "+string(parameters))
	result := []byte("{}")
	var err error
	switch method {
	case f.fails:
		result, err = nil, fmt.Errorf("no such method")
	case "Page.getFrameTree":
		result = []byte(`{"frameTree":{"frame":{"id":"TOP","url":"about:blank"}}}`)
	case "Page.addScriptToEvaluateOnNewDocument":
		result = fmt.Appendf(nil, `{"identifier":"%d"}`, len(f.calls))
	case "Runtime.evaluate":
		result = []byte(`{"exceptionDetails":{"text":"Uncaught","exception":{"description":"Error: thrown"}}}`)
	}
	if done != nil {
		done(result, err)
	}
}

func (f *fake) Listen(event string, handle func([]byte)) error {
	f.events[event] = handle
	return nil
}

func (f *fake) fire(event string, parameters object) {
	text, err := json.Marshal(parameters)
	if err != nil {
		panic(err)
	}
	f.events[event](text)
}

// document makes the events of a new document in the top frame.
func (f *fake) document(url string, context int) {
	f.fire("Runtime.executionContextsCleared", object{})
	f.fire("Page.frameNavigated", object{"frame": object{"id": "TOP", "url": url}})
	f.context("TOP", context)
}

func (f *fake) context(frame string, context int) {
	f.fire("Runtime.executionContextCreated", object{"context": object{"id": context, "name": world, "uniqueId": fmt.Sprint("unique-", frame, context), "auxData": object{"frameId": frame}}})
}

func (f *fake) post(context int, payload string) {
	f.fire("Runtime.bindingCalled", object{"name": binding, "payload": payload, "executionContextId": context})
}

func openFake(t *testing.T) (*fake, *Page, *[]Ask) {
	t.Helper()
	f := &fake{events: map[string]func([]byte){}}
	asks := &[]Ask{}
	var opened error
	p := Open(f, Options{Origin: "app://localhost", Relay: "relay()", OnAsk: func(a Ask) { *asks = append(*asks, a) }}, func(err error) { opened = err })
	if opened != nil {
		t.Fatal(opened)
	}
	return f, p, asks
}

func TestOnlyTheTopFramesWorldIsHeard(t *testing.T) {
	f, _, asks := openFake(t)
	f.post(3, "early 1 text")
	f.document("app://localhost/", 3)
	f.context("CHILD", 4)
	f.post(4, "k.1 from a frame")
	f.post(99, "k.1 from nowhere")
	f.fire("Runtime.bindingCalled", object{"name": "other", "payload": "k.1 x", "executionContextId": 3})
	f.post(3, "nokey")
	f.events["Runtime.bindingCalled"]([]byte("{broken"))
	f.fire("Page.frameNavigated", object{"frame": object{"id": "CHILD", "parentId": "TOP", "url": "https://evil.example/"}})
	f.fire("Page.navigatedWithinDocument", object{"frameId": "CHILD", "url": "https://evil.example/#"})
	f.fire("Page.navigatedWithinDocument", object{"frameId": "TOP", "url": "app://localhost/#here"})
	f.post(3, "k.1 two words")
	if len(*asks) != 1 || (*asks)[0].Text != "two words" || (*asks)[0].URL != "app://localhost/#here" {
		t.Errorf("the host heard %+v", *asks)
	}
}

func TestAnswersReachOnlyTheirDocument(t *testing.T) {
	f, p, asks := openFake(t)
	f.document("app://localhost/", 3)
	f.post(3, "k.1 first")
	f.post(3, "k.2 second")
	count := len(f.calls)
	(*asks)[0].Settle("answer", "")
	(*asks)[0].Settle("again", "")
	if len(f.calls) != count+1 || !strings.Contains(f.calls[count], `[{"value":"k.1"},{"value":"answer"},{"value":""}]`) || !strings.Contains(f.calls[count], `"uniqueContextId":"unique-TOP3"`) {
		t.Errorf("the calls were %q", f.calls[count:])
	}
	f.document("app://localhost/other", 5)
	count = len(f.calls)
	(*asks)[1].Settle("late", "")
	if len(f.calls) != count {
		t.Errorf("an answer to an earlier document was sent: %q", f.calls[count:])
	}
	f.fire("Runtime.executionContextDestroyed", object{"executionContextId": 5})
	p.Evaluate("1")
	if len(f.calls) != count {
		t.Errorf("a script was sent to no document: %q", f.calls[count:])
	}
}

func TestScriptsAreGuarded(t *testing.T) {
	f, _, _ := openFake(t)
	script := f.calls[len(f.calls)-1]
	for _, want := range []string{"Page.addScriptToEvaluateOnNewDocument", `"worldName":"deskjs"`, `window.top === window && location.origin === \"app://localhost\"`, "relay()"} {
		if !strings.Contains(script, want) {
			t.Errorf("%s is missing in %s", want, script)
		}
	}
}

func TestSetScriptsReplacesThem(t *testing.T) {
	f, p, _ := openFake(t)
	relay := fmt.Sprint(len(f.calls))
	count := len(f.calls)
	p.SetScripts("page()", "another()")
	for i, want := range []string{"page()", "another()", `"identifier":"` + relay + `"`} {
		if !strings.Contains(f.calls[count+i], want) {
			t.Errorf("call %d is %s", i, f.calls[count+i])
		}
	}
	if len(p.scripts) != 2 {
		t.Errorf("the scripts are %v", p.scripts)
	}
}

func TestEvaluateReportsWhatIsThrown(t *testing.T) {
	f, p, _ := openFake(t)
	failed := ""
	p.options.Failed = func(message string) { failed = message }
	f.document("app://localhost/", 3)
	p.Evaluate("throw 1")
	if failed != "Error: thrown" {
		t.Errorf("it failed with %q", failed)
	}
}

func TestOpenSaysWhatFailed(t *testing.T) {
	for _, method := range []string{"Page.enable", "Page.getFrameTree", "Runtime.enable", "Runtime.addBinding", "Page.addScriptToEvaluateOnNewDocument"} {
		var opened error
		Open(&fake{events: map[string]func([]byte){}, fails: method}, Options{}, func(err error) { opened = err })
		if opened == nil || !strings.HasPrefix(opened.Error(), method+": ") {
			t.Errorf("%s failed: %v", method, opened)
		}
	}
}
