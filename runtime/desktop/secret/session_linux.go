//go:build linux && cgo

package secret

import (
	"errors"

	"github.com/godbus/dbus/v5"

	"github.com/deskjs/deskjs/runtime/desktop/bussignal"
)

// The words of the Secret Service specification.
const (
	secretName    = "org.freedesktop.secrets"
	secretPath    = "/org/freedesktop/secrets"
	secretService = "org.freedesktop.Secret.Service"
	secretItem    = "org.freedesktop.Secret.Item"
	secretVault   = "org.freedesktop.Secret.Collection"
	secretPrompt  = "org.freedesktop.Secret.Prompt"
	secretSession = "org.freedesktop.Secret.Session"
	nothing       = dbus.ObjectPath("/")
)

// wrapped is a secret on its way: the specification's struct Secret.
type wrapped struct {
	Session     dbus.ObjectPath
	Parameters  []byte // the initialization vector
	Value       []byte
	ContentType string
}

// session is a conversation in which secrets go over the bus encrypted, if the service can.
type session struct {
	conn    *dbus.Conn
	service dbus.BusObject
	path    dbus.ObjectPath
	cipher  transport
}

func openSession(conn *dbus.Conn) (*session, error) {
	s := &session{conn: conn, service: conn.Object(secretName, secretPath)}
	private, public := newExchange()
	var theirs dbus.Variant
	err := s.service.Call(secretService+".OpenSession", 0, exchangeName, dbus.MakeVariant(public)).Store(&theirs, &s.path)
	if failure, ok := err.(dbus.Error); ok && failure.Name == "org.freedesktop.DBus.Error.NotSupported" {
		err = s.service.Call(secretService+".OpenSession", 0, "plain", dbus.MakeVariant("")).Store(&theirs, &s.path)
		if err == nil {
			return s, nil
		}
	}
	if err != nil {
		return nil, errService("begin", err)
	}
	number, _ := theirs.Value().([]byte)
	if s.cipher, err = agree(private, number); err != nil {
		return nil, errService("begin", err)
	}
	return s, nil
}

func (s *session) close() {
	s.conn.Object(secretName, s.path).Call(secretSession+".Close", dbus.FlagNoReplyExpected)
}

// lookup is the secret with these attributes, nil if there is none.
func (s *session) lookup(attributes map[string]string) ([]byte, error) {
	var unlocked, locked []dbus.ObjectPath
	if err := s.service.Call(secretService+".SearchItems", 0, attributes).Store(&unlocked, &locked); err != nil {
		return nil, errService("search", err)
	}
	if len(unlocked) == 0 && len(locked) > 0 {
		if err := s.unlock(locked[0]); err != nil {
			return nil, err
		}
		unlocked = locked[:1]
	}
	if len(unlocked) == 0 {
		return nil, nil
	}
	var secret wrapped
	if err := s.conn.Object(secretName, unlocked[0]).Call(secretItem+".GetSecret", 0, s.path).Store(&secret); err != nil {
		return nil, errService("read the key", err)
	}
	return s.cipher.open(secret.Parameters, secret.Value)
}

func (s *session) store(label string, attributes map[string]string, value []byte) error {
	vault, err := s.vault()
	if err != nil {
		return err
	}
	secret := wrapped{Session: s.path, ContentType: "text/plain"}
	secret.Parameters, secret.Value = s.cipher.seal(value)
	properties := map[string]dbus.Variant{
		secretItem + ".Label":      dbus.MakeVariant(label),
		secretItem + ".Attributes": dbus.MakeVariant(attributes),
	}
	var item, prompt dbus.ObjectPath
	if err := s.conn.Object(secretName, vault).Call(secretVault+".CreateItem", 0, properties, secret, true).Store(&item, &prompt); err != nil {
		return errService("keep the key", err)
	}
	_, err = s.ask(prompt)
	return err
}

// vault is the collection for new secrets, unlocked; it is made if there is none.
func (s *session) vault() (dbus.ObjectPath, error) {
	var vault, prompt dbus.ObjectPath
	if err := s.service.Call(secretService+".ReadAlias", 0, "default").Store(&vault); err != nil {
		return "", errService("find its default keyring", err)
	}
	if vault != nothing {
		return vault, s.unlock(vault)
	}
	properties := map[string]dbus.Variant{secretVault + ".Label": dbus.MakeVariant("Default keyring")}
	if err := s.service.Call(secretService+".CreateCollection", 0, properties, "default").Store(&vault, &prompt); err != nil {
		return "", errService("make a keyring", err)
	}
	if vault != nothing {
		return vault, nil
	}
	made, err := s.ask(prompt)
	if err != nil {
		return "", err
	}
	vault, _ = made.Value().(dbus.ObjectPath)
	return vault, nil
}

func (s *session) unlock(object dbus.ObjectPath) error {
	var unlocked []dbus.ObjectPath
	var prompt dbus.ObjectPath
	if err := s.service.Call(secretService+".Unlock", 0, []dbus.ObjectPath{object}).Store(&unlocked, &prompt); err != nil {
		return errService("unlock the keyring", err)
	}
	_, err := s.ask(prompt)
	return err
}

// ask has the service ask the person something, and waits for what they say. There may be nothing to ask.
func (s *session) ask(prompt dbus.ObjectPath) (dbus.Variant, error) {
	if prompt == nothing || prompt == "" {
		return dbus.Variant{}, nil
	}
	type outcome struct {
		dismissed bool
		result    dbus.Variant
	}
	completed := make(chan outcome, 1)
	stop, err := bussignal.Subscribe(s.conn, secretName, prompt, secretPrompt+".Completed", func(signal *dbus.Signal) {
		var o outcome
		if dbus.Store(signal.Body, &o.dismissed, &o.result) != nil {
			o.dismissed = true
		}
		select {
		case completed <- o:
		default:
		}
	})
	if err != nil {
		return dbus.Variant{}, err
	}
	defer stop()
	if err := s.conn.Object(secretName, prompt).Call(secretPrompt+".Prompt", 0, "").Err; err != nil {
		return dbus.Variant{}, errService("ask for the password", err)
	}
	select {
	case o := <-completed:
		if o.dismissed {
			return o.result, errors.New("the keyring is locked, and was not unlocked when the system asked for its password")
		}
		return o.result, nil
	case <-s.conn.Context().Done():
		return dbus.Variant{}, errors.New("the D-Bus session ended")
	}
}
