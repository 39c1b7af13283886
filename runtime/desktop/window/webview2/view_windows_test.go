package webview2

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"strings"
	"testing"
	"unsafe"

	"golang.org/x/sys/windows"
)

func TestViewIsLockedDown(t *testing.T) {
	for _, devTools := range []bool{false, true} {
		b := newBrowser(t)
		view := b.open(devTools, Events{})
		want := uintptr(0)
		if devTools {
			want = 1
		}
		for name, set := range map[string][]uintptr{"web messages": b.webMessage, "host objects": b.hostObjects, "status bar": b.statusBar} {
			if len(set) != 1 || set[0] != 0 {
				t.Errorf("%s: %v", name, set)
			}
		}
		for name, set := range map[string][]uintptr{"DevTools": b.devToolsOn, "accelerator keys": b.acceleratorKeys} {
			if len(set) != 1 || set[0] != want {
				t.Errorf("%s: %v", name, set)
			}
		}
		if b.filter != "app://*" {
			t.Errorf("the filter is %q", b.filter)
		}
		view.Close()
		if len(b.closed) != 1 || b.view.references != 1 || b.controller.references != 1 || b.settings.references != 1 {
			t.Errorf("closed %d times; references %d, %d, %d", len(b.closed), b.view.references, b.controller.references, b.settings.references)
		}
	}
}

func TestViewGoesWhereItIsTold(t *testing.T) {
	b := newBrowser(t)
	view := b.open(false, Events{})
	if err := view.Navigate("app://localhost/grüße?a=b"); err != nil {
		t.Error(err)
	}
	if err := view.Resize(640, 480); err != nil || b.bounds != [4]int32{0, 0, 640, 480} {
		t.Errorf("the bounds are %v, %v", b.bounds, err)
	}
	if url := view.URL(); url != "app://localhost/here" || b.calls[0] != "navigate app://localhost/grüße?a=b" {
		t.Errorf("URL() = %q; calls %q", url, b.calls)
	}
}

func TestEventsAreDecided(t *testing.T) {
	b := newBrowser(t)
	var told []string
	b.open(false, Events{
		Navigate: func(n Navigation) bool {
			told = append(told, fmt.Sprint(n.URL, " ", n.Top, n.Window))
			return strings.HasPrefix(n.URL, "app:")
		},
		Refused:     func(what string) { told = append(told, what) },
		ProcessGone: func(reason string) { told = append(told, reason) },
		BrowserGone: func() { told = append(told, "browser") },
	})
	var cancelled, handled, denied []uintptr
	for _, url := range []string{"app://localhost/", "https://example.org/"} {
		event := newFake(map[int]func(...uintptr) uintptr{navigationURL: givesText(url), navigationSetCancel: note(&cancelled)})
		fire(t, b.navigation[0], 0, unsafe.Pointer(event))
		fire(t, b.frameNavigation[0], 0, unsafe.Pointer(event))
		if event.references != 1 {
			t.Errorf("the event has %d references", event.references)
		}
	}
	unknownURL := newFake(map[int]func(...uintptr) uintptr{navigationSetCancel: note(&cancelled)})
	fire(t, b.navigation[0], 0, unsafe.Pointer(unknownURL))
	if len(cancelled) != 3 {
		t.Errorf("%d navigations were cancelled", len(cancelled))
	}
	fire(t, b.newWindow[0], 0, unsafe.Pointer(newFake(map[int]func(...uintptr) uintptr{newWindowURL: givesText("https://example.org/w"), newWindowSetHandled: note(&handled)})))
	fire(t, b.permission[0], 0, unsafe.Pointer(newFake(map[int]func(...uintptr) uintptr{permissionSetState: note(&denied)})))
	if len(handled) != 1 || handled[0] != 1 || len(denied) != 1 || denied[0] != 2 {
		t.Errorf("new window %v, permission %v", handled, denied)
	}
	for _, kind := range []int32{0, 1, 2, 1, 1} {
		event := newFake(map[int]func(...uintptr) uintptr{processFailedKind: givesNumber(kind)})
		if reason := []int32{5, 2}; len(told) > 7 {
			event.also[idProcessFailed2] = newFake(map[int]func(...uintptr) uintptr{processFailed2Reason: givesNumber(reason[len(told)-8])})
		}
		fire(t, b.failure[0], 0, unsafe.Pointer(event))
	}
	want := []string{"app://localhost/ true false", "app://localhost/ false false", "https://example.org/ true false", "https://example.org/ false false",
		"https://example.org/w false true", "a permission", "browser", "crashed", "exceeded-memory", "terminated"}
	if strings.Join(told, "\n") != strings.Join(want, "\n") {
		t.Errorf("told: %q", told)
	}
}

func TestRequestIsAnswered(t *testing.T) {
	b := newBrowser(t)
	var got *Request
	b.open(false, Events{Request: func(r *Request) { got = r }})
	before := len(alive)
	headers := []string{"Content-Type", "text/plain", "X-Empty", ""}
	position := 0
	iterator := newFake(map[int]func(...uintptr) uintptr{
		headerHas: func(a ...uintptr) uintptr { *at[int32](a[0]) = 1; return succeeded },
		headerCurrent: func(a ...uintptr) uintptr {
			return giveText(headers[position], at[*uint16](a[0])) | giveText(headers[position+1], at[*uint16](a[1]))
		},
		headerNext: func(a ...uintptr) uintptr {
			position += 2
			*at[int32](a[0]) = 0
			if position < len(headers) {
				*at[int32](a[0]) = 1
			}
			return succeeded
		},
	})
	list := newFake(map[int]func(...uintptr) uintptr{headersIterator: gives(iterator)})
	content := newStream(strings.NewReader("what the page sent"), 18)
	native := newFake(map[int]func(...uintptr) uintptr{
		requestURL: givesText("app://localhost/.deskjs/bytes/x"), requestMethod: givesText("POST"), requestHeaders: gives(list),
		requestBody: func(a ...uintptr) uintptr {
			content.change(1)
			*at[uintptr](a[0]) = uintptr(unsafe.Pointer(content))
			return succeeded
		},
	})
	completed := 0
	deferral := newFake(map[int]func(...uintptr) uintptr{deferralComplete: func(...uintptr) uintptr { completed++; return succeeded }})
	var responses []uintptr
	event := newFake(map[int]func(...uintptr) uintptr{eventRequest: gives(native), eventDeferral: gives(deferral), eventSetResponse: note(&responses)})
	fire(t, b.request[0], 0, unsafe.Pointer(event))
	if got == nil || got.URL != "app://localhost/.deskjs/bytes/x" || got.Method != "POST" || strings.Join(got.Header, "|") != strings.Join(headers, "|") {
		t.Fatalf("the request is %+v", got)
	}
	if body, err := io.ReadAll(got.Body()); err != nil || string(body) != "what the page sent" {
		t.Errorf("the body is %q, %v", body, err)
	}
	long := bytes.Repeat([]byte("0123456789"), 100_000)
	closed := &closing{ReadSeeker: bytes.NewReader(long)}
	if err := got.Respond(201, "Created", "Content-Type: a/b\r\nX: ü", closed, int64(len(long))); err != nil {
		t.Error(err)
	}
	if len(b.responses) != 1 || b.responses[0] != "2|Created|Content-Type: a/b\r\nX: ü|"+string(long) {
		t.Errorf("%d responses, %.80q", len(b.responses), b.responses)
	}
	if completed != 1 || len(responses) != 1 || !closed.closed {
		t.Errorf("completed %d times, %d responses, body closed: %v", completed, len(responses), closed.closed)
	}
	for _, object := range []*fake{iterator, list, native, deferral, event} {
		object.change(-1)
	}
	content.change(-1)
	for _, kept := range b.kept {
		kept.change(-1)
	}
	if len(alive) != before {
		t.Errorf("%d objects are left", len(alive)-before)
	}
}

type closing struct {
	io.ReadSeeker
	closed bool
}

func (c *closing) Close() error { c.closed = true; return nil }

func TestDevToolsCallsAndEvents(t *testing.T) {
	b := newBrowser(t)
	view := b.open(false, Events{})
	var results []string
	for range 2 {
		view.Call("Page.enable", []byte(`{"text":"grüße"}`), func(result []byte, err error) { results = append(results, fmt.Sprint(string(result), " ", err)) })
	}
	view.Call("Page.reload", []byte(`{}`), nil)
	answer, _ := windows.UTF16PtrFromString(`{"ok":"🎉"}`)
	fire(t, b.devTools[0], 0, unsafe.Pointer(answer))
	fire(t, b.devTools[1], 0x80070057, nil)
	fire(t, b.devTools[2], 0, unsafe.Pointer(answer))
	for _, handler := range b.devTools {
		handler.release()
	}
	if b.calls[0] != `Page.enable {"text":"grüße"}` || len(results) != 2 || results[0] != `{"ok":"🎉"} <nil>` || !strings.Contains(results[1], "0x80070057") {
		t.Errorf("calls %q, results %q", b.calls, results)
	}
	var parameters string
	if err := view.Listen("Runtime.bindingCalled", func(text []byte) { parameters = string(text) }); err != nil {
		t.Fatal(err)
	}
	fire(t, b.events["Runtime.bindingCalled"][0], 0, unsafe.Pointer(newFake(map[int]func(...uintptr) uintptr{devToolsEventArgument: givesText(`{"a":1}`)})))
	if parameters != `{"a":1}` {
		t.Errorf("the event had %q", parameters)
	}
}

func TestOptionsRegisterTheScheme(t *testing.T) {
	before := len(alive)
	options := newOptions("app")
	whole := at[object](uintptr(unsafe.Pointer(options)))
	if _, err := whole.query(&idStream); !errors.Is(err, Failure(noInterface)) {
		t.Errorf("the options are a stream: %v", err)
	}
	if text, err := whole.text(7); err != nil || text != minimumVersion.String() {
		t.Errorf("the version is %q, %v", text, err)
	}
	list, err := whole.query(&idOptions4)
	if err != nil {
		t.Fatal(err)
	}
	var count uint32
	var schemes **object
	if err := list.call(3, uintptr(unsafe.Pointer(&count)), uintptr(unsafe.Pointer(&schemes))); err != nil || count != 1 {
		t.Fatalf("%d schemes, %v", count, err)
	}
	scheme := *schemes
	name, _ := scheme.text(3)
	secure, _ := scheme.integer(4)
	authority, _ := scheme.integer(8)
	origins := uint32(1)
	var none uintptr
	err = scheme.call(6, uintptr(unsafe.Pointer(&origins)), uintptr(unsafe.Pointer(&none)))
	if name != "app" || secure != 1 || authority != 1 || origins != 0 || err != nil {
		t.Errorf("scheme %q, secure %d, authority %d, %d origins, %v", name, secure, authority, origins, err)
	}
	if err := scheme.call(5, 0); !errors.Is(err, Failure(notDone)) {
		t.Errorf("the scheme was changed: %v", err)
	}
	windows.CoTaskMemFree(unsafe.Pointer(schemes))
	scheme.release()
	list.release()
	whole.release()
	if len(alive) != before {
		t.Errorf("%d objects are left", len(alive)-before)
	}
}

func TestStreamIsReadAndSought(t *testing.T) {
	s := newStream(strings.NewReader("0123456789"), 10)
	native := at[object](uintptr(unsafe.Pointer(s)))
	if agile, err := native.query(&idAgile); err != nil {
		t.Errorf("it is not agile: %v", err)
	} else {
		agile.release()
	}
	buffer := make([]byte, 6)
	for _, want := range []string{"012345", "6789"} {
		n, err := reader{native}.Read(buffer)
		if err != nil || string(buffer[:n]) != want {
			t.Errorf("%q, %v", buffer[:n], err)
		}
	}
	if _, err := (reader{native}).Read(buffer); err != io.EOF {
		t.Errorf("at the end: %v", err)
	}
	var position int64
	if err := native.call(5, 4, 0, uintptr(unsafe.Pointer(&position))); err != nil || position != 4 {
		t.Errorf("Seek: %d, %v", position, err)
	}
	if n, _ := (reader{native}).Read(buffer); string(buffer[:n]) != "456789" {
		t.Errorf("after Seek: %q", buffer[:n])
	}
	var about statistics
	if err := native.call(12, uintptr(unsafe.Pointer(&about)), 0); err != nil || about.size != 10 || about.kind != 2 {
		t.Errorf("Stat: %+v, %v", about, err)
	}
	native.release()
}
