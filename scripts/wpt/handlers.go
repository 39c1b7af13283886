package main

import (
	"encoding/json"
	"io"
	"net"
	"net/http"
	"net/url"
	"sort"
	"strconv"
	"strings"
)

// handlers stand for the Python scripts of the tests' server, by path.
var handlers = map[string]func(*exchange){
	"/common/redirect.py":                                     simpleRedirect,
	"/eventsource/resources/cors.py":                          eventsCORS,
	"/eventsource/resources/last-event-id.py":                 lastEventID,
	"/eventsource/resources/last-event-id2.py":                lastEventID2,
	"/eventsource/resources/message.py":                       eventMessage,
	"/eventsource/resources/message2.py":                      eventMessages,
	"/eventsource/resources/status-error.py":                  statusError,
	"/eventsource/resources/status-reconnect.py":              statusReconnect,
	"/fetch/api/resources/authentication.py":                  authentication,
	"/fetch/api/resources/bad-chunk-encoding.py":              badChunks,
	"/fetch/api/resources/cache.py":                           cache,
	"/fetch/api/resources/clean-stash.py":                     cleanStash,
	"/fetch/api/resources/dump-authorization-header.py":       dumpAuthorization,
	"/fetch/api/resources/echo-content.h2.py":                 echoContent,
	"/fetch/api/resources/echo-content.py":                    echoContent,
	"/fetch/api/resources/huge-response.py":                   hugeResponse,
	"/fetch/api/resources/infinite-slow-response.py":          infiniteResponse,
	"/fetch/api/resources/inspect-headers.py":                 inspectHeaders,
	"/fetch/api/resources/method.py":                          method,
	"/fetch/api/resources/preflight.py":                       preflight,
	"/fetch/api/resources/redirect-empty-location.py":         emptyLocation,
	"/fetch/api/resources/redirect.h2.py":                     redirect,
	"/fetch/api/resources/redirect.py":                        redirect,
	"/fetch/api/resources/script-with-header.py":              scriptWithHeader,
	"/fetch/api/resources/stash-put.py":                       stashPut,
	"/fetch/api/resources/stash-take.py":                      stashTake,
	"/fetch/api/resources/status.py":                          status,
	"/fetch/api/resources/trickle.py":                         trickle,
	"/fetch/content-encoding/gzip/resources/bad-gzip-body.py": badGzip,
	"/fetch/content-encoding/resources/bad-gzip-body.py":      badGzip,
	"/xhr/resources/echo-headers.py":                          echoHeaders,
	"/xhr/resources/parse-headers.py":                         parseHeaders,
}

// allowOrigin lets the request's origin, or any, read the answer.
func (x *exchange) allowOrigin() {
	if origin := x.Request.Header.Get("Origin"); origin != "" {
		x.set("Access-Control-Allow-Origin", origin, "Access-Control-Allow-Credentials", "true")
	} else {
		x.set("Access-Control-Allow-Origin", "*")
	}
}

// header is a request's header, "NO" or another if there is none.
func (x *exchange) header(name, other string) string {
	if value := x.Request.Header.Get(name); value != "" {
		return value
	}
	return other
}

func simpleRedirect(x *exchange) {
	x.set("Location", x.get("location", ""))
	x.WriteHeader(x.number("status", http.StatusFound))
}

func authentication(x *exchange) {
	if user, password, _ := x.BasicAuth(); user == "user" && password == "password" {
		x.write("Authentication done")
		return
	}
	x.set("WWW-Authenticate", `Basic realm="`+x.get("realm", "test")+`"`)
	x.WriteHeader(http.StatusUnauthorized)
	x.write("Please login with credentials 'user' and 'password'")
}

func badChunks(x *exchange) {
	delay, count := x.number("ms", 1000), x.number("count", 50)
	x.wait(delay)
	x.raw(func(conn net.Conn) {
		_, _ = conn.Write([]byte("HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n"))
		for range count {
			x.wait(delay)
			_, _ = conn.Write([]byte("a\r\nTEST_CHUNK\r\n"))
		}
		_, _ = conn.Write([]byte("garbage"))
	})
}

func cache(x *exchange) {
	if x.Request.Header.Get("If-None-Match") == `"123abc"` {
		x.set("X-HTTP-STATUS", "304")
		x.WriteHeader(http.StatusNotModified)
		return
	}
	x.set("Etag", `"123abc"`, "Content-Type", "text/plain")
	x.write("lorem ipsum dolor sit amet")
}

func cleanStash(x *exchange) {
	if _, ok := x.servers.take(x.get("token", "")); ok {
		x.write("1")
		return
	}
	x.write("0")
}

func dumpAuthorization(x *exchange) {
	x.set("Content-Type", "text/html", "Cache-Control", "no-cache")
	x.allowOrigin()
	x.set("Access-Control-Allow-Headers", "Authorization")
	if x.has("strip_auth_header") && x.Method == http.MethodOptions &&
		strings.Contains(strings.ToLower(x.Request.Header.Get("Access-Control-Request-Headers")), "authorization") {
		x.WriteHeader(http.StatusInternalServerError)
		return
	}
	x.write(x.header("Authorization", "none"))
}

func echoContent(x *exchange) {
	body, _ := io.ReadAll(x.Body)
	x.set("X-Request-Method", x.Method, "X-Request-Content-Length", x.header("Content-Length", "NO"),
		"X-Request-Content-Type", x.header("Content-Type", "NO"), "Content-Type", "text/plain")
	_, _ = x.ResponseWriter.Write(body)
}

func hugeResponse(x *exchange) {
	const total, size = 8 << 30, 1 << 20
	x.set("Content-Type", "text/plain", "Content-Length", strconv.Itoa(total), "Cache-Control", "max-age=86400")
	chunk := string(make([]byte, size))
	for sent := 0; sent < total && x.write(chunk); sent += size {
	}
}

func infiniteResponse(x *exchange) {
	state, abort := x.get("stateKey", ""), x.get("abortKey", "")
	if state != "" {
		x.servers.put(state, "open")
	}
	x.set("Content-Type", "text/plain")
	for going := x.write(strings.Repeat(".", 2048)); going; {
		if going = x.write(".") && x.wait(10); going && abort != "" {
			_, aborted := x.servers.take(abort)
			going = !aborted
		}
	}
	if state != "" {
		x.servers.put(state, "closed")
	}
}

func inspectHeaders(x *exchange) {
	checked := strings.Split(x.get("headers", ""), "|")
	for _, name := range checked {
		values := x.Request.Header[http.CanonicalHeaderKey(name)]
		if strings.EqualFold(name, "host") {
			values = []string{x.Host}
		}
		if len(values) > 0 {
			x.set("X-Request-"+http.CanonicalHeaderKey(name), strings.Join(values, ", "))
		}
	}
	if x.has("cors") {
		x.allowOrigin()
		x.ResponseWriter.Header().Set("Access-Control-Allow-Credentials", "true")
		exposed := make([]string, len(checked))
		for i, name := range checked {
			exposed[i] = "x-request-" + name
		}
		all := make([]string, 0, len(x.Request.Header))
		for name := range x.Request.Header {
			all = append(all, name)
		}
		sort.Strings(all)
		x.set("Access-Control-Allow-Methods", "GET, POST, HEAD", "Access-Control-Expose-Headers", strings.Join(exposed, ", "),
			"Access-Control-Allow-Headers", x.get("allow_headers", strings.Join(all, ", ")))
	}
	x.set("Content-Type", "text/plain")
}

func method(x *exchange) {
	if x.has("cors") {
		x.set("Access-Control-Allow-Origin", "*", "Access-Control-Allow-Credentials", "true", "Access-Control-Allow-Methods", "GET, POST, PUT, FOO",
			"Access-Control-Allow-Headers", "x-test, x-foo", "Access-Control-Expose-Headers", "x-request-method")
	}
	x.set("X-Request-Method", x.Method)
	for _, name := range []string{"Type", "Length", "Encoding", "Language", "Location"} {
		x.set("X-Request-Content-"+name, x.header("Content-"+name, "NO"))
	}
	body, _ := io.ReadAll(x.Body)
	_, _ = x.ResponseWriter.Write(body)
}

func preflight(x *exchange) {
	token := x.get("token", "")
	origins := x.get("origin", "*")
	for _, origin := range strings.Split(origins, ", ") {
		x.set("Access-Control-Allow-Origin", origin)
	}
	x.set("Content-Type", "text/plain")
	if x.has("clear-stash") {
		cleanStash(x)
		return
	}
	if x.has("credentials") {
		x.set("Access-Control-Allow-Credentials", "true")
	}
	if x.Method == http.MethodOptions {
		if x.has("allow_headers") {
			x.set("Access-Control-Allow-Headers", x.get("allow_headers", ""))
		}
		if x.has("allow_methods") {
			x.set("Access-Control-Allow-Methods", x.get("allow_methods", ""))
		}
		x.servers.put(token, "1")
		x.WriteHeader(x.number("preflight_status", http.StatusOK))
		return
	}
	did, ok := x.servers.take(token)
	if !ok {
		did = "0"
	}
	x.set("Access-Control-Expose-Headers", "x-did-preflight, x-control-request-headers, x-referrer, x-preflight-referrer, x-origin",
		"X-Did-Preflight", did, "X-Referrer", x.Request.Header.Get("Referer"), "X-Origin", x.Request.Header.Get("Origin"))
}

func emptyLocation(x *exchange) {
	x.set("Location", "")
	x.WriteHeader(http.StatusFound)
}

// redirect counts, by token, how often it was asked, and keeps the query in where it leads.
func redirect(x *exchange) {
	x.set("Content-Type", "text/plain", "Cache-Control", "no-cache", "Pragma", "no-cache")
	x.allowOrigin()
	token := x.get("token", "")
	count := 0
	if kept, ok := x.servers.take(token); ok {
		count, _ = strconv.Atoi(kept)
	}
	if x.Method == http.MethodOptions {
		if x.has("allow_headers") {
			x.set("Access-Control-Allow-Headers", x.get("allow_headers", ""))
		}
		if !x.has("redirect_preflight") {
			x.servers.put(token, strconv.Itoa(count))
			return
		}
	}
	count++
	if x.has("location") {
		x.set("Location", redirected(x, count))
	}
	if x.has("redirect_referrerpolicy") {
		x.set("Referrer-Policy", x.get("redirect_referrerpolicy", ""))
	}
	x.wait(x.number("delay", 0))
	if token != "" {
		x.servers.put(token, strconv.Itoa(count))
		if x.has("max_count") && count > x.number("max_count", 0) {
			x.write(strconv.Itoa(count - 1))
			return
		}
	}
	x.WriteHeader(x.number("redirect_status", http.StatusFound))
}

func redirected(x *exchange, count int) string {
	location := x.get("location", "")
	parsed, err := url.Parse(location)
	if x.has("simple") || err == nil && parsed.Scheme != "" && parsed.Scheme != "http" && parsed.Scheme != "https" {
		return location
	}
	separator := "?"
	if strings.Contains(location, "?") {
		separator = "&"
	}
	return location + separator + x.query.Encode() + "&count=" + strconv.Itoa(count)
}

func scriptWithHeader(x *exchange) {
	x.set("Content-Type", x.get("mime", ""))
	if x.get("content", "") != "empty" {
		x.write("console.log('Script loaded')")
	}
}

func stashPut(x *exchange) {
	x.set("Access-Control-Allow-Origin", "*")
	x.servers.put(x.get("key", ""), x.get("value", ""))
	x.write("done")
}

func stashTake(x *exchange) {
	x.set("Access-Control-Allow-Origin", "*", "Content-Type", "application/json")
	text := []byte("null")
	if value, ok := x.servers.take(x.get("key", "")); ok {
		text, _ = json.Marshal(value)
	}
	x.write(string(text))
}

func status(x *exchange) {
	code, text := x.number("code", http.StatusOK), x.get("text", "OMG")
	content := x.get("content", "")
	if code == http.StatusNoContent || code == http.StatusNotModified || x.Method == http.MethodHead {
		content = ""
	}
	// net/http has no say about the text behind the number.
	x.raw(func(conn net.Conn) {
		head := "HTTP/1.1 " + strconv.Itoa(code) + " " + text + "\r\nContent-Type: " + x.get("type", "") + "\r\nX-Request-Method: " + x.Method +
			"\r\nConnection: close\r\n"
		if code != http.StatusNoContent && code != http.StatusNotModified {
			head += "Content-Length: " + strconv.Itoa(len(content)) + "\r\n"
		}
		_, _ = conn.Write([]byte(head + "\r\n" + content))
	})
}

func trickle(x *exchange) {
	delay, count := x.number("ms", 500), x.number("count", 50)
	_, _ = io.Copy(io.Discard, x.Body)
	if !x.wait(delay) {
		return
	}
	if !x.has("notype") {
		x.set("Content-Type", "text/plain")
	} else {
		x.ResponseWriter.Header()["Content-Type"] = nil
	}
	if !x.write("") || !x.wait(delay) {
		return
	}
	for range count {
		if !x.write("TEST_TRICKLE\n") || !x.wait(delay) {
			return
		}
	}
}

func badGzip(x *exchange) {
	x.set("Content-Encoding", "gzip")
	x.write("not actually gzip")
}

func echoHeaders(x *exchange) {
	x.set("Content-Type", "text/plain")
	for name, values := range x.Request.Header {
		x.write(name + ": " + strings.Join(values, ", ") + "\n")
	}
}

func parseHeaders(x *exchange) {
	x.raw(func(conn net.Conn) {
		_, _ = conn.Write([]byte("HTTP/1.1 200 OK\r\nmy-custom-header: " + x.get("my-custom-header", "") + "\r\nContent-Length: 0\r\n\r\n"))
	})
}
