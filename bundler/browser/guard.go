package browser

import (
	"crypto/subtle"
	"fmt"
	"net/http"
	"slices"
	"strings"
	"sync"

	"github.com/deskjs/deskjs/bridge"
)

// guard decides whether a request may be answered at all; the reason why not is "" if it may.
//
// A page from elsewhere can make a browser send requests here, by this address or by a name of its own that it has made point to
// it. So Host must be an address of ours, which no such name is; Origin, where there is one, must be the same, and so must what the browser says
// of where the request comes from. Only following a link is let in from anywhere: the page that it leads to has no token.
func (s *Server) guard(r *http.Request) string {
	if !slices.Contains(s.hosts, r.Host) {
		return fmt.Sprintf("a request for the host %q", shortened(r.Host))
	}
	origin, sent := r.Header["Origin"]
	switch {
	case len(origin) > 1 || sent && origin[0] != "http://"+r.Host:
		return fmt.Sprintf("a request of the origin %q", shortened(strings.Join(origin, ", ")))
	case !sent && r.Method != "GET" && r.Method != "HEAD":
		return "a request that changes something, without an origin"
	}
	site := r.Header.Get("Sec-Fetch-Site")
	link := r.Method == "GET" && r.Header.Get("Sec-Fetch-Mode") == "navigate" && r.Header.Get("Sec-Fetch-Dest") == "document"
	if site != "" && site != "same-origin" && site != "none" && !link {
		return fmt.Sprintf("a request of a page from elsewhere (%s)", shortened(site))
	}
	return ""
}

// harden sets the headers that every answer has. No answer can be read, framed, embedded or cached by anyone else, and none says where it was
// asked for. policy is the app's own.
func harden(header http.Header, r *http.Request, policy string) {
	frames := "'none'"
	if r.Header.Get("Sec-Fetch-Site") == "same-origin" && r.Header.Get("Sec-Fetch-Dest") == "iframe" {
		frames = "'self'" // the app's page shows another of the app's
	}
	policy = strings.Replace(policy, "frame-ancestors 'self'", "frame-ancestors "+frames, 1)
	// Not every browser takes 'self' for a WebSocket.
	header.Set("Content-Security-Policy", strings.Replace(policy, "connect-src 'self'", "connect-src 'self' ws://"+r.Host, 1))
	header.Set("Cross-Origin-Resource-Policy", "same-origin")
	header.Set("Cross-Origin-Opener-Policy", "same-origin")
	header.Set("Referrer-Policy", "no-referrer")
	header.Set("X-Content-Type-Options", "nosniff")
	header.Set("Cache-Control", "no-store")
}

// maxRefusals is how many different refusals are logged: nobody must be able to fill a disk.
const maxRefusals = 100

// refuse answers what guard, or a missing token, keeps out.
func (s *Server) refuse(w http.ResponseWriter, r *http.Request, reason string) {
	s.refused(reason)
	harden(w.Header(), r, "default-src 'none'; frame-ancestors 'none'")
	http.Error(w, "This is for the page that deskjs dev has opened.", http.StatusForbidden)
}

// refused logs what was refused, once for each reason.
func (s *Server) refused(reason string) {
	s.mu.Lock()
	known := s.refusals[reason] || len(s.refusals) >= maxRefusals
	if !known {
		s.refusals[reason] = true
	}
	s.mu.Unlock()
	if !known {
		s.log("Refused %s", reason)
	}
}

func shortened(text string) string { return text[:min(len(text), 100)] }

// tokens are what pages prove with that they were opened by the person who runs `deskjs dev`.
type tokens struct {
	// run is good as long as the server runs. Pages that came with another get it, for when they are loaded again.
	run string

	mu      *sync.Mutex
	pending map[string]bool // each is good for one page
}

func newTokens() tokens {
	return tokens{run: bridge.RandomToken(), mu: &sync.Mutex{}, pending: map[string]bool{}}
}

func (t *tokens) once() string {
	token := bridge.RandomToken()
	t.mu.Lock()
	defer t.mu.Unlock()
	t.pending[token] = true
	return token
}

// accept reports whether a token is good now.
func (t *tokens) accept(token string) bool {
	if subtle.ConstantTimeCompare([]byte(token), []byte(t.run)) == 1 {
		return true
	}
	t.mu.Lock()
	defer t.mu.Unlock()
	good := t.pending[token]
	delete(t.pending, token)
	return good
}
