package preferences

import (
	"testing"

	"github.com/deskjs/deskjs/internal/systemtest"
)

func TestWindows(t *testing.T) {
	app := systemtest.OpenApp(t)
	app.Service = New(app.Host)
	if got := app.Call(t, "preferences.getColor", "highlight", nil); got.Err != nil || len(got.Value) != len(`"#RRGGBBAA"`) {
		t.Errorf("the colour is %+v", got)
	}
	if got := app.Call(t, "preferences.getColor", "gloomy", nil); got.Err == nil {
		t.Errorf("the colour is %+v", got)
	}
	if got := app.Call(t, "preferences.getMediaAccessStatus", "screen", nil); got.Value != `"granted"` {
		t.Errorf("the status is %+v", got)
	}
}
