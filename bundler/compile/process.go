package compile

import (
	"bufio"
	"bytes"
	"context"
	"crypto/sha256"
	"embed"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"time"

	"github.com/deskjs/deskjs/internal/diag"
)

//go:embed worker/*.cjs
var workerFiles embed.FS

// workerVersion changes with the workers' own code.
var workerVersion = hashOfWorkers()

func hashOfWorkers() string {
	hash := sha256.New()
	entries, _ := workerFiles.ReadDir("worker") // embedded
	for _, e := range entries {
		data, _ := workerFiles.ReadFile("worker/" + e.Name())
		fmt.Fprintf(hash, "%s %d\n%s", e.Name(), len(data), data)
	}
	return hex.EncodeToString(hash.Sum(nil)[:8])
}

// job is what a worker is asked, as JSON on one line of its standard input.
type job struct {
	Kind   string `json:"kind"`
	Path   string `json:"path"`
	File   string `json:"file"` // the path as the author knows it
	Query  string `json:"query,omitempty"`
	Source string `json:"source"`
	Dev    bool   `json:"dev,omitempty"`
	Dir    string `json:"dir"` // the project's
}

// answer is what it says, as one line of its standard output.
type answer struct {
	Code         string         `json:"code"`
	Loader       string         `json:"loader"`
	Map          string         `json:"map"`
	Dependencies []string       `json:"dependencies"`
	Directories  []string       `json:"directories"`
	Warnings     []diag.Message `json:"warnings"`
	Hot          HotKind        `json:"hot"`
	Errors       []diag.Message `json:"errors"`
}

// process is one worker.
type process struct {
	options Options
	command *exec.Cmd
	input   io.WriteCloser
	lines   chan []byte // what it says; closed when it has ended
	said    tail        // what it wrote to standard error last
	once    sync.Once
	ended   bool // only its user writes and reads it
}

// workerDir writes the workers' code to where the project's caches are.
func workerDir(project string) (string, error) {
	dir := filepath.Join(project, ".deskjs", "cache", "worker-"+workerVersion)
	entries, err := workerFiles.ReadDir("worker")
	if err != nil {
		return "", err
	}
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return "", err
	}
	for _, e := range entries {
		data, err := workerFiles.ReadFile("worker/" + e.Name())
		if err != nil {
			return "", err
		}
		path := filepath.Join(dir, e.Name())
		if present, err := os.ReadFile(path); err == nil && bytes.Equal(present, data) {
			continue
		}
		temporary := fmt.Sprintf("%s.%d.tmp", path, os.Getpid())
		if err := os.WriteFile(temporary, data, 0o644); err != nil {
			return "", err
		}
		if err := os.Rename(temporary, path); err != nil {
			return "", err
		}
	}
	return dir, nil
}

func startProcess(options Options) (*process, error) {
	if len(options.Node) == 0 {
		return nil, diag.New(diag.Message{Text: "compilers of the project can't run here: there is no runtime for them"})
	}
	dir, err := workerDir(options.Dir)
	if errors.Is(err, fs.ErrPermission) || err != nil {
		return nil, diag.New(diag.Message{Text: "the folder for caches can't be written: " + err.Error(), Hint: "compilers of the project need " + filepath.Join(options.Dir, ".deskjs")})
	}
	command := exec.Command(options.Node[0], append(options.Node[1:len(options.Node):len(options.Node)], filepath.Join(dir, "main.cjs"))...)
	command.Dir = options.Dir
	command.Env = append(os.Environ(), options.Environment...)
	p := &process{options: options, command: command, lines: make(chan []byte, 1)}
	command.Stderr = &p.said
	if p.input, err = command.StdinPipe(); err != nil {
		return nil, err
	}
	output, err := command.StdoutPipe()
	if err != nil {
		return nil, err
	}
	if err := command.Start(); err != nil {
		return nil, diag.New(diag.Message{Text: "the project's compilers can't be started: " + err.Error()})
	}
	go p.read(output)
	return p, nil
}

// read hands lines over until the process ends.
func (p *process) read(output io.Reader) {
	defer close(p.lines)
	reader := bufio.NewReaderSize(output, 1<<16)
	for {
		line, err := reader.ReadBytes('\n')
		if err != nil {
			_ = p.command.Wait() // how it ended is said by who waits for a line
			return
		}
		p.lines <- line
	}
}

// compile asks the worker, and waits for what it says.
func (p *process) compile(ctx context.Context, j job) (Output, error) {
	text, err := json.Marshal(j)
	if err != nil {
		return Output{}, err
	}
	if _, err := p.input.Write(append(text, '\n')); err != nil {
		return Output{}, p.died(j)
	}
	timer := time.NewTimer(p.options.Timeout)
	defer timer.Stop()
	select {
	case line, ok := <-p.lines:
		if !ok {
			return Output{}, p.died(j)
		}
		return decode(line, j)
	case <-timer.C:
		p.end()
		return Output{}, diag.New(diag.Message{
			Text: fmt.Sprintf("%s took longer than %v to compile, and was given up", j.File, p.options.Timeout), File: j.File,
			Hint: "a compiler or plugin that waits for something, or loops, does this",
		})
	case <-ctx.Done():
		p.end()
		return Output{}, ctx.Err()
	}
}

func decode(line []byte, j job) (Output, error) {
	var a answer
	if err := json.Unmarshal(line, &a); err != nil {
		return Output{}, diag.New(diag.Message{Text: "the compiler of " + j.File + " gave an answer that can't be read: " + err.Error(), File: j.File})
	}
	for _, list := range [][]diag.Message{a.Errors, a.Warnings} {
		for i := range list {
			complete(&list[i], j)
		}
	}
	if len(a.Errors) > 0 {
		return Output{}, diag.New(a.Errors...)
	}
	output := Output{
		Code: []byte(a.Code), Loader: a.Loader, Dependencies: a.Dependencies, Directories: a.Directories, Warnings: a.Warnings, HotKind: a.Hot,
	}
	if a.Map != "" {
		output.Map = []byte(a.Map)
	}
	return output, nil
}

// complete adds what can be known of a message here: paths relative to the project, and the line.
func complete(m *diag.Message, j job) {
	if m.File == "" {
		m.File = j.File
	}
	path := m.File
	if filepath.IsAbs(path) {
		if relative, err := filepath.Rel(j.Dir, path); err == nil && !strings.HasPrefix(relative, "..") {
			m.File = filepath.ToSlash(relative)
		}
	} else {
		path = filepath.Join(j.Dir, filepath.FromSlash(path))
	}
	if m.Line == 0 || m.LineText != "" {
		return
	}
	source := []byte(j.Source)
	if path != j.Path {
		source, _ = os.ReadFile(path) // without it there is no frame
	}
	lines := strings.Split(string(source), "\n")
	if m.Line <= len(lines) {
		m.LineText = strings.TrimSuffix(lines[m.Line-1], "\r")
		m.Column = bytesOf(m.LineText, m.Column)
	}
}

// bytesOf turns a column that counts UTF-16 units, from 1, into one that counts bytes.
func bytesOf(line string, column int) int {
	units := 1
	for i, r := range line {
		if units >= column {
			return i + 1
		}
		units++
		if r > 0xffff {
			units++
		}
	}
	return max(column-units, 0) + len(line) + 1
}

// died says why there is no answer.
func (p *process) died(j job) error {
	p.end()
	message := diag.Message{Text: "the compiler of " + j.File + " ended before it had an answer", File: j.File}
	if said := strings.TrimSpace(p.said.String()); said != "" {
		message.Notes = []string{said}
	}
	return diag.New(message)
}

func (p *process) dead() bool { return p.ended }

// end gives the worker up; only its user may call it.
func (p *process) end() {
	p.ended = true
	p.kill()
}

// kill ends the process; any goroutine may call it.
func (p *process) kill() {
	p.once.Do(func() {
		_ = p.input.Close()
		_ = p.command.Process.Kill()
		go func() {
			for range p.lines { // so that its reader comes to an end
			}
		}()
	})
}

// tail keeps the end of what is written to it.
type tail struct {
	mutex sync.Mutex
	data  []byte
}

const tailSize = 4 << 10

func (t *tail) Write(data []byte) (int, error) {
	t.mutex.Lock()
	defer t.mutex.Unlock()
	t.data = append(t.data, data...)
	if len(t.data) > tailSize {
		t.data = append([]byte(nil), t.data[len(t.data)-tailSize:]...)
	}
	return len(data), nil
}

func (t *tail) String() string {
	t.mutex.Lock()
	defer t.mutex.Unlock()
	return string(t.data)
}
