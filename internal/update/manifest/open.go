package manifest

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"regexp"
	"strings"
	"time"

	"github.com/deskjs/deskjs/internal/update"
	"github.com/deskjs/deskjs/internal/update/signature"
)

// Trust is the keys that an app goes by.
type Trust struct {
	// Key is the one key whose signatures count.
	Key signature.PublicKey
	// Retired are those that it has replaced.
	Retired []signature.PublicKey
}

// Sign returns the file of a manifest.
func Sign(m *Manifest, key signature.PrivateKey) ([]byte, error) {
	if err := m.validate(); err != nil {
		return nil, err
	}
	text, err := json.Marshal(m)
	if err != nil {
		return nil, err
	}
	text = append(text, '\n')
	comment := fmt.Sprintf("app:%s channel:%s sequence:%d", m.App, m.Channel, m.Sequence)
	file := append([]byte(key.Sign(text, comment)), text...)
	if len(file) > MaxSize {
		return nil, fmt.Errorf("the manifest would have %d bytes, and may have %d: shorten the notes, or keep fewer deltas", len(file), MaxSize)
	}
	return file, nil
}

// Split returns the signature and the signed text of a manifest's file, as the program minisign takes them.
func Split(file []byte) (signed, text []byte, err error) {
	rest := file
	for range 4 {
		end := bytes.IndexByte(rest, '\n')
		if end < 0 || len(file)-len(rest)+end >= signature.MaxSize {
			return nil, nil, errors.New("it does not begin with a signature")
		}
		rest = rest[end+1:]
	}
	return file[:len(file)-len(rest)], rest, nil
}

// Signer returns the signature that a file begins with, unchecked: to learn which key is said to have made it.
func Signer(file []byte) (signature.Signature, error) {
	signed, _, err := Split(file)
	if err != nil {
		return signature.Signature{}, err
	}
	return signature.Parse(string(signed))
}

// Open checks the signature of a manifest's file, then reads it. The error is an *update.Error. Check says whether the manifest is for this
// device and this time.
func Open(file []byte, trust Trust) (*Manifest, error) {
	if len(file) > MaxSize {
		return nil, &update.Error{Code: update.CodeTooLarge, Text: fmt.Sprintf("The list of updates is larger than %d bytes, and was not read", MaxSize)}
	}
	text, err := verified(file, trust, "The list of updates")
	if err != nil {
		return nil, err
	}
	m := &Manifest{}
	if err := json.Unmarshal(text, m); err != nil {
		return nil, &update.Error{Code: update.CodeFormat, Text: "The list of updates is signed, but can't be read", Cause: err}
	}
	if m.Format != Format {
		return nil, &update.Error{Code: update.CodeFormat, Text: fmt.Sprintf("The list of updates is of format %d, and this version of the app reads format %d: install the app's newest version by hand", m.Format, Format)}
	}
	if err := m.validate(); err != nil {
		return nil, &update.Error{Code: update.CodeFormat, Text: "The list of updates is signed, but not as it should be", Cause: err}
	}
	return m, nil
}

// verified returns what of a file is signed, once that is known.
func verified(file []byte, trust Trust, what string) ([]byte, error) {
	signer, err := Signer(file)
	if err != nil {
		return nil, &update.Error{Code: update.CodeSignature, Text: what + " is not signed", Cause: err}
	}
	_, text, _ := Split(file)
	if signer.Verify(trust.Key, text) {
		return text, nil
	}
	for _, retired := range trust.Retired {
		if signer.Verify(retired, text) {
			return nil, &update.Error{Code: update.CodeRetiredKey, Text: fmt.Sprintf("%s is signed with key %s, which the app's maker has replaced by %s", what, retired.Name(), trust.Key.Name())}
		}
	}
	if signer.KeyID != trust.Key.ID {
		return nil, &update.Error{Code: update.CodeSignature, Text: fmt.Sprintf("%s is signed with key %s, and the app goes by key %s", what, signer.KeyName(), trust.Key.Name())}
	}
	return nil, &update.Error{Code: update.CodeSignature, Text: what + " was changed after it was signed"}
}

var (
	hashPattern    = regexp.MustCompile(`^[0-9a-f]{64}$`)
	channelPattern = regexp.MustCompile(`^[a-z0-9][a-z0-9-]{0,31}$`)
	urlPattern     = regexp.MustCompile(`^[A-Za-z0-9._/-]{1,512}$`)
	kindPattern    = regexp.MustCompile(`^[A-Za-z0-9]{1,16}$`)
	targetPattern  = regexp.MustCompile(`^[a-z0-9]{1,16}/[a-z0-9]{1,16}$`)
)

// ValidChannel reports whether name can be a channel's: small letters, digits and hyphens, 32 at most.
func ValidChannel(name string) bool { return channelPattern.MatchString(name) }

func (m *Manifest) validate() error {
	switch {
	case m.App == "" || len(m.App) > 255:
		return errors.New(`its "app" is missing`)
	case !ValidChannel(m.Channel):
		return fmt.Errorf("%q is no channel", m.Channel)
	case m.Sequence == 0:
		return errors.New(`its "sequence" is missing`)
	case m.Published.IsZero() || !m.Expires.After(m.Published):
		return errors.New("it expires before it is published")
	case len(m.Releases) > maxReleases:
		return fmt.Errorf("it has more than %d releases", maxReleases)
	}
	for i, release := range m.Releases {
		if err := release.validate(); err != nil {
			return fmt.Errorf("release %q: %w", release.Version, err)
		}
		if i > 0 && update.CompareVersions(release.Version, m.Releases[i-1].Version) >= 0 {
			return fmt.Errorf("release %q is not older than the one before it", release.Version)
		}
	}
	return nil
}

func (r *Release) validate() error {
	switch {
	case !update.ValidVersion(r.Version):
		return errors.New("that is no version")
	case r.MinimumVersion != "" && !update.ValidVersion(r.MinimumVersion):
		return fmt.Errorf("%q is no version", r.MinimumVersion)
	case !(r.Rollout.Percent >= 0 && r.Rollout.Percent <= 100):
		return fmt.Errorf("its rollout is %v %%", r.Rollout.Percent)
	case len(r.Rollout.Salt) > 255:
		return errors.New("the salt of its rollout is too long")
	case len(r.Notes) > maxNotes:
		return fmt.Errorf("its notes have more than %d bytes", maxNotes)
	case len(r.Targets) > maxTargets:
		return fmt.Errorf("it is for more than %d systems", maxTargets)
	}
	for name, target := range r.Targets {
		if name != Any && !targetPattern.MatchString(name) {
			return fmt.Errorf("%q is no system", name)
		}
		if err := target.Payload.validate(); err != nil {
			return fmt.Errorf("%s: the payload: %w", name, err)
		}
		if !hashPattern.MatchString(target.Payload.Seal) {
			return fmt.Errorf("%s: the payload's seal is wrong", name)
		}
		for kind, program := range target.Programs {
			if !kindPattern.MatchString(kind) || len(target.Programs) > maxPrograms {
				return fmt.Errorf("%s: %q is no kind of program", name, kind)
			}
			if err := program.validate(); err != nil {
				return fmt.Errorf("%s: the program of kind %s: %w", name, kind, err)
			}
		}
	}
	return nil
}

func (c *Content) validate() error {
	if err := checkPart(c.Hash, c.Size); err != nil {
		return err
	}
	if err := c.Whole.validate(); err != nil {
		return err
	}
	if len(c.Deltas) > maxDeltas {
		return fmt.Errorf("it has more than %d deltas", maxDeltas)
	}
	for _, delta := range c.Deltas {
		if err := delta.validate(); err != nil {
			return err
		}
		to, size := delta.Result(*c)
		if err := checkPart(delta.From, size); err != nil {
			return err
		}
		if err := checkPart(to, size); err != nil {
			return err
		}
	}
	return nil
}

func (f *File) validate() error {
	if !urlPattern.MatchString(f.URL) || !fs.ValidPath(f.URL) {
		return fmt.Errorf("%q is no path below the folder of the manifest", f.URL)
	}
	return checkPart(f.Hash, f.Size)
}

func checkPart(hash string, size int64) error {
	if !hashPattern.MatchString(hash) {
		return fmt.Errorf("%q is no SHA-256", strings.ToValidUTF8(hash, "?"))
	}
	if size <= 0 || size > MaxFile {
		return fmt.Errorf("a size is %d bytes, and may be %d", size, int64(MaxFile))
	}
	return nil
}

// Device is what a manifest is checked against.
type Device struct {
	// App and Channel are what the app goes by.
	App, Channel string
	// Now is the device's clock.
	Now time.Time
	// Floor is the greatest sequence, and Latest the newest time of publishing, of the manifests of the channel that it has taken.
	Floor  uint64
	Latest time.Time
}

// clockTolerance is how far behind a device's clock may be.
const clockTolerance = 24 * time.Hour

// Check says why a manifest is not for this device and this time: the error is an *update.Error.
func (m *Manifest) Check(d Device) error {
	date := func(t time.Time) string { return t.UTC().Format("2006-01-02 15:04 UTC") }
	newest := m.Published
	if d.Latest.After(newest) {
		newest = d.Latest
	}
	switch {
	case m.App != d.App:
		return &update.Error{Code: update.CodeApp, Text: fmt.Sprintf("The list of updates is for the app %s, and this is %s", m.App, d.App)}
	case m.Channel != d.Channel:
		return &update.Error{Code: update.CodeChannel, Text: fmt.Sprintf("The list of updates is for the channel %q, and the app is on %q", m.Channel, d.Channel)}
	case m.Sequence < d.Floor:
		return &update.Error{Code: update.CodeReplay, Text: fmt.Sprintf("The list of updates is an old one: it has the number %d, and number %d was seen before", m.Sequence, d.Floor)}
	case d.Now.Before(newest.Add(-clockTolerance)):
		return &update.Error{Code: update.CodeClock, Text: fmt.Sprintf("The clock of this computer says %s, which is before the list of updates was made, %s: set the clock", date(d.Now), date(newest))}
	case d.Now.After(m.Expires):
		return &update.Error{Code: update.CodeExpired, Text: fmt.Sprintf("The list of updates was valid until %s; if it isn't later than that, the clock of this computer is wrong: it says %s", date(m.Expires), date(d.Now))}
	}
	return nil
}

// Offer returns the release that a device should have, or nil if it has it: the newest that it is in the rollout of. version is what runs.
// The error is an *update.Error: the newest release is older than what runs.
func (m *Manifest) Offer(version, install string) (*Release, error) {
	if len(m.Releases) > 0 && update.CompareVersions(m.Releases[0].Version, version) < 0 {
		return nil, &update.Error{Code: update.CodeDowngrade, Text: fmt.Sprintf("What is offered, version %s, is older than what runs, version %s", m.Releases[0].Version, version)}
	}
	for i := range m.Releases {
		release := &m.Releases[i]
		if update.CompareVersions(release.Version, version) <= 0 {
			return nil, nil
		}
		if release.Rollout.Includes(install) {
			return release, nil
		}
	}
	return nil, nil
}

// Target returns what the release has for a system.
func (r *Release) Target(name string) (Target, bool) {
	if found, ok := r.Targets[name]; ok {
		return found, true
	}
	found, ok := r.Targets[Any]
	return found, ok
}

// For returns the release for a system, "linux/amd64"; the error, an *update.Error, says that there is none, or that the version that runs is too old.
func (r *Release) For(target, version string) (Target, error) {
	found, ok := r.Target(target)
	if !ok {
		return Target{}, &update.Error{Code: update.CodeTarget, Text: fmt.Sprintf("Version %s is not made for %s", r.Version, target)}
	}
	if r.MinimumVersion != "" && update.CompareVersions(version, r.MinimumVersion) < 0 {
		return Target{}, &update.Error{Code: update.CodeMinimumVersion, Text: fmt.Sprintf("Version %s can't be put over version %s, only over %s and newer: install it by hand", r.Version, version, r.MinimumVersion)}
	}
	return found, nil
}

// Seal returns the seal of a payload, of which data is all or at least the last SealSize bytes.
func Seal(data []byte) string {
	return HashOf(data[max(0, len(data)-SealSize):])
}

// HashOf returns the SHA-256 of data in hexadecimal digits.
func HashOf(data []byte) string {
	sum := sha256.Sum256(data)
	return hex.EncodeToString(sum[:])
}
