//go:build cgo

package window

import (
	"net/textproto"
	"testing"
)

func TestAnswersAfterTheWindowHasClosedAreHarmless(t *testing.T) {
	requests := make(chan *Request, 1)
	p := open(t, `<script>fetch('/slow'); ask('slow')</script>`, Options{}, func(request *Request) { requests <- request })
	ask, request := p.next(), receive(t, requests, "the request")
	onUI(t, p.window.Close)
	receive(t, p.closed, "OnClosed")
	ask.Reply("late")
	request.Respond(htmlResponse("late"))
	onUI(t, func() {}) // both answers have been handled before this
	p.closed = make(chan struct{})
	close(p.closed)
}

func TestAnswersAfterAReloadAreHarmless(t *testing.T) {
	requests := make(chan *Request, 10)
	p := open(t, `<script>fetch('/slow'); ask('slow').then(reply => ask('got ' + reply))</script>`, Options{},
		func(request *Request) { requests <- request })
	old, oldRequest := p.wantNext("slow"), receive(t, requests, "the request")
	onUI(t, p.window.Reload)
	current := p.wantNext("slow")
	old.Reply("old")
	oldRequest.Respond(htmlResponse("old"))
	current.Reply("current")
	p.wantNext("got current").Reply("")
}

func TestRelayWorksUnderAStrictPolicy(t *testing.T) {
	header := textproto.MIMEHeader{"Content-Type": {"text/html"}, "Content-Security-Policy": {"default-src 'none'; script-src 'self'"}}
	p := open(t, `<script>onload = () => { location.href = '/strict.html' }</script>`, Options{}, func(request *Request) {
		request.Respond(Response{Header: header, Body: []byte(`<script>globalThis.inline = 1</script><p>strict`)})
	})
	receive(t, p.loaded, "the first page")
	receive(t, p.loaded, "the strict page")
	onUI(t, func() {
		p.window.Evaluate(`webkit.messageHandlers.deskjs.postMessage(location.pathname)`)
		p.window.Evaluate(`document.dispatchEvent(new CustomEvent('deskjs:send', {detail: 'through the relay'}))`)
	})
	p.wantNext("/strict.html").Reply("")
	p.wantNext("through the relay").Reply("")
}
