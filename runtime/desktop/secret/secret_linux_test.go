//go:build cgo

package secret

import (
	"bytes"
	"strings"
	"testing"

	"github.com/deskjs/deskjs/internal/systemtest"
)

func open(t *testing.T) (app *systemtest.App, session string) {
	session = systemtest.OpenBus(t)
	t.Setenv("DBUS_SESSION_BUS_ADDRESS", session)
	t.Setenv("XDG_CURRENT_DESKTOP", "")
	app = systemtest.OpenApp(t)
	app.Service = New(app.Host)
	return app, session
}

func TestKeyring(t *testing.T) {
	for name, prepare := range map[string]func(*systemtest.Secrets){
		"encrypted bus": func(*systemtest.Secrets) {},
		"plain bus":     func(s *systemtest.Secrets) { s.PlainOnly = true },
		"locked":        func(s *systemtest.Secrets) { s.Locked = true },
	} {
		t.Run(name, func(t *testing.T) {
			app, session := open(t)
			secrets := systemtest.ServeSecrets(t, systemtest.Connect(t, session))
			prepare(secrets)
			if got := app.Call(t, "secret.available", nil, nil); got.Value != `{"available":true,"backend":"gnome_libsecret"}` {
				t.Fatalf("available answers %+v", got)
			}
			sealed := app.Call(t, "secret.encrypt", nil, []byte("geheim €"))
			if sealed.Err != nil || !bytes.HasPrefix(sealed.Bytes, []byte("DJ1")) || bytes.Contains(sealed.Bytes, []byte("geheim")) {
				t.Fatalf("encrypt answers %+v", sealed)
			}
			// Another process of the app finds the same key.
			app.Service = New(app.Host)
			if got := app.Call(t, "secret.decrypt", nil, sealed.Bytes); got.Err != nil || string(got.Bytes) != "geheim €" || got.Value != "false" {
				t.Errorf("decrypt answers %+v", got)
			}
			values, _ := secrets.Values()
			if len(values) != 1 || len(values[0]) != 44 {
				t.Fatalf("the keyring has %q", values)
			}
			if carried, _ := secrets.Carried(values[0]); carried != secrets.PlainOnly {
				t.Errorf("the key went over the bus as it is: %v", carried)
			}
			for what, bad := range map[string][]byte{
				"nothing":  nil,
				"text":     []byte("password"),
				"too few":  sealed.Bytes[:8],
				"changed":  append(bytes.Clone(sealed.Bytes[:len(sealed.Bytes)-1]), sealed.Bytes[len(sealed.Bytes)-1]^1),
				"extended": append(bytes.Clone(sealed.Bytes), 0),
			} {
				if got := app.Call(t, "secret.decrypt", nil, bad); got.Err == nil || !strings.HasPrefix(got.Err.Error(), "Error while decrypting the ciphertext") {
					t.Errorf("%s: decrypt answers %+v", what, got)
				}
			}
			app.Service = New(app.Host)
			secrets.Forget()
			if got := app.Call(t, "secret.decrypt", nil, sealed.Bytes); got.Err == nil || !strings.Contains(got.Err.Error(), "not there any more") {
				t.Errorf("without the key decrypt answers %+v", got)
			}
			if values, _ := secrets.Values(); len(values) != 0 {
				t.Errorf("decrypting made a key: %q", values)
			}
		})
	}
}

func TestDismissed(t *testing.T) {
	app, session := open(t)
	secrets := systemtest.ServeSecrets(t, systemtest.Connect(t, session))
	secrets.Locked, secrets.Dismiss = true, true
	app.Call(t, "secret.plain", true, nil)
	// There is a keyring: plain text is no way out.
	if got := app.Call(t, "secret.encrypt", nil, []byte("x")); got.Err == nil || !strings.Contains(got.Err.Error(), "was not unlocked") {
		t.Errorf("encrypt answers %+v", got)
	}
}

func TestNobody(t *testing.T) {
	app, session := open(t)
	if got := app.Call(t, "secret.available", nil, nil); !strings.HasPrefix(got.Value, `{"available":false,"backend":"basic_text","why":"no program here`) {
		t.Errorf("available answers %+v", got)
	}
	if got := app.Call(t, "secret.encrypt", nil, []byte("x")); got.Err == nil || !strings.Contains(got.Err.Error(), "GNOME Keyring") {
		t.Errorf("encrypt answers %+v", got)
	}
	app.Call(t, "secret.plain", true, nil)
	sealed := app.Call(t, "secret.encrypt", nil, []byte("x"))
	if !bytes.HasPrefix(sealed.Bytes, []byte("DJ0")) {
		t.Fatalf("encrypt answers %+v", sealed)
	}
	if got := app.Call(t, "secret.decrypt", nil, sealed.Bytes); string(got.Bytes) != "x" || got.Value != "false" {
		t.Errorf("decrypt answers %+v", got)
	}
	systemtest.ServeSecrets(t, systemtest.Connect(t, session))
	// Now there is a better way.
	if got := app.Call(t, "secret.decrypt", nil, sealed.Bytes); string(got.Bytes) != "x" || got.Value != "true" {
		t.Errorf("decrypt answers %+v", got)
	}
	app.Reset()
}

func TestExchange(t *testing.T) {
	ours, public := newExchange()
	theirs, other := newExchange()
	a, err := agree(ours, other)
	if err != nil {
		t.Fatal(err)
	}
	b, err := agree(theirs, public)
	if err != nil {
		t.Fatal(err)
	}
	for _, plain := range []string{"", "sixteen bytes ok", "more than sixteen bytes"} {
		vector, sealed := a.seal([]byte(plain))
		if got, err := b.open(vector, sealed); err != nil || string(got) != plain {
			t.Errorf("%q became %q (%v)", plain, got, err)
		}
	}
	for _, bad := range [][]byte{nil, {0}, {1}, exchangePrime.Bytes()} {
		if _, err := agree(ours, bad); err == nil {
			t.Errorf("%x is taken for a number", bad)
		}
	}
}
