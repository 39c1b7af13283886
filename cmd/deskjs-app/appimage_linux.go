package main

import (
	"os"

	"github.com/deskjs/deskjs/internal/appimage"
)

// asAppImage answers what AppImages are asked, if this program is one; done is false if it is for the app to go on. The app finds the path
// of its file in the environment variable APPIMAGE, as in any AppImage.
func asAppImage(arguments []string) (code int, done bool) {
	path, ok := appimage.Path(executable())
	if !ok {
		return 0, false
	}
	if code, done := appimage.Run(path, arguments, os.Stdout, os.Stderr); done {
		return code, true
	}
	if err := os.Setenv("APPIMAGE", path); err != nil {
		return fail(err), true
	}
	return 0, false
}
