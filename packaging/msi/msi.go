// Package msi makes the format msi: a package for Windows Installer, as administrators spread them. It is written without a tool.
//
// Package formats imports it.
package msi

import (
	"bytes"
	"cmp"
	"context"
	"crypto/sha1"
	"crypto/sha256"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"

	"github.com/deskjs/deskjs/internal/config"
	"github.com/deskjs/deskjs/internal/diag"
	"github.com/deskjs/deskjs/packaging"
	"github.com/deskjs/deskjs/packaging/authenticode"
	"github.com/deskjs/deskjs/packaging/cabinet"
	"github.com/deskjs/deskjs/packaging/compound"
	"github.com/deskjs/deskjs/packaging/windows"
)

// Format is msi.
func Format() packaging.Format {
	return packaging.Format{Name: "msi", OS: "windows", Summary: "a package for Windows Installer, for administrators", Make: pack}
}

// rootClass is {000C1084-0000-0000-C000-000000000046}, by which Windows tells such a package from other compound files.
var rootClass = [16]byte{0x84, 0x10, 0x0c, 0, 0, 0, 0, 0, 0xc0, 0, 0, 0, 0, 0, 0, 0x46}

const (
	cabinetName     = "app.cab"
	summaryStream   = "\x05SummaryInformation"
	programKey      = "program"
	installer       = 500 // Windows Installer 5.0, which Windows has since 7
	wordsCompressed = 2
	wordsUnasked    = 8 // it asks for no administrator
)

func pack(ctx context.Context, job *packaging.Job) ([]string, error) {
	number, err := Version(job.App)
	if err != nil {
		return nil, err
	}
	program := filepath.Join(job.Scratch, windows.ProgramName(job.App))
	if err := windows.Program(ctx, job, program); err != nil {
		return nil, err
	}
	data, err := os.ReadFile(program)
	if err != nil {
		return nil, err
	}
	job.Step("compressing")
	files := []cabinet.File{{Name: programKey, Data: data}}
	for i, extra := range windows.Extras(job.App) {
		files = append(files, cabinet.File{Name: extraKey(i), Data: extra.Data})
	}
	var cab bytes.Buffer
	if err := cabinet.Write(&cab, files, job.App.Time); err != nil {
		return nil, err
	}
	icon, err := windows.Icon(job.App)
	if err != nil {
		return nil, err
	}
	var ico bytes.Buffer
	if err := icon.SaveICO(&ico); err != nil {
		return nil, err
	}
	p := product{App: job.App, target: job.Target, files: files, icon: ico.Bytes(), number: number, hash: sha256.Sum256(cab.Bytes())}
	tables := p.tables()
	streams, page, err := encode(tables)
	if err != nil {
		return nil, err
	}
	streams = append(streams,
		compound.Stream{Name: streamName(cabinetName, false), Data: cab.Bytes()},
		compound.Stream{Name: summaryStream, Data: p.summary(page, tables).encode()})
	target := filepath.Join(job.Output, job.FileName(".msi"))
	return []string{target}, write(ctx, job, target, streams)
}

// extraKey is what a file of windows.Extras is called in the tables.
func extraKey(i int) string { return fmt.Sprintf("extra%d", i) }

// write writes the package, signed as deskjs.json says.
func write(ctx context.Context, job *packaging.Job, target string, streams []compound.Stream) error {
	signer, err := windows.Signer(job)
	if err != nil {
		return err
	}
	if signer != nil {
		job.Step("signing")
		signature, err := signer.SignInstaller(ctx, digest(streams))
		if err != nil {
			return diag.New(diag.Message{Text: fmt.Sprintf("%s can't be signed: %v", filepath.Base(target), err), File: config.FileName})
		}
		streams = append(streams, compound.Stream{Name: authenticode.SignatureStream, Data: signature})
	}
	var out bytes.Buffer
	if err := compound.Write(&out, rootClass, streams); err != nil {
		return err
	}
	if err := os.WriteFile(target, out.Bytes(), 0o644); err != nil {
		return err
	}
	if sign := job.App.Package.Windows.Sign; sign == nil || len(sign.Command) == 0 {
		return nil
	}
	job.Step("signing")
	if err := windows.RunSigner(ctx, job, target); err != nil {
		return err
	}
	signed, err := os.ReadFile(target)
	if err == nil && !bytes.Contains(signed, units(authenticode.SignatureStream)) {
		err = errors.New("it has no signature")
	}
	if err != nil {
		return diag.New(diag.Message{Text: fmt.Sprintf("package.windows.sign.command has not signed %s: %v", filepath.Base(target), err), File: config.FileName, Hint: "it must sign the file in place, as it does programs"})
	}
	return nil
}

// digest hashes a package for its signature: its streams in the order of their names' bytes, and the class of its root.
func digest(streams []compound.Stream) []byte {
	sorted := slices.Clone(streams)
	slices.SortFunc(sorted, func(a, b compound.Stream) int { return bytes.Compare(units(a.Name), units(b.Name)) })
	hash := sha256.New()
	for _, s := range sorted {
		hash.Write(s.Data)
	}
	hash.Write(rootClass[:])
	return hash.Sum(nil)
}

// Version returns the app's version as Windows Installer has it, which compares three numbers: two of at most 255 and one of at most 65535.
func Version(app *packaging.App) (string, error) {
	number, err := windows.Version(app)
	if err != nil {
		return "", err
	}
	if max(number[0], number[1]) > 255 {
		return "", diag.New(diag.Message{
			Text: fmt.Sprintf("the version %s is none that Windows Installer knows", app.Manifest.Version), File: config.FileName,
			Hint: "its first two numbers are 255 at most there, its third 65535; the other formats take it",
		})
	}
	return fmt.Sprintf("%d.%d.%d", number[0], number[1], number[2]), nil
}

// space is the namespace of the identifiers that are made from names here.
var space = [16]byte{0x5d, 0x1c, 0x6b, 0x0e, 0x3a, 0x94, 0x4f, 0x27, 0x9b, 0x60, 0x8e, 0x2f, 0x71, 0xd4, 0xa0, 0x53}

// identifier makes a UUID from a name (RFC 9562, version 5): the same name has the same for ever.
func identifier(name string) string {
	hash := sha1.New()
	hash.Write(space[:])
	hash.Write([]byte(name))
	u := hash.Sum(nil)[:16]
	u[6], u[8] = u[6]&0x0f|0x50, u[8]&0x3f|0x80
	return fmt.Sprintf("{%X-%X-%X-%X-%X}", u[:4], u[4:6], u[6:8], u[8:10], u[10:])
}

func (p product) summary(page int, tables []table) summary {
	s := summary{
		page: page, title: "Installation Database", subject: p.Manifest.Name, author: cmp.Or(p.Package.Author, p.Manifest.Name), comments: p.Package.Summary,
		template: "x64;1033", code: identifier(fmt.Sprintf("package %x %v", p.hash, tables)), when: p.Time, installer: installer, words: wordsCompressed,
	}
	if p.target.Arch == "arm64" {
		s.template = "Arm64;1033"
	}
	if !p.Package.Windows.PerMachine {
		s.words |= wordsUnasked
	}
	return s
}
