package linux

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"

	"github.com/deskjs/deskjs/internal/diag"
	"github.com/deskjs/deskjs/packaging"
	"github.com/deskjs/deskjs/packaging/openpgp"
)

// SigningKey returns the key that packages are signed with, nil if they are not. The error is a *diag.Error.
func SigningKey(job *packaging.Job) (*openpgp.Key, error) {
	sign := job.App.Package.Linux.Sign
	if sign == nil {
		return nil, nil
	}
	wrong := func(text, hint string) error {
		return diag.New(diag.Message{Severity: diag.SeverityError, File: "deskjs.json", Text: "package.linux.sign: " + text, Hint: hint})
	}
	path := filepath.FromSlash(sign.KeyFile)
	if !filepath.IsAbs(path) {
		path = filepath.Join(job.Dir, path)
	}
	data, err := os.ReadFile(path)
	if err != nil {
		return nil, wrong(fmt.Sprintf("the key can't be read: %v", err), "`gpg --export-secret-keys NAME` writes one")
	}
	var passphrase []byte
	if name := sign.PassphraseEnvironment; name != "" {
		text, ok := os.LookupEnv(name)
		if !ok {
			return nil, wrong("the environment variable "+name+" is not set", "it has the key's passphrase")
		}
		passphrase = []byte(text)
	}
	key, err := openpgp.Read(data, passphrase)
	if errors.Is(err, openpgp.ErrPassphrase) && passphrase == nil {
		return nil, wrong("the key "+sign.KeyFile+" is locked", `name the environment variable that has its passphrase: "passphraseEnvironment": "SIGNING_PASSPHRASE"`)
	}
	if err != nil {
		return nil, wrong(fmt.Sprintf("the key %s can't be used: %v", sign.KeyFile, err), "")
	}
	return key, nil
}
