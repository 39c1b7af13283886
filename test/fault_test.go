//go:build linux

package test

import (
	"bytes"
	"flag"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"
)

// Without -faults.full the counts of these tests are a tenth, or less, of those in docs/security.md.
var fullFaults = flag.Bool("faults.full", false, "run the fault tests with their full counts; this takes minutes")

func count(full, short int) int {
	if *fullFaults {
		return full
	}
	return short
}

// burdened is an app whose page asks for very much.
func burdened(t *testing.T) string {
	return project(t, "deskjs.json", config, "frontend/index.html", index,
		"frontend/main.ts", `
			import * as api from '../backend/api'
			import * as events from 'deskjs/frontend'
			Object.assign(window, {
				api, events, loaded: Math.random(),
				// flood calls n times without waiting, and resolves with how the calls settled, each once.
				async flood(n: number) {
					const outcomes: Record<string, number> = {}
					let settled = 0, twice = 0
					await new Promise<void>((resolve) => {
						for (let i = 0; i < n; i++) {
							let once = false
							const settle = (outcome: string) => {
								if (once) twice++
								once = true
								outcomes[outcome] = (outcomes[outcome] || 0) + 1
								if (++settled === n) resolve()
							}
							api.nothing().then(() => settle('ok'), (error) => settle(error.code))
						}
					})
					return JSON.stringify({ settled, twice, known: Object.keys(outcomes).every((code) => code === 'ok' || code === 'ERR_TOO_MANY_CALLS' || code === 'ERR_TOO_FAST') })
				},
				// work calls n times, a hundred at a time.
				async work(n: number) {
					for (let i = 0; i < n; i += 100) await Promise.all(Array.from({ length: 100 }, () => api.nothing()))
					return n
				},
				// everything begins what can be begun, and never waits.
				everything() {
					for (let i = 0; i < 50; i++) {
						api.nothing(); api.slow(i); api.hold(() => i); api.echo(new Uint8Array(200_000)); api.echo(new Blob([new Uint8Array(100_000)]))
						const numbers = api.count()
						numbers.next()
						api.take((async function* () { for (let n = 0; ; n++) { yield n; await null } })())
					}
				},
			})`,
		"backend/api.ts", `
			import { emit } from 'deskjs'
			// burst emits n events; it waits for the page to take them, or doesn't.
			export async function burst(n: number, waits: boolean) {
				for (let i = 0; i < n; i++) { if (waits) await emit('tick', i); else { emit('tick', i); if (i % 1000 === 999) await new Promise(setImmediate) } }
				await emit('done')
			}
			const counts = { held: 0, lost: 0, started: 0, ended: 0, taken: 0, left: 0 }
			export async function nothing() {}
			export async function echo(value: unknown) { return value }
			export async function slow(n: number) { await new Promise((resolve) => setTimeout(resolve, 20)); return n }
			export async function hold(callback: () => Promise<number>) {
				counts.held++
				try { for (;;) { await callback(); await new Promise((resolve) => setTimeout(resolve, 5)) } } catch { counts.lost++ }
			}
			export async function* count() { counts.started++; try { for (let n = 0; ; n++) { yield n; await new Promise((resolve) => setTimeout(resolve, 1)) } } finally { counts.ended++ } }
			export async function take(numbers: AsyncIterable<number>) {
				counts.taken++
				try { for await (const n of numbers) if (n < 0) break } catch { counts.left++ }
			}
			export async function balance() { return counts.held === counts.lost && counts.started === counts.ended && counts.taken === counts.left && counts.held > 0 ? 'even' : JSON.stringify(counts) }
			export async function crash() { setTimeout(() => { throw new Error('boom') }); await new Promise(() => {}) }`)
}

// resident reads a value of /proc/PID/status, in bytes.
func resident(t *testing.T, pid int, name string) int {
	t.Helper()
	text, err := os.ReadFile(fmt.Sprintf("/proc/%d/status", pid))
	if err != nil {
		t.Fatal(err)
	}
	_, after, _ := strings.Cut(string(text), name+":")
	number, err := strconv.Atoi(strings.Fields(after)[0])
	if err != nil {
		t.Fatal(err)
	}
	return number << 10
}

func descriptors(t *testing.T, pid int) int {
	t.Helper()
	entries, err := os.ReadDir(fmt.Sprintf("/proc/%d/fd", pid))
	if err != nil {
		t.Fatal(err)
	}
	return len(entries)
}

// family returns all processes of an app, those of the webview too.
func family(t *testing.T, env []string) (pids []int) {
	t.Helper()
	mark := ""
	for _, entry := range env {
		if strings.HasPrefix(entry, "XDG_DATA_HOME=") {
			mark = entry
		}
	}
	files, err := filepath.Glob("/proc/[0-9]*/environ")
	if err != nil {
		t.Fatal(err)
	}
	for _, file := range files {
		if environment, err := os.ReadFile(file); err == nil && bytes.Contains(environment, []byte(mark)) {
			pid, _ := strconv.Atoi(filepath.Base(filepath.Dir(file)))
			pids = append(pids, pid)
		}
	}
	return pids
}

// start runs a program as a user does, until the test is over.
func start(t *testing.T, env []string, output io.Writer, program string) {
	t.Helper()
	process := exec.Command(program)
	process.Env = append(os.Environ(), env...)
	process.Stdout, process.Stderr = output, output
	process.WaitDelay = time.Second
	if err := process.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		_ = process.Process.Signal(syscall.SIGTERM)
		_ = process.Wait()
	})
}

// one returns the only process of a kind.
func one(t *testing.T, env []string, backend bool) int {
	t.Helper()
	pids := processes(t, env, backend)
	if len(pids) != 1 {
		t.Fatalf("the processes are %v", pids)
	}
	return pids[0]
}

// TestFloodOfCalls: calls that nobody waits for settle once each, and the host stays small.
func TestFloodOfCalls(t *testing.T) {
	env := home(t)
	p := openProject(t, env, burdened(t))
	p.eventually(`return window.loaded !== undefined`)
	p.outcome(`return window.work(1000)`, "")
	host := one(t, env, false)
	before := resident(t, host, "VmRSS")
	p.must(os.WriteFile(fmt.Sprintf("/proc/%d/clear_refs", host), []byte("5"), 0)) // the peak begins anew
	const n = 100_000
	if got, want := p.outcome(fmt.Sprintf(`return window.flood(%d)`, n), ""), fmt.Sprintf(`{"settled":%d,"twice":0,"known":true}`, n); got != want {
		t.Errorf("the calls came to %s, want %s", got, want)
	}
	grown := resident(t, host, "VmHWM") - before
	t.Logf("%d calls: the host had %.1f MB, and at most %.1f MB more", n, float64(before)/1e6, float64(grown)/1e6)
	if grown > 100e6 {
		t.Errorf("the host grew by %.1f MB", float64(grown)/1e6)
	}
}

// TestManyCallsLeaveNothing: in the second half of a million calls no process grows, and no descriptor stays open.
func TestManyCallsLeaveNothing(t *testing.T) {
	env := home(t)
	p := openProject(t, env, burdened(t))
	p.eventually(`return window.loaded !== undefined`)
	n := count(1_000_000, 100_000)
	half := fmt.Sprintf(`return window.work(%d)`, n/2)
	p.outcome(half, "")
	pids := map[string]int{"host": one(t, env, false), "backend": one(t, env, true)}
	memory, files := map[string]int{}, map[string]int{}
	for name, pid := range pids {
		memory[name], files[name] = resident(t, pid, "VmRSS"), descriptors(t, pid)
	}
	p.outcome(half, "")
	for name, pid := range pids {
		grown, more := resident(t, pid, "VmRSS")-memory[name], descriptors(t, pid)-files[name]
		t.Logf("%d calls: in the second half the %s grew by %.1f MB to %.1f MB, and has %+d descriptors", n, name, float64(grown)/1e6, float64(memory[name]+grown)/1e6, more)
		if grown > 5e6 {
			t.Errorf("the %s grew by %.1f MB", name, float64(grown)/1e6)
		}
		if more > 0 {
			t.Errorf("the %s has %d descriptors more", name, more)
		}
	}
}

// TestFloodOfEvents: two million events, to a page that listens and to one that does not, stay in no process.
func TestFloodOfEvents(t *testing.T) {
	env := home(t)
	p := openProject(t, env, burdened(t))
	p.eventually(`return window.loaded !== undefined`)
	n := count(2_000_000, 100_000)
	listen := `let ticks = 0, ordered = true, last = -1
		const off = events.on('tick', (i) => { ordered &&= i > last; last = i; ticks++ })
		const done = new Promise((resolve) => events.once('done', resolve))
		await api.burst(%d, %v); await done; off()
		return (ticks === %[1]d) + ' ' + ordered`
	for _, waits := range []bool{true, false} { // what is needed once is there then
		p.outcome(fmt.Sprintf(listen, 20_000, waits), "")
	}
	host, backend := one(t, env, false), one(t, env, true)
	before := []int{resident(t, host, "VmRSS"), resident(t, backend, "VmRSS")}
	if got := p.outcome(fmt.Sprintf(listen, n/2, true), ""); got != "true true" {
		t.Errorf("with a backend that waits: %s", got)
	}
	// Without waiting, the oldest may be dropped; those that come are in order.
	if got := p.outcome(fmt.Sprintf(listen, n/2, false), ""); !strings.HasSuffix(got, " true") {
		t.Errorf("with a backend that does not wait: %s", got)
	}
	p.outcome(fmt.Sprintf(`return api.burst(%d, false)`, n/2), "") // nobody listens
	grown := []int{resident(t, host, "VmRSS") - before[0], resident(t, backend, "VmRSS") - before[1]}
	t.Logf("%d events: the host grew by %.1f MB, the backend by %.1f MB", n+n/2, float64(grown[0])/1e6, float64(grown[1])/1e6)
	if grown[0] > 50e6 || grown[1] > 20e6 {
		t.Errorf("the host grew by %.1f MB, the backend by %.1f MB", float64(grown[0])/1e6, float64(grown[1])/1e6)
	}
}

// TestReloadInTheMiddle: the page goes while calls, callbacks, streams both ways and uploads are under way. The backend hears of each,
// and the next document has nothing to do with it.
func TestReloadInTheMiddle(t *testing.T) {
	p := openProject(t, home(t), burdened(t))
	p.eventually(`return window.loaded !== undefined`)
	for i := range count(100, 10) {
		p.must(p.Execute(nil, `window.everything(); window.leaving = true; setTimeout(() => location.reload(), arguments[0])`, i%3*20))
		p.eventually(`return window.loaded !== undefined && window.leaving === undefined`)
		if got := p.outcome(fmt.Sprintf(`const got = await Promise.all(Array.from({ length: 50 }, (_, n) => api.echo(%d + n))); return got.every((v, n) => v === %[1]d + n)`, i), ""); got != "true" {
			t.Fatalf("calls of the next document: %s", got)
		}
	}
	p.eventually(`return window.api.balance().then((balance) => balance === 'even')`)
}

// TestBackendDiesInTheMiddle: everything that was under way settles, and what comes after works.
func TestBackendDiesInTheMiddle(t *testing.T) {
	p := openProject(t, home(t), burdened(t))
	p.eventually(`return window.loaded !== undefined`)
	got := p.outcome(`
		const settled = { results: 0, gone: 0, other: [] }
		const note = (promise) => promise.then(() => { settled.results++ }, (error) => { if (error.code === 'ERR_BACKEND_GONE' || error.code === 'ERR_REFERENCE_GONE') settled.gone++; else settled.other.push(String(error.code || error)) })
		const all = []
		let begun = 0, ended = 0 // generators of the page: one that nobody has asked for an item has nothing to end
		for (let i = 0; i < 100; i++) {
			all.push(note(api.slow(i)), note(api.hold(() => new Promise(() => {}))), note(api.echo(new Uint8Array(100_000))))
			const numbers = api.count()
			all.push(note((async () => { for await (const n of numbers); })()))
			all.push(note(api.take((async function* () { begun++; try { for (let n = 0; ; n++) { yield n; await new Promise((resolve) => setTimeout(resolve)) } } finally { ended++ } })())))
		}
		all.push(note(api.crash()))
		await Promise.all(all)
		const after = await api.echo('works')
		while (ended < begun) await new Promise((resolve) => setTimeout(resolve, 10))
		return [settled.results + settled.gone === all.length, settled.gone > 300, settled.other.join(), ended === begun, after].join(' ')`, "")
	if got != "true true  true works" {
		t.Errorf("it came to %q", got)
	}
}

// TestShippedAppListensNowhere: no process of a built app waits for connections of any kind.
func TestShippedAppListensNowhere(t *testing.T) {
	env := home(t)
	app := project(t, "deskjs.json", config, "frontend/index.html", index, "backend/api.ts", `export async function here() { console.log('the page is here') }`,
		"frontend/main.ts", `import { here } from '../backend/api'; here()`)
	command(t, "build", app)
	output := &lockedBuffer{}
	start(t, env, output, filepath.Join(app, "dist", "notes"))
	until(t, "the page calls", func() bool { return strings.Contains(output.String(), "the page is here") })
	checked := 0
	for _, pid := range family(t, env) {
		links, err := filepath.Glob(fmt.Sprintf("/proc/%d/fd/*", pid))
		if err != nil {
			t.Fatal(err)
		}
		sockets := map[string]bool{}
		for _, link := range links {
			if target, err := os.Readlink(link); err == nil && strings.HasPrefix(target, "socket:[") {
				sockets[strings.Trim(target, "socket:[]")] = true
			}
		}
		for _, table := range []string{"tcp", "tcp6", "udp", "udp6", "raw", "raw6"} {
			text, err := os.ReadFile(fmt.Sprintf("/proc/%d/net/%s", pid, table))
			if err != nil {
				continue
			}
			for _, line := range strings.Split(strings.TrimSpace(string(text)), "\n")[1:] {
				// sl local remote state queues timer retransmits uid timeout inode; state 0A listens, a datagram's socket always does.
				if fields := strings.Fields(line); len(fields) > 9 && sockets[fields[9]] {
					t.Errorf("process %d has a %s socket: %s", pid, table, line)
				}
			}
		}
		checked++
	}
	if checked < 3 {
		t.Errorf("only %d processes were looked at: a host, a backend and a page's are expected", checked)
	}
}

// TestNoShellSeesArguments: what looks like a shell's language is an argument like any other.
func TestNoShellSeesArguments(t *testing.T) {
	folder := t.TempDir()
	settings := strings.TrimSuffix(strings.TrimSpace(config), "}") + `, "permissions": { "run": ["echo"] } }`
	app := project(t, "deskjs.json", settings, "frontend/index.html", index,
		"frontend/main.ts", `import { outcomes } from '../backend/api'; document.querySelector('#out')!.textContent = await outcomes().catch((error) => String(error.stack))`,
		"backend/api.ts", `
			import { execFileSync, execSync, spawnSync } from 'node:child_process'
			const file = '`+folder+`/made'
			const tricks = ['"; touch ' + file + '; "', "'; touch " + file + "; '", '$(touch ' + file + ')', '\u0060touch ' + file + '\u0060', '& touch ' + file, '| touch ' + file, '\n touch ' + file, '%PATH%']
			const refused = (call: () => unknown) => { try { call(); return 'ran' } catch (error) { return (error as any).code } }
			export async function outcomes(): Promise<string> {
				const same = tricks.every((trick) => execFileSync('echo', [trick], { encoding: 'utf8' }) === trick + '\n' && spawnSync('echo', [trick], { encoding: 'utf8' }).stdout === trick + '\n')
				return [same, refused(() => execSync('echo; touch ' + file)), refused(() => spawnSync('echo', ['; touch ' + file], { shell: true }))].join(' ')
			}`)
	p := openProject(t, home(t), app)
	p.eventually(`return document.querySelector('#out').textContent !== ''`)
	var got string
	p.must(p.Execute(&got, `return document.querySelector('#out').textContent`))
	if got != "true ERR_ACCESS_DENIED ERR_ACCESS_DENIED" {
		t.Errorf("the outcomes are %q", got)
	}
	if entries, err := os.ReadDir(folder); err != nil || len(entries) > 0 {
		t.Errorf("files were made: %v %v", entries, err)
	}
}

// TestReasonsAreText: why a backend died is shown as text, whatever is in it.
func TestReasonsAreText(t *testing.T) {
	app := project(t, "deskjs.json", config, "frontend/index.html", index,
		"frontend/main.ts", `
			import { crash } from '../backend/api'
			const notices: string[] = []
			Object.assign(window, { crash, notices })
			document.addEventListener('deskjs:backend', (event) => { notices.push(JSON.parse((event as CustomEvent).detail).reason) })`,
		"backend/api.ts", `export async function crash(text: string) { setTimeout(() => { throw new Error(text) }) }`)
	p := openProject(t, home(t), app)
	p.eventually(`return window.crash !== undefined`)
	text := `"});document.title='ran';({" </script><img src=x onerror="document.title='ran'"> ` + "\u2028${document.title='ran'}`"
	p.must(p.Execute(nil, `window.crash(arguments[0]).catch(() => {})`, text))
	p.eventually(`return window.notices.some((notice) => notice.includes(arguments[0]))`, text)
	var title string
	p.must(p.Execute(&title, `return document.title`))
	if title != "Test" {
		t.Errorf("the page's title is %q", title)
	}
}
