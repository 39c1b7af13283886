package deb

import (
	"fmt"
	"strings"

	"github.com/deskjs/deskjs/packaging"
	"github.com/deskjs/deskjs/packaging/linux"
)

// common are the licences that every Debian has the text of, by their names in SPDX.
var common = map[string]string{
	"Apache-2.0": "Apache-2.0", "Artistic-1.0": "Artistic", "CC0-1.0": "CC0-1.0", "MPL-1.1": "MPL-1.1", "MPL-2.0": "MPL-2.0",
	"GPL-1.0": "GPL-1", "GPL-2.0": "GPL-2", "GPL-3.0": "GPL-3", "LGPL-2.0": "LGPL-2", "LGPL-2.1": "LGPL-2.1", "LGPL-3.0": "LGPL-3",
	"GFDL-1.2": "GFDL-1.2", "GFDL-1.3": "GFDL-1.3",
}

// copyright is the copyright file in Debian's machine-readable form.
func copyright(app *packaging.App, maintainer string) []byte {
	var b strings.Builder
	b.WriteString("Format: https://www.debian.org/doc/packaging-manuals/copyright-format/1.0/\n")
	fmt.Fprintf(&b, "Upstream-Name: %s\nUpstream-Contact: %s\n", app.Manifest.Name, maintainer)
	if app.Package.Homepage != "" {
		fmt.Fprintf(&b, "Source: %s\n", app.Package.Homepage)
	}
	if app.Components != nil {
		name := app.PackageName()
		fmt.Fprintf(&b, "Comment: The parts that the app consists of, each with its own licence, are listed in\n /usr/share/doc/%s/%s.spdx.json.\n", name, name)
	}
	license := strings.NewReplacer(" AND ", " and ", " OR ", " or ", " WITH ", " with ").Replace(linux.License(app))
	fmt.Fprintf(&b, "\nFiles: *\nCopyright: %s\nLicense: %s\n", linux.Copyright(app), license)
	for line := range strings.SplitSeq(strings.TrimSpace(licenseText(app)), "\n") {
		if line = strings.TrimRight(line, " \t\r"); line == "" {
			line = "."
		}
		b.WriteString(" " + line + "\n")
	}
	return []byte(b.String())
}

func licenseText(app *packaging.App) string {
	license := strings.TrimSuffix(strings.TrimSuffix(linux.License(app), "-only"), "-or-later")
	if name := common[license]; name != "" {
		return "On Debian systems the text of this licence is in /usr/share/common-licenses/" + name + "."
	}
	if app.License != nil {
		return string(app.License)
	}
	if app.Package.License == "" {
		return "All rights reserved."
	}
	return "The text of this licence is at https://spdx.org/licenses/."
}

// overrides silences what lintian, which judges packages of Debian's own, says of every app, with the reason.
func overrides(app *packaging.App) []byte {
	return fmt.Appendf(nil, `# The program is written in Go, whose compiler makes programs of a fixed address unless told; what it loads is at any address.
%s: hardening-no-pie [usr/lib/%s/%s]
`, app.PackageName(), app.Command, app.Command)
}
