package main

import (
	"bufio"
	"crypto/sha1" // RFC 6455 asks for it, and for no secrecy
	"encoding/base64"
	"encoding/binary"
	"io"
	"net"
	"net/http"
	"strconv"
	"strings"
	"time"
)

// socket is the server's end of a WebSocket: as much of RFC 6455 as the tests need, without compression.
type socket struct {
	net.Conn
	reader *bufio.Reader
	// raw is the payload of the close frame that has come.
	closing []byte
}

// The opcodes that are used.
const (
	text   = 1
	binar  = 2
	closes = 8
	ping   = 9
	pong   = 10
)

// bufferLimit is how long a client's message may be, in bytes.
const bufferLimit = 64 << 20

func (s *socket) send(opcode byte, payload []byte) error {
	frame := []byte{0x80 | opcode}
	switch n := len(payload); {
	case n <= 125:
		frame = append(frame, byte(n))
	case n <= 0xFFFF:
		frame = binary.BigEndian.AppendUint16(append(frame, 126), uint16(n))
	default:
		frame = binary.BigEndian.AppendUint64(append(frame, 127), uint64(n))
	}
	_, err := s.Write(append(frame, payload...))
	return err
}

// receive returns the next message; an opcode of closes says that the client closes.
func (s *socket) receive() (opcode byte, payload []byte, err error) {
	for {
		var head [14]byte
		if _, err := io.ReadFull(s.reader, head[:2]); err != nil {
			return 0, nil, err
		}
		length, size := uint64(head[1]&0x7F), 0
		switch length {
		case 126:
			size = 2
		case 127:
			size = 8
		}
		if _, err := io.ReadFull(s.reader, head[2:6+size]); err != nil {
			return 0, nil, err
		}
		switch size {
		case 2:
			length = uint64(binary.BigEndian.Uint16(head[2:]))
		case 8:
			length = binary.BigEndian.Uint64(head[2:])
		}
		if length > bufferLimit {
			return 0, nil, io.ErrShortBuffer
		}
		data := make([]byte, length)
		if _, err := io.ReadFull(s.reader, data); err != nil {
			return 0, nil, err
		}
		for i := range data {
			data[i] ^= head[2+size+i&3]
		}
		switch head[0] & 0x0F {
		case ping:
			if err := s.send(pong, data); err != nil {
				return 0, nil, err
			}
		case pong:
		case closes:
			s.closing = data
			return closes, data, nil
		default:
			return head[0] & 0x0F, data, nil
		}
	}
}

// close sends a close frame and waits for the client's.
func (s *socket) close(payload []byte) {
	if s.send(closes, payload) != nil {
		return
	}
	for s.closing == nil {
		if _, _, err := s.receive(); err != nil {
			return
		}
	}
}

// webSocket answers a request for a WebSocket as the handler of its path does, "echo" by default.
func (s *servers) webSocket(x *exchange) {
	name := strings.Trim(x.URL.Path, "/")
	protocol := ""
	asked := strings.Join(x.Request.Header.Values("Sec-Websocket-Protocol"), ", ")
	switch name {
	case "404":
		http.NotFound(x.ResponseWriter, x.Request)
		return
	case "basic_auth":
		if x.Request.Header.Get("Authorization") != "Basic Zm9vOmJhcg==" {
			x.set("WWW-Authenticate", `Basic realm="camelot"`)
			x.WriteHeader(http.StatusUnauthorized)
			return
		}
	case "invalid":
		x.raw(func(conn net.Conn) { _, _ = conn.Write([]byte("FOO BAR BAZ\r\n\r\n")) })
		return
	case "handshake_sleep_2":
		x.wait(2000)
	case "sleep_10_v13":
		x.wait(10000)
	case "handshake_protocol":
		protocol = "foobar"
	case "protocol":
		protocol = asked
	case "protocol_array":
		protocol, _, _ = strings.Cut(asked, ",")
	case "echo":
		for _, one := range strings.Split(asked, ",") {
			if strings.TrimSpace(one) == "echo" {
				protocol = "echo"
			}
		}
	}
	conn, buffer, err := http.NewResponseController(x.ResponseWriter).Hijack()
	if err != nil {
		return
	}
	defer conn.Close()
	_ = conn.SetDeadline(time.Now().Add(time.Minute))
	digest := sha1.Sum([]byte(x.Request.Header.Get("Sec-Websocket-Key") + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11"))
	accept := base64.StdEncoding.EncodeToString(digest[:])
	if name == "wrong_accept_key" {
		accept = "thisisawrongacceptkey"
	}
	head := "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: " + accept + "\r\n"
	if protocol != "" {
		head += "Sec-WebSocket-Protocol: " + protocol + "\r\n"
	}
	if _, err := conn.Write([]byte(head + "\r\n")); err != nil {
		return
	}
	talk(x, name, protocol, &socket{Conn: conn, reader: buffer.Reader})
}

// talk is what a handler says once the connection is open.
func talk(x *exchange, name, protocol string, s *socket) {
	switch name {
	case "protocol", "protocol_array":
		_ = s.send(text, []byte(protocol))
		s.close(nil)
	case "origin":
		_ = s.send(text, []byte(x.Request.Header.Get("Origin")))
		s.close(nil)
	case "referrer":
		_ = s.send(text, []byte(x.header("Referer", "MISSING AS PER FETCH")))
		s.close(nil)
	case "echo-query", "echo-query_v13":
		_ = s.send(text, []byte(x.URL.RawQuery))
		s.close(nil)
	case "echo-cookie":
		_ = s.send(text, []byte(x.header("Cookie", "(none)")))
		s.close(nil)
	case "remote-close":
		remoteClose(x, s)
	case "handshake_sleep_2", "handshake_protocol", "handshake_no_protocol", "handshake_no_extensions", "basic_auth", "simple_handshake":
		s.close(nil)
	case "empty-message":
		answer := "fail"
		if _, data, err := s.receive(); err == nil && len(data) == 0 {
			answer = "pass"
		}
		_ = s.send(text, []byte(answer))
		s.close(nil)
	case "send-backpressure":
		start := time.Now()
		_ = s.send(binar, nil)
		for range 16 {
			_ = s.send(binar, make([]byte, 1<<20))
		}
		_ = s.send(text, []byte(strconv.FormatFloat(time.Since(start).Seconds(), 'f', -1, 64)))
		s.close(nil)
	case "receive-backpressure":
		x.wait(2000)
		_, _, _ = s.receive()
		s.close(nil)
	default:
		echo(x, name, s)
	}
}

func remoteClose(x *exchange, s *socket) {
	if x.has("abrupt") {
		_ = s.send(ping, []byte("ping"))
		return
	}
	var payload []byte
	if x.has("code") {
		payload = append(binary.BigEndian.AppendUint16(nil, uint16(x.number("code", 0))), x.get("reason", "")...)
	}
	s.close(payload)
}

// echo sends back what comes, until the client closes or says "Goodbye".
func echo(x *exchange, name string, s *socket) {
	for {
		if name == "receive-many-with-backpressure" {
			x.wait(100)
		}
		opcode, data, err := s.receive()
		switch {
		case err != nil:
			return
		case opcode == closes:
			if name == "delayed-passive-close" {
				x.wait(1000)
			}
			if name != "passive-close-abort" {
				_ = s.send(closes, s.closing)
			}
			return
		case name == "receive-many-with-backpressure":
			data = []byte(strconv.Itoa(len(data)))
			opcode = text
		}
		if s.send(opcode, data) != nil {
			return
		}
		if string(data) == "Goodbye" && strings.HasPrefix(name, "echo") {
			s.close(nil)
			return
		}
	}
}
