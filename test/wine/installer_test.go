// Package wine installs and removes apps for Windows, under Wine. It has tests only.
package wine

import (
	"errors"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/deskjs/deskjs/internal/winetest"
	"github.com/deskjs/deskjs/packaging"
	"github.com/deskjs/deskjs/packaging/msi"
	"github.com/deskjs/deskjs/packaging/nsis"
	"github.com/deskjs/deskjs/packaging/windows"
	"github.com/deskjs/deskjs/packaging/windows/windowstest"
)

// installed is how an app that is there is seen.
type installed struct {
	*winetest.Wine
	folder, local string
}

// says checks what the installed program says of itself.
func (i installed) says(t *testing.T, version string) {
	t.Helper()
	out, code := i.Run(t, i.folder+`\notes.exe`, "--version")
	if want := windowstest.Name + " " + version; code != 0 || strings.TrimSpace(out) != want {
		t.Errorf("--version: %q (code %d), want %q", out, code, want)
	}
}

// has checks that the registry has each of lines.
func has(t *testing.T, registry string, lines ...string) {
	t.Helper()
	for _, line := range lines {
		if !strings.Contains(registry, line+"\n") {
			t.Errorf("the registry has no %q", line)
		}
	}
	if t.Failed() {
		t.Log(about(registry))
	}
}

// about returns the lines that are of the app.
func about(registry string) string {
	var lines []string
	for line := range strings.SplitSeq(registry, "\n") {
		for _, word := range []string{"notes", "xnote", "xdraft", "com.example"} {
			if strings.Contains(line, word) && !strings.Contains(line, "Software\\Microsoft\\Installer") {
				lines = append(lines, line)
				break
			}
		}
	}
	return strings.Join(lines, "\n")
}

func exists(path string) bool {
	_, err := os.Stat(path)
	return err == nil
}

// TestWine has one Windows for all that is tried: to make one takes seconds.
func TestWine(t *testing.T) {
	w := winetest.New(t)
	home := w.Home(t)
	at := installed{w, "", home + `\AppData\Local`}
	at.folder = at.local + `\Programs\` + windows.FolderName(windowstest.Job(t, "1.0.0").App)
	t.Run("set-up", func(t *testing.T) { at.setup(t) })
	t.Run("package", func(t *testing.T) { at.installerPackage(t) })
	t.Run("for everybody", func(t *testing.T) { at.everybody(t) })
	t.Run("runtime", func(t *testing.T) { runtimeTests(t, w) })
}

func (i installed) setup(t *testing.T) {
	data := i.local + `\com.example.notes\kept.txt`
	i.Write(t, data, []byte("mine"))
	job := windowstest.Job(t, "1.0.0")
	job.App.Package.Autostart = true
	job.App.Package.Windows.DesktopShortcut = true
	job.App.Manifest.Protocols = append(job.App.Manifest.Protocols, "notes-old")
	i.runSetup(t, job)
	i.says(t, "1.0.0")
	if files, want := i.Files(t, i.folder), []string{"Components.spdx.json", "License.txt", "Uninstall.exe", "notes.exe"}; !slices.Equal(files, want) {
		t.Errorf("installed %q, want %q", files, want)
	}
	program := i.folder + `\notes.exe`
	const classes, current = `HKEY_CURRENT_USER\Software\Classes\`, `HKEY_CURRENT_USER\Software\Microsoft\Windows\CurrentVersion\`
	const removal = current + `Uninstall\com.example.notes`
	has(t, i.Registry(t, `HKCU\Software`),
		removal+" | DisplayName | "+windowstest.Name, removal+" | DisplayVersion | 1.0.0", removal+` | Publisher | Ada "A." & Söhne`,
		removal+" | HelpLink | https://example.com/notes?a=1&b=$x", removal+` | QuietUninstallString | "`+i.folder+`\Uninstall.exe" /S`,
		classes+`notes-test | URL Protocol | `, classes+`notes-test\shell\open\command | @ | "`+program+`" "%1"`, classes+`notes-old | URL Protocol | `,
		classes+`com.example.notes.xnote | @ | A "note" of $me`, classes+`com.example.notes.xnote\DefaultIcon | @ | `+program+",0",
		classes+`.xnotes\OpenWithProgids | com.example.notes.xnote | `, current+`Run | com.example.notes | "`+program+`"`,
		current+`App Paths\notes.exe | @ | `+program, `HKEY_CURRENT_USER\Software\RegisteredApplications | com.example.notes | Software\com.example.notes\Capabilities`)
	shortcut := windows.FolderName(job.App) + ".lnk"
	home := strings.TrimSuffix(i.local, `\AppData\Local`)
	menu, desktop := i.Path(home+`\AppData\Roaming\Microsoft\Windows\Start Menu\Programs\`+shortcut), i.Path(home+`\Desktop\`+shortcut)
	if !exists(menu) || !exists(desktop) {
		t.Error("the app is not in the menu and on the desktop")
	}

	// The user switches autostart off and throws the desktop's shortcut away, another app takes the scheme; then comes the next version.
	i.Run(t, "reg", "delete", `HKCU\Software\Microsoft\Windows\CurrentVersion\Run`, "/v", "com.example.notes", "/f")
	if err := os.Remove(desktop); err != nil {
		t.Error(err)
	}
	next := windowstest.Job(t, "1.1.0")
	next.App.Package.Autostart = true
	next.App.Package.Windows.DesktopShortcut = true
	next.App.License = nil
	// Wine's restart manager closes nothing.
	stop := i.Start(t, program, "--stay")
	newer := windowstest.Make(t, nsis.Format(), next)
	if _, code := i.Run(t, newer, "/S"); code != 3 {
		t.Errorf("the set-up program ended with code %d while the app ran", code)
	}
	stop()
	i.says(t, "1.0.0")
	if out, code := i.Run(t, newer, "/S"); code != 0 {
		t.Fatalf("the set-up program ended with code %d\n%s", code, out)
	}
	i.says(t, "1.1.0")
	if files, want := i.Files(t, i.folder), []string{"Components.spdx.json", "Uninstall.exe", "notes.exe"}; !slices.Equal(files, want) {
		t.Errorf("after the upgrade there is %q, want %q", files, want)
	}
	registry := i.Registry(t, `HKCU\Software`)
	has(t, registry, removal+" | DisplayVersion | 1.1.0")
	if strings.Contains(registry, "notes-old") {
		t.Error("the scheme that the new version lacks is still there")
	}
	if strings.Contains(registry, current+"Run | com.example.notes") || exists(desktop) {
		t.Error("what the user has switched off is back")
	}
	const taken = `"C:\other.exe" "%1"`
	i.Run(t, "reg", "add", `HKCU\Software\Classes\notes-test\shell\open\command`, "/ve", "/d", taken, "/f")
	if _, code := i.Run(t, i.folder+`\Uninstall.exe`, "/S"); code != 0 {
		t.Errorf("Uninstall.exe ended with code %d", code)
	}
	i.Wait(t, "the folder is gone", func() bool { return !exists(i.Path(i.folder)) })
	has(t, i.Registry(t, `HKCU\Software\Classes`), classes+`notes-test\shell\open\command | @ | `+taken)
	i.Run(t, "reg", "delete", `HKCU\Software\Classes\notes-test`, "/f")
	if left := about(i.Registry(t, `HKCU\Software`)); left != "" {
		t.Errorf("the registry still has\n%s", left)
	}
	if exists(menu) {
		t.Error("the app is still in the menu")
	}
	if text, err := os.ReadFile(i.Path(data)); err != nil || string(text) != "mine" {
		t.Errorf("the user's data: %q, %v", text, err)
	}
}

// runSetup makes a set-up program, and lets it run without a question.
func (i installed) runSetup(t *testing.T, job *packaging.Job) {
	t.Helper()
	path := windowstest.Make(t, nsis.Format(), job)
	if out, code := i.Run(t, path, "/S"); code != 0 {
		t.Fatalf("the set-up program ended with code %d\n%s", code, out)
	}
	if !exists(i.Path(i.folder + `\notes.exe`)) {
		t.Fatal(errors.New("the set-up program installed nothing at " + i.folder))
	}
}

func (i installed) installerPackage(t *testing.T) {
	data := i.local + `\com.example.notes\kept.txt`
	i.Write(t, data, []byte("mine"))
	job := windowstest.Job(t, "1.0.0")
	job.App.Package.Autostart = true
	job.App.Manifest.Protocols = append(job.App.Manifest.Protocols, "notes-old")
	i.runPackage(t, "/i", windowstest.Make(t, msi.Format(), job))
	i.says(t, "1.0.0")
	if files, want := i.Files(t, i.folder), []string{"Components.spdx.json", "License.txt", "notes.exe"}; !slices.Equal(files, want) {
		t.Errorf("installed %q, want %q", files, want)
	}
	const classes, current = `HKEY_CURRENT_USER\Software\Classes\`, `HKEY_CURRENT_USER\Software\Microsoft\Windows\CurrentVersion\`
	program := i.folder + `\notes.exe`
	has(t, i.Registry(t, `HKCU\Software`),
		classes+`notes-test | URL Protocol | `, classes+`notes-test | @ | URL:`+windowstest.Name, classes+`notes-test\shell\open\command | @ | "`+program+`" "%1"`,
		classes+`notes-old | URL Protocol | `, classes+`com.example.notes.xnote | @ | A "note" of $me`, classes+`.xnotes\OpenWithProgids | com.example.notes.xnote | `,
		current+`Run | com.example.notes | "`+program+`"`, current+`App Paths\notes.exe | @ | `+program)
	menu := i.Path(strings.TrimSuffix(i.local, `\AppData\Local`) + `\AppData\Roaming\Microsoft\Windows\Start Menu\Programs\` + windows.FolderName(job.App) + ".lnk")
	if !exists(menu) {
		t.Error("the app is not in the menu")
	}

	i.Run(t, "reg", "delete", `HKCU\Software\Microsoft\Windows\CurrentVersion\Run`, "/v", "com.example.notes", "/f")
	next := windowstest.Job(t, "1.1.0")
	next.App.Package.Autostart = true
	next.App.License = nil
	newer := windowstest.Make(t, msi.Format(), next)
	i.runPackage(t, "/i", newer)
	i.says(t, "1.1.0")
	if files, want := i.Files(t, i.folder), []string{"Components.spdx.json", "notes.exe"}; !slices.Equal(files, want) {
		t.Errorf("after the upgrade there is %q, want %q", files, want)
	}
	registry := i.Registry(t, `HKCU\Software`)
	if strings.Contains(registry, "notes-old") || strings.Contains(registry, current+"Run | com.example.notes") {
		t.Error("a scheme that the new version lacks is still there, or what the user has switched off is back")
	}
	older := windowstest.Make(t, msi.Format(), windowstest.Job(t, "1.0.5"))
	if _, code := i.Run(t, "msiexec", "/i", older, "/qn"); code == 0 {
		t.Error("an older version can be installed over a newer one")
	}
	i.says(t, "1.1.0")
	i.runPackage(t, "/x", newer)
	if exists(i.Path(i.folder)) || exists(menu) {
		t.Error("the app's folder or its link is still there")
	}
	if left := about(i.Registry(t, `HKCU\Software`)); left != "" {
		t.Errorf("the registry still has\n%s", left)
	}
	if text, err := os.ReadFile(i.Path(data)); err != nil || string(text) != "mine" {
		t.Errorf("the user's data: %q, %v", text, err)
	}
}

// everybody installs for all users of the machine, both ways.
func (i installed) everybody(t *testing.T) {
	job := windowstest.Job(t, "1.0.0")
	job.App.Package.Windows.PerMachine = true
	i.folder = `C:\Program Files\` + windows.FolderName(job.App)
	const command = `HKEY_LOCAL_MACHINE\Software\Classes\notes-test\shell\open\command | @ | `
	check := func(way string) {
		t.Helper()
		i.says(t, "1.0.0")
		has(t, i.Registry(t, `HKLM\Software\Classes\notes-test`), command+`"`+i.folder+`\notes.exe" "%1"`)
		if left := about(i.Registry(t, `HKCU\Software`)); left != "" {
			t.Errorf("%s: the user's registry has\n%s", way, left)
		}
	}
	i.runSetup(t, job)
	check("set-up")
	if _, code := i.Run(t, i.folder+`\Uninstall.exe`, "/S"); code != 0 {
		t.Errorf("Uninstall.exe ended with code %d", code)
	}
	i.Wait(t, "the folder is gone", func() bool { return !exists(i.Path(i.folder)) })
	path := windowstest.Make(t, msi.Format(), job)
	i.runPackage(t, "/i", path)
	check("package")
	i.runPackage(t, "/x", path)
	if exists(i.Path(i.folder)) {
		t.Error("the app's folder is still there")
	}
	for _, key := range []string{`HKLM\Software\Classes`, `HKLM\Software\Microsoft\Windows\CurrentVersion`, `HKLM\Software\RegisteredApplications`} {
		if left := about(i.Registry(t, key)); left != "" {
			t.Errorf("%s still has\n%s", key, left)
		}
	}
}

// runPackage lets Windows Installer install or remove a package without a question.
func (i installed) runPackage(t *testing.T, what, path string) {
	t.Helper()
	if out, code := i.Run(t, "msiexec", what, path, "/qn"); code != 0 {
		t.Fatalf("msiexec %s ended with code %d\n%s", what, code, out)
	}
}
