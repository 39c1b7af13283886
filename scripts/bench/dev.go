package main

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"sync"
	"time"
)

// devApp are the counts of the app that is edited: so many components, each with a style sheet of its own, in groups that share a module each.
const (
	devGroups = 20
	devSize   = 50 // components of a group
)

// devRounds is how often each edit is made; the two sides take turns.
const devRounds = 15

// devPeer is a development server that serves the app to a browser of its own.
type devPeer struct {
	name, dir, source string // source is the folder of main.tsx
	command           []string
	address           *regexp.Regexp
	cold              []string // what is removed before a cold start

	process *exec.Cmd
	page    *tab
}

// dev compares `deskjs dev --browser` with Vite: from an edit to the change in the page, and from nothing to the page.
func (b *bench) dev() error {
	browser := os.Getenv("CHROMIUM")
	if browser == "" {
		return errors.New("development is measured in Chromium: set CHROMIUM to the program")
	}
	ours := &devPeer{
		name: "deskjs", dir: filepath.Join(b.scratch, "ours"), source: "frontend",
		command: []string{b.deskjs, "dev", filepath.Join(b.scratch, "ours"), "--browser", "--no-open"}, address: regexp.MustCompile(`(http://\S+#deskjs=\w+)`), cold: []string{".deskjs"},
	}
	vite := &devPeer{
		name: "Vite", dir: filepath.Join(b.scratch, "vite"), source: "src",
		command: []string{filepath.Join(b.scratch, "vite", "node_modules", ".bin", "vite"), "--host", "127.0.0.1"}, address: regexp.MustCompile(`(http://127\.0\.0\.1:\d+/)`), cold: []string{"node_modules/.vite"},
	}
	for _, p := range []*devPeer{ours, vite} {
		if err := p.write(); err != nil {
			return err
		}
		if err := inFolder(p.dir, nil, "npm", "install", "--no-audit", "--no-fund", "--ignore-scripts"); err != nil {
			return err
		}
	}
	var times [2][]float64
	for range 3 {
		for i, p := range []*devPeer{ours, vite} {
			p.stop()
			for _, name := range p.cold {
				if err := os.RemoveAll(filepath.Join(p.dir, name)); err != nil {
					return err
				}
			}
			taken, err := p.start(browser)
			if err != nil {
				return fmt.Errorf("%s: %w", p.name, err)
			}
			defer p.stop()
			times[i] = append(times[i], taken)
		}
	}
	row("dev: cold start to 1,000 components in the page", "ms", median(times[0]), median(times[1]))
	edits := []struct {
		name, file string
		change     func(text string, round int) string
		seen       string // in the page; %d is the round
	}{
		{"dev: edit of a component", "g1/C60.tsx", func(text string, round int) string {
			return regexp.MustCompile(`v\d+ `).ReplaceAllString(text, fmt.Sprintf("v%d ", round))
		}, `document.querySelector('#c60 .t').textContent.startsWith('v%d ') && document.querySelector('#c60 b').textContent === '1'`},
		{"dev: edit of a style sheet", "g1/C60.css", func(text string, round int) string {
			return regexp.MustCompile(`rgb\(\d+`).ReplaceAllString(text, fmt.Sprintf("rgb(%d", 100+round))
		}, `getComputedStyle(document.querySelector('#c60')).color === 'rgb(' + (100 + %d) + ', 0, 0)'`},
		{"dev: edit of a module with 50 importers", "util/u1.ts", func(text string, round int) string {
			return regexp.MustCompile(`'u1\D*\d*:'`).ReplaceAllString(text, fmt.Sprintf("'u1x%d:'", round))
		}, `document.querySelector('#c60 .t').textContent.includes('u1x%d:') && document.querySelector('#c99 .t').textContent.includes('u1x%[1]d:')`},
		{"dev: a hook more in a component", "g1/C61.tsx", func(text string, round int) string {
			text = strings.Replace(text, "  const text", "  useState("+strconv.Itoa(round)+")\n  const text", 1)
			return regexp.MustCompile(`v\d+ `).ReplaceAllString(text, fmt.Sprintf("v%d ", round))
		}, `document.querySelector('#c61 .t').textContent.startsWith('v%d ')`},
	}
	for _, edit := range edits {
		var times [2][]float64
		for round := 1; round <= devRounds; round++ {
			for i, p := range []*devPeer{ours, vite} {
				taken, err := p.edit(edit.file, func(text string) string { return edit.change(text, round) }, fmt.Sprintf(edit.seen, round))
				if err != nil {
					return fmt.Errorf("%s: %s, round %d: %w", p.name, edit.name, round, err)
				}
				times[i] = append(times[i], taken)
			}
		}
		row(edit.name, "ms", median(times[0]), median(times[1]))
	}
	row("dev: memory of the server, after that (PSS)", "MB", ours.memory(), vite.memory())
	times = [2][]float64{}
	for range 5 {
		for i, p := range []*devPeer{ours, vite} {
			taken, err := p.reload()
			if err != nil {
				return err
			}
			times[i] = append(times[i], taken)
		}
	}
	row("dev: page loaded again", "ms", median(times[0]), median(times[1]))
	return nil
}

// write makes the app.
func (p *devPeer) write() error {
	files := map[string]string{
		"package.json": `{"name":"bench","private":true,"type":"module","dependencies":{"react":"19.2.0","react-dom":"19.2.0"}}`,
	}
	page := `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Bench</title></head><body><div id="app"></div><script type="module" src="%s"></script></body></html>`
	if p.name == "Vite" {
		files["package.json"] = `{"name":"bench","private":true,"type":"module","dependencies":{"react":"19.2.0","react-dom":"19.2.0","vite":"8","@vitejs/plugin-react":"*"}}`
		files["vite.config.js"] = "import react from '@vitejs/plugin-react'\nexport default { plugins: [react()] }\n"
		files["index.html"] = fmt.Sprintf(page, "/src/main.tsx")
	} else {
		files["deskjs.json"] = `{"name":"Bench","id":"com.example.bench","version":"1.0.0"}`
		files["frontend/index.html"] = fmt.Sprintf(page, "main.tsx")
		files["backend/main.ts"] = ""
	}
	var imports, uses strings.Builder
	for g := range devGroups {
		var own, used strings.Builder
		for i := range devSize {
			n := strconv.Itoa(g*devSize + i)
			group := strconv.Itoa(g)
			folder := p.source + "/g" + group + "/"
			files[folder+"C"+n+".tsx"] = "import { useState } from 'react'\nimport './C" + n + ".css'\nimport { label" + group + " } from '../util/u" + group + "'\n\n" +
				"interface Props { id: number }\n\nexport function C" + n + "({ id }: Props) {\n  const [count, setCount] = useState(0)\n  const text = label" + group + "(id)\n" +
				"  return (\n    <div className=\"c" + n + "\" id={'c' + id} onClick={() => setCount(count + 1)}>\n      <span className=\"t\">v0 {text}</span>\n      <b>{count}</b>\n    </div>\n  )\n}\n"
			files[folder+"C"+n+".css"] = ".c" + n + " { color: rgb(" + strconv.Itoa(g) + ", 0, 0); padding: 1px }\n.c" + n + " .t { font-weight: 400 }\n"
			own.WriteString("import { C" + n + " } from './C" + n + "'\n")
			used.WriteString("    <C" + n + " id={" + n + "} />\n")
		}
		files[fmt.Sprintf("%s/util/u%d.ts", p.source, g)] = fmt.Sprintf("export const label%d = (n: number): string => 'u%d:' + n\n", g, g)
		files[fmt.Sprintf("%s/g%d/index.tsx", p.source, g)] = own.String() + fmt.Sprintf("export function G%d() {\n  return (<section>\n%s  </section>)\n}\n", g, used.String())
		fmt.Fprintf(&imports, "import { G%d } from './g%d'\n", g, g)
		fmt.Fprintf(&uses, "<G%d />", g)
	}
	files[p.source+"/App.tsx"] = imports.String() + "export default function App() { return <main>" + uses.String() + "</main> }\n"
	files[p.source+"/main.tsx"] = "import { createRoot } from 'react-dom/client'\nimport App from './App'\ncreateRoot(document.getElementById('app')!).render(<App />)\n"
	for name, text := range files {
		path := filepath.Join(p.dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			return err
		}
		if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
			return err
		}
	}
	return nil
}

// output is what a server printed.
type output struct {
	mutex  sync.Mutex
	buffer bytes.Buffer
}

func (o *output) Write(data []byte) (int, error) {
	o.mutex.Lock()
	defer o.mutex.Unlock()
	return o.buffer.Write(data)
}

func (o *output) String() string {
	o.mutex.Lock()
	defer o.mutex.Unlock()
	return o.buffer.String()
}

const (
	devPatience = 60 * time.Second
	rendered    = `document.querySelectorAll('main section > div').length === 1000`
)

// start starts the server and opens its page, and returns how many milliseconds it took until all components were there. The browser
// runs already.
func (p *devPeer) start(browser string) (float64, error) {
	page, err := openTab(browser)
	if err != nil {
		return 0, err
	}
	p.page = page
	started := time.Now()
	printed := &output{}
	p.process = exec.Command(p.command[0], p.command[1:]...)
	p.process.Dir, p.process.Stdout, p.process.Stderr = p.dir, printed, printed
	p.process.Env = append(os.Environ(), "NO_COLOR=1", "LD_LIBRARY_PATH=")
	if err := p.process.Start(); err != nil {
		return 0, err
	}
	var found []string
	for found == nil {
		if found = p.address.FindStringSubmatch(printed.String()); found != nil {
			break
		}
		if time.Since(started) > devPatience {
			return 0, fmt.Errorf("no address in\n%s", printed)
		}
		time.Sleep(2 * time.Millisecond) // a peer's output is looked at, as nothing tells when it has the address
	}
	if err := p.page.open(found[1]); err != nil {
		return 0, err
	}
	if err := p.page.until(rendered); err != nil {
		return 0, fmt.Errorf("%w; it printed\n%s", err, printed)
	}
	taken := milliseconds(time.Since(started))
	return taken, p.page.run(`document.querySelector('#c60').click()`)
}

func (p *devPeer) stop() {
	if p.page != nil {
		p.page.close()
		p.page = nil
	}
	if p.process != nil {
		for _, pid := range family(p.process.Process.Pid) {
			if process, err := os.FindProcess(pid); err == nil {
				_ = process.Kill()
			}
		}
		_ = p.process.Wait()
		p.process = nil
	}
}

// edit changes a file and returns how many milliseconds it took until the page had the change.
func (p *devPeer) edit(file string, change func(string) string, seen string) (float64, error) {
	path := filepath.Join(p.dir, p.source, filepath.FromSlash(file))
	text, err := os.ReadFile(path)
	if err != nil {
		return 0, err
	}
	if err := p.page.watch(seen); err != nil {
		return 0, err
	}
	time.Sleep(150 * time.Millisecond) // whoever edits looks at the page between two saves
	started := float64(time.Now().UnixMicro()) / 1000
	if err := os.WriteFile(path, []byte(change(string(text))), 0o644); err != nil {
		return 0, err
	}
	at, err := p.page.watched()
	return at - started, err
}

func (p *devPeer) reload() (float64, error) {
	started := time.Now()
	if err := p.page.reload(); err != nil {
		return 0, err
	}
	err := p.page.until("!window.before && " + rendered)
	return milliseconds(time.Since(started)), err
}

func (p *devPeer) memory() (sum float64) {
	for _, pid := range family(p.process.Process.Pid) {
		sum += pss(pid)
	}
	return sum
}
