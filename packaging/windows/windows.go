// Package windows makes an app's program for Windows: the runtime with the app's icon, version and manifest, the payload behind it, and a
// signature behind that. What set-up programs write into the registry is here too. Every Windows format has the same program in it.
//
// The Windows formats below packaging import it.
package windows

import (
	"bytes"
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"image"
	"os"
	"strconv"
	"strings"

	"github.com/tc-hib/winres"
	"github.com/tc-hib/winres/version"

	"github.com/deskjs/deskjs/internal/config"
	"github.com/deskjs/deskjs/internal/diag"
	"github.com/deskjs/deskjs/packaging"
)

// iconSizes are those that Windows asks for, from a title bar to the largest view of its file manager.
var iconSizes = []int{16, 20, 24, 32, 40, 48, 64, 256}

const (
	subsystemGUI = 2
	langEnglish  = 0x409
)

// Program writes the app's signed program, for job, to path. Its parts come in the one order in which all of them last: resources move what
// is behind them, and a signature is of everything before it.
func Program(ctx context.Context, job *packaging.Job, path string) error {
	job.Step("making the program")
	data, err := os.ReadFile(job.Runtime)
	if err != nil {
		return err
	}
	if data, err = brand(job, data); err != nil {
		return err
	}
	data = append(data, job.App.Payload...)
	if err := os.WriteFile(path, data, 0o755); err != nil {
		return err
	}
	if err := Sign(ctx, job, path); err != nil {
		return err
	}
	return os.Chtimes(path, job.App.Time, job.App.Time)
}

// brand puts the app's resources into a runtime, and takes its console away.
func brand(job *packaging.Job, data []byte) ([]byte, error) {
	if err := checkRuntime(data); err != nil {
		return nil, fmt.Errorf("the runtime %s: %w", job.Runtime, err)
	}
	number, err := Version(job.App)
	if err != nil {
		return nil, err
	}
	icon, err := Icon(job.App)
	if err != nil {
		return nil, err
	}
	resources := &winres.ResourceSet{}
	if err := resources.SetIcon(winres.ID(1), icon); err != nil {
		return nil, err
	}
	info := version.Info{FileVersion: number, ProductVersion: number, Timestamp: job.App.Time}
	info.Flags.Prerelease = strings.Contains(job.App.Manifest.Version, "-")
	for key, value := range map[string]string{
		version.ProductName: job.App.Manifest.Name, version.FileDescription: job.App.Manifest.Name, version.CompanyName: job.App.Package.Author,
		version.LegalCopyright: job.App.Package.Copyright, version.Comments: job.App.Package.Summary, version.InternalName: job.App.Command,
		version.OriginalFilename: ProgramName(job.App), version.FileVersion: job.App.Manifest.Version, version.ProductVersion: job.App.Manifest.Version,
	} {
		if value == "" {
			continue
		}
		if err := info.Set(langEnglish, key, value); err != nil {
			return nil, err
		}
	}
	resources.SetVersionInfo(info)
	if err := resources.Set(winres.RT_MANIFEST, winres.ID(1), langEnglish, manifest(job.App.Manifest.ID, number)); err != nil {
		return nil, err
	}
	var out bytes.Buffer
	out.Grow(len(data) + len(job.App.Payload) + 1<<20)
	if err := resources.WriteToEXE(&out, bytes.NewReader(data)); err != nil {
		return nil, fmt.Errorf("the runtime %s: %w", job.Runtime, err)
	}
	program := out.Bytes()
	optional := binary.LittleEndian.Uint32(program[0x3c:]) + 24
	binary.LittleEndian.PutUint16(program[optional+68:], subsystemGUI)
	return program, nil
}

// checkRuntime refuses what is more than a runtime: what is behind a program's last section gets lost when resources are put in.
func checkRuntime(data []byte) error {
	if len(data) < 0x40 || data[0] != 'M' || data[1] != 'Z' {
		return errors.New("is no program for Windows")
	}
	header := int64(binary.LittleEndian.Uint32(data[0x3c:]))
	if header+24 > int64(len(data)) {
		return errors.New("is cut off")
	}
	sections := int64(binary.LittleEndian.Uint16(data[header+6:]))
	table := header + 24 + int64(binary.LittleEndian.Uint16(data[header+20:]))
	if table+40*sections > int64(len(data)) {
		return errors.New("is cut off")
	}
	end := int64(0)
	for i := range sections {
		section := data[table+40*i:]
		end = max(end, int64(binary.LittleEndian.Uint32(section[20:]))+int64(binary.LittleEndian.Uint32(section[16:])))
	}
	switch {
	case end > int64(len(data)):
		return errors.New("is cut off")
	case end < int64(len(data)):
		return fmt.Errorf("has %d bytes behind its end, such as an app or debugging symbols: name a bare runtime", int64(len(data))-end)
	}
	return nil
}

// Icon returns the app's icon in all of Windows' sizes.
func Icon(app *packaging.App) (*winres.Icon, error) {
	var images []image.Image
	for _, size := range iconSizes {
		images = append(images, app.Icon.Image(size))
	}
	return winres.NewIconFromImages(images)
}

// Extra is a file that lies beside the installed program.
type Extra struct {
	Name string
	Data []byte
}

// Extras returns what lies beside the installed program: the licence, the list of components and their licences, if there are any.
func Extras(app *packaging.App) []Extra {
	var list []Extra
	if app.License != nil {
		list = append(list, Extra{"License.txt", app.License})
	}
	if app.Components != nil {
		list = append(list, Extra{"Components.spdx.json", app.Components})
	}
	if app.Notices != nil {
		list = append(list, Extra{"Notices.txt", app.Notices})
	}
	return list
}

// ProgramName returns what the program is called where it is installed: "my-notes.exe".
func ProgramName(app *packaging.App) string { return app.Command + ".exe" }

// Version returns the app's version as Windows has it: four numbers, of which the last is 0. What follows a "-" is not in it.
func Version(app *packaging.App) ([4]uint16, error) {
	text := app.Manifest.Version
	plain, _, _ := strings.Cut(text, "+")
	plain, _, _ = strings.Cut(plain, "-")
	var out [4]uint16
	for i, part := range strings.SplitN(plain, ".", 4) {
		n, err := strconv.ParseUint(part, 10, 16)
		if err != nil || i > 2 {
			return out, diag.New(diag.Message{
				Text: fmt.Sprintf("the version %s is none that Windows knows", text), File: config.FileName,
				Hint: "each of its three numbers is 65535 at most there",
			})
		}
		out[i] = uint16(n)
	}
	return out, nil
}

// VersionText writes Version's numbers.
func VersionText(number [4]uint16) string {
	return fmt.Sprintf("%d.%d.%d.%d", number[0], number[1], number[2], number[3])
}
