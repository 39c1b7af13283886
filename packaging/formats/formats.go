// Package formats lists every kind of package that `deskjs package` makes.
//
// The command line imports it.
package formats

import (
	"github.com/deskjs/deskjs/packaging"
	"github.com/deskjs/deskjs/packaging/apk"
	"github.com/deskjs/deskjs/packaging/app"
	"github.com/deskjs/deskjs/packaging/appimage"
	"github.com/deskjs/deskjs/packaging/arch"
	"github.com/deskjs/deskjs/packaging/deb"
	"github.com/deskjs/deskjs/packaging/dmg"
	"github.com/deskjs/deskjs/packaging/flatpak"
	"github.com/deskjs/deskjs/packaging/msi"
	"github.com/deskjs/deskjs/packaging/nsis"
	"github.com/deskjs/deskjs/packaging/portable"
	"github.com/deskjs/deskjs/packaging/rpm"
	"github.com/deskjs/deskjs/packaging/snap"
	"github.com/deskjs/deskjs/packaging/tarball"
	"github.com/deskjs/deskjs/packaging/zip"
)

// All returns every format, in the order in which people read of them.
func All() []packaging.Format {
	return []packaging.Format{
		appimage.Format(),
		deb.Format(),
		rpm.Format(),
		arch.Format(),
		apk.Format(),
		flatpak.Format(),
		snap.Format(),
		tarball.Format(),
		portable.Format(),
		nsis.Format(),
		msi.Format(),
		app.Format(),
		zip.Format(),
		dmg.Format(),
	}
}

// Of returns the formats for a system.
func Of(os string) []packaging.Format {
	var list []packaging.Format
	for _, format := range All() {
		if format.OS == os {
			list = append(list, format)
		}
	}
	return list
}
