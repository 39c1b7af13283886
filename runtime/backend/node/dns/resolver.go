package dns

import (
	"context"
	"errors"
	"net"
	"net/netip"
	"slices"
	"strings"
	"sync"
	"syscall"
	"time"

	"github.com/deskjs/deskjs/runtime/backend/op"
	"github.com/deskjs/deskjs/runtime/backend/permission"
)

// The codes of Node's resolvers.
const (
	codeNoData      = "ENODATA"
	codeFormat      = "EFORMERR"
	codeServer      = "ESERVFAIL"
	codeNotFound    = "ENOTFOUND"
	codeNotImpl     = "ENOTIMP"
	codeRefused     = "EREFUSED"
	codeBadName     = "EBADNAME"
	codeBadAnswer   = "EBADRESP"
	codeConnRefused = "ECONNREFUSED"
	codeTimeout     = "ETIMEOUT"
	codeCancelled   = "ECANCELLED"
)

// defaultTimeout is how long the first try waits, as in c-ares.
const defaultTimeout = 2 * time.Second

// resolver asks servers. Its methods may be called by any goroutine.
type resolver struct {
	timeout, maxTimeout time.Duration
	tries               int

	mu sync.Mutex
	// servers are those that were set; set says so, and that they are not the system's.
	servers        []netip.AddrPort
	set            bool
	local4, local6 netip.Addr
	// under are the questions under way, the oldest first.
	under []*question
	// last is the turn of the latest question.
	last *turn
}

// question is one that is under way.
type question struct {
	cancel context.CancelFunc
	finish func(any, error)
}

// newResolver takes times in milliseconds: at most 0 for the default.
func newResolver(timeout, tries, maxTimeout int64) *resolver {
	r := &resolver{timeout: defaultTimeout, tries: int(tries), maxTimeout: time.Duration(maxTimeout) * time.Millisecond}
	if timeout > 0 {
		r.timeout = time.Duration(timeout) * time.Millisecond
	}
	return r
}

// begin makes q one that cancel ends, and returns its turn; end must be called when it has been answered. cancel, as begin, is for the
// loop's goroutine.
func (r *resolver) begin(q *question) *turn {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.under = append(r.under, q)
	r.last = after(r.last)
	return r.last
}

func (r *resolver) end(q *question) {
	q.cancel()
	r.mu.Lock()
	defer r.mu.Unlock()
	if at := slices.Index(r.under, q); at >= 0 {
		r.under = slices.Delete(r.under, at, at+1)
	}
}

func (r *resolver) isPending() bool {
	r.mu.Lock()
	defer r.mu.Unlock()
	return len(r.under) > 0
}

func (r *resolver) cancel() {
	r.mu.Lock()
	ended := r.under
	r.under = nil
	r.mu.Unlock()
	for _, q := range ended {
		q.finish(nil, failed{codeCancelled})
		q.cancel()
	}
}

// serversNow are those to ask: the system's, read anew, unless others were set.
func (r *resolver) serversNow() []netip.AddrPort {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.set {
		return r.servers
	}
	return systemServers()
}

func (r *resolver) isSet() bool {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.set
}

// setServers takes IP addresses with their ports; others are left out.
func (r *resolver) setServers(texts []string, ports []int64) {
	servers := make([]netip.AddrPort, 0, len(texts))
	for i, text := range texts {
		if ip, err := netip.ParseAddr(text); err == nil && ports[i] > 0 && ports[i] <= 0xffff {
			servers = append(servers, netip.AddrPortFrom(ip, uint16(ports[i])))
		}
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	r.servers, r.set = servers, true
}

// setLocalAddress says where questions come from: one address, or one of each family. It returns what is wrong with them.
func (r *resolver) setLocalAddress(texts []string) (wrong string) {
	var four, six netip.Addr
	for _, text := range texts {
		ip, err := netip.ParseAddr(text)
		switch {
		case err != nil:
			return "Invalid IP address."
		case ip.Is4() && four.IsValid():
			return "Cannot specify two IPv4 addresses."
		case ip.Is4():
			four = ip
		case six.IsValid():
			return "Cannot specify two IPv6 addresses."
		default:
			six = ip
		}
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	r.local4, r.local6 = four, six
	return ""
}

// localFor is where a question to a server comes from, "" for anywhere.
func (r *resolver) localFor(server netip.Addr) string {
	r.mu.Lock()
	defer r.mu.Unlock()
	local := r.local6
	if server.Is4() {
		local = r.local4
	}
	if !local.IsValid() || local.IsUnspecified() {
		return ""
	}
	return netip.AddrPortFrom(local, 0).String()
}

// query asks for a name's records of a type, "A", "MX" or "ANY" for example; see records for the result.
func (r *resolver) query(ctx context.Context, kind, name string) (any, error) {
	name = toASCII(name)
	// RFC 7686: these names are not DNS's.
	if lower := strings.ToLower(strings.TrimSuffix(name, ".")); lower == "onion" || strings.HasSuffix(lower, ".onion") {
		return nil, failed{codeNotFound}
	}
	if err := permission.Lookup(name); err != nil {
		return nil, err
	}
	answer, err := r.ask(ctx, typeOf(kind), name)
	if err != nil {
		return nil, err
	}
	return records(answer, kind)
}

// reverse is the names of an address: of the file of hosts, and if that has none, DNS's. Of the file's, Node leaves the first out, which
// its resolver takes for the host's own name, the others being its aliases.
func (r *resolver) reverse(ctx context.Context, text string) (any, error) {
	ip, err := netip.ParseAddr(text)
	if err != nil {
		return nil, failed{codeNotImpl}
	}
	ip = ip.WithZone("").Unmap()
	if err := permission.Lookup(ip.String()); err != nil {
		return nil, err
	}
	if names := hostNames(readConfig(hostsPath()), ip); len(names) > 0 {
		return names[1:], nil
	}
	answer, err := r.ask(ctx, typeOf("PTR"), reverseName(ip))
	if err != nil {
		return nil, err
	}
	return records(answer, "PTR")
}

// ask sends a question to the servers in turn, each as often as there are tries; from the second round on, it waits twice as long as
// in the one before. The first that answers is right, also if it says that it can't.
func (r *resolver) ask(ctx context.Context, kind uint16, name string) ([]byte, error) {
	servers := r.serversNow()
	if !r.isSet() {
		ctx = permission.Trust(ctx) // the name has been checked, and the system would ask the same servers
	}
	failure := failed{codeConnRefused}
	wait := r.timeout
	for range r.tries {
		if r.maxTimeout > 0 {
			wait = min(wait, r.maxTimeout)
		}
		for _, server := range servers {
			answer, err := r.askServer(ctx, server, wait, kind, name)
			if err == nil {
				return answer, nil
			}
			if ctx.Err() != nil {
				return nil, failed{codeCancelled}
			}
			if errors.As(err, &failure) {
				return nil, failure
			}
			var denied *op.Error
			if errors.As(err, &denied) {
				return nil, denied
			}
			if failure = (failed{codeTimeout}); errors.Is(err, syscall.ECONNREFUSED) {
				failure = failed{codeConnRefused}
			}
		}
		wait = min(2*wait, time.Minute)
	}
	return nil, failure
}

// askServer asks one server once. An error that is no failed leaves it to others.
func (r *resolver) askServer(ctx context.Context, server netip.AddrPort, wait time.Duration, kind uint16, name string) ([]byte, error) {
	ctx, cancel := context.WithTimeout(ctx, wait)
	defer cancel()
	message, id, err := newQuestion(kind, name)
	if err != nil {
		return nil, failed{codeBadName}
	}
	local := r.localFor(server.Addr().Unmap())
	answer, truncated, err := exchangePacket(ctx, server, local, message, id)
	if err != nil {
		return nil, err
	}
	if truncated {
		if answer, err = exchangeStream(ctx, server, local, message, id); err != nil {
			return nil, err
		}
	}
	return answer, checkAnswer(answer)
}

// until gives a connection's reads and writes the context's end.
func until(ctx context.Context, conn net.Conn) func() bool {
	if deadline, ok := ctx.Deadline(); ok {
		_ = conn.SetDeadline(deadline)
	}
	return context.AfterFunc(ctx, func() { _ = conn.SetDeadline(time.Unix(1, 0)) })
}
