// Package client asks a server for updates and fetches them: it checks the signed list, decides what of it this device should have, downloads
// deltas or the whole, and has package store keep what they make. The caller brings the HTTP transport, decides when, and activates what was kept.
//
// Everything that a server says is untrusted until the signature says otherwise; see package manifest. Errors are *update.Error.
package client

import (
	"context"
	"errors"
	"net/http"
	"net/url"
	"strings"
	"time"

	"github.com/deskjs/deskjs/internal/update"
	"github.com/deskjs/deskjs/internal/update/delta"
	"github.com/deskjs/deskjs/internal/update/manifest"
	"github.com/deskjs/deskjs/internal/update/store"
)

// Options are what a Client needs to know.
type Options struct {
	// URL is the folder on the server: https, with or without a slash at its end.
	URL string
	// AllowLoopback lets URL be http, if its host is 127.0.0.1 or ::1: for trying updates on one's own machine.
	AllowLoopback bool
	// Channel is the list that the app goes by: "stable".
	Channel string
	// Target is what the app runs on: "linux/amd64".
	Target string
	// Version is what runs now, by the running payload's manifest. It is asked at each check.
	Version func() string
	// Payload opens the payload that runs now, from its header to its trailer, to apply deltas to; the caller of it closes it. An error, or nil, is
	// no harm: the whole payload is downloaded.
	Payload func() (store.File, error)
	// Program is the app's executable, if the app may replace it; nil leaves that to others, as with the system's packages.
	Program *Program
	// Store keeps what is fetched.
	Store *store.Store
	// Transport makes the requests.
	Transport http.RoundTripper
	// UserAgent is sent with each request; nothing else about the device is.
	UserAgent string
	// Stall is how long a server may be silent before a request is given up; 30 s by default. Downloads take as long as they go on.
	Stall time.Duration
}

// Client fetches updates. Its methods are called one at a time.
type Client struct {
	options Options
	base    *url.URL
	http    *http.Client
	list    *manifest.Manifest // of the last Check
	file    []byte             // what it was read from, and what the server called that
	tag     string
}

// DefaultStall is Options.Stall if it isn't set.
const DefaultStall = 30 * time.Second

// New returns a Client. The error says that the address is none that updates are fetched from.
func New(options Options) (*Client, error) {
	base, err := url.Parse(strings.TrimSuffix(options.URL, "/") + "/")
	if err != nil || base.Host == "" || base.RawQuery != "" || base.Fragment != "" || base.User != nil {
		return nil, &update.Error{Code: update.CodeInsecure, Text: "The address for updates, " + options.URL + ", is not an https address"}
	}
	loopback := options.AllowLoopback && base.Scheme == "http" && (base.Hostname() == "127.0.0.1" || base.Hostname() == "::1")
	if base.Scheme != "https" && !loopback {
		return nil, &update.Error{Code: update.CodeInsecure, Text: "The address for updates, " + options.URL + ", is not an https address"}
	}
	if options.Stall == 0 {
		options.Stall = DefaultStall
	}
	return &Client{options: options, base: base, http: &http.Client{Transport: options.Transport, CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}}, nil
}

// Update is a version that this device should have.
type Update struct {
	// Version is its version, Notes the author's words on it in Markdown, Date when it was published.
	Version string
	Notes   string
	Date    time.Time
	// Size is how many bytes will be downloaded, as far as can be said beforehand.
	Size int64
	// Hash is the payload's.
	Hash string
	// Restart says that the version runs on a newer program only, which Download puts into its place too: it can't be activated before the app
	// was started anew.
	Restart bool

	proof   []byte
	target  manifest.Target
	payload plan
}

// Kept reports whether the update has been downloaded and is staged in the store.
func (c *Client) Kept(u *Update) bool {
	staged := c.options.Store.Staged()
	return staged != nil && staged.Hash == u.Hash
}

// Check asks the server for its list. It returns nil if there is nothing that this device should have. The errors have the codes of package update:
// what was refused, or why the server could not be asked.
func (c *Client) Check(ctx context.Context) (*Update, error) {
	if err := c.options.Store.Problem(); err != nil {
		return nil, err
	}
	file, tag, err := c.small(ctx, manifest.FileName(c.options.Channel), manifest.MaxSize, c.tag)
	if err != nil {
		return nil, err
	}
	if file == nil {
		file, tag = c.file, c.tag // it is the same as last time
	}
	m, err := c.open(ctx, file)
	if err != nil {
		return nil, err
	}
	if err := m.Check(c.options.Store.Device(c.options.Channel)); err != nil {
		return nil, err
	}
	if err := c.options.Store.Accept(m); err != nil {
		return nil, err
	}
	c.list, c.file, c.tag = m, file, tag
	install, err := c.options.Store.Install()
	if err != nil {
		return nil, err
	}
	version := c.options.Version()
	release, err := m.Offer(version, install)
	if release == nil || err != nil {
		return nil, err
	}
	target, err := release.For(c.options.Target, version)
	if err != nil {
		return nil, err
	}
	if failure := c.options.Store.Failed(target.Payload.Hash); failure != nil {
		return nil, &update.Error{Code: update.CodeFailedBefore, Text: "Version " + release.Version + " was tried on this computer before: " + failure.Why}
	}
	restart, err := c.needs(release.Version, target)
	if err != nil {
		return nil, err
	}
	found := &Update{Restart: restart, Version: release.Version, Notes: release.Notes, Date: release.Date, Hash: target.Payload.Hash, proof: file, target: target}
	found.payload = cheapest(target.Payload.Content, hashOf(c.options.Payload))
	found.Size = found.payload.size
	if content, have, ok := c.programOf(target); restart && ok {
		found.Size += cheapest(content, have).size
	}
	return found, nil
}

// open reads the list, and asks for the file of rotations if another key has signed it than the app knows.
func (c *Client) open(ctx context.Context, file []byte) (*manifest.Manifest, error) {
	trust := c.options.Store.Trust()
	if signer, err := manifest.Signer(file); err == nil && signer.KeyID != trust.Key.ID {
		keys, _, err := c.small(ctx, manifest.KeysName, manifest.MaxKeys, "")
		if err != nil && update.CodeOf(err) != update.CodeServer {
			return nil, err
		}
		if err == nil {
			if trust, err = c.options.Store.LearnKeys(keys); err != nil {
				return nil, err
			}
		}
	}
	return manifest.Open(file, trust)
}

// Progress is how far a download is.
type Progress struct {
	// Transferred and Total are in bytes.
	Transferred, Total int64
	// Delta says that it is a delta, not the whole.
	Delta bool
}

// Download fetches an update and has the store stage it. progress, if not nil, is called at least once, and then as bytes come. A download that breaks off
// goes on where it was when Download is called again, also after the app was started anew.
func (c *Client) Download(ctx context.Context, u *Update, progress func(Progress)) error {
	if progress == nil {
		progress = func(Progress) {}
	}
	if content, have, ok := c.programOf(u.target); u.Restart && ok {
		if err := c.replaceProgram(ctx, content, have, progress); err != nil {
			return err
		}
	}
	stage, err := c.options.Store.Begin(store.Version{Version: u.Version, Hash: u.Hash}, u.proof)
	if err != nil {
		return err
	}
	if err := c.makeEither(ctx, stage, u.payload, u.target.Payload.Content, c.options.Payload, progress); err != nil {
		return err
	}
	return stage.Keep()
}

// makeEither makes a content by a plan. A delta that can't be had or used is no reason to go without the update: then it takes the whole.
func (c *Client) makeEither(ctx context.Context, stage *store.Stage, p plan, content manifest.Content, old func() (store.File, error), progress func(Progress)) error {
	err := c.make(ctx, stage, p, content, old, progress)
	code := update.CodeOf(err)
	if len(p.deltas) > 0 && (code == update.CodeDelta || code == update.CodeMismatch || code == update.CodeServer || code == update.CodeTooLarge) {
		if again := c.make(ctx, stage, cheapest(content, ""), content, old, progress); again != nil {
			return errors.Join(again, err)
		}
		return nil
	}
	return err
}

// make downloads what a plan needs, and applies it.
func (c *Client) make(ctx context.Context, stage *store.Stage, p plan, content manifest.Content, open func() (store.File, error), progress func(Progress)) error {
	said := Progress{Total: p.size, Delta: len(p.deltas) > 0}
	progress(said)
	files := p.files(content)
	for _, file := range files {
		before := said.Transferred
		if err := c.part(ctx, stage.Part(file), file, func(n int64) {
			said.Transferred = before + n
			progress(said)
		}); err != nil {
			return err
		}
	}
	if len(p.deltas) == 0 {
		return stage.Apply(stage.Part(files[0]), delta.Source{}, delta.Want{Hash: content.Hash, Size: content.Size})
	}
	old, err := open()
	if err != nil || old == nil {
		return &update.Error{Code: update.CodeDelta, Text: "The app that runs can't be read to apply a delta to it", Cause: err}
	}
	for i, step := range p.deltas {
		hash, size := step.Result(content)
		err := stage.Apply(stage.Part(files[i]), delta.Source{Reader: old, Size: old.Size()}, delta.Want{Hash: hash, Size: size})
		if closing := old.Close(); err == nil && closing != nil {
			err = closing
		}
		if err != nil {
			return err
		}
		if i < len(p.deltas)-1 {
			if old, err = stage.Made(hash); err != nil {
				return err
			}
		}
	}
	return nil
}
