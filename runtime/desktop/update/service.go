package update

import (
	"github.com/deskjs/deskjs/runtime/desktop/service"
)

// state is what autoUpdater's properties say.
type state struct {
	URL          string `json:"url"`
	AutoDownload bool   `json:"autoDownload"`
	AutoApply    bool   `json:"autoApply"`
	Downloaded   bool   `json:"downloaded"`
}

// Service is what autoUpdater asks for.
func (m *Manager) Service() service.Service {
	return service.Service{
		Methods: map[string]service.Handler{
			"update.listen": service.Func(func(struct{}) (any, error) {
				m.mu.Lock()
				untold := m.untold
				m.listening, m.untold = true, nil
				m.mu.Unlock()
				for _, e := range untold {
					m.options.Host.Emit("update.event", e, nil)
				}
				return nil, nil
			}),
			"update.state": service.Func(func(struct{}) (state, error) {
				m.mu.Lock()
				defer m.mu.Unlock()
				s := state{URL: m.feed.URL, AutoDownload: m.download, AutoApply: m.apply}
				if m.options.Engine != nil {
					s.Downloaded = m.options.Engine.Fetched() != nil
				}
				return s, nil
			}),
			"update.feed": service.Func(func(feed Feed) (any, error) {
				m.mu.Lock()
				defer m.mu.Unlock()
				m.feed = feed
				return nil, nil
			}),
			"update.set": service.Func(func(change struct{ AutoDownload, AutoApply *bool }) (any, error) {
				m.mu.Lock()
				defer m.mu.Unlock()
				if change.AutoDownload != nil {
					m.download = *change.AutoDownload
				}
				if change.AutoApply != nil {
					m.apply = *change.AutoApply
				}
				return nil, nil
			}),
			"update.check": service.Func(func(struct{}) (any, error) {
				go func() { _ = m.check(true) }() // it tells by events
				return nil, nil
			}),
			"update.download": m.later(func() error {
				info, err := m.options.Engine.Check(m.ctx, m.feedNow())
				if err != nil {
					return err
				}
				if info == nil {
					return &service.Error{Code: "ERR_NO_UPDATE", Message: "There is no update to download"}
				}
				return m.fetch(info)
			}),
			"update.apply": m.later(m.swap),
		},
		Reset: m.Leaves,
	}
}

// Leaves is told that the backend ends: what happens now is for the next one to hear.
func (m *Manager) Leaves() {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.listening = false
}

// later makes a handler of what takes its time.
func (m *Manager) later(do func() error) service.Handler {
	return func(call *service.Call) {
		go func() {
			m.working.Lock()
			defer m.working.Unlock()
			err := m.unable()
			if err == nil {
				err = do()
			}
			if err != nil {
				call.Fail(err)
				return
			}
			call.Reply(nil, nil)
		}()
	}
}
