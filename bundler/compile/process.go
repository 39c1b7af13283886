package compile

import (
	"bufio"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"time"

	"github.com/deskjs/deskjs/internal/diag"
)

// job is what a worker is asked, as JSON on one line of its standard input.
type job struct {
	Number int    `json:"number"`
	Kind   string `json:"kind"`
	Path   string `json:"path,omitempty"`
	File   string `json:"file,omitempty"` // the path as the author knows it
	Query  string `json:"query,omitempty"`
	Source string `json:"source,omitempty"`
	Dev    bool   `json:"dev,omitempty"`
	// Configs are the project's configuration files by their names ("vite"), each made into one module.
	Configs map[string]string `json:"configs,omitempty"`
	// Names are the configuration files as the author knows them.
	Names map[string]string `json:"names,omitempty"`
	// Settings is what the configuration of Vite came to, where that is plain data; it needs no loading then.
	Settings json.RawMessage `json:"settings,omitempty"`
	// Hook is that of the plugins that is to run.
	Hook string `json:"hook,omitempty"`
	// Blocks says that plugins take a component's own blocks.
	Blocks bool `json:"blocks,omitempty"`
	// Arguments are a plugin hook's.
	Arguments any `json:"arguments,omitempty"`
}

// answer is what a worker says, as one line of its standard output: the outcome of a job, or a question.
type answer struct {
	Job          int             `json:"job"`
	Code         string          `json:"code"`
	Loader       string          `json:"loader"`
	Map          string          `json:"map"`
	Dependencies []string        `json:"dependencies"`
	Directories  []string        `json:"directories"`
	Scanned      []Source        `json:"scanned"`
	Warnings     []diag.Message  `json:"warnings"`
	Hot          HotKind         `json:"hot"`
	Errors       []diag.Message  `json:"errors"`
	Value        json.RawMessage `json:"value"` // of a plugin hook

	Ask        string          `json:"ask"`
	Number     int             `json:"number"`
	Parameters json.RawMessage `json:"parameters"`
}

// reply answers a question of a worker.
type reply struct {
	Answers int           `json:"answers"`
	Value   any           `json:"value"`
	Failed  string        `json:"failed,omitempty"`
	Message *diag.Message `json:"message,omitempty"`
}

// process is one worker.
type process struct {
	options Options
	asks    func(name string, parameters json.RawMessage) (any, error)
	command *exec.Cmd
	said    tail // what it wrote to standard error last
	exited  chan struct{}

	writing sync.Mutex
	input   io.WriteCloser

	mutex   sync.Mutex
	number  int
	waiting map[int]chan answer
	gone    bool
}

func startProcess(options Options, asks func(string, json.RawMessage) (any, error)) (*process, error) {
	if len(options.Node) == 0 {
		return nil, diag.New(diag.Message{Text: "compilers of the project can't run here: there is no runtime for them"})
	}
	dir, err := writeWorkers(options.Dir)
	if err != nil {
		return nil, diag.New(diag.Message{
			Text: "the project's compilers can't be started: " + err.Error(), Hint: "they need to write below " + filepath.Join(options.Dir, ".deskjs"),
		})
	}
	arguments := append(options.Node[1:len(options.Node):len(options.Node)], fmt.Sprintf("--max-old-space-size=%d", options.Memory), filepath.Join(dir, "main.cjs"))
	command := exec.Command(options.Node[0], arguments...)
	command.Dir = options.Dir
	command.Env = append(os.Environ(), options.Environment...)
	p := &process{options: options, asks: asks, command: command, exited: make(chan struct{}), waiting: map[int]chan answer{}}
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

// read hands out what the worker says until it ends.
func (p *process) read(output io.Reader) {
	reader := bufio.NewReaderSize(output, 1<<16)
	for {
		line, err := reader.ReadBytes('\n')
		if err != nil {
			break
		}
		var a answer
		if err := json.Unmarshal(line, &a); err != nil {
			break // it is no worker any more
		}
		if a.Ask != "" {
			go p.reply(a)
			continue
		}
		p.mutex.Lock()
		waiting := p.waiting[a.Job]
		delete(p.waiting, a.Job)
		p.mutex.Unlock()
		if waiting != nil {
			waiting <- a
		}
	}
	p.kill()
	_ = p.command.Wait() // who waits for an answer says how it ended
	close(p.exited)
}

func (p *process) reply(a answer) {
	value, err := p.asks(a.Ask, a.Parameters)
	r := reply{Answers: a.Number, Value: value}
	if err != nil {
		messages := diag.Messages(err)
		r.Failed, r.Message = messages[0].Text, &messages[0]
	}
	_ = p.write(r) // if it is gone, nobody needs it
}

func (p *process) write(value any) error {
	text, err := json.Marshal(value)
	if err != nil {
		return err
	}
	p.writing.Lock()
	defer p.writing.Unlock()
	_, err = p.input.Write(append(text, '\n'))
	return err
}

// run has the worker do a job, and waits for the outcome.
func (p *process) run(ctx context.Context, j job) (answer, error) {
	waiting := make(chan answer, 1)
	p.mutex.Lock()
	p.number++
	j.Number = p.number
	p.waiting[j.Number] = waiting
	p.mutex.Unlock()
	if err := p.write(j); err != nil {
		return answer{}, p.died(j)
	}
	timer := time.NewTimer(p.options.Timeout)
	defer timer.Stop()
	select {
	case a := <-waiting:
		return a, p.complete(&a, j)
	case <-p.exited:
		return answer{}, p.died(j)
	case <-timer.C:
		p.kill()
		return answer{}, diag.New(diag.Message{
			Text: fmt.Sprintf("%s took longer than %v to compile, and was given up", j.subject(), p.options.Timeout), File: j.File,
			Hint: "a compiler or plugin that waits for something, or loops, does this",
		})
	case <-ctx.Done():
		p.kill()
		return answer{}, ctx.Err()
	}
}

// subject is what a job is about, for messages.
func (j job) subject() string {
	if j.File != "" {
		return j.File
	}
	return "the plugin hook " + j.Kind
}

// complete adds what can be known of the messages here, and returns the errors.
func (p *process) complete(a *answer, j job) error {
	for _, list := range [][]diag.Message{a.Errors, a.Warnings} {
		for i := range list {
			place(&list[i], p.options.Dir, j)
		}
	}
	if len(a.Errors) > 0 {
		return diag.New(a.Errors...)
	}
	return nil
}

// died says why there is no answer.
func (p *process) died(j job) error {
	p.kill()
	message := diag.Message{Text: "the compiler of " + j.subject() + " ended before it had an answer", File: j.File}
	select {
	case <-p.exited:
	case <-time.After(time.Second): // its pipe is broken, so it will be
	}
	if said := strings.TrimSpace(p.said.String()); said != "" {
		message.Notes = []string{said}
	}
	if strings.Contains(p.said.String(), "heap out of memory") {
		message.Text = fmt.Sprintf("the compiler of %s used more than %d MiB of memory", j.subject(), p.options.Memory)
	}
	return diag.New(message)
}

func (p *process) dead() bool {
	p.mutex.Lock()
	defer p.mutex.Unlock()
	return p.gone
}

// kill ends the process; any goroutine may call it.
func (p *process) kill() {
	p.mutex.Lock()
	defer p.mutex.Unlock()
	if !p.gone {
		p.gone = true
		_ = p.input.Close()
		_ = p.command.Process.Kill()
	}
}

// tail keeps the end of what is written to it.
type tail struct {
	mutex sync.Mutex
	data  []byte
}

const tailSize = 4 << 10

// Write never fails.
func (t *tail) Write(data []byte) (int, error) {
	t.mutex.Lock()
	defer t.mutex.Unlock()
	t.data = append(t.data, data...)
	if len(t.data) > tailSize {
		t.data = append([]byte(nil), t.data[len(t.data)-tailSize:]...)
	}
	return len(data), nil
}

// String is what was written last.
func (t *tail) String() string {
	t.mutex.Lock()
	defer t.mutex.Unlock()
	return string(t.data)
}
