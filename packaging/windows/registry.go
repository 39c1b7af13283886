package windows

import (
	"strings"

	"github.com/deskjs/deskjs/packaging"
)

// Placeholder stands, in a Value's Data, for the path of the installed program, which only who installs it knows.
const Placeholder = "\x00"

// Value is a string in the registry, below HKEY_CURRENT_USER or HKEY_LOCAL_MACHINE. A Name of "" is the key's default.
type Value struct{ Key, Name, Data string }

// Registration is what the system is told of an installed app.
type Registration struct {
	// Values are written when the app is installed.
	Values []Value
	// Trees are keys that are the app's own, whole.
	Trees []string
	// Claims are keys that another app may have taken since: they go when their command, in the key below them that is named, is still the app's.
	Claims []Claim
	// Shared are values of Values in keys that are not the app's own.
	Shared []Value
	// Autostart is written besides if the app starts with the system.
	Autostart Value
}

// Claim is a key that belongs to whoever wrote it last.
type Claim struct{ Key, Command string }

const (
	classes    = `Software\Classes\`
	command    = `\shell\open\command`
	openFile   = `"` + Placeholder + `" "%1"`
	firstIcon  = Placeholder + ",0"
	registered = `Software\RegisteredApplications`
)

// Registered returns what the system is told of an app: where its program is, its URL schemes, its file types, what it can do.
func Registered(app *packaging.App) Registration {
	manifest := app.Manifest
	program := ProgramName(app)
	own := `Software\` + manifest.ID
	capabilities := own + `\Capabilities`
	application := classes + `Applications\` + program
	paths := `Software\Microsoft\Windows\CurrentVersion\App Paths\` + program
	r := Registration{
		Trees:     []string{own},
		Claims:    []Claim{{paths, ""}, {application, command}},
		Autostart: Value{`Software\Microsoft\Windows\CurrentVersion\Run`, manifest.ID, `"` + Placeholder + `"`},
	}
	add := func(key, name, data string) { r.Values = append(r.Values, Value{key, name, data}) }
	share := func(key, name, data string) {
		add(key, name, data)
		r.Shared = append(r.Shared, Value{key, name, data})
	}
	add(paths, "", Placeholder)
	add(application, "FriendlyAppName", manifest.Name)
	add(application+command, "", openFile)
	add(capabilities, "ApplicationName", manifest.Name)
	add(capabilities, "ApplicationDescription", app.Package.Summary)
	add(capabilities, "ApplicationIcon", firstIcon)
	share(registered, manifest.ID, capabilities)
	class := func(id, name string) {
		add(classes+id, "", name)
		add(classes+id+`\DefaultIcon`, "", firstIcon)
		add(classes+id+command, "", openFile)
	}
	for _, scheme := range manifest.Protocols {
		id := manifest.ID + ".url." + scheme
		class(id, manifest.Name)
		r.Trees = append(r.Trees, classes+id)
		add(capabilities+`\URLAssociations`, scheme, id)
		class(scheme, "URL:"+manifest.Name)
		add(classes+scheme, "URL Protocol", "")
		r.Claims = append(r.Claims, Claim{classes + scheme, command})
	}
	for _, association := range manifest.FileAssociations {
		id := manifest.ID + "." + strings.ReplaceAll(association.Extensions[0], ".", "-")
		name := association.Name
		if name == "" {
			name = manifest.Name
		}
		class(id, name)
		r.Trees = append(r.Trees, classes+id)
		for _, extension := range association.Extensions {
			add(capabilities+`\FileAssociations`, "."+extension, id)
			add(application+`\SupportedTypes`, "."+extension, "")
			share(classes+"."+extension+`\OpenWithProgids`, id, "")
		}
	}
	return r
}

// FolderName returns the app's name as a folder and a file may have it on Windows, or its command if nothing of it may.
func FolderName(app *packaging.App) string {
	name := strings.Map(func(r rune) rune {
		if r < ' ' || strings.ContainsRune(`<>:"/\|?*`, r) {
			return -1
		}
		return r
	}, app.Manifest.Name)
	name = strings.Trim(strings.Join(strings.Fields(name), " "), ". ")
	if name == "" {
		return app.Command
	}
	return name
}
