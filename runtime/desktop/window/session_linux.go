//go:build linux && cgo

package window

/*
#include <stdlib.h>
#include "native_linux.h"
#include "session_linux.h"
*/
import "C"

import (
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"time"
	"unsafe"
)

// session is a WebKitWebContext.
type session struct {
	driver    *driver
	id        uintptr
	partition string
	context   unsafe.Pointer
}

func (d *driver) Session(partition string) (Session, error) { return d.session(partition) }

// session is the one of a partition, made when it is asked for first.
func (d *driver) session(partition string) (*session, error) {
	if s := d.sessions[partition]; s != nil {
		return s, nil
	}
	var data, cache string
	if folder := partitionFolder(partition); partition == "" {
		data, cache = d.config.DataDir, d.config.CacheDir
	} else if folder != "" && d.config.DataDir != "" && d.config.CacheDir != "" {
		data, cache = filepath.Join(d.config.DataDir, "partitions", folder), filepath.Join(d.config.CacheDir, "partitions", folder)
	}
	d.nextID++
	s := &session{driver: d, id: d.nextID, partition: partition}
	var dataText, cacheText, cookies *C.char
	if data != "" && cache != "" {
		for _, dir := range []string{data, cache} {
			if err := os.MkdirAll(dir, 0o700); err != nil {
				return nil, fmt.Errorf("the folder for what pages store cannot be made: %w", err)
			}
		}
		dataText, cacheText = C.CString(filepath.Clean(data)), C.CString(filepath.Clean(cache))
		cookies = C.CString(filepath.Join(data, "cookies.sqlite"))
		defer C.free(unsafe.Pointer(dataText))
		defer C.free(unsafe.Pointer(cacheText))
		defer C.free(unsafe.Pointer(cookies))
	}
	s.context = C.deskjs_session_new(dataText, cacheText, toInt(d.config.Automation && partition == ""), C.int(d.config.PageMemory))
	C.deskjs_cookie_connect(s.context, cookies, C.uintptr_t(s.id))
	C.deskjs_download_connect(s.context, C.uintptr_t(s.id))
	for _, scheme := range d.schemes {
		s.register(scheme)
	}
	d.sessions[partition] = s
	return s, nil
}

// RegisterScheme has all sessions serve a scheme.
func (d *driver) RegisterScheme(scheme Scheme) error {
	if !scheme.valid() {
		return errScheme(scheme.Name)
	}
	for _, known := range d.schemes {
		if known.Name == scheme.Name {
			return nil
		}
	}
	d.schemes = append(d.schemes, scheme)
	for _, s := range d.sessions {
		s.register(scheme)
	}
	return nil
}

func (s *session) register(scheme Scheme) {
	name := C.CString(scheme.Name)
	defer C.free(unsafe.Pointer(name))
	C.deskjs_register_scheme(s.context, name, toInt(scheme.Secure), toInt(scheme.CORS), 0)
}

func (d *driver) sessionOf(id uintptr) *session {
	for _, s := range d.sessions {
		if s.id == id {
			return s
		}
	}
	return nil
}

func (s *session) Cookies(url string, done func([]Cookie, error)) {
	text := C.CString(url)
	defer C.free(unsafe.Pointer(text))
	C.deskjs_cookies(s.context, text, s.driver.expect(func(data []byte, _ bool, err error) { done(parseCookies(string(data)), err) }))
}

func parseCookies(text string) (cookies []Cookie) {
	const fields = 7
	parts := strings.Split(text, "\x00")
	for ; len(parts) > fields; parts = parts[fields:] {
		flags, _ := strconv.Atoi(parts[4])
		expires, _ := strconv.ParseInt(parts[5], 10, 64)
		cookie := Cookie{Name: parts[0], Value: parts[1], Domain: parts[2], Path: parts[3], Secure: flags&1 != 0, HTTPOnly: flags&2 != 0,
			SameSite: map[string]string{"0": "no_restriction", "1": "lax", "2": "strict"}[parts[6]]}
		if expires != 0 {
			cookie.Expires = time.Unix(expires, 0)
		}
		cookies = append(cookies, cookie)
	}
	return cookies
}

// with calls a function with a cookie as C has it.
func (c Cookie) with(use func(*C.struct_deskjs_cookie)) {
	native := C.struct_deskjs_cookie{name: C.CString(c.Name), value: C.CString(c.Value), domain: C.CString(c.Domain), path: C.CString(c.Path),
		secure: toInt(c.Secure), http_only: toInt(c.HTTPOnly), same_site: C.int(map[string]int{"lax": 1, "strict": 2}[c.SameSite])}
	if !c.Expires.IsZero() {
		native.expires = C.int64_t(c.Expires.Unix())
	}
	for _, text := range []*C.char{native.name, native.value, native.domain, native.path} {
		defer C.free(unsafe.Pointer(text))
	}
	use(&native)
}

func (s *session) SetCookie(cookie Cookie, done func(error)) {
	cookie.with(func(native *C.struct_deskjs_cookie) {
		C.deskjs_cookie_set(s.context, native, s.driver.expect(func(_ []byte, _ bool, err error) { done(err) }))
	})
}

func (s *session) RemoveCookie(cookie Cookie, done func(error)) {
	cookie.with(func(native *C.struct_deskjs_cookie) {
		C.deskjs_cookie_remove(s.context, native, s.driver.expect(func(_ []byte, _ bool, err error) { done(err) }))
	})
}

// dataKinds are WebKit's bits of the kinds that Clear takes.
var dataKinds = map[string]C.uint{"cache": 1 | 2, "localstorage": 8 | 16, "indexdb": 64, "cookies": 256, "hsts": 1024, "serviceworkers": 4096,
	"cachestorage": 8192}

func (s *session) Clear(kinds []string, done func(error)) {
	var bits C.uint
	for _, kind := range kinds {
		bits |= dataKinds[kind]
	}
	C.deskjs_session_clear(s.context, bits, s.driver.expect(func(_ []byte, _ bool, err error) { done(err) }))
}

func (s *session) CacheSize(done func(int64, error)) {
	C.deskjs_session_size(s.context, s.driver.expect(func(data []byte, _ bool, err error) {
		size, _ := strconv.ParseInt(string(data), 10, 64)
		done(size, err)
	}))
}

// withList calls a function with a list that ends with NULL.
func withList(texts []string, use func(**C.char)) {
	list := C.malloc(C.size_t(len(texts)+1) * C.size_t(unsafe.Sizeof(uintptr(0))))
	defer C.free(list)
	items := unsafe.Slice((**C.char)(list), len(texts)+1)
	for i, text := range texts {
		items[i] = C.CString(text)
		defer C.free(unsafe.Pointer(items[i]))
	}
	items[len(texts)] = nil
	use((**C.char)(list))
}

func (s *session) SetProxy(proxy Proxy) error {
	mode := map[string]C.int{"system": 0, "direct": 1, "custom": 2}[proxy.Mode]
	usual := C.CString(proxy.Default)
	defer C.free(unsafe.Pointer(usual))
	var schemes []string
	for scheme, address := range proxy.Schemes {
		schemes = append(schemes, scheme, address)
	}
	withList(proxy.Bypass, func(bypass **C.char) {
		withList(schemes, func(schemes **C.char) { C.deskjs_session_proxy(s.context, mode, usual, bypass, schemes) })
	})
	return nil
}

func (s *session) SetSpelling(enabled bool, languages []string) error {
	names := make([]string, len(languages))
	for i, language := range languages {
		names[i] = strings.ReplaceAll(language, "-", "_")
	}
	withList(names, func(list **C.char) { C.deskjs_session_spelling(s.context, toInt(enabled), list) })
	return nil
}

func (s *session) Spelling() (enabled bool, languages []string) {
	var text *C.char
	enabled = C.deskjs_session_spelled(s.context, &text) != 0
	if names := taken(text); names != "" {
		languages = strings.Split(strings.ReplaceAll(names, "_", "-"), ",")
	}
	return enabled, languages
}

//export deskjsGoCookies
func deskjsGoCookies(id C.uintptr_t) {
	if s := current.sessionOf(uintptr(id)); s != nil && current.config.OnCookies != nil {
		guard("OnCookies", func() { current.config.OnCookies(s.partition) })
	}
}

//export deskjsGoDownload
func deskjsGoDownload(id C.uintptr_t, native, view unsafe.Pointer, url, name, kind, disposition *C.char, total C.int64_t) {
	s := current.sessionOf(uintptr(id))
	d := &Download{URL: C.GoString(url), Name: C.GoString(name), Type: C.GoString(kind), Disposition: C.GoString(disposition), Total: max(int64(total), 0)}
	d.cancel = func() {
		if current.downloads[native] == d {
			C.deskjs_download_cancel(native)
		}
	}
	d.save = func(path string) {
		if current.downloads[native] == d {
			text := C.CString(path)
			defer C.free(unsafe.Pointer(text))
			C.deskjs_download_save(native, text)
		}
	}
	current.downloads[native] = d
	var from Window
	for _, w := range current.windows {
		if w.view == view && view != nil {
			from = w
		}
	}
	if s == nil || current.config.OnDownload == nil || !guard("OnDownload", func() { current.config.OnDownload(s.partition, from, d) }) {
		d.cancel()
	}
}

//export deskjsGoDownloaded
func deskjsGoDownloaded(native unsafe.Pointer, received C.int64_t) {
	if d := current.downloads[native]; d != nil {
		d.Received = int64(received)
		if d.Progress != nil {
			guard("Download.Progress", d.Progress)
		}
	}
}

//export deskjsGoDownloadDone
func deskjsGoDownloadDone(native unsafe.Pointer, state, reason *C.char) {
	d := current.downloads[native]
	if d == nil {
		return
	}
	delete(current.downloads, native)
	if d.Done != nil {
		guard("Download.Done", func() { d.Done(C.GoString(state), C.GoString(reason)) })
	}
	C.deskjs_download_forget(native)
}

//export deskjsGoPermission
func deskjsGoPermission(id C.uintptr_t, kind *C.char, audio, video C.int, request unsafe.Pointer) {
	w := current.windows[uintptr(id)]
	if w == nil {
		C.deskjs_permit(request, 0)
		return
	}
	name := permissions[C.GoString(kind)]
	if name == "" {
		name = "unknown"
	}
	w.options.permit(Permission{Name: name, Audio: audio != 0, Video: video != 0}, func(allowed bool) { C.deskjs_permit(request, toInt(allowed)) })
}

// permissions have Electron's names of what WebKit's types of requests want.
var permissions = map[string]string{
	"WebKitUserMediaPermissionRequest":         "media",
	"WebKitDeviceInfoPermissionRequest":        "media",
	"WebKitGeolocationPermissionRequest":       "geolocation",
	"WebKitNotificationPermissionRequest":      "notifications",
	"WebKitPointerLockPermissionRequest":       "pointerLock",
	"WebKitMediaKeySystemPermissionRequest":    "mediaKeySystem",
	"WebKitWebsiteDataAccessPermissionRequest": "storage-access",
	"WebKitClipboardPermissionRequest":         "clipboard-read",
}
