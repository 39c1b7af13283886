package window

import (
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"time"

	"github.com/deskjs/deskjs/runtime/desktop/window/devtools"
)

// session is the one profile that WebView2 keeps for the app. It is reached through a window's page, by the DevTools protocol. It has not
// been run on Windows.
type session struct{ driver *driver }

func (d *driver) Session(partition string) (Session, error) {
	if partition != "" {
		return nil, fmt.Errorf("the partition %q can't be had: on Windows all windows of an app share one session", partition)
	}
	return &session{d}, nil
}

// RegisterScheme can't have more schemes than there were when the browser started.
func (d *driver) RegisterScheme(wanted Scheme) error {
	switch {
	case !wanted.valid():
		return errScheme(wanted.Name)
	case wanted.Name == scheme:
		return nil
	default:
		return fmt.Errorf("the scheme %q can't be served: on Windows the browser knows the schemes of an app only from its start", wanted.Name)
	}
}

// call calls a method of the protocol on any page.
func (s *session) call(method string, parameters any, done func(result []byte, err error)) {
	for _, w := range s.driver.windows {
		if w.ready {
			w.page.Call(method, parameters, done)
			return
		}
	}
	done(nil, errors.New("on Windows a session can be asked only while a window of the app is open"))
}

func (s *session) Cookies(url string, done func([]Cookie, error)) {
	method, parameters := "Storage.getCookies", map[string]any{}
	if url != "" {
		method, parameters["urls"] = "Network.getCookies", []string{url}
	}
	s.call(method, parameters, func(result []byte, err error) {
		var list struct{ Cookies []devtools.Cookie }
		if err == nil {
			err = json.Unmarshal(result, &list)
		}
		cookies := make([]Cookie, len(list.Cookies))
		for i, c := range list.Cookies {
			same := strings.ToLower(c.SameSite)
			if same == "none" {
				same = "no_restriction"
			}
			cookies[i] = Cookie{Name: c.Name, Value: c.Value, Domain: c.Domain, Path: c.Path, Secure: c.Secure, HTTPOnly: c.HTTPOnly, SameSite: same}
			if c.Expires > 0 {
				cookies[i].Expires = time.Unix(int64(c.Expires), 0)
			}
		}
		done(cookies, err)
	})
}

func (s *session) SetCookie(cookie Cookie, done func(error)) {
	native := devtools.Cookie{Name: cookie.Name, Value: cookie.Value, Domain: cookie.Domain, Path: cookie.Path, Secure: cookie.Secure, HTTPOnly: cookie.HTTPOnly,
		SameSite: map[string]string{"lax": "Lax", "strict": "Strict", "no_restriction": "None"}[cookie.SameSite]}
	if !cookie.Expires.IsZero() {
		native.Expires = float64(cookie.Expires.Unix())
	}
	s.call("Network.setCookie", native, func(_ []byte, err error) { done(err) })
}

func (s *session) RemoveCookie(cookie Cookie, done func(error)) {
	s.call("Network.deleteCookies", map[string]string{"name": cookie.Name, "domain": cookie.Domain, "path": cookie.Path}, func(_ []byte, err error) { done(err) })
}

// dataKinds have the protocol's names of the kinds that Clear takes.
var dataKinds = map[string]string{"cookies": "cookies", "localstorage": "local_storage", "indexdb": "indexeddb", "serviceworkers": "service_workers", "cachestorage": "cache_storage"}

func (s *session) Clear(kinds []string, done func(error)) {
	var names []string
	for _, kind := range kinds {
		if name := dataKinds[kind]; name != "" {
			names = append(names, name)
		}
		if kind == "cache" {
			s.call("Network.clearBrowserCache", map[string]any{}, func([]byte, error) {})
		}
	}
	s.call("Storage.clearDataForOrigin", map[string]any{"origin": "*", "storageTypes": strings.Join(names, ",")}, func(_ []byte, err error) { done(err) })
}

func (s *session) CacheSize(done func(int64, error)) {
	done(0, errors.New("the size of the cache can't be had on Windows: WebView2 does not tell it"))
}

func (s *session) SetProxy(proxy Proxy) error {
	if proxy.Mode == "system" {
		return nil
	}
	return errors.New("the proxy can't be chosen on Windows: WebView2 uses the system's")
}

func (s *session) SetSpelling(bool, []string) error {
	return errors.New("spell checking can't be set on Windows: WebView2 checks in the system's languages")
}

func (s *session) Spelling() (enabled bool, languages []string) { return true, nil }
