package dialog

import (
	"os"

	"github.com/adrg/xdg"
)

// usualFolder is where a dialog for files begins if the app says nothing: the user's downloads, or home.
func usualFolder() string {
	if info, err := os.Stat(xdg.UserDirs.Download); err == nil && info.IsDir() {
		return xdg.UserDirs.Download
	}
	return xdg.Home
}
