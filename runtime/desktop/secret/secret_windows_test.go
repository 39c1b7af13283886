package secret

import (
	"bytes"
	"strings"
	"testing"

	"github.com/deskjs/deskjs/internal/systemtest"
)

func TestProtector(t *testing.T) {
	app := systemtest.OpenApp(t)
	app.Service = New(app.Host)
	for _, plain := range []string{"", "top secret €"} {
		sealed := app.Call(t, "secret.encrypt", nil, []byte(plain))
		if sealed.Err != nil || !bytes.HasPrefix(sealed.Bytes, []byte("DJ1")) || bytes.Contains(sealed.Bytes, []byte("secret")) {
			t.Fatalf("encrypt answers %+v", sealed)
		}
		if got := app.Call(t, "secret.decrypt", nil, sealed.Bytes); got.Err != nil || string(got.Bytes) != plain {
			t.Errorf("decrypt answers %+v", got)
		}
		for _, bad := range [][]byte{sealed.Bytes[:3], sealed.Bytes[:20], []byte("plain")} {
			if got := app.Call(t, "secret.decrypt", nil, bad); got.Err == nil || !strings.HasPrefix(got.Err.Error(), "Error while decrypting") {
				t.Errorf("decrypt answers %+v", got)
			}
		}
	}
	if got := app.Call(t, "secret.available", nil, nil); got.Value != `{"available":true,"backend":""}` {
		t.Errorf("available answers %+v", got)
	}
}
