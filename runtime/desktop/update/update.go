// Package update is the host's half of autoUpdater: it looks for new versions of the app in the background, has them fetched, and has them
// take the place of the one that runs, at the next start or at once. What is genuine is decided below it, by internal/update; how one version takes the
// place of another is package desktop's business, which is what imports it.
package update

import (
	"context"
	"errors"
	"math/rand/v2"
	"sync"
	"time"

	"github.com/deskjs/deskjs/runtime/desktop/service"
)

// Info is a version of the app.
type Info struct {
	Version string `json:"version"`
	// Notes are the author's words on it, in Markdown.
	Notes string `json:"notes"`
	// Date is when it was published, in ISO 8601.
	Date string `json:"date"`
}

// Feed is where updates come from.
type Feed struct {
	URL string `json:"url"`
	// Headers go along with each request.
	Headers map[string]string `json:"headers"`
}

// Engine finds and fetches versions. The Manager calls one method at a time. What is wrong is a *service.Error, or any other.
type Engine interface {
	// Check returns the newest version for this device, nil if that runs already.
	Check(ctx context.Context, feed Feed) (*Info, error)
	// Fetch has what Check returned last on the device, and starts at the next start; progress hears of the bytes that came and of all there are.
	Fetch(ctx context.Context, feed Feed, progress func(transferred, total int64)) error
	// Fetched returns what starts at the next start, nil if that runs already.
	Fetched() *Info
}

// Options are what a Manager needs.
type Options struct {
	// Engine is nil where there are no updates; Why says the reason.
	Engine Engine
	Why    *service.Error
	Feed   Feed
	// Interval is the time between checks in the background; 0 is none. First is the time before the first.
	Interval, First time.Duration
	// Download has what is found fetched, Apply what is fetched take the place of what runs, without a restart.
	Download, Apply bool
	// Swap does that: see autoUpdater.applyUpdate. It returns when the version runs; Tried is told later what has become of it.
	Swap func(info Info) error
	// Host is the app's.
	Host *service.Host
}

// Manager looks after the updates of one app. Its methods may be called on any goroutine.
type Manager struct {
	options Options
	ctx     context.Context
	stop    context.CancelFunc
	working sync.Mutex // held while the engine is at work

	mu        sync.Mutex
	feed      Feed
	download  bool
	apply     bool
	listening bool // the backend wants to be told
	untold    []event
}

// event is what autoUpdater is told.
type event struct {
	Name     string    `json:"name"`
	Info     *Info     `json:"info,omitempty"`
	URL      string    `json:"url,omitempty"`
	Progress *progress `json:"progress,omitempty"`
	Error    *failure  `json:"error,omitempty"`
	// Asked says that the app's code has asked for what failed.
	Asked bool `json:"asked,omitempty"`
}

type failure struct {
	Code    string `json:"code,omitempty"`
	Message string `json:"message"`
}

// progress is that of a download.
type progress struct {
	Percent        float64 `json:"percent"`
	Transferred    int64   `json:"transferred"`
	Total          int64   `json:"total"`
	BytesPerSecond int64   `json:"bytesPerSecond"`
}

// New returns a manager that does nothing before Start.
func New(options Options) *Manager {
	m := &Manager{options: options, feed: options.Feed, download: options.Download, apply: options.Apply}
	m.ctx, m.stop = context.WithCancel(context.Background())
	return m
}

// Start begins to look for updates in the background.
func (m *Manager) Start() {
	if m.options.Engine != nil && m.options.Interval > 0 {
		go m.background()
	}
}

// Stop ends what is under way, without waiting for it.
func (m *Manager) Stop() { m.stop() }

// firstBackoff is the wait after a check that failed; it doubles with each, up to the interval.
const firstBackoff = 5 * time.Minute

func (m *Manager) background() {
	wait, backoff := m.options.First, firstBackoff
	for {
		// Devices that were switched on together must not ask together.
		timer := time.NewTimer(wait + rand.N(wait/4+1))
		select {
		case <-m.ctx.Done():
			timer.Stop()
			return
		case <-timer.C:
		}
		if m.check(false) != nil {
			wait = min(backoff, m.options.Interval)
			backoff *= 2
			continue
		}
		wait, backoff = m.options.Interval, firstBackoff
	}
}

// check looks for a version, and goes on as the app has chosen. asked says that the app's code wants it.
func (m *Manager) check(asked bool) error {
	m.working.Lock()
	defer m.working.Unlock()
	if m.ctx.Err() != nil {
		return nil
	}
	if err := m.unable(); err != nil {
		m.failed(err, asked)
		return err
	}
	m.tell(event{Name: "checking"})
	info, err := m.options.Engine.Check(m.ctx, m.feedNow())
	switch {
	case err != nil:
		m.failed(err, asked)
		return err
	case info == nil:
		m.tell(event{Name: "none"})
		return nil
	}
	m.tell(event{Name: "available", Info: info})
	if !m.wants(&m.download) {
		return nil
	}
	if err := m.fetch(info); err != nil {
		m.failed(err, asked)
		return err
	}
	if m.wants(&m.apply) {
		if err := m.swap(); err != nil {
			m.failed(err, asked)
		}
	}
	return nil
}

// fetch has a version fetched that was found. working is held.
func (m *Manager) fetch(info *Info) error {
	if fetched := m.options.Engine.Fetched(); fetched == nil || fetched.Version != info.Version {
		began, last := time.Now(), time.Time{}
		err := m.options.Engine.Fetch(m.ctx, m.feedNow(), func(transferred, total int64) {
			now := time.Now()
			if transferred < total && now.Sub(last) < progressTime || total == 0 {
				return
			}
			last = now
			m.tell(event{Name: "progress", Progress: &progress{
				Percent: 100 * float64(transferred) / float64(total), Transferred: transferred, Total: total,
				BytesPerSecond: int64(float64(transferred) / max(now.Sub(began).Seconds(), 0.001)),
			}})
		})
		if err != nil {
			return err
		}
	}
	m.tell(event{Name: "downloaded", Info: info, URL: m.feedNow().URL})
	return nil
}

// progressTime is how often a download tells of its progress.
const progressTime = 100 * time.Millisecond

// swap has the version that was fetched take the place of the one that runs. working is held.
func (m *Manager) swap() error {
	info := m.options.Engine.Fetched()
	if info == nil {
		return &service.Error{Code: "ERR_NO_UPDATE", Message: "There is no update to apply: wait for 'update-downloaded'"}
	}
	return m.options.Swap(*info)
}

// Tried is told what has become of a version on trial: it has proved itself, or err says why the one before it runs again.
func (m *Manager) Tried(info Info, err error) {
	if err != nil {
		m.tell(event{Name: "rolled-back", Info: &info, Error: failureOf(err)})
		return
	}
	m.tell(event{Name: "applied", Info: &info})
}

func (m *Manager) unable() error {
	if m.options.Engine == nil {
		return m.options.Why
	}
	return nil
}

func (m *Manager) feedNow() Feed {
	m.mu.Lock()
	defer m.mu.Unlock()
	return m.feed
}

func (m *Manager) wants(option *bool) bool {
	m.mu.Lock()
	defer m.mu.Unlock()
	return *option
}

func (m *Manager) failed(err error, asked bool) {
	if errors.Is(err, context.Canceled) && m.ctx.Err() != nil {
		return // the app ends
	}
	if !asked {
		m.options.Host.Log("No update: %v", err)
	}
	m.tell(event{Name: "error", Error: failureOf(err), Asked: asked})
}

func failureOf(err error) *failure {
	f := &failure{Message: err.Error()}
	if coded, ok := errors.AsType[*service.Error](err); ok {
		f.Code = coded.Code
	}
	return f
}

// lasting are the events that a backend hears of which listens later.
var lasting = map[string]bool{"downloaded": true, "applied": true, "rolled-back": true}

// maxUntold bounds how many are kept.
const maxUntold = 10

func (m *Manager) tell(e event) {
	m.mu.Lock()
	listening := m.listening
	if !listening && lasting[e.Name] && len(m.untold) < maxUntold {
		m.untold = append(m.untold, e)
	}
	m.mu.Unlock()
	if listening {
		m.options.Host.Emit("update.event", e, nil)
	}
}
