package application

import (
	"os"

	"github.com/deskjs/deskjs/runtime/desktop/service"
)

func systemLanguages() languages { return environmentLanguages(os.Getenv) }

func emojiPanel() error {
	return service.NotSupported("app.showEmojiPanel", "Linux has no panel of its own; desktops have a shortcut for one")
}

func (a *application) setPolicy(string) error {
	return service.NotSupported("app.setActivationPolicy", "only macOS has activation policies")
}

func setModelID(string) error {
	return service.NotSupported("app.setAppUserModelId", "only Windows has application user model ids")
}

func (a *application) hide() error {
	return service.NotSupported("app.hide", "only macOS hides an app as a whole; hide its windows")
}

func (a *application) show() error {
	return service.NotSupported("app.show", "only macOS hides an app as a whole; show its windows")
}

// activate does nothing: windows come to the front one by one.
func (a *application) activate(bool) error { return nil }

func (a *application) dock(dockCall) (any, error) {
	return nil, service.NotSupported("app.dock", "only macOS has a dock")
}
