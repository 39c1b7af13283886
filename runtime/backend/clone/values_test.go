package clone_test

import (
	"bytes"
	"errors"
	"os"
	"strings"
	"testing"

	"github.com/dop251/goja"

	"github.com/deskjs/deskjs/runtime/backend/clone"
)

// withValues gives a runtime the values of bridge/testdata/values.js, as the global object `all`, and returns their names in a list.
func withValues(t *testing.T, rt *goja.Runtime, list string) []string {
	t.Helper()
	source, err := os.ReadFile("../../../bridge/testdata/values.js")
	if err != nil {
		t.Fatal(err)
	}
	script := "var all = (function () {" + strings.ReplaceAll(string(source), "\nexport ", "\n") + "\nreturn { values, refused: Object.assign(Object.create(null), refused, references), inspect, absent, hidden } })()"
	if _, err := rt.RunScript("values.js", script); err != nil {
		t.Fatal(err)
	}
	var names []string
	if err := rt.ExportTo(run(t, rt, "Object.keys(all."+list+")"), &names); err != nil {
		t.Fatal(err)
	}
	return names
}

// valueOf makes one of the values, of which the last is what arrives; nil if the engine can't.
func valueOf(t *testing.T, rt *goja.Runtime, name, which string) goja.Value {
	t.Helper()
	if err := rt.Set("row", name); err != nil {
		t.Fatal(err)
	}
	value := run(t, rt, "[all.values[row]].flat().at("+which+")()")
	if value.StrictEquals(run(t, rt, "all.absent")) {
		return nil
	}
	return value
}

func inspectAll(t *testing.T, rt *goja.Runtime, value goja.Value) string {
	t.Helper()
	function, _ := goja.AssertFunction(run(t, rt, "all.inspect"))
	text, err := function(goja.Undefined(), value)
	if err != nil {
		t.Fatal(err)
	}
	return text.String()
}

func TestValuesFromPageToBackend(t *testing.T) {
	p, backend := newPage(t), newRuntime(t)
	withValues(t, backend, "values")
	for _, name := range withValues(t, p.rt, "values") {
		t.Run(name, func(t *testing.T) {
			sent := valueOf(t, p.rt, name, "0")
			if sent == nil {
				return
			}
			text, blob, err := p.send(sent)
			if err != nil {
				t.Fatal(err)
			}
			arrived, err := clone.Decode(backend, text, blob)
			if err != nil {
				t.Fatalf("%v: %s", err, text)
			}
			if got, want := inspectAll(t, backend, arrived), inspectAll(t, p.rt, valueOf(t, p.rt, name, "-1")); got != want {
				t.Errorf("%s\n got %s\nwant %s", text, got, want)
			}
		})
	}
}

func TestValuesFromBackendToPage(t *testing.T) {
	p, backend := newPage(t), newRuntime(t)
	withValues(t, p.rt, "values")
	for _, name := range withValues(t, backend, "values") {
		t.Run(name, func(t *testing.T) {
			sent := valueOf(t, backend, name, "0")
			if sent == nil {
				return
			}
			text, blob, err := clone.Encode(backend, sent, "result")
			if err != nil {
				t.Fatal(err)
			}
			arrived, err := p.receive(text, bytes.Join(blob, nil))
			if err != nil {
				t.Fatalf("%v: %s", err, text)
			}
			if got, want := inspectAll(t, p.rt, arrived), inspectAll(t, backend, valueOf(t, backend, name, "-1")); got != want {
				t.Errorf("%s\n got %s\nwant %s", text, got, want)
			}
			// Both halves write alike.
			if fromPage, _, err := p.send(valueOf(t, p.rt, name, "0")); err != nil || fromPage != text {
				t.Errorf("the page writes\n    %s %v\nand the backend\n    %s", fromPage, err, text)
			}
		})
	}
}

func TestValuesThatDoNotCross(t *testing.T) {
	p, backend := newPage(t), newRuntime(t)
	withValues(t, backend, "refused")
	for _, name := range withValues(t, p.rt, "refused") {
		t.Run(name, func(t *testing.T) {
			check := func(rt *goja.Runtime, root string, encode func(goja.Value) error) {
				t.Helper()
				if err := rt.Set("row", name); err != nil {
					t.Fatal(err)
				}
				value := run(t, rt, "all.refused[row][0]()")
				if value.StrictEquals(run(t, rt, "all.absent")) {
					return
				}
				if err := rt.Set("value", value); err != nil {
					t.Fatal(err)
				}
				want := root + `.user["the socket"][1] ` + run(t, rt, "all.refused[row][1]").String() + " and can't be sent"
				if err := encode(run(t, rt, "all.hidden(value)")); err == nil || !strings.HasPrefix(errorMessage(err), want) {
					t.Errorf("got %v, want %s", err, want)
				}
			}
			check(p.rt, "DataCloneError: arguments", func(value goja.Value) error {
				_, _, err := p.send(value)
				return err
			})
			check(backend, "result", func(value goja.Value) error {
				_, _, err := clone.Encode(backend, value, "result")
				var refused *clone.DataCloneError
				if err != nil && !errors.As(err, &refused) {
					t.Errorf("%T is not a DataCloneError", err)
				}
				return err
			})
		})
	}
}
