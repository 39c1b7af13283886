package main

import (
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"io/fs"
	"log"
	"math/big"
	"mime"
	"net"
	"net/http"
	"net/url"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"sync"
	"time"
)

// servers are what the tests ask: the files of the roots, the handlers that stand for wpt's Python scripts, and WebSockets; twice over HTTP, and
// over TLS with a certificate that nobody knows.
type servers struct {
	roots  []string
	origin string
	// ports are those of "http", "http2", "https" and "https2".
	ports   map[string]string
	running []*http.Server

	mu sync.Mutex
	// stash is what tests leave for one another, by key.
	stash map[string]string
}

// host is the name that tests know the server by.
const host = "localhost"

func serve(roots []string) (*servers, error) {
	s := &servers{roots: roots, ports: map[string]string{}, stash: map[string]string{}}
	certificate, err := selfSigned()
	if err != nil {
		return nil, err
	}
	for _, name := range []string{"http", "http2", "https", "https2"} {
		listener, err := net.Listen("tcp", ":0")
		if err != nil {
			return nil, err
		}
		s.ports[name] = strconv.Itoa(listener.Addr().(*net.TCPAddr).Port)
		if strings.HasPrefix(name, "https") {
			listener = tls.NewListener(listener, &tls.Config{Certificates: []tls.Certificate{certificate}, NextProtos: []string{"http/1.1"}})
		}
		server := &http.Server{Handler: http.HandlerFunc(s.answer), ErrorLog: log.New(nowhere{}, "", 0), ReadHeaderTimeout: time.Minute}
		s.running = append(s.running, server)
		go func() { _ = server.Serve(listener) }()
	}
	s.origin = "http://" + host + ":" + s.ports["http"]
	return s, nil
}

func (s *servers) close() {
	for _, server := range s.running {
		_ = server.Close()
	}
}

// nowhere is where the server's complaints go: tests that break connections are many.
type nowhere struct{}

func (nowhere) Write(p []byte) (int, error) { return len(p), nil }

func selfSigned() (tls.Certificate, error) {
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		return tls.Certificate{}, err
	}
	template := &x509.Certificate{SerialNumber: big.NewInt(1), DNSNames: []string{host}, NotBefore: time.Unix(0, 0), NotAfter: time.Now().AddDate(1, 0, 0)}
	der, err := x509.CreateCertificate(rand.Reader, template, template, &key.PublicKey, key)
	return tls.Certificate{Certificate: [][]byte{der}, PrivateKey: key}, err
}

var substitution = regexp.MustCompile(`\{\{(\w+)((?:\[[^\]]*\])*)\}\}`)

// substitute fills in what {{...}} stands for in a file with ".sub." in its name.
func (s *servers) substitute(text string) string {
	return substitution.ReplaceAllStringFunc(text, func(whole string) string {
		match := substitution.FindStringSubmatch(whole)
		switch match[1] {
		case "host", "domains", "hosts":
			return host
		case "ports":
			switch match[2] {
			case "[http][1]":
				return s.ports["http2"]
			case "[https][0]", "[wss][0]", "[h2][0]":
				return s.ports["https"]
			case "[https][1]":
				return s.ports["https2"]
			}
			return s.ports["http"]
		}
		return whole
	})
}

// exchange is a request that is being answered.
type exchange struct {
	http.ResponseWriter
	*http.Request
	servers *servers
	query   url.Values
}

// has reports whether the query has a parameter, get returns its first value or another.
func (x *exchange) has(name string) bool { return x.query.Has(name) }

func (x *exchange) get(name, other string) string {
	if !x.query.Has(name) {
		return other
	}
	return x.query.Get(name)
}

func (x *exchange) number(name string, other int) int {
	number, err := strconv.Atoi(x.query.Get(name))
	if err != nil {
		return other
	}
	return number
}

func (x *exchange) set(pairs ...string) {
	for i := 0; i < len(pairs); i += 2 {
		x.ResponseWriter.Header()[pairs[i]] = append(x.ResponseWriter.Header()[pairs[i]], pairs[i+1])
	}
}

func (x *exchange) write(text string) bool {
	_, err := x.ResponseWriter.Write([]byte(text))
	if err == nil {
		err = http.NewResponseController(x.ResponseWriter).Flush()
	}
	return err == nil
}

// wait waits for so many milliseconds; it is false if the client is gone.
func (x *exchange) wait(milliseconds int) bool {
	select {
	case <-time.After(time.Duration(milliseconds) * time.Millisecond):
		return true
	case <-x.Context().Done():
		return false
	}
}

// raw answers with these bytes and nothing else, and ends the connection.
func (x *exchange) raw(write func(conn net.Conn)) {
	conn, _, err := http.NewResponseController(x.ResponseWriter).Hijack()
	if err != nil {
		return
	}
	defer conn.Close()
	write(conn)
}

// take returns what a test left, and removes it.
func (s *servers) take(key string) (value string, ok bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	value, ok = s.stash[key]
	delete(s.stash, key)
	return value, ok
}

func (s *servers) put(key, value string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.stash[key] = value
}

func (s *servers) answer(w http.ResponseWriter, r *http.Request) {
	query, _ := url.ParseQuery(strings.ReplaceAll(r.URL.RawQuery, ";", "%3B"))
	x := &exchange{w, r, s, query}
	if strings.EqualFold(r.Header.Get("Upgrade"), "websocket") {
		s.webSocket(x)
		return
	}
	if handler := handlers[r.URL.Path]; handler != nil {
		handler(x)
		return
	}
	s.file(x)
}

// file answers with a file of a root, as its companion .headers and the query's pipe say.
func (s *servers) file(x *exchange) {
	name := path.Clean("/" + x.URL.Path)
	for _, root := range s.roots {
		file := filepath.Join(root, filepath.FromSlash(name))
		data, err := os.ReadFile(file)
		if errors.Is(err, fs.ErrNotExist) {
			continue
		}
		if err != nil {
			break
		}
		if strings.HasSuffix(name, ".asis") {
			x.raw(func(conn net.Conn) {
				_, _ = conn.Write([]byte(strings.ReplaceAll(string(data), "\n", "\r\n") + "\r\n"))
			})
			return
		}
		s.send(x, file, data)
		return
	}
	http.NotFound(x.ResponseWriter, x.Request)
}

func (s *servers) send(x *exchange, file string, data []byte) {
	kind := mime.TypeByExtension(filepath.Ext(file))
	switch filepath.Ext(file) {
	case ".event_stream":
		kind = "text/event-stream"
	case ".py", ".txt", "":
		kind = "text/plain"
	}
	headers := x.ResponseWriter.Header()
	headers.Set("Content-Type", kind)
	if companion, err := os.ReadFile(file + ".headers"); err == nil {
		for line := range strings.Lines(s.substitute(string(companion))) {
			if name, value, ok := strings.Cut(strings.TrimRight(line, "\r\n"), ":"); ok {
				if strings.EqualFold(name, "content-type") {
					headers.Del("Content-Type")
				}
				headers[http.CanonicalHeaderKey(name)] = append(headers[http.CanonicalHeaderKey(name)], strings.TrimSpace(value))
			}
		}
	}
	status := http.StatusOK
	for _, pipe := range strings.Split(x.query.Get("pipe"), "|") {
		name, rest, _ := strings.Cut(pipe, "(")
		arguments := strings.Split(strings.TrimSuffix(rest, ")"), ",")
		switch name {
		case "sub":
			data = []byte(x.substitute(string(data)))
		case "status":
			if number, err := strconv.Atoi(arguments[0]); err == nil {
				status = number
			}
		case "header":
			if len(arguments) > 1 {
				headers[http.CanonicalHeaderKey(arguments[0])] = []string{strings.TrimSpace(arguments[1])}
			}
		case "slice":
			from, _ := strconv.Atoi(arguments[0])
			to := len(data)
			if len(arguments) > 1 {
				to, _ = strconv.Atoi(arguments[1])
			}
			data = data[min(from, len(data)):min(to, len(data))]
		}
	}
	x.WriteHeader(status)
	_, _ = x.ResponseWriter.Write(data)
}

var headerSubstitution = regexp.MustCompile(`\{\{headers\[([^\]]*)\]\}\}`)

func (x *exchange) substitute(text string) string {
	text = headerSubstitution.ReplaceAllStringFunc(text, func(whole string) string {
		return x.Request.Header.Get(headerSubstitution.FindStringSubmatch(whole)[1])
	})
	return x.servers.substitute(text)
}
