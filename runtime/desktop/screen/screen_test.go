package screen

import (
	"encoding/json"
	"testing"

	"github.com/deskjs/deskjs/internal/systemtest"
)

// fake is a driver whose displays the test chooses.
type fake struct {
	now     list
	changed func()
}

func (f *fake) displays() (list, error) { return f.now, nil }
func (f *fake) cursor() (Point, error)  { return Point{3, 4}, nil }
func (f *fake) watch(changed func()) error {
	f.changed = changed
	return nil
}

func TestChanges(t *testing.T) {
	app := systemtest.OpenApp(t)
	left, right := Display{ID: 1, Bounds: Rect{0, 0, 800, 600}, ScaleFactor: 1}, Display{ID: 2, Bounds: Rect{800, 0, 800, 600}, ScaleFactor: 1}
	driver := &fake{now: list{Displays: []Display{left}}}
	app.Service = newService(app.Host, driver)
	app.Call(t, "screen.watch", nil, nil)
	left.Bounds.Width, left.WorkArea.Width, left.ScaleFactor, left.Rotation = 600, 600, 2, 90
	for _, step := range []struct {
		now  []Display
		want []string
	}{
		{[]Display{left, right}, []string{"display-added 2", `display-metrics-changed 1 ["bounds","workArea","scaleFactor","rotation"]`}},
		{[]Display{right}, []string{"display-removed 1"}},
		{[]Display{left}, []string{"display-removed 2", "display-added 1"}},
	} {
		app.Host.Post(func() {
			driver.now.Displays = step.now
			driver.changed()
			driver.changed() // comes twice, is one
		})
		for _, want := range step.want {
			var got change
			if err := json.Unmarshal([]byte(app.Event(t)[len("screen.changed "):]), &got); err != nil {
				t.Fatal(err)
			}
			text := got.Event + " " + string(rune('0'+got.Display.ID))
			if got.Metrics != nil {
				metrics, _ := json.Marshal(got.Metrics)
				text += " " + string(metrics)
			}
			if text != want {
				t.Errorf("event %s, want %s", text, want)
			}
		}
	}
	if got := app.Call(t, "screen.cursor", nil, nil); got.Value != `{"x":3,"y":4}` {
		t.Errorf("the cursor is at %+v", got)
	}
}

func TestNames(t *testing.T) {
	displays := make([]Display, 3)
	name(displays, []string{"DP-1", "DP-1", "eDP-1"})
	if displays[0].ID == displays[1].ID || displays[1].ID != displays[0].ID+1 || displays[2].ID == displays[0].ID {
		t.Errorf("ids %d, %d, %d", displays[0].ID, displays[1].ID, displays[2].ID)
	}
}
