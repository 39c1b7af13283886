package application

// loginItem is what starts when the user logs in.
type loginItem struct {
	OpenAtLogin bool     `json:"openAtLogin"`
	Enabled     *bool    `json:"enabled"`
	Name        string   `json:"name"`
	Type        string   `json:"type"`
	Service     string   `json:"serviceName"`
	Program     string   `json:"path"`
	Args        []string `json:"args"`
}

// loginState is what is known of it.
type loginState struct {
	OpenAtLogin bool `json:"openAtLogin"`
	// WillLaunch says that the user has not switched it off.
	WillLaunch bool `json:"executableWillLaunchAtLogin"`
	// Status is macOS's.
	Status string `json:"status,omitempty"`
	// AtLogin says that this process was started so.
	AtLogin bool `json:"wasOpenedAtLogin"`
	// Items are Windows' entries of this program.
	Items []launchItem `json:"launchItems,omitempty"`
}

type launchItem struct {
	Name    string   `json:"name"`
	Path    string   `json:"path"`
	Args    []string `json:"args"`
	Scope   string   `json:"scope"`
	Enabled bool     `json:"enabled"`
}

func (a *application) complete(l *loginItem) error {
	if l.Program != "" {
		return nil
	}
	program, err := a.program("app.setLoginItemSettings")
	l.Program = program
	return err
}
