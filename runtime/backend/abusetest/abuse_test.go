// Package abusetest_test is hostile to servers and clients of the runtime: each kind of bad input some hundred times, or as often as
// -abuse.count says, while a healthy client is served, and with nothing left behind.
package abusetest_test

import (
	"bufio"
	"bytes"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/json"
	"encoding/pem"
	"flag"
	"fmt"
	"io"
	"math/big"
	"net"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"runtime/pprof"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/deskjs/deskjs/runtime/backend"
	"github.com/deskjs/deskjs/runtime/backend/engine"
)

var (
	count   = flag.Int("abuse.count", 100, "how often each kind of bad input is tried")
	only    = flag.String("abuse.only", "", "a part of the names of the kinds to try")
	another = flag.String("abuse.runtime", "", "the program to try in the runtime's place, such as node: only what it answers is looked at")
)

// keptPerItem is how many bytes of memory an abusive connection may leave behind at most, on average, where there were enough of
// them to tell: what a map or a pool grows by is not a leak.
const keptPerItem, enough = 64, 20_000

// program is a script that runs, in this process or as another runtime's.
type program struct {
	lines  *bufio.Reader
	done   chan int
	stderr bytes.Buffer
	inside bool
}

// start runs a script of testdata.
func start(t *testing.T, script string, args ...string) *program {
	t.Helper()
	path, err := filepath.Abs(filepath.Join("testdata", script))
	if err != nil {
		t.Fatal(err)
	}
	reader, writer := io.Pipe()
	p := &program{lines: bufio.NewReaderSize(reader, 1<<16), done: make(chan int, 1), inside: *another == ""}
	if !p.inside {
		command := exec.Command(*another, append([]string{path}, args...)...)
		command.Stdout, command.Stderr = writer, &p.stderr
		if err := command.Start(); err != nil {
			t.Fatal(err)
		}
		go func() {
			_ = command.Wait()
			_ = writer.Close()
			p.done <- command.ProcessState.ExitCode()
		}()
		return p
	}
	go func() {
		b := backend.New(backend.Options{Host: engine.Host{
			Stdin: strings.NewReader(""), Stdout: writer, Stderr: &p.stderr,
			Executable: "/usr/bin/node", Args: append([]string{path}, args...),
		}})
		code := b.RunFile(path)
		_ = writer.Close()
		p.done <- code
	}()
	return p
}

// next decodes the next line that the program prints.
func (p *program) next(t *testing.T, into any) {
	t.Helper()
	line, err := p.lines.ReadBytes('\n')
	if err == nil {
		err = json.Unmarshal(line, into)
	}
	if err != nil {
		t.Fatalf("%v: %s\n%s", err, line, p.stderr.String())
	}
}

// end waits for the program's end.
func (p *program) end(t *testing.T) {
	t.Helper()
	if code := <-p.done; code != 0 {
		t.Errorf("exit code %d\n%s", code, p.stderr.String())
	}
}

// state is what the process holds.
type state struct {
	goroutines, descriptors int
	memory                  uint64
}

// settle waits until no more goroutines and descriptors are there than at most has or, if that is nil, until they no longer become
// fewer.
func settle(t *testing.T, most *state) state {
	t.Helper()
	limit := time.Now().Add(20 * time.Second)
	fewest, still := 1<<30, 0
	for {
		runtime.GC()
		now := state{goroutines: runtime.NumGoroutine(), descriptors: openDescriptors()}
		settled := most != nil && now.goroutines <= most.goroutines && now.descriptors <= most.descriptors
		if sum := now.goroutines + now.descriptors; sum < fewest {
			fewest, still = sum, 0
		} else if still++; most == nil && still > 30 {
			settled = true
		}
		if settled {
			runtime.GC() // what finalizers have let go of
			var stats runtime.MemStats
			runtime.ReadMemStats(&stats)
			now.memory = stats.HeapAlloc
			return now
		}
		if time.Now().After(limit) {
			var stacks bytes.Buffer
			_ = pprof.Lookup("goroutine").WriteTo(&stacks, 1)
			if len(stacks.Bytes()) > 6000 {
				stacks.Truncate(6000)
			}
			t.Fatalf("%+v, before %+v\n%s", now, *most, stacks.String())
		}
		runtime.Gosched()
	}
}

// openDescriptors counts the process's descriptors where the system shows them, otherwise it returns 0.
func openDescriptors() int {
	entries, err := os.ReadDir("/proc/self/fd")
	if err != nil {
		return 0
	}
	return len(entries)
}

// healthy is a client that behaves, and expects the same.
type healthy struct {
	stop    chan struct{}
	done    chan struct{}
	served  int
	slowest time.Duration
}

// behave asks url again and again until the end.
func behave(t *testing.T, url string) *healthy {
	h := &healthy{stop: make(chan struct{}), done: make(chan struct{})}
	go func() {
		defer close(h.done)
		client := &http.Client{Timeout: time.Minute, Transport: &http.Transport{MaxIdleConns: 1}}
		defer client.CloseIdleConnections()
		for {
			begin := time.Now()
			response, err := client.Get(url)
			if err != nil {
				t.Errorf("the healthy client: %v", err)
				return
			}
			body, err := io.ReadAll(response.Body)
			_ = response.Body.Close()
			if err != nil || string(body) != "well" {
				t.Errorf("the healthy client: %q, %v", body, err)
				return
			}
			h.served++
			h.slowest = max(h.slowest, time.Since(begin))
			select {
			case <-h.stop:
				return
			case <-time.After(time.Millisecond):
			}
		}
	}()
	return h
}

// end ends it, after at least one answer.
func (h *healthy) end() {
	close(h.stop)
	<-h.done
}

// many runs do so often on several goroutines, and returns how often it returned what.
func many(times int, do func(i int) string) map[string]int {
	outcomes := map[string]int{}
	var mu sync.Mutex
	var next atomic.Int64
	var group sync.WaitGroup
	for range min(64, times) {
		group.Go(func() {
			for {
				i := int(next.Add(1)) - 1
				if i >= times {
					return
				}
				outcome := do(i)
				mu.Lock()
				outcomes[outcome]++
				mu.Unlock()
			}
		})
	}
	group.Wait()
	return outcomes
}

// dial connects to a port of loopback, from one of many addresses: those of a single one would run out of ports.
func dial(i, port int) (*net.TCPConn, error) {
	dialer := net.Dialer{LocalAddr: &net.TCPAddr{IP: loopback(i)}, KeepAlive: -1}
	conn, err := dialer.Dial("tcp4", fmt.Sprintf("127.0.0.1:%d", port))
	if err != nil {
		return nil, err
	}
	return conn.(*net.TCPConn), nil
}

// counts renders outcomes, the same for the same.
func counts(outcomes map[string]int) string {
	lines := make([]string, 0, len(outcomes))
	for outcome, n := range outcomes {
		lines = append(lines, fmt.Sprintf("%d times %s", n, outcome))
	}
	slices.Sort(lines)
	return strings.Join(lines, "\n")
}

// pems is a certificate of localhost, signed by itself, and its key.
func pems(t *testing.T, names []string, from, to time.Time) (key, cert []byte) {
	t.Helper()
	private, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	template := &x509.Certificate{SerialNumber: big.NewInt(1), Subject: pkix.Name{CommonName: "localhost"}, DNSNames: names,
		NotBefore: from, NotAfter: to, IsCA: true, BasicConstraintsValid: true, KeyUsage: x509.KeyUsageDigitalSignature | x509.KeyUsageCertSign}
	der, err := x509.CreateCertificate(rand.Reader, template, template, &private.PublicKey, private)
	if err != nil {
		t.Fatal(err)
	}
	encoded, err := x509.MarshalPKCS8PrivateKey(private)
	if err != nil {
		t.Fatal(err)
	}
	return pem.EncodeToMemory(&pem.Block{Type: "PRIVATE KEY", Bytes: encoded}), pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: der})
}
