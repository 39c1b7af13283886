// Package components writes an app's software bill of materials: an SPDX document that says which npm packages and which Go modules are in
// it, so that whoever ships or installs it can tell what an advisory concerns.
//
// The command line imports it.
package components

import (
	"cmp"
	"crypto/sha256"
	"debug/buildinfo"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"net/url"
	"os"
	"regexp"
	"slices"
	"strings"
	"time"

	"github.com/deskjs/deskjs/packaging"
)

// Package is an npm package in an app.
type Package struct {
	Name, Version string
	// License is what its package.json says, an SPDX expression or not; "" if it says nothing.
	License string
	// Homepage is its https address, or "".
	Homepage string
}

// The parts of SPDX 2.3 that are written; see spdx.github.io/spdx-spec/v2.3.
type document struct {
	Version       string         `json:"spdxVersion"`
	DataLicense   string         `json:"dataLicense"`
	ID            string         `json:"SPDXID"`
	Name          string         `json:"name"`
	Namespace     string         `json:"documentNamespace"`
	Creation      creation       `json:"creationInfo"`
	Packages      []component    `json:"packages"`
	Relationships []relationship `json:"relationships"`
}

type creation struct {
	Created  string   `json:"created"`
	Creators []string `json:"creators"`
}

type component struct {
	ID        string     `json:"SPDXID"`
	Name      string     `json:"name"`
	Version   string     `json:"versionInfo,omitempty"`
	Supplier  string     `json:"supplier,omitempty"`
	Location  string     `json:"downloadLocation"`
	Analyzed  bool       `json:"filesAnalyzed"`
	Homepage  string     `json:"homepage,omitempty"`
	Declared  string     `json:"licenseDeclared"`
	Concluded string     `json:"licenseConcluded"`
	Copyright string     `json:"copyrightText"`
	Checksums []checksum `json:"checksums,omitempty"`
	External  []external `json:"externalRefs,omitempty"`
}

type checksum struct {
	Algorithm string `json:"algorithm"`
	Value     string `json:"checksumValue"`
}

type external struct {
	Category string `json:"referenceCategory"`
	Type     string `json:"referenceType"`
	Locator  string `json:"referenceLocator"`
}

type relationship struct {
	Element string `json:"spdxElementId"`
	Type    string `json:"relationshipType"`
	Related string `json:"relatedSpdxElement"`
}

const (
	unknown   = "NOASSERTION"
	appID     = "SPDXRef-App"
	runtimeID = "SPDXRef-Runtime"
)

// Document returns the SPDX document, in JSON, of an app made of packages on the runtime at a path. tool is the version of deskjs. The same input
// gives the same bytes.
func Document(app *packaging.App, runtime, tool string, packages []Package) ([]byte, error) {
	payloadSum := sha256.Sum256(app.Payload)
	runtimeData, err := os.ReadFile(runtime)
	if err != nil {
		return nil, err
	}
	runtimeSum := sha256.Sum256(runtimeData)
	manifest := app.Manifest
	out := document{
		Version: "SPDX-2.3", DataLicense: "CC0-1.0", ID: "SPDXRef-DOCUMENT",
		Name:      manifest.ID + "-" + manifest.Version,
		Namespace: fmt.Sprintf("https://spdx.org/spdxdocs/%s-%s-%s%s", url.PathEscape(manifest.ID), url.PathEscape(manifest.Version), hex.EncodeToString(payloadSum[:8]), hex.EncodeToString(runtimeSum[:8])),
		Creation:  creation{app.Time.UTC().Format(time.RFC3339), []string{"Tool: deskjs-" + tool}},
	}
	about := component{ID: appID, Name: manifest.Name, Version: manifest.Version, Location: unknown, Homepage: app.Package.Homepage,
		Declared: expression(app.Package.License), Concluded: unknown, Copyright: cmp.Or(app.Package.Copyright, unknown), Checksums: sums(payloadSum)}
	if app.Package.Author != "" {
		about.Supplier = "Organization: " + app.Package.Author
	}
	out.add("SPDXRef-DOCUMENT", "DESCRIBES", about)
	out.add(appID, "DEPENDS_ON", component{ID: runtimeID, Name: "deskjs-app", Version: tool, Location: unknown, Declared: unknown, Concluded: unknown, Copyright: unknown, Checksums: sums(runtimeSum)})
	if err := out.addModules(runtime); err != nil {
		return nil, err
	}
	packages = slices.Clone(packages)
	slices.SortFunc(packages, func(a, b Package) int {
		return cmp.Or(cmp.Compare(a.Name, b.Name), cmp.Compare(a.Version, b.Version))
	})
	for _, p := range slices.Compact(packages) {
		name := p.Name
		if scope, rest, scoped := strings.Cut(name, "/"); scoped {
			name = url.PathEscape(scope) + "/" + rest
		}
		out.add(appID, "CONTAINS", component{ID: reference("npm", p.Name, p.Version), Name: p.Name, Version: p.Version, Location: unknown, Homepage: p.Homepage,
			Declared: expression(p.License), Concluded: unknown, Copyright: unknown, External: locator("pkg:npm/" + strings.Replace(name, "@", "%40", 1) + "@" + p.Version)})
	}
	return json.MarshalIndent(out, "", "  ")
}

// addModules adds the Go modules that a program was built from, as it says itself.
func (d *document) addModules(program string) error {
	info, err := buildinfo.ReadFile(program)
	if err != nil {
		return fmt.Errorf("%s is no program of Go: %w", program, err)
	}
	d.add(runtimeID, "CONTAINS", component{ID: reference("go", "stdlib", info.GoVersion), Name: "stdlib", Version: strings.TrimPrefix(info.GoVersion, "go"), Location: unknown,
		Declared: "BSD-3-Clause", Concluded: unknown, Copyright: unknown, External: locator("pkg:golang/stdlib@" + strings.TrimPrefix(info.GoVersion, "go"))})
	for _, module := range info.Deps {
		d.add(runtimeID, "CONTAINS", component{ID: reference("go", module.Path, module.Version), Name: module.Path, Version: module.Version, Location: unknown,
			Declared: unknown, Concluded: unknown, Copyright: unknown, External: locator("pkg:golang/" + module.Path + "@" + url.PathEscape(module.Version))})
	}
	return nil
}

func (d *document) add(from, how string, c component) {
	d.Packages = append(d.Packages, c)
	d.Relationships = append(d.Relationships, relationship{from, how, c.ID})
}

func sums(sum [sha256.Size]byte) []checksum {
	return []checksum{{"SHA256", hex.EncodeToString(sum[:])}}
}

func locator(purl string) []external { return []external{{"PACKAGE-MANAGER", "purl", purl}} }

var notInReferences = regexp.MustCompile(`[^A-Za-z0-9.-]+`)

// reference is an identifier of the document's own, which has letters, digits, dots and dashes.
func reference(kind, name, version string) string {
	text := kind + "-" + name + "-" + version
	plain := strings.Trim(notInReferences.ReplaceAllString(text, "-"), "-")
	sum := sha256.Sum256([]byte(text)) // two names may become one
	return "SPDXRef-" + plain + "-" + hex.EncodeToString(sum[:4])
}

var expressionPattern = regexp.MustCompile(`^\(?[A-Za-z0-9.+-]+\)?( (AND|OR|WITH) \(?[A-Za-z0-9.+-]+\)?)*$`)

// expression is a licence as SPDX has it: what people write instead is not known to be one.
func expression(license string) string {
	if license == "" || license == "UNLICENSED" || !expressionPattern.MatchString(license) {
		return unknown
	}
	return license
}
