package main

import "net/http"

// The handlers of eventsource/resources.

func eventMessage(x *exchange) {
	x.set("Content-Type", x.get("mime", "text/event-stream"))
	newline := "\n\n"
	if x.get("newline", "") == "none" {
		newline = ""
	}
	x.write(x.get("message", "data: data") + newline + "\n")
	x.wait(x.number("sleep", 0))
}

func eventMessages(x *exchange) {
	x.set("Content-Type", "text/event-stream", "Cache-Control", "no-cache")
	for x.write("data:msg\ndata: msg\n\n:\nfalsefield:msg\n\nfalsefield:msg\nData:data\n\ndata\n\ndata:end\n\n") && x.wait(2000) {
	}
}

func eventsCORS(x *exchange) {
	x.set("Access-Control-Allow-Origin", x.get("origin", x.Request.Header.Get("Origin")),
		"Access-Control-Allow-Credentials", x.get("credentials", "true"))
	switch x.get("run", "") {
	case "message":
		eventMessage(x)
	case "status-reconnect":
		statusReconnect(x)
	case "redirect":
		simpleRedirect(x)
	case "cache-control":
		x.set("Content-Type", "text/event-stream")
		x.write("data: " + x.Request.Header.Get("Cache-Control") + "\n\n")
	}
}

func lastEventID(x *exchange) {
	x.set("Content-Type", "text/event-stream")
	if id := x.Request.Header.Get("Last-Event-Id"); id != "" {
		x.write("data: " + id + "\n\n")
		return
	}
	x.write("id: " + x.get("idvalue", "…") + "\nretry: 200\ndata: hello\n\n")
}

func lastEventID2(x *exchange) {
	x.set("Content-Type", "text/event-stream")
	switch x.number("type", 1) {
	case 1:
		x.write("id: 1\ndata: 1\n\ndata: 2\n\nid: 2\ndata:3\n\ndata:4\n\n")
	case 2:
		x.write("id: 1\ndata: 1\n\nid:\ndata:2\n\ndata:3\n\n")
	case 3:
		x.write("id: 1\ndata: 1\n\nid\ndata:2\n\ndata:3\n\n")
	default:
		x.write("data: invalid_test\n\n")
	}
}

func statusError(x *exchange) {
	x.set("Content-Type", "text/event-stream")
	code := x.number("status", http.StatusNotFound)
	x.WriteHeader(code)
	if code != http.StatusNoContent && code != http.StatusResetContent {
		x.write("data: data\n\n")
	}
}

// statusReconnect answers the second time, which it knows by a cookie, with an event.
func statusReconnect(x *exchange) {
	code := x.number("status", http.StatusNoContent)
	name := "request" + x.get("id", x.get("status", "204"))
	x.set("Content-Type", "text/event-stream")
	if cookie, err := x.Cookie(name); err == nil && cookie.Value == x.get("status", "204") {
		http.SetCookie(x.ResponseWriter, &http.Cookie{Name: name, MaxAge: -1})
		x.write("data: data\n\n")
		return
	}
	http.SetCookie(x.ResponseWriter, &http.Cookie{Name: name, Value: x.get("status", "204")})
	x.WriteHeader(code)
	x.write("retry: 2\n")
	if x.has("ok_first") {
		x.write("data: ok\n\n")
	}
}
