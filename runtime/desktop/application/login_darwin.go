package application

import (
	"errors"

	"github.com/ebitengine/purego"
	"github.com/ebitengine/purego/objc"

	"github.com/deskjs/deskjs/runtime/desktop/cocoa"
	"github.com/deskjs/deskjs/runtime/desktop/service"
)

// appService is what stands for the app among what starts at login, of macOS 13 and newer.
func appService() (objc.ID, error) {
	// The class is there when its framework is.
	_, _ = purego.Dlopen("/System/Library/Frameworks/ServiceManagement.framework/ServiceManagement", purego.RTLD_LAZY|purego.RTLD_GLOBAL)
	class := cocoa.Class("SMAppService")
	if class == 0 {
		return 0, service.NotSupported("app.setLoginItemSettings", "it needs macOS 13 or newer")
	}
	return cocoa.Send(class, "mainAppService"), nil
}

var loginStatus = []string{"not-registered", "enabled", "requires-approval", "not-found"}

func (a *application) loginItem(loginItem) (state loginState, err error) {
	cocoa.Pooled(func() {
		var item objc.ID
		if item, err = appService(); err != nil {
			return
		}
		if status := objc.Send[int](item, cocoa.Sel("status")); status >= 0 && status < len(loginStatus) {
			state.Status = loginStatus[status]
		}
		state.OpenAtLogin = state.Status == "enabled"
		state.WillLaunch = state.OpenAtLogin
	})
	return state, err
}

func (a *application) setLoginItem(l loginItem) (err error) {
	cocoa.Pooled(func() {
		var item objc.ID
		if item, err = appService(); err != nil {
			return
		}
		var problem objc.ID
		method := "unregisterAndReturnError:"
		if l.OpenAtLogin {
			method = "registerAndReturnError:"
		}
		if !objc.Send[bool](item, cocoa.Sel(method), &problem) {
			err = errors.New("macOS: " + cocoa.GoString(cocoa.Send(problem, "localizedDescription")))
		}
	})
	return err
}
