package window

import (
	"errors"
	"fmt"
	"net/url"
	"strings"
	"time"

	"github.com/ebitengine/purego/objc"
)

// session is a WKWebsiteDataStore. It has not been run on macOS.
type session struct{ store objc.ID }

func (d *driver) Session(partition string) (Session, error) {
	store, err := d.storeOf(partition)
	return &session{store}, err
}

// storeOf is the store of a partition.
func (d *driver) storeOf(partition string) (store objc.ID, err error) {
	if partition == "" {
		return d.store, nil
	}
	if store = d.stores[partition]; store != 0 {
		return store, nil
	}
	if partitionFolder(partition) != "" {
		return 0, fmt.Errorf("the partition %q can't be had: on macOS only the app's own session is kept on disk", partition)
	}
	pooled(func() { store = send(send(class("WKWebsiteDataStore"), "nonPersistentDataStore"), "retain") })
	d.stores[partition] = store
	return store, nil
}

// RegisterScheme has the windows that are opened from now on serve a scheme: WebKit asks when a view is made.
func (d *driver) RegisterScheme(wanted Scheme) error {
	if !wanted.valid() {
		return errScheme(wanted.Name)
	}
	if wanted.Name != scheme {
		d.schemes[wanted.Name] = true
	}
	return nil
}

func (s *session) cookieStore() objc.ID { return send(s.store, "httpCookieStore") }

func (s *session) Cookies(url string, done func([]Cookie, error)) {
	host := hostOf(url)
	pooled(func() {
		giveBlock(func(_ objc.Block, list objc.ID) {
			var cookies []Cookie
			for i := range objc.Send[uint](list, sel("count")) {
				if c := cookieOf(send(list, "objectAtIndex:", i)); host == "" || c.matches(host) {
					cookies = append(cookies, c)
				}
			}
			guard("cookies", func() { done(cookies, nil) })
		}, func(got objc.Block) { send(s.cookieStore(), "getAllCookies:", got) })
	})
}

func cookieOf(native objc.ID) Cookie {
	c := Cookie{Name: goString(send(native, "name")), Value: goString(send(native, "value")), Domain: goString(send(native, "domain")),
		Path: goString(send(native, "path")), Secure: objc.Send[bool](native, sel("isSecure")), HTTPOnly: objc.Send[bool](native, sel("isHTTPOnly")),
		SameSite: goString(send(native, "sameSitePolicy"))}
	if expires := send(native, "expiresDate"); expires != 0 {
		c.Expires = time.Unix(int64(objc.Send[float64](expires, sel("timeIntervalSince1970"))), 0)
	}
	return c
}

// native is an NSHTTPCookie.
func (c Cookie) native() objc.ID {
	properties := create("NSMutableDictionary", "init")
	set := func(name string, value objc.ID) { send(properties, "setObject:forKey:", value, nsString(name)) }
	set("Name", nsString(c.Name))
	set("Value", nsString(c.Value))
	set("Domain", nsString(c.Domain))
	set("Path", nsString(c.Path))
	if c.Secure {
		set("Secure", nsString("TRUE"))
	}
	if c.HTTPOnly {
		set("HttpOnly", nsString("TRUE"))
	}
	if c.SameSite == "lax" || c.SameSite == "strict" {
		set("SameSite", nsString(c.SameSite))
	}
	if !c.Expires.IsZero() {
		set("Expires", send(class("NSDate"), "dateWithTimeIntervalSince1970:", float64(c.Expires.Unix())))
	}
	return send(class("NSHTTPCookie"), "cookieWithProperties:", properties)
}

func (s *session) SetCookie(cookie Cookie, done func(error)) {
	s.change("setCookie:completionHandler:", cookie, done)
}

func (s *session) RemoveCookie(cookie Cookie, done func(error)) {
	s.change("deleteCookie:completionHandler:", cookie, done)
}

func (s *session) change(method string, cookie Cookie, done func(error)) {
	pooled(func() {
		native := cookie.native()
		if native == 0 {
			done(errors.New("the system does not take that cookie"))
			return
		}
		giveBlock(func(objc.Block) { guard("a cookie", func() { done(nil) }) }, func(changed objc.Block) { send(s.cookieStore(), method, native, changed) })
	})
}

// dataKinds have WebKit's names of the kinds that Clear takes.
var dataKinds = map[string][]string{"cookies": {"WKWebsiteDataTypeCookies"}, "cache": {"WKWebsiteDataTypeDiskCache", "WKWebsiteDataTypeMemoryCache"},
	"localstorage": {"WKWebsiteDataTypeLocalStorage", "WKWebsiteDataTypeSessionStorage"}, "indexdb": {"WKWebsiteDataTypeIndexedDBDatabases"},
	"serviceworkers": {"WKWebsiteDataTypeServiceWorkerRegistrations"}, "cachestorage": {"WKWebsiteDataTypeFetchCache"}}

func (s *session) Clear(kinds []string, done func(error)) {
	pooled(func() {
		types := create("NSMutableSet", "init")
		for _, kind := range kinds {
			for _, name := range dataKinds[kind] {
				send(types, "addObject:", nsString(name))
			}
		}
		giveBlock(func(objc.Block) { guard("clearing", func() { done(nil) }) }, func(cleared objc.Block) {
			send(s.store, "removeDataOfTypes:modifiedSince:completionHandler:", types, send(class("NSDate"), "distantPast"), cleared)
		})
	})
}

func (s *session) CacheSize(done func(int64, error)) {
	done(0, errors.New("the size of the cache can't be had on macOS: WebKit does not tell it"))
}

func (s *session) SetProxy(proxy Proxy) error {
	if proxy.Mode == "system" {
		return nil
	}
	return errors.New("the proxy can't be chosen on macOS: WebKit uses the system's")
}

func (s *session) SetSpelling(bool, []string) error {
	return errors.New("spell checking can't be set on macOS: the person chooses it in the Edit menu")
}

func (s *session) Spelling() (enabled bool, languages []string) { return true, nil }

// hostOf is the host of a URL, "" when it has none.
func hostOf(address string) string {
	u, err := url.Parse(address)
	if err != nil {
		return ""
	}
	return u.Hostname()
}

// matches tells whether a host gets the cookie.
func (c Cookie) matches(host string) bool {
	domain := strings.TrimPrefix(c.Domain, ".")
	return host == domain || domain != c.Domain && strings.HasSuffix(host, c.Domain)
}
