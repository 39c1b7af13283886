// Package rpm makes the format rpm, for Fedora and openSUSE. It has no scriptlets: the triggers of those systems tell the
// desktop of the app.
//
// Package formats imports it.
package rpm

import (
	"bytes"
	"cmp"
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"hash"
	"io"
	"os"
	"path/filepath"
	"strings"

	"github.com/deskjs/deskjs/packaging"
	"github.com/deskjs/deskjs/packaging/archive"
	"github.com/deskjs/deskjs/packaging/linux"
)

// Format is rpm.
func Format() packaging.Format {
	return packaging.Format{Name: "rpm", OS: "linux", Summary: "a package for Fedora, openSUSE", Make: pack}
}

// release is the package's number for one version of the app.
const release = "1"

// architectures are rpm's names of processors.
var architectures = map[string]string{"amd64": "x86_64", "arm64": "aarch64"}

func pack(_ context.Context, job *packaging.Job) ([]string, error) {
	files, err := linux.System(job)
	if err != nil {
		return nil, err
	}
	needed, err := requires(job)
	if err != nil {
		return nil, err
	}
	list, err := entries(job.App, files)
	if err != nil {
		return nil, err
	}
	job.Step("compressing")
	body, err := payload(job, list)
	if err != nil {
		return nil, err
	}
	main := describe(job, needed, list, body).bytes()
	signature := &header{region: regionSignature}
	signature.text(signatureSHA256, fmt.Sprintf("%x", sha256.Sum256(main)))
	key, err := linux.SigningKey(job)
	if err != nil {
		return nil, err
	}
	if key != nil {
		made, err := key.Sign(main, job.App.Time)
		if err != nil {
			return nil, err
		}
		tag := uint32(signatureDSA)
		if key.RSA {
			tag = signatureRSA
		}
		signature.add(tag, typeBinary, len(made), made)
	}
	signature.numbers(signatureSize, uint32(len(main)+len(body.data)))
	signature.numbers(signaturePayloadSize, uint32(body.size))

	app := job.App
	name := fmt.Sprintf("%s-%s-%s", app.PackageName(), linux.RPMVersion(app.Manifest.Version), release)
	target := filepath.Join(job.Output, name+"."+architectures[job.Target.Arch]+".rpm")
	signed := signature.bytes()
	padding := make([]byte, -len(signed)&7)
	return []string{target}, os.WriteFile(target, bytes.Join([][]byte{lead(name), signed, padding, main, body.data}, nil), 0o644)
}

// lead is what file managers know the file by; rpm reads nothing of it.
func lead(name string) []byte {
	lead := make([]byte, 96)
	copy(lead, []byte{0xed, 0xab, 0xee, 0xdb, 3, 0, 0, 0, 0, 1})
	copy(lead[10:75], name)
	lead[77], lead[79] = 1, 5
	return lead
}

// describe is the header of the package.
func describe(job *packaging.Job, needed []relation, list []file, body content) *header {
	app := job.App
	version, when := linux.RPMVersion(app.Manifest.Version), uint32(app.Time.Unix())
	h := &header{region: regionImmutable}
	h.texts(tagLanguages, []string{"C"})
	h.text(tagName, app.PackageName())
	h.text(tagVersion, version)
	h.text(tagRelease, release)
	h.translated(tagSummary, linux.Summary(app))
	var description []string
	for _, paragraph := range linux.Paragraphs(app) {
		description = append(description, strings.Join(linux.Wrap(paragraph, 79), "\n"))
	}
	h.translated(tagDescription, strings.Join(description, "\n\n"))
	h.numbers(tagBuildTime, when)
	h.text(tagBuildHost, "localhost")
	h.text(tagVendor, app.Package.Author)
	h.text(tagLicense, linux.License(app))
	answers := cmp.Or(app.Package.Author, app.Manifest.Name)
	if app.Package.Email != "" {
		answers += " <" + app.Package.Email + ">"
	}
	h.text(tagPackager, answers)
	h.translated(tagGroup, "Unspecified")
	h.text(tagURL, app.Package.Homepage)
	h.text(tagOS, "linux")
	h.text(tagArch, architectures[job.Target.Arch])
	h.text(tagSource, fmt.Sprintf("%s-%s-%s.src.rpm", app.PackageName(), version, release))
	h.text(tagRPMVersion, "4.18.0") // of which the format is
	h.numbers(tagChangeTimes, when-when%86400+43200)
	h.texts(tagChangeNames, []string{answers + " - " + version + "-" + release})
	h.texts(tagChangeTexts, []string{"- Version " + app.Manifest.Version})
	h.text(tagEncoding, "utf-8")
	h.text(tagPayloadFormat, "cpio")
	h.text(tagPayloadCompressor, "zstd")
	h.text(tagPayloadFlags, "19")
	h.texts(tagPayloadDigest, []string{fmt.Sprintf("%x", sha256.Sum256(body.data))})
	h.numbers(tagPayloadDigestKind, sha256Kind)
	h.texts(tagPlainDigest, []string{fmt.Sprintf("%x", body.plain.Sum(nil))})

	full := version + "-" + release
	writeRelations(h, tagProvideNames, tagProvideFlags, tagProvideVersions, []relation{
		{app.PackageName(), senseEqual, full}, {app.PackageName() + map[string]string{"amd64": "(x86-64)", "arm64": "(aarch-64)"}[job.Target.Arch], senseEqual, full},
	})
	writeRelations(h, tagRequireNames, tagRequireFlags, tagRequireVersions, needed)
	describeFiles(h, list)
	return h
}

// content is the compressed payload.
type content struct {
	data  []byte
	size  int       // before it was compressed
	plain hash.Hash // of it as it was then
}

// payload packs the files as a cpio archive.
func payload(job *packaging.Job, list []file) (content, error) {
	var out bytes.Buffer
	compressed, err := archive.NewZstd(&out, job.App.Once)
	if err != nil {
		return content{}, err
	}
	made := content{plain: sha256.New()}
	counted := &counter{to: io.MultiWriter(made.plain, compressed)}
	for i, f := range list {
		writeMember(counted, i+1, f.mode, f.links(), f.time, "./"+f.path, f.data)
	}
	writeMember(counted, 0, 0, 1, 0, "TRAILER!!!", nil)
	err = errors.Join(counted.err, compressed.Close())
	made.data, made.size = out.Bytes(), counted.count
	return made, err
}

// writeMember writes one member of an archive of cpio's newer kind. What fails is in the counter.
func writeMember(w *counter, inode int, mode uint16, links int, when uint32, name string, data []byte) {
	fmt.Fprintf(w, "070701%08x%08x%08x%08x%08x%08x%08x%08x%08x%08x%08x%08x%08x%s\x00", inode, mode, 0, 0, links, when, len(data), 0, 0, 0, 0, len(name)+1, 0, name)
	_, _ = w.Write(make([]byte, -w.count&3))
	_, _ = w.Write(data)
	_, _ = w.Write(make([]byte, -w.count&3))
}

// counter counts what is written, and keeps the first error.
type counter struct {
	to    io.Writer
	count int
	err   error
}

func (c *counter) Write(p []byte) (int, error) {
	c.count += len(p)
	if c.err == nil {
		_, c.err = c.to.Write(p)
	}
	return len(p), nil
}
