//go:build linux && cgo

package secret

import (
	"encoding/base64"
	"fmt"
	"os"
	"slices"
	"strings"

	"github.com/godbus/dbus/v5"

	"github.com/deskjs/deskjs/runtime/desktop/service"
	"github.com/deskjs/deskjs/runtime/desktop/sessionbus"
)

// keyring has the key kept by the Secret Service: GNOME Keyring, KWallet or KeePassXC.
type keyring struct {
	keyed
	host *service.Host
}

func newDriver(host *service.Host) driver {
	k := &keyring{host: host}
	k.key = k.find
	return k
}

func (k *keyring) backend() string {
	if slices.Contains(strings.Split(os.Getenv("XDG_CURRENT_DESKTOP"), ":"), "KDE") {
		switch version := os.Getenv("KDE_SESSION_VERSION"); version {
		case "5", "6":
			return "kwallet" + version
		}
		return "kwallet"
	}
	return "gnome_libsecret"
}

// attributes are how the key is found again.
func (k *keyring) attributes() map[string]string {
	return map[string]string{"xdg:schema": "org.deskjs.SafeStorage", "application": k.host.ID}
}

func (k *keyring) find(create bool) ([]byte, error) {
	conn, err := sessionbus.Connect()
	if err != nil {
		return nil, &errNobody{err}
	}
	session, err := openSession(conn)
	if err != nil {
		return nil, err
	}
	defer session.close()
	text, err := session.lookup(k.attributes())
	if err != nil {
		return nil, err
	}
	if text != nil {
		return base64.StdEncoding.DecodeString(string(text))
	}
	if !create {
		return nil, errNoKey
	}
	key := newKey()
	text = []byte(base64.StdEncoding.EncodeToString(key))
	return key, session.store(k.host.Name+" Safe Storage", k.attributes(), text)
}

// errService makes a D-Bus error one for people.
func errService(doing string, err error) error {
	if failure, ok := err.(dbus.Error); ok {
		switch failure.Name {
		case "org.freedesktop.DBus.Error.ServiceUnknown", "org.freedesktop.DBus.Error.NameHasNoOwner",
			"org.freedesktop.DBus.Error.Spawn.ServiceNotFound", "org.freedesktop.DBus.Error.Spawn.ExecFailed":
			return &errNobody{fmt.Errorf("no program here keeps secrets (org.freedesktop.secrets on the D-Bus session: GNOME Keyring, KWallet or KeePassXC). " +
				"Install one and log in again; or have the app allow what is no protection, safeStorage.setUsePlainTextEncryption(true)")}
		}
	}
	return fmt.Errorf("the program that keeps secrets (org.freedesktop.secrets) could not %s: %w", doing, err)
}
