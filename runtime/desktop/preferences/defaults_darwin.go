package preferences

import (
	"encoding/json"
	"fmt"

	"github.com/ebitengine/purego/objc"

	"github.com/deskjs/deskjs/runtime/desktop/cocoa"
	"github.com/deskjs/deskjs/runtime/desktop/service"
)

// userDefault is one of macOS's user defaults, as the backend names it.
type userDefault struct {
	Key, Type string
	Value     any
}

// defaults are the methods of user defaults.
func defaults() map[string]service.Handler {
	standard := func() objc.ID { return cocoa.Send(cocoa.Class("NSUserDefaults"), "standardUserDefaults") }
	return map[string]service.Handler{
		"registerDefaults": pooled(func(values map[string]any) (any, error) {
			cocoa.Send(standard(), "registerDefaults:", objects(values))
			return nil, nil
		}),
		"getUserDefault": pooled(func(wanted userDefault) (any, error) { return wanted.read(standard()), nil }),
		"setUserDefault": pooled(func(wanted userDefault) (any, error) { return nil, wanted.write(standard()) }),
		"removeUserDefault": pooled(func(key string) (any, error) {
			cocoa.Send(standard(), "removeObjectForKey:", cocoa.String(key))
			return nil, nil
		}),
	}
}

func (d userDefault) read(from objc.ID) any {
	key := cocoa.String(d.Key)
	switch d.Type {
	case "string":
		return cocoa.GoString(cocoa.Send(from, "stringForKey:", key))
	case "boolean":
		return objc.Send[bool](from, cocoa.Sel("boolForKey:"), key)
	case "integer":
		return objc.Send[int](from, cocoa.Sel("integerForKey:"), key)
	case "float", "double":
		return objc.Send[float64](from, cocoa.Sel("doubleForKey:"), key)
	case "url":
		return cocoa.GoURL(cocoa.Send(from, "URLForKey:", key))
	case "array":
		if list := plain(cocoa.Send(from, "arrayForKey:", key)); list != nil {
			return list
		}
		return []any{}
	}
	if dictionary := plain(cocoa.Send(from, "dictionaryForKey:", key)); dictionary != nil {
		return dictionary
	}
	return json.RawMessage("{}")
}

// write sets it. A value of another type than was said is an error.
func (d userDefault) write(to objc.ID) error {
	key := cocoa.String(d.Key)
	right := false
	switch value := d.Value.(type) {
	case string:
		switch d.Type {
		case "string":
			right = true
			cocoa.Send(to, "setObject:forKey:", cocoa.String(value), key)
		case "url":
			if url := cocoa.URL(value); url != 0 {
				right = true
				cocoa.Send(to, "setURL:forKey:", url, key)
			}
		}
	case bool:
		if right = d.Type == "boolean"; right {
			cocoa.Send(to, "setBool:forKey:", value, key)
		}
	case float64:
		switch d.Type {
		case "integer":
			if right = value == float64(int(value)); right {
				cocoa.Send(to, "setInteger:forKey:", int(value), key)
			}
		case "float", "double":
			right = true
			cocoa.Send(to, "setDouble:forKey:", value, key)
		}
	case []any:
		if right = d.Type == "array"; right {
			cocoa.Send(to, "setObject:forKey:", objects(value), key)
		}
	case map[string]any:
		if right = d.Type == "dictionary"; right {
			cocoa.Send(to, "setObject:forKey:", objects(value), key)
		}
	}
	if !right {
		return &service.Error{Code: "ERR_INVALID_ARG_TYPE",
			Message: fmt.Sprintf("systemPreferences.setUserDefault: the value for %q is no %s", d.Key, d.Type)}
	}
	return nil
}
