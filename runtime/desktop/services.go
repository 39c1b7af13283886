package desktop

import (
	"github.com/deskjs/deskjs/runtime/desktop/application"
	"github.com/deskjs/deskjs/runtime/desktop/clipboard"
	"github.com/deskjs/deskjs/runtime/desktop/crash"
	"github.com/deskjs/deskjs/runtime/desktop/dialog"
	"github.com/deskjs/deskjs/runtime/desktop/drag"
	"github.com/deskjs/deskjs/runtime/desktop/menu"
	"github.com/deskjs/deskjs/runtime/desktop/notification"
	"github.com/deskjs/deskjs/runtime/desktop/power"
	"github.com/deskjs/deskjs/runtime/desktop/preferences"
	"github.com/deskjs/deskjs/runtime/desktop/screen"
	"github.com/deskjs/deskjs/runtime/desktop/secret"
	"github.com/deskjs/deskjs/runtime/desktop/service"
	"github.com/deskjs/deskjs/runtime/desktop/shell"
	"github.com/deskjs/deskjs/runtime/desktop/shortcut"
	"github.com/deskjs/deskjs/runtime/desktop/theme"
	"github.com/deskjs/deskjs/runtime/desktop/tray"
)

// services are all parts of the host that the backend may ask: a line each, in the order of the alphabet.
func services(h *host, from *service.Host) []service.Service {
	menus, menuService := menu.New(from, h.perform)
	h.menus = menus
	h.crashes = crash.New(from)
	return []service.Service{
		application.New(from, application.Options{
			Executable: programPath(), Development: h.options.Development != nil, Instance: h.instance, StartedAgain: h.startedAgain,
		}),
		clipboard.New(from),
		contentsService(h),
		dialog.New(from),
		drag.New(from),
		frameService(h),
		h.crashes.Service(),
		lifecycleService(h),
		menuService,
		notification.New(from),
		power.New(from),
		preferences.New(from),
		protocolService(h),
		screen.New(from),
		secret.New(from),
		sessionService(h),
		shell.New(from),
		shortcut.New(from),
		theme.New(from),
		tray.New(from),
		newUpdates(h, from),
		windowService(h),
	}
}
