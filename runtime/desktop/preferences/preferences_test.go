package preferences

import (
	"strings"
	"testing"

	"github.com/deskjs/deskjs/internal/systemtest"
)

func TestOtherSystems(t *testing.T) {
	app := systemtest.OpenApp(t)
	app.Service = New(app.Host)
	here, _ := methods(app.Host)
	for name := range systems {
		if here[name] != nil {
			continue
		}
		if got := app.Call(t, prefix+name, nil, nil); got.Err == nil || !strings.Contains(got.Err.Error(), "exists on") {
			t.Errorf("%s answers %+v", name, got)
		}
	}
}

func TestRGBA(t *testing.T) {
	if got := rgba(0, 0x12, 0xab, 255); got != "#0012ABFF" {
		t.Errorf("the colour is %s", got)
	}
}
