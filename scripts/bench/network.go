package main

import (
	"bufio"
	"embed"
	"encoding/json"
	"fmt"
	"io"
	"io/fs"
	"net"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"time"
)

//go:embed network/server.js network/client.js network/package.json network/package-lock.json
var networkFiles embed.FS

// networkRounds is fewer than rounds, since each takes seconds.
const networkRounds = 3

// loadTime is how long a server is put under load, after a warm-up of a third of it.
const loadTime = 3 * time.Second

// networkTest is one measurement of a server or a client.
type networkTest struct {
	what string
	// measure runs it with command, node or ours, and returns a value for each of the rows.
	measure func(command string) ([]float64, error)
	rows    []networkRow
}

type networkRow struct{ what, unit string }

// network compares servers and clients here and in Node, the same script and the same peer, each in processes of its own that take turns.
// Arguments select the tests with one of them in their name.
func (b *bench) network(selected []string) error {
	folder, err := b.networkFolder()
	if err != nil {
		return err
	}
	raiseDescriptors()
	n := &network{folder: folder, deskjs: b.deskjs}
	tests := []networkTest{
		{"http", n.wrk("http", "/"), loadRows("http: hello, keep-alive")},
		{"json", n.wrk("http", "/json"), loadRows("http: 10 KB of JSON, keep-alive")},
		{"express", n.wrk("express", "/"), loadRows("Express: hello")},
		{"download", n.download, []networkRow{{"http: download of 1 GB", "MB/s"}}},
		{"upload", n.upload, []networkRow{{"http: upload of 1 GB", "MB/s"}}},
		{"websocket", n.echo, []networkRow{{"WebSocket (ws): echo of 128 bytes", "msg/s"}}},
		{"idle", n.idle, []networkRow{{"http: memory for each of 10,000 idle connections", "KB"}}},
		{"tls", n.handshakes, []networkRow{{"tls: handshakes", "/s"}}},
		{"fetch", n.fetches, []networkRow{{"fetch: 10,000 small responses", "ms"}}},
	}
	if address := os.Getenv("POSTGRES_URL"); address != "" {
		tests = append(tests, networkTest{"pg", n.selects(address), []networkRow{{"pg: 5,000 selects, four connections", "ms"}}})
	}
	for _, test := range tests {
		if !wanted(test.what, selected) {
			continue
		}
		ours, nodes := make([][]float64, len(test.rows)), make([][]float64, len(test.rows))
		for range networkRounds {
			for _, side := range []struct {
				command string
				values  [][]float64
			}{{n.deskjs, ours}, {"node", nodes}} {
				values, err := test.measure(side.command)
				if err != nil {
					return fmt.Errorf("%s by %s: %w", test.what, filepath.Base(side.command), err)
				}
				for i, value := range values {
					side.values[i] = append(side.values[i], value)
				}
			}
		}
		for i, r := range test.rows {
			row(r.what, r.unit, median(ours[i]), median(nodes[i]))
		}
	}
	return nil
}

func loadRows(what string) []networkRow {
	return []networkRow{{what, "req/s"}, {what + ", 99th percentile", "ms"}, {what + ", processor time", "µs/req"}}
}

// networkFolder is where the scripts and their packages lie; they are installed at the first time.
func (b *bench) networkFolder() (string, error) {
	folder := filepath.Join(b.root, "artifacts", "bench-network")
	if err := os.MkdirAll(folder, 0o755); err != nil {
		return "", err
	}
	entries, err := fs.ReadDir(networkFiles, "network")
	if err != nil {
		return "", err
	}
	for _, entry := range entries {
		data, err := fs.ReadFile(networkFiles, "network/"+entry.Name())
		if err != nil {
			return "", err
		}
		if err := os.WriteFile(filepath.Join(folder, entry.Name()), data, 0o644); err != nil {
			return "", err
		}
	}
	if _, err := os.Stat(filepath.Join(folder, "node_modules")); err == nil {
		return folder, nil
	}
	return folder, inFolder(folder, nil, "npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund")
}

// network runs the servers and clients.
type network struct{ folder, deskjs string }

// server is one that runs.
type server struct {
	process *exec.Cmd
	address string
}

// serve starts the server with the given name and runs use with it.
func (n *network) serve(command, name string, use func(server) ([]float64, error), arguments ...string) ([]float64, error) {
	process := exec.Command(command, append([]string{filepath.Join(n.folder, "server.js"), name}, arguments...)...)
	process.Stderr = os.Stderr
	output, err := process.StdoutPipe()
	if err != nil {
		return nil, err
	}
	if err := process.Start(); err != nil {
		return nil, err
	}
	defer func() {
		_ = process.Process.Kill()
		_ = process.Wait()
	}()
	port, err := bufio.NewReader(output).ReadString('\n')
	if err != nil {
		return nil, fmt.Errorf("it names no port: %w", err)
	}
	return use(server{process, net.JoinHostPort("127.0.0.1", strings.TrimSpace(port))})
}

var (
	wrkRate    = regexp.MustCompile(`Requests/sec:\s+([\d.]+)`)
	wrkHighest = regexp.MustCompile(`99%\s+([\d.]+)(us|ms|s)`)
	wrkCount   = regexp.MustCompile(`(\d+) requests in`)
)

// wrk measures requests per second, the latency of which one in a hundred is longer, and the processor time of a request.
func (n *network) wrk(name, path string) func(string) ([]float64, error) {
	return func(command string) ([]float64, error) {
		return n.serve(command, name, func(s server) ([]float64, error) {
			load := func(d time.Duration) ([]byte, error) {
				return exec.Command("wrk", "-t1", "-c64", "--latency", fmt.Sprintf("-d%ds", max(1, int(d.Seconds()))), "http://"+s.address+path).Output()
			}
			if _, err := load(loadTime / 3); err != nil {
				return nil, fmt.Errorf("wrk: %w", err)
			}
			before := processorTime(s.process.Process.Pid)
			output, err := load(loadTime)
			if err != nil {
				return nil, err
			}
			used := processorTime(s.process.Process.Pid) - before
			rate, highest, count := wrkRate.FindSubmatch(output), wrkHighest.FindSubmatch(output), wrkCount.FindSubmatch(output)
			if rate == nil || highest == nil || count == nil || strings.Contains(string(output), "Non-2xx") {
				return nil, fmt.Errorf("wrk says:\n%s", output)
			}
			unit := map[string]float64{"us": 0.001, "ms": 1, "s": 1000}[string(highest[2])]
			return []float64{number(rate[1]), number(highest[1]) * unit, float64(used.Microseconds()) / number(count[1])}, nil
		})
	}
}

func number(text []byte) float64 {
	value, _ := strconv.ParseFloat(string(text), 64) // the pattern lets nothing else through
	return value
}

// gigabyte is how much is downloaded and uploaded.
const gigabyte = 1 << 30

func (n *network) download(command string) ([]float64, error) {
	return n.serve(command, "http", func(s server) ([]float64, error) {
		started := time.Now()
		response, err := http.Get("http://" + s.address + "/download")
		if err != nil {
			return nil, err
		}
		defer response.Body.Close()
		got, err := io.Copy(io.Discard, response.Body)
		if err != nil || got != gigabyte {
			return nil, fmt.Errorf("%d bytes came: %w", got, err)
		}
		return []float64{gigabyte / 1e6 / time.Since(started).Seconds()}, nil
	})
}

func (n *network) upload(command string) ([]float64, error) {
	return n.serve(command, "http", func(s server) ([]float64, error) {
		started := time.Now()
		response, err := http.Post("http://"+s.address+"/upload", "application/octet-stream", io.LimitReader(endless{}, gigabyte))
		if err != nil {
			return nil, err
		}
		defer response.Body.Close()
		got, err := io.ReadAll(response.Body)
		if err != nil || string(got) != strconv.Itoa(gigabyte) {
			return nil, fmt.Errorf("%q bytes went: %w", got, err)
		}
		return []float64{gigabyte / 1e6 / time.Since(started).Seconds()}, nil
	})
}

// endless is a reader of whatever the buffer holds.
type endless struct{}

func (endless) Read(p []byte) (int, error) { return len(p), nil }

// idleConnections is how many are opened and left alone.
const idleConnections = 10_000

func (n *network) idle(command string) ([]float64, error) {
	return n.serve(command, "idle", func(s server) ([]float64, error) {
		connections := make([]net.Conn, 0, idleConnections)
		defer func() {
			for _, c := range connections {
				_ = c.Close()
			}
		}()
		open := func() error {
			c, err := net.Dial("tcp", s.address)
			if err != nil {
				return err
			}
			connections = append(connections, c)
			if _, err := io.WriteString(c, "GET / HTTP/1.1\r\nHost: localhost\r\n\r\n"); err != nil {
				return err
			}
			response, err := http.ReadResponse(bufio.NewReader(c), nil)
			if err != nil {
				return err
			}
			_, err = io.Copy(io.Discard, response.Body)
			return err
		}
		// The first pay for what all share.
		const first = 100
		for range first {
			if err := open(); err != nil {
				return nil, err
			}
		}
		before := residentMemory(s.process.Process.Pid)
		for range idleConnections - first {
			if err := open(); err != nil {
				return nil, fmt.Errorf("connection %d: %w", len(connections), err)
			}
		}
		return []float64{(residentMemory(s.process.Process.Pid) - before) * 1000 / (idleConnections - first)}, nil
	})
}

func (n *network) handshakes(command string) ([]float64, error) {
	certificate, err := selfSigned()
	if err != nil {
		return nil, err
	}
	argument, err := json.Marshal(certificate)
	if err != nil {
		return nil, err
	}
	return n.serve(command, "tls", func(s server) ([]float64, error) { return repeated(8, func() error { return shakeHands(s.address) }) }, string(argument))
}

// fetches has the client fetch from a server of this program.
func (n *network) fetches(command string) ([]float64, error) {
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return nil, err
	}
	server := &http.Server{Handler: http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) { _, _ = io.WriteString(w, "Hello, world!\n") })}
	defer server.Close()
	go func() { _ = server.Serve(listener) }()
	return n.client(command, "fetch", "http://"+listener.Addr().String()+"/")
}

func (n *network) selects(address string) func(string) ([]float64, error) {
	return func(command string) ([]float64, error) { return n.client(command, "pg", address) }
}

// client runs the client with the given name, which says how long it took.
func (n *network) client(command, name, address string) ([]float64, error) {
	process := exec.Command(command, filepath.Join(n.folder, "client.js"), name, address)
	process.Stderr = os.Stderr
	output, err := process.Output()
	if err != nil {
		return nil, err
	}
	took, err := strconv.ParseFloat(strings.TrimSpace(string(output)), 64)
	return []float64{took}, err
}
