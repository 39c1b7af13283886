package browser

import (
	"bytes"
	"context"
	"encoding/binary"
	"io"
	"net/http"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/coder/websocket"

	"github.com/deskjs/deskjs/bridge"
	"github.com/deskjs/deskjs/bundler"
	"github.com/deskjs/deskjs/internal/payload"
	"github.com/deskjs/deskjs/runtime/backend"
	"github.com/deskjs/deskjs/runtime/desktop/supervisor"
)

// backendVariable makes this test program the backend of the app in the folder that it names.
const backendVariable = "DESKJS_TEST_BACKEND"

func TestMain(m *testing.M) {
	folder := os.Getenv(backendVariable)
	if folder == "" {
		os.Exit(m.Run())
	}
	conn, err := bridge.OpenInherited()
	if err != nil {
		os.Exit(1)
	}
	open := func(string) (payload.App, error) { return payload.OpenDir(folder) }
	os.Exit(backend.Serve(conn, open, &backend.Development{Project: folder, Open: true, Takes: true}))
}

// patience is how long a test waits for what must happen.
const patience = 30 * time.Second

// logged is what a server logged.
type logged struct {
	mu     sync.Mutex
	buffer bytes.Buffer
}

func (l *logged) Write(p []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.buffer.Write(p)
}

func (l *logged) String() string {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.buffer.String()
}

// fixture is an app that is being shown.
type fixture struct {
	*Server
	t           *testing.T
	dir, folder string
	log         *logged
	host        string // of its address
}

func start(t *testing.T, files ...string) *fixture {
	t.Helper()
	dir := t.TempDir()
	f := &fixture{t: t, dir: dir, folder: filepath.Join(dir, ".deskjs", "build"), log: &logged{}}
	f.write("deskjs.json", `{"name":"Test","id":"com.example.test","version":"1.0.0"}`)
	f.write("frontend/index.html", "<!doctype html>\n<html lang='>'><!-- <head> --><head class=a>\n<title>Test</title></head><script type=module src=main.ts></script>")
	f.write("frontend/main.ts", "import * as api from '../backend/api'; console.log(api)")
	f.write("frontend/public/video.mp4", "0123456789")
	f.write("frontend/public/other.html", "<header>other</header>")
	f.write("backend/api.ts", "export async function hello(name = 'you') { return 'hello ' + name }\nexport async function twice(a: Uint8Array) { return new Uint8Array([...a, ...a]) }\nimport { getContext } from 'deskjs'\nexport async function who() { const { window, origin } = getContext(); return window.id + ' ' + origin }\nexport async function leave() { process.exit(0) }")
	for i := 0; i < len(files); i += 2 {
		f.write(files[i], files[i+1])
	}
	f.build()
	t.Setenv(backendVariable, f.folder)
	t.Setenv("XDG_DATA_HOME", t.TempDir())
	executable, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	f.Server, err = Start(Options{
		Open:    func() (payload.App, error) { return payload.OpenDir(f.folder) },
		Backend: supervisor.Command{Path: executable, Stdout: f.log, Stderr: f.log},
		Log:     f.log,
	})
	if err != nil {
		t.Fatal(err)
	}
	f.host = f.hosts[0]
	t.Cleanup(func() {
		f.Close()
		if t.Failed() {
			t.Logf("it logged:\n%s", f.log)
		}
	})
	return f
}

func (f *fixture) write(name, text string) {
	f.t.Helper()
	path := filepath.Join(f.dir, filepath.FromSlash(name))
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		f.t.Fatal(err)
	}
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		f.t.Fatal(err)
	}
}

func (f *fixture) build() {
	f.t.Helper()
	result, err := bundler.Build(bundler.Options{Dir: f.dir, Development: true, Builtins: []string{"deskjs"}, BridgeClient: bridge.ClientSource})
	if err == nil {
		err = result.WriteDir(f.folder)
	}
	if err != nil {
		f.t.Fatal(err)
	}
}

// request makes a request by hand. header are names and values; the name Host is the request's host.
func (f *fixture) request(method, path, body string, header ...string) (*http.Response, string) {
	f.t.Helper()
	request, err := http.NewRequest(method, "http://"+f.host+path, strings.NewReader(body))
	if err != nil {
		f.t.Fatal(err)
	}
	for i := 0; i < len(header); i += 2 {
		if header[i] == "Host" {
			request.Host = header[i+1]
		}
		request.Header.Add(header[i], header[i+1])
	}
	response, err := http.DefaultTransport.RoundTrip(request)
	if err != nil {
		f.t.Fatal(err)
	}
	defer func() { _ = response.Body.Close() }()
	text, err := io.ReadAll(response.Body)
	if err != nil {
		f.t.Fatal(err)
	}
	return response, string(text)
}

// tokenOf is the token in an address.
func tokenOf(address string) string {
	_, token, _ := strings.Cut(address, "#deskjs=")
	return token
}

// client is a page that a test plays.
type client struct {
	t      *testing.T
	socket *websocket.Conn
	last   int
	orders []string // those that came while it waited for something else
	secret string
}

func (f *fixture) dial(token string, header ...string) (*websocket.Conn, *http.Response, error) {
	ctx, cancel := context.WithTimeout(f.t.Context(), patience)
	defer cancel()
	options := &websocket.DialOptions{Subprotocols: []string{"deskjs", "token." + token}, HTTPHeader: http.Header{"Origin": {"http://" + f.host}}}
	for i := 0; i < len(header); i += 2 {
		if header[i] == "Host" {
			options.Host = header[i+1]
		}
		options.HTTPHeader.Set(header[i], header[i+1])
	}
	if origin := options.HTTPHeader["Origin"]; origin[0] == "" {
		delete(options.HTTPHeader, "Origin")
	}
	return websocket.Dial(ctx, "ws://"+f.host+"/.deskjs/bridge", options)
}

// connect is what the script of a page does first.
func (f *fixture) connect(token string) *client {
	f.t.Helper()
	socket, _, err := f.dial(token)
	if err != nil {
		f.t.Fatal(err)
	}
	socket.SetReadLimit(bridge.MaxText)
	f.t.Cleanup(func() { _ = socket.CloseNow() })
	c := &client{t: f.t, socket: socket}
	c.secret = c.ask(bridge.HelloText)
	return c
}

// send sends a message and returns its number.
func (c *client) send(text string) string {
	c.t.Helper()
	c.last++
	number := strconv.Itoa(c.last)
	ctx, cancel := context.WithTimeout(c.t.Context(), patience)
	defer cancel()
	if err := c.socket.Write(ctx, websocket.MessageText, []byte(number+" "+text)); err != nil {
		c.t.Fatal(err)
	}
	return number
}

// read returns the next message.
func (c *client) read() (string, error) {
	ctx, cancel := context.WithTimeout(c.t.Context(), patience)
	defer cancel()
	_, data, err := c.socket.Read(ctx)
	return string(data), err
}

// ask sends a message and returns the answer.
func (c *client) ask(text string) string {
	c.t.Helper()
	number := c.send(text)
	for {
		message, err := c.read()
		if err != nil {
			c.t.Fatal(err)
		}
		if answer, ok := strings.CutPrefix(message, number+" "); ok {
			return answer
		}
		c.orders = append(c.orders, message)
	}
}

// order waits for an order and returns its argument.
func (c *client) order(name string) string {
	c.t.Helper()
	for {
		for i, order := range c.orders {
			if argument, ok := strings.CutPrefix(order, "! "+name+" "); ok {
				c.orders = append(c.orders[:i], c.orders[i+1:]...)
				return argument
			}
		}
		message, err := c.read()
		if err != nil {
			c.t.Fatalf("the connection ended before the order %s: %v", name, err)
		}
		c.orders = append(c.orders, message)
	}
}

func TestCallsCross(t *testing.T) {
	f := start(t)
	page := f.connect(tokenOf(f.Address()))
	if answer := page.ask(`call 1 api.hello ["Ada"]`); answer != `result 1 "hello Ada"` {
		t.Errorf("the answer is %q", answer)
	}
	if answer := page.ask(`call 2 api.secret []`); !strings.HasPrefix(answer, "refused 2 ") || !strings.Contains(answer, bridge.CodeCallNotAllowed) {
		t.Errorf("the answer is %q", answer)
	}
	if !strings.Contains(f.log.String(), `"api.secret" is not a function that pages may call`) {
		t.Errorf("it logged %q", f.log)
	}
	if answer := page.ask(`call 3 api.who []`); answer != `result 3 "1 http://`+f.host+`"` {
		t.Errorf("the context of a call is %q", answer)
	}
	// Two pages at once don't hear of each other.
	other := f.connect(tokenOf(f.Address()))
	if other.secret == page.secret {
		t.Error("two pages have the same secret")
	}
	if answer := other.ask(`call 1 api.hello ["Bob"]`); answer != `result 1 "hello Bob"` {
		t.Errorf("the answer is %q", answer)
	}
}

func TestBytesCross(t *testing.T) {
	f := start(t)
	page := f.connect(tokenOf(f.Address()))
	blob := binary.LittleEndian.AppendUint32(nil, 1)
	blob = binary.LittleEndian.AppendUint64(blob, 3)
	blob = append(blob, 1, 2, 3)
	token := strings.Repeat("ab", 16)
	place := "/.deskjs/bytes/" + page.secret + "/" + token
	if response, _ := f.request("POST", place+"/0/15", string(blob), "Origin", "http://"+f.host); response.StatusCode != http.StatusNoContent {
		t.Fatalf("the upload: %s", response.Status)
	}
	answer := page.ask("bytes " + token + "\n" + `call 1 api.twice [{"$":"bytes","t":"Uint8Array","i":0,"o":0,"n":3}]`)
	match := regexp.MustCompile(`^bytes ([0-9a-f]{32})\nresult 1 `).FindStringSubmatch(answer)
	if match == nil {
		t.Fatalf("the answer is %q", answer)
	}
	response, body := f.request("GET", "/.deskjs/bytes/"+page.secret+"/"+match[1]+"/0", "")
	if response.StatusCode != http.StatusOK || !strings.HasSuffix(body, "\x01\x02\x03\x01\x02\x03") {
		t.Errorf("the download: %s, %q", response.Status, body)
	}
	// They are there once.
	if response, _ := f.request("GET", "/.deskjs/bytes/"+page.secret+"/"+match[1]+"/0", ""); response.StatusCode != http.StatusNotFound {
		t.Errorf("the second download: %s", response.Status)
	}
}

// TestPiecesOvertakeEachOther sends the second piece of a blob before the first, and fetches them so.
func TestPiecesOvertakeEachOther(t *testing.T) {
	f := start(t)
	page := f.connect(tokenOf(f.Address()))
	blob := binary.LittleEndian.AppendUint32(nil, 1)
	blob = binary.LittleEndian.AppendUint64(blob, bridge.PieceSize)
	blob = append(blob, bytes.Repeat([]byte("x"), bridge.PieceSize)...)
	token := strings.Repeat("ab", 16)
	place := "/.deskjs/bytes/" + page.secret + "/" + token + "/"
	total := "/" + strconv.Itoa(len(blob))
	second := make(chan int)
	go func() {
		response, _ := f.request("POST", place+strconv.Itoa(bridge.PieceSize)+total, string(blob[bridge.PieceSize:]), "Origin", "http://"+f.host)
		second <- response.StatusCode
	}()
	if response, _ := f.request("POST", place+"0"+total, string(blob[:bridge.PieceSize]), "Origin", "http://"+f.host); response.StatusCode != http.StatusNoContent {
		t.Fatalf("the first piece: %s", response.Status)
	}
	if status := <-second; status != http.StatusNoContent {
		t.Fatalf("the second piece: %d", status)
	}
	answer := page.ask("bytes " + token + "\n" + `call 1 api.twice [{"$":"bytes","t":"Uint8Array","i":0,"o":0,"n":4}]`)
	match := regexp.MustCompile(`^bytes ([0-9a-f]{32})\nresult 1 `).FindStringSubmatch(answer)
	if match == nil {
		t.Fatalf("the answer is %q", answer)
	}
	if response, body := f.request("GET", "/.deskjs/bytes/"+page.secret+"/"+match[1]+"/0", ""); response.StatusCode != http.StatusOK || !strings.HasSuffix(body, "xxxxxxxx") {
		t.Errorf("the download: %s, %q", response.Status, body)
	}
	for what, attempt := range map[string][2]string{"too much": {place + "0/2000000000", ""}, "a gap": {place + "0/2097152", "x"}} {
		if response, _ := f.request("POST", attempt[0], attempt[1], "Origin", "http://"+f.host); response.StatusCode < 400 {
			t.Errorf("%s: %s", what, response.Status)
		}
	}
}

func TestFiles(t *testing.T) {
	f := start(t)
	response, body := f.request("GET", "/", "")
	if want := "<head class=a>\n<script src=\"/.deskjs/browser.js\"></script><title>"; !strings.Contains(body, want) {
		t.Errorf("the page is %q", body)
	}
	policy := response.Header.Get("Content-Security-Policy")
	for _, want := range []string{"default-src 'self'", "connect-src 'self' ws://" + f.host, "frame-ancestors 'none'", "script-src 'self' 'wasm-unsafe-eval';"} {
		if !strings.Contains(policy, want) {
			t.Errorf("the policy %q lacks %q", policy, want)
		}
	}
	for name, want := range map[string]string{
		"Cross-Origin-Resource-Policy": "same-origin", "Cross-Origin-Opener-Policy": "same-origin", "Referrer-Policy": "no-referrer",
		"X-Content-Type-Options": "nosniff", "Cache-Control": "no-store", "Access-Control-Allow-Origin": "", "Set-Cookie": "",
	} {
		if got := response.Header.Get(name); got != want {
			t.Errorf("%s: %q, want %q", name, got, want)
		}
	}
	if _, body := f.request("GET", "/other.html", "", "Range", "bytes=2-4"); body != `<script src="/.deskjs/browser.js"></script><header>other</header>` {
		t.Errorf("a page in parts: %q", body)
	}
	if response, body := f.request("GET", "/video.mp4", "", "Range", "bytes=2-4"); response.StatusCode != 206 || body != "234" {
		t.Errorf("a range: %s, %q", response.Status, body)
	}
	if response, _ := f.request("GET", "/other.html", "", "Sec-Fetch-Site", "same-origin", "Sec-Fetch-Dest", "iframe"); !strings.Contains(response.Header.Get("Content-Security-Policy"), "frame-ancestors 'self'") {
		t.Error("the app's page can't show another of its own")
	}
	for _, path := range []string{"/nothing", "/../backend/main.js", "/%2e%2e/backend/main.js", "/..%2fbackend/main.js", "/app.json"} {
		if response, _ := f.request("GET", path, ""); response.StatusCode != http.StatusNotFound {
			t.Errorf("%s: %s", path, response.Status)
		}
	}
}

// TestStrangersGetNothing makes the requests that pages from elsewhere, and other programs of this machine, can make.
func TestStrangersGetNothing(t *testing.T) {
	f := start(t)
	page := f.connect(tokenOf(f.Address()))
	_, port, _ := strings.Cut(f.host, ":")
	for _, header := range [][]string{
		{"Host", "evil.test"}, {"Host", "evil.test:" + port}, {"Host", "127.0.0.1"}, {"Host", "127.0.0.1:1"}, {"Host", "localhost.evil.test:" + port},
		{"Host", "127.0.0.1.:" + port}, {"Host", "[::1]:" + port}, {"Host", "LOCALHOST:" + port}, {"Host", "user@" + f.host},
		{"Origin", "http://evil.test"}, {"Origin", "null"}, {"Origin", "https://" + f.host}, {"Origin", "http://localhost:" + port}, {"Origin", "http://127.0.0.1"},
		{"Origin", "http://" + f.host + "/"}, {"Origin", "http://" + f.host, "Origin", "http://evil.test"}, {"Origin", ""},
		{"Sec-Fetch-Site", "cross-site"}, {"Sec-Fetch-Site", "same-site"}, {"Sec-Fetch-Site", "cross-site", "Sec-Fetch-Mode", "no-cors", "Sec-Fetch-Dest", "script"},
		{"Sec-Fetch-Site", "cross-site", "Sec-Fetch-Mode", "navigate", "Sec-Fetch-Dest", "iframe"},
	} {
		for _, path := range []string{"/", "/main.js", "/.deskjs/browser.js", "/.deskjs/bridge", "/.deskjs/bytes/" + page.secret + "/" + strings.Repeat("0", 32) + "/0"} {
			response, body := f.request("GET", path, "", header...)
			if response.StatusCode != http.StatusForbidden || strings.Contains(body, "hello") {
				t.Errorf("%v %s: %s", header, path, response.Status)
			}
			for name := range response.Header {
				if strings.HasPrefix(name, "Access-Control-") {
					t.Errorf("%v %s: it has %s", header, path, name)
				}
			}
		}
	}
	place := "/.deskjs/bytes/" + page.secret + "/" + strings.Repeat("0", 32) + "/0"
	for _, attempt := range []struct {
		what, method, path string
		header             []string
		status             int
	}{
		{"a form of another page", "POST", place, []string{"Origin", "http://evil.test"}, 403},
		{"an upload without an origin", "POST", place, nil, 403},
		{"an upload without a secret", "POST", "/.deskjs/bytes/" + strings.Repeat("0", 32) + "/" + strings.Repeat("0", 32) + "/0/15", []string{"Origin", "http://" + f.host}, 403},
		{"a call that waits, without a secret", "GET", "/.deskjs/now/" + strings.Repeat("0", 32) + "/" + strings.Repeat("0", 32), nil, 403},
		{"a call that waits, of no bytes", "GET", "/.deskjs/now/" + page.secret + "/" + strings.Repeat("0", 32), nil, 404},
		{"a preflight", "OPTIONS", "/", []string{"Origin", "http://" + f.host, "Access-Control-Request-Method", "PUT"}, 405},
		{"another method", "PUT", "/", []string{"Origin", "http://" + f.host}, 405},
		{"another method, from nowhere", "DELETE", "/", nil, 403},
		{"a link from elsewhere", "GET", "/", []string{"Sec-Fetch-Site", "cross-site", "Sec-Fetch-Mode", "navigate", "Sec-Fetch-Dest", "document"}, 200},
	} {
		if response, _ := f.request(attempt.method, attempt.path, "x", attempt.header...); response.StatusCode != attempt.status {
			t.Errorf("%s: %s, want %d", attempt.what, response.Status, attempt.status)
		}
	}
	for _, want := range []string{`Refused a request for the host "evil.test"`, `Refused a request of the origin "http://evil.test"`, "without the secret of an open page"} {
		if !strings.Contains(f.log.String(), want) {
			t.Errorf("it did not log %q", want)
		}
	}
	if answer := page.ask(`call 1 api.hello []`); answer != `result 1 "hello you"` {
		t.Errorf("and the page is answered %q", answer)
	}
}

func TestConnectionsNeedTheToken(t *testing.T) {
	f := start(t)
	earlier := start(t)
	old := tokenOf(earlier.Address())
	earlier.Close()
	_, port, _ := strings.Cut(f.host, ":")
	good := tokenOf(f.Address())
	once := tokenOf(f.LaunchAddress())
	launched := f.connect(once)
	if session := launched.order("session"); session != `"`+good+`"` {
		t.Errorf("a page that was launched gets the token %s", session)
	}
	for _, attempt := range []struct {
		what, token string
		header      []string
	}{
		{"no token", "", nil},
		{"the token of an earlier run", old, nil},
		{"a token for one page, again", once, nil},
		{"a longer token", good + "0", nil},
		{"another origin", good, []string{"Origin", "http://evil.test"}},
		{"a sandboxed page", good, []string{"Origin", "null"}},
		{"the other name", good, []string{"Origin", "http://localhost:" + port}},
		{"no origin", good, []string{"Origin", ""}},
		{"a name that points here", good, []string{"Host", "evil.test:" + port, "Origin", "http://evil.test:" + port}},
		{"a cookie in place of the token", "", []string{"Cookie", "token=" + good}},
	} {
		socket, response, err := f.dial(attempt.token, attempt.header...)
		if err == nil {
			_ = socket.CloseNow()
			t.Errorf("%s: it was let in", attempt.what)
			continue
		}
		if response == nil || response.StatusCode != http.StatusForbidden {
			t.Errorf("%s: %v, %v", attempt.what, response, err)
		}
	}
	if !strings.Contains(f.log.String(), "Refused a connection without the token of this run") {
		t.Errorf("it logged %q", f.log)
	}
	// By the other name, consistently, it is the same page.
	socket, _, err := f.dial(good, "Host", "localhost:"+port, "Origin", "http://localhost:"+port)
	if err != nil {
		t.Fatal(err)
	}
	_ = socket.CloseNow()
}

func TestNothingIsLeftOfAClosedPage(t *testing.T) {
	f := start(t)
	page := f.connect(tokenOf(f.Address()))
	place := "/.deskjs/bytes/" + page.secret + "/" + strings.Repeat("0", 32) + "/0"
	if response, _ := f.request("GET", place, ""); response.StatusCode != http.StatusNotFound {
		t.Fatalf("an open page's bytes: %s", response.Status)
	}
	if err := page.socket.Close(websocket.StatusNormalClosure, ""); err != nil {
		t.Fatal(err)
	}
	// The server hears of it a little later than the client.
	deadline, tick := time.After(patience), time.NewTicker(5*time.Millisecond)
	defer tick.Stop()
	for f.pageWith(page.secret) != nil {
		select {
		case <-deadline:
			t.Fatal("the page's secret is still known")
		case <-tick.C:
		}
	}
	if response, _ := f.request("GET", place, ""); response.StatusCode != http.StatusForbidden {
		t.Errorf("a closed page's bytes: %s", response.Status)
	}
	again := f.connect(tokenOf(f.Address()))
	f.Close()
	if _, err := again.read(); err == nil {
		t.Error("a page is still connected after the end")
	}
	if socket, _, err := f.dial(tokenOf(f.Address())); err == nil {
		_ = socket.CloseNow()
		t.Error("a page was let in after the end")
	}
}

func TestWhatIsNoMessageEndsTheConnection(t *testing.T) {
	for _, message := range []string{"", "hello", "call 1 api.hello []", "-1 hello", "9007199254740993999 hello", "1"} {
		f := start(t)
		page := f.connect(tokenOf(f.Address()))
		if err := page.socket.Write(t.Context(), websocket.MessageText, []byte(message)); err != nil {
			t.Fatal(err)
		}
		for err := error(nil); err == nil; {
			_, err = page.read()
		}
		if !strings.Contains(f.log.String(), "it has no number") {
			t.Errorf("%q: it logged %q", message, f.log)
		}
		f.Close()
	}
}

func TestChangesReachThePage(t *testing.T) {
	f := start(t)
	page := f.connect(tokenOf(f.Address()))
	f.Tell(bridge.Styles{Paths: []string{"/main.css"}})
	if paths := page.order("styles"); paths != `["/main.css"]` {
		t.Errorf("styles: %s", paths)
	}
	f.Tell(bridge.Problem{Messages: []byte(`[{"text":"a mistake"}]`)})
	if messages := page.order("problem"); messages != `[{"text":"a mistake"}]` {
		t.Errorf("problem: %s", messages)
	}
	// A page that is loaded now shows it, too.
	if messages := f.connect(tokenOf(f.Address())).order("problem"); messages != `[{"text":"a mistake"}]` {
		t.Errorf("problem: %s", messages)
	}
	page.ask(`call 3 api.hello []`)
	page.orders = nil // what there was to say of the first backend came before its answer
	f.write("backend/api.ts", "export async function goodbye() { return 'goodbye' }")
	f.build()
	f.Tell(bridge.SwapBackend{})
	for state := ""; state != `{"reason":"","state":"ready"}`; {
		state = page.order("notice")
	}
	page.ask("") // that the old one is gone
	if answer := page.ask(`call 1 api.goodbye []`); answer != `result 1 "goodbye"` {
		t.Errorf("the new backend: %q", answer)
	}
	if answer := page.ask(`call 2 api.hello []`); !strings.Contains(answer, bridge.CodeCallNotAllowed) {
		t.Errorf("what the old one had: %q", answer)
	}
	f.Tell(bridge.Reload{})
	page.order("reload")
}

func TestABackendThatFails(t *testing.T) {
	f := start(t, "backend/main.ts", "throw new Error('not today')")
	page := f.connect(tokenOf(f.Address()))
	for !strings.Contains(page.order("problem"), "not today") {
		continue
	}
	if answer := page.ask(`call 1 api.hello []`); !strings.Contains(answer, bridge.CodeBackendGone) {
		t.Errorf("the answer is %q", answer)
	}
}

func TestAnAppThatEndsItself(t *testing.T) {
	f := start(t)
	f.connect(tokenOf(f.Address())).send(`call 1 api.leave []`)
	select {
	case <-f.Ended():
	case <-time.After(patience):
		t.Fatal("it never ends")
	}
}

func TestCapabilitiesHold(t *testing.T) {
	f := start(t, "deskjs.json", `{"name":"Test","id":"com.example.test","version":"1.0.0","windows":[{"capabilities":["api.hello"]}]}`)
	page := f.connect(tokenOf(f.Address()))
	if answer := page.ask(`call 1 api.hello []`); answer != `result 1 "hello you"` {
		t.Errorf("the answer is %q", answer)
	}
	if answer := page.ask(`call 2 api.leave []`); !strings.Contains(answer, bridge.CodeCallNotAllowed) {
		t.Errorf("the answer is %q", answer)
	}
}

func TestAPageThatTakesNothingIsCutOff(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	p := &page{cancel: cancel, wake: make(chan struct{}, 1)}
	message := strings.Repeat("x", maxUnsent/2)
	p.send(message)
	p.send(message)
	if ctx.Err() != nil {
		t.Fatal("it was cut off too early")
	}
	p.send("x")
	if ctx.Err() == nil {
		t.Error("it was not cut off")
	}
	if p.send("more"); len(p.unsent) != 3 {
		t.Errorf("%d messages wait", len(p.unsent))
	}
}
