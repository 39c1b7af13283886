// Package browser shows an app in an ordinary browser while it is being developed: `deskjs dev --browser`. It takes the place of the
// host process, with the same router and the same records, over one WebSocket for each page, on loopback. What apps ship as
// has nothing of it.
//
// Who may talk to it is decided in guard.go, for every request before anything else.
package browser

import (
	_ "embed"
	"encoding/json"
	"fmt"
	"io"
	"log"
	"net"
	"net/http"
	"net/textproto"
	"regexp"
	"strconv"
	"strings"
	"sync"
	"time"

	"github.com/deskjs/deskjs/bridge"
	"github.com/deskjs/deskjs/internal/grant"
	"github.com/deskjs/deskjs/internal/payload"
	"github.com/deskjs/deskjs/runtime/desktop/assets"
	"github.com/deskjs/deskjs/runtime/desktop/supervisor"
)

// Options say what to show.
type Options struct {
	// Open opens the app as it is built now. It is called again after each change.
	Open func() (payload.App, error)
	// Backend starts the app's backend process.
	Backend supervisor.Command
	// Host is this machine by one of its names: "127.0.0.1", which "" is too, "localhost" or "::1".
	Host string
	// Port is where to listen if nobody else does: what the page stores belongs to the port. 0 lets the system choose. ThisPort says that
	// no other will do.
	Port     int
	ThisPort bool
	// Report takes what the terminal shows: bridge.Log, Backend and Page. It is called on several goroutines.
	Report func(bridge.Message)
	// Log gets lines for whoever looks after the app: what was refused, why the backend ended.
	Log io.Writer
}

// Server shows one app. Its methods may be called by any goroutine.
type Server struct {
	options    Options
	router     *bridge.Router
	supervisor *supervisor.Supervisor
	http       *http.Server
	hosts      []string // the values of Host that are ours
	tokens     tokens
	ended      chan struct{}
	end        sync.Once

	mu       sync.Mutex
	assets   *assets.Handler
	windows  []payload.Window
	pages    map[*page]bool
	last     int    // the id of the last page
	problem  []byte // what keeps the app from being built: messages as JSON, nil for nothing
	failure  []byte // why the backend does not run, likewise
	refusals map[string]bool
}

// Start starts the app's backend, and serves its page.
func Start(options Options) (*Server, error) {
	app, err := options.Open()
	if err != nil {
		return nil, err
	}
	listener, err := listen(&options)
	if err != nil {
		return nil, err
	}
	port := strconv.Itoa(listener.Addr().(*net.TCPAddr).Port)
	s := &Server{
		options: options, hosts: hostsOf(options.Host, port), tokens: newTokens(),
		ended: make(chan struct{}), pages: map[*page]bool{}, refusals: map[string]bool{},
	}
	s.router = bridge.NewRouter(bridge.Options{
		Send:    func(records bridge.Records) error { return s.supervisor.Send(records) },
		Refused: func(_ *bridge.View, reason string) { s.refused("a message of the page: " + reason) },
	})
	s.use(app)
	s.supervisor = supervisor.New(supervisor.Options{
		Start: options.Backend.Start, OnEvent: s.backendChanged,
		OnRecords: func(records bridge.Records) {
			if err := s.router.Deliver(records); err != nil {
				s.log("%v", err)
			}
		},
		MaxQuick: 1, // a backend that crashes waits for the next change
		TakeOver: true,
		OnLog:    func(log bridge.Log) { s.report(log) },
	})
	s.supervisor.Start()
	s.http = &http.Server{
		Handler: http.HandlerFunc(s.serve), ReadHeaderTimeout: headerTime, IdleTimeout: idleTime, MaxHeaderBytes: maxHeader,
		ErrorLog: log.New(io.Discard, "", 0), // of what is no HTTP
	}
	go func() { _ = s.http.Serve(listener) }() // it ends with Close
	return s, nil
}

// How long a client may take, and how much it may send before it is known.
const (
	headerTime = 10 * time.Second
	idleTime   = 2 * time.Minute
	maxHeader  = 64 << 10
)

// Address is what a person opens. Its token is good for this run.
func (s *Server) Address() string { return s.address(s.tokens.run) }

// LaunchAddress is for handing to another program: its token is good for one page, because the command lines of programs are no secret.
func (s *Server) LaunchAddress() string { return s.address(s.tokens.once()) }

func (s *Server) address(token string) string { return "http://" + s.hosts[0] + "/#deskjs=" + token }

// Ended is closed when the app has ended, by Close or by itself.
func (s *Server) Ended() <-chan struct{} { return s.ended }

// Close ends the app: pages lose their connection, and the backend runs its exit handlers.
func (s *Server) Close() {
	s.end.Do(func() {
		_ = s.http.Close()
		s.mu.Lock()
		open := make([]*page, 0, len(s.pages))
		for p := range s.pages {
			open = append(open, p)
		}
		s.mu.Unlock()
		for _, p := range open {
			p.close()
		}
		s.supervisor.Stop()
		close(s.ended)
	})
}

// use makes app the one that is served.
func (s *Server) use(app payload.App) {
	manifest := app.Manifest()
	handler := &assets.Handler{App: app, Fallback: app.Manifest().Fallback, Problem: func(err error) { s.log("%v", err) }}
	if permissions := manifest.Permissions; permissions != nil {
		handler.Eval = permissions.Page.Eval
		for _, pattern := range permissions.Page.Connect {
			if origin, err := grant.ParseOrigin(pattern); err != nil {
				s.log("permissions.page.connect: %q %v", pattern, err)
			} else {
				handler.Connect = append(handler.Connect, origin)
			}
		}
	}
	limits := manifest.Bridge
	s.router.SetAllowed(manifest.API)
	s.router.SetLimits(bridge.Limits{
		Text: limits.MaxMessage << 20, Bytes: limits.MaxBytes << 20, Pending: limits.MaxPending, Streams: limits.MaxStreams,
		References: limits.MaxReferences, Events: limits.MaxEvents, Rate: limits.MaxRate,
	})
	s.mu.Lock()
	defer s.mu.Unlock()
	s.assets, s.windows = handler, manifest.Windows
	for p := range s.pages {
		p.view.SetWindow(s.windowOf(p))
	}
}

// windowOf is what the router is told of a page: each is a window of its own, with what deskjs.json says of the first. The mutex is held.
func (s *Server) windowOf(p *page) bridge.Window {
	window := bridge.Window{ID: p.id, Origin: p.origin, Place: "windows[0].capabilities"}
	if len(s.windows) == 0 {
		return window
	}
	window.Name = s.windows[0].Name
	if described := s.windows[0].Capabilities; described != nil {
		capabilities, err := grant.ParseCapabilities(described)
		if err != nil {
			capabilities = &grant.Capabilities{} // nothing rather than everything
		}
		window.Capabilities = capabilities
	}
	return window
}

// serve answers a request that guard lets in.
func (s *Server) serve(w http.ResponseWriter, r *http.Request) {
	if reason := s.guard(r); reason != "" {
		s.refuse(w, r, reason)
		return
	}
	path := r.URL.EscapedPath()
	switch {
	case path == bridgePath:
		s.connect(w, r)
	case strings.HasPrefix(path, "/.deskjs/bytes/"):
		s.serveBytes(w, r)
	case strings.HasPrefix(path, nowPath):
		s.serveNow(w, r, strings.TrimPrefix(path, nowPath))
	case path == scriptPath && (r.Method == "GET" || r.Method == "HEAD"):
		s.answer(w, r, http.StatusOK, textproto.MIMEHeader{"Content-Type": {"text/javascript; charset=utf-8"}}, []byte(script))
	default:
		s.serveFile(w, r)
	}
}

// Paths of our own, beside the app's files.
const (
	bridgePath = "/.deskjs/bridge"
	nowPath    = "/.deskjs/now/" // before SECRET/TOKEN
	scriptPath = "/.deskjs/browser.js"
)

//go:embed browser.js
var browserSource string

// script is what every document runs first.
var script = bridge.ConsoleSource + ";\n(function () {\n" + browserSource +
	";(function (globalThis, webkit, location) {\n" + bridge.RelaySource + "\n})(deskjs.world, deskjs.webkit, deskjs.location)\n" +
	";(function (globalThis, webkit) {\n" + bridge.OverlaySource + "\n})(deskjs.world, deskjs.webkit)\n})()\n"

// beginning is what may stand in a document before its first script.
var beginning = regexp.MustCompile(`(?is)^\x{feff}?(?:\s|<!--.*?-->|<(?:!doctype|html|head)(?:\s(?:[^>"']|"[^"]*"|'[^']*')*)?>)*`)

// serveFile answers with a file of the app.
func (s *Server) serveFile(w http.ResponseWriter, r *http.Request) {
	s.mu.Lock()
	handler := s.assets
	s.mu.Unlock()
	header := textproto.MIMEHeader(r.Header)
	address := "app://localhost" + r.URL.EscapedPath()
	response := handler.Serve(r.Method, address, header)
	if !strings.HasPrefix(response.Header.Get("Content-Type"), "text/html") {
		s.answer(w, r, response.Status, response.Header, response.Body)
		return
	}
	if header.Get("Range") != "" {
		response = handler.Serve(r.Method, address, nil) // what is sent is longer than the file
	}
	response.Header.Del("Accept-Ranges")
	response.Header.Del("Content-Length")
	body := response.Body
	if response.Status == http.StatusOK && r.Method == "GET" {
		at := len(beginning.Find(body))
		body = fmt.Appendf(nil, `%s<script src="%s"></script>%s`, body[:at], scriptPath, body[at:])
	}
	s.answer(w, r, response.Status, response.Header, body)
}

// answer sends a response with what every one of ours has.
func (s *Server) answer(w http.ResponseWriter, r *http.Request, status int, header textproto.MIMEHeader, body []byte) {
	out := w.Header()
	for name, values := range header {
		out[name] = values
	}
	if r.Method != "HEAD" {
		out.Set("Content-Length", strconv.Itoa(len(body)))
	}
	s.mu.Lock()
	policy := assets.Policy(s.assets.Connect, s.assets.Eval)
	s.mu.Unlock()
	harden(out, r, policy)
	w.WriteHeader(status)
	if r.Method != "HEAD" {
		_, _ = w.Write(body) // whoever asked is gone
	}
}

func (s *Server) report(message bridge.Message) {
	if s.options.Report != nil {
		s.options.Report(message)
	}
}

func (s *Server) log(format string, args ...any) {
	if s.options.Log != nil {
		_, _ = fmt.Fprintf(s.options.Log, format+"\n", args...)
	}
}

// jsonOf is the JSON of what always has one.
func jsonOf(value any) []byte {
	text, err := json.Marshal(value)
	if err != nil {
		return []byte("null")
	}
	return text
}
