package dns

import (
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"net"
	"net/netip"
	"testing"

	"golang.org/x/net/dns/dnsmessage"
)

// listenBoth listens for datagrams and for connections on the same port, of which either may be taken by another program.
func listenBoth(t *testing.T) (net.PacketConn, net.Listener) {
	t.Helper()
	for range 100 {
		packets, err := net.ListenPacket("udp4", "127.0.0.1:0")
		if err != nil {
			t.Fatal(err)
		}
		if streams, err := net.Listen("tcp4", packets.LocalAddr().String()); err == nil {
			return packets, streams
		}
		_ = packets.Close()
	}
	t.Fatal("no port is free for both datagrams and connections")
	return nil, nil
}

// serve answers each question at address, by UDP and TCP, with what answer makes of it, until the test ends.
func serve(t *testing.T, answer func(packet []byte, stream bool) [][]byte) netip.AddrPort {
	t.Helper()
	packets, streams := listenBoth(t)
	address := packets.LocalAddr().(*net.UDPAddr).AddrPort()
	t.Cleanup(func() { _ = packets.Close(); _ = streams.Close() })
	go func() {
		buffer := make([]byte, 512)
		for {
			n, from, err := packets.ReadFrom(buffer)
			if err != nil {
				return
			}
			for _, packet := range answer(append([]byte{}, buffer[:n]...), false) {
				_, _ = packets.WriteTo(packet, from)
			}
		}
	}()
	go func() {
		for {
			conn, err := streams.Accept()
			if err != nil {
				return
			}
			var length [2]byte
			_, _ = io.ReadFull(conn, length[:])
			packet := make([]byte, binary.BigEndian.Uint16(length[:]))
			_, _ = io.ReadFull(conn, packet)
			for _, packet := range answer(packet, true) {
				_, _ = conn.Write(append(binary.BigEndian.AppendUint16(nil, uint16(len(packet))), packet...))
			}
			_ = conn.Close()
		}
	}()
	return address
}

// reply is an answer to packet: header's flags, and records.
func reply(packet []byte, change func(*dnsmessage.Message)) []byte {
	var message dnsmessage.Message
	if err := message.Unpack(packet); err != nil {
		panic(err)
	}
	message.Response = true
	change(&message)
	out, err := message.Pack()
	if err != nil {
		panic(err)
	}
	return out
}

func add(m *dnsmessage.Message, ttl uint32, kind uint16, body dnsmessage.ResourceBody) {
	m.Answers = append(m.Answers, dnsmessage.Resource{
		Header: dnsmessage.ResourceHeader{Name: m.Questions[0].Name, Type: dnsmessage.Type(kind), Class: dnsmessage.ClassINET, TTL: ttl}, Body: body,
	})
}

func unknown(kind uint16, data string) dnsmessage.ResourceBody {
	return &dnsmessage.UnknownResource{Type: dnsmessage.Type(kind), Data: []byte(data)}
}

func TestQuery(t *testing.T) {
	name := dnsmessage.MustNewName("other.example.")
	address := serve(t, func(packet []byte, stream bool) [][]byte {
		one := func(change func(*dnsmessage.Message)) [][]byte { return [][]byte{reply(packet, change)} }
		var message dnsmessage.Message
		_ = message.Unpack(packet)
		switch question := message.Questions[0]; question.Name.String() {
		case "records.example.":
			return one(func(m *dnsmessage.Message) {
				switch question.Type {
				case dnsmessage.TypeA:
					add(m, 5, 5, &dnsmessage.CNAMEResource{CNAME: name})
					add(m, 60, 1, &dnsmessage.AResource{A: [4]byte{1, 2, 3, 4}})
				case dnsmessage.TypeMX:
					add(m, 60, 15, &dnsmessage.MXResource{Pref: 10, MX: name})
				case typeCAA:
					add(m, 60, typeCAA, unknown(typeCAA, "\x80\x05issueca.example"))
				case typeNAPTR:
					add(m, 60, typeNAPTR, unknown(typeNAPTR, "\x00\x01\x00\x02\x01s\x03SIP\x00\x01a\x07example\x00"))
				case typeTLSA:
					add(m, 60, typeTLSA, unknown(typeTLSA, "\x03\x01\x01ab"))
				case 33:
					add(m, 60, typeCAA, unknown(typeCAA, "\x80\x05is"))
				}
			})
		case "long.example.":
			return one(func(m *dnsmessage.Message) {
				if m.Truncated = !stream; stream {
					for i := range 100 {
						add(m, 1, 1, &dnsmessage.AResource{A: [4]byte{10, 0, 0, byte(i)}})
					}
				}
			})
		case "spoofed.example.":
			wrong := reply(packet, func(m *dnsmessage.Message) { add(m, 1, 1, &dnsmessage.AResource{}) })
			wrong[0] ^= 1
			other := reply(packet, func(m *dnsmessage.Message) { m.Questions[0].Name = name })
			return [][]byte{wrong, other, {1}, packet, reply(packet, func(m *dnsmessage.Message) { add(m, 1, 1, &dnsmessage.AResource{A: [4]byte{9, 9, 9, 9}}) })}
		case "refused.example.":
			return one(func(m *dnsmessage.Message) { m.RCode = dnsmessage.RCodeRefused })
		case "none.example.":
			return one(func(m *dnsmessage.Message) { m.RCode = dnsmessage.RCodeNameError })
		}
		return one(func(*dnsmessage.Message) {})
	})
	r := newResolver(2000, 1, 0)
	r.setServers([]string{address.Addr().String()}, []int64{int64(address.Port())})
	tests := []struct{ kind, name, want, code string }{
		{"A", "records.example", "[1.2.3.4 5]", ""},
		{"AAAA", "records.example", "", codeNoData},
		{"MX", "records.example", "[[{exchange other.example} {priority 10}]]", ""},
		{"CAA", "records.example", "[[{critical 128} {issue ca.example}]]", ""},
		{"NAPTR", "records.example", "[[{flags s} {service SIP} {regexp } {replacement a.example} {order 1} {preference 2}]]", ""},
		{"TLSA", "records.example", "[[{certUsage 3} {selector 1} {match 1} {data [97 98]}]]", ""},
		{"SRV", "records.example", "", codeBadAnswer},
		{"A", "spoofed.example", "[9.9.9.9 1]", ""},
		{"A", "refused.example", "", codeRefused},
		{"A", "none.example", "", codeNotFound},
		{"A", "empty.example", "", codeNoData},
		{"A", "two..dots", "", codeBadName},
		{"A", "hidden.onion", "", codeNotFound},
	}
	for _, test := range tests {
		got, err := r.query(context.Background(), test.kind, test.name)
		if test.code != "" {
			if !errors.Is(err, failed{test.code}) {
				t.Errorf("%s %s: error %v, want %s", test.kind, test.name, err, test.code)
			}
			continue
		}
		if err != nil || fmt.Sprint(got) != test.want {
			t.Errorf("%s %s: %v, %v; want %s", test.kind, test.name, got, err, test.want)
		}
	}
	long, err := r.query(context.Background(), "A", "long.example")
	if list, _ := long.([]any); err != nil || len(list) != 200 {
		t.Errorf("by TCP: %v, %v", long, err)
	}
	_, err = r.query(context.Background(), "A", "no server answers")
	if !errors.Is(err, failed{codeNoData}) {
		t.Error(err)
	}
}

func TestConfig(t *testing.T) {
	if got := fmt.Sprint(nameservers("# one\nnameserver 1.2.3.4\nnameserver nonsense\n search x\nnameserver fe80::1%eth0\n")); got != "[1.2.3.4:53 [fe80::1%eth0]:53]" {
		t.Error(got)
	}
	hosts := "127.0.0.1 localhost # and more\n::1 localhost six\n10.0.0.1\n"
	if got := fmt.Sprint(hostNames(hosts, netip.IPv6Loopback()), hostNames(hosts, netip.MustParseAddr("10.0.0.1"))); got != "[localhost six] []" {
		t.Error(got)
	}
	if got := reverseName(netip.MustParseAddr("192.0.2.10")); got != "10.2.0.192.in-addr.arpa" {
		t.Error(got)
	}
	if got := reverseName(netip.MustParseAddr("2001:db8::1")); got != "1.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.8.b.d.0.1.0.0.2.ip6.arpa" {
		t.Error(got)
	}
}

// FuzzAnswer gives the parser what a server may send.
func FuzzAnswer(f *testing.F) {
	message, id, err := newQuestion(255, "records.example")
	if err != nil {
		f.Fatal(err)
	}
	f.Add(reply(message, func(m *dnsmessage.Message) {
		add(m, 1, 1, &dnsmessage.AResource{})
		add(m, 1, 16, &dnsmessage.TXTResource{TXT: []string{"a", "\xff"}})
		add(m, 1, typeNAPTR, unknown(typeNAPTR, "\x00\x01\x00\x02\x01s\x03SIP\x00\x01a\x00"))
		add(m, 1, typeCAA, unknown(typeCAA, "\x80\x05issueca"))
		add(m, 1, typeTLSA, unknown(typeTLSA, "\x03\x01\x01ab"))
	}))
	f.Add(message)
	f.Add([]byte{})
	f.Fuzz(func(t *testing.T, packet []byte) {
		answers(packet, message, id)
		for _, kind := range []string{"A", "ANY", "SOA", "CAA", "NAPTR", "TLSA", "TXT"} {
			if _, err := records(packet, kind); err != nil {
				var failure failed
				if !errors.As(err, &failure) {
					t.Fatalf("%s: %v", kind, err)
				}
			}
		}
	})
}
