//go:build cgo

package window

import (
	"bytes"
	"image/png"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"testing"
)

// contentsPage is a page and what is told of it.
type contentsPage struct {
	*page
	events chan PageEvent
}

func openContents(t *testing.T, html string, options Options) *contentsPage {
	t.Helper()
	events := make(chan PageEvent, 1000)
	options.OnPage = func(event PageEvent) { events <- event }
	p := &contentsPage{events: events}
	p.page = open(t, html, options, func(request *Request) {
		request.Respond(htmlResponse("<!doctype html><title>" + request.URL + "</title><p>other"))
	})
	p.until("did-stop-loading")
	return p
}

// until waits for an event of a kind, and returns it and the kinds of those before.
func (p *contentsPage) until(kind string) (PageEvent, []string) {
	p.t.Helper()
	var before []string
	for {
		event := receive(p.t, p.events, kind)
		if event.Kind == kind {
			return event, before
		}
		before = append(before, event.Kind)
	}
}

func (p *contentsPage) ui(run func()) { p.t.Helper(); onUI(p.t, run) }

// run runs a script in the page.
func (p *contentsPage) run(script string) string {
	p.t.Helper()
	results := make(chan string, 1)
	p.ui(func() {
		p.window.Run(script, func(result string, err error) {
			if err != nil {
				result = "error: " + err.Error()
			}
			results <- result
		})
	})
	return receive(p.t, results, "the result of "+script)
}

func TestRun(t *testing.T) {
	p := openContents(t, `<meta http-equiv="Content-Security-Policy" content="script-src 'unsafe-inline'"><p id=a>text`, Options{})
	for _, test := range []struct{ script, want string }{
		{"1 + 1", "+2"},
		{"document.querySelector('#a').textContent;", `+"text"`},
		{"", `+["u"]`},
		{"Promise.resolve([1, new Date(5)])", `+["a",1,["d",5]]`},
		{"({ a: new Map([[1, 2n]]), b: undefined, c: -0 })", `+["o",["a",["m",[1,["b","2"]]]],["b",["u"]],["c",["n","-0"]]]`},
		{"new Uint16Array([1, 2]).subarray(1)", `+["x","Uint16Array","AgA="]`},
		{"document.body", `-["e","DataCloneError","An object could not be cloned.",""]`},
		{"var kept = 3; kept + 1", "+4"},
		{"kept", "+3"},
		{"const more = 'a;b' // ; c\nlet other = `${1};\n`\nother.length + more", `+"3a;b"`},
		{"function f() { return new Promise((done) => setTimeout(done, 1, 'later')) }\nf()", `+"later"`},
		{"more.length", "+3"},
		{"if (kept) { kept = 5 }", `+["u"]`},
		{"kept", "+5"},
		{"throw new TypeError('no')", `-["e","TypeError","no",""]`},
		{"Promise.reject(new RangeError('never'))", "never"},
		{"let = = 2", "-["},
		{"(() => { const o = {}; o.self = o; return o })()", `+["o",["self",["c",0]]]`},
		{"'\U0001F600' + String.fromCharCode(0)", "+\"\U0001F600\\u0000\""},
	} {
		got := p.run(test.script)
		if strings.HasPrefix(test.want, "+") && got != test.want || !strings.Contains(got, strings.TrimSuffix(test.want, `""]`)) {
			t.Errorf("%s gives %s, want %s", test.script, got, test.want)
		}
	}
}

func TestNavigationEvents(t *testing.T) {
	p := openContents(t, `<a href="/two">two</a><h1 id=here>`, Options{})
	p.run("location.hash = 'here'")
	if event, _ := p.until("did-navigate-in-page"); event.URL != Origin+"/#here" {
		t.Errorf("in page: %+v", event)
	}
	p.run("history.pushState(null, '', '/pushed')")
	if event, _ := p.until("did-navigate-in-page"); event.URL != Origin+"/pushed" {
		t.Errorf("pushState: %+v", event)
	}
	p.ui(func() { p.window.Load(Origin + "/two") })
	if event, before := p.until("did-navigate"); event.URL != Origin+"/two" || event.Code != 200 ||
		strings.Join(before, " ") != "did-start-loading did-start-navigation" {
		t.Errorf("navigation: %+v after %v", event, before)
	}
	if _, before := p.until("did-stop-loading"); before[len(before)-1] != "did-finish-load" {
		t.Errorf("before did-stop-loading: %v", before)
	}
	p.ui(func() {
		entries, index := p.window.History()
		if len(entries) != 4 || index != 3 || entries[3].URL != Origin+"/two" || p.window.Loading() {
			t.Errorf("history: %v, %d", entries, index)
		}
		p.window.GoTo(-1)
	})
	if event, before := p.until("did-navigate"); event.URL != Origin+"/pushed" || slices.Contains(before, "did-navigate-in-page") {
		t.Errorf("back: %+v after %v", event, before)
	}
	p.until("did-stop-loading")
	p.run("history.pushState(null, '', '/again')")
	p.until("did-navigate-in-page")
	p.ui(func() { p.window.GoTo(-1) })
	if event, before := p.until("did-navigate-in-page"); event.URL != Origin+"/pushed" || slices.Contains(before, "did-navigate") {
		t.Errorf("back within the page: %+v after %v", event, before)
	}
}

func TestLoadFails(t *testing.T) {
	p := openContents(t, "", Options{AllowNavigation: func(Navigation) bool { return true }})
	server := httptest.NewServer(http.NotFoundHandler())
	address := server.URL
	p.ui(func() { p.window.Load(address + "/") })
	if event, _ := p.until("did-navigate"); event.Code != 404 {
		t.Errorf("a page that is not there: %+v", event)
	}
	p.until("did-stop-loading")
	server.Close()
	p.ui(func() { p.window.Load(address + "/gone") })
	event, before := p.until("did-fail-load")
	if event.Code != -102 || event.Text != "ERR_CONNECTION_REFUSED" || event.URL != address+"/gone" {
		t.Errorf("a server that is not there: %+v after %v", event, before)
	}
	if _, before := p.until("did-stop-loading"); len(before) > 0 {
		t.Errorf("after a failure: %v", before)
	}
}

func TestDecisionsThatWait(t *testing.T) {
	asked := make(chan Navigation, 10)
	decides := make(chan func(bool), 10)
	var wanted []Navigation
	p := openContents(t, `<a id=a href="/two">two</a>`, Options{
		AllowNavigation: func(n Navigation) bool {
			if n.Window {
				wanted = append(wanted, n)
			}
			return true
		},
		OnNavigation: func(n Navigation, decide func(bool)) { asked <- n; decides <- decide },
	})
	p.run("document.querySelector('#a').click()")
	if n := receive(t, asked, "the question"); n.URL != Origin+"/two" || !n.Link {
		t.Errorf("asked about %+v", n)
	}
	decide := receive(t, decides, "the question")
	p.ui(func() { decide(false); decide(true) })
	p.run("document.querySelector('#a').click()")
	decide = receive(t, decides, "the second question")
	p.ui(func() { decide(true) })
	p.until("did-stop-loading")
	p.ui(func() {
		if url := p.window.URL(); url != Origin+"/two" {
			t.Errorf("the window is at %s", url)
		}
	})
	if got := p.run("String(window.open('/three', 'name'))"); got != `+"null"` {
		t.Errorf("window.open gives %s", got)
	}
	p.ui(func() {
		if len(wanted) != 1 || wanted[0].URL != Origin+"/three" {
			t.Errorf("windows wanted: %+v", wanted)
		}
	})
}

func TestPageTools(t *testing.T) {
	p := openContents(t, `<body style="margin:0;background:#0000ff"><p>needle and needle and Needle</p><div style="height:5000px"></div>`, Options{})
	p.ui(func() { p.window.Find("needle", Find{}) })
	if event, _ := p.until("found-in-page"); event.Code != 3 || !event.Flag {
		t.Errorf("found %+v", event)
	}
	p.ui(func() { p.window.Find("nothing", Find{}) })
	if event, _ := p.until("found-in-page"); event.Code != 0 {
		t.Errorf("found %+v", event)
	}
	p.ui(func() {
		p.window.StopFinding()
		p.window.SetZoom(1.5)
		if zoom := p.window.Zoom(); zoom != 1.5 {
			t.Errorf("zoom %v", zoom)
		}
		p.window.SetZoom(1)
		p.window.SetMuted(true)
		if !p.window.Muted() || p.window.Audible() {
			t.Error("it can be heard")
		}
		p.window.SetUserAgent("Test/1.0")
		if agent := p.window.UserAgent(); agent != "Test/1.0" {
			t.Errorf("user agent %q", agent)
		}
	})
	pictures := make(chan []byte, 1)
	p.ui(func() {
		p.window.Capture(Area{X: 10, Y: 200, Width: 30, Height: 20}, func(png []byte, err error) {
			if err != nil {
				t.Error(err)
			}
			pictures <- png
		})
	})
	picture, err := png.Decode(bytes.NewReader(receive(t, pictures, "the picture")))
	if err != nil {
		t.Fatal(err)
	}
	red, green, blue, _ := picture.At(15, 10).RGBA()
	if size := picture.Bounds().Size(); size.X != 30 || size.Y != 20 || red != 0 || green != 0 || blue != 0xffff {
		t.Errorf("the picture is %v, %d %d %d", size, red, green, blue)
	}
	pdfs := make(chan []byte, 1)
	p.ui(func() {
		p.window.PrintToPDF(Printing{Width: 5, Height: 5, Backgrounds: true, Top: -1, Bottom: -1, Left: -1, Right: -1}, func(pdf []byte, err error) {
			if err != nil {
				t.Error(err)
			}
			pdfs <- pdf
		})
	})
	if pdf := receive(t, pdfs, "the PDF"); !bytes.HasPrefix(pdf, []byte("%PDF-")) || bytes.Count(pdf, []byte("/Type /Page\n")) < 5 {
		t.Errorf("a PDF of %d bytes with %d pages", len(pdf), bytes.Count(pdf, []byte("/Type /Page\n")))
	}
}

func TestInspector(t *testing.T) {
	p := openContents(t, "", Options{})
	p.ui(func() {
		if err := p.window.ShowInspector(true); err != nil {
			t.Error(err)
		}
	})
	p.until("devtools-opened")
	p.ui(func() {
		if !p.window.InspectorShown() {
			t.Error("it is not shown")
		}
		p.window.CloseInspector()
	})
	p.until("devtools-closed")
}

func TestBeforeUnload(t *testing.T) {
	p := openContents(t, `<script>addEventListener('beforeunload', (event) => event.preventDefault())</script>`, Options{OnUnload: func(decide func(bool)) { decide(false) }})
	p.ui(func() { p.window.TryClose() })
	p.until("may-close") // nobody has touched the page: then it is not asked
}

// What other systems ask a page by a script is what WebKit asks here.
func TestAskUnload(t *testing.T) {
	for script, want := range map[string]string{
		"": "may-close",
		"addEventListener('beforeunload', (event) => event.preventDefault())": "may-not-close",
		"onbeforeunload = () => 'unsaved'":                                    "may-not-close",
		"onbeforeunload = () => { asked = true }":                             "may-close",
	} {
		p := openContents(t, "<!doctype html><title>x</title><script>"+script+"</script>", Options{})
		p.ui(func() { askUnload(p.window.Run, &Options{OnPage: func(event PageEvent) { p.events <- event }}) })
		for event := (PageEvent{}); !strings.HasPrefix(event.Kind, "may-"); {
			if event = receive(t, p.events, want); strings.HasPrefix(event.Kind, "may-") && event.Kind != want {
				t.Errorf("%s: %s, want %s", script, event.Kind, want)
			}
		}
	}
	leave := make(chan PageEvent, 1)
	p := openContents(t, "<!doctype html><title>x</title><script>onbeforeunload = () => 'unsaved'</script>", Options{})
	p.ui(func() {
		askUnload(p.window.Run, &Options{OnPage: func(event PageEvent) { leave <- event }, OnUnload: func(decide func(bool)) { decide(true) }})
	})
	if event := receive(t, leave, "leave"); event.Kind != "may-close" {
		t.Errorf("a page that is left all the same: %s", event.Kind)
	}
}
