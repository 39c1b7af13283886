package application

import (
	"errors"
	"os"
	"path/filepath"

	"github.com/adrg/xdg"
)

// autostartFile is where the desktop looks for what it starts when the user logs in.
func (a *application) autostartFile() string {
	return filepath.Join(xdg.ConfigHome, "autostart", a.host.ID+".desktop")
}

// installedAutostart is the entry of the app's package, which starts it when anybody logs in, "" if there is none. A file of the user's
// takes its place.
func (a *application) installedAutostart() string {
	for _, folder := range xdg.ConfigDirs {
		path := filepath.Join(folder, "autostart", a.host.ID+".desktop")
		if _, err := os.Stat(path); err == nil {
			return path
		}
	}
	return ""
}

func (a *application) loginItem(l loginItem) (loginState, error) {
	if err := a.complete(&l); err != nil {
		return loginState{}, err
	}
	values, err := readEntry(a.autostartFile())
	if installed := a.installedAutostart(); errors.Is(err, os.ErrNotExist) && installed != "" {
		values, err = readEntry(installed)
	}
	if errors.Is(err, os.ErrNotExist) {
		return loginState{}, nil
	}
	if err != nil {
		return loginState{}, err
	}
	enabled := values["Hidden"] != "true" && values["X-GNOME-Autostart-enabled"] != "false"
	return loginState{OpenAtLogin: values["Exec"] == entryCommand(l.Program, l.Args, ""), WillLaunch: enabled}, nil
}

func (a *application) setLoginItem(l loginItem) error {
	if err := a.complete(&l); err != nil {
		return err
	}
	if !l.OpenAtLogin && a.installedAutostart() != "" {
		hides := entry{{"Type", "Application"}, {"Name", entryText(a.host.Name)}, {"Hidden", "true"}}
		return replaceFile(a.autostartFile(), []byte(hides.String()), 0o644)
	}
	if !l.OpenAtLogin {
		if err := os.Remove(a.autostartFile()); err != nil && !errors.Is(err, os.ErrNotExist) {
			return err
		}
		return nil
	}
	enabled := "true"
	if l.Enabled != nil && !*l.Enabled {
		enabled = "false"
	}
	content := entry{
		{"Type", "Application"},
		{"Name", entryText(a.host.Name)},
		{"Exec", entryCommand(l.Program, l.Args, "")},
		{"X-GNOME-Autostart-enabled", enabled},
	}.String()
	return replaceFile(a.autostartFile(), []byte(content), 0o644)
}
