package update

import (
	"os"
	"path/filepath"
	"runtime"
	"strings"
)

// managed are the folders that package managers of Linux install programs in. What an administrator puts somewhere by hand is elsewhere: /usr/local,
// /opt.
var managed = []string{"/usr/", "/snap/", "/app/", "/nix/store/", "/gnu/store/"}

// Managed reports whether a package manager looks after the program at path: its folder is one of those that only package managers write to.
func Managed(path string) bool {
	if runtime.GOOS != "linux" {
		return false
	}
	if real, err := filepath.EvalSymlinks(path); err == nil {
		path = real
	}
	if strings.HasPrefix(path, "/usr/local/") || os.Getenv("APPIMAGE") != "" {
		return false
	}
	for _, folder := range managed {
		if strings.HasPrefix(path, folder) {
			return true
		}
	}
	return false
}
