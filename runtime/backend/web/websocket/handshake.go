//lint:file-ignore ST1005 the errors are Node's words, as programs see them

package websocket

import (
	"bufio"
	"context"
	"crypto/rand"
	"crypto/sha1" // RFC 6455 asks for it, and for no secrecy
	"encoding/base64"
	"errors"
	"net"
	"net/http"
	"net/textproto"
	"net/url"
	"strings"

	"github.com/deskjs/deskjs/runtime/backend/dial"
)

// maxHead is how long the head of an answer may be, in bytes: Node's limit.
const maxHead = 16 << 10

// acceptKey is what RFC 6455, 1.3 appends to a key.
const acceptKey = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11"

// request is what a connection is opened with.
type request struct {
	// url has a scheme, "http" or "https", a host and perhaps a user.
	url *url.URL
	// target is the path and the query as they are sent.
	target    string
	protocols []string
	// headers are further ones, name after value, as they are sent.
	headers []string
}

// opened is an open connection.
type opened struct {
	conn net.Conn
	// rest is what came after the answer's head.
	rest                 []byte
	protocol, extensions string
	inflater             *inflater
}

// Node's words for what can be wrong with an answer.
var (
	errNetwork    = errors.New("Received network error or non-101 status code.")
	errProtocols  = errors.New("Server did not respond with sent protocols.")
	errUpgrade    = errors.New(`Server did not set Upgrade header to "websocket".`)
	errConnection = errors.New(`Server did not set Connection header to "upgrade".`)
	errAccept     = errors.New("Incorrect hash received in Sec-WebSocket-Accept header.")
	errProtocol   = errors.New("Protocol was not set in the opening handshake.")
	errClosed     = errors.New("Connection was closed before it was established.")
)

// open opens a connection. It blocks; the end of ctx ends it. cause is the system's or TLS's error behind errNetwork.
func open(ctx context.Context, dialer *dial.Dialer, r request) (result *opened, err, cause error) {
	if dial.BadPort(r.url.Port()) {
		return nil, errNetwork, errors.New("bad port")
	}
	conn, err := dialer.Connect(ctx, r.url, "http/1.1")
	if err != nil {
		return nil, errNetwork, err
	}
	stop := context.AfterFunc(ctx, func() { _ = conn.Close() })
	result, err, cause = shake(conn, r)
	if !stop() && err == nil {
		err = errClosed
	}
	if err != nil {
		_ = conn.Close()
		return nil, err, cause
	}
	return result, nil, nil
}

// shake is the opening handshake, RFC 6455, 4.1.
func shake(conn net.Conn, r request) (result *opened, err, cause error) {
	var nonce [16]byte
	_, _ = rand.Read(nonce[:])
	key := base64.StdEncoding.EncodeToString(nonce[:])
	if _, err := conn.Write(r.head(key)); err != nil {
		return nil, errNetwork, err
	}
	limited := &dial.Limited{Reader: conn, Left: maxHead}
	reader := bufio.NewReader(limited)
	response, err := http.ReadResponse(reader, &http.Request{Method: http.MethodGet})
	if err != nil {
		return nil, errNetwork, err
	}
	if response.StatusCode != http.StatusSwitchingProtocols {
		return nil, errNetwork, nil
	}
	result = &opened{conn: conn}
	if err := result.check(response.Header, r.protocols, key); err != nil {
		return nil, err, nil
	}
	result.rest = make([]byte, reader.Buffered())
	_, err = reader.Read(result.rest)
	if len(result.rest) == 0 {
		err = nil
	}
	return result, err, nil
}

// head is the request.
func (r request) head(key string) []byte {
	var b strings.Builder
	line := func(name, value string) { b.WriteString(name + ": " + value + "\r\n") }
	b.WriteString("GET " + r.target + " HTTP/1.1\r\n")
	line("host", r.url.Host)
	line("connection", "Upgrade")
	line("upgrade", "websocket")
	given := map[string]bool{}
	for i := 0; i+1 < len(r.headers); i += 2 {
		given[strings.ToLower(r.headers[i])] = true
		line(r.headers[i], r.headers[i+1])
	}
	line("sec-websocket-key", key)
	line("sec-websocket-version", "13")
	if len(r.protocols) > 0 {
		line("sec-websocket-protocol", strings.Join(r.protocols, ", "))
	}
	line("sec-websocket-extensions", "permessage-deflate; client_max_window_bits")
	if user := r.url.User; user != nil && !given["authorization"] {
		password, _ := user.Password()
		line("authorization", "Basic "+base64.StdEncoding.EncodeToString([]byte(user.Username()+":"+password)))
	}
	for _, header := range [][2]string{
		{"accept", "*/*"}, {"accept-language", "*"}, {"sec-fetch-mode", "websocket"}, {"user-agent", "node"}, {"pragma", "no-cache"},
		{"cache-control", "no-cache"},
	} {
		if !given[header[0]] {
			line(header[0], header[1])
		}
	}
	b.WriteString("\r\n")
	return []byte(b.String())
}

// check looks at the answer's headers.
func (o *opened) check(headers http.Header, protocols []string, key string) error {
	get := func(name string) string { return strings.Join(headers[textproto.CanonicalMIMEHeaderKey(name)], ", ") }
	o.protocol, o.extensions = get("Sec-WebSocket-Protocol"), get("Sec-WebSocket-Extensions")
	digest := sha1.Sum([]byte(key + acceptKey))
	switch {
	case len(protocols) > 0 && o.protocol == "":
		return errProtocols
	case !strings.EqualFold(get("Upgrade"), "websocket"):
		return errUpgrade
	case !strings.EqualFold(get("Connection"), "upgrade"):
		return errConnection
	case strings.TrimSpace(get("Sec-WebSocket-Accept")) != base64.StdEncoding.EncodeToString(digest[:]):
		return errAccept
	}
	inflater, err := agreed(o.extensions)
	if err != nil {
		return err
	}
	o.inflater = inflater
	if o.protocol != "" {
		for _, protocol := range protocols {
			if protocol == o.protocol {
				return nil
			}
		}
		return errProtocol
	}
	return nil
}
