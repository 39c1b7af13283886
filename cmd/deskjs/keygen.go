package main

import (
	"bufio"
	"bytes"
	"crypto/rand"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"time"

	"golang.org/x/term"

	"github.com/deskjs/deskjs/internal/config"
	"github.com/deskjs/deskjs/internal/diag"
	updates "github.com/deskjs/deskjs/internal/update/manifest"
	"github.com/deskjs/deskjs/internal/update/signature"
	"github.com/deskjs/deskjs/packaging/key"
)

// keyPassword is the variable of the environment that has the password of the key where nobody can be asked.
const keyPassword = "DESKJS_KEY_PASSWORD"

// rotationsEnd ends the name of the file, beside the key's, that has the changes of the key.
const rotationsEnd = ".rotations"

func keygenVerb() *verb {
	return &verb{
		name:    "keygen",
		usage:   "[DIR] [--key FILE] [--rotate]",
		summary: "Make the key that signs the app's updates",
		details: `
DIR is the app's folder, the current one by default. The secret key goes to
deskjs/keys/ID.key in your folder of settings (on Linux ~/.config), or to
--key FILE, and the public one beside it, as ID.pub. Nothing is ever written
over. A password is asked for twice, or taken from the environment variable
DESKJS_KEY_PASSWORD; the program minisign can use the same files.

Keep a copy of the secret key and its password in a safe place: without them
the apps that are out there can't be updated any more. Don't put it into the
project's folder.

With --rotate there is a key already, and a new one takes its place. The old
one signs that, in ID.key.rotations; ` + "`deskjs publish`" + ` puts it where apps find
it, and apps that have seen it refuse the old key from then on. The old one's
file is kept, with its ID at the end of its name.
`,
		flags: []flag{
			{name: "key", value: "FILE", summary: "where the secret key goes, or is"},
			{name: "rotate", summary: "replace the key by a new one, which the old one signs"},
			{name: "no-password", summary: "don't encrypt the file: who reads it can sign"},
			jsonFlag("the public key and the files"),
		},
		examples: []example{
			{"deskjs keygen", "the key of the app in this folder"},
			{"deskjs keygen --rotate", "another one in its place"},
			{"DESKJS_KEY_PASSWORD=... deskjs keygen --key /media/stick/notes.key", "without asking, to another place"},
		},
		maxArguments: 1,
		run:          runKeygen,
	}
}

// keyMade is what --json says.
type keyMade struct {
	OK        bool   `json:"ok"`
	PublicKey string `json:"publicKey"`
	Key       string `json:"key"`
	Public    string `json:"public"`
	// Retired is where the old key is now; Rotations has its signature.
	Retired   string `json:"retired,omitempty"`
	Rotations string `json:"rotations,omitempty"`
}

func runKeygen(env *environment, call *call) error {
	dir, err := projectDir(call)
	if err != nil {
		return err
	}
	settings, err := config.Load(dir)
	if err != nil {
		return err
	}
	path, err := keyPath(call, settings.ID)
	if err != nil {
		return err
	}
	_, statErr := os.Lstat(path)
	switch there := statErr == nil; {
	case there && !call.on("rotate"):
		return diag.New(diag.Message{Text: "there is a key already, which is never written over", File: path, Hint: "use it; or --rotate to replace it by a new one; or --key FILE to write another one elsewhere"})
	case !there && call.on("rotate"):
		return diag.New(diag.Message{Text: "there is no key to replace", File: path, Hint: "--key FILE says where it is; without --rotate, keygen makes the first one"})
	}
	var old signature.PrivateKey
	password := ""
	if call.on("rotate") {
		if old, password, err = readSecret(env, path); err != nil {
			return err
		}
	} else if !call.on("no-password") {
		if password, err = newPassword(env); err != nil {
			return err
		}
	}
	if call.on("no-password") {
		password = ""
	}
	made := keyMade{OK: true, Key: path, Public: publicPath(path)}
	next, err := signature.Generate(rand.Reader)
	if err != nil {
		return err
	}
	secret, err := key.Encode(next, password)
	if err != nil {
		return err
	}
	made.PublicKey = next.Public().String()
	if call.on("rotate") {
		err = writeRotation(&made, settings.ID, old, next, secret)
	} else {
		err = writeFirst(&made, next, secret)
	}
	if err != nil {
		return err
	}
	sayKey(env, made)
	return nil
}

func sayKey(env *environment, made keyMade) {
	if env.json {
		writeJSON(env, made)
		return
	}
	fmt.Fprintf(env.out, "The secret key is in %s: keep a copy of it in a safe place\n", shown(made.Key))
	if made.Retired != "" {
		fmt.Fprintf(env.out, "The old key is in %s; its signature of the new one in %s, which `deskjs publish` reads\n", shown(made.Retired), shown(made.Rotations))
	}
	fmt.Fprintf(env.out, "The public key, for deskjs.json:\n\n    \"updates\": { \"url\": \"https://…\", \"publicKey\": \"%s\" }\n", made.PublicKey)
}

// keyPath returns where an app's key is.
func keyPath(call *call, id string) (string, error) {
	if path := call.text("key", ""); path != "" {
		return filepath.Abs(path)
	}
	settings, err := os.UserConfigDir()
	if err != nil {
		return "", diag.New(diag.Message{Text: "there is no folder of settings for the key: " + err.Error(), Hint: "--key FILE says where it goes"})
	}
	return filepath.Join(settings, "deskjs", "keys", id+".key"), nil
}

func publicPath(path string) string {
	return path[:len(path)-len(filepath.Ext(path))] + ".pub"
}

// writeFirst writes both halves of a key where there is none.
func writeFirst(made *keyMade, next signature.PrivateKey, secret []byte) error {
	if err := os.MkdirAll(filepath.Dir(made.Key), 0o700); err != nil {
		return keyUnwritable(err)
	}
	if err := writeKeyFile(made.Key, secret, 0o600); err != nil {
		return keyUnwritable(err)
	}
	if err := writeKeyFile(made.Public, []byte(next.Public().File()), 0o644); err != nil {
		return errors.Join(keyUnwritable(err), os.Remove(made.Key))
	}
	return nil
}

// writeRotation replaces a key. First the signature of the old key is on the disk, then the new key, and only then the old one moves.
func writeRotation(made *keyMade, app string, old, next signature.PrivateKey, secret []byte) error {
	statement, err := updates.SignRotation(app, old, next.Public(), time.Now())
	if err != nil {
		return err
	}
	made.Rotations, made.Retired = made.Key+rotationsEnd, made.Key+"."+old.Public().Name()
	fresh := made.Key + "." + next.Public().Name() + ".new"
	before, err := os.ReadFile(made.Rotations)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return keyUnwritable(err)
	}
	if _, err := os.Lstat(made.Retired); err == nil {
		return keyUnwritable(&fs.PathError{Op: "create", Path: made.Retired, Err: fs.ErrExist})
	}
	if err := writeKeyFile(fresh, secret, 0o600); err != nil {
		return keyUnwritable(err)
	}
	steps := []func() error{
		func() error { return writeKeyFile(made.Rotations+".new", append(before, statement...), 0o644) },
		func() error { return os.Rename(made.Key, made.Retired) },
		func() error { return os.Rename(fresh, made.Key) },
		func() error { return os.Rename(made.Rotations+".new", made.Rotations) },
		func() error { return os.WriteFile(made.Public, []byte(next.Public().File()), 0o644) },
	}
	for _, step := range steps {
		if err := step(); err != nil {
			return keyUnwritable(err)
		}
	}
	return nil
}

func keyUnwritable(err error) error {
	message := diag.Message{Text: "the key can't be written: " + reasonOf(err)}
	if located, ok := errors.AsType[*fs.PathError](err); ok {
		message.File = located.Path
	}
	return diag.New(message)
}

// writeKeyFile writes a file that is not there yet.
func writeKeyFile(path string, data []byte, mode fs.FileMode) error {
	file, err := os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_EXCL, mode)
	if err != nil {
		return err
	}
	_, err = file.Write(data)
	return errors.Join(err, file.Sync(), file.Close())
}

// readSecret reads a secret key, and asks for its password if it has one.
func readSecret(env *environment, path string) (read signature.PrivateKey, password string, err error) {
	file, err := os.ReadFile(path)
	if errors.Is(err, fs.ErrNotExist) {
		return read, "", diag.New(diag.Message{Text: "there is no key to sign with", File: path, Hint: "`deskjs keygen` makes one; --key FILE says where it is"})
	}
	if err != nil {
		return read, "", diag.New(diag.Message{Text: "the key can't be read: " + reasonOf(err), File: path})
	}
	given := false
	if key.Encrypted(file) {
		if password, given = os.LookupEnv(keyPassword); !given {
			if password, err = askPassword(env, "Password of "+shown(path)+": "); err != nil {
				return read, "", err
			}
		}
	}
	if read, err = key.Decode(file, password); err != nil {
		message := diag.Message{Text: "the key can't be used: " + err.Error(), File: path}
		if given {
			message.Hint = "the password was taken from " + keyPassword
		}
		return read, "", diag.New(message)
	}
	return read, password, nil
}

// newPassword returns the password for a new key: of the environment, or what is typed twice.
func newPassword(env *environment) (string, error) {
	if password, given := os.LookupEnv(keyPassword); given && password != "" {
		return password, nil
	}
	password, err := askPassword(env, "Password for the new key: ")
	if err != nil {
		return "", err
	}
	if password == "" {
		return "", diag.New(diag.Message{Text: "the password is empty", Hint: "--no-password makes a key without one"})
	}
	again, err := askPassword(env, "The same again: ")
	if err == nil && again != password {
		err = diag.New(diag.Message{Text: "the two passwords differ"})
	}
	return password, err
}

// askPassword asks on the terminal, where nothing that is typed is shown.
func askPassword(env *environment, question string) (string, error) {
	if !env.terminal {
		return "", diag.New(diag.Message{Text: "there is no terminal on which to ask for the password of the key", Hint: "set the environment variable " + keyPassword + ", or use a key made with --no-password"})
	}
	fmt.Fprint(env.err, question)
	if file, ok := env.in.(*os.File); ok {
		typed, err := term.ReadPassword(int(file.Fd()))
		fmt.Fprintln(env.err)
		return string(typed), err
	}
	line, err := bufio.NewReader(env.in).ReadBytes('\n')
	return string(bytes.TrimRight(line, "\r\n")), err
}
