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
