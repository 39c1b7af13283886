package client

import (
	"bytes"
	"context"
	"crypto/rand"
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/deskjs/deskjs/internal/update"
	"github.com/deskjs/deskjs/internal/update/manifest"
	"github.com/deskjs/deskjs/internal/update/signature"
	"github.com/deskjs/deskjs/internal/update/store"
	packing "github.com/deskjs/deskjs/packaging/delta"
)

const (
	testApp    = "com.example.notes"
	testTarget = "linux/amd64"
)

var noon = time.Date(2026, 11, 22, 12, 0, 0, 0, time.UTC)

// world is a server with updates, and one device.
type world struct {
	t        *testing.T
	mu       sync.Mutex
	files    map[string][]byte
	handler  func(w http.ResponseWriter, r *http.Request) bool // true: it has answered
	requests []string
	server   *httptest.Server
	key      signature.PrivateKey
	shipped  signature.PublicKey
	sequence uint64
	releases []manifest.Release
	payloads map[string][]byte // by version
	folder   store.Folder
	store    *store.Store
	choice   store.Choice
	now      time.Time
}

func newWorld(t *testing.T) *world {
	w := &world{t: t, files: map[string][]byte{}, payloads: map[string][]byte{}, folder: store.Folder(t.TempDir()), now: noon}
	w.key = newKey(t)
	w.shipped = w.key.Public()
	w.server = httptest.NewServer(w)
	t.Cleanup(w.server.Close)
	w.payloads["1.0.0"] = payloadOf("1.0.0")
	return w
}

func newKey(t *testing.T) signature.PrivateKey {
	t.Helper()
	key, err := signature.Generate(rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	return key
}

// payloadOf is some 60 kB, which are mostly the same in each version.
func payloadOf(version string) []byte {
	var out bytes.Buffer
	for i := range 2000 {
		fmt.Fprintf(&out, "line %d of the app, %x\n", i, i*i*7919)
	}
	return append(out.Bytes(), "version "+version+" "+manifest.HashOf([]byte(version))...)
}

func (w *world) ServeHTTP(response http.ResponseWriter, request *http.Request) {
	w.mu.Lock()
	defer w.mu.Unlock()
	name := strings.TrimPrefix(request.URL.Path, "/notes/")
	w.requests = append(w.requests, strings.TrimSpace(name+" "+request.Header.Get("Range")))
	if w.handler != nil && w.handler(response, request) {
		return
	}
	data, ok := w.files[name]
	if !ok {
		http.NotFound(response, request)
		return
	}
	response.Header().Set("ETag", `"`+manifest.HashOf(data)[:16]+`"`)
	http.ServeContent(response, request, "", time.Time{}, bytes.NewReader(data))
}

// put adds a file to the server.
func (w *world) put(data []byte) manifest.File {
	hash := manifest.HashOf(data)
	w.mu.Lock()
	defer w.mu.Unlock()
	w.files["files/"+hash] = data
	return manifest.File{URL: "files/" + hash, Hash: hash, Size: int64(len(data))}
}

// release publishes a version, with deltas from those that are named.
func (w *world) release(version string, deltas ...string) *manifest.Release {
	w.t.Helper()
	next := payloadOf(version)
	w.payloads[version] = next
	whole, err := packing.Whole(next)
	if err != nil {
		w.t.Fatal(err)
	}
	content := manifest.Content{Hash: manifest.HashOf(next), Size: int64(len(next)), Whole: w.put(whole)}
	for _, from := range deltas {
		patch, err := packing.Make(w.payloads[from], next)
		if err != nil {
			w.t.Fatal(err)
		}
		content.Deltas = append(content.Deltas, manifest.Delta{File: w.put(patch), From: manifest.HashOf(w.payloads[from])})
	}
	w.releases = append([]manifest.Release{{
		Version: version, Date: noon, Notes: "What is new in " + version, Rollout: manifest.Rollout{Percent: 100, Salt: version},
		Targets: map[string]manifest.Target{testTarget: {Payload: manifest.Payload{Content: content, Seal: manifest.Seal(next)}}},
	}}, w.releases...)
	w.publish()
	return &w.releases[0]
}

// manifest is what the server's list says at the moment.
func (w *world) manifest() *manifest.Manifest {
	w.sequence++
	return &manifest.Manifest{Format: manifest.Format, App: testApp, Channel: "stable", Sequence: w.sequence, Published: noon, Expires: noon.Add(90 * 24 * time.Hour), Releases: w.releases}
}

func (w *world) publish() { w.serve(w.manifest(), w.key) }

func (w *world) serve(m *manifest.Manifest, key signature.PrivateKey) {
	w.t.Helper()
	file, err := manifest.Sign(m, key)
	if err != nil {
		w.t.Fatal(err)
	}
	w.mu.Lock()
	defer w.mu.Unlock()
	w.files[manifest.FileName(m.Channel)] = file
}

// start starts the app, as it was installed or updated.
func (w *world) start() store.Choice {
	if w.store != nil {
		w.store.Close()
	}
	w.store = store.Open(w.folder, store.Base{App: testApp, Version: "1.0.0", Target: testTarget, Key: w.shipped}, func() time.Time { return w.now })
	w.t.Cleanup(func() { w.store.Close() })
	w.choice = w.store.Select()
	return w.choice
}

type memoryFile struct{ *bytes.Reader }

func (memoryFile) Close() error { return nil }

// client returns a client of the app that runs.
func (w *world) client() *Client {
	w.t.Helper()
	c, err := New(Options{
		URL: w.server.URL + "/notes", AllowLoopback: true, Channel: "stable", Target: testTarget, Store: w.store, Transport: http.DefaultTransport,
		Version: func() string { return w.choice.Version },
		Payload: func() (store.File, error) { return memoryFile{bytes.NewReader(w.payloads[w.choice.Version])}, nil },
	})
	if err != nil {
		w.t.Fatal(err)
	}
	return c
}

// update checks and downloads; the version that is kept then, "" if there is nothing new.
func (w *world) update() (string, error) {
	c := w.client()
	found, err := c.Check(context.Background())
	if found == nil || err != nil {
		return "", err
	}
	if err := c.Download(context.Background(), found, nil); err != nil {
		return "", err
	}
	return w.store.Staged().Version, nil
}

func (w *world) mustUpdate(version string) {
	w.t.Helper()
	if got, err := w.update(); got != version || err != nil {
		w.t.Fatalf("updated to %q, %v; want %q", got, err, version)
	}
}

func (w *world) mustStart(version string) {
	w.t.Helper()
	choice := w.start()
	if choice.Version != version {
		w.t.Fatalf("%+v, want %s", choice, version)
	}
	if choice.Payload == "" {
		return
	}
	data, err := os.ReadFile(choice.Payload)
	if err != nil || !bytes.Equal(data, w.payloads[version]) {
		w.t.Fatalf("the payload is not that of %s: %v", version, err)
	}
	if err := w.store.Confirm(); err != nil {
		w.t.Fatal(err)
	}
}

func TestAnUpdateIsADelta(t *testing.T) {
	w := newWorld(t)
	w.mustStart("1.0.0")
	w.publish()
	w.mustUpdate("")
	w.release("1.1.0", "1.0.0")
	w.mustUpdate("1.1.0")
	if sent := len(w.files[w.releases[0].Targets[testTarget].Payload.Deltas[0].URL]); sent > 300 {
		t.Errorf("the delta has %d bytes", sent)
	}
	if _, _, err := w.client().small(context.Background(), "files/none", 10, ""); update.CodeOf(err) != update.CodeServer {
		t.Error(err)
	}
	w.mustStart("1.1.0")
	w.mustUpdate("")
	w.release("1.2.0", "1.1.0", "1.0.0")
	w.mustUpdate("1.2.0")
	choice, err := w.store.Activate()
	if err != nil || choice.Version != "1.2.0" || !choice.Trial() {
		t.Fatal(choice, err)
	}
	if err := w.store.Confirm(); err != nil {
		t.Fatal(err)
	}
	w.mustStart("1.2.0")
}

// A list that has not changed is not sent again.
func TestAListIsSentOnce(t *testing.T) {
	w := newWorld(t)
	w.mustStart("1.0.0")
	w.release("1.1.0", "1.0.0")
	c := w.client()
	sent := 0
	w.handler = func(response http.ResponseWriter, request *http.Request) bool {
		if request.Header.Get("If-None-Match") == "" {
			sent++
		}
		return false
	}
	for range 3 {
		if found, err := c.Check(context.Background()); err != nil || found == nil || found.Version != "1.1.0" {
			t.Fatal(found, err)
		}
	}
	if sent != 1 {
		t.Errorf("it was sent %d times", sent)
	}
	w.now = noon.AddDate(1, 0, 0) // it expires all the same
	if _, err := c.Check(context.Background()); update.CodeOf(err) != update.CodeExpired {
		t.Error(err)
	}
}
