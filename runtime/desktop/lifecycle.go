package desktop

import "github.com/deskjs/deskjs/runtime/desktop/service"

// attachment is what a backend is told when it attaches.
type attachment struct {
	Windows []windowState `json:"windows"`
}

// windowState is an open window, as the backend gets to know it.
type windowState struct {
	ID    int    `json:"id"`
	Name  string `json:"name,omitempty"`
	Title string `json:"title"`
	URL   string `json:"url"`
}

// lifecycleService is the app's beginning and end. A backend that has attached decides itself when the app ends; without one it ends with
// its last window.
func lifecycleService(h *host) service.Service {
	return service.Service{Methods: map[string]service.Handler{
		"app.attach": service.Func(func(struct{}) (attachment, error) {
			h.natives.attached = true
			state := attachment{Windows: []windowState{}}
			for _, w := range h.windows {
				if w.options == "" { // those of BrowserWindow are made again by the new backend's own code
					state.Windows = append(state.Windows, w.state())
				}
			}
			return state, nil
		}),
		"app.exit": service.Func(func(arguments struct {
			Code int `json:"code"`
		}) (any, error) {
			h.quit(arguments.Code)
			return nil, nil
		}),
	}}
}
