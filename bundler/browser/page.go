package browser

import (
	"context"
	"net/http"
	"strconv"
	"strings"
	"sync"

	"github.com/coder/websocket"

	"github.com/deskjs/deskjs/bridge"
)

const (
	// maxPages is how many pages are connected at one time.
	maxPages = 100
	// maxUnsent is how many bytes of answers wait for a page that doesn't take them; it is cut off then.
	maxUnsent = 256 << 20
	// maxMessage is the most bytes of a message: the relay lets MaxText characters through, of up to 3 bytes, and a number stands in front.
	maxMessage = 3*bridge.MaxText + 17
	// protocol is what the WebSocket speaks; tokenProtocol begins the name of a second protocol, the only thing beside the address that a page
	// can send with its request.
	protocol      = "deskjs"
	tokenProtocol = "token."
)

// page is the connection of one document.
type page struct {
	server *Server
	id     int // what the backend knows it by
	origin string
	socket *websocket.Conn
	view   *bridge.View
	cancel context.CancelFunc
	wake   chan struct{} // there is something to send
	order  *order        // of its bytes

	mu     sync.Mutex
	unsent []string
	size   int
}

// connect makes a request for the bridge a connection, if it comes from the page itself and has a token.
func (s *Server) connect(w http.ResponseWriter, r *http.Request) {
	var offered []string
	for _, line := range r.Header["Sec-Websocket-Protocol"] {
		for name := range strings.SplitSeq(line, ",") {
			offered = append(offered, strings.TrimSpace(name))
		}
	}
	switch {
	case r.Header.Get("Origin") == "":
		s.refuse(w, r, "a connection without an origin")
		return
	case len(offered) != 2 || offered[0] != protocol || !s.tokens.accept(strings.TrimPrefix(offered[1], tokenProtocol)):
		s.refuse(w, r, "a connection without the token of this run")
		return
	}
	ctx, cancel := context.WithCancel(context.Background())
	defer cancel()
	p := &page{server: s, origin: "http://" + r.Host, view: s.router.OpenView(), cancel: cancel, wake: make(chan struct{}, 1), order: newOrder()}
	defer p.view.Close()
	if !s.add(p) {
		s.refuse(w, r, "a connection, because there are too many")
		return
	}
	defer s.remove(p)
	socket, err := websocket.Accept(w, r, &websocket.AcceptOptions{
		Subprotocols: []string{protocol}, OriginPatterns: []string{r.Host}, CompressionMode: websocket.CompressionDisabled,
	})
	if err != nil {
		return // it has been answered
	}
	defer func() { _ = socket.CloseNow() }()
	socket.SetReadLimit(maxMessage)
	p.socket = socket
	p.tell("session", s.tokens.run)
	go p.write(ctx)
	p.read(ctx)
	p.mu.Lock()
	full := p.size > maxUnsent
	p.mu.Unlock()
	if full {
		s.refused("more answers to a page that does not take them")
	}
}

func (s *Server) add(p *page) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	if len(s.pages) >= maxPages {
		return false
	}
	s.last++
	p.id = s.last
	p.view.SetWindow(s.windowOf(p))
	s.pages[p] = true
	return true
}

func (s *Server) remove(p *page) {
	s.mu.Lock()
	defer s.mu.Unlock()
	delete(s.pages, p)
}

// close ends the connection.
func (p *page) close() { p.cancel() }

// read takes what the page sends, until the connection ends.
func (p *page) read(ctx context.Context) {
	for {
		kind, data, err := p.socket.Read(ctx)
		if err != nil {
			return
		}
		number, text, ok := strings.Cut(string(data), " ")
		if _, err := strconv.ParseUint(number, 10, 53); kind != websocket.MessageText || !ok || err != nil {
			p.server.refused("a message of the page: it has no number")
			_ = p.socket.Close(websocket.StatusPolicyViolation, "not a message of the page")
			return
		}
		if text == bridge.HelloText {
			p.view.Reset()
			p.send(number + " " + p.view.Secret())
			p.server.show(p)
			continue
		}
		if text == bridge.PaintedText || strings.HasPrefix(text, bridge.ReadyText) {
			p.send(number + " ") // the browser shows its pages by itself
			continue
		}
		if told, ok := strings.CutPrefix(text, bridge.PageText); ok {
			p.server.report(bridge.Page{Text: told})
			p.send(number + " ")
			continue
		}
		p.view.Ask(text, func(answer string) { p.send(number + " " + answer) })
	}
}

// send has a message sent, after those before it. It doesn't wait.
func (p *page) send(message string) {
	p.mu.Lock()
	if p.size > maxUnsent {
		p.mu.Unlock()
		return // it has been cut off
	}
	p.unsent = append(p.unsent, message)
	p.size += len(message)
	full := p.size > maxUnsent
	p.mu.Unlock()
	if full {
		p.close()
	}
	select {
	case p.wake <- struct{}{}:
	default:
	}
}

// tell tells the page's script to do something; see browser.js.
func (p *page) tell(name string, argument any) { p.send("! " + name + " " + string(jsonOf(argument))) }

// write sends what there is to send, until the connection ends.
func (p *page) write(ctx context.Context) {
	defer p.cancel()
	for {
		select {
		case <-ctx.Done():
			return
		case <-p.wake:
		}
		for {
			p.mu.Lock()
			if len(p.unsent) == 0 {
				p.mu.Unlock()
				break
			}
			message := p.unsent[0]
			p.unsent = p.unsent[1:]
			p.size -= len(message)
			p.mu.Unlock()
			if err := p.socket.Write(ctx, websocket.MessageText, []byte(message)); err != nil {
				return
			}
		}
	}
}
