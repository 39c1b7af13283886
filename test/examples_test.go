//go:build linux

package test

import (
	"bytes"
	"encoding/binary"
	"io"
	"math"
	"net/http"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"testing"

	"github.com/deskjs/deskjs/bundler/npm"
)

// enter is WebDriver's name of the key.
const enter = "\ue007"

// example builds one of the apps in examples/, elsewhere, with its packages, and returns the program.
func example(t *testing.T, name string) string {
	t.Helper()
	app := filepath.Join(t.TempDir(), name)
	source := filepath.Join("..", "examples", name)
	if err := os.CopyFS(app, os.DirFS(source)); err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stat(filepath.Join(source, "package-lock.json")); err == nil {
		if _, err := npm.Install(t.Context(), npm.Options{Dir: app}); err != nil {
			t.Fatal(err)
		}
	}
	command(t, "build", "--automation", app)
	programs, err := filepath.Glob(filepath.Join(app, "dist", "*"))
	if err != nil || len(programs) != 1 {
		t.Fatalf("built: %v, %v", programs, err)
	}
	return programs[0]
}

// windows returns the handles of the app's windows, when there are so many.
func (p *page) windows(count int) (handles []string) {
	p.t.Helper()
	until(p.t, "the windows are open", func() bool {
		var err error
		handles, err = p.Windows()
		return err == nil && len(handles) == count
	})
	return handles
}

// backendOf returns the process that runs the app's backend.
func backendOf(t *testing.T, program string) int {
	t.Helper()
	var found []int
	folders, _ := filepath.Glob("/proc/[0-9]*")
	for _, folder := range folders {
		line, err := os.ReadFile(filepath.Join(folder, "cmdline"))
		if err != nil || !strings.Contains(string(line), "--deskjs-backend") {
			continue
		}
		if target, err := os.Readlink(filepath.Join(folder, "exe")); err == nil && target == program {
			pid, _ := strconv.Atoi(filepath.Base(folder))
			found = append(found, pid)
		}
	}
	if len(found) != 1 {
		t.Fatalf("backend processes: %v", found)
	}
	return found[0]
}

func TestChatExample(t *testing.T) {
	program := example(t, "chat")
	p := open(t, home(t), program)
	handles := p.windows(2)
	texts := `return [...document.querySelectorAll('#messages p')].map((line) => line.textContent).join('|') === arguments[0]`
	for i, handle := range handles {
		p.must(p.Window(handle))
		p.eventually(`return document.querySelectorAll('#people li').length === 2 && document.querySelectorAll('#people .me').length === 1`)
		p.typeInto("#text", []string{"Is the kettle on?", "It is. Tea in five minutes."}[i]+enter)
		p.eventually(`return document.querySelector('#text').value === ''`)
	}
	p.eventually(texts, "Is the kettle on?|It is. Tea in five minutes.")
	p.typeInto("#text", "And bring")
	p.must(p.Window(handles[0]))
	p.eventually(texts, "Is the kettle on?|It is. Tea in five minutes.")
	p.typeInto("#text", "Biscuits?"+enter)
	p.eventually(texts, "Is the kettle on?|It is. Tea in five minutes.|Biscuits?")
	p.must(p.Window(handles[1]))
	p.typeInto("#text", " some milk")
	p.must(p.Window(handles[0]))
	p.eventually(`return document.querySelector('#state').textContent.endsWith('is typing…')`)
	p.screenshot("typing")

	// The server ends with the backend; the next one has another port, and the old messages.
	p.must(syscall.Kill(backendOf(t, program), syscall.SIGKILL))
	p.eventually(`return !document.body.classList.contains('online')`)
	for i, handle := range handles {
		p.must(p.Window(handle))
		p.eventually(`return document.body.classList.contains('online') && document.querySelectorAll('#people li').length === 2`)
		if i == 1 {
			p.typeInto("#text", enter)
		}
	}
	p.eventually(texts, "Is the kettle on?|It is. Tea in five minutes.|Biscuits?|And bring some milk")
	p.screenshot("again")
}

func TestAPIServerExample(t *testing.T) {
	p := open(t, append(home(t), "PORT=0", "DATABASE_URL="), example(t, "api-server"))
	p.eventually(`return document.querySelector('#count').textContent === 'none yet'`)
	p.eventually(`return document.activeElement.id === 'title'`) // the page gives it the focus when it is first painted
	for _, book := range [][2]string{{"The Left Hand of Darkness", "Ursula K. Le Guin"}, {"Solaris", "Stanisław Lem"}, {"The Invention of Morel", "Adolfo Bioy Casares"}} {
		p.typeInto("#title", book[0])
		p.typeInto("#author", book[1]+enter)
		p.eventually(`return [...document.querySelectorAll('.title')].some((field) => field.value === arguments[0]) && document.querySelector('#title').value === ''`, book[0])
	}
	p.click("tr:nth-child(2) [type=checkbox]")
	p.eventually(`return document.querySelector('#count').textContent === '1 of 3 read'`)
	var commands string
	p.must(p.Execute(&commands, `return document.querySelector('#curl').textContent`))
	url := strings.Fields(commands)[1]

	// What another program does shows in the window.
	call := func(method, path, body string, status int) string {
		t.Helper()
		request, err := http.NewRequestWithContext(t.Context(), method, strings.TrimSuffix(url, "/books")+path, strings.NewReader(body))
		p.must(err)
		request.Header.Set("Content-Type", "application/json")
		response, err := http.DefaultClient.Do(request)
		p.must(err)
		defer func() { _ = response.Body.Close() }()
		text, err := io.ReadAll(response.Body)
		p.must(err)
		if response.StatusCode != status {
			t.Fatalf("%s %s: %s, %s", method, path, response.Status, text)
		}
		return string(text)
	}
	call("POST", "/books", `{"title":"Dune","author":"Frank Herbert","read":true}`, 201)
	call("PATCH", "/books/1", `{"read":true}`, 200)
	call("DELETE", "/books/3", "", 204)
	call("GET", "/books/3", "", 404)
	call("POST", "/books", `{"title":7}`, 400)
	p.eventually(`return document.querySelector('#count').textContent === '3 of 3 read'`)
	if books := call("GET", "/books", "", 200); strings.Count(books, `"id"`) != 3 || !strings.Contains(books, `{"id":4,"title":"Dune","author":"Frank Herbert","read":true}`) {
		t.Errorf("the API holds %s", books)
	}
	p.screenshot("books")
}

func TestMediaPlayerExample(t *testing.T) {
	env := home(t)
	music, videos := t.TempDir(), t.TempDir()
	env = append(env, "XDG_MUSIC_DIR="+music, "XDG_VIDEOS_DIR="+videos)
	folder := filepath.Join(music, "Two notes")
	if err := os.Mkdir(folder, 0o755); err != nil {
		t.Fatal(err)
	}
	for name, seconds := range map[string]int{"A long tone.wav": 300, "A short one.wav": 20} {
		if err := os.WriteFile(filepath.Join(folder, name), tone(seconds), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	p := open(t, env, example(t, "media-player"))
	p.eventually(`return document.querySelectorAll('#list button').length === 2`)
	p.click("#list li:first-child button")
	p.eventually(`return Math.round(media.duration) === 300 && document.querySelector('#title').textContent === 'A long tone'`)
	p.must(p.Execute(nil, `
		media.muted = true
		const seek = document.querySelector('#seek')
		seek.value = 200
		seek.dispatchEvent(new Event('input'))`))
	p.eventually(`return media.currentTime >= 200 && media.readyState >= HTMLMediaElement.HAVE_CURRENT_DATA && !media.seeking`)
	p.eventually(`return document.querySelector('#time').textContent.startsWith('3:2')`)
	p.screenshot("playing")

	// The part that was sought is the file's, and without the secret there is none.
	var url string
	p.must(p.Execute(&url, `return media.src`))
	get := func(url, asked string) (*http.Response, []byte) {
		t.Helper()
		request, err := http.NewRequestWithContext(t.Context(), "GET", url, nil)
		p.must(err)
		request.Header.Set("Range", asked)
		response, err := http.DefaultClient.Do(request)
		p.must(err)
		defer func() { _ = response.Body.Close() }()
		body, err := io.ReadAll(response.Body)
		p.must(err)
		return response, body
	}
	whole := tone(300)
	for asked, want := range map[string][]byte{"bytes=44-1043": whole[44:1044], "bytes=-10": whole[len(whole)-10:], "bytes=26460000-": whole[26460000:]} {
		if response, body := get(url, asked); response.StatusCode != 206 || !bytes.Equal(body, want) {
			t.Errorf("%s: %s, %d bytes", asked, response.Status, len(body))
		}
	}
	if response, _ := get(url, "bytes=26460044-"); response.StatusCode != 416 {
		t.Errorf("beyond the end: %s", response.Status)
	}
	parts := strings.Split(url, "/")
	parts[3] = "00000000-0000-4000-8000-000000000000"
	if response, _ := get(strings.Join(parts, "/"), "bytes=0-"); response.StatusCode != 404 {
		t.Errorf("without the secret: %s", response.Status)
	}
}

// tone is a WAV file of sound: one channel, 44.1 kHz, 16 bits.
func tone(seconds int) []byte {
	const rate = 44100
	size := uint32(seconds * rate * 2)
	file := append(make([]byte, 0, size+44), "RIFF"...)
	file = binary.LittleEndian.AppendUint32(file, size+36)
	file = append(file, "WAVEfmt "...)
	for _, field := range []uint32{16, 1 | 1<<16, rate, rate * 2, 2 | 16<<16} {
		file = binary.LittleEndian.AppendUint32(file, field)
	}
	file = append(file, "data"...)
	file = binary.LittleEndian.AppendUint32(file, size)
	for i := range seconds * rate {
		file = binary.LittleEndian.AppendUint16(file, uint16(int16(8000*math.Sin(float64(i)*2*math.Pi*220/rate))))
	}
	return file
}

func TestDashboardExample(t *testing.T) {
	p := open(t, append(home(t), "PORT=0"), example(t, "dashboard"))
	p.eventually(`return document.querySelector('#summary').textContent === '4 of 4 running'`)
	p.click("#turbine button")
	p.eventually(`return document.querySelector('#turbine').dataset.state === 'stopped' && document.querySelector('#summary').textContent === '3 of 4 running'`)
	p.click("#turbine button")
	p.eventually(`return document.querySelector('#turbine').dataset.state === 'running' && document.querySelector('#turbine button').textContent === 'Stop'`)
	p.click("#greenhouse button")
	p.eventually(`return document.querySelector('#greenhouse').dataset.state === 'stopped'`)
	// A plot has many points, and drew them.
	p.eventually(`
		const canvas = document.querySelector('#boiler canvas')
		if (Number(document.querySelector('#boiler').dataset.count) < 25 || canvas.width === 0) return false
		const { data } = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height)
		let coloured = 0
		for (let i = 0; i < data.length; i += 4) if (data[i + 3] > 200 && Math.abs(data[i] - data[i + 2]) > 80) coloured++
		return coloured > 100`)
	p.screenshot("plots")
}
