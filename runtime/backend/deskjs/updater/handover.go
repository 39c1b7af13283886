package updater

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/dop251/goja"

	"github.com/deskjs/deskjs/bridge"
	"github.com/deskjs/deskjs/runtime/backend/clone"
	"github.com/deskjs/deskjs/runtime/backend/engine"
)

// maxState bounds what one version hands over to the next, in bytes.
const maxState = 16 << 20

// Leave asks the app what it hands over to the next version, and hands that to done, or why the app does not make room. Loop only, as all of
// these.
func Leave(e *engine.Engine, done func(bridge.Left)) {
	finish := func(call goja.FunctionCall) goja.Value {
		if refused := call.Argument(0).String(); refused != "" {
			done(bridge.Left{Refused: refused})
			return goja.Undefined()
		}
		left, err := encode(e, call.Argument(1))
		if err != nil {
			left = bridge.Left{Refused: err.Error()}
		}
		done(left)
		return goja.Undefined()
	}
	if err := call(e, "leave", finish); err != nil {
		done(bridge.Left{Refused: err.Error()})
	}
}

func encode(e *engine.Engine, state goja.Value) (left bridge.Left, err error) {
	if goja.IsUndefined(state) {
		return left, nil
	}
	text, blob, err := (clone.Codec{}).Encode(e.VM, state, "event.state")
	if broken, ok := errors.AsType[*clone.DataCloneError](err); ok {
		return left, errors.New(broken.Path + " " + strings.Replace(broken.Reason, "can't be sent", "can't be handed over", 1))
	}
	if err != nil {
		return left, err
	}
	left.Text, left.Blob = text, slices.Concat(blob...)
	if size := len(left.Text) + len(left.Blob); size > maxState {
		return bridge.Left{}, fmt.Errorf("event.state is %d MB, and %d MB at most can be handed over: write what is larger to a file", size>>20, maxState>>20)
	}
	return left, nil
}

// Take hands the app the state that the version before it has left.
func Take(e *engine.Engine, left bridge.Left) error {
	state, err := (clone.Codec{}).Decode(e.VM, left.Text, left.Blob)
	if err != nil {
		return err
	}
	return call(e, "take", state)
}

// Check asks the app whether all is well with it, and hands what is wrong to done, "" for nothing.
func Check(e *engine.Engine, done func(problem string)) {
	finish := func(call goja.FunctionCall) goja.Value {
		done(call.Argument(0).String())
		return goja.Undefined()
	}
	if err := call(e, "check", finish); err != nil {
		done(err.Error())
	}
}

func call(e *engine.Engine, name string, argument any) error {
	loaded, err := e.Require(Handover.Name)
	if err != nil {
		return err
	}
	function, ok := goja.AssertFunction(loaded.(*goja.Object).Get(name))
	if !ok {
		return errors.New(Handover.Name + " has no " + name)
	}
	_, err = function(goja.Undefined(), e.VM.ToValue(argument))
	return err
}
