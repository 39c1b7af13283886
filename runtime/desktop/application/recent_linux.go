package application

import (
	"errors"
	"fmt"
	"mime"
	"net/url"
	"os"
	"path/filepath"
	"time"

	"github.com/adrg/xdg"
)

func recentFile() string { return filepath.Join(xdg.DataHome, "recently-used.xbel") }

func readRecent() (*recentList, error) {
	text, err := os.ReadFile(recentFile())
	if errors.Is(err, os.ErrNotExist) || err == nil && len(text) == 0 {
		return &recentList{[]byte(emptyRecentList)}, nil
	}
	return &recentList{text}, err
}

func (a *application) changeRecent(change func(*recentList) error) error {
	list, err := readRecent()
	if err != nil {
		return err
	}
	if err := change(list); err != nil {
		return fmt.Errorf("%s can't be understood, and is left as it is: %w", recentFile(), err)
	}
	return replaceFile(recentFile(), list.text, 0o600)
}

func (a *application) addRecent(path string) error {
	kind := mime.TypeByExtension(filepath.Ext(path))
	if kind, _, _ = mime.ParseMediaType(kind); kind == "" {
		kind = "application/octet-stream"
	}
	command := a.options.Executable
	if command == "" {
		command = a.host.ID
	}
	return a.changeRecent(func(list *recentList) error {
		return list.use((&url.URL{Scheme: "file", Path: path}).String(), kind, a.host.Name, command, time.Now())
	})
}

func (a *application) clearRecent() error {
	return a.changeRecent(func(list *recentList) error { return list.forget(a.host.Name) })
}

func (a *application) recent() ([]string, error) {
	list, err := readRecent()
	if err != nil {
		return nil, err
	}
	uris, err := list.of(a.host.Name)
	if err != nil {
		return nil, err
	}
	paths := []string{}
	for _, text := range uris {
		if uri, err := url.Parse(text); err == nil && uri.Scheme == "file" {
			paths = append(paths, uri.Path)
		}
	}
	return paths, nil
}
