package app

import (
	"os"
	"path/filepath"
	"runtime"
	"strings"

	"github.com/adrg/xdg"

	"github.com/deskjs/deskjs/runtime/backend/op"
)

// folderNames are those that folder knows.
var folderNames = strings.Fields("home appData userData sessionData cache logs crashDumps temp exe module assets desktop documents downloads music pictures videos")

// folder returns where the system keeps what name stands for (Electron's app.getPath),
// "" if it stands for nothing. The app's own folders are made, for the user alone.
func folder(name, id string) (string, error) {
	switch name {
	case "home":
		return xdg.Home, nil
	case "appData":
		return xdg.DataHome, nil
	case "userData":
		return own(name, id, xdg.DataHome)
	case "sessionData": // what pages store
		return own(name, id, xdg.DataHome, "webview")
	case "crashDumps":
		return own(name, id, xdg.DataHome, "crashes")
	case "cache":
		return own(name, id, xdg.CacheHome)
	case "logs":
		if runtime.GOOS == "darwin" {
			return own(name, id, filepath.Join(xdg.Home, "Library", "Logs"))
		}
		return own(name, id, xdg.StateHome, "logs")
	case "temp":
		return os.TempDir(), nil
	case "exe", "module":
		path, err := os.Executable()
		return path, op.System(err, "readlink")
	case "assets": // what lies beside the app's executable
		path, err := os.Executable()
		return filepath.Dir(path), op.System(err, "readlink")
	case "desktop":
		return xdg.UserDirs.Desktop, nil
	case "documents":
		return xdg.UserDirs.Documents, nil
	case "downloads":
		return xdg.UserDirs.Download, nil
	case "music":
		return xdg.UserDirs.Music, nil
	case "pictures":
		return xdg.UserDirs.Pictures, nil
	case "videos":
		return xdg.UserDirs.Videos, nil
	}
	return "", nil
}

// Folders returns what the variables of permissions stand for ("HOME"), for the app with that id, without making any; and those
// that are the app's own. Without an id there are none of its own.
func Folders(id string) (all map[string]string, own []string) {
	dirs := xdg.UserDirs
	all = map[string]string{
		"HOME": xdg.Home, "TEMP": os.TempDir(), "DESKTOP": dirs.Desktop, "DOCUMENTS": dirs.Documents, "DOWNLOADS": dirs.Download,
		"MUSIC": dirs.Music, "PICTURES": dirs.Pictures, "VIDEOS": dirs.Videos,
	}
	if id == "" || !isName(id) {
		return all, nil
	}
	all["APPDATA"], all["APPCACHE"] = filepath.Join(xdg.DataHome, id), filepath.Join(xdg.CacheHome, id)
	all["APPLOGS"] = filepath.Join(xdg.StateHome, id, "logs")
	if runtime.GOOS == "darwin" {
		all["APPLOGS"] = filepath.Join(xdg.Home, "Library", "Logs", id)
	}
	return all, []string{all["APPDATA"], all["APPCACHE"], all["APPLOGS"]}
}

// isName reports whether an id can be a folder's name.
func isName(id string) bool { return id != "." && id != ".." && !strings.ContainsAny(id, `/\:`) }

// own makes and returns base/id/below.
func own(name, id, base string, below ...string) (string, error) {
	if id == "" {
		return "", errNoApp(name)
	}
	if !isName(id) {
		return "", &op.Error{Code: "ERR_INVALID_APP_ID", Message: "the app's id '" + id + "' can't name a folder: use letters, digits, dots and hyphens"}
	}
	path := filepath.Join(append([]string{base, id}, below...)...)
	if err := os.MkdirAll(path, 0o700); err != nil {
		return "", op.System(err, "mkdir", path)
	}
	return path, nil
}
