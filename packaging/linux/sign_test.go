package linux

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/ProtonMail/go-crypto/openpgp/packet"

	"github.com/deskjs/deskjs/internal/config"
	"github.com/deskjs/deskjs/internal/diag"
	"github.com/deskjs/deskjs/packaging/linux/linuxtest"
)

func TestSigningKeyMistakes(t *testing.T) {
	locked, public, _ := linuxtest.Key(t, packet.PubKeyAlgoEdDSA, "open it")
	t.Setenv("DESKJS_TEST_PASSPHRASE", "something else")
	job := linuxtest.Job(t, linuxtest.App(t, "1.0.0"), "", "amd64")
	if err := os.WriteFile(filepath.Join(job.Dir, "no-key.asc"), []byte("hello\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	for want, sign := range map[string]config.LinuxSign{
		"can't be read":                  {KeyFile: "gone.asc"},
		"it is no OpenPGP key":           {KeyFile: "no-key.asc"},
		"it has no private key":          {KeyFile: public},
		"is locked":                      {KeyFile: locked},
		"its passphrase is another one":  {KeyFile: locked, PassphraseEnvironment: "DESKJS_TEST_PASSPHRASE"},
		"DESKJS_TEST_NOT_SET is not set": {KeyFile: locked, PassphraseEnvironment: "DESKJS_TEST_NOT_SET"},
	} {
		job.App.Package.Linux.Sign = &sign
		_, err := SigningKey(job)
		var said *diag.Error
		if !errors.As(err, &said) || !strings.Contains(said.Messages[0].Text, want) {
			t.Errorf("%+v: %v", sign, err)
		}
	}
	job.App.Package.Linux.Sign = nil
	if key, err := SigningKey(job); key != nil || err != nil {
		t.Error(key, err)
	}
}
