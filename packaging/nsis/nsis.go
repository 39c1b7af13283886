// Package nsis makes the format nsis: a set-up program, by makensis.
//
// Package formats imports it.
package nsis

import (
	"bytes"
	"context"
	_ "embed"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strconv"
	"strings"
	"text/template"

	"github.com/deskjs/deskjs/internal/config"
	"github.com/deskjs/deskjs/packaging"
	"github.com/deskjs/deskjs/packaging/windows"
)

// Format is nsis.
func Format() packaging.Format {
	return packaging.Format{
		Name: "nsis", OS: "windows", Summary: "a set-up program, for one person or for everybody", Make: pack,
		Tool: &packaging.Tool{Command: "makensis", Debian: "nsis", Fedora: "mingw32-nsis", Arch: "nsis", Homebrew: "makensis"},
	}
}

//go:embed setup.nsi
var source string

var script = template.Must(template.New("setup.nsi").Funcs(template.FuncMap{"q": quote, "data": quoteData, "in": quoteIn}).Parse(source))

// What the template is filled in with.
type setup struct {
	*packaging.App
	windows.Registration
	Program, Folder, Uninstall string
	Number                     string
	Ampersands                 string // the app's name, where one of them means an underline
	Kilobytes                  int64
	Speaks                     []language
	LicensePath, IconPath      string
	Extras                     []extra
	Folders                    string // where programs are installed
	Copy                       string // copies the file that follows to a place
}

// extra is a file of windows.Extras, which makensis takes from Path.
type extra struct{ Name, Path string }

// Names of files in the scratch folder.
const (
	programFile   = "program.exe"
	iconFile      = "app.ico"
	licenseFile   = "licence.txt"
	scriptFile    = "setup.nsi"
	uninstallFile = "uninstall.exe"
	setupFile     = "made.exe"
)

// pack runs makensis twice. The first run makes nothing but the uninstaller, which can't be signed once it is in a set-up program; the
// second packs it, signed, as a file like others.
func pack(ctx context.Context, job *packaging.Job) ([]string, error) {
	at := func(name string) string { return filepath.Join(job.Scratch, name) }
	if err := windows.Program(ctx, job, at(programFile)); err != nil {
		return nil, err
	}
	if err := writeScript(job); err != nil {
		return nil, err
	}
	job.Step("making the uninstaller")
	if err := makensis(ctx, job, "-DUNINSTALLER"); err != nil {
		return nil, err
	}
	if err := windows.Sign(ctx, job, at(uninstallFile)); err != nil {
		return nil, err
	}
	if err := os.Chtimes(at(uninstallFile), job.App.Time, job.App.Time); err != nil {
		return nil, err
	}
	job.Step("compressing")
	if err := makensis(ctx, job); err != nil {
		return nil, err
	}
	if err := windows.Sign(ctx, job, at(setupFile)); err != nil {
		return nil, err
	}
	target := filepath.Join(job.Output, job.FileName("-setup.exe"))
	return []string{target}, os.Rename(at(setupFile), target)
}

func writeScript(job *packaging.Job) error {
	at := func(name string) string { return filepath.Join(job.Scratch, name) }
	app := job.App
	number, err := windows.Version(app)
	if err != nil {
		return err
	}
	info, err := os.Stat(at(programFile))
	if err != nil {
		return err
	}
	s := setup{
		App: app, Registration: windows.Registered(app), Program: windows.ProgramName(app), Folder: windows.FolderName(app),
		Uninstall: `Software\Microsoft\Windows\CurrentVersion\Uninstall\` + app.Manifest.ID,
		Number:    windows.VersionText(number), Ampersands: strings.ReplaceAll(app.Manifest.Name, "&", "&&"), Kilobytes: (info.Size() + 1023) / 1024, IconPath: iconFile, Copy: "cp", Folders: `$LOCALAPPDATA\Programs`,
	}
	if app.Package.Windows.PerMachine {
		s.Folders = "$PROGRAMFILES64"
	}
	if runtime.GOOS == "windows" {
		s.Copy = "copy /y"
	}
	icon, err := windows.Icon(app)
	if err != nil {
		return err
	}
	var ico bytes.Buffer
	if err := icon.SaveICO(&ico); err != nil {
		return err
	}
	files := map[string][]byte{iconFile: ico.Bytes()}
	if app.License != nil {
		s.LicensePath = licenseFile
		text := strings.ReplaceAll(strings.ReplaceAll(string(app.License), "\r\n", "\n"), "\n", "\r\n")
		files[licenseFile] = []byte("\ufeff" + strings.ToValidUTF8(text, "?"))
	}
	for i, file := range windows.Extras(app) {
		e := extra{file.Name, "extra" + strconv.Itoa(i)}
		files[e.Path] = file.Data
		s.Extras = append(s.Extras, e)
	}
	languages := app.Package.Windows.Languages
	if len(languages) == 0 {
		languages = []string{"en"}
	}
	for _, code := range languages {
		text := texts[code]
		text.Name = config.SetupLanguages[code]
		s.Speaks = append(s.Speaks, text.about(app.Manifest.Name))
	}
	var text bytes.Buffer
	if err := script.Execute(&text, s); err != nil {
		return err
	}
	files[scriptFile] = text.Bytes()
	for name, data := range files {
		if err := os.WriteFile(at(name), data, 0o644); err != nil {
			return err
		}
		if err := os.Chtimes(at(name), app.Time, app.Time); err != nil {
			return err
		}
	}
	return nil
}

// makensis runs in the scratch folder, so that no path of this machine is in what it makes.
func makensis(ctx context.Context, job *packaging.Job, options ...string) error {
	command := exec.CommandContext(ctx, "makensis", append(append([]string{"-V2", "-WX", "-NOCONFIG", "-INPUTCHARSET", "UTF8"}, options...), scriptFile)...)
	command.Dir = job.Scratch
	command.Env = append(os.Environ(), "SOURCE_DATE_EPOCH="+strconv.FormatInt(job.App.Time.Unix(), 10))
	if out, err := command.CombinedOutput(); err != nil {
		return fmt.Errorf("makensis: %w\n%s", err, bytes.TrimSpace(out))
	}
	return nil
}

// quote writes text as a word of a script. A dollar sign is a constant of the script, since no text may make a variable or a constant out of it.
func quote(text string) string {
	return `"` + strings.NewReplacer("$", "${DOLLAR}", `"`, `$\"`, "`", "$\\`", "\r\n", `$\r$\n`, "\n", `$\r$\n`, "\r", "", "\t", `$\t`).Replace(text) + `"`
}

// quoteData is quote for a registry value, where the installed program may stand.
func quoteData(program, text string) string {
	return strings.ReplaceAll(quote(text), windows.Placeholder, `$INSTDIR\`+strings.ReplaceAll(program, "$", "${DOLLAR}"))
}

// quoteIn is quote for a path whose beginning is the script's own.
func quoteIn(folder, text string) string { return `"` + folder + `\` + quote(text)[1:] }
