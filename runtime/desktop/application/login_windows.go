package application

import (
	"errors"

	"golang.org/x/sys/windows/registry"
)

const (
	runKey = `Software\Microsoft\Windows\CurrentVersion\Run`
	// approvedKey is where the task manager notes what the user has switched off.
	approvedKey = `Software\Microsoft\Windows\CurrentVersion\Explorer\StartupApproved\Run`
)

func (a *application) entryName(l loginItem) string {
	if l.Name != "" {
		return l.Name
	}
	return a.host.ID
}

func (a *application) loginItem(l loginItem) (loginState, error) {
	if err := a.complete(&l); err != nil {
		return loginState{}, err
	}
	name := a.entryName(l)
	var state loginState
	for _, root := range []struct {
		key   registry.Key
		scope string
	}{{registry.CURRENT_USER, "user"}, {registry.LOCAL_MACHINE, "machine"}} {
		key, err := registry.OpenKey(root.key, runKey, registry.QUERY_VALUE)
		if err != nil {
			continue
		}
		command, _, err := key.GetStringValue(name)
		_ = key.Close()
		if err != nil {
			continue
		}
		enabled := isApproved(root.key, name)
		state.Items = append(state.Items, launchItem{Name: name, Path: l.Program, Args: l.Args, Scope: root.scope, Enabled: enabled})
		state.WillLaunch = state.WillLaunch || enabled
		state.OpenAtLogin = state.OpenAtLogin || command == windowsCommand(l.Program, l.Args, "")
	}
	return state, nil
}

// isApproved reports whether an entry is on: the first byte of what is noted is even then, or nothing is noted.
func isApproved(root registry.Key, name string) bool {
	key, err := registry.OpenKey(root, approvedKey, registry.QUERY_VALUE)
	if err != nil {
		return true
	}
	defer key.Close()
	value, _, err := key.GetBinaryValue(name)
	return err != nil || len(value) == 0 || value[0]&1 == 0
}

func (a *application) setLoginItem(l loginItem) error {
	if err := a.complete(&l); err != nil {
		return err
	}
	name := a.entryName(l)
	key, _, err := registry.CreateKey(registry.CURRENT_USER, runKey, registry.SET_VALUE)
	if err != nil {
		return err
	}
	defer key.Close()
	if !l.OpenAtLogin {
		if err := key.DeleteValue(name); err != nil && !errors.Is(err, registry.ErrNotExist) {
			return err
		}
		return nil
	}
	if err := key.SetStringValue(name, windowsCommand(l.Program, l.Args, "")); err != nil || l.Enabled == nil {
		return err
	}
	approved, _, err := registry.CreateKey(registry.CURRENT_USER, approvedKey, registry.SET_VALUE)
	if err != nil {
		return err
	}
	defer approved.Close()
	value := make([]byte, 12)
	value[0] = 2
	if !*l.Enabled {
		value[0] = 3
	}
	return approved.SetBinaryValue(name, value)
}
