// Package ordered reads and writes JSON as JavaScript does: objects keep the order of their keys, numbers their digits, and what is written is
// byte for byte what JSON.stringify writes. Files that npm shares with others, package.json and package-lock.json, need all three.
//
// Whatever handles those files may import it; it imports nothing of the project.
package ordered

import (
	"maps"
	"slices"
)

// Object is a JSON object. Its values are nil, bool, Number, string, []any and *Object.
type Object struct {
	keys   []string
	values map[string]any
}

// Number is a JSON number with the digits that it was written with.
type Number string

// NewObject returns an object without keys.
func NewObject() *Object { return &Object{values: map[string]any{}} }

// Strings returns an object of strings in the order of pairs: key, value, key, value.
func Strings(pairs ...string) *Object {
	o := NewObject()
	for i := 0; i+1 < len(pairs); i += 2 {
		o.Set(pairs[i], pairs[i+1])
	}
	return o
}

// Len is how many keys there are; a nil object has none.
func (o *Object) Len() int {
	if o == nil {
		return 0
	}
	return len(o.keys)
}

// Keys returns the keys in order.
func (o *Object) Keys() []string {
	if o == nil {
		return nil
	}
	return slices.Clone(o.keys)
}

// Get returns the value of key, nil where there is none.
func (o *Object) Get(key string) any {
	if o == nil {
		return nil
	}
	return o.values[key]
}

// Has reports whether there is such a key.
func (o *Object) Has(key string) bool {
	if o == nil {
		return false
	}
	_, has := o.values[key]
	return has
}

// Set gives key a value; a new key comes last.
func (o *Object) Set(key string, value any) {
	if _, has := o.values[key]; !has {
		o.keys = append(o.keys, key)
	}
	o.values[key] = value
}

// Delete takes key out.
func (o *Object) Delete(key string) {
	if o.Has(key) {
		delete(o.values, key)
		o.keys = slices.Delete(o.keys, slices.Index(o.keys, key), slices.Index(o.keys, key)+1)
	}
}

// Text returns the string of key, "" for anything else.
func (o *Object) Text(key string) string {
	text, _ := o.Get(key).(string)
	return text
}

// Flag reports whether key is true.
func (o *Object) Flag(key string) bool {
	flag, _ := o.Get(key).(bool)
	return flag
}

// Object returns the object of key, nil for anything else.
func (o *Object) Object(key string) *Object {
	object, _ := o.Get(key).(*Object)
	return object
}

// List returns the strings of the array of key; a single string is an array of one.
func (o *Object) List(key string) []string {
	switch value := o.Get(key).(type) {
	case string:
		return []string{value}
	case []any:
		var list []string
		for _, item := range value {
			if text, is := item.(string); is {
				list = append(list, text)
			}
		}
		return list
	}
	return nil
}

// Strings returns the strings of the object of key.
func (o *Object) Strings(key string) map[string]string {
	inner := o.Object(key)
	if inner.Len() == 0 {
		return nil
	}
	found := make(map[string]string, inner.Len())
	for name, value := range inner.values {
		if text, is := value.(string); is {
			found[name] = text
		}
	}
	return found
}

// Clone returns a copy that shares the values, which are not changed in place.
func (o *Object) Clone() *Object {
	if o == nil {
		return NewObject()
	}
	return &Object{keys: slices.Clone(o.keys), values: maps.Clone(o.values)}
}

// Sort orders the keys by npm's order.
func (o *Object) Sort() { slices.SortStableFunc(o.keys, Compare) }
