package desktop

import (
	"strings"

	"github.com/deskjs/deskjs/runtime/desktop/crash"
	"github.com/deskjs/deskjs/runtime/desktop/supervisor"
)

// ended is why the backend before this one has ended, as 'child-process-gone' has it.
type ended struct {
	Type     string `json:"type"`
	Reason   string `json:"reason"`
	ExitCode int    `json:"exitCode"`
	Name     string `json:"name"`
	Service  string `json:"serviceName"`
	Message  string `json:"message"`
}

// backendCrashed writes a report of it, and keeps it for the next backend. Any goroutine may call it.
func (h *host) backendCrashed(event supervisor.Event) {
	reason := "crashed"
	switch {
	case event.Fatal != nil && event.Fatal.Code == "ERR_OUT_OF_MEMORY", strings.Contains(event.Reason, "out of memory"):
		reason = "oom"
	case event.Fatal != nil: // an error that nobody has caught
	case strings.Contains(event.Reason, "did not answer"):
		reason = "hung"
	case strings.Contains(event.Reason, "ended by the system"):
		reason = "killed"
	}
	report := crash.Report{Process: "backend", Reason: reason, Message: event.Reason}
	if event.Fatal != nil {
		report.Error = event.Fatal
	}
	h.crashes.Write(report)
	h.post(func() {
		h.lastEnd = &ended{Type: "Utility", Reason: reason, ExitCode: event.ExitCode, Name: "Backend", Service: "deskjs.backend", Message: event.Reason}
	})
}

// pageCrashed writes a report of it. UI thread.
func (h *host) pageCrashed(w *appWindow, reason, message string) {
	h.crashes.Write(crash.Report{Process: "page", Reason: reason, Message: message, Details: map[string]any{"window": w.name, "url": w.native.URL()}})
}
