package linux

import (
	"fmt"
	"slices"
	"strings"

	"github.com/deskjs/deskjs/packaging"
)

// defaultCategory is the menu of apps that don't say theirs: without one some desktops show them nowhere.
const defaultCategory = "Utility"

// Categories returns the app's categories as desktop entries have them.
func Categories(app *packaging.App) []string {
	categories := slices.Clone(app.Package.Categories)
	if len(categories) == 0 {
		categories = []string{defaultCategory}
	}
	if (slices.Contains(categories, "Audio") || slices.Contains(categories, "Video")) && !slices.Contains(categories, "AudioVideo") {
		categories = append(categories, "AudioVideo") // which must be there too
	}
	return categories
}

// DesktopEntry returns the app's desktop entry, which starts the program that command is the name or the path of, after the
// Desktop Entry Specification 1.4. Its windows have the identifier as their class, on X11 and on Wayland.
func DesktopEntry(app *packaging.App, command string) []byte {
	e := newEntry(app)
	e.line("Exec", Quote(command)+" %U")
	if len(app.Manifest.Windows) > 0 {
		e.line("StartupNotify", "true")
	}
	e.line("StartupWMClass", app.Manifest.ID)
	e.line("Categories", list(Categories(app)))
	e.line("Keywords", list(app.Package.Keywords))
	e.line("MimeType", list(app.MIMETypes()))
	return []byte(e.String())
}

// AutostartEntry returns the entry that starts the app when its user logs in; command is the program's own path, by which the app knows that it is
// meant (app.getLoginItemSettings). It is left alone where the program is gone.
func AutostartEntry(app *packaging.App, command string) []byte {
	e := newEntry(app)
	e.line("Exec", Quote(command))
	e.line("TryExec", command)
	return []byte(e.String())
}

type entry struct{ strings.Builder }

func newEntry(app *packaging.App) *entry {
	e := &entry{}
	e.WriteString("[Desktop Entry]\n")
	e.line("Type", "Application")
	e.line("Version", "1.4")
	e.line("Name", app.Manifest.Name)
	if app.Package.Summary != app.Manifest.Name {
		e.line("Comment", app.Package.Summary)
	}
	e.line("Icon", app.Manifest.ID)
	e.line("Terminal", "false")
	return e
}

func (e *entry) line(key, value string) {
	if value != "" {
		fmt.Fprintf(e, "%s=%s\n", key, escape(value))
	}
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

// Quote writes a program's name or path as the key Exec has it, before the value is escaped.
func Quote(command string) string {
	command = strings.ReplaceAll(command, "%", "%%")
	if !strings.ContainsAny(command, " \t\n\"'\\><~|&;$*?#()`") {
		return command
	}
	return `"` + strings.NewReplacer(`"`, `\"`, "`", "\\`", `$`, `\$`, `\`, `\\`).Replace(command) + `"`
}
