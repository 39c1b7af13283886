package windows_test

import (
	"bytes"
	"debug/pe"
	"encoding/json"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/tc-hib/winres"
	"github.com/tc-hib/winres/version"

	"github.com/deskjs/deskjs/internal/diag"
	"github.com/deskjs/deskjs/internal/payload"
	"github.com/deskjs/deskjs/packaging"
	"github.com/deskjs/deskjs/packaging/windows"
	"github.com/deskjs/deskjs/packaging/windows/windowstest"
)

func program(t *testing.T, job *packaging.Job) (path string, data []byte) {
	t.Helper()
	path = filepath.Join(job.Output, "notes.exe")
	if err := windows.Program(t.Context(), job, path); err != nil {
		t.Fatal(err)
	}
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return path, data
}

func TestProgram(t *testing.T) {
	job := windowstest.Job(t, "1.2.3-beta.1")
	path, data := program(t, job)
	if _, again := program(t, job); !bytes.Equal(again, data) {
		t.Error("the same job gives other bytes")
	}
	resources, err := winres.LoadFromEXE(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	icon, err := resources.GetIcon(winres.ID(1))
	if err != nil {
		t.Fatal(err)
	}
	var ico bytes.Buffer
	if err := icon.SaveICO(&ico); err != nil || ico.Bytes()[4] != 8 {
		t.Errorf("the icon has %d sizes: %v", ico.Bytes()[4], err)
	}
	info, err := version.FromBytes(resources.Get(winres.RT_VERSION, winres.ID(1), 0x409))
	if err != nil {
		t.Fatal(err)
	}
	if info.FileVersion != [4]uint16{1, 2, 3, 0} || !info.Flags.Prerelease {
		t.Errorf("version %v, prerelease %v", info.FileVersion, info.Flags.Prerelease)
	}
	text, err := info.MarshalJSON()
	if err != nil {
		t.Fatal(err)
	}
	var read struct {
		Info map[string]map[string]string `json:"info"`
	}
	if err := json.Unmarshal(text, &read); err != nil {
		t.Fatal(err)
	}
	for key, want := range map[string]string{"ProductName": windowstest.Name, "ProductVersion": "1.2.3-beta.1", "CompanyName": `Ada "A." & Söhne`, "OriginalFilename": "notes.exe", "LegalCopyright": "© 2026 Ada"} {
		if got := read.Info["0409"][key]; got != want {
			t.Errorf("%s is %q, want %q", key, got, want)
		}
	}
	manifest := string(resources.Get(winres.RT_MANIFEST, winres.ID(1), 0x409))
	for _, want := range []string{`name="com.example.notes" version="1.2.3.0"`, "asInvoker", "PerMonitorV2", ">UTF-8<", "Common-Controls"} {
		if !strings.Contains(manifest, want) {
			t.Errorf("the manifest has no %s", want)
		}
	}
	parsed, err := pe.NewFile(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	if header := parsed.OptionalHeader.(*pe.OptionalHeader64); header.Subsystem != pe.IMAGE_SUBSYSTEM_WINDOWS_GUI {
		t.Errorf("its subsystem is %d: a console opens with the app", header.Subsystem)
	}
	opens(t, path)
}

// opens checks that the app in a program is whole.
func opens(t *testing.T, path string) {
	t.Helper()
	app, err := payload.OpenExecutable(path)
	if err != nil {
		t.Fatal(err)
	}
	defer app.Close()
	if err := payload.CheckAll(app); err != nil || app.Manifest().Name != windowstest.Name {
		t.Errorf("%q: %v", app.Manifest().Name, err)
	}
}

func TestSignedProgram(t *testing.T) {
	job := windowstest.Job(t, "1.2.3")
	authority := windowstest.Certificate(t, job)
	path, data := program(t, job)
	opens(t, path)
	if out, err := windowstest.Verify(t, path, authority); err != nil {
		t.Errorf("%v\n%s", err, out)
	}
	if _, again := program(t, job); !bytes.Equal(again, data) {
		t.Error("the same job gives other bytes")
	}
	at := bytes.Index(data, []byte("0;0;0;"))
	data[at+3] = '1'
	if err := os.WriteFile(path, data, 0o755); err != nil {
		t.Fatal(err)
	}
	if out, err := windowstest.Verify(t, path, authority); err == nil || !strings.Contains(out, "MISMATCH") {
		t.Errorf("a byte of the payload was changed: %v\n%s", err, out)
	}
}

func TestSignedByACommand(t *testing.T) {
	job := windowstest.Job(t, "1.2.3")
	authority := windowstest.Certificate(t, job)
	sign := job.App.Package.Windows.Sign
	sign.Certificate, sign.PasswordEnvironment = "", ""
	script := filepath.Join(job.Dir, "sign.sh")
	text := `osslsigncode sign -pkcs12 own.pfx -readpass password -h sha256 -in "$1" -out "$1.new" >/dev/null && mv "$1.new" "$1"`
	if err := errors.Join(os.WriteFile(script, []byte(text), 0o755), os.WriteFile(filepath.Join(job.Dir, "password"), []byte(windowstest.Password), 0o600)); err != nil {
		t.Fatal(err)
	}
	sign.Command = []string{"sh", "sign.sh", "{file}"}
	path, _ := program(t, job)
	opens(t, path)
	if out, err := windowstest.Verify(t, path, authority); err != nil {
		t.Errorf("%v\n%s", err, out)
	}
	for want, command := range map[string][]string{
		"sign.command has not signed notes.exe: it has no signature": {"true", "{file}"},
		"the token is locked":                   {"sh", "-c", "echo the token is locked; exit 3", "{file}"},
		`exec: "no-such-signer": executable fi`: {"no-such-signer", "{file}"},
	} {
		sign.Command = command
		err := windows.Program(t.Context(), job, path)
		if message := diag.Messages(err); len(message) != 1 || !strings.Contains(message[0].Text+strings.Join(message[0].Notes, ""), want) {
			t.Errorf("got %v, want %q", err, want)
		}
	}
}

func TestWhatCannotBeSigned(t *testing.T) {
	job := windowstest.Job(t, "1.2.3")
	windowstest.Certificate(t, job)
	path := filepath.Join(job.Output, "notes.exe")
	check := func(want string) {
		t.Helper()
		err := windows.Program(t.Context(), job, path)
		if _, ok := errors.AsType[*diag.Error](err); !ok || !strings.Contains(err.Error(), want) || strings.Contains(err.Error(), "wrong") {
			t.Errorf("got %v, want %q", err, want)
		}
	}
	t.Setenv("NOTES_SIGN_PASSWORD", "wrong")
	check("its password is another one")
	job.App.Package.Windows.Sign.PasswordEnvironment = "NOTES_NOT_SET"
	check("the environment variable NOTES_NOT_SET is not set")
	job.App.Package.Windows.Sign.Certificate = "missing.pfx"
	job.App.Package.Windows.Sign.PasswordEnvironment = ""
	check("no such file or directory")
}

func TestWhatIsNoRuntime(t *testing.T) {
	job := windowstest.Job(t, "1.2.3")
	bare, err := os.ReadFile(job.Runtime)
	if err != nil {
		t.Fatal(err)
	}
	for want, data := range map[string][]byte{
		"is no program for Windows":  []byte("\x7fELF" + strings.Repeat("x", 100)),
		"is cut off":                 bare[:len(bare)-1000],
		"has 9 bytes behind its end": append(bytes.Clone(bare), "a payload"...),
	} {
		if err := os.WriteFile(job.Runtime, data, 0o755); err != nil {
			t.Fatal(err)
		}
		if err := windows.Program(t.Context(), job, filepath.Join(job.Output, "notes.exe")); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("got %v, want %q", err, want)
		}
	}
}

func TestVersion(t *testing.T) {
	for text, want := range map[string]string{"1.2.3": "1.2.3.0", "0.10.65535-rc.1": "0.10.65535.0", "1.2.3+build.5": "1.2.3.0", "1.70000.0": ""} {
		app := windowstest.Job(t, text).App
		number, err := windows.Version(app)
		if got := windows.VersionText(number); err == nil && got != want || (err != nil) != (want == "") {
			t.Errorf("%s: %s, %v", text, got, err)
		}
	}
}
