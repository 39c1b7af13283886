//go:build linux

package test

import (
	"bytes"
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/deskjs/deskjs/internal/update/manifest"
	"github.com/deskjs/deskjs/internal/update/signature"
	"github.com/deskjs/deskjs/packaging/key"
)

// feed serves what was published, but for what a test puts in its place.
type feed struct {
	*httptest.Server
	folder string
	mu     sync.Mutex
	place  func(w http.ResponseWriter, r *http.Request) bool // false leaves the answer to the folder
}

func newFeed(t *testing.T) *feed {
	f := &feed{folder: t.TempDir()}
	files := http.FileServer(http.Dir(f.folder))
	f.Server = httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		f.mu.Lock()
		place := f.place
		f.mu.Unlock()
		if place == nil || !place(w, r) {
			files.ServeHTTP(w, r)
		}
	}))
	t.Cleanup(f.Close)
	return f
}

func (f *feed) instead(place func(w http.ResponseWriter, r *http.Request) bool) {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.place = place
}

// published is an app whose versions a test publishes.
type published struct {
	t                    *testing.T
	dir, key, id, public string
	feed                 *feed
}

// release writes a version of the app, whose backend runs code besides.
func (p *published) release(version, code string) {
	p.t.Helper()
	config := `{ "name": "Story", "id": "` + p.id + `", "version": "` + version + `", "windows": [{ "title": "Story", "width": 400, "height": 300 }],
		"updates": { "url": "` + p.feed.URL + `", "publicKey": "` + p.public + `", "interval": "0", "loopback": true, "autoApply": true } }`
	fill(p.t, p.dir, "deskjs.json", config, "backend/main.ts", `import './api'
		`+code)
}

func (p *published) publish(version, code string) {
	p.t.Helper()
	p.release(version, code)
	command(p.t, "publish", p.dir, "--to", p.feed.folder, "--key", p.key)
}

// storyApp is an app whose page has much to lose.
func storyApp(t *testing.T) *published {
	t.Helper()
	p := &published{t: t, id: "org.deskjs.test.story", feed: newFeed(t), key: filepath.Join(t.TempDir(), "story.key")}
	p.dir = project(t, "deskjs.json", `{ "name": "Story", "id": "`+p.id+`", "version": "1.0.0" }`,
		"frontend/index.html", `<!doctype html><title>Story</title><form style="position: fixed; top: 0"><input id="name"><input id="pin" type="password">
			<input id="agree" type="checkbox"><select id="color"><option>red<option>green<option>blue</select></form><p id="version"></p>
			<div id="long" style="height: 5000px"></div><textarea id="end"></textarea><script type="module" src="main.ts"></script>`,
		"frontend/main.ts", `
			import * as api from '../backend/api'
			Object.assign(window, { api })
			const show = async () => { document.querySelector('#version')!.textContent = await api.version() }
			void show()`,
		"backend/main.ts", `import './api'`,
		"backend/api.ts", `
			import { app, autoUpdater } from 'deskjs'
			let history: string[] = []
			let told = ''
			autoUpdater.on('before-handover', (event) => { event.state = { history: [...history, app.getVersion()] } })
			autoUpdater.on('handover', (state) => { history = state.history })
			for (const name of ['checking-for-update', 'update-available', 'update-not-available', 'update-applied'] as const) autoUpdater.on(name as any, () => { told += ' ' + name })
			autoUpdater.on('update-rolled-back', (info, error) => { told += ' update-rolled-back ' + info.version + ' ' + error.message })
			autoUpdater.on('error', (error: any) => { told += ' ' + error.code })
			export async function version() { return [...history, app.getVersion()].join(' ') }
			export async function check() { told = ''; autoUpdater.checkForUpdates() }
			export async function events() { return told }`)
	var made struct{ PublicKey string }
	if err := json.Unmarshal([]byte(command(t, "keygen", p.dir, "--key", p.key, "--no-password", "--json")), &made); err != nil {
		t.Fatal(err)
	}
	p.public = made.PublicKey
	return p
}

func (p *published) secret() signature.PrivateKey {
	p.t.Helper()
	file, err := os.ReadFile(p.key)
	if err != nil {
		p.t.Fatal(err)
	}
	secret, err := key.Decode(file, "")
	if err != nil {
		p.t.Fatal(err)
	}
	return secret
}

// list is what is published, changed and signed again.
func (p *published) list(by signature.PrivateKey, change func(*manifest.Manifest)) []byte {
	p.t.Helper()
	file, err := os.ReadFile(filepath.Join(p.feed.folder, manifest.FileName("stable")))
	if err != nil {
		p.t.Fatal(err)
	}
	_, text, err := manifest.Split(file)
	if err != nil {
		p.t.Fatal(err)
	}
	m := &manifest.Manifest{}
	if err := json.Unmarshal(text, m); err != nil {
		p.t.Fatal(err)
	}
	m.Sequence++
	change(m)
	signed, err := manifest.Sign(m, by)
	if err != nil {
		p.t.Fatal(err)
	}
	return signed
}

// shows waits until the page is of a version, with all that was done in it.
func (p *page) shows(version string) {
	p.eventually(`return document.querySelector('#version')?.textContent === arguments[0]`, version)
	p.eventually(`return scrollY === 1234 && document.querySelector('#name').value === 'Ada' && document.querySelector('#pin').value === '' && document.querySelector('#agree').checked
		&& document.querySelector('#color').value === 'blue' && document.activeElement.id === 'name'`)
}

// told has the app look for updates, and waits until it has heard of one of these.
func (p *page) told(events string) {
	p.t.Helper()
	p.must(p.Execute(nil, `return api.check()`))
	var told string
	defer func() {
		if p.t.Failed() {
			p.t.Logf("the app was told of%s", told)
		}
	}()
	until(p.t, "the app is told of "+events, func() bool {
		return p.Execute(&told, `return api.events()`) == nil && strings.Contains(told, events)
	})
}

// TestUpdateStory installs an app, updates it twice while its window is open, publishes a version that does not work, replaces the key, and attacks.
func TestUpdateStory(t *testing.T) {
	p := storyApp(t)
	p.release("1.0.0", "")
	command(t, "build", "--automation", p.dir)
	program := filepath.Join(p.dir, "dist", "story")
	command(t, "publish", p.dir, "--to", p.feed.folder, "--key", p.key)
	env := home(t)
	app := open(t, env, program)
	app.eventually(`return document.querySelector('#version')?.textContent === '1.0.0'`)
	app.typeInto("#name", "Ada")
	app.must(app.Execute(nil, `document.querySelector('#pin').value = '1234'; document.querySelector('#agree').checked = true
		document.querySelector('#color').value = 'blue'; document.querySelector('#name').focus(); scrollTo(0, 1234)`))
	app.told("update-not-available")

	// Two updates, each a delta.
	var fetched []string
	p.feed.instead(func(_ http.ResponseWriter, r *http.Request) bool {
		if strings.HasPrefix(r.URL.Path, "/files/") {
			info, err := os.Stat(filepath.Join(p.feed.folder, filepath.FromSlash(r.URL.Path)))
			if err == nil && info.Size() > 4096 {
				fetched = append(fetched, r.URL.Path)
			}
		}
		return false
	})
	p.publish("1.1.0", "// a line")
	app.must(app.Execute(nil, `return api.check()`))
	app.eventually(`return document.querySelector('#version')?.textContent === '1.0.0 1.1.0'`)
	app.must(app.Execute(nil, `document.querySelector('#pin').value = ''`))
	app.shows("1.0.0 1.1.0")
	fetched = nil // the app that was built to be driven is none of those that were published
	p.publish("1.2.0", "// another line")
	app.until("1.0.0 1.1.0 1.2.0")
	p.feed.instead(nil)
	if len(fetched) > 0 {
		t.Errorf("more than deltas was fetched: %v", fetched)
	}

	// A version that says itself that it does not work never has its turn; one that crashes is rolled back. Neither is tried again.
	p.publish("1.3.0", `import { autoUpdater } from 'deskjs'
		autoUpdater.on('health-check', (event) => event.waitUntil(Promise.reject(new Error('no database'))))`)
	app.told("update-rolled-back 1.3.0 version 1.3.0 does not work here: no database")
	app.told("ERR_UPDATE_FAILED_BEFORE")
	p.publish("1.3.1", `import { autoUpdater } from 'deskjs'
		autoUpdater.on('handover', () => { throw new Error('1.3.1 is broken') })`)
	app.must(app.Execute(nil, `return api.check()`))
	until(t, "1.3.1 is rolled back", func() bool { return strings.Contains(app.output.String(), "Version 1.3.1 does not work here") })
	app.shows("1.0.0 1.1.0 1.2.0 1.2.0")
	app.eventually(`return api.events().then((told) => told.includes('update-rolled-back 1.3.1'))`)
	app.told("ERR_UPDATE_FAILED_BEFORE")

	app.attacked(p)

	// Another key, which the one before it has signed. The first is worth nothing then.
	first := p.secret()
	var made struct{ PublicKey string }
	if err := json.Unmarshal([]byte(command(t, "keygen", p.dir, "--key", p.key, "--rotate", "--no-password", "--json")), &made); err != nil {
		t.Fatal(err)
	}
	p.public = made.PublicKey
	p.publish("1.4.0", "// by another key")
	app.until("1.0.0 1.1.0 1.2.0 1.2.0 1.4.0")
	p.serve(p.list(first, func(*manifest.Manifest) {}))
	app.told("ERR_UPDATE_RETIRED_KEY")
}

// until has the app look for updates until it is of a version, with all that was done in it.
func (p *page) until(version string) {
	p.t.Helper()
	p.must(p.Execute(nil, `return api.check()`))
	p.shows(version)
}

// serve has the feed give a list in place of its own.
func (p *published) serve(list []byte) {
	p.feed.instead(func(w http.ResponseWriter, r *http.Request) bool {
		if r.URL.Path != "/"+manifest.FileName("stable") {
			return false
		}
		http.ServeContent(w, r, "list", time.Time{}, bytes.NewReader(list))
		return true
	})
}

// attacked has the feed do what a server, or somebody on the way, may do. Each is refused, by its code.
func (app *page) attacked(p *published) {
	t := app.t
	t.Helper()
	p.publish("1.3.2", "// what attackers change")
	secret := p.secret()
	stranger, err := signature.Generate(bytes.NewReader(make([]byte, 64)))
	if err != nil {
		t.Fatal(err)
	}
	old, err := os.ReadFile(filepath.Join(p.feed.folder, "history", "stable-1.manifest"))
	if err != nil {
		t.Fatal(err)
	}
	genuine := p.list(secret, func(m *manifest.Manifest) { m.Sequence-- })
	for _, attack := range []struct {
		name string
		list []byte
		want string
	}{
		{"a stranger's key", p.list(stranger, func(*manifest.Manifest) {}), "ERR_UPDATE_SIGNATURE"},
		{"a list that was changed", bytes.Replace(genuine, []byte("1.3.2"), []byte("1.3.9"), 1), "ERR_UPDATE_SIGNATURE"},
		{"a list from before", old, "ERR_UPDATE_REPLAY"},
		{"another app's", p.list(secret, func(m *manifest.Manifest) { m.App = "org.deskjs.test.other" }), "ERR_UPDATE_APP"},
		{"another channel's", p.list(secret, func(m *manifest.Manifest) { m.Channel = "beta" }), "ERR_UPDATE_CHANNEL"},
		{"one that has expired", p.list(secret, func(m *manifest.Manifest) {
			m.Published, m.Expires = time.Now().Add(-48*time.Hour), time.Now().Add(-24*time.Hour)
		}), "ERR_UPDATE_EXPIRED"},
	} {
		p.serve(attack.list)
		t.Log(attack.name)
		app.told(attack.want)
	}
	for _, attack := range []struct {
		name   string
		answer func(w http.ResponseWriter, r *http.Request) bool
		want   string
	}{
		{"a redirect", func(w http.ResponseWriter, r *http.Request) bool {
			http.Redirect(w, r, "https://example.com/", http.StatusFound)
			return true
		}, "ERR_UPDATE_REDIRECT"},
		{"altered files", func(w http.ResponseWriter, r *http.Request) bool {
			if !strings.HasPrefix(r.URL.Path, "/files/") {
				return false
			}
			data, err := os.ReadFile(filepath.Join(p.feed.folder, filepath.FromSlash(r.URL.Path)))
			if err != nil {
				return false
			}
			data[len(data)/2] ^= 1
			_, _ = w.Write(data)
			return true
		}, "ERR_UPDATE_MISMATCH"},
	} {
		p.feed.instead(attack.answer)
		t.Log(attack.name)
		app.told(attack.want)
	}
	// A downgrade that the author's own key has signed is refused as well.
	p.serve(p.list(secret, func(m *manifest.Manifest) { m.Releases, m.Releases[0].Version = m.Releases[:1], "1.1.9" }))
	app.told("ERR_UPDATE_DOWNGRADE")
	p.feed.instead(nil)
	app.shows("1.0.0 1.1.0 1.2.0 1.2.0")
}
