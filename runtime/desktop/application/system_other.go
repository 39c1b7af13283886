//go:build !linux && !windows && !darwin

package application

import (
	"errors"
	"io"

	"github.com/deskjs/deskjs/runtime/desktop/service"
)

var errNone = service.NotSupported("app", "there is no driver for this system")

func claim(string, func(io.ReadWriteCloser)) (func(), error) { return nil, errNone }
func send(string, []byte) error                              { return errors.New("there is no driver for this system") }

func systemLanguages() languages                               { return environmentLanguages(func(string) string { return "" }) }
func accessibility() (bool, error)                             { return false, errNone }
func emojiPanel() error                                        { return errNone }
func setModelID(string) error                                  { return errNone }
func gpuInfo() (map[string]any, error)                         { return nil, errNone }
func protocolName(string) (string, error)                      { return "", errNone }
func (a *application) setProtocol(protocol) (bool, error)      { return false, errNone }
func (a *application) removeProtocol(protocol) (bool, error)   { return false, errNone }
func (a *application) isProtocol(protocol) (bool, error)       { return false, errNone }
func (a *application) loginItem(loginItem) (loginState, error) { return loginState{}, errNone }
func (a *application) setLoginItem(loginItem) error            { return errNone }
func (a *application) setBadge(int) error                      { return errNone }
func (a *application) addRecent(string) error                  { return errNone }
func (a *application) clearRecent() error                      { return errNone }
func (a *application) recent() ([]string, error)               { return nil, errNone }
func (a *application) metrics() ([]processMetric, error)       { return nil, errNone }
func (a *application) setPolicy(string) error                  { return errNone }
func (a *application) hide() error                             { return errNone }
func (a *application) show() error                             { return errNone }
func (a *application) activate(bool) error                     { return errNone }
func (a *application) dock(dockCall) (any, error)              { return nil, errNone }
