package abusetest_test

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"runtime"
	"strings"
	"syscall"
	"testing"
	"time"
)

// attack is one kind of bad input for a server.
type attack struct {
	name string
	// server is the one of testdata/servers.js; "" is plain.
	server string
	send   string
	// then is what follows: "" reads to the end, "fin" ends the connection's one half before that, "reset" resets it at once, "taste"
	// reads a little and resets it, "close" closes it without reading.
	then string
	// loose says that it depends on the moment what the server sees: that is not compared.
	loose bool
	// rare divides how often it is tried: what waits for a timeout takes its time.
	rare int
}

const (
	get     = "GET / HTTP/1.1\r\nHost: a\r\n"
	post    = "POST / HTTP/1.1\r\nHost: a\r\n"
	chunked = post + "Transfer-Encoding: chunked\r\n\r\n"
)

func attacks() []attack {
	long := strings.Repeat("x", 20<<10)
	return []attack{
		{name: "garbage", send: "\x00\x01\x02\x03 garbage\r\n\r\n"},
		{name: "garbage without a listener", server: "bare", send: "garbage\r\n\r\n"},
		{name: "length and chunks", send: post + "Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\nGET /smuggled HTTP/1.1\r\nHost: a\r\n\r\n"},
		{name: "chunks and length", send: post + "Transfer-Encoding: chunked\r\nContent-Length: 5\r\n\r\n0\r\n\r\n"},
		{name: "chunked not last", send: post + "Transfer-Encoding: chunked, identity\r\n\r\n0\r\n\r\n"},
		{name: "unknown encoding", send: post + "Transfer-Encoding: xchunked\r\n\r\n0\r\n\r\n"},
		{name: "two lengths", send: post + "Content-Length: 5\r\nContent-Length: 6\r\n\r\nhello!"},
		{name: "negative length", send: post + "Content-Length: -1\r\n\r\n"},
		{name: "length with a sign", send: post + "Content-Length: +5\r\n\r\nhello"},
		{name: "endless length", send: post + "Content-Length: 99999999999999999999999\r\n\r\nhello"},
		{name: "space before colon", send: get + "Content-Length : 5\r\n\r\nhello"},
		{name: "folded header", send: get + "A: b\r\n c\r\nConnection: close\r\n\r\n"},
		{name: "header begins with space", send: "GET / HTTP/1.1\r\n Host: a\r\n\r\n"},
		{name: "bare CR", send: get + "A: b\rContent-Length: 5\r\n\r\n"},
		{name: "bare CR ends line", send: get + "A: b\r\r\n\r\n"},
		{name: "bare LF", send: "GET / HTTP/1.1\nHost: a\nConnection: close\n\n"},
		{name: "NUL in value", send: get + "A: b\x00c\r\n\r\n"},
		{name: "NUL in name", send: get + "A\x00: b\r\n\r\n"},
		{name: "no name", send: get + ": b\r\n\r\n"},
		{name: "chunk size of letters", send: chunked + "xyz\r\nhello\r\n0\r\n\r\n"},
		{name: "chunk size with sign", send: chunked + "+5\r\nhello\r\n0\r\n\r\n"},
		{name: "chunk size with 0x", send: chunked + "0x5\r\nhello\r\n0\r\n\r\n"},
		{name: "endless chunk size", send: chunked + "fffffffffffffffff\r\nhello"},
		{name: "empty chunk size", send: chunked + "\r\nhello\r\n0\r\n\r\n"},
		{name: "space in chunk size", send: chunked + "5 \r\nhello\r\n0\r\n\r\n"},
		{name: "chunk longer than said", send: chunked + "5\r\nhello!\r\n0\r\n\r\n"},
		{name: "chunk ended by LF", send: chunked + "5\r\nhello\n0\r\n\r\n"},
		{name: "chunk size ended by LF", send: chunked + "5\nhello\r\n0\r\n\r\n"},
		{name: "chunk extensions", send: chunked + "5;" + long + "\r\nhello\r\n0\r\n\r\n"},
		{name: "bad trailer", send: chunked + "0\r\nA : b\r\n\r\n"},
		{name: "large header", send: get + "A: " + long + "\r\n\r\n"},
		{name: "many headers", send: get + strings.Repeat("A: b\r\n", 4000) + "Connection: close\r\n\r\n"},
		{name: "long URL", send: "GET /" + long + " HTTP/1.1\r\nHost: a\r\n\r\n"},
		{name: "no host", send: "GET / HTTP/1.1\r\n\r\n"},
		{name: "two hosts", send: get + "Host: b\r\nConnection: close\r\n\r\n"},
		{name: "unknown method", send: "NONSENSE / HTTP/1.1\r\nHost: a\r\n\r\n"},
		{name: "lower-case method", send: "get / HTTP/1.1\r\nHost: a\r\n\r\n"},
		{name: "unknown version", send: "GET / HTTP/9.9\r\nHost: a\r\n\r\n"},
		{name: "version 0.9", send: "GET /\r\n\r\n"},
		{name: "no HTTP", send: "GET / HTP/1.1\r\n\r\n"},
		{name: "a preface of HTTP/2", send: "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"},
		{name: "space in URL", send: "GET /a b HTTP/1.1\r\nHost: a\r\n\r\n"},
		{name: "TLS for HTTP", send: "\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03"},
		{name: "data behind the last request", send: get + "Connection: close\r\n\r\nGET / HTTP/1.1\r\n\r\n"},
		{name: "expects nonsense", send: post + "Expect: nonsense\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"},
		{name: "CONNECT that nobody awaits", send: "CONNECT a:1 HTTP/1.1\r\nHost: a\r\n\r\n"},
		{name: "upgrade that nobody awaits", send: get + "Connection: upgrade\r\nUpgrade: x\r\n\r\n", then: "fin"},
		{name: "nothing", then: "fin"},
		{name: "half a head", send: get, then: "fin"},
		{name: "half a head without a listener", server: "bare", send: get, then: "fin"},
		{name: "half a body", send: post + "Content-Length: 10\r\n\r\nhello", then: "fin"},
		{name: "half a chunk", send: chunked + "a\r\nhello", then: "fin"},
		{name: "no last chunk", send: chunked + "5\r\nhello\r\n", then: "fin"},
		{name: "a half-open connection", send: get + "\r\n", then: "fin"},
		{name: "reset at once", then: "reset", loose: true},
		{name: "reset in the head", send: get, then: "reset", loose: true},
		{name: "reset in the body", send: post + "Content-Length: 10\r\n\r\nhello", then: "reset", loose: true},
		{name: "reset before the answer", send: "GET /never HTTP/1.1\r\nHost: a\r\n\r\n", then: "reset", loose: true},
		{name: "reset behind many requests", send: strings.Repeat(get+"\r\n", 50), then: "reset", loose: true},
		{name: "closed before the answer", send: get + "\r\n", then: "close", loose: true},
		{name: "an answer read half", send: "GET /big HTTP/1.1\r\nHost: a\r\n\r\n", then: "taste", loose: true, rare: 10},
		{name: "a body that nobody reads", send: "POST /unread HTTP/1.1\r\nHost: a\r\nContent-Length: 1000000\r\n\r\n" + strings.Repeat("b", 200<<10), then: "reset", loose: true, rare: 10},
		{name: "slow head", server: "slow", send: get, rare: 4},
		{name: "slow body", server: "slow", send: post + "Content-Length: 10\r\n\r\nhello", rare: 4},
		{name: "silence", server: "slow", rare: 4},
		{name: "an idle connection", server: "slow", send: get + "\r\n", rare: 4},
		{name: "garbage for TLS", server: "secure", send: "GET / HTTP/1.1\r\n\r\n", loose: true},
		{name: "half a hello", server: "secure", send: "\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03", then: "fin", loose: true},
		{name: "half a hello, then reset", server: "secure", send: "\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03", then: "reset", loose: true},
		{name: "a silent handshake", server: "secure", loose: true, rare: 4},
		{name: "an endless record", server: "secure", send: "\x16\x03\x01\xff\xff" + long, loose: true},
		{name: "an echo of which half is read", server: "echo", send: long, then: "reset", loose: true},
		{name: "a server that does not read", server: "silent", send: long, then: "reset", loose: true},
	}
}

// try attacks once and returns what came back.
func (a *attack) try(i, port int) string {
	conn, err := dial(i, port)
	if err != nil {
		return err.Error()
	}
	defer func() { _ = conn.Close() }()
	_ = conn.SetDeadline(time.Now().Add(2 * time.Minute))
	if _, err := io.WriteString(conn, a.send); err != nil && !broken(err) {
		return err.Error()
	}
	switch a.then {
	case "fin":
		_ = conn.CloseWrite()
	case "reset":
		_ = conn.SetLinger(0)
		return ""
	case "close":
		return ""
	case "taste":
		var taste [100]byte
		_, err := io.ReadFull(conn, taste[:])
		_ = conn.SetLinger(0)
		if err != nil {
			return err.Error()
		}
		return ""
	}
	answer, err := io.ReadAll(conn)
	if err != nil && !broken(err) {
		return err.Error()
	}
	if a.loose {
		return ""
	}
	head, _, _ := strings.Cut(string(answer), "\r\nDate: ")
	return head
}

// broken reports whether err is that of a connection that the other end has closed.
func broken(err error) bool {
	return errors.Is(err, syscall.EPIPE) || errors.Is(err, syscall.ECONNRESET) || errors.Is(err, io.EOF)
}

func loopback(i int) net.IP { return net.IPv4(127, 1, byte(i>>7&0x7f), byte(1+i&0x7f)) }

// report is what the control server of testdata/servers.js gives away.
type report struct {
	Lines map[string]int `json:"lines"`
	Open  int            `json:"open"`
	RSS   uint64         `json:"rss"`
}

func ask(t *testing.T, port int, path string) report {
	t.Helper()
	client := &http.Client{Transport: &http.Transport{DisableKeepAlives: true}}
	response, err := client.Get(fmt.Sprintf("http://127.0.0.1:%d%s", port, path))
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = response.Body.Close() }()
	var r report
	if err := json.NewDecoder(response.Body).Decode(&r); err != nil && !errors.Is(err, io.EOF) {
		t.Fatal(err)
	}
	return r
}

func TestServers(t *testing.T) {
	key, cert := pems(t, []string{"localhost"}, time.Now().Add(-time.Hour), time.Now().Add(time.Hour))
	secrets, err := json.Marshal(map[string]string{"key": string(key), "cert": string(cert)})
	if err != nil {
		t.Fatal(err)
	}
	server := start(t, "servers.js", string(secrets))
	var ports map[string]int
	server.next(t, &ports)

	var all strings.Builder
	var kinds []attack
	for _, a := range attacks() {
		if strings.Contains(a.name, *only) {
			kinds = append(kinds, a)
		}
	}
	// The first few are what grows once.
	for _, a := range kinds {
		many(8, func(i int) string { return a.try(i, a.port(ports)) })
	}
	quiet(t, ports)
	ask(t, ports["control"], "/take")
	before := state{}
	if server.inside {
		before = settle(t, nil)
		before.goroutines++ // a test's
	}
	for _, a := range kinds {
		t.Run(a.name, func(t *testing.T) { fmt.Fprintf(&all, "%s: %s\n", a.name, a.run(t, server, ports, before)) })
	}
	ask(t, ports["control"], "/end")
	server.end(t)
	if *only == "" {
		golden(t, all.String())
	}
}

// port is that of the server.
func (a *attack) port(ports map[string]int) int {
	if a.server == "" {
		return ports["plain"]
	}
	return ports[a.server]
}

// run attacks as often as it is to, and returns what came of it.
func (a *attack) run(t *testing.T, server *program, ports map[string]int, before state) string {
	port := a.port(ports)
	times := max(*count/max(a.rare, 1), 1)
	client := behave(t, fmt.Sprintf("http://127.0.0.1:%d/healthy", ports["plain"]))
	begin := time.Now()
	outcomes := many(times, func(i int) string { return a.try(i, port) })
	took := time.Since(begin)
	client.end()

	quiet(t, ports)
	seen := ask(t, ports["control"], "/take").Lines
	if server.inside {
		after := settle(t, &before)
		kept := int64(after.memory) - int64(before.memory)
		if times >= enough && kept > int64(times*keptPerItem) {
			t.Errorf("%d bytes of memory are left of %d", kept, times)
		}
		t.Logf("%d in %v, memory %+d, healthy client: %d answers, the slowest in %v", times, took.Round(time.Millisecond), kept, client.served, client.slowest.Round(time.Millisecond))
	}
	if len(outcomes) != 1 {
		t.Errorf("not the same each time:\n%s", counts(outcomes))
	}
	if !a.loose && len(seen) != 1 {
		t.Errorf("the server did not see the same each time:\n%s", counts(seen))
	}
	total := 0
	for _, n := range seen {
		total += n
	}
	if !a.loose && total != times {
		t.Errorf("the server saw %d of %d:\n%s", total, times, counts(seen))
	}
	if a.loose {
		if os.Getenv("ABUSE_SHOW") != "" {
			t.Log(counts(seen))
		}
		return "any"
	}
	answer, line := "", ""
	for answer = range outcomes {
	}
	for line = range seen {
	}
	return fmt.Sprintf("%q [%s]", answer, line)
}

// quiet waits until the servers have no connections.
func quiet(t *testing.T, ports map[string]int) {
	t.Helper()
	limit := time.Now().Add(30 * time.Second)
	for {
		open := ask(t, ports["control"], "/look").Open
		if open == 0 {
			return
		}
		if time.Now().After(limit) {
			t.Fatalf("%d connections stay open", open)
		}
		runtime.Gosched()
	}
}

// golden compares with what is kept, which is Node's where a version to compare with is installed.
func golden(t *testing.T, got string) {
	t.Helper()
	const path = "testdata/servers.out"
	if os.Getenv("UPDATE_GOLDEN") != "" {
		if err := os.WriteFile(path, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if got != string(want) {
		kept := strings.Split(string(want), "\n")
		for i, line := range strings.Split(got, "\n") {
			if i >= len(kept) || line != kept[i] {
				t.Errorf("got  %s\nwant %s", line, append(kept, make([]string, i+1)...)[i])
			}
		}
	}
}
