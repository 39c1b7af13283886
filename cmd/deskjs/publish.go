package main

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"time"

	"github.com/deskjs/deskjs/bundler"
	"github.com/deskjs/deskjs/internal/config"
	"github.com/deskjs/deskjs/internal/diag"
	"github.com/deskjs/deskjs/internal/payload"
	"github.com/deskjs/deskjs/internal/update"
	updates "github.com/deskjs/deskjs/internal/update/manifest"
	"github.com/deskjs/deskjs/packaging"
	"github.com/deskjs/deskjs/packaging/publish"
)

func publishVerb() *verb {
	return &verb{
		name:    "publish",
		usage:   "[DIR] --to FOLDER",
		summary: "Publish the app's version as an update, into a folder for any web server",
		details: `
DIR is the app's folder, the current one by default. The app is built, and what
its users need to have it is added to FOLDER: deltas from the last versions,
the whole, and a list that is signed with the app's key (see
` + "`deskjs keygen`" + `). Copy FOLDER to where "updates": { "url": ... } in deskjs.json
says: files/ and history/ first, then keys, the *.manifest last. Files in files/
never change and may be cached for ever; *.manifest and keys for a few minutes.

With --rollout 5 a release is for five of a hundred devices; later,
--resume --rollout 100 is for all. --halt stops it. These and --refresh, which
makes the list valid for another while, build nothing.

What is published already is not published again.
`,
		flags: []flag{
			{name: "to", value: "FOLDER", summary: "the folder to publish to; it is made if it isn't there"},
			{name: "key", value: "FILE", summary: "the secret key (that of `deskjs keygen`)"},
			{name: "channel", value: "NAME", summary: `the channel (that of deskjs.json, or "stable")`},
			{name: "rollout", value: "PERCENT", summary: "for how many of a hundred devices the release is (100)"},
			{name: "halt", summary: "stop the newest release: who doesn't have it stays as they are"},
			{name: "resume", summary: "go on with the newest release, as far as --rollout says"},
			{name: "refresh", summary: "sign the same list again, before it expires"},
			{name: "expires", value: "TIME", summary: "how long the list is valid, such as 90d or 36h (90d)"},
			{name: "notes", value: "FILE", summary: "what is new, for the app's users, in Markdown"},
			{name: "minimum-version", value: "VERSION", summary: "the oldest version that can be updated to this one (any)"},
			{name: "deltas", value: "NUMBER", summary: "for how many versions back deltas are made (5)"},
			{name: "program", value: "OS/ARCH=FILE,...", summary: "executables to update too: .exe, .AppImage, or a runtime"},
			{name: "needs-program", summary: "the release runs on no older executables than those of --program"},
			{name: "mode", value: "NAME", summary: "as of `deskjs build`"},
			jsonFlag("the list, and the files that were written"),
		},
		examples: []example{
			{"deskjs publish --to updates --rollout 5 --notes NEWS.md", "for five of a hundred devices"},
			{"deskjs publish --to updates --resume --rollout 100", "for all"},
			{"deskjs publish --to updates --halt", "for no more of them"},
		},
		maxArguments: 1,
		run:          runPublish,
	}
}

// publication is what the command line says.
type publication struct {
	folder  publish.Folder
	release publish.Release
	percent *float64
	expiry  time.Duration
}

func runPublish(env *environment, call *call) error {
	p, err := readPublication(call)
	if err != nil {
		return err
	}
	dir, err := projectDir(call)
	if err != nil {
		return err
	}
	settings, err := config.Load(dir)
	if err != nil {
		return err
	}
	if settings.Updates == nil {
		return diag.New(diag.Message{Text: "deskjs.json does not say where the app's updates come from", File: config.FileName, Hint: `add "updates": { "url": "https://…", "publicKey": "RW…" }; ` + "`deskjs keygen` makes the key"})
	}
	p.folder.App, p.folder.Now = settings.ID, time.Now()
	if p.folder.Channel = call.text("channel", settings.Updates.Channel); !updates.ValidChannel(p.folder.Channel) {
		return &usageError{verb: publishVerb(), message: fmt.Sprintf("%q is no name of a channel: small letters, digits and hyphens", p.folder.Channel)}
	}
	if err := p.readKey(env, call, settings); err != nil {
		return err
	}
	if env.live && !env.json {
		p.folder.Progress = func(step string) { fmt.Fprintf(env.err, "\r\x1b[K%s", step) }
		defer fmt.Fprint(env.err, "\r\x1b[K")
	}
	var result *publish.Result
	switch {
	case call.on("halt"):
		result, err = p.folder.Halt(p.expiry)
	case call.on("resume"):
		result, err = p.folder.Resume(p.percent, p.expiry)
	case call.on("refresh"):
		result, err = p.folder.Refresh(p.expiry)
	default:
		if err := p.build(env, call, dir); err != nil {
			return err
		}
		result, err = p.folder.Publish(p.release, p.expiry)
	}
	if err != nil {
		return err
	}
	p.say(env, result)
	return nil
}

// readPublication reads the flags that need nothing else.
func readPublication(call *call) (*publication, error) {
	p := &publication{expiry: publish.DefaultExpiry}
	wrong := func(format string, values ...any) (*publication, error) {
		return nil, &usageError{verb: publishVerb(), message: fmt.Sprintf(format, values...)}
	}
	if p.folder.Path = call.text("to", ""); p.folder.Path == "" {
		return wrong("--to FOLDER says where to publish to")
	}
	if count(call.on("halt"), call.on("resume"), call.on("refresh")) > 1 {
		return wrong("--halt, --resume and --refresh are not used together")
	}
	if text := call.text("rollout", ""); text != "" {
		percent, err := strconv.ParseFloat(strings.TrimSuffix(text, "%"), 64)
		if err != nil || !(percent >= 0 && percent <= 100) {
			return wrong("--rollout is a number from 0 to 100, not %q", text)
		}
		if call.on("halt") || call.on("refresh") {
			return wrong("--rollout is for a release, or for --resume")
		}
		p.percent = &percent
	}
	var err error
	if p.expiry, err = parseDays(call.text("expires", "90d")); err != nil {
		return wrong("--expires: %v", err)
	}
	p.release.Percent, p.release.Deltas = 100, publish.DefaultDeltas
	if p.percent != nil {
		p.release.Percent = *p.percent
	}
	if text := call.text("deltas", ""); text != "" {
		if p.release.Deltas, err = strconv.Atoi(text); err != nil || p.release.Deltas < 0 || p.release.Deltas > 50 {
			return wrong("--deltas is a number from 0 to 50, not %q", text)
		}
	}
	if p.release.MinimumVersion = call.text("minimum-version", ""); p.release.MinimumVersion != "" && !update.ValidVersion(p.release.MinimumVersion) {
		return wrong("--minimum-version is a semantic version, not %q", p.release.MinimumVersion)
	}
	if p.release.NeedsProgram = call.on("needs-program"); p.release.NeedsProgram && !call.on("program") {
		return wrong("--needs-program goes with --program")
	}
	return p, nil
}

func count(conditions ...bool) (n int) {
	for _, condition := range conditions {
		if condition {
			n++
		}
	}
	return n
}

// parseDays reads a time of at least an hour: "90d", or as Go has them.
func parseDays(text string) (time.Duration, error) {
	d, err := time.ParseDuration(text)
	if days, ok := strings.CutSuffix(text, "d"); ok {
		var n int
		n, err = strconv.Atoi(days)
		d = time.Duration(n) * 24 * time.Hour
	}
	if err != nil || d < time.Hour || d > 3660*24*time.Hour {
		return 0, fmt.Errorf("%q is no time from 1h to 3660d, such as 90d or 36h", text)
	}
	return d, nil
}

// readKey reads the secret key, which must be the one that the app goes by.
func (p *publication) readKey(env *environment, call *call, settings *config.Config) error {
	path, err := keyPath(call, settings.ID)
	if err != nil {
		return err
	}
	if p.folder.Key, _, err = readSecret(env, path); err != nil {
		return err
	}
	if p.folder.Rotations, err = os.ReadFile(path + rotationsEnd); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return diag.New(diag.Message{Text: "the changes of the key can't be read: " + reasonOf(err), File: path + rotationsEnd})
	}
	if public := p.folder.Key.Public().String(); public != settings.Updates.PublicKey {
		return diag.New(diag.Message{
			Text: "the key in " + shown(path) + " is not the one that deskjs.json names: the app would refuse the update", File: config.FileName,
			Hint: fmt.Sprintf("its public key is %s; after --rotate, write that into deskjs.json", public),
		})
	}
	return nil
}

// build builds the app, and reads what is published with it.
func (p *publication) build(env *environment, call *call, dir string) error {
	if name := call.text("notes", ""); name != "" {
		notes, err := os.ReadFile(name)
		if err != nil {
			return diag.New(diag.Message{Text: "the notes can't be read: " + reasonOf(err), File: name})
		}
		p.release.Notes = string(notes)
	}
	p.release.Targets = map[string]map[string][]byte{updates.Any: nil}
	if err := p.readPrograms(call.text("program", "")); err != nil {
		return err
	}
	result, err := buildToShip(env, dir, func(options *bundler.Options) { options.Mode = call.text("mode", "") })
	if err != nil {
		return err
	}
	var container bytes.Buffer
	if err := payload.Append(&container, result.Files); err != nil {
		return err
	}
	p.release.Version, p.release.Payload = result.Manifest.Version, container.Bytes()
	return nil
}

// readPrograms reads --program.
func (p *publication) readPrograms(list string) error {
	if list == "" {
		return nil
	}
	for item := range strings.SplitSeq(list, ",") {
		name, path, found := strings.Cut(item, "=")
		if !found {
			return &usageError{verb: publishVerb(), message: fmt.Sprintf("--program is OS/ARCH=FILE, not %q", item)}
		}
		target, err := packaging.ParseTarget(name)
		if err != nil {
			return &usageError{verb: publishVerb(), message: err.Error()}
		}
		data, err := os.ReadFile(path)
		if err != nil {
			return diag.New(diag.Message{Text: "the program can't be read: " + reasonOf(err), File: path})
		}
		kind := "program"
		if extension := filepath.Ext(path); extension == ".exe" || extension == ".AppImage" {
			kind = extension[1:]
		}
		if p.release.Targets[target.String()] == nil {
			p.release.Targets[target.String()] = map[string][]byte{}
		}
		p.release.Targets[target.String()][kind] = data
	}
	return nil
}

// published is what --json says.
type published struct {
	OK      bool              `json:"ok"`
	Changed bool              `json:"changed"`
	Folder  string            `json:"folder"`
	Files   []string          `json:"files"`
	Bytes   int64             `json:"bytes"`
	List    *updates.Manifest `json:"list"`
}

func (p *publication) say(env *environment, result *publish.Result) {
	if env.json {
		writeJSON(env, published{true, result.Changed, p.folder.Path, append([]string{}, result.Written...), result.Bytes, result.Manifest})
		return
	}
	if !result.Changed {
		fmt.Fprintf(env.out, "%s has that already\n", shown(p.folder.Path))
		return
	}
	m := result.Manifest
	release := m.Releases[0]
	state := fmt.Sprintf("for %s%% of the devices", strconv.FormatFloat(release.Rollout.Percent, 'f', -1, 64))
	if release.Rollout.Halted {
		state = "halted"
	}
	fmt.Fprintf(env.out, "Published %s %s on %q, %s, list %d valid until %s: %d files, %.1f kB, in %s\n", m.App, release.Version, m.Channel, state, m.Sequence,
		m.Expires.Format(time.DateOnly), len(result.Written), float64(result.Bytes)/1e3, shown(p.folder.Path))
	for _, line := range deltaLines(release) {
		fmt.Fprintln(env.out, "  "+line)
	}
}

// deltaLines says how large the update of the payload is.
func deltaLines(release updates.Release) []string {
	found, ok := release.Targets[updates.Any]
	if !ok {
		return nil
	}
	lines := []string{fmt.Sprintf("whole: %d bytes", found.Payload.Whole.Size)}
	for i, d := range found.Payload.Deltas {
		lines = append(lines, fmt.Sprintf("from %d back: %d bytes", i+1, d.Size))
	}
	return lines
}
