package fetch

import (
	"context"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"fmt"
	"io"
	"net"
	"slices"
	"strconv"
	"strings"
	"syscall"

	"github.com/deskjs/deskjs/runtime/backend/op"
)

// failure is an error in Node's or undici's shape: errors.js makes the object.
type failure struct {
	// name is the class: "Error", "AggregateError", or one of undici's.
	name, message, code string
	fields              op.Object
	errors              []*failure // of an AggregateError
}

func (f *failure) Error() string { return f.message }

func (f *failure) object() op.Object {
	// Node's errors have the number first, then the code.
	at := 0
	if len(f.fields) > 0 && f.fields[0].Name == "errno" {
		at = 1
	}
	fields := slices.Insert(slices.Clone(f.fields), at, op.Field{Name: "code", Value: f.code})
	object := op.Object{{Name: "name", Value: f.name}, {Name: "message", Value: f.message}, {Name: "fields", Value: fields}}
	if f.errors != nil {
		list := make([]any, len(f.errors))
		for i, one := range f.errors {
			list[i] = one.object()
		}
		object = append(object, op.Field{Name: "errors", Value: list})
	}
	return object
}

// socketError is undici's for a connection that ended.
func socketError(message string) *failure {
	return &failure{name: "SocketError", message: message, code: "UND_ERR_SOCKET"}
}

// failureOf returns the failure that err is told as.
func failureOf(err error) *failure {
	var (
		shaped      *failure
		dialed      *dialError
		late        *connectTimeoutError
		certificate *certificateError
		unverified  *tls.CertificateVerificationError
		dns         *net.DNSError
		shape       *op.Error
		alert       tls.AlertError
		record      tls.RecordHeaderError
	)
	switch {
	case errors.As(err, &shaped):
		return shaped
	case errors.As(err, &late):
		return &failure{
			name: "ConnectTimeoutError", code: "UND_ERR_CONNECT_TIMEOUT",
			message: fmt.Sprintf("Connect Timeout Error (attempted address: %s, timeout: %dms)", late.address, connectTimeout.Milliseconds()),
		}
	case errors.As(err, &dialed):
		return dialFailure(dialed)
	case errors.As(err, &certificate):
		f := &failure{name: "Error", message: certificate.message, code: certificate.code}
		if certificate.reason != "" {
			f.fields = op.Object{{Name: "reason", Value: certificate.reason}, {Name: "host", Value: certificate.host}}
		}
		return f
	case errors.As(err, &unverified):
		return unverifiedFailure(unverified)
	case errors.As(err, &dns):
		return lookupFailure(dns)
	case errors.As(err, &shape):
		return &failure{name: "Error", message: shape.Error(), code: shape.Code, fields: shape.Fields}
	case errors.As(err, &alert):
		return &failure{name: "Error", message: "write EPROTO " + alert.Error(), code: "ERR_SSL_" + alertName(alert)}
	case errors.As(err, &record):
		return &failure{name: "Error", message: "SSL routines:ssl3_get_record:wrong version number", code: "ERR_SSL_WRONG_VERSION_NUMBER"}
	case errors.Is(err, io.EOF), errors.Is(err, io.ErrUnexpectedEOF):
		return socketError("other side closed")
	}
	return readFailure(err)
}

// unverifiedFailure is that of net/http's own check, behind a proxy.
func unverifiedFailure(err *tls.CertificateVerificationError) *failure {
	var name x509.HostnameError
	if errors.As(err, &name) {
		return failureOf(checkName(name.Certificate, name.Host))
	}
	return failureOf(chainError(err.Err, err.UnverifiedCertificates))
}

// alertName is OpenSSL's name for an alert.
func alertName(alert tls.AlertError) string {
	text := strings.TrimPrefix(alert.Error(), "tls: ")
	return "TLSV1_ALERT_" + strings.ToUpper(strings.ReplaceAll(text, " ", "_"))
}

// readFailure is the failure of a connection that was made.
func readFailure(err error) *failure {
	var number syscall.Errno
	text := err.Error()
	switch {
	case errors.As(err, &number):
		return systemFailure("read", err)
	case strings.Contains(text, "response headers exceeded"):
		return &failure{name: "HeadersOverflowError", message: "Headers Overflow Error", code: "UND_ERR_HEADERS_OVERFLOW"}
	case strings.Contains(text, "timeout awaiting response headers"):
		return &failure{name: "HeadersTimeoutError", message: "Headers Timeout Error", code: "UND_ERR_HEADERS_TIMEOUT"}
	case strings.Contains(text, "TLS handshake timeout"):
		return &failure{name: "ConnectTimeoutError", message: "Connect Timeout Error", code: "UND_ERR_CONNECT_TIMEOUT"}
	case strings.Contains(text, "ContentLength="):
		return &failure{
			name: "RequestContentLengthMismatchError", code: "UND_ERR_REQ_CONTENT_LENGTH_MISMATCH",
			message: "Request body length does not match content-length header",
		}
	case strings.Contains(text, "server closed idle connection"), strings.Contains(text, "connection lost"), strings.Contains(text, "EOF"):
		return socketError("other side closed")
	case strings.Contains(text, "malformed"), strings.Contains(text, "invalid"), strings.Contains(text, "bad "):
		return &failure{name: "HTTPParserError", message: "Response does not match the HTTP/1.1 protocol (" + text + ")", code: "HPE_INVALID_CONSTANT"}
	case errors.Is(err, context.Canceled), errors.Is(err, net.ErrClosed):
		return socketError("closed")
	}
	return &failure{name: "Error", message: text, code: "UND_ERR"}
}

// systemFailure is a failed system call's.
func systemFailure(call string, err error) *failure {
	var shape *op.Error
	if !errors.As(op.System(err, call), &shape) {
		return &failure{name: "Error", message: err.Error(), code: "UNKNOWN"}
	}
	return &failure{name: "Error", message: call + " " + shape.Code, code: shape.Code, fields: op.Object{{Name: "errno", Value: shape.Errno}, {Name: "syscall", Value: call}}}
}

func dialFailure(err *dialError) *failure {
	all := make([]*failure, len(err.attempts))
	for i, attempt := range err.attempts {
		f := failureOf(attempt.err)
		var number syscall.Errno
		if errors.As(attempt.err, &number) {
			f = systemFailure("connect", number)
			f.message += " " + attempt.address + ":" + attempt.port
			port, _ := strconv.Atoi(attempt.port)
			f.fields = append(f.fields, op.Field{Name: "address", Value: attempt.address}, op.Field{Name: "port", Value: port})
		}
		all[i] = f
	}
	if len(all) == 1 {
		return all[0]
	}
	return &failure{name: "AggregateError", code: all[0].code, errors: all}
}

func lookupFailure(err *net.DNSError) *failure {
	code, number := "ENOTFOUND", -3008
	if !err.IsNotFound && (err.IsTimeout || err.IsTemporary) {
		code, number = "EAI_AGAIN", -3001
	}
	return &failure{name: "Error", message: "getaddrinfo " + code + " " + err.Name, code: code, fields: op.Object{
		{Name: "errno", Value: number}, {Name: "syscall", Value: "getaddrinfo"}, {Name: "hostname", Value: err.Name},
	}}
}
