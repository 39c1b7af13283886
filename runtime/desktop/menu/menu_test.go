package menu

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"

	"github.com/deskjs/deskjs/runtime/desktop/accelerator"
	"github.com/deskjs/deskjs/runtime/desktop/menu/model"
	"github.com/deskjs/deskjs/runtime/desktop/service"
)

func TestCandidates(t *testing.T) {
	const shift, control = accelerator.Shift, accelerator.Control
	for _, test := range []struct {
		keys      []uint32
		modifiers accelerator.Modifiers
		want      string
	}{
		{[]uint32{'o'}, control, "Control+O"},
		{[]uint32{'+', '='}, control | shift, "Control+Shift+Plus Control+Plus Control+Shift+= Control+Plus"},
		{[]uint32{'='}, control, "Control+= Control+Plus"},
		{[]uint32{0x6d3, 0x6d3, 'c'}, control, "Control+C"}, // a Russian keyboard
		{[]uint32{'1', '&'}, control | shift, "Control+Shift+1 Control+1 Control+Shift+&"},
		{[]uint32{0xffab}, control, "Control+numadd Control+Plus"},
		{[]uint32{0xffe3}, control, ""},
	} {
		var got []string
		for _, candidate := range candidates(test.keys, test.modifiers) {
			got = append(got, candidate.String())
		}
		if text := strings.Join(got, " "); text != test.want {
			t.Errorf("%#x: %s, want %s", test.keys, text, test.want)
		}
	}
}

// fake is a driver that writes down what it shows.
type fake struct {
	driver
	shown  []string
	closed func() // of the menu that has popped up
}

func (f *fake) change(item *model.Item) {
	f.shown = append(f.shown, strings.TrimSpace(fmt.Sprintf("%d %v %s", item.ID, item.Checked, item.Label)))
}

func (f *fake) popUp(_ popup, closed func()) error {
	f.closed = closed
	return nil
}

func TestChosen(t *testing.T) {
	var told []string
	screen := &fake{}
	m := &Menus{
		host: &service.Host{Emit: func(event string, value any, _ []byte) {
			told = append(told, fmt.Sprint(event, " ", value.(Click).ID))
		}},
		perform: func(window int, role string) bool {
			told = append(told, fmt.Sprint(role, " of ", window))
			return role == "copy"
		},
		driver: screen,
	}
	items := []model.Item{
		{ID: 1, Role: "copy"}, {ID: 2, Role: "quit"}, {ID: 3, Type: model.Checkbox}, {ID: 4, Type: model.Radio, Group: 1, Checked: true},
		{ID: 5, Type: model.Radio, Group: 1}, {ID: 6, Type: model.Radio, Group: 2}, {ID: 7, Disabled: true},
	}
	for _, id := range []int{1, 2, 3, 5, 7, 8} {
		m.chosen(items, Click{ID: id, Window: 9})
	}
	if got, want := strings.Join(told, ", "), "copy of 9, quit of 9, menu.click 2, menu.click 3, menu.click 5"; got != want {
		t.Errorf("%s, want %s", got, want)
	}
	if got, want := strings.Join(screen.shown, ", "), "3 true, 4 false, 5 true"; got != want {
		t.Errorf("%s, want %s", got, want)
	}
}

// What changes of an item of a menu that has popped up must leave the rest of it as it was.
func TestChangesOfAMenuThatHasPoppedUp(t *testing.T) {
	screen := &fake{}
	m := &Menus{host: &service.Host{Emit: func(string, any, []byte) {}}, driver: screen, popups: map[int][]model.Item{}}
	call := func(method, value string) {
		t.Helper()
		m.methods()[method](service.NewCall(method, json.RawMessage(value), nil, func(_ any, _ []byte, err error) {
			if err != nil {
				t.Errorf("%s: %v", method, err)
			}
		}))
	}
	call("menu.popUp", `{"popup": 1, "window": 9, "items": [{"id": 5, "label": "Five"}, {"id": 6, "label": "Six"}]}`)
	call("menu.change", `[{"id": 6, "checked": true}]`)
	screen.closed()
	call("menu.change", `[{"id": 6, "checked": false}]`)
	if got, want := strings.Join(screen.shown, ", "), "6 true Six"; got != want {
		t.Errorf("%s, want %s", got, want)
	}
}
