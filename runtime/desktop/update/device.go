package update

import (
	"context"
	"errors"
	"fmt"
	"io"
	"maps"
	"net/http"
	"os"
	"path/filepath"
	"runtime"
	"sync"
	"time"

	"github.com/adrg/xdg"

	"github.com/deskjs/deskjs/internal/payload"
	"github.com/deskjs/deskjs/internal/update"
	"github.com/deskjs/deskjs/internal/update/client"
	"github.com/deskjs/deskjs/internal/update/manifest"
	"github.com/deskjs/deskjs/internal/update/signature"
	"github.com/deskjs/deskjs/internal/update/store"
	"github.com/deskjs/deskjs/runtime/desktop/service"
)

// Device is what of an app's updates is on this device: its Engine, and its Editions.
type Device struct {
	base  payload.App // as it was installed
	where place
	store *store.Store

	mu      sync.Mutex
	running Edition
	before  Edition // what ran before Activate
	found   *client.Update
	client  *client.Client
	feed    Feed // of the client
}

// place is where an app's updates are kept, and what they have to go with.
type place struct {
	folder store.Folder
	base   store.Base
}

func placeOf(app payload.App) (place, error) {
	m := app.Manifest()
	if m.Updates == nil {
		return place{}, errors.New("the app has no updates")
	}
	key, err := signature.ParsePublicKey(m.Updates.PublicKey)
	if err != nil {
		return place{}, fmt.Errorf("updates.publicKey: %w", err)
	}
	return place{
		folder: store.Folder(filepath.Join(xdg.DataHome, m.ID, "updates")),
		base:   store.Base{App: m.ID, Version: m.Version, Target: runtime.GOOS + "/" + runtime.GOARCH, Key: key},
	}, nil
}

// open opens a version that is kept. What is opened is what was checked.
func (p place) open(hash string) (Edition, error) {
	path, seal, err := store.Kept(p.folder, p.base, hash)
	if err != nil {
		return Edition{}, err
	}
	app, err := payload.OpenFile(path)
	if err != nil {
		return Edition{}, err
	}
	bytes := payload.Bytes(app)
	end := make([]byte, min(manifest.SealSize, bytes.Size()))
	if n, err := bytes.ReadAt(end, bytes.Size()-int64(len(end))); n < len(end) || manifest.Seal(end) != seal {
		app.Close()
		return Edition{}, errors.Join(errors.New("the payload was changed after it had been checked"), err)
	}
	return Edition{App: app, Hash: hash}, nil
}

// OpenKept opens the version that the host has chosen, for the backend: installed is the app as it was installed, which vouches for it.
func OpenKept(installed payload.App, hash string) (payload.App, error) {
	where, err := placeOf(installed)
	if err != nil {
		return nil, err
	}
	edition, err := where.open(hash)
	return edition.App, err
}

// Choice is what to run.
type Choice struct {
	Edition
	// OnTrial says that it has yet to show that it works.
	OnTrial bool
	// RolledBack is a version that was given up just before, "" for none; Why says the reason.
	RolledBack, Why string
	// Problem is why the next start may not know of that; for the log.
	Problem error
}

// OpenDevice opens what is on this device of the updates of an app, and chooses what runs, all of whose code was checked. It is called once. The
// error says that not even the app as it was installed can run.
func OpenDevice(installed payload.App) (*Device, Choice, error) {
	where, err := placeOf(installed)
	if err != nil {
		return nil, Choice{Edition: Edition{App: installed}, Problem: err}, payload.CheckCode(installed)
	}
	d := &Device{base: installed, where: where, store: store.Open(where.folder, where.base, time.Now)}
	chosen := d.store.Select()
	choice := Choice{OnTrial: chosen.Trial()}
	if chosen.RolledBack != nil {
		choice.RolledBack, choice.Why = chosen.RolledBack.Version.Version, chosen.RolledBack.Why
	}
	choice.Edition, err = d.edition(chosen)
	if err == nil {
		err = payload.CheckCode(choice.App)
	}
	if err != nil && chosen.Hash != "" {
		// The store has looked at no more than the seal.
		choice.RolledBack, choice.Why, choice.OnTrial = chosen.Version, err.Error(), false
		choice.Edition, choice.Problem = d.Rollback(err.Error())
		err = payload.CheckCode(choice.App)
	}
	d.running = choice.Edition
	return d, choice, err
}

// edition opens what the store has chosen.
func (d *Device) edition(choice store.Choice) (Edition, error) {
	if choice.Hash == "" {
		return Edition{App: d.base}, nil
	}
	return d.where.open(choice.Hash)
}

// Close gives the folder to another instance.
func (d *Device) Close() error { return d.store.Close() }

// Activate implements Editions.
func (d *Device) Activate() (Edition, error) {
	if d.restarts() {
		return Edition{}, coded(&update.Error{Code: update.CodeRuntime, Text: "This version runs on the app's new program only, and starts with it next time"})
	}
	choice, err := d.store.Activate()
	if err != nil {
		return Edition{}, coded(err)
	}
	next, err := d.edition(choice)
	if err == nil {
		err = payload.CheckCode(next.App)
	}
	if err != nil {
		_, again := d.store.Rollback(err.Error())
		return Edition{}, errors.Join(err, again)
	}
	d.mu.Lock()
	defer d.mu.Unlock()
	d.before, d.running = d.running, next
	return next, nil
}

// restarts reports whether the version that was fetched needs the program that came with it.
func (d *Device) restarts() bool {
	staged := d.store.Staged()
	d.mu.Lock()
	defer d.mu.Unlock()
	return staged != nil && d.found != nil && d.found.Restart && d.found.Hash == staged.Hash
}

// Postpone implements Editions.
func (d *Device) Postpone() error {
	d.mu.Lock()
	d.running = d.before
	d.mu.Unlock()
	return coded(d.store.Postpone())
}

// Confirm implements Editions.
func (d *Device) Confirm() error { return coded(d.store.Confirm()) }

// Ended implements Editions.
func (d *Device) Ended() error { return coded(d.store.Ended()) }

// Rollback implements Editions.
func (d *Device) Rollback(why string) (Edition, error) {
	choice, err := d.store.Rollback(why)
	edition, openErr := d.edition(choice)
	if openErr != nil {
		edition = Edition{App: d.base}
	}
	d.mu.Lock()
	d.running = edition
	d.mu.Unlock()
	return edition, coded(errors.Join(err, openErr))
}

// runs is the version that runs.
func (d *Device) runs() Edition {
	d.mu.Lock()
	defer d.mu.Unlock()
	return d.running
}

// Check implements Engine.
func (d *Device) Check(ctx context.Context, feed Feed) (*Info, error) {
	from, err := d.clientOf(feed)
	if err != nil {
		return nil, coded(err)
	}
	found, err := from.Check(ctx)
	d.mu.Lock()
	d.found = found
	d.mu.Unlock()
	if err == nil && found == nil && !d.store.OnTrial() {
		// The version that runs is the newest and works: the program of it may follow.
		_, err = from.UpdateProgram(ctx, nil)
	}
	if err != nil || found == nil {
		return nil, coded(err)
	}
	return infoOf(found), nil
}

func infoOf(u *client.Update) *Info {
	return &Info{Version: u.Version, Notes: u.Notes, Date: u.Date.UTC().Format(time.RFC3339)}
}

// Fetch implements Engine.
func (d *Device) Fetch(ctx context.Context, feed Feed, progress func(transferred, total int64)) error {
	from, err := d.clientOf(feed)
	if err != nil {
		return coded(err)
	}
	d.mu.Lock()
	found := d.found
	d.mu.Unlock()
	return coded(from.Download(ctx, found, func(p client.Progress) { progress(p.Transferred, p.Total) }))
}

// Fetched implements Engine.
func (d *Device) Fetched() *Info {
	staged := d.store.Staged()
	d.mu.Lock()
	defer d.mu.Unlock()
	switch {
	case staged == nil:
		return nil
	case d.found != nil && d.found.Hash == staged.Hash:
		return infoOf(d.found)
	}
	return &Info{Version: staged.Version}
}

// clientOf returns what asks a feed.
func (d *Device) clientOf(feed Feed) (*client.Client, error) {
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.client != nil && d.feed.URL == feed.URL && maps.Equal(d.feed.Headers, feed.Headers) {
		return d.client, nil
	}
	m := d.base.Manifest()
	var program *client.Program
	if path, err := os.Executable(); err == nil {
		program = replaceable(path)
	}
	made, err := client.New(client.Options{
		URL: feed.URL, AllowLoopback: m.Updates.Loopback, Channel: m.Updates.Channel, Target: d.where.base.Target,
		Version: func() string { return d.runs().Version() },
		Payload: func() (store.File, error) {
			if bytes := payload.Bytes(d.runs().App); bytes != nil {
				return openPayload{bytes}, nil
			}
			return nil, nil
		},
		Program: program, Store: d.store, Transport: headed{http.DefaultTransport, feed.Headers}, UserAgent: m.ID + "/" + m.Version,
	})
	if err != nil {
		return nil, err
	}
	d.client, d.feed = made, feed
	return made, nil
}

// openPayload is a payload that stays open.
type openPayload struct{ *io.SectionReader }

func (openPayload) Close() error { return nil }

// headed adds headers to requests.
type headed struct {
	http.RoundTripper
	headers map[string]string
}

func (t headed) RoundTrip(request *http.Request) (*http.Response, error) {
	if len(t.headers) > 0 {
		request = request.Clone(request.Context())
		for name, value := range t.headers {
			request.Header.Set(name, value)
		}
	}
	return t.RoundTripper.RoundTrip(request)
}

// coded gives an error the code that JavaScript sees.
func coded(err error) error {
	if code := update.CodeOf(err); code != "" {
		return &service.Error{Code: string(code), Message: err.Error()}
	}
	return err
}
