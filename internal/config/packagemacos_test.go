package config

import (
	"reflect"
	"strings"
	"testing"
)

func TestMacPackage(t *testing.T) {
	parse := func(text string) (*Config, error) {
		return Parse([]byte(`{ "name": "A", "id": "com.example.a", "version": "1.0.0", "package": { "macos": ` + text + ` } }`))
	}
	config, err := parse(`{ "category": "public.app-category.music", "minimumVersion": "13.1", "languages": ["de", "pt-BR"], "uses": { "camera": "To see you." },
  "hardenedRuntime": true, "entitlements": ["com.apple.security.device.camera"], "background": "assets/back.png",
  "sign": ["rcodesign", "sign", "{app}"], "notarize": ["rcodesign", "notary-submit", "--staple", "{file}"] }`)
	want := MacPackage{
		Category: "public.app-category.music", MinimumVersion: "13.1", Languages: []string{"de", "pt-BR"}, Uses: MacUses{Camera: "To see you."}, HardenedRuntime: true,
		Entitlements: []string{"com.apple.security.device.camera"}, Background: "assets/back.png",
		Sign: []string{"rcodesign", "sign", "{app}"}, Notarize: []string{"rcodesign", "notary-submit", "--staple", "{file}"},
	}
	if err != nil || !reflect.DeepEqual(config.Package.Macos, want) {
		t.Errorf("got %+v, %v", config, err)
	}
	for text, want := range map[string]string{
		`{ "category": "Music" }`:                 "package.macos.category is no category of the App Store",
		`{ "minimumVersion": "Monterey" }`:        "package.macos.minimumVersion is no version of macOS",
		`{ "languages": ["German"] }`:             "package.macos.languages[0] is no language",
		`{ "uses": { "camera": "a\nb" } }`:        "package.macos.uses.camera must be one line",
		`{ "uses": { "telescope": "" } }`:         `"telescope" is not a known key`,
		`{ "entitlements": ["app sandbox"] }`:     "package.macos.entitlements[0] is no entitlement",
		`{ "background": "../b.png" }`:            "package.macos.background must be the path of a file in the project",
		`{ "sign": ["rcodesign"] }`:               "package.macos.sign doesn't say what it is about",
		`{ "notarize": ["rcodesign", "{file}"] }`: "package.macos.notarize needs package.macos.sign",
	} {
		if _, err := parse(text); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: got %v, want %q", text, err, want)
		}
	}
}
