// Package packaging makes installers. What is common to all formats is here: the app, the system it is for, and what a
// format is. Each format is a package of its own below this one; package formats lists them.
//
// The command line and the formats import it.
package packaging

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/deskjs/deskjs/internal/config"
	"github.com/deskjs/deskjs/internal/payload"
	"github.com/deskjs/deskjs/packaging/icon"
)

// App is an app that is built and ready to be packaged, the same for every system.
type App struct {
	// Manifest is the app's own, with its name, identifier, version, protocols and file associations.
	Manifest *payload.Manifest
	// Command is the app's name as a file and as a package: "my-notes".
	Command string
	// Package is what deskjs.json says for installers, with its defaults filled in.
	Package config.Package
	// License is the text of the app's licence; nil if it has none.
	License []byte
	// Icon is the app's icon in all sizes.
	Icon *icon.Icon
	// Members are the payload's.
	Members map[string][]byte
	// Payload is app.djs, from its header to its trailer.
	Payload []byte
	// Components is the software bill of materials, an SPDX document in JSON.
	Components []byte
	// Notices are the licences of what the runtime is made of, which ask to go with it; nil if they could not be had.
	Notices []byte
	// Time is when the app was made, as every file in every package says: SOURCE_DATE_EPOCH, or the time of its newest source.
	Time time.Time

	shared shared
}

// With returns the app with a bill of materials: each system's runtime has its own. What packages share is not shared between the two.
func (a *App) With(components []byte) *App {
	return &App{
		Manifest: a.Manifest, Command: a.Command, Package: a.Package, License: a.License, Icon: a.Icon,
		Members: a.Members, Payload: a.Payload, Components: components, Notices: a.Notices, Time: a.Time,
	}
}

// Target is what a package is for, in Go's words: linux, windows, darwin; amd64, arm64.
type Target struct{ OS, Arch string }

// Universal is one app for Macs of both processors. It is none of Targets: it has the same as two of them.
var Universal = Target{"darwin", "universal"}

// ParseTarget reads "linux/amd64".
func ParseTarget(text string) (Target, error) {
	for _, target := range append(Targets(), Universal) {
		if target.String() == text {
			return target, nil
		}
	}
	var names []string
	for _, target := range append(Targets(), Universal) {
		names = append(names, target.String())
	}
	return Target{}, fmt.Errorf("%q is not a system that packages are made for: %s", text, strings.Join(names, ", "))
}

// String returns "linux/amd64".
func (t Target) String() string { return t.OS + "/" + t.Arch }

// Executable returns the name that a program has on the target.
func (t Target) Executable(name string) string {
	if t.OS == "windows" {
		return name + ".exe"
	}
	return name
}

// Targets lists every target.
func Targets() []Target {
	return []Target{{"linux", "amd64"}, {"linux", "arm64"}, {"windows", "amd64"}, {"windows", "arm64"}, {"darwin", "amd64"}, {"darwin", "arm64"}}
}

// Job is one package to make.
type Job struct {
	App    *App
	Target Target
	// Runtime is the path of deskjs-app for the target, which must not be changed.
	Runtime string
	// Dir is the project's folder, absolute: paths in deskjs.json are relative to it.
	Dir string
	// Output is the folder that packages go to; it exists.
	Output string
	// Scratch is an empty folder of the job's own, removed when it ends.
	Scratch string
	// Progress, if not nil, is told what the job is at; any goroutine may call it.
	Progress func(step string)
}

// Step tells of what the job is at, in a few words: "compressing".
func (j *Job) Step(text string) {
	if j.Progress != nil {
		j.Progress(text)
	}
}

// Format is a kind of package.
type Format struct {
	// Name is what --format calls it.
	Name string
	// OS is the system it is for.
	OS string
	// Summary is one line for people, no full stop.
	Summary string
	// Optional formats are not made unless asked for by name.
	Optional bool
	// Tool is the program that it is made with, "" if deskjs makes it alone; where it is missing, --format all leaves the format out and says so.
	Tool *Tool
	// Make writes the package to job.Output and returns the paths of what it made. The same job gives the same bytes. What the author can
	// mend is a *diag.Error.
	Make func(ctx context.Context, job *Job) ([]string, error)
}

// Tool is a program that is not part of deskjs.
type Tool struct {
	// Command is its name: "makensis".
	Command string
	// Debian, Fedora, Arch and Homebrew are the packages that have it.
	Debian, Fedora, Arch, Homebrew string
}

// FileName returns the name of a package in which nothing is left to guess: my-notes-1.2.0-linux-amd64.tar.gz.
func (j *Job) FileName(extension string) string {
	return fmt.Sprintf("%s-%s-%s-%s%s", j.App.Command, j.App.Manifest.Version, j.Target.OS, j.Target.Arch, extension)
}

// MIMETypes returns the media types of the app's file associations and protocols, as desktop entries list them, without repeats.
func (a *App) MIMETypes() []string {
	var types []string
	for _, association := range a.Manifest.FileAssociations {
		types = append(types, a.MIMEType(association))
	}
	for _, protocol := range a.Manifest.Protocols {
		types = append(types, "x-scheme-handler/"+protocol)
	}
	slices.Sort(types)
	return slices.Compact(types)
}

// MIMEType returns the media type of an association; one without has a type of the app's own.
func (a *App) MIMEType(association payload.FileAssociation) string {
	if association.MIMEType != "" {
		return association.MIMEType
	}
	return "application/x-" + a.PackageName() + "-" + strings.ToLower(strings.ReplaceAll(association.Extensions[0], ".", "-"))
}
