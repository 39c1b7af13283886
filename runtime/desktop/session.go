package desktop

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/adrg/xdg"

	"github.com/deskjs/deskjs/runtime/desktop/service"
	"github.com/deskjs/deskjs/runtime/desktop/window"
)

// sessions are what the host keeps of what pages share. UI thread.
type sessions struct {
	watched      map[string]map[string]bool // partition -> question that the backend wants to be asked
	downloads    map[int]*window.Download
	lastDownload int
}

// wants tells whether the backend wants to be asked about a session.
func (s *sessions) wants(partition, question string) bool { return s.watched[partition][question] }

func (s *sessions) watch(partition, question string, watch bool) {
	if s.watched == nil {
		s.watched = map[string]map[string]bool{}
	}
	if s.watched[partition] == nil {
		s.watched[partition] = map[string]bool{}
	}
	s.watched[partition][question] = watch
}

// cookieState is a cookie as the backend has it.
type cookieState struct {
	Name     string `json:"name"`
	Value    string `json:"value"`
	Domain   string `json:"domain"`
	Path     string `json:"path"`
	Secure   bool   `json:"secure"`
	HTTPOnly bool   `json:"httpOnly"`
	Expires  int64  `json:"expires"` // in Unix seconds; 0 is the end of the session
	SameSite string `json:"sameSite"`
}

func (c cookieState) native() window.Cookie {
	cookie := window.Cookie{Name: c.Name, Value: c.Value, Domain: c.Domain, Path: c.Path, Secure: c.Secure, HTTPOnly: c.HTTPOnly, SameSite: c.SameSite}
	if c.Expires != 0 {
		cookie.Expires = time.Unix(c.Expires, 0)
	}
	return cookie
}

// sessionService is what session and its cookies ask for.
func sessionService(h *host) service.Service {
	return service.Service{
		Methods: map[string]service.Handler{
			"session.watch": service.Func(func(a struct {
				Partition, Question string
				Watch               bool
			}) (any, error) {
				h.sessions.watch(a.Partition, a.Question, a.Watch)
				return nil, nil
			}),
			"session.cookies": onSession(h, func(s window.Session, a struct{ URL string }, call *service.Call) {
				s.Cookies(a.URL, func(cookies []window.Cookie, err error) {
					list := make([]cookieState, len(cookies))
					for i, c := range cookies {
						list[i] = cookieState{Name: c.Name, Value: c.Value, Domain: c.Domain, Path: c.Path, Secure: c.Secure, HTTPOnly: c.HTTPOnly, SameSite: c.SameSite}
						if !c.Expires.IsZero() {
							list[i].Expires = c.Expires.Unix()
						}
					}
					reply(call, list, err)
				})
			}),
			"session.setCookie": onSession(h, func(s window.Session, a cookieState, call *service.Call) {
				s.SetCookie(a.native(), func(err error) { reply(call, nil, err) })
			}),
			"session.removeCookie": onSession(h, func(s window.Session, a cookieState, call *service.Call) {
				s.RemoveCookie(a.native(), func(err error) { reply(call, nil, err) })
			}),
			"session.clear": onSession(h, func(s window.Session, a struct{ Kinds []string }, call *service.Call) {
				s.Clear(a.Kinds, func(err error) { reply(call, nil, err) })
			}),
			"session.cacheSize": onSession(h, func(s window.Session, _ struct{}, call *service.Call) {
				s.CacheSize(func(size int64, err error) { reply(call, size, err) })
			}),
			"session.setProxy": onSession(h, func(s window.Session, a window.Proxy, call *service.Call) {
				reply(call, nil, s.SetProxy(a))
			}),
			"session.setSpelling": onSession(h, func(s window.Session, a struct {
				Enabled   bool
				Languages []string
			}, call *service.Call) {
				reply(call, nil, s.SetSpelling(a.Enabled, a.Languages))
			}),
			"session.spelling": onSession(h, func(s window.Session, _ struct{}, call *service.Call) {
				enabled, languages := s.Spelling()
				reply(call, map[string]any{"enabled": enabled, "languages": append([]string{}, languages...)}, nil)
			}),
			"session.cancelDownload": service.Func(func(a struct{ Download int }) (any, error) {
				if d := h.sessions.downloads[a.Download]; d != nil {
					d.Cancel()
				}
				return nil, nil
			}),
		},
		Reset: func() { h.sessions.watched = nil },
	}
}

// onSession makes a handler of what is done to a session, whose partition is among the arguments.
func onSession[A any](h *host, do func(window.Session, A, *service.Call)) service.Handler {
	return func(call *service.Call) {
		var of struct{ Partition string }
		var arguments A
		if err := errors.Join(call.Decode(&of), call.Decode(&arguments)); err != nil {
			call.Fail(err)
			return
		}
		session, err := h.driver.Session(of.Partition)
		if err != nil {
			call.Fail(&service.Error{Code: service.CodeNotSupported, Message: err.Error()})
			return
		}
		do(session, arguments, call)
	}
}

func reply(call *service.Call, value any, err error) {
	if err != nil {
		call.Fail(err)
		return
	}
	call.Reply(value, nil)
}

// askPermission asks the handler of the session. Where there is none, nothing is allowed.
func (h *host) askPermission(w *appWindow, p window.Permission, decide func(bool)) {
	if !h.sessions.wants(w.partition, "permission") {
		h.refused("a permission that the page asked for: " + p.Name + " (session.setPermissionRequestHandler says what pages may do)")
		decide(false)
		return
	}
	media := []string{}
	if p.Audio {
		media = append(media, "audio")
	}
	if p.Video {
		media = append(media, "video")
	}
	h.natives.ask("session.permission", struct {
		Partition string   `json:"partition"`
		ID        int      `json:"id"`
		Name      string   `json:"permission"`
		Media     []string `json:"mediaTypes"`
		URL       string   `json:"url"`
	}{w.partition, w.id, p.Name, media, w.native.URL()}, nil, func(answer service.Answer) {
		var v struct{ Allowed bool }
		decide(answer.Decode(&v) == nil && v.Allowed)
	})
}

// cookiesChanged tells the backend, if it wants to hear of it.
func (h *host) cookiesChanged(partition string) {
	if h.sessions.wants(partition, "cookies") {
		h.natives.emit("session.cookies-changed", map[string]string{"partition": partition}, nil)
	}
}

// downloadState is a download as the backend gets to know it.
type downloadState struct {
	Download    int    `json:"download"`
	Partition   string `json:"partition"`
	ID          int    `json:"id"` // of the window, 0 if it is not known
	URL         string `json:"url"`
	Name        string `json:"filename"`
	Type        string `json:"mimeType"`
	Disposition string `json:"contentDisposition"`
	Total       int64  `json:"totalBytes"`
	Received    int64  `json:"receivedBytes"`
	Path        string `json:"path,omitempty"`
	State       string `json:"state,omitempty"`
	Reason      string `json:"reason,omitempty"`
}

// progressTime is how often the backend is told of a download at most.
const progressTime = 100 * time.Millisecond

// download takes a file that a page would have downloaded. Unless the app says otherwise it goes to the person's folder of downloads.
func (h *host) download(partition string, from window.Window, d *window.Download) {
	h.sessions.lastDownload++
	state := downloadState{Download: h.sessions.lastDownload, Partition: partition, URL: d.URL, Name: d.Name, Type: d.Type, Disposition: d.Disposition, Total: d.Total}
	for _, w := range h.windows {
		if w.native == from {
			state.ID = w.id
		}
	}
	if h.sessions.downloads == nil {
		h.sessions.downloads = map[int]*window.Download{}
	}
	h.sessions.downloads[state.Download] = d
	var told time.Time
	d.Progress = func() {
		if now := time.Now(); now.Sub(told) >= progressTime {
			told, state.Received = now, d.Received
			h.natives.emit("session.download-updated", state, nil)
		}
	}
	d.Done = func(end, reason string) {
		delete(h.sessions.downloads, state.Download)
		state.State, state.Reason, state.Received = end, reason, d.Received
		h.natives.emit("session.download-done", state, nil)
	}
	save := func(path string) {
		if path == "" {
			path = freeName(xdg.UserDirs.Download, d.Name)
		}
		state.Path = path
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			h.log("The download of %q can't be saved: %v", d.URL, err)
			d.Cancel()
			return
		}
		d.Save(path)
	}
	if !h.sessions.wants(partition, "will-download") {
		save("")
		return
	}
	h.natives.ask("session.will-download", state, nil, func(answer service.Answer) {
		var wish struct {
			Path      string
			Prevented bool
		}
		if answer.Decode(&wish) == nil && wish.Prevented {
			d.Cancel()
			return
		}
		save(wish.Path)
	})
}

// freeName is a file of a folder that is not there yet: "name.txt", "name (1).txt", ...
func freeName(folder, name string) string {
	name = filepath.Base(filepath.Clean("/" + strings.ReplaceAll(name, "\\", "/")))
	if name == "/" || name == "." {
		name = "download"
	}
	extension := filepath.Ext(name)
	for i := 0; ; i++ {
		path := filepath.Join(folder, name)
		if i > 0 {
			path = filepath.Join(folder, fmt.Sprintf("%s (%d)%s", strings.TrimSuffix(name, extension), i, extension))
		}
		if _, err := os.Lstat(path); errors.Is(err, os.ErrNotExist) {
			return path
		}
	}
}
