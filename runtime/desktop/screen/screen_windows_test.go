package screen

import (
	"strings"
	"testing"

	"golang.org/x/sys/windows"

	"github.com/deskjs/deskjs/internal/systemtest"
	"github.com/deskjs/deskjs/runtime/desktop/winmessage"
)

func TestDisplays(t *testing.T) {
	found, err := newDriver().displays()
	if err != nil {
		t.Fatal(err)
	}
	primary := found.Displays[found.Primary]
	if primary.Bounds.X != 0 || primary.Bounds.Width <= 0 || primary.WorkArea.Height <= 0 || primary.ScaleFactor < 1 || primary.ColorDepth < 8 || primary.ID == 0 {
		t.Errorf("the primary display is %+v", primary)
	}
	if at, err := newDriver().cursor(); err != nil {
		t.Errorf("the cursor is at %v (%v)", at, err)
	}
}

func TestChangesAreNoticed(t *testing.T) {
	app := systemtest.OpenApp(t)
	driver := &noticed{driver: newDriver()}
	app.Service = newService(app.Host, driver)
	if got := app.Call(t, "screen.watch", nil, nil); got.Err != nil {
		t.Fatal(got.Err)
	}
	app.Host.Post(func() {
		window, err := winmessage.Window()
		if err != nil {
			t.Error(err)
		}
		const displayChange = 0x007e
		driver.other = true
		_, _, _ = windows.NewLazySystemDLL("user32.dll").NewProc("SendMessageW").Call(uintptr(window), displayChange, 32, 0)
	})
	if got := app.Event(t); !strings.Contains(got, "display-metrics-changed") {
		t.Errorf("event %s", got)
	}
}

// noticed has the first display twice as large, once the test says so.
type noticed struct {
	driver
	other bool
}

func (n *noticed) displays() (list, error) {
	found, err := n.driver.displays()
	if n.other {
		found.Displays[0].ScaleFactor *= 2
	}
	return found, err
}
