// Package crash writes down what has crashed: the backend, a page's process, and, the next time the app runs, the host itself. It is the host's
// half of `crashReporter`, because what has crashed can't tell. Reports stay on the machine. Package desktop registers and feeds it.
package crash

import (
	"cmp"
	"crypto/rand"
	"encoding/json"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"sync"
	"time"

	"github.com/deskjs/deskjs/runtime/desktop/service"
)

// keep is how many reports there are at most; the oldest go.
const keep = 20

// Report is one crash, as it is written.
type Report struct {
	ID   string    `json:"id"`
	Date time.Time `json:"date"`
	// Process is "backend", "page" or "host".
	Process string `json:"process"`
	// Reason is for programs: "crashed", "oom", "hung", "killed", "launch-failed" or "abnormal-exit". Message is for people.
	Reason  string `json:"reason"`
	Message string `json:"message"`
	// Error is what the backend has thrown, if it was that.
	Error any `json:"error,omitempty"`
	// Details are what else is known.
	Details map[string]any `json:"details,omitempty"`

	Product    string            `json:"productName"`
	Company    string            `json:"companyName,omitempty"`
	App        string            `json:"app"`
	Version    string            `json:"version"`
	Platform   string            `json:"platform"`
	Arch       string            `json:"arch"`
	Uptime     float64           `json:"uptime"` // of the host, in seconds
	Parameters map[string]string `json:"parameters"`
}

// Reporter writes reports once the app has asked for them. Any goroutine may call its methods.
type Reporter struct {
	host  *service.Host
	began time.Time

	mu         sync.Mutex
	folder     string // "" until it is started
	product    string
	company    string
	parameters map[string]string
}

// New makes a reporter that writes nothing yet.
func New(host *service.Host) *Reporter {
	return &Reporter{host: host, began: time.Now(), parameters: map[string]string{}}
}

type start struct {
	Folder  string            `json:"folder"`
	Product string            `json:"productName"`
	Company string            `json:"companyName"`
	Extra   map[string]string `json:"extra"`
}

type parameter struct {
	Key   string  `json:"key"`
	Value *string `json:"value"`
}

// Service is what the backend may ask.
func (r *Reporter) Service() service.Service {
	return service.Service{Methods: map[string]service.Handler{
		"crash.start":     service.Func(func(s start) (any, error) { return nil, r.start(s) }),
		"crash.parameter": service.Func(func(p parameter) (any, error) { r.set(p); return nil, nil }),
		"crash.reports":   service.Func(func(struct{}) ([]Report, error) { return r.reports() }),
	}}
}

func (r *Reporter) start(s start) error {
	if err := os.MkdirAll(s.Folder, 0o700); err != nil {
		return err
	}
	r.mu.Lock()
	before := r.folder
	r.folder, r.company = s.Folder, s.Company
	r.product = cmp.Or(s.Product, r.host.Name)
	maps.Copy(r.parameters, s.Extra)
	r.mu.Unlock()
	if before == s.Folder {
		return nil
	}
	if before != "" {
		_ = os.Remove(markerIn(before)) // or it would look like a crash to the next run there
	}
	r.lookBack()
	return os.WriteFile(markerIn(s.Folder), []byte(r.began.Format(time.RFC3339)), 0o600)
}

func (r *Reporter) set(p parameter) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if p.Value == nil {
		delete(r.parameters, p.Key)
	} else {
		r.parameters[p.Key] = *p.Value
	}
}

// A host that runs has a file "running-PID" beside the reports: one without its process is of a host that has crashed.
const markerPrefix = "running-"

func markerIn(folder string) string {
	return filepath.Join(folder, markerPrefix+strconv.Itoa(os.Getpid()))
}

func (r *Reporter) lookBack() {
	markers, _ := filepath.Glob(filepath.Join(r.folder, markerPrefix+"*"))
	for _, path := range markers {
		pid, err := strconv.Atoi(strings.TrimPrefix(filepath.Base(path), markerPrefix))
		if err != nil || pid != os.Getpid() && runs(pid) {
			continue
		}
		began, _ := os.ReadFile(path)
		if os.Remove(path) == nil {
			r.Write(Report{Process: "host", Reason: "abnormal-exit", Message: "the app's process with the windows ended without closing them", Details: map[string]any{"began": string(began), "pid": pid}})
		}
	}
}

// End says that the host ends as it should.
func (r *Reporter) End() {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.folder != "" {
		_ = os.Remove(markerIn(r.folder))
	}
}

// Write completes and keeps a report, if the app has asked for reports.
func (r *Reporter) Write(report Report) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.folder == "" {
		return
	}
	report.ID, report.Date = rand.Text(), time.Now().UTC()
	report.Product, report.Company, report.App, report.Version = r.product, r.company, r.host.ID, r.host.Version
	report.Platform, report.Arch, report.Parameters = runtime.GOOS, runtime.GOARCH, r.parameters
	report.Uptime = time.Since(r.began).Seconds()
	if err := r.write(report); err != nil {
		r.host.Log("A crash report could not be written: %v", err)
	}
}

func (r *Reporter) write(report Report) error {
	text, err := json.MarshalIndent(report, "", "  ")
	if err != nil {
		return err
	}
	name := strings.ReplaceAll(report.Date.Format("2006-01-02T15-04-05.000"), ".", "-") + "-" + report.ID[:8] + ".json"
	fresh := filepath.Join(r.folder, name+".tmp")
	if err := os.WriteFile(fresh, text, 0o600); err != nil {
		return err
	}
	if err := os.Rename(fresh, filepath.Join(r.folder, name)); err != nil {
		return err
	}
	paths := r.paths()
	for _, path := range paths[:max(0, len(paths)-keep)] {
		if err := os.Remove(path); err != nil {
			return err
		}
	}
	return nil
}

// paths are those of the reports, the oldest first.
func (r *Reporter) paths() []string {
	paths, _ := filepath.Glob(filepath.Join(r.folder, "????-??-??T*.json"))
	slices.Sort(paths)
	return paths
}

func (r *Reporter) reports() ([]Report, error) {
	r.mu.Lock()
	defer r.mu.Unlock()
	found := []Report{}
	if r.folder == "" {
		return nil, &service.Error{Code: "ERR_NOT_STARTED", Message: "crashReporter has not been started: call crashReporter.start() first"}
	}
	for _, path := range slices.Backward(r.paths()) {
		text, err := os.ReadFile(path)
		if err != nil {
			return nil, err
		}
		var report Report
		if err := json.Unmarshal(text, &report); err != nil {
			r.host.Log("%v", fmt.Errorf("%s is no crash report: %w", path, err))
			continue
		}
		found = append(found, report)
	}
	return found, nil
}
