// Package linux lays an app out as Linux desktops expect it: the program, its payload, its desktop entry, its icons. Every
// Linux format packs the same tree.
//
// The Linux formats below packaging import it.
package linux

import (
	"fmt"
	"path"
	"strings"

	"github.com/deskjs/deskjs/packaging"
)

// IconSizes are those of the icon theme that every desktop has.
var IconSizes = []int{16, 22, 24, 32, 48, 64, 128, 256, 512}

// PayloadName is what the payload is called beside its runtime.
const PayloadName = "app.djs"

// Tree returns the app's files below a prefix such as "usr", sorted: the runtime and the payload in lib/COMMAND, and what the
// desktop must know of it in share.
func Tree(job *packaging.Job, prefix string) ([]packaging.File, error) {
	app := job.App
	at := func(parts ...string) string { return path.Join(append([]string{prefix}, parts...)...) }
	home := at("lib", app.Command)
	files := []packaging.File{
		{Path: path.Join(home, app.Command), Mode: 0o755, Source: job.Runtime},
		{Path: path.Join(home, PayloadName), Mode: 0o644, Data: app.Payload},
		{Path: at("bin", app.Command), Link: "../lib/" + app.Command + "/" + app.Command},
		{Path: at("share/applications", app.Manifest.ID+".desktop"), Mode: 0o644, Data: DesktopEntry(app, app.Command)},
	}
	for _, size := range IconSizes {
		data, err := app.Icon.PNG(size)
		if err != nil {
			return nil, err
		}
		files = append(files, packaging.File{Path: at(fmt.Sprintf("share/icons/hicolor/%dx%d/apps", size, size), app.Manifest.ID+".png"), Mode: 0o644, Data: data})
	}
	packaging.SortFiles(files)
	return files, nil
}

// DesktopEntry returns the app's desktop entry, which starts command, after the Desktop Entry Specification 1.4.
func DesktopEntry(app *packaging.App, command string) []byte {
	var b strings.Builder
	line := func(key, value string) {
		if value != "" {
			fmt.Fprintf(&b, "%s=%s\n", key, escape(value))
		}
	}
	b.WriteString("[Desktop Entry]\n")
	line("Type", "Application")
	line("Version", "1.4")
	line("Name", app.Manifest.Name)
	line("Comment", app.Package.Summary)
	line("Icon", app.Manifest.ID)
	line("Exec", command+" %U")
	line("Terminal", "false")
	line("StartupWMClass", app.Manifest.ID)
	line("Categories", list(app.Package.Categories))
	line("Keywords", list(app.Package.Keywords))
	line("MimeType", list(app.MIMETypes()))
	return []byte(b.String())
}

func list(items []string) string {
	if len(items) == 0 {
		return ""
	}
	return strings.Join(items, ";") + ";"
}

// escape writes a value as desktop entries have it.
func escape(text string) string {
	return strings.NewReplacer(`\`, `\\`, "\n", `\n`, "\t", `\t`, "\r", `\r`).Replace(text)
}
