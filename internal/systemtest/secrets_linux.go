package systemtest

import (
	"bytes"
	"crypto/aes"
	"crypto/cipher"
	"crypto/hkdf"
	"crypto/sha256"
	"fmt"
	"maps"
	"math/big"
	"sync"
	"testing"

	"github.com/godbus/dbus/v5"
)

const (
	secrets      = "org.freedesktop.secrets"
	secretsPath  = "/org/freedesktop/secrets"
	vaultPath    = "/org/freedesktop/secrets/collection/login"
	secretPrompt = "org.freedesktop.Secret.Prompt"
)

// Secrets is a Secret Service with one keyring.
type Secrets struct {
	// PlainOnly refuses to encrypt what goes over the bus. Locked is whether the person must be asked for the password, and Dismiss
	// whether they won't give it. Set them before the service is used.
	PlainOnly, Locked, Dismiss bool

	conn  *dbus.Conn
	mu    sync.Mutex
	keys  map[dbus.ObjectPath][]byte // of sessions; nil is plain
	items []storedItem
	made  int
	// carried are the secrets as they went over the bus.
	carried [][]byte
}

type storedItem struct {
	attributes map[string]string
	value      []byte
}

// carried is a secret on its way.
type carried struct {
	Session     dbus.ObjectPath
	Parameters  []byte
	Value       []byte
	ContentType string
}

// ServeSecrets plays the service.
func ServeSecrets(t testing.TB, conn *dbus.Conn) *Secrets {
	s := &Secrets{conn: conn, keys: map[dbus.ObjectPath][]byte{}}
	serve(t, conn, "", vaultPath, map[string]any{"org.freedesktop.Secret.Collection": vaultMethods{s}})
	serve(t, conn, secrets, secretsPath, map[string]any{"org.freedesktop.Secret.Service": secretMethods{s}, testInterface: s})
	return s
}

// Values are the secrets that are kept.
func (s *Secrets) Values() ([]string, *dbus.Error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	values := []string{}
	for _, item := range s.items {
		values = append(values, string(item.value))
	}
	return values, nil
}

// Carried reports whether a text went over the bus as it is.
func (s *Secrets) Carried(text string) (bool, *dbus.Error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, value := range s.carried {
		if bytes.Contains(value, []byte(text)) {
			return true, nil
		}
	}
	return false, nil
}

// Forget deletes all secrets.
func (s *Secrets) Forget() *dbus.Error {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.items = nil
	return nil
}

type secretMethods struct{ secrets *Secrets }

var prime, _ = new(big.Int).SetString("FFFFFFFFFFFFFFFFC90FDAA22168C234C4C6628B80DC1CD129024E088A67CC74020BBEA63B139B22514A08798E3404DDEF9519B3CD3A431B302B0A6D"+
	"F25F14374FE1356D6D51C245E485B576625E7EC6F44C42E9A637ED6B0BFF5CB6F406B7EDEE386BFB5A899FA5AE9F24117C4B1FE649286651ECE65381FFFFFFFFFFFFFFFF", 16)

// OpenSession is the service's.
func (m secretMethods) OpenSession(algorithm string, input dbus.Variant) (dbus.Variant, dbus.ObjectPath, *dbus.Error) {
	s := m.secrets
	s.mu.Lock()
	defer s.mu.Unlock()
	s.made++
	path := dbus.ObjectPath(fmt.Sprintf("%s/session/%d", secretsPath, s.made))
	if algorithm == "plain" {
		s.keys[path] = nil
		return dbus.MakeVariant(""), path, nil
	}
	if s.PlainOnly || algorithm != "dh-ietf1024-sha256-aes128-cbc-pkcs7" {
		return dbus.Variant{}, "/", dbus.NewError("org.freedesktop.DBus.Error.NotSupported", []any{"no such algorithm"})
	}
	theirs, _ := input.Value().([]byte)
	private := big.NewInt(0xC0FFEE)
	shared := new(big.Int).Exp(new(big.Int).SetBytes(theirs), private, prime).FillBytes(make([]byte, 128))
	key, err := hkdf.Key(sha256.New, shared, nil, "", 16)
	s.keys[path] = key
	return dbus.MakeVariant(new(big.Int).Exp(big.NewInt(2), private, prime).Bytes()), path, failed(err)
}

// SearchItems is the service's.
func (m secretMethods) SearchItems(attributes map[string]string) (unlocked, locked []dbus.ObjectPath, _ *dbus.Error) {
	m.secrets.mu.Lock()
	defer m.secrets.mu.Unlock()
	found := []dbus.ObjectPath{}
	for i, item := range m.secrets.items {
		if maps.Equal(item.attributes, attributes) {
			found = append(found, itemPath(i))
		}
	}
	if m.secrets.Locked {
		return []dbus.ObjectPath{}, found, nil
	}
	return found, []dbus.ObjectPath{}, nil
}

func itemPath(index int) dbus.ObjectPath {
	return dbus.ObjectPath(fmt.Sprintf("%s/%d", vaultPath, index))
}

// ReadAlias is the service's.
func (m secretMethods) ReadAlias(string) (dbus.ObjectPath, *dbus.Error) { return vaultPath, nil }

// Unlock is the service's.
func (m secretMethods) Unlock(objects []dbus.ObjectPath) ([]dbus.ObjectPath, dbus.ObjectPath, *dbus.Error) {
	m.secrets.mu.Lock()
	defer m.secrets.mu.Unlock()
	if !m.secrets.Locked {
		return objects, "/", nil
	}
	m.secrets.made++
	path := dbus.ObjectPath(fmt.Sprintf("%s/prompt/%d", secretsPath, m.secrets.made))
	return []dbus.ObjectPath{}, path, failed(m.secrets.conn.Export(promptMethods{m.secrets, path}, path, secretPrompt))
}

type promptMethods struct {
	secrets *Secrets
	path    dbus.ObjectPath
}

// Prompt asks the person, who answers at once.
func (m promptMethods) Prompt(string) *dbus.Error {
	m.secrets.mu.Lock()
	m.secrets.Locked = m.secrets.Dismiss
	dismissed := m.secrets.Dismiss
	m.secrets.mu.Unlock()
	return failed(m.secrets.conn.Emit(m.path, secretPrompt+".Completed", dismissed, dbus.MakeVariant([]dbus.ObjectPath{})))
}

type vaultMethods struct{ secrets *Secrets }

// CreateItem is the keyring's.
func (m vaultMethods) CreateItem(properties map[string]dbus.Variant, secret carried, _ bool) (item, prompt dbus.ObjectPath, failure *dbus.Error) {
	s := m.secrets
	s.mu.Lock()
	defer s.mu.Unlock()
	s.carried = append(s.carried, secret.Value)
	value := bytes.Clone(secret.Value)
	if key := s.keys[secret.Session]; key != nil {
		block, err := aes.NewCipher(key)
		if err != nil {
			return "/", "/", failed(err)
		}
		cipher.NewCBCDecrypter(block, secret.Parameters).CryptBlocks(value, value)
		value = value[:len(value)-int(value[len(value)-1])]
	}
	attributes, _ := properties["org.freedesktop.Secret.Item.Attributes"].Value().(map[string]string)
	path := itemPath(len(s.items))
	s.items = append(s.items, storedItem{attributes, value})
	return path, "/", failed(s.conn.Export(itemMethods{s, len(s.items) - 1}, path, "org.freedesktop.Secret.Item"))
}

type itemMethods struct {
	secrets *Secrets
	index   int
}

// GetSecret is the item's.
func (m itemMethods) GetSecret(session dbus.ObjectPath) (carried, *dbus.Error) {
	s := m.secrets
	s.mu.Lock()
	defer s.mu.Unlock()
	secret := carried{Session: session, Parameters: []byte{}, Value: bytes.Clone(s.items[m.index].value), ContentType: "text/plain"}
	if key := s.keys[session]; key != nil {
		block, err := aes.NewCipher(key)
		if err != nil {
			return secret, failed(err)
		}
		secret.Parameters = bytes.Repeat([]byte{7}, aes.BlockSize)
		padding := aes.BlockSize - len(secret.Value)%aes.BlockSize
		secret.Value = append(secret.Value, bytes.Repeat([]byte{byte(padding)}, padding)...)
		cipher.NewCBCEncrypter(block, secret.Parameters).CryptBlocks(secret.Value, secret.Value)
	}
	s.carried = append(s.carried, secret.Value)
	return secret, nil
}
