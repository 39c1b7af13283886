package tester

import "os"

// needsScreen reports whether windows have nowhere to be shown. DESKJS_TEST_HEADLESS asks for a screen of their own beside the person's.
func needsScreen() bool {
	return os.Getenv("DESKJS_TEST_HEADLESS") != "" || os.Getenv("DISPLAY") == "" && os.Getenv("WAYLAND_DISPLAY") == ""
}
