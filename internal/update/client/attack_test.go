package client

import (
	"bytes"
	"context"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/deskjs/deskjs/internal/update"
	"github.com/deskjs/deskjs/internal/update/manifest"
	"github.com/deskjs/deskjs/internal/update/signature"
)

// Each attack is somebody who has the server, or the network, or an old key, but not the app's key. All are refused, and the app goes on with what it has.
func TestAttacksAreRefused(t *testing.T) {
	tests := []struct {
		name   string
		attack func(w *world)
		want   update.Code
	}{
		{"another key", func(w *world) { w.serve(w.manifest(), newKey(w.t)) }, update.CodeSignature},
		{"another key with the ID of the right one", func(w *world) {
			key := newKey(w.t)
			key.ID = w.key.ID
			w.serve(w.manifest(), key)
		}, update.CodeSignature},
		{"a changed list", func(w *world) {
			w.files["stable.manifest"] = bytes.Replace(w.files["stable.manifest"], []byte("1.1.0"), []byte("9.9.9"), 1)
		}, update.CodeSignature},
		{"no signature", func(w *world) { _, w.files["stable.manifest"], _ = manifest.Split(w.files["stable.manifest"]) }, update.CodeSignature},
		{"a list without end", func(w *world) { w.files["stable.manifest"] = make([]byte, manifest.MaxSize+1) }, update.CodeTooLarge},
		{"an old list", func(w *world) {
			old := w.files["stable.manifest"]
			w.publish()
			w.mustUpdate("1.1.0")
			w.files["stable.manifest"] = old
		}, update.CodeReplay},
		{"a list that was never renewed", func(w *world) { w.now = noon.AddDate(0, 6, 0) }, update.CodeExpired},
		{"a clock that was set back", func(w *world) { w.now = noon.AddDate(-1, 0, 0) }, update.CodeClock},
		{"another app's list", func(w *world) {
			m := w.manifest()
			m.App = "com.example.other"
			w.serve(m, w.key)
		}, update.CodeApp},
		{"another channel's list", func(w *world) {
			m := w.manifest()
			m.Channel = "beta"
			w.serve(m, w.key)
			w.files["stable.manifest"] = w.files["beta.manifest"]
		}, update.CodeChannel},
		{"an older version", func(w *world) { w.releases = nil; w.release("0.9.0") }, update.CodeDowngrade},
		{"a newer format", func(w *world) {
			_, text, _ := manifest.Split(w.files["stable.manifest"])
			text = bytes.Replace(text, []byte(`"format":1`), []byte(`"format":2`), 1)
			w.files["stable.manifest"] = append([]byte(w.key.Sign(text, "")), text...)
		}, update.CodeFormat},
		{"an address elsewhere", func(w *world) {
			_, text, _ := manifest.Split(w.files["stable.manifest"])
			text = bytes.Replace(text, []byte(`"files/`), []byte(`"../../files/`), 1)
			w.files["stable.manifest"] = append([]byte(w.key.Sign(text, "")), text...)
		}, update.CodeFormat},
		{"a delta of other bytes, and no whole", func(w *world) {
			for name, data := range w.files {
				if strings.HasPrefix(name, "files/") {
					w.files[name] = append(bytes.Clone(data[:len(data)-1]), data[len(data)-1]^1)
				}
			}
		}, update.CodeMismatch},
		{"files without end", func(w *world) {
			w.handler = func(response http.ResponseWriter, request *http.Request) bool {
				if !strings.Contains(request.URL.Path, "/files/") {
					return false
				}
				_, _ = response.Write(make([]byte, 1<<20)) // the client hangs up
				return true
			}
		}, update.CodeTooLarge},
		{"the payload of another list", func(w *world) {
			other := newWorld(w.t)
			other.key = w.key
			other.release("1.1.9", "1.0.0")
			theirs := other.releases[0].Targets[testTarget].Payload
			ours := w.releases[0].Targets[testTarget].Payload
			of := func(file manifest.File, like manifest.File) []byte {
				return append(other.files[file.URL], make([]byte, like.Size)...)[:like.Size]
			}
			w.files[ours.Whole.URL], w.files[ours.Deltas[0].URL] = of(theirs.Whole, ours.Whole), of(theirs.Deltas[0].File, ours.Deltas[0].File)
		}, update.CodeMismatch},
		{"a redirect", func(w *world) {
			w.handler = func(response http.ResponseWriter, request *http.Request) bool {
				http.Redirect(response, request, "http://example.com/elsewhere", http.StatusFound)
				return true
			}
		}, update.CodeRedirect},
		{"a redirect of the files, to the same server", func(w *world) {
			w.handler = func(response http.ResponseWriter, request *http.Request) bool {
				if !strings.Contains(request.URL.Path, "/files/") {
					return false
				}
				http.Redirect(response, request, "/notes/stable.manifest", http.StatusMovedPermanently)
				return true
			}
		}, update.CodeRedirect},
		{"a system that is left out", func(w *world) {
			w.releases[0].Targets = map[string]manifest.Target{"plan9/mips": w.releases[0].Targets[testTarget]}
			w.publish()
		}, update.CodeTarget},
		{"a version that can't be updated from here", func(w *world) { w.releases[0].MinimumVersion = "1.0.5"; w.publish() }, update.CodeMinimumVersion},
		{"a server that fails", func(w *world) {
			w.handler = func(response http.ResponseWriter, _ *http.Request) bool {
				response.WriteHeader(http.StatusBadGateway)
				return true
			}
		}, update.CodeServer},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			w := newWorld(t)
			w.mustStart("1.0.0")
			w.release("1.1.0", "1.0.0")
			test.attack(w)
			if _, err := w.update(); update.CodeOf(err) != test.want || strings.Contains(err.Error(), "%!") {
				t.Fatalf("%v, %v; want %s", update.CodeOf(err), err, test.want)
			} else {
				t.Log(err)
			}
			if staged := w.store.Staged(); staged != nil && test.want != update.CodeReplay {
				t.Errorf("%+v is kept", staged)
			}
		})
	}
}

func TestAddressesAreHTTPS(t *testing.T) {
	for address, ok := range map[string]bool{
		"https://example.com/notes": true, "https://example.com": true, "http://example.com/notes": false, "http://127.0.0.1:80/x": true, "http://[::1]/": true,
		"http://localhost/x": false, "ftp://example.com": false, "": false, "https://me:pw@example.com/": false, "https://example.com/?a=b": false, "http://127.0.0.1.example.com/": false,
	} {
		if _, err := New(Options{URL: address, AllowLoopback: true}); (err == nil) != ok || !ok && update.CodeOf(err) != update.CodeInsecure {
			t.Errorf("%s: %v", address, err)
		}
	}
	if _, err := New(Options{URL: "http://127.0.0.1/"}); update.CodeOf(err) != update.CodeInsecure {
		t.Error(err)
	}
}

// A key is replaced twice while the device is away; it learns both, and refuses the old ones.
func TestKeysAreReplaced(t *testing.T) {
	w := newWorld(t)
	first, second, third := w.key, newKey(t), newKey(t)
	w.mustStart("1.0.0")
	w.release("1.1.0", "1.0.0")
	w.mustUpdate("1.1.0")
	w.mustStart("1.1.0")

	one, err := manifest.SignRotation(testApp, first, second.Public(), noon)
	if err != nil {
		t.Fatal(err)
	}
	two, err := manifest.SignRotation(testApp, second, third.Public(), noon)
	if err != nil {
		t.Fatal(err)
	}
	w.files[manifest.KeysName] = append(bytes.Clone(one), two...)
	w.key = third
	w.release("1.2.0", "1.1.0")
	w.mustUpdate("1.2.0")
	w.mustStart("1.2.0") // the version before, signed with the first key, was good too

	for _, old := range []signature.PrivateKey{first, second} {
		w.serve(w.manifest(), old)
		if _, err := w.update(); update.CodeOf(err) != update.CodeRetiredKey {
			t.Error(err)
		}
	}
	// A server that has forgotten the rotations does not make the app forget them.
	delete(w.files, manifest.KeysName)
	if _, err := w.update(); update.CodeOf(err) != update.CodeRetiredKey {
		t.Error(err)
	}
	w.publish()
	w.mustUpdate("")
}

// A rotation that the old key did not sign changes nothing.
func TestAForgedRotationIsRefused(t *testing.T) {
	w := newWorld(t)
	w.mustStart("1.0.0")
	forger := newKey(t)
	posing := forger
	posing.ID = w.key.ID
	for name, key := range map[string]struct {
		app  string
		want update.Code
	}{"of the forger": {testApp, update.CodeSignature}, "of another app": {"com.example.other", update.CodeApp}} {
		signer := posing
		if key.want == update.CodeApp {
			signer = w.key
		}
		statement, err := manifest.SignRotation(key.app, signer, forger.Public(), noon)
		if err != nil {
			t.Fatal(err)
		}
		w.files[manifest.KeysName] = statement
		w.serve(w.manifest(), forger)
		if _, err := w.update(); update.CodeOf(err) != key.want {
			t.Errorf("%s: %v", name, err)
		}
	}
	// A list without a chain to it.
	delete(w.files, manifest.KeysName)
	if _, err := w.update(); update.CodeOf(err) != update.CodeSignature {
		t.Error(err)
	}
	w.publish()
	w.mustUpdate("")
}

func TestAFailedVersionIsNotTriedAgain(t *testing.T) {
	w := newWorld(t)
	w.mustStart("1.0.0")
	w.release("1.1.0", "1.0.0")
	w.mustUpdate("1.1.0")
	if _, err := w.store.Activate(); err != nil {
		t.Fatal(err)
	}
	if choice, err := w.store.Rollback("it does not answer"); err != nil || choice.Version != "1.0.0" || choice.RolledBack.Version.Version != "1.1.0" {
		t.Fatal(choice, err)
	}
	if _, err := w.update(); update.CodeOf(err) != update.CodeFailedBefore || !strings.Contains(err.Error(), "it does not answer") {
		t.Error(err)
	}
	w.mustStart("1.0.0")
	w.release("1.1.1", "1.1.0", "1.0.0")
	w.mustUpdate("1.1.1")
}

func TestRolloutsAreStable(t *testing.T) {
	half := manifest.Rollout{Percent: 50, Salt: "1.1.0"}
	w := newWorld(t)
	w.mustStart("1.0.0")
	name, err := w.store.Install()
	if err != nil {
		t.Fatal(err)
	}
	w.release("1.1.0", "1.0.0").Rollout = half
	w.publish()
	want := ""
	if half.Includes(name) {
		want = "1.1.0"
	}
	w.mustUpdate(want)
	w.releases[0].Rollout = manifest.Rollout{Percent: 100, Salt: "1.1.0", Halted: true}
	w.publish()
	if want == "" {
		w.mustUpdate("")
	}
	w.releases[0].Rollout.Halted = false
	w.publish()
	if want == "" {
		w.mustUpdate("1.1.0")
	}
	w.mustStart("1.1.0")
	// While the next one reaches nobody, the one before is still offered to all.
	w.release("1.2.0", "1.1.0").Rollout.Percent = 0
	w.publish()
	w.mustUpdate("")
}

func TestDownloadsGoOn(t *testing.T) {
	w := newWorld(t)
	w.mustStart("1.0.0")
	w.release("1.1.0") // the whole
	whole := w.releases[0].Targets[testTarget].Payload.Whole
	cut := true
	w.handler = func(response http.ResponseWriter, request *http.Request) bool {
		if !cut || !strings.Contains(request.URL.Path, "/files/") {
			return false
		}
		cut = false
		response.Header().Set("ETag", `"`+whole.Hash[:16]+`"`)
		response.Header().Set("Content-Length", "999999")
		_, _ = response.Write(w.files[whole.URL][:1000])
		return true
	}
	if _, err := w.update(); update.CodeOf(err) != update.CodeNetwork {
		t.Fatal(err)
	}
	w.mustStart("1.0.0") // the app is started anew
	w.requests = nil
	var seen []Progress
	c := w.client()
	found, err := c.Check(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	if err := c.Download(context.Background(), found, func(p Progress) { seen = append(seen, p) }); err != nil {
		t.Fatal(err)
	}
	if got := strings.Join(w.requests, ", "); got != "stable.manifest, "+whole.URL+" bytes=1000-" {
		t.Error(got)
	}
	if last := seen[len(seen)-1]; last.Transferred != whole.Size || last.Total != whole.Size || last.Delta {
		t.Errorf("%+v", seen)
	}
	if !c.Kept(found) {
		t.Error("it is not kept")
	}
}

// What a part begins with may be anything: it is noticed, and downloaded anew.
func TestADamagedPartIsDownloadedAgain(t *testing.T) {
	w := newWorld(t)
	w.mustStart("1.0.0")
	w.release("1.1.0")
	whole := w.releases[0].Targets[testTarget].Payload.Whole
	cut := true
	w.handler = func(response http.ResponseWriter, request *http.Request) bool {
		if !cut || !strings.Contains(request.URL.Path, "/files/") {
			return false
		}
		cut = false
		response.Header().Set("ETag", `"`+whole.Hash[:16]+`"`)
		response.Header().Set("Content-Length", "999999")
		_, _ = response.Write(bytes.Repeat([]byte("x"), 1000))
		return true
	}
	for _, want := range []update.Code{update.CodeNetwork, update.CodeMismatch, ""} {
		if _, err := w.update(); update.CodeOf(err) != want {
			t.Fatalf("%v, want %q", err, want)
		}
	}
}

// Without a delta from what runs, several make the way; one that fails is made up for by the whole.
func TestDeltasAreChained(t *testing.T) {
	w := newWorld(t)
	w.mustStart("1.0.0")
	w.release("1.1.0", "1.0.0")
	step := w.releases[0].Targets[testTarget].Payload
	w.release("1.2.0", "1.1.0")
	target := w.releases[0].Targets[testTarget]
	chained := step.Deltas[0]
	chained.To, chained.ToSize = step.Hash, step.Size
	target.Payload.Deltas = append(target.Payload.Deltas, chained)
	w.releases[0].Targets[testTarget] = target
	w.publish()
	w.requests = nil
	w.mustUpdate("1.2.0")
	want := strings.Join([]string{"stable.manifest", chained.URL, target.Payload.Deltas[0].URL}, ", ")
	if got := strings.Join(w.requests, ", "); got != want {
		t.Errorf("%s, want %s", got, want)
	}
	w.mustStart("1.2.0")

	w.release("1.3.0", "1.2.0")
	last := w.releases[0].Targets[testTarget].Payload
	delete(w.files, last.Deltas[0].URL)
	w.requests = nil
	w.mustUpdate("1.3.0")
	if got := strings.Join(w.requests, ", "); got != "stable.manifest, "+last.Deltas[0].URL+", "+last.Whole.URL {
		t.Error(got)
	}
	w.mustStart("1.3.0")
}

// A server that accepts a request and says nothing is given up.
func TestASilentServerIsGivenUp(t *testing.T) {
	w := newWorld(t)
	w.mustStart("1.0.0")
	release := make(chan struct{})
	defer close(release)
	silent := roundTrip(func(request *http.Request) (*http.Response, error) {
		select {
		case <-request.Context().Done():
			return nil, request.Context().Err()
		case <-release:
			return nil, http.ErrServerClosed
		}
	})
	c, err := New(Options{URL: "https://example.com", Channel: "stable", Target: testTarget, Store: w.store, Transport: silent, Stall: time.Millisecond, Version: func() string { return "1.0.0" }})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := c.Check(context.Background()); update.CodeOf(err) != update.CodeNetwork || !strings.Contains(err.Error(), "silent") || !Temporary(err) {
		t.Error(err)
	}
}

type roundTrip func(*http.Request) (*http.Response, error)

func (r roundTrip) RoundTrip(request *http.Request) (*http.Response, error) { return r(request) }

func TestWaits(t *testing.T) {
	for _, test := range []struct {
		failures int
		random   float64
		want     time.Duration
	}{{0, 0.5, 4 * time.Hour}, {0, 0, 3 * time.Hour}, {1, 0.5, time.Minute}, {2, 0.5, 2 * time.Minute}, {5, 1, 20 * time.Minute}, {100, 0.5, 4 * time.Hour}} {
		if got := Wait(4*time.Hour, test.failures, test.random); got != test.want {
			t.Errorf("%+v: %s", test, got)
		}
	}
	if Wait(0, 0, 0.5) != MinimumInterval {
		t.Error("no wait at all")
	}
}
