package deb

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/deskjs/deskjs/packaging"
	"github.com/deskjs/deskjs/packaging/linux"
)

// opened are the libraries that the runtime opens when it shows a window, under the names of Debian since its move to 64 bits of
// time, and before.
var opened = []string{"libgtk-3-0t64 | libgtk-3-0", "libwebkit2gtk-4.1-0"}

// linked are the packages of what it is linked with.
var linked = map[string]string{"libc.so.6": "libc6", "libstdc++.so.6": "libstdc++6", "libgcc_s.so.1": "libgcc-s1"}

func depends(job *packaging.Job) ([]string, error) {
	needs, err := linux.RuntimeNeeds(job.Runtime)
	if err != nil {
		return nil, err
	}
	list := slices.Clone(opened)
	for _, library := range needs.Libraries {
		name := linked[library]
		if name == "libc6" && needs.GLibC != "" {
			name += " (>= " + needs.GLibC + ")"
		}
		if name != "" {
			list = append(list, name)
		}
	}
	list = append(list, job.App.Package.Linux.Depends.Deb...)
	slices.Sort(list)
	return slices.Compact(list), nil
}

// control is the package's description; size is in KiB.
func control(job *packaging.Job, size int64) (string, error) {
	app := job.App
	maintainer, err := linux.Maintainer(app, "deb")
	if err != nil {
		return "", err
	}
	needed, err := depends(job)
	if err != nil {
		return "", err
	}
	var b strings.Builder
	line := func(key, value string) {
		if value != "" {
			fmt.Fprintf(&b, "%s: %s\n", key, value)
		}
	}
	line("Package", app.PackageName())
	line("Version", linux.DebVersion(app.Manifest.Version))
	line("Architecture", job.Target.Arch)
	line("Maintainer", maintainer)
	line("Installed-Size", fmt.Sprint(size))
	line("Depends", strings.Join(needed, ", "))
	line("Section", cmp.Or(app.Package.Linux.Section, section(linux.Categories(app))))
	line("Priority", "optional")
	line("Homepage", app.Package.Homepage)
	line("Description", linux.Summary(app))
	for i, paragraph := range linux.Paragraphs(app) {
		if i > 0 {
			b.WriteString(" .\n")
		}
		for _, text := range linux.Wrap(paragraph, 78) {
			b.WriteString(" " + text + "\n")
		}
	}
	return b.String(), nil
}

// sections are Debian's for the categories of menus.
var sections = map[string]string{
	"Audio": "sound", "AudioVideo": "video", "Video": "video", "Development": "devel", "Education": "education", "Game": "games",
	"Graphics": "graphics", "Network": "net", "Office": "text", "Science": "science", "Settings": "admin", "System": "admin",
}

func section(categories []string) string {
	for _, category := range categories {
		if name := sections[category]; name != "" {
			return name
		}
	}
	return "utils"
}

// changelog is the only entry that is known: this version's.
func changelog(app *packaging.App, maintainer string) []byte {
	return fmt.Appendf(nil, "%s (%s) unstable; urgency=medium\n\n  * Version %s.\n\n -- %s  %s\n", app.PackageName(), linux.DebVersion(app.Manifest.Version),
		app.Manifest.Version, maintainer, app.Time.UTC().Format("Mon, 02 Jan 2006 15:04:05 -0700"))
}
