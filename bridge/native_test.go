package bridge

import (
	"encoding/json"
	"reflect"
	"testing"
)

func TestNative(t *testing.T) {
	for _, message := range []Native{
		{ID: 1, Method: "clipboard.readText"},
		{Method: "tray.setTitle", Value: json.RawMessage(`{"title":"a b"}`)},
		{ID: 7, Value: json.RawMessage(`"text"`), Bytes: []byte{1, 2, 3}},
		{ID: 7, Bytes: []byte{}},
		{ID: 9, Failed: true, Value: json.RawMessage(`{"message":"no"}`)},
	} {
		got, err := ParseNative(message.Records())
		if err != nil || !reflect.DeepEqual(got, message) {
			t.Errorf("%+v came as %+v, %v", message, got, err)
		}
	}
}

func TestNativeRefuses(t *testing.T) {
	for _, text := range []string{"", "ask", "ask x y ", "ask 1  null", "ask 1", "tell 1 {}", "answer 1 {", "answer -1 {}", "ask 1 a {}\nask 2 b"} {
		if message, err := ParseNative(Records{Text: text}); err == nil {
			t.Errorf("%q was read as %+v", text, message)
		}
	}
}
