package tls

import (
	"bytes"
	"crypto/rand"
	"crypto/sha256"
	"crypto/tls"
	"crypto/x509"
	"encoding/binary"
	"errors"
	"net"
	"slices"
	"strings"
	"time"

	"golang.org/x/crypto/cryptobyte"
)

func (c *connection) common() *tls.Config {
	config := c.settings.base.Clone()
	if c.options.keyLog {
		config.KeyLogWriter = keyLog{c}
	}
	return config
}

// keyLog tells of secrets, a line at a time.
type keyLog struct{ *connection }

func (k keyLog) Write(line []byte) (int, error) {
	k.tell(eventKeyLog, bytes.Clone(line))
	return len(line), nil
}

func (c *connection) clientConfig() *tls.Config {
	config := c.common()
	config.NextProtos = c.options.protocols
	if net.ParseIP(c.options.name) == nil {
		config.ServerName = c.options.name
	}
	config.Renegotiation = tls.RenegotiateFreelyAsClient
	config.ClientSessionCache = sessions{c}
	// As OpenSSL: a certificate goes to every server that asks for one, whatever authorities it names.
	config.GetClientCertificate = func(info *tls.CertificateRequestInfo) (*tls.Certificate, error) {
		list := c.settings.certificates
		for i := range list {
			if slices.ContainsFunc(info.SignatureSchemes, func(s tls.SignatureScheme) bool { return schemeFits(s, &list[i]) }) {
				c.chosen(&list[i])
				return &list[i], nil
			}
		}
		if len(list) > 0 {
			c.chosen(&list[0])
			return &list[0], nil
		}
		return &tls.Certificate{}, nil
	}
	return config
}

func schemeFits(s tls.SignatureScheme, certificate *tls.Certificate) bool {
	text := s.String()
	switch identityKind(certificate.Leaf.PublicKey) {
	case "rsa":
		return strings.HasPrefix(text, "PSS") || strings.HasPrefix(text, "PKCS1")
	case "ec":
		return strings.HasPrefix(text, "ECDSA")
	}
	return text == "Ed25519"
}

func (c *connection) chosen(certificate *tls.Certificate) {
	c.mu.Lock()
	c.local = certificate
	c.mu.Unlock()
}

var errRefused = errors.New("tls: refused by the program")

// serverConfig asks the program what depends on the client's greeting.
func (c *connection) serverConfig() *tls.Config {
	return &tls.Config{
		// The lowest, since this configuration only reads the greeting: the one that answers it has the program's minimum.
		MinVersion: tls.VersionTLS10,
		GetConfigForClient: func(hello *tls.ClientHelloInfo) (*tls.Config, error) {
			c.mu.Lock()
			c.hello = hello
			c.mu.Unlock()
			c.sigalgs = hello.SignatureSchemes
			if err := c.insist(hello); err != nil {
				return nil, err
			}
			if c.options.helloEvent {
				const statusRequest = 5
				if _, ok := c.ask(eventHello, hello.ServerName, slices.Contains(hello.Extensions, statusRequest)); !ok {
					return nil, errRefused
				}
			}
			protocols := c.options.protocols
			if c.options.alpnEvent && len(hello.SupportedProtos) > 0 {
				answer, ok := c.ask(eventALPN, hello.ServerName, hello.SupportedProtos)
				if !ok {
					return nil, errRefused
				}
				chosen, _ := answer.(string)
				protocols = []string{chosen} // one that was not offered if there is none, which refuses
			}
			c.mu.Lock()
			defer c.mu.Unlock()
			return c.answering(protocols), nil
		},
	}
}

// insist answers a client that can do better than the only version of these settings, as OpenSSL does: with that version, for the
// client to refuse.
func (c *connection) insist(hello *tls.ClientHelloInfo) error {
	c.mu.Lock()
	version, fixed := c.settings.base.MaxVersion, c.settings.fixed
	c.mu.Unlock()
	best := slices.Max(append(hello.SupportedVersions, 0))
	if !fixed || slices.Contains(hello.SupportedVersions, version) || best < version || best >= tls.VersionTLS13 {
		return nil
	}
	answer := []byte{22, byte(version >> 8), byte(version), 0, 42, 2, 0, 0, 38, byte(version >> 8), byte(version)}
	random := make([]byte, 32)
	_, _ = rand.Read(random) // it never fails
	answer = append(append(answer, random...), 0, 0xc0, 0x14, 0)
	if _, err := c.lower.Write(answer); err != nil {
		return err
	}
	return errors.New("tls: answered with the only version")
}

// answering is the configuration of a server that has seen the greeting.
func (c *connection) answering(protocols []string) *tls.Config {
	config := c.common()
	s := c.settings
	config.NextProtos = protocols
	if !s.old {
		config.MinVersion = max(config.MinVersion, tls.VersionTLS12)
	}
	if c.options.requestCert {
		config.ClientAuth = tls.RequestClientCert
		if c.options.rejectMissing {
			config.ClientAuth = tls.RequireAnyClientCert
		}
		config.ClientCAs = s.clientCAs
	}
	if c.options.sessionEvents {
		config.SessionTicketsDisabled = false // the program keeps the sessions
	}
	if len(s.certificates) == 0 {
		// Nothing to agree on: the client hears of a failed handshake, and not of an internal error.
		config.CurvePreferences, config.CipherSuites = []tls.CurveID{0xffff}, []uint16{}
		c.bare = true
	}
	config.GetCertificate = func(hello *tls.ClientHelloInfo) (*tls.Certificate, error) {
		if len(s.certificates) == 0 {
			return nil, errRefused
		}
		// The name is the program's to judge.
		nameless := *hello
		nameless.ServerName = ""
		chosen := &s.certificates[0]
		for i := range s.certificates {
			if nameless.SupportsCertificate(&s.certificates[i]) == nil {
				chosen = &s.certificates[i]
				break
			}
		}
		c.chosen(chosen)
		c.mu.Lock()
		staple := c.staple
		c.mu.Unlock()
		if staple != nil {
			with := *chosen
			with.OCSPStaple = staple
			return &with, nil
		}
		return chosen, nil
	}
	config.WrapSession = func(state tls.ConnectionState, session *tls.SessionState) ([]byte, error) {
		session.Extra = append(session.Extra, c.mark(s))
		if state.Version >= tls.VersionTLS13 {
			c.lower.keepLast() // as OpenSSL, which sends it after the client's end of the handshake
		}
		if !c.options.sessionEvents {
			return config.EncryptTicket(state, session)
		}
		// The program keeps the session: the ticket is only its name.
		data, err := session.Bytes()
		if err != nil {
			return nil, err
		}
		id := make([]byte, sessionIDSize)
		_, _ = rand.Read(id) // it never fails
		if _, ok := c.ask(eventSession, id, data); !ok {
			return nil, errRefused
		}
		return id, nil
	}
	config.UnwrapSession = func(identity []byte, state tls.ConnectionState) (*tls.SessionState, error) {
		var session *tls.SessionState
		var err error
		if len(identity) == sessionIDSize && c.options.sessionEvents {
			answer, ok := c.ask(eventResume, bytes.Clone(identity))
			data, _ := answer.([]byte)
			if !ok || data == nil {
				return nil, nil
			}
			session, err = tls.ParseSessionState(data)
		} else {
			session, err = config.DecryptTicket(identity, state)
		}
		if err != nil || session == nil || !s.accepts(session) {
			return nil, nil // a full handshake
		}
		if state.Version >= tls.VersionTLS13 {
			config.SessionTicketsDisabled = true // as OpenSSL: what resumes gets no other
		}
		return session, nil
	}
	return config
}

// sessionIDSize is that of a name that stands for a session.
const sessionIDSize = 32

// markPrefix begins our part of a session.
const markPrefix = "deskjs1:"

// mark says when a session was made, and for what.
func (c *connection) mark(s *settings) []byte {
	id := sha256.Sum256([]byte(s.sessionContext))
	mark := binary.BigEndian.AppendUint64([]byte(markPrefix), uint64(time.Now().Unix()))
	return append(mark, id[:]...)
}

// accepts reports whether a session is one of these settings', and not too old.
func (s *settings) accepts(session *tls.SessionState) bool {
	id := sha256.Sum256([]byte(s.sessionContext))
	for _, extra := range session.Extra {
		rest, ok := bytes.CutPrefix(extra, []byte(markPrefix))
		if !ok || len(rest) != 8+len(id) || !bytes.Equal(rest[8:], id[:]) {
			continue
		}
		made := time.Unix(int64(binary.BigEndian.Uint64(rest)), 0)
		return s.sessionTimeout <= 0 || time.Since(made) <= s.sessionTimeout
	}
	return false
}

// sessions is a client's cache of one: what the program has given, and what the server gives.
type sessions struct{ *connection }

// Get is a tls.ClientSessionCache's.
func (s sessions) Get(string) (*tls.ClientSessionState, bool) {
	ticket, state, ok := parseSession(s.options.session)
	if !ok {
		return nil, false
	}
	session, err := tls.NewResumptionState(ticket, state)
	return session, err == nil
}

// Put is a tls.ClientSessionCache's.
func (s sessions) Put(_ string, session *tls.ClientSessionState) {
	if session == nil {
		return
	}
	ticket, state, err := session.ResumptionState()
	if err != nil || state == nil {
		return
	}
	data, err := state.Bytes()
	if err != nil {
		return
	}
	packed := packSession(ticket, data)
	s.mu.Lock()
	s.fresh = append(s.fresh, packed)
	s.mu.Unlock()
	if s.done() {
		s.tellSessions()
	}
}

// settleSessions forgets the ticket of a resumed session below TLS 1.3: Go's servers send one every time.
func (c *connection) settleSessions() {
	if c.server || !c.state.DidResume {
		return
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	c.session = c.options.session
	if c.state.Version < tls.VersionTLS13 {
		c.fresh = nil
	}
	c.ticket, _, _ = parseSession(c.session)
}

// tellSessions tells of a client's new sessions, as soon as the handshake is over.
func (c *connection) tellSessions() {
	c.mu.Lock()
	fresh := c.fresh
	c.fresh = nil
	c.mu.Unlock()
	for _, packed := range fresh {
		id := sha256.Sum256(packed)
		c.tell(eventSession, id[:], packed)
	}
}

// packSession is a session as programs get it.
func packSession(ticket, state []byte) []byte {
	var b cryptobyte.Builder
	b.AddBytes([]byte(markPrefix))
	b.AddUint24LengthPrefixed(func(b *cryptobyte.Builder) { b.AddBytes(ticket) })
	b.AddUint24LengthPrefixed(func(b *cryptobyte.Builder) { b.AddBytes(state) })
	packed, err := b.Bytes()
	if err != nil {
		return nil
	}
	return packed
}

// parseSession reads what packSession has made; it may come from anywhere.
func parseSession(packed []byte) (ticket []byte, state *tls.SessionState, ok bool) {
	rest, ok := bytes.CutPrefix(packed, []byte(markPrefix))
	if !ok {
		return nil, nil, false
	}
	s := cryptobyte.String(rest)
	var first, second cryptobyte.String
	if !s.ReadUint24LengthPrefixed(&first) || !s.ReadUint24LengthPrefixed(&second) || len(first) == 0 {
		return nil, nil, false
	}
	state, err := tls.ParseSessionState(second)
	if err != nil {
		return nil, nil, false
	}
	return first, state, true
}

// chainOf are certificates in DER.
func chainOf(list []*x509.Certificate) []any {
	chain := make([]any, len(list))
	for i, c := range list {
		chain[i] = c.Raw
	}
	return chain
}
