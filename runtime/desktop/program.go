package desktop

import "os"

// programPath is what starts the app again. An AppImage's own path is where it is unpacked, for this run.
func programPath() string {
	if image := os.Getenv("APPIMAGE"); image != "" {
		return image
	}
	path, err := os.Executable()
	if err != nil {
		return os.Args[0]
	}
	return path
}

// startupToken is what whoever started the app gave it to come to the front with; nothing that the app starts gets it.
func startupToken() string {
	token := os.Getenv("XDG_ACTIVATION_TOKEN")
	if token == "" {
		token = os.Getenv("DESKTOP_STARTUP_ID")
	}
	return token
}
