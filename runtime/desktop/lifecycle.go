package desktop

import (
	"fmt"
	"os"
	"os/exec"

	"github.com/deskjs/deskjs/internal/payload"
	"github.com/deskjs/deskjs/runtime/desktop/service"
)

// attachment is what a backend is told when it attaches.
type attachment struct {
	Windows []windowState `json:"windows"`
	// First says that no backend of this run has attached before: what the app was started with is for this one.
	First bool `json:"first"`
	// Directory is where the app was started.
	Directory string `json:"workingDirectory"`
	// Ended is why the backend before this one has, nil if there was none or it made room.
	Ended *ended `json:"ended,omitempty"`
	// Protocols and FileAssociations are what the app says that it opens.
	Protocols        []string                  `json:"protocols"`
	FileAssociations []payload.FileAssociation `json:"fileAssociations"`
	// SingleInstance says that no other process of the app goes on.
	SingleInstance bool `json:"singleInstance,omitempty"`
	early
}

// windowState is an open window, as the backend gets to know it.
type windowState struct {
	ID    int    `json:"id"`
	Name  string `json:"name,omitempty"`
	Title string `json:"title"`
	URL   string `json:"url"`
	// Restored says that it has been put where it was when the app ran last.
	Restored bool `json:"restored,omitempty"`
}

// relaunch is a program that is started when the app has ended.
type relaunch struct {
	Program string   `json:"execPath"`
	Args    []string `json:"args"`
}

// lifecycleService is the app's beginning and end. A backend that has attached decides itself when the app ends; without one it ends with
// its last window.
func lifecycleService(h *host) service.Service {
	return service.Service{Methods: map[string]service.Handler{
		"app.attach":   service.Func(func(struct{}) (attachment, error) { return h.attach(), nil }),
		"app.relaunch": service.Func(func(again relaunch) (any, error) { return nil, h.relaunch(again) }),
		"app.exit": service.Func(func(arguments struct {
			Code int `json:"code"`
		}) (any, error) {
			h.quit(arguments.Code)
			return nil, nil
		}),
	}}
}

func (h *host) attach() attachment {
	manifest := h.running().App.Manifest()
	h.natives.attached = true
	state := attachment{Windows: []windowState{}, First: !h.hasAttached, Protocols: manifest.Protocols, FileAssociations: manifest.FileAssociations, SingleInstance: manifest.SingleInstance, early: h.early}
	h.early = early{}
	h.hasAttached = true
	state.Ended, h.lastEnd = h.lastEnd, nil
	state.Directory, _ = os.Getwd()
	for _, w := range h.windows {
		if w.options == "" { // those of BrowserWindow are made again by the new backend's own code
			state.Windows = append(state.Windows, w.state())
		}
	}
	return state
}

// relaunch has a program started when this one has ended. UI thread.
func (h *host) relaunch(again relaunch) error {
	if again.Program == "" {
		if h.options.Development != nil {
			return &service.Error{Code: service.CodeNotSupported, Message: "app.relaunch without execPath is for built apps: in development `deskjs start` and `deskjs dev` have started the app, and would not know of the next. " +
				"Try it with what `deskjs build` makes"}
		}
		again.Program = programPath()
	}
	h.relaunches = append(h.relaunches, again)
	return nil
}

// startAgain starts what relaunch has asked for, at the very end.
func (h *host) startAgain() {
	if len(h.relaunches) > 0 && h.instance != nil {
		h.instance() // the next one is to be the only one
	}
	for _, again := range h.relaunches {
		command := exec.Command(again.Program, again.Args...)
		command.Stdout, command.Stderr = os.Stdout, os.Stderr
		command.Env = h.options.Backend.Env // with how this run draws its pages, the next would take that for the user's choice
		if err := command.Start(); err != nil {
			h.log("%v", fmt.Errorf("the app could not be started again: %w", err))
		}
	}
}

// quitAsked asks the backend to end the app, as a session's end or a signal does; without a backend it ends at once. Any goroutine may call it.
func (h *host) quitAsked() {
	h.post(func() {
		if !h.natives.attached || h.failure() != "" {
			h.driver.Quit()
			return
		}
		h.natives.emit("app.quit", nil, nil)
	})
}
