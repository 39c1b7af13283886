package application

import (
	"errors"
	"strconv"
	"sync"

	"github.com/ebitengine/purego"
	"github.com/ebitengine/purego/objc"

	"github.com/deskjs/deskjs/runtime/desktop/cocoa"
	"github.com/deskjs/deskjs/runtime/desktop/service"
)

func sharedApplication() objc.ID {
	return cocoa.Send(cocoa.Class("NSApplication"), "sharedApplication")
}

func systemLanguages() languages {
	found := languages{Preferred: []string{}}
	cocoa.Pooled(func() {
		list := cocoa.Send(cocoa.Class("NSLocale"), "preferredLanguages")
		for i := range objc.Send[uint](list, cocoa.Sel("count")) {
			found.Preferred = append(found.Preferred, cocoa.GoString(cocoa.Send(list, "objectAtIndex:", i)))
		}
		found.Region = languageTag(cocoa.GoString(cocoa.Send(cocoa.Send(cocoa.Class("NSLocale"), "currentLocale"), "localeIdentifier")))
	})
	if len(found.Preferred) == 0 {
		found.Preferred = []string{found.Region}
	}
	return found
}

func accessibility() (on bool, err error) {
	cocoa.Pooled(func() {
		on = objc.Send[bool](cocoa.Send(cocoa.Class("NSWorkspace"), "sharedWorkspace"), cocoa.Sel("isVoiceOverEnabled"))
	})
	return on, nil
}

func emojiPanel() error {
	cocoa.Pooled(func() { cocoa.Send(sharedApplication(), "orderFrontCharacterPalette:", objc.ID(0)) })
	return nil
}

func setModelID(string) error {
	return service.NotSupported("app.setAppUserModelId", "only Windows has application user model ids")
}

func (a *application) setPolicy(policy string) error {
	value, known := map[string]int{"regular": 0, "accessory": 1, "prohibited": 2}[policy]
	if !known {
		return &service.Error{Code: "ERR_INVALID_ARG_VALUE", Message: "policy must be 'regular', 'accessory', or 'prohibited'"}
	}
	cocoa.Pooled(func() { cocoa.Send(sharedApplication(), "setActivationPolicy:", value) })
	return nil
}

func (a *application) hide() error {
	cocoa.Pooled(func() { cocoa.Send(sharedApplication(), "hide:", objc.ID(0)) })
	return nil
}

func (a *application) show() error {
	cocoa.Pooled(func() { cocoa.Send(sharedApplication(), "unhideWithoutActivation") })
	return nil
}

// activate brings the app to the front; with steal also in front of one that is used.
func (a *application) activate(steal bool) error {
	cocoa.Pooled(func() { cocoa.Send(sharedApplication(), "activateIgnoringOtherApps:", steal) })
	return nil
}

func (a *application) setBadge(count int) error {
	label := ""
	if count > 0 {
		label = strconv.Itoa(count)
	}
	setDockBadge(label)
	return nil
}

func setDockBadge(label string) {
	cocoa.Pooled(func() { cocoa.Send(cocoa.Send(sharedApplication(), "dockTile"), "setBadgeLabel:", cocoa.String(label)) })
}

func (a *application) dock(call dockCall) (result any, err error) {
	cocoa.Pooled(func() {
		switch call.Method {
		case "bounce":
			kind := 10 // NSInformationalRequest
			if call.Text == "critical" {
				kind = 0
			}
			result = objc.Send[int](sharedApplication(), cocoa.Sel("requestUserAttention:"), kind)
		case "cancelBounce":
			cocoa.Send(sharedApplication(), "cancelUserAttentionRequest:", call.ID)
		case "setBadge":
			setDockBadge(call.Text)
		case "getBadge":
			result = cocoa.GoString(cocoa.Send(cocoa.Send(sharedApplication(), "dockTile"), "badgeLabel"))
		case "hide":
			err = a.setPolicy("accessory")
		case "show":
			err = a.setPolicy("regular")
		case "isVisible":
			result = cocoa.Send(sharedApplication(), "activationPolicy") == 0 // regular
		default:
			err = errors.New("app.dock has no method " + call.Method)
		}
	})
	return result, err
}

func documents() objc.ID {
	return cocoa.Send(cocoa.Class("NSDocumentController"), "sharedDocumentController")
}

func (a *application) addRecent(path string) error {
	cocoa.Pooled(func() {
		cocoa.Send(documents(), "noteNewRecentDocumentURL:", cocoa.Send(cocoa.Class("NSURL"), "fileURLWithPath:", cocoa.String(path)))
	})
	return nil
}

func (a *application) clearRecent() error {
	cocoa.Pooled(func() { cocoa.Send(documents(), "clearRecentDocuments:", objc.ID(0)) })
	return nil
}

func (a *application) recent() (paths []string, err error) {
	cocoa.Pooled(func() {
		list := cocoa.Send(documents(), "recentDocumentURLs")
		for i := range objc.Send[uint](list, cocoa.Sel("count")) {
			paths = append(paths, cocoa.GoString(cocoa.Send(cocoa.Send(list, "objectAtIndex:", i), "path")))
		}
	})
	return paths, nil
}

func gpuInfo() (map[string]any, error) {
	return nil, service.NotSupported("app.getGPUInfo", "the graphics card is WebKit's, which doesn't tell")
}

// launchServices has the functions that Cocoa has not; CFString and NSString are one.
var launchServices = sync.OnceValues(func() (functions struct {
	set    func(scheme, bundle objc.ID) int32
	handle func(scheme objc.ID) objc.ID
}, err error) {
	library, err := purego.Dlopen("/System/Library/Frameworks/CoreServices.framework/CoreServices", purego.RTLD_LAZY|purego.RTLD_GLOBAL)
	if err != nil {
		return functions, err
	}
	purego.RegisterLibFunc(&functions.set, library, "LSSetDefaultHandlerForURLScheme")
	purego.RegisterLibFunc(&functions.handle, library, "LSCopyDefaultHandlerForURLScheme")
	return functions, nil
})

func bundleIdentifier() string {
	return cocoa.GoString(cocoa.Send(cocoa.Send(cocoa.Class("NSBundle"), "mainBundle"), "bundleIdentifier"))
}

func (a *application) setProtocol(p protocol) (done bool, err error) {
	if err := a.check(&p); err != nil {
		return false, err
	}
	services, err := launchServices()
	if err != nil {
		return false, err
	}
	cocoa.Pooled(func() {
		if bundle := bundleIdentifier(); bundle != "" {
			done = services.set(cocoa.String(p.Scheme), cocoa.String(bundle)) == 0
		}
	})
	return done, nil
}

func (a *application) isProtocol(p protocol) (is bool, err error) {
	if err := a.check(&p); err != nil {
		return false, err
	}
	services, err := launchServices()
	if err != nil {
		return false, err
	}
	cocoa.Pooled(func() {
		handler := cocoa.Send(services.handle(cocoa.String(p.Scheme)), "autorelease")
		is = handler != 0 && cocoa.GoString(cocoa.Send(handler, "lowercaseString")) == cocoa.GoString(cocoa.Send(cocoa.String(bundleIdentifier()), "lowercaseString"))
	})
	return is, nil
}

// removeProtocol gives the scheme to nobody, as Electron does: macOS can't take it back.
func (a *application) removeProtocol(p protocol) (done bool, err error) {
	is, err := a.isProtocol(p)
	if err != nil || !is {
		return false, err
	}
	services, err := launchServices()
	if err != nil {
		return false, err
	}
	cocoa.Pooled(func() { done = services.set(cocoa.String(p.Scheme), cocoa.String("None")) == 0 })
	return done, nil
}

func protocolName(scheme string) (name string, err error) {
	cocoa.Pooled(func() {
		workspace := cocoa.Send(cocoa.Class("NSWorkspace"), "sharedWorkspace")
		if program := cocoa.Send(workspace, "URLForApplicationToOpenURL:", cocoa.URL(scheme+":x")); program != 0 {
			manager := cocoa.Send(cocoa.Class("NSFileManager"), "defaultManager")
			name = cocoa.GoString(cocoa.Send(manager, "displayNameAtPath:", cocoa.Send(program, "path")))
		}
	})
	return name, nil
}
