package preferences

import (
	"encoding/json"
	"fmt"
	"strings"
	"sync"
	"unsafe"

	"github.com/ebitengine/purego"
	"github.com/ebitengine/purego/objc"

	"github.com/deskjs/deskjs/runtime/desktop/cocoa"
	"github.com/deskjs/deskjs/runtime/desktop/service"
)

func methods(host *service.Host) (here map[string]service.Handler, reset func()) {
	n := &notifications{host: host, stops: map[int]func(){}}
	here = map[string]service.Handler{
		"getColor": pooled(func(name string) (string, error) { return colorOf(name, colorSelector(name)) }),
		"getSystemColor": pooled(func(name string) (string, error) {
			if !strings.Contains(" blue brown gray green orange pink purple red yellow ", " "+name+" ") {
				return "", unknownColor(name)
			}
			return colorOf(name, "system"+strings.ToUpper(name[:1])+name[1:]+"Color")
		}),
		"getEffectiveAppearance": pooled(func(struct{}) (string, error) {
			application := cocoa.Send(cocoa.Class("NSApplication"), "sharedApplication")
			name := cocoa.GoString(cocoa.Send(cocoa.Send(application, "effectiveAppearance"), "name"))
			switch {
			case strings.Contains(name, "Dark"):
				return "dark", nil
			case name != "":
				return "light", nil
			}
			return "unknown", nil
		}),
		"isSwipeTrackingFromScrollEventsEnabled": pooled(func(struct{}) (bool, error) {
			return objc.Send[bool](cocoa.Class("NSEvent"), cocoa.Sel("isSwipeTrackingFromScrollEventsEnabled")), nil
		}),
		"isTrustedAccessibilityClient": pooled(isTrusted),
		"post":                         pooled(post),
		"subscribe":                    pooled(n.subscribe),
		"unsubscribe":                  pooled(n.unsubscribe),
	}
	for _, more := range []map[string]service.Handler{defaults(), consent()} {
		for name, handler := range more {
			here[name] = handler
		}
	}
	return here, n.reset
}

// pooled is service.Func in an autorelease pool.
func pooled[A, R any](do func(A) (R, error)) service.Handler {
	return service.Func(func(arguments A) (result R, err error) {
		cocoa.Pooled(func() { result, err = do(arguments) })
		return result, err
	})
}

func unknownColor(name string) error {
	return &service.Error{Code: "ERR_INVALID_ARG_VALUE", Message: "Unknown color: " + name}
}

// colors are those of NSColor that are called otherwise than Electron's names say.
var colors = map[string]string{
	"find-highlight": "findHighlightColor", "highlight": "highlightColor", "shadow": "shadowColor", "separator": "separatorColor",
	"selected-menu-item-text": "selectedMenuItemTextColor", "link": "linkColor", "text": "textColor", "selected-text": "selectedTextColor",
	"control": "controlColor", "grid": "gridColor", "label": "labelColor",
}

// names are all of Electron's names.
const names = " control-background control control-text disabled-control-text find-highlight grid header-text highlight keyboard-focus-indicator label " +
	"link placeholder-text quaternary-label scrubber-textured-background secondary-label selected-content-background selected-control " +
	"selected-control-text selected-menu-item-text selected-text-background selected-text separator shadow tertiary-label text-background text " +
	"under-page-background unemphasized-selected-content-background unemphasized-selected-text-background unemphasized-selected-text " +
	"window-background window-frame-text "

// colorSelector is the method of NSColor that gives a color: "text-background" is textBackgroundColor. "" if there is none.
func colorSelector(name string) string {
	if name == "" || !strings.Contains(names, " "+name+" ") {
		return ""
	}
	if known, ok := colors[name]; ok {
		return known
	}
	parts := strings.Split(name, "-")
	for i, part := range parts[1:] {
		parts[i+1] = strings.ToUpper(part[:1]) + part[1:]
	}
	return strings.Join(parts, "") + "Color"
}

func colorOf(name, selector string) (string, error) {
	class := cocoa.Class("NSColor")
	if selector == "" || !cocoa.Responds(class, selector) {
		return "", unknownColor(name)
	}
	color := cocoa.Send(cocoa.Send(class, selector), "colorUsingColorSpace:", cocoa.Send(cocoa.Class("NSColorSpace"), "sRGBColorSpace"))
	if color == 0 {
		return "", unknownColor(name)
	}
	part := func(of string) uint8 { return uint8(objc.Send[float64](color, cocoa.Sel(of+"Component"))*255 + 0.5) }
	return rgba(part("red"), part("green"), part("blue"), part("alpha")), nil
}

// trust finds what tells whether the app may watch and steer others.
var trust = sync.OnceValue(func() (functions struct {
	err     error
	Trusted func(options objc.ID) bool
}) {
	handle, err := purego.Dlopen("/System/Library/Frameworks/ApplicationServices.framework/ApplicationServices", purego.RTLD_LAZY|purego.RTLD_GLOBAL)
	if functions.err = err; err == nil {
		purego.RegisterLibFunc(&functions.Trusted, handle, "AXIsProcessTrustedWithOptions")
	}
	return functions
})

func isTrusted(prompt bool) (bool, error) {
	functions := trust()
	if functions.err != nil {
		return false, functions.err
	}
	return functions.Trusted(objects(map[string]any{"AXTrustedCheckOptionPrompt": prompt})), nil
}

// objects makes Cocoa's objects of what JSON can say; nil if it can't.
func objects(value any) objc.ID {
	text, err := json.Marshal(value)
	if err != nil {
		return 0
	}
	const fragments = 4 // NSJSONReadingFragmentsAllowed
	return cocoa.Send(cocoa.Class("NSJSONSerialization"), "JSONObjectWithData:options:error:", cocoa.Data(text), uint(fragments), unsafe.Pointer(nil))
}

// plain is what JSON can say of an object of Cocoa's; nil if it can't.
func plain(object objc.ID) json.RawMessage {
	serialization := cocoa.Class("NSJSONSerialization")
	if object == 0 {
		return nil
	}
	list := cocoa.Send(cocoa.Class("NSArray"), "arrayWithObject:", object) // only lists and dictionaries are taken
	if !objc.Send[bool](serialization, cocoa.Sel("isValidJSONObject:"), list) {
		return nil
	}
	text := cocoa.GoBytes(cocoa.Send(serialization, "dataWithJSONObject:options:error:", list, uint(0), unsafe.Pointer(nil)))
	var parts []json.RawMessage
	if json.Unmarshal(text, &parts) != nil || len(parts) != 1 {
		return nil
	}
	return parts[0]
}

// center is one of macOS's centres of notifications, by the backend's name for it.
func center(name string) (objc.ID, error) {
	switch name {
	case "distributed":
		return cocoa.DistributedCenter(), nil
	case "workspace":
		return cocoa.WorkspaceCenter(), nil
	case "local":
		return cocoa.NotificationCenter(), nil
	}
	return 0, fmt.Errorf("there is no centre of notifications called %q", name)
}

func post(arguments struct {
	Center, Event      string
	UserInfo           map[string]any
	DeliverImmediately bool
}) (any, error) {
	to, err := center(arguments.Center)
	if err != nil {
		return nil, err
	}
	event, info := cocoa.String(arguments.Event), objects(arguments.UserInfo)
	if arguments.Center == "distributed" {
		cocoa.Send(to, "postNotificationName:object:userInfo:deliverImmediately:", event, objc.ID(0), info, arguments.DeliverImmediately)
	} else {
		cocoa.Send(to, "postNotificationName:object:userInfo:", event, objc.ID(0), info)
	}
	return nil, nil
}

// notifications are those that the backend has subscribed to. UI thread.
type notifications struct {
	host  *service.Host
	stops map[int]func()
}

// notification is what the backend is told.
type notification struct {
	ID       int             `json:"id"`
	Event    string          `json:"event"`
	UserInfo json.RawMessage `json:"userInfo"`
	Object   string          `json:"object"`
}

func (n *notifications) subscribe(arguments struct {
	Center, Event string
	ID            int
}) (any, error) {
	from, err := center(arguments.Center)
	if err != nil {
		return nil, err
	}
	n.stops[arguments.ID] = cocoa.Observe(from, arguments.Event, func(told objc.ID) {
		info := plain(cocoa.Send(told, "userInfo"))
		if info == nil {
			info = json.RawMessage("{}")
		}
		object, sender := cocoa.Send(told, "object"), ""
		if object != 0 && objc.Send[bool](object, cocoa.Sel("isKindOfClass:"), cocoa.Class("NSString")) {
			sender = cocoa.GoString(object)
		}
		n.host.Emit("preferences.notification", notification{arguments.ID, cocoa.GoString(cocoa.Send(told, "name")), info, sender}, nil)
	})
	return nil, nil
}

func (n *notifications) unsubscribe(id int) (any, error) {
	if stop := n.stops[id]; stop != nil {
		delete(n.stops, id)
		stop()
	}
	return nil, nil
}

func (n *notifications) reset() {
	for id := range n.stops {
		_, _ = n.unsubscribe(id)
	}
}
