package macos

import (
	"bytes"
	"crypto/sha256"
	"encoding/base64"
	"encoding/xml"
	"errors"
	"io"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/deskjs/deskjs/internal/diag"
	"github.com/deskjs/deskjs/internal/payload"
	"github.com/deskjs/deskjs/packaging"
	"github.com/deskjs/deskjs/packaging/machotest"
	"github.com/deskjs/deskjs/packaging/packagingtest"
)

func program(t *testing.T, architecture string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "deskjs-app")
	if err := os.WriteFile(path, machotest.Build(t, architecture), 0o755); err != nil {
		t.Fatal(err)
	}
	return path
}

func bundle(t *testing.T, app *packaging.App) map[string][]byte {
	t.Helper()
	files, err := Bundle(t.Context(), packagingtest.Job(t, app, "darwin/arm64", program(t, "arm64")))
	if err != nil {
		t.Fatal(err)
	}
	all := map[string][]byte{}
	for _, file := range files {
		data, err := file.Read()
		if err != nil {
			t.Fatal(err)
		}
		all[file.Path] = data
	}
	return all
}

// read parses a property list, apart from what writes them.
func read(t *testing.T, data []byte) map[string]any {
	t.Helper()
	decoder := xml.NewDecoder(bytes.NewReader(data))
	var value func(start xml.StartElement) any
	next := func() (xml.StartElement, bool) {
		for {
			token, err := decoder.Token()
			if errors.Is(err, io.EOF) {
				return xml.StartElement{}, false
			}
			if err != nil {
				t.Fatalf("%v\n%s", err, data)
			}
			switch token := token.(type) {
			case xml.StartElement:
				return token.Copy(), true
			case xml.EndElement:
				return xml.StartElement{}, false
			}
		}
	}
	text := func() string {
		var out strings.Builder
		for {
			token, err := decoder.Token()
			if err != nil {
				t.Fatal(err)
			}
			switch token := token.(type) {
			case xml.CharData:
				out.Write(token)
			case xml.EndElement:
				return out.String()
			}
		}
	}
	value = func(start xml.StartElement) any {
		switch start.Name.Local {
		case "dict":
			all := map[string]any{}
			for {
				if _, ok := next(); !ok {
					return all
				}
				key := text()
				item, _ := next()
				all[key] = value(item)
			}
		case "array":
			var all []any
			for {
				item, ok := next()
				if !ok {
					return all
				}
				all = append(all, value(item))
			}
		case "true", "false":
			text()
			return start.Name.Local == "true"
		case "data":
			raw, err := base64.StdEncoding.DecodeString(strings.TrimSpace(text()))
			if err != nil {
				t.Fatal(err)
			}
			return raw
		}
		return text()
	}
	if start, ok := next(); !ok || start.Name.Local != "plist" {
		t.Fatalf("no property list:\n%s", data)
	}
	start, _ := next()
	return value(start).(map[string]any)
}

func TestABundle(t *testing.T) {
	app := packagingtest.App(t)
	app.Package.Macos.Uses.Camera = "To see you."
	files := bundle(t, app)
	const contents = "My Notes.app/Contents/"
	var names []string
	for name := range files {
		names = append(names, strings.TrimPrefix(name, contents))
	}
	slices.Sort(names)
	if got := strings.Join(names, " "); got != "Info.plist MacOS/my-notes PkgInfo Resources/LICENSE Resources/app.djs Resources/app.icns Resources/components.spdx.json _CodeSignature/CodeResources" {
		t.Errorf("it has %s", got)
	}
	if !bytes.Equal(files[contents+"Resources/app.djs"], app.Payload) {
		t.Error("the payload differs")
	}
	info, list := files[contents+"Info.plist"], files[contents+"_CodeSignature/CodeResources"]
	if err := machotest.Check(files[contents+"MacOS/my-notes"], map[int][]byte{1: info, 3: list}); err != nil {
		t.Error(err)
	}
	sealed := read(t, list)["files2"].(map[string]any)
	if len(sealed) != 4 {
		t.Errorf("%d files are sealed", len(sealed))
	}
	for name, entry := range sealed {
		sum := sha256.Sum256(files[contents+name])
		if !bytes.Equal(entry.(map[string]any)["hash2"].([]byte), sum[:]) {
			t.Errorf("%s has another hash", name)
		}
	}
	about := read(t, info)
	for key, want := range map[string]any{
		"CFBundleIdentifier": "com.example.notes", "CFBundleExecutable": "my-notes", "CFBundleShortVersionString": "1.2.0", "CFBundleName": "My Notes",
		"CFBundlePackageType": "APPL", "LSMinimumSystemVersion": "12.0", "NSHighResolutionCapable": true, "LSApplicationCategoryType": "public.app-category.productivity",
		"NSCameraUsageDescription": "To see you.", "NSHumanReadableCopyright": "Copyright 2025 Ada Lovelace", "CFBundleLocalizations": []any{"en"},
		"CFBundleURLTypes": []any{map[string]any{"CFBundleURLName": "com.example.notes", "CFBundleTypeRole": "Editor", "CFBundleURLSchemes": []any{"notes"}}},
	} {
		if !reflect.DeepEqual(about[key], want) {
			t.Errorf("%s is %v, not %v", key, about[key], want)
		}
	}
	if _, there := about["NSMicrophoneUsageDescription"]; there {
		t.Error("it says why it uses the microphone, and nobody gave a reason")
	}
	own := about["UTExportedTypeDeclarations"].([]any)[0].(map[string]any)
	if own["UTTypeIdentifier"] != "com.example.notes.xnote" || !reflect.DeepEqual(own["UTTypeTagSpecification"], map[string]any{"public.filename-extension": []any{"xnote", "xnotes"}}) {
		t.Errorf("%v", own)
	}
	others := about["UTImportedTypeDeclarations"].([]any)[0].(map[string]any)
	if others["UTTypeIdentifier"] != "net.daringfireball.markdown" {
		t.Errorf("%v", others)
	}
}

func TestTheProgramOfAnotherProcessor(t *testing.T) {
	files, err := Bundle(t.Context(), packagingtest.Job(t, packagingtest.App(t), "darwin/amd64", program(t, "amd64")))
	if err != nil {
		t.Fatal(err)
	}
	at := func(name string) []byte {
		i := slices.IndexFunc(files, func(f packaging.File) bool { return f.Path == "My Notes.app/Contents/"+name })
		return files[i].Data
	}
	if err := machotest.Check(at("MacOS/my-notes"), map[int][]byte{1: at("Info.plist"), 3: at("_CodeSignature/CodeResources")}); err != nil {
		t.Error(err)
	}
}

func TestEntitlements(t *testing.T) {
	app := packagingtest.App(t)
	app.Package.Macos.HardenedRuntime = true
	app.Package.Macos.Entitlements = []string{"com.apple.security.network.client", "com.apple.security.app-sandbox"}
	files := bundle(t, app)
	contents := map[int][]byte{1: files["My Notes.app/Contents/Info.plist"], 3: files["My Notes.app/Contents/_CodeSignature/CodeResources"]}
	if err := machotest.Check(files["My Notes.app/Contents/MacOS/my-notes"], contents); err != nil {
		t.Fatal(err)
	}
	if got := read(t, contents[5][8:]); !reflect.DeepEqual(got, map[string]any{"com.apple.security.app-sandbox": true, "com.apple.security.network.client": true}) {
		t.Errorf("%v", got)
	}
	// What codesign writes for {"key": true}.
	if got := entitlementsDER([]string{"key"}); !bytes.Equal(got, []byte{112, 15, 2, 1, 1, 176, 10, 48, 8, 12, 3, 107, 101, 121, 1, 1, 255}) {
		t.Errorf("%v", got)
	}
	if !bytes.Equal(contents[7][8:], entitlementsDER(app.Package.Macos.Entitlements)) {
		t.Error("the entitlements in DER differ")
	}
	long := entitlementsDER([]string{strings.Repeat("a", 150), strings.Repeat("b", 150)})
	if long[1] != 0x82 || int(long[2])<<8|int(long[3]) != len(long)-4 {
		t.Errorf("%v", long[:10])
	}
}

func TestAnExternalSigner(t *testing.T) {
	app := packagingtest.App(t)
	log := filepath.Join(t.TempDir(), "log")
	app.Package.Macos.Entitlements = []string{"a.b"}
	app.Package.Macos.Sign = []string{"sh", "-c", `grep -q a.b "$2" && echo signed >>"$1/Contents/MacOS/my-notes" && echo "sign $(basename "$1")" >>"$3"`, "sign", "{app}", "{entitlements}", log}
	app.Package.Macos.Notarize = []string{"sh", "-c", `echo ticket >"$1/Contents/CodeResources" && echo "notarize $(basename "$1")" >>"$2"`, "notarize", "{file}", log}
	files := bundle(t, app)
	if data := files["My Notes.app/Contents/MacOS/my-notes"]; !bytes.HasSuffix(data, []byte("signed\n")) {
		t.Error("the signed program is not the one in the package")
	}
	if string(files["My Notes.app/Contents/CodeResources"]) != "ticket\n" {
		t.Error("the ticket is missing")
	}
	if said, err := os.ReadFile(log); err != nil || string(said) != "sign My Notes.app\nnotarize My Notes.app\n" {
		t.Errorf("%q, %v", said, err)
	}

	app.Package.Macos.Sign = []string{"sh", "-c", "echo no certificate; exit 3", "{app}"}
	_, err := Bundle(t.Context(), packagingtest.Job(t, app, "darwin/arm64", program(t, "arm64")))
	located, ok := errors.AsType[*diag.Error](err)
	if !ok || !strings.Contains(located.Error(), "package.macos.sign has failed: exit status 3") || !strings.Contains(located.Error(), "no certificate") {
		t.Errorf("%v", err)
	}
}

func TestNames(t *testing.T) {
	app := &packaging.App{Manifest: &payload.Manifest{Name: "Notes: A/B"}}
	if got := Name(app); got != "Notes- A-B.app" {
		t.Error(got)
	}
	for version, want := range map[string]string{"1.2.3": "1.2.3", "1.2.3-beta.1": "1.2.3", "1.2.3+build": "1.2.3"} {
		if got := numbers(version); got != want {
			t.Errorf("%s: %s", version, got)
		}
	}
}
