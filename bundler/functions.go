package bundler

import "github.com/deskjs/deskjs/internal/diag"

// Functions lists what the pages of the app in dir may call, sorted, as MODULE.EXPORT: "api.listNotes". It builds nothing. The
// error is a *diag.Error that says what is wrong with the api modules.
func Functions(dir string) ([]string, error) {
	modules, messages := findAPIModules(dir)
	messages = append(messages, analyseAPI(dir, modules)...)
	if diag.HasErrors(messages) {
		return nil, diag.New(messages...)
	}
	return callable(modules), nil
}
