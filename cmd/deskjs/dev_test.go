package main

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"
)

// devTime is how long a test waits for what must happen.
const devTime = 60 * time.Second

// devProject writes an app of these files, pairs of a name and a text, in a folder whose name is no plain one.
func devProject(t *testing.T, files ...string) string {
	t.Helper()
	dir := filepath.Join(t.TempDir(), "Ada’s app ü")
	all := append([]string{
		"deskjs.json", `{ "name": "Story", "id": "com.example.story", "version": "1.0.0" }`,
		"frontend/index.html", `<!doctype html><title>Story</title><script type="module" src="main.ts"></script>`,
		"frontend/main.ts", "document.title = 'one'\n",
	}, files...)
	for i := 0; i < len(all); i += 2 {
		save(t, dir, all[i], all[i+1])
	}
	return dir
}

func save(t *testing.T, dir, name, text string) {
	t.Helper()
	path := filepath.Join(dir, filepath.FromSlash(name))
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
}

// running is `deskjs dev --browser --no-open --json` at work.
type running struct {
	t       *testing.T
	process *exec.Cmd
	events  chan news
	waiting []news // have come, and nobody has waited for them
	ended   chan struct{}

	mu     sync.Mutex
	stderr bytes.Buffer
}

func (r *running) Write(p []byte) (int, error) {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.stderr.Write(p)
}

// dev starts it. The test program is deskjs: see TestMain.
func dev(t *testing.T, dir string, args ...string) *running {
	t.Helper()
	executable, err := exec.LookPath("deskjs")
	if err != nil {
		t.Fatal(err)
	}
	r := &running{t: t, events: make(chan news, 1000), ended: make(chan struct{})}
	r.process = exec.Command(executable, append([]string{"dev", "--browser", "--no-open", "--json", dir}, args...)...)
	r.process.Stderr = r
	out, err := r.process.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := r.process.Start(); err != nil {
		t.Fatal(err)
	}
	go func() {
		defer close(r.ended)
		defer close(r.events)
		lines := bufio.NewScanner(out)
		lines.Buffer(nil, 16<<20)
		for lines.Scan() {
			var n news
			if err := json.Unmarshal(lines.Bytes(), &n); err != nil {
				t.Errorf("no JSON: %s", lines.Text())
			}
			r.events <- n
		}
		_ = r.process.Wait()
	}()
	t.Cleanup(func() {
		_ = r.process.Process.Signal(os.Interrupt)
		select {
		case <-r.ended:
		case <-time.After(devTime):
			_ = r.process.Process.Kill()
			t.Error("it did not end")
		}
	})
	return r
}

// until returns the first event that is wanted, of those that nobody has waited for yet, and fails the test for one that comes before
// it and is forbidden.
func (r *running) until(what string, wanted func(news) bool, forbidden ...string) news {
	r.t.Helper()
	for i, n := range r.waiting {
		if wanted(n) {
			r.waiting = append(r.waiting[:i:i], r.waiting[i+1:]...)
			return n
		}
	}
	deadline := time.After(devTime)
	var seen []string
	for {
		select {
		case n, open := <-r.events:
			if !open {
				r.mu.Lock()
				defer r.mu.Unlock()
				r.t.Fatalf("it ended before %s; before that:\n%s\n%s", what, strings.Join(seen, "\n"), r.stderr.String())
			}
			text, _ := json.Marshal(n)
			seen = append(seen, string(text))
			for _, event := range forbidden {
				if n.Event == event {
					r.t.Fatalf("%s before %s: %s", event, what, text)
				}
			}
			if wanted(n) {
				return n
			}
			r.waiting = append(r.waiting, n)
		case <-deadline:
			r.t.Fatalf("never: %s; seen:\n%s", what, strings.Join(seen, "\n"))
		}
	}
}

func (r *running) event(name string, forbidden ...string) news {
	r.t.Helper()
	return r.until(name, func(n news) bool { return n.Event == name }, forbidden...)
}

// logs waits for what the console logs.
func (r *running) logs(text string, forbidden ...string) news {
	r.t.Helper()
	return r.until("the line "+text, func(n news) bool { return n.Event == "console" && n.Text == text }, forbidden...)
}

const hotBackend = `const { data, dispose } = import.meta.hot!
data.starts = (data.starts ?? 0) + 1
data.notes ??= new Map([['a', 1n]])
data.close = () => {}
console.log('start ' + data.starts + ' ' + data.notes.get('a') + ' ' + typeof data.left)
dispose(async (left) => { await null; left.left = 'late' })
process.on('exit', () => console.warn('exit ' + data.starts))
`

// TestBackendCarriesItsHotData saves the backend twice: data goes along, what can't be cloned is named where it was put, what the
// one before had for its end has run, and a change of the page restarts nothing.
func TestBackendCarriesItsHotData(t *testing.T) {
	dir := devProject(t, "backend/main.ts", hotBackend)
	r := dev(t, dir)
	r.logs("start 1 1 undefined")
	r.event("start")
	r.event("ready")
	save(t, dir, "backend/main.ts", hotBackend+"console.info('second')\n")
	if exit := r.logs("exit 1"); exit.Source != "backend" || exit.Level != "warn" || exit.File != "backend/main.ts" || exit.Line != 7 {
		t.Errorf("%+v", exit)
	}
	r.logs("start 2 1 string")
	lost := r.event("warning").Messages[0]
	if !strings.Contains(lost.Text, "import.meta.hot.data.close is a function") || lost.File != "backend/main.ts" || lost.Line != 4 || lost.Column != 6 {
		t.Errorf("%+v", lost)
	}
	restart := r.event("restart")
	if restart.Milliseconds <= 0 || len(restart.Files) != 1 || restart.Files[0] != "backend/main.ts" {
		t.Errorf("%+v", restart)
	}
	save(t, dir, "frontend/main.ts", "document.title = 'two'\n")
	r.until("the page's turn", func(n news) bool { return n.Source == "client" }, "restart")
	save(t, dir, "backend/main.ts", "throw new Error('not today')\n")
	failed := r.event("error").Messages[0]
	if failed.File != "backend/main.ts" || failed.Line != 1 {
		t.Errorf("%+v", failed)
	}
	save(t, dir, "backend/main.ts", hotBackend)
	r.logs("start 3 1 string")
}

// TestFirstBuildThatFailsIsWaitedFor starts with a mistake: it says what is wrong, and the app opens when that is mended.
func TestFirstBuildThatFailsIsWaitedFor(t *testing.T) {
	dir := devProject(t, "backend/main.ts", "const = 1\n")
	r := dev(t, dir)
	if failed := r.event("error", "ready").Messages[0]; failed.File != "backend/main.ts" || failed.Line != 1 {
		t.Errorf("%+v", failed)
	}
	save(t, dir, "backend/main.ts", "console.log('mended')\n")
	r.event("ready")
	r.logs("mended")
}

// TestBackendThatNeverStartsIsReplaced saves a backend that loops for ever, one that ends at once, and a good one.
func TestBackendThatNeverStartsIsReplaced(t *testing.T) {
	dir := devProject(t, "backend/main.ts", "console.log('looping')\nwhile (true) {}\n")
	r := dev(t, dir)
	r.logs("looping")
	save(t, dir, "backend/main.ts", "process.exit(3)\n")
	if failed := r.event("error").Messages[0]; !strings.Contains(failed.Text, "exit code 3") {
		t.Errorf("%+v", failed)
	}
	save(t, dir, "backend/main.ts", "console.log('good')\n")
	r.logs("good")
	r.event("restart")
}

// TestSavingFastNeverWedgesIt saves broken and whole files in turn, as fast as it goes, files that vanish and come back among them.
func TestSavingFastNeverWedgesIt(t *testing.T) {
	dir := devProject(t, "backend/main.ts", "import './part'\n", "backend/part.ts", "console.log('part')\n")
	if err := os.Symlink(".", filepath.Join(dir, "frontend", "loop")); err != nil {
		t.Fatal(err)
	}
	r := dev(t, dir)
	r.event("ready")
	for range 100 {
		save(t, dir, "backend/main.ts", "import './part'\nconst = \n")
		save(t, dir, "frontend/main.ts", "const = \n")
		if err := os.Remove(filepath.Join(dir, "backend", "part.ts")); err != nil {
			t.Fatal(err)
		}
		save(t, dir, "backend/part.ts", "throw new Error('broken')\n")
	}
	save(t, dir, "frontend/main.ts", "document.title = 'last'\n")
	save(t, dir, "backend/part.ts", "console.log('part')\n")
	save(t, dir, "backend/main.ts", "import './part'\nconsole.log('last')\n")
	r.logs("last")
}

// TestProjectThatIsDeleted ends it, with the reason.
func TestProjectThatIsDeleted(t *testing.T) {
	dir := devProject(t, "backend/main.ts", "")
	r := dev(t, dir)
	r.event("ready")
	if err := os.RemoveAll(dir); err != nil {
		t.Fatal(err)
	}
	r.until("the reason", func(n news) bool { return len(n.Messages) > 0 && strings.Contains(n.Messages[0].Text, "is gone") })
	<-r.ended
	if code := r.process.ProcessState.ExitCode(); code != 1 {
		t.Errorf("exit code %d", code)
	}
}

// TestTwoFollowOneProject has each build into a folder of its own, and a port that is taken is named, with the next one.
func TestTwoFollowOneProject(t *testing.T) {
	dir := devProject(t, "backend/main.ts", "console.log('started')\n")
	first := dev(t, dir)
	address := first.event("ready").Address
	second := dev(t, dir)
	second.event("info")
	if other := second.event("ready").Address; other == address || other == "" {
		t.Errorf("%q and %q", address, other)
	}
	save(t, dir, "backend/main.ts", "console.log('both')\n")
	first.logs("both")
	second.logs("both")
	port := strings.TrimPrefix(address[:strings.Index(address, "/#")], "http://127.0.0.1:")
	third := dev(t, dir, "--port", port)
	message := third.until("the refusal", func(n news) bool { return len(n.Messages) > 0 }).Messages[0]
	if message.Text != "port "+port+" is in use by another program" || !strings.Contains(message.Hint, "the next free one is ") {
		t.Errorf("%+v", message)
	}
}

// TestNothingIsLeftBehind kills it outright, as a terminal that is closed may: its backend ends, and lets go of who is connected to it.
func TestNothingIsLeftBehind(t *testing.T) {
	dir := devProject(t, "backend/main.ts", `import net from 'node:net'
const server = net.createServer((socket) => socket.write('.')).listen(0, '127.0.0.1', () => console.log('port ' + (server.address() as net.AddressInfo).port))
`)
	r := dev(t, dir)
	port := strings.TrimPrefix(r.until("the port", func(n news) bool { return strings.HasPrefix(n.Text, "port ") }).Text, "port ")
	connection, err := net.Dial("tcp", "127.0.0.1:"+port)
	if err != nil {
		t.Fatal(err)
	}
	defer connection.Close()
	if _, err := connection.Read(make([]byte, 1)); err != nil {
		t.Fatal(err)
	}
	if err := r.process.Process.Kill(); err != nil {
		t.Fatal(err)
	}
	if err := connection.SetReadDeadline(time.Now().Add(devTime)); err != nil {
		t.Fatal(err)
	}
	if _, err := connection.Read(make([]byte, 1)); errors.Is(err, os.ErrDeadlineExceeded) {
		t.Error("the backend goes on")
	}
	<-r.ended
}

// TestInterruptDuringTheFirstBuild stops it before it has opened anything.
func TestInterruptDuringTheFirstBuild(t *testing.T) {
	dir := devProject(t, "backend/main.ts", "")
	for i := range 500 {
		save(t, dir, fmt.Sprintf("frontend/m%d.ts", i), fmt.Sprintf("export const n%d = %d\n", i, i))
		save(t, dir, "frontend/main.ts", fmt.Sprintf("import { n%d } from './m%d'\ndocument.title = String(n%d)\n", i, i, i))
	}
	r := dev(t, dir)
	if err := r.process.Process.Signal(os.Interrupt); err != nil {
		t.Fatal(err)
	}
	<-r.ended
}
