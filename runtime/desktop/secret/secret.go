// Package secret encrypts what the app wants to keep so that others who read its files learn nothing: with a key that the system keeps
// for the person who is logged in. Package desktop imports it.
//
// The driver of a system is in secret_SYSTEM.go. That of Windows has been
// run under Wine, that of macOS compiled and vetted only.
package secret

import (
	"bytes"
	"errors"
	"strings"

	"github.com/deskjs/deskjs/runtime/desktop/service"
)

// What encrypted bytes begin with says how they were made: with the system's help, or with a key that everybody can know.
var (
	prefixKept  = []byte("DJ1")
	prefixBasic = []byte("DJ0")
)

// driver asks the system. Its methods may wait for the person, and are called on goroutines.
type driver interface {
	// available is nil if seal will work; an *errNobody if no program keeps secrets.
	available() error
	seal(plain []byte) ([]byte, error)
	open(sealed []byte) ([]byte, error)
	// backend is Electron's name of who keeps the secret, "" where it has no names.
	backend() string
}

// errNobody says that the system has nobody who keeps secrets.
type errNobody struct{ why error }

func (e *errNobody) Error() string { return e.why.Error() }
func (e *errNobody) Unwrap() error { return e.why }

// secrets belongs to the UI thread, but for the driver.
type secrets struct {
	driver driver
	basic  *keyed // what setUsePlainTextEncryption asks for
	plain  bool   // it has
}

// New is the service "secret".
func New(host *service.Host) service.Service { return newService(newDriver(host)) }

func newService(driver driver) service.Service {
	s := &secrets{driver: driver, basic: &keyed{key: basicKey}}
	return service.Service{
		Methods: map[string]service.Handler{
			"secret.available": s.available,
			"secret.encrypt":   s.encrypt,
			"secret.decrypt":   s.decrypt,
			"secret.plain": service.Func(func(plain bool) (any, error) {
				s.plain = plain
				return nil, nil
			}),
		},
		Reset: func() { s.plain = false },
	}
}

// availability is the answer of "secret.available".
type availability struct {
	Available bool   `json:"available"`
	Backend   string `json:"backend"`
	Why       string `json:"why,omitempty"`
}

func (s *secrets) available(call *service.Call) {
	plain := s.plain
	go func() {
		err := s.driver.available()
		answer := availability{Available: err == nil, Backend: s.driver.backend()}
		if nobody := new(errNobody); errors.As(err, &nobody) {
			answer.Available = plain
			if answer.Backend != "" {
				answer.Backend = basicText
			}
		}
		if err != nil {
			answer.Why = err.Error()
		}
		call.Reply(answer, nil)
	}()
}

const basicText = "basic_text"

func (s *secrets) encrypt(call *service.Call) {
	plain := s.plain
	go func() {
		sealed, err := s.driver.seal(call.Bytes)
		prefix := prefixKept
		if nobody := new(errNobody); plain && errors.As(err, &nobody) {
			sealed, err = s.basic.seal(call.Bytes)
			prefix = prefixBasic
		}
		if err != nil {
			call.Fail(&service.Error{Code: "ERR_ENCRYPTION_UNAVAILABLE",
				Message: "Error while encrypting the text provided to safeStorage.encryptString. Encryption is not available: " + err.Error()})
			return
		}
		call.Reply(nil, append(bytes.Clone(prefix), sealed...))
	}()
}

var errNotEncrypted = errors.New("ciphertext does not appear to be encrypted")

// sentence begins with a capital, as Electron's messages do.
func sentence(text string) string { return strings.ToUpper(text[:1]) + text[1:] + "." }

func (s *secrets) decrypt(call *service.Call) {
	go func() {
		var plain []byte
		var err error
		again := false // whether it had better be encrypted once more
		if sealed, ok := bytes.CutPrefix(call.Bytes, prefixKept); ok {
			plain, err = s.driver.open(sealed)
		} else if sealed, ok := bytes.CutPrefix(call.Bytes, prefixBasic); ok {
			if plain, err = s.basic.open(sealed); err == nil {
				again = s.driver.available() == nil
			}
		} else {
			err = errNotEncrypted
		}
		if err != nil {
			call.Fail(&service.Error{Code: "ERR_DECRYPTION_FAILED",
				Message: "Error while decrypting the ciphertext provided to safeStorage.decryptString. " + sentence(err.Error())})
			return
		}
		call.Reply(again, plain)
	}()
}
