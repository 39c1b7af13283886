package application

import (
	"regexp"

	"github.com/deskjs/deskjs/runtime/desktop/service"
)

// protocol is what setAsDefaultProtocolClient and its like are asked with.
type protocol struct {
	Scheme string `json:"protocol"`
	// Program and Args are what is started; "" is the app itself.
	Program string   `json:"path"`
	Args    []string `json:"args"`
}

var schemeForm = regexp.MustCompile(`^[a-z][a-z0-9+.-]*$`)

// check completes and checks it. Nobody may take what browsers and file managers live by.
func (a *application) check(p *protocol) error {
	if !schemeForm.MatchString(p.Scheme) {
		return &service.Error{Code: "ERR_INVALID_ARG_VALUE", Message: "the protocol '" + p.Scheme + "' is none: write its name alone, in lower case, such as 'my-app' for my-app://"}
	}
	if p.Program != "" {
		return nil
	}
	program, err := a.program("app.setAsDefaultProtocolClient")
	p.Program = program
	return err
}

// program is what starts this app.
func (a *application) program(what string) (string, error) {
	if a.options.Development {
		return "", &service.Error{Code: service.CodeNotSupported, Message: what + " without a path is for built apps: in development there is no program of the app's own to start. " +
			"Give the path of one and its arguments, or try it with what `deskjs build` makes"}
	}
	return a.options.Executable, nil
}
