// Package hot is import.meta.hot of an app's backend in development: what its modules leave for the backend that takes over when
// their files have changed.
//
// Only runtime/backend imports it.
package hot

import (
	_ "embed"
	"errors"
	"slices"
	"strings"

	"github.com/dop251/goja"

	"github.com/deskjs/deskjs/bridge"
	"github.com/deskjs/deskjs/runtime/backend/clone"
	"github.com/deskjs/deskjs/runtime/backend/engine"
)

//go:embed hot.js
var source string

// Module is internal/hot.
var Module = &engine.Module{Name: "internal/hot", Source: source, Internal: true}

// State is the hot data of one backend. Its methods must be called on the loop's goroutine.
type State struct {
	engine  *engine.Engine
	exports *goja.Object
}

// New returns the state of a backend that carries on with what the one before it has left, nil for nothing. What can't be read is
// forgotten, and the error says so.
func New(e *engine.Engine, left *bridge.Left) (*State, error) {
	loaded, err := e.Require("internal/hot")
	if err != nil {
		return nil, err
	}
	s := &State{engine: e, exports: loaded.(*goja.Object)}
	if left == nil || left.Text == "" {
		return s, nil
	}
	data, err := (clone.Codec{}).Decode(e.VM, left.Text, left.Blob)
	if err != nil {
		return s, err
	}
	_, err = s.call("restore", data)
	return s, err
}

// Of is the function that returns import.meta.hot of a module, by its file's name.
func (s *State) Of() goja.Value { return s.exports.Get("of") }

// Leave runs what the modules have for their end, and hands what they leave to done, when that has come to its end.
func (s *State) Leave(done func(bridge.Left)) {
	finish := s.engine.VM.ToValue(func(goja.FunctionCall) goja.Value {
		done(s.collect())
		return goja.Undefined()
	})
	if _, err := s.call("dispose", finish); err != nil {
		s.engine.Loop.Report(err)
		done(s.collect())
	}
}

// collect encodes the data of all modules, without what can't be cloned.
func (s *State) collect() (left bridge.Left) {
	value, err := s.call("collect")
	modules, ok := value.(*goja.Object)
	if err != nil || !ok {
		return left
	}
	codec, vm := clone.Codec{}, s.engine.VM
	text, blob, err := codec.Encode(vm, modules, "import.meta.hot.data")
	if err != nil {
		// Value by value then, to find those that are in the way; the others go together, so that what they share stays shared.
		for _, file := range modules.Keys() {
			data, ok := modules.Get(file).(*goja.Object)
			if !ok {
				continue
			}
			for _, key := range data.Keys() {
				if lost := s.check(codec, file, key, data.Get(key)); lost != nil {
					left.Lost = append(left.Lost, *lost)
					_ = data.Delete(key)
				}
			}
		}
		if text, blob, err = codec.Encode(vm, modules, "import.meta.hot.data"); err != nil {
			left.Lost = append(left.Lost, bridge.Lost{Text: err.Error()})
			return left
		}
	}
	left.Text, left.Blob = text, slices.Concat(blob...)
	return left
}

// check says why a value can't be cloned, nil if it can.
func (s *State) check(codec clone.Codec, file, key string, value goja.Value) *bridge.Lost {
	_, _, err := codec.Encode(s.engine.VM, value, "import.meta.hot.data."+key)
	if err == nil {
		return nil
	}
	lost := &bridge.Lost{Text: err.Error(), File: file}
	if broken, ok := errors.AsType[*clone.DataCloneError](err); ok {
		lost.Text = broken.Path + " " + strings.Replace(broken.Reason, "can't be sent", "can't be carried over to the new backend", 1)
	}
	stack, err := s.call("placeOf", s.engine.VM.ToValue(file), s.engine.VM.ToValue(key))
	if err == nil {
		if place, ok := s.engine.FirstPlace(s.engine.FormatStack(stack.String())); ok {
			lost.File, lost.Line, lost.Column, lost.LineText = place.File, place.Line, place.Column, place.Text
		}
	}
	return lost
}

func (s *State) call(name string, args ...goja.Value) (goja.Value, error) {
	function, ok := goja.AssertFunction(s.exports.Get(name))
	if !ok {
		return nil, errors.New("internal/hot has no " + name)
	}
	return function(goja.Undefined(), args...)
}
