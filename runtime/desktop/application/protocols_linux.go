package application

import (
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/adrg/xdg"
)

const schemeType = "x-scheme-handler/"

// handlerFile is the desktop file that opens a scheme's addresses: the app's own where it is installed and says that it can, or one that this makes.
func (a *application) handlerFile(p protocol) string {
	own := a.host.ID + ".desktop"
	for _, folder := range applicationFolders() {
		values, err := readEntry(filepath.Join(folder, own))
		if err == nil && slices.Contains(strings.Split(values["MimeType"], ";"), schemeType+p.Scheme) && p.Program == a.options.Executable && len(p.Args) == 0 {
			return own
		}
	}
	return a.host.ID + "-" + p.Scheme + "-handler.desktop"
}

func applicationFolders() []string {
	folders := []string{filepath.Join(xdg.DataHome, "applications")}
	for _, dir := range xdg.DataDirs {
		folders = append(folders, filepath.Join(dir, "applications"))
	}
	return folders
}

func userMimeApps() string { return filepath.Join(xdg.ConfigHome, "mimeapps.list") }

func readMimeApps(path string) (*mimeApps, error) {
	text, err := os.ReadFile(path)
	if err != nil && !errors.Is(err, os.ErrNotExist) {
		return nil, err
	}
	return parseMimeApps(string(text)), nil
}

func (a *application) setProtocol(p protocol) (bool, error) {
	if err := a.check(&p); err != nil {
		return false, err
	}
	file := a.handlerFile(p)
	if file != a.host.ID+".desktop" {
		content := entry{
			{"Type", "Application"},
			{"Name", entryText(a.host.Name)},
			{"Exec", entryCommand(p.Program, p.Args, "%u")},
			{"NoDisplay", "true"},
			{"StartupNotify", "true"},
			{"MimeType", schemeType + p.Scheme + ";"},
		}.String()
		if err := replaceFile(filepath.Join(xdg.DataHome, "applications", file), []byte(content), 0o644); err != nil {
			return false, err
		}
	}
	list, err := readMimeApps(userMimeApps())
	if err != nil {
		return false, err
	}
	list.prefer(schemeType+p.Scheme, file)
	return true, replaceFile(userMimeApps(), []byte(list.String()), 0o644)
}

func (a *application) removeProtocol(p protocol) (bool, error) {
	if err := a.check(&p); err != nil {
		return false, err
	}
	is, err := a.isProtocol(p)
	if err != nil || !is {
		return false, err
	}
	list, err := readMimeApps(userMimeApps())
	if err != nil {
		return false, err
	}
	file := a.handlerFile(p)
	list.forget(schemeType+p.Scheme, file)
	if err := replaceFile(userMimeApps(), []byte(list.String()), 0o644); err != nil {
		return false, err
	}
	if file != a.host.ID+".desktop" {
		_ = os.Remove(filepath.Join(xdg.DataHome, "applications", file))
	}
	return true, nil
}

func (a *application) isProtocol(p protocol) (bool, error) {
	if err := a.check(&p); err != nil {
		return false, err
	}
	file := a.handlerFile(p)
	if schemeHandler(p.Scheme) != file {
		return false, nil
	}
	if file == a.host.ID+".desktop" {
		return true, nil
	}
	values, err := readEntry(filepath.Join(xdg.DataHome, "applications", file))
	return err == nil && values["Exec"] == entryCommand(p.Program, p.Args, "%u"), nil
}

// schemeHandler is the desktop file that opens a scheme's addresses, "" if none does.
func schemeHandler(scheme string) string {
	var lists []string
	folders := append([]string{xdg.ConfigHome}, xdg.ConfigDirs...)
	for _, folder := range append(folders, applicationFolders()...) {
		for desktop := range strings.SplitSeq(strings.ToLower(os.Getenv("XDG_CURRENT_DESKTOP")), ":") {
			if desktop != "" && !strings.ContainsAny(desktop, "/") {
				lists = append(lists, filepath.Join(folder, desktop+"-mimeapps.list"))
			}
		}
		lists = append(lists, filepath.Join(folder, "mimeapps.list"))
	}
	for _, path := range lists {
		list, err := readMimeApps(path)
		if err != nil {
			continue
		}
		for _, file := range list.get(defaultApplications, schemeType+scheme) {
			if desktopFile(file) != "" {
				return file
			}
		}
	}
	return ""
}

// desktopFile is the path of a desktop file, "" if there is none of that name.
func desktopFile(name string) string {
	for _, folder := range applicationFolders() {
		path := filepath.Join(folder, name)
		if info, err := os.Stat(path); err == nil && info.Mode().IsRegular() {
			return path
		}
	}
	return ""
}

// protocolName is the name of the program that opens a scheme's addresses.
func protocolName(scheme string) (string, error) {
	values, err := readEntry(desktopFile(schemeHandler(scheme)))
	if err != nil {
		return "", nil
	}
	return values["Name"], nil
}
