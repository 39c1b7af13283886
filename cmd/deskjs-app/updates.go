package main

import (
	"fmt"
	"os"
	"time"

	"github.com/deskjs/deskjs/internal/payload"
	"github.com/deskjs/deskjs/runtime/desktop"
	"github.com/deskjs/deskjs/runtime/desktop/service"
	"github.com/deskjs/deskjs/runtime/desktop/update"
)

// firstCheck is when updates are looked for first: the app's own start is more urgent.
const firstCheck = 20 * time.Second

// inDevelopment is why an app that is being written has no updates.
func inDevelopment(app payload.App) desktop.Updates {
	if app.Manifest().Updates == nil {
		return desktop.Updates{}
	}
	return desktop.Updates{Why: &service.Error{Code: service.CodeNotSupported,
		Message: "An app in development is not updated: try it with what `deskjs build` makes"}}
}

// choose returns what a shipped app runs: an update that is kept on this device, or the app as it was installed.
func choose(installed payload.App) (payload.App, desktop.Updates, error) {
	settings := installed.Manifest().Updates
	if settings == nil {
		return installed, desktop.Updates{}, payload.CheckCode(installed)
	}
	if path, err := os.Executable(); err == nil && update.Managed(path) && !settings.SystemPackages {
		return installed, desktop.Updates{Why: &service.Error{Code: service.CodeNotSupported,
			Message: "The app was installed by the system's package manager, which looks after its updates: " + path}}, payload.CheckCode(installed)
	}
	device, choice, err := update.OpenDevice(installed)
	if choice.Problem != nil {
		fmt.Fprintln(os.Stderr, choice.Problem)
	}
	if device == nil || err != nil {
		return choice.App, desktop.Updates{}, err
	}
	updates := desktop.Updates{
		Engine: device, Editions: device, Hash: choice.Hash, OnTrial: choice.OnTrial,
		Feed: update.Feed{URL: settings.URL}, Interval: settings.Every(), First: firstCheck,
		Download: settings.AutoDownload == nil || *settings.AutoDownload, Apply: settings.AutoApply,
	}
	if choice.RolledBack != "" {
		updates.RolledBack = &desktop.RolledBack{Version: choice.RolledBack, Why: choice.Why}
	}
	return choice.App, updates, nil
}
