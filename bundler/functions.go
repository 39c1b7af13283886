package bundler

import "github.com/deskjs/deskjs/internal/diag"

// Functions lists what the pages of an app may call, sorted, as MODULE.EXPORT: "api.listNotes", and what of their arguments the backend
// can't check, with the reasons. It builds nothing. The error is a *diag.Error that says what is wrong with the api modules.
func Functions(options Options) (functions []string, unchecked []diag.Message, err error) {
	p, err := NewProject(options)
	if err != nil {
		return nil, nil, err
	}
	defer p.Close()
	var messages []diag.Message
	p.modules, messages = findAPIModules(p.options.Dir)
	messages = append(messages, analyseAPI(p.options.Dir, p.modules)...)
	if diag.HasErrors(messages) {
		return nil, nil, diag.New(messages...)
	}
	return callable(p.modules), p.readTypes().Notes, nil
}
