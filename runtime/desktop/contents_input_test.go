package desktop

import (
	"fmt"
	"testing"
)

func TestInputsOf(t *testing.T) {
	var before hand
	for _, test := range []struct {
		event inputEvent
		want  string
	}{
		{inputEvent{Type: "mouseDown", X: 3, Y: 4, Button: "right", Modifiers: []string{"Shift"}}, "[{down 3 4 0 0 3 1 0 0}] <nil>"},
		{inputEvent{Type: "mouseMove", X: 5, Y: 4}, "[{move 5 4 0 0 0 0 4 0}] <nil>"},
		{inputEvent{Type: "mouseUp", X: 5, Y: 4, Button: "right"}, "[{up 5 4 0 0 3 0 4 0}] <nil>"},
		{inputEvent{Type: "contextMenu", X: 1, Y: 2}, "[{down 1 2 0 0 3 0 0 0} {up 1 2 0 0 3 0 4 0}] <nil>"},
		{inputEvent{Type: "mouseLeave", X: 1, Y: 2, Modifiers: []string{"leftButtonDown"}}, "[{move -1 -1 0 0 0 0 1 0}] <nil>"},
		{inputEvent{Type: "mouseWheel", DeltaY: 80}, "[{wheel 0 0 -0 -2 0 0 0 0}] <nil>"},
		{inputEvent{Type: "mouseWheel", WheelTicksX: -1}, "[{wheel 0 0 1 -0 0 0 0 0}] <nil>"},
		{inputEvent{Type: "keyDown", KeyCode: "A"}, "[{keydown 0 0 0 0 0 0 0 97}] <nil>"},
		{inputEvent{Type: "char", KeyCode: "A"}, "[] <nil>"},
		{inputEvent{Type: "char", KeyCode: "A"}, "[{keydown 0 0 0 0 0 0 0 65} {keyup 0 0 0 0 0 0 0 65}] <nil>"},
		{inputEvent{Type: "keyUp", KeyCode: "é", Modifiers: []string{"shift", "Cmd"}}, "[{keyup 0 0 0 0 0 9 0 201}] <nil>"},
		{inputEvent{Type: "keyDown", KeyCode: "€"}, "[{keydown 0 0 0 0 0 0 0 16785580}] <nil>"},
		{inputEvent{Type: "keyDown", KeyCode: "Shift"}, "[{keydown 0 0 0 0 0 0 0 65505}] <nil>"},
		{inputEvent{Type: "keyDown", KeyCode: "PageUp"}, "[{keydown 0 0 0 0 0 0 0 65365}] <nil>"},
		{inputEvent{Type: "mouseDown", Button: "fourth"}, "[] Invalid event object"},
		{inputEvent{}, "[] Invalid event object"},
	} {
		inputs, err := inputsOf(&before, test.event)
		if got := fmt.Sprint(inputs, err); got != test.want {
			t.Errorf("%+v gives %s, want %s", test.event, got, test.want)
		}
	}
}
