package tls

import (
	"crypto/tls"
	"errors"
	"fmt"
	"io"
	"net"
	"reflect"
	"strings"

	"github.com/deskjs/deskjs/runtime/backend/op"
)

// alerts are OpenSSL's words for what the other end says (RFC 8446, section 6).
var alerts = map[uint64]string{
	10: "sslv3 alert unexpected message", 20: "sslv3 alert bad record mac", 21: "tlsv1 alert decryption failed",
	22: "tlsv1 alert record overflow", 30: "sslv3 alert decompression failure", 40: "sslv3 alert handshake failure",
	41: "sslv3 alert no certificate", 42: "sslv3 alert bad certificate", 43: "sslv3 alert unsupported certificate",
	44: "sslv3 alert certificate revoked", 45: "sslv3 alert certificate expired", 46: "sslv3 alert certificate unknown",
	47: "sslv3 alert illegal parameter", 48: "tlsv1 alert unknown ca", 49: "tlsv1 alert access denied", 50: "tlsv1 alert decode error",
	51: "tlsv1 alert decrypt error", 60: "tlsv1 alert export restriction", 70: "tlsv1 alert protocol version",
	71: "tlsv1 alert insufficient security", 80: "tlsv1 alert internal error", 86: "tlsv1 alert inappropriate fallback",
	90: "tlsv1 alert user cancelled", 100: "tlsv1 alert no renegotiation", 109: "tlsv13 alert missing extension",
	110: "tlsv1 unsupported extension", 111: "tlsv1 certificate unobtainable", 112: "tlsv1 unrecognized name",
	113: "tlsv1 bad certificate status response", 114: "tlsv1 bad certificate hash value", 115: "tlsv1 alert unknown psk identity",
	116: "tlsv13 alert certificate required", 120: "tlsv1 alert no application protocol",
}

// words are OpenSSL's for what Go finds wrong: part of Go's sentence, the reason's number, the function that OpenSSL has found it in
// (programs look for it in the message), the reason.
var words = []struct {
	text     string
	number   int
	function string
	reason   string
}{
	{"client offered only unsupported versions", 258, "tls_early_post_process_client_hello", "unsupported protocol"},
	{"server selected unsupported protocol version", 258, "ssl_choose_client_version", "unsupported protocol"},
	{"protocol version not supported", 258, "ssl_choose_client_version", "unsupported protocol"},
	{"passed a null parameter", 0xC0102, "", "passed a null parameter"},
	{"answered with the only version", 267, "ssl3_get_record", "wrong version number"},
	{"no versions to choose from", 191, "tls_process_client_hello", "no protocols available"},
	{"no supported versions satisfy", 191, "ssl_ctx_make_profiles", "no protocols available"},
	{"no cipher suite supported by both", 193, "tls_post_process_client_hello", "no shared cipher"},
	{"no certificates configured", 193, "tls_post_process_client_hello", "no shared cipher"},
	{"signature algorithms", 118, "tls_choose_sigalg", "no suitable signature algorithm"},
	{"no key exchanges supported by both", 101, "tls_parse_ctos_key_share", "no suitable key share"},
	{"no supported elliptic curves", 193, "tls_post_process_client_hello", "no shared cipher"},
	{"didn't provide a certificate", 199, "tls_process_client_certificate", "peer did not return a certificate"},
	{"unsupported application protocols", 235, "tls_handle_alpn", "no application protocol"},
	{"unadvertised ALPN protocol", 110, "tls_parse_stoc_alpn", "bad extension"},
	{"inappropriate protocol fallback", 373, "tls_check_version_downgrade", "inappropriate fallback"},
	{"downgrade attempt", 373, "ssl_choose_client_version", "inappropriate fallback"},
	{"Finished message", 149, "tls_process_finished", "digest check failed"},
	{"finished hash", 149, "tls_process_finished", "digest check failed"},
	{"invalid signature", 123, "tls_process_cert_verify", "bad signature"},
	{"unexpected message", 244, "ossl_statem_server_read_transition", "unexpected message"},
	{"unexpected handshake message", 244, "ossl_statem_server_read_transition", "unexpected message"},
	{"unconfigured cipher suite", 261, "set_client_ciphersuite", "wrong cipher returned"},
	{"oversized record", 198, "ssl3_get_record", "packet length too long"},
	{"record overflow", 198, "ssl3_get_record", "data length too long"},
	{"handshake message of length", 152, "tls_get_message_header", "excessive message size"},
	{"bad record MAC", 281, "ssl3_get_record", "decryption failed or bad record mac"},
	{"SSLv2 handshake", 258, "tls_process_client_hello", "unsupported protocol"},
	{"unmarshal", 159, "tls_process_client_hello", "length mismatch"},
	{"error decoding message", 159, "tls_process_client_hello", "length mismatch"},
	{"failed to parse certificate", 134, "tls_process_server_certificate", "certificate verify failed"},
	{"failed to parse client certificate", 134, "tls_process_client_certificate", "certificate verify failed"},
}

// isTLS reports whether err is of the protocol, and not of the connection below.
func isTLS(err error) bool {
	var record tls.RecordHeaderError
	var operation *net.OpError
	switch {
	case errors.As(err, &record):
		return true
	case errors.As(err, &operation) && (operation.Op == "remote error" || operation.Op == "local error"):
		return true
	}
	return strings.HasPrefix(err.Error(), "tls: ")
}

// isCut reports whether err says that the other end has closed the connection, orderly or not.
func isCut(err error) bool { return errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) }

// finishedOf are the Finished messages of this end and of the other, which Go keeps below TLS 1.3 without telling: what is told is
// the first of them.
func finishedOf(conn *tls.Conn, server bool, state *tls.ConnectionState) (messages [2][]byte) {
	if len(state.TLSUnique) == 0 {
		return messages
	}
	for i, name := range []string{"clientFinished", "serverFinished"} {
		field := reflect.ValueOf(conn).Elem().FieldByName(name)
		if !field.IsValid() || field.Kind() != reflect.Array || field.Type().Elem().Kind() != reflect.Uint8 {
			continue
		}
		message := make([]byte, field.Len())
		for j := range message {
			message[j] = byte(field.Index(j).Uint())
		}
		if server {
			i = 1 - i
		}
		messages[i] = message
	}
	return messages
}

// failure is an error of the protocol in OpenSSL's shape.
func failure(err error, server bool) error {
	var record tls.RecordHeaderError
	var operation *net.OpError
	switch {
	case errors.As(err, &record) && !strings.Contains(record.Msg, "oversized") && !strings.Contains(record.Msg, "SSLv2"):
		switch head := string(record.RecordHeader[:4]); {
		case server && (head == "GET " || head == "POST" || head == "HEAD" || head == "PUT "):
			return shaped(156, "ssl3_get_record", "http request", "")
		case server && head == "CONN":
			return shaped(155, "ssl3_get_record", "https proxy request", "")
		}
		return shaped(267, "ssl3_get_record", "wrong version number", "")
	case errors.As(err, &operation) && operation.Op == "remote error":
		number := reflect.ValueOf(operation.Err)
		if number.Kind() == reflect.Uint8 && alerts[number.Uint()] != "" {
			n := number.Uint()
			return shaped(1000+int(n), "ssl3_read_bytes", alerts[n], fmt.Sprintf("SSL alert number %d", n))
		}
	}
	text := err.Error()
	for _, w := range words {
		if strings.Contains(text, w.text) {
			return shaped(w.number, w.function, w.reason, "")
		}
	}
	return shaped(229, "ossl_statem", "ssl handshake failure", strings.TrimPrefix(text, "tls: "))
}

func shaped(number int, function, reason, more string) error {
	message := fmt.Sprintf("error:0A%06X:SSL routines:%s:%s:%s\n", number, function, reason, more)
	return &op.Error{
		Message: message,
		Fields:  op.Object{{Name: "library", Value: "SSL routines"}, {Name: "reason", Value: reason}},
		Code:    "ERR_SSL_" + strings.ToUpper(strings.ReplaceAll(reason, " ", "_")),
	}
}
