package msi

import (
	"fmt"
	"strings"

	"github.com/deskjs/deskjs/packaging"
	"github.com/deskjs/deskjs/packaging/cabinet"
	"github.com/deskjs/deskjs/packaging/windows"
)

// product is what the tables are made from.
type product struct {
	*packaging.App
	target packaging.Target
	files  []cabinet.File
	icon   []byte
	number string
	hash   [32]byte // of the files
}

// Attributes and roots, as the tables have them.
const (
	currentUser, localMachine = 1, 2

	keyIsRegistry = 4
	sixtyFour     = 256

	onlyDetect   = 2
	withLowest   = 256
	withHighest  = 512
	setProperty  = 51
	vital        = 512
	rawValue     = 2
	in64         = 16
	onUninstall  = 2
	languageCode = 1033
)

const (
	mainComponent      = "Main"
	autostartComponent = "Autostart"
	iconName           = "app.ico"
	programPath        = "[#" + programKey + "]"
)

func (p product) root() int {
	if p.Package.Windows.PerMachine {
		return localMachine
	}
	return currentUser
}

// tables returns the database. A version takes the place of any other of the same number or a lower one, as one product for another: what
// has been built anew is another product, even if its number is the same.
func (p product) tables() []table {
	tables := []table{
		{name: "Property", columns: "Property:s72 Value:l0", keys: 1, rows: p.properties()},
		{name: "Directory", columns: "Directory:s72 Directory_Parent:S72 DefaultDir:l255", keys: 1, rows: p.directories()},
		{name: "Component", columns: "Component:s72 ComponentId:S38 Directory_:s72 Attributes:i2 Condition:S255 KeyPath:S72", keys: 1, rows: p.components()},
		{name: "Feature", columns: "Feature:s38 Feature_Parent:S38 Title:L64 Description:L255 Display:I2 Level:i2 Directory_:S72 Attributes:i2", keys: 1,
			rows: [][]any{{"Complete", nil, "App", nil, 1, 1, "INSTALLDIR", 0}}},
		{name: "FeatureComponents", columns: "Feature_:s38 Component_:s72", keys: 2},
		{name: "File", columns: "File:s72 Component_:s72 FileName:l255 FileSize:i4 Version:S72 Language:S20 Attributes:I2 Sequence:i2", keys: 1},
		{name: "Media", columns: "DiskId:i2 LastSequence:i2 DiskPrompt:L64 Cabinet:S255 VolumeLabel:S32 Source:S72", keys: 1,
			rows: [][]any{{1, len(p.files), nil, "#" + cabinetName, nil, nil}}},
		{name: "Registry", columns: "Registry:s72 Root:i2 Key:l255 Name:L255 Value:L0 Component_:s72", keys: 1, rows: p.registry()},
		{name: "Shortcut", columns: "Shortcut:s72 Directory_:s72 Name:l128 Component_:s72 Target:s72 Arguments:S255 Description:L255 Hotkey:I2 Icon_:S72 IconIndex:I2 ShowCmd:I2 WkDir:S72", keys: 1},
		{name: "MsiShortcutProperty", columns: "MsiShortcutProperty:s72 Shortcut_:s72 PropertyKey:s0 PropVariantValue:s0", keys: 1},
		{name: "Icon", columns: "Name:s72 Data:v0", keys: 1, rows: [][]any{{iconName, p.icon}}},
		{name: "RemoveFile", columns: "FileKey:s72 Component_:s72 FileName:L255 DirProperty:s72 InstallMode:i2", keys: 1,
			rows: [][]any{{"folder", mainComponent, nil, "INSTALLDIR", onUninstall}}},
		{name: "Upgrade", columns: "UpgradeCode:s38 VersionMin:S20 VersionMax:S20 Language:S255 Attributes:i4 Remove:S255 ActionProperty:s72", keys: 5, rows: [][]any{
			{p.upgradeCode(), "0.0.0", p.number, nil, withLowest | withHighest, nil, "OLDVERSION"},
			{p.upgradeCode(), p.number, nil, nil, onlyDetect, nil, "NEWERVERSION"},
		}},
		{name: "LaunchCondition", columns: "Condition:s255 Description:l255", keys: 1, rows: [][]any{
			{"Installed OR NOT NEWERVERSION", "A newer version of [ProductName] is installed."},
			{"Installed OR VersionNT >= 603", "[ProductName] needs Windows 10 or newer."},
		}},
		{name: "CustomAction", columns: "Action:s72 Type:i2 Source:S72 Target:S255 ExtendedType:I4", keys: 1,
			rows: [][]any{{"SetLocation", setProperty, "ARPINSTALLLOCATION", "[INSTALLDIR]", nil}}},
	}
	byName := func(name string) *table {
		for i := range tables {
			if tables[i].name == name {
				return &tables[i]
			}
		}
		panic(name) // one of the above
	}
	add := func(name string, cells ...any) {
		t := byName(name)
		t.rows = append(t.rows, cells)
	}
	add("FeatureComponents", "Complete", mainComponent)
	add("File", programKey, mainComponent, p.short("program")+".EXE|"+windows.ProgramName(p.App), len(p.files[0].Data), p.number+".0", fmt.Sprint(languageCode), vital, 1)
	for i, extra := range windows.Extras(p.App) {
		add("File", extraKey(i), mainComponent, p.short(extra.Name)+"|"+extra.Name, len(extra.Data), nil, nil, 0, 2+i)
	}
	places := []string{"ProgramMenuFolder"}
	if p.Package.Windows.DesktopShortcut {
		places = append(places, "DesktopFolder")
	}
	for _, place := range places {
		add("Shortcut", place, place, p.short("link")+"|"+windows.FolderName(p.App), mainComponent, programPath, nil, cut(p.Package.Summary, 255), nil, nil, nil, nil, "INSTALLDIR")
		add("MsiShortcutProperty", place, place, "System.AppUserModel.ID", p.Manifest.ID)
	}
	if p.Package.Autostart {
		// It is kept as its user has it when one version takes the place of another.
		add("FeatureComponents", "Complete", autostartComponent)
		tables = append(tables,
			table{name: "AppSearch", columns: "Property:s72 Signature_:s72", keys: 2, rows: [][]any{{"AUTOSTARTED", "autostarted"}}},
			table{name: "RegLocator", columns: "Signature_:s72 Root:i2 Key:s255 Name:S255 Type:I2", keys: 1, rows: [][]any{{"autostarted", p.root(), `Software\Microsoft\Windows\CurrentVersion\Run`, p.Manifest.ID, rawValue | in64}}})
	}
	return append(tables, sequences(p.Package.Autostart)...)
}

func (p product) upgradeCode() string { return identifier("upgrade " + p.Manifest.ID) }

func (p product) properties() [][]any {
	rows := [][]any{
		{"ProductCode", identifier(fmt.Sprintf("product %s %s %s %x", p.Manifest.ID, p.Manifest.Version, p.target.Arch, p.hash))},
		{"UpgradeCode", p.upgradeCode()},
		{"ProductName", p.Manifest.Name},
		{"ProductVersion", p.number},
		{"ProductLanguage", fmt.Sprint(languageCode)},
		{"ARPPRODUCTICON", iconName},
		{"ARPNOMODIFY", "1"},
		{"ARPNOREPAIR", "1"},
		{"SecureCustomProperties", "NEWERVERSION;OLDVERSION"},
	}
	author := p.Package.Author
	if author == "" {
		author = p.Manifest.Name // there must be one
	}
	for _, property := range [][]string{
		{"Manufacturer", author}, {"ARPURLINFOABOUT", p.Package.Homepage}, {"ARPHELPLINK", p.Package.Homepage}, {"ARPCOMMENTS", p.Package.Summary},
	} {
		if property[1] != "" {
			rows = append(rows, []any{property[0], property[1]})
		}
	}
	if p.Package.Windows.PerMachine {
		rows = append(rows, []any{"ALLUSERS", "1"})
	}
	return rows
}

func (p product) directories() [][]any {
	rows := [][]any{{"TARGETDIR", nil, "SourceDir"}, {"ProgramMenuFolder", "TARGETDIR", "."}, {"DesktopFolder", "TARGETDIR", "."}}
	parent := "ProgramFiles64Folder"
	if p.Package.Windows.PerMachine {
		rows = append(rows, []any{parent, "TARGETDIR", "."})
	} else {
		parent = "PROGRAMS"
		rows = append(rows, []any{"LocalAppDataFolder", "TARGETDIR", "."}, []any{parent, "LocalAppDataFolder", "Programs"})
	}
	return append(rows, []any{"INSTALLDIR", parent, p.short("folder") + "|" + windows.FolderName(p.App)})
}

func (p product) components() [][]any {
	scope := "user"
	main := []any{mainComponent, "", "INSTALLDIR", sixtyFour | keyIsRegistry, nil, locationKey}
	if p.Package.Windows.PerMachine {
		scope = "machine"
		main[3], main[5] = sixtyFour, programKey
	}
	main[1] = identifier(fmt.Sprintf("component %s %s %s", p.Manifest.ID, mainComponent, scope))
	rows := [][]any{main}
	if p.Package.Autostart {
		rows = append(rows, []any{autostartComponent, identifier(fmt.Sprintf("component %s %s %s", p.Manifest.ID, autostartComponent, scope)), "INSTALLDIR",
			sixtyFour | keyIsRegistry, "NOT OLDVERSION OR AUTOSTARTED", autostartKey})
	}
	return rows
}

// Rows of the registry that others name.
const (
	locationKey  = "location"
	autostartKey = "autostart"
)

func (p product) registry() [][]any {
	registered := windows.Registered(p.App)
	rows := [][]any{{locationKey, p.root(), formatted(`Software\` + p.Manifest.ID), "InstallDir", "[INSTALLDIR]", mainComponent}}
	add := func(key string, v windows.Value, component string) {
		var name, data any
		if v.Name != "" {
			name = formatted(v.Name)
		}
		if v.Data != "" {
			data = formatted(v.Data)
		}
		rows = append(rows, []any{key, p.root(), formatted(v.Key), name, data, component})
	}
	for i, v := range registered.Values {
		add(fmt.Sprintf("value%d", i), v, mainComponent)
	}
	if p.Package.Autostart {
		add(autostartKey, registered.Autostart, autostartComponent)
	}
	return rows
}

// formatted writes text so that Windows Installer takes it as it is, but for the place of the program.
func formatted(text string) string {
	var b strings.Builder
	if strings.HasPrefix(text, "#") {
		b.WriteByte('#') // one alone would say that a number follows
	}
	for _, r := range text {
		switch {
		case strings.ContainsRune("[]{}", r):
			b.WriteString(`[\` + string(r) + `]`)
		case string(r) == windows.Placeholder:
			b.WriteString(programPath)
		default:
			b.WriteRune(r)
		}
	}
	return b.String()
}

// short makes a name of eight letters, as each name must have one, that no other app has.
func (p product) short(what string) string {
	return "D" + identifier(what + " " + p.Manifest.ID)[1:8]
}

func cut(text string, length int) any {
	if text == "" {
		return nil
	}
	runes := []rune(text)
	return string(runes[:min(len(runes), length)])
}
