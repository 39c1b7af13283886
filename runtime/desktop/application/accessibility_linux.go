package application

import "github.com/deskjs/deskjs/runtime/desktop/sessionbus"

// accessibility reports whether a screen reader or the like is at work, as the session's accessibility bus has it.
func accessibility() (bool, error) {
	conn, err := sessionbus.Connect()
	if err != nil {
		return false, nil // without a session there is no screen reader
	}
	status := conn.Object("org.a11y.Bus", "/org/a11y/bus")
	for _, property := range []string{"org.a11y.Status.ScreenReaderEnabled", "org.a11y.Status.IsEnabled"} {
		if value, err := status.GetProperty(property); err == nil && value.Value() == true {
			return true, nil
		}
	}
	return false, nil
}
