package engine

import "github.com/dop251/goja"

// Pages is what the module "deskjs" reaches of the app's windows. Its methods are called on the loop.
type Pages interface {
	// Emit sends an event to the pages that listen to it: in all windows, or in those that target, an id or a name, says. It returns the
	// promises of when there is room for more, one for each page that has none.
	Emit(target goja.Value, name string, value goja.Value) (full []goja.Value, err error)
	// Listen says whether the backend listens to an event.
	Listen(name string, listening bool)
	// Context returns what the module made for the call that is running, nil outside of calls.
	Context() (goja.Value, error)
	// Connect is called once, by the module.
	Connect(PageHandlers)
}

// PageHandlers are the functions of the module "deskjs" that Pages call.
type PageHandlers struct {
	Event   goja.Callable // event(name, value): a page has emitted one
	Page    goja.Callable // page(id, name, origin) makes what contexts of a page have in common
	Context goja.Callable // context(page) makes the context of a call
	Abort   goja.Callable // abort(context or page, reason) aborts its signal
}
