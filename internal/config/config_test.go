package config

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/deskjs/deskjs/internal/diag"
	"github.com/deskjs/deskjs/internal/payload"
)

const minimal = `"name": "Notes", "id": "com.example.notes", "version": "1.0.0"`

func TestParseDefaults(t *testing.T) {
	got, err := Parse([]byte("{" + minimal + "}"))
	if err != nil {
		t.Fatal(err)
	}
	want := &Config{Name: "Notes", ID: "com.example.notes", Version: "1.0.0",
		Windows: []payload.Window{{Title: "Notes", Width: 960, Height: 640}}, Backend: payload.Backend{MemoryLimit: 1024}, Frontend: Frontend{Root: DefaultRoot}, Package: Package{Icon: DefaultIcon}}
	if !reflect.DeepEqual(got, want) {
		t.Fatalf("%+v", got)
	}
}

func TestParseEverything(t *testing.T) {
	got, err := Parse([]byte("\ufeff" + `// an app
{
  "$schema": "./x.json", /* for the editor */
  "name": "Ünïcode \u0041", "id": "org.x-y.App1", "version": "1.2.0-beta.1+7",
  "windows": [{ "title": "", "width": 1e3, "height": 600, "minWidth": 300, "minHeight": 200, "name": "main", "capabilities": ["api.*", "event:saved"], "preload": "frontend/preload.ts" }, { "capabilities": [] }, {},],
  "backend": { "memoryLimit": 64 }, // enough
  "permissions": { "net": { "connect": ["example.com:443"], "deny": ["10.0.0.0/8"] }, "files": { "read": ["$HOME"] }, "run": ["git"],
    "page": { "connect": ["http://127.0.0.1:*"], "eval": true } }
}
`))
	if err != nil {
		t.Fatal(err)
	}
	first := payload.Window{Name: "main", Width: 1000, Height: 600, MinWidth: 300, MinHeight: 200, Preload: "frontend/preload.ts", Capabilities: []string{"api.*", "event:saved"}}
	if got.Name != "Ünïcode A" || !reflect.DeepEqual(got.Windows[0], first) || got.Windows[1].Capabilities == nil || got.Windows[2].Capabilities != nil || got.Windows[1].Title != got.Name || got.Backend.MemoryLimit != 64 {
		t.Fatalf("%+v", got)
	}
	if p := got.Permissions; p == nil || p.Net.Connect[0] != "example.com:443" || p.Net.Deny[0] != "10.0.0.0/8" || p.Files.Read[0] != "$HOME" || p.Run[0] != "git" || p.Page.Connect[0] != "http://127.0.0.1:*" || !p.Page.Eval {
		t.Fatalf("%+v", p)
	}
	if m := got.Manifest([]string{"api.x"}); m.ID != got.ID || m.API[0] != "api.x" || !reflect.DeepEqual(m.Windows, got.Windows) {
		t.Fatalf("%+v", m)
	}
}

func TestParseReports(t *testing.T) {
	tests := []struct {
		name, source string
		want         []string // each: line:column text | hint
	}{
		{"unknown key", "{\n  " + minimal + ",\n  \"windws\": []\n}", []string{`3:3 "windws" is not a known key | did you mean "windows"?`}},
		{"protocols", `{"protocols": ["notes", "Notes:", "https", "notes"], ` + minimal + `}`, []string{
			`1:25 protocols[1] is no scheme of addresses | write its name alone, in lower case: "my-notes" for my-notes://`,
			`1:35 protocols[2] is a scheme that is not an app's own | choose a name that nobody else has, such as "my-notes"`, `1:44 protocols[3] is here twice | remove one`}},
		{"file associations", `{"fileAssociations": [{"extensions": [".note"], "mimeType": "x"}, {"name": "x"}], ` + minimal + `}`, []string{
			`1:39 fileAssociations[0].extensions[0] is no extension of a file's name | write it without the dot in front: "note"`,
			`1:61 fileAssociations[0].mimeType is no media type | such as "application/x-note"`, `1:67 "extensions" is missing | add "extensions": ["note"]`}},
		{"unknown key, nothing near", `{"qqqq": 1, ` + minimal + `}`, []string{`1:2 "qqqq" is not a known key | the keys here are $schema, backend, bridge, fileAssociations, frontend, id, name, package, permissions, protocols, singleInstance, updates, version, windows`}},
		{"everything at once", "{\n  \"nmae\": 1,\n  \"id\": \"notes\",\n  \"version\": \"1\"\n}", []string{
			`1:1 "name" is missing | add "name": "My App"`,
			`2:3 "nmae" is not a known key | did you mean "name"?`,
			`3:9 id must be a reverse domain name | such as "com.example.notes": letters, digits and "-", at least one ".", and a letter at the start of each part`,
			`4:14 version must be a semantic version | such as "1.0.0" or "1.2.0-beta.1"`}},
		{"types", `{"name": 1, "id": [], "version": null, "windows": {}, "backend": true}`, []string{
			"1:10 name must be a string, not a number | ", "1:19 id must be a string, not an array | ", "1:34 version must be a string, not null | ",
			"1:51 windows must be an array, not an object | ", "1:66 backend must be an object, not a boolean | "}},
		{"ranges", `{` + minimal + `, "windows": [{"width": 10, "height": 1.5, "minWidth": "300"}, 3], "backend": {"memoryLimit": 1}}`, []string{
			"1:88 windows[0].width must be a whole number from 50 to 16384, not 10 | ",
			"1:102 windows[0].height must be a whole number from 50 to 16384, not 1.5 | ",
			"1:119 windows[0].minWidth must be a number, not a string | write it without quotes",
			"1:127 windows[1] must be an object, not a number | ",
			"1:158 backend.memoryLimit must be a whole number from 64 to 1048576, not 1 | "}},
		{"permissions of pages", `{` + minimal + `, "permissions": {"page": {"connect": ["api.example.com", "https://a.b/c", 1], "listen": []}}}`, []string{
			`1:103 permissions.page.connect[0] is an origin, with a scheme | such as "https://api.example.com" or "http://127.0.0.1:3000"`,
			`1:122 permissions.page.connect[1] is an origin, without a path | write "https://a.b"`,
			"1:139 permissions.page.connect[2] must be a string, not a number | ",
			`1:143 "listen" is not a known key | the keys here are connect, eval`}},
		{"permissions", `{` + minimal + `, "permissions": {"net": {"connect": ["https://a.b/c", "a.b:99999", 1], "listen": ["example.com"]}, "files": {"read": ["Documents", "$DOCUMENT"], "dney": []}, "run": ["git push"]}}`, []string{
			`1:102 permissions.net.connect[0] is a host, without a scheme | write "a.b"`,
			`1:119 permissions.net.connect[1] has a port that is none | a port is a number up to 65535, a range is written "8000-8999", all ports are "*"`,
			"1:132 permissions.net.connect[2] must be a string, not a number | ",
			`1:147 permissions.net.listen[0] must be an address of the machine | such as "127.0.0.1:8080", or "0.0.0.0:8080" to be reached from elsewhere`,
			`1:183 permissions.files.read[0] must begin with a known folder or be absolute | write "$APP/Documents" for what lies beside the app, "$APPDATA/Documents" for its data`,
			`1:196 permissions.files.read[1] begins with a folder that is not known | did you mean "$DOCUMENTS"?`,
			`1:210 "dney" is not a known key | did you mean "deny"?`,
			`1:231 permissions.run[0] is the name of a program alone | without arguments, such as "git"; "*" alone is any program`}},
		{"preload scripts", `{` + minimal + `, "windows": [{"preload": "./preload.ts"}, {"preload": "/a.ts"}, {"preload": "a\\b.ts"}, {"preload": "../a.ts"}, {"preload": "a.css"}, {"preload": ""}]}`, []string{
			`1:90 windows[0].preload must be the path of a file in the project | such as "frontend/preload.ts", with slashes and without "./"`,
			`1:119 windows[1].preload must be the path of a file in the project | such as "frontend/preload.ts", with slashes and without "./"`,
			`1:141 windows[2].preload must be the path of a file in the project | such as "frontend/preload.ts", with slashes and without "./"`,
			`1:165 windows[3].preload must be the path of a file in the project | such as "frontend/preload.ts", with slashes and without "./"`,
			`1:189 windows[4].preload must be a JavaScript or TypeScript file | such as "frontend/preload.ts"`,
			`1:211 windows[5].preload must be the path of a file in the project | such as "frontend/preload.ts", with slashes and without "./"`}},
		{"minimum above the size", `{` + minimal + `, "windows": [{"minWidth": 2000, "minHeight": 641}]}`, []string{
			"1:91 windows[0].minWidth is larger than the width, 960 | ", "1:110 windows[0].minHeight is larger than the height, 640 | "}},
		{"frames", `{` + minimal + `, "windows": [{"x": 1, "maxWidth": 100, "opacity": 2, "titleBarStyle": "hiden", "backgroundColor": "blu", "windowStatePersistence": {"bound": true}, "frame": 0}]}`, []string{
			"1:84 windows[0].x is here without y | a place is both", "1:99 windows[0].maxWidth is smaller than the width, 960 | ",
			"1:115 windows[0].opacity must be a number from 0 to 1, not 2 | 0 can't be seen, 1 is the usual",
			`1:135 windows[0].titleBarStyle can't be "hiden" | it is one of default, hidden, hiddenInset, customButtonsOnHover`,
			`1:163 windows[0].backgroundColor is no colour | such as "#336699", "rgb(51, 102, 153)" or "teal"`,
			`1:196 windows[0].windowStatePersistence needs a name | add "name": "main": the state is kept by it`,
			`1:197 "bound" is not a known key | did you mean "bounds"?`, "1:222 windows[0].frame must be a boolean, not a number | "}},
		{"capabilities", `{` + minimal + `, "windows": [{"name": "a", "capabilities": ["list", 1, "api.*x"]}, {"name": "a"}, {"name": ""}, {"capabilities": "api.*"}]}`, []string{
			`1:109 windows[0].capabilities[0] is no function, event or channel | a function is written "MODULE.NAME": "api.list"`,
			"1:117 windows[0].capabilities[1] must be a string, not a number | ",
			`1:120 windows[0].capabilities[2] has a "*" that is not at its end | write "api.*" for all functions of backend/api.ts`,
			`1:141 windows[1].name is another window's too | names are for telling windows apart`,
			`1:156 windows[2].name must be letters, digits, ".", "_" and "-" | such as "settings"; what people read is the title`,
			"1:178 windows[3].capabilities must be an array, not a string | "}},
		{"limits of the bridge", `{` + minimal + `, "bridge": {"maxPending": 0, "maxMesage": 1, "callTimeout": -1, "maxBytes": 2000}}`, []string{
			"1:91 bridge.maxPending must be a whole number from 1 to 10000000, not 0 | ",
			`1:94 "maxMesage" is not a known key | did you mean "maxMessage"?`,
			"1:125 bridge.callTimeout must be a whole number from 0 to 2147483647, not -1 | ",
			"1:141 bridge.maxBytes must be a whole number from 1 to 1024, not 2000 | "}},
		{"names", `{"name": "a/b", "id": "com.example.notes", "version": "1.0.0"}`, []string{"1:10 name must be usable as the name of a file | leave out a \".\" at the start and / \\ : * ? \" < > |"}},
		{"twice", `{` + minimal + `, "name": "x"}`, []string{`1:66 "name" is here twice | remove one`}},
		{"not an object", `[]`, []string{"1:1 deskjs.json must be an object, not an array | "}},
		{"empty", "", []string{"1:1 the file ends where a value is expected | "}},
		{"no comma", "{\n  \"name\": \"x\"\n  \"id\": 1\n}", []string{"2:14 a \",\" is missing here | separate entries with \",\""}},
		{"not closed", "{\n  \"windows\": [", []string{"2:14 this \"[\" is never closed | "}},
		{"single quotes", "{ 'name': 1 }", []string{`1:3 expected a key in double quotes, or "}" but found "'" | strings are in double quotes`}},
		{"bare word", "{ \"name\": Notes }", []string{"1:11 Notes is not a JSON value | strings are in double quotes"}},
		{"string without end", "{ \"name\": \"x\n}", []string{"1:11 this string has no end on its line | close it with a double quote"}},
		{"comment without end", "{ /* ", []string{"1:3 this comment has no end | close it with \"*/\""}},
		{"bad escape", `{ "name": "C:\x" }`, []string{`1:11 this string has an escape that JSON doesn't know | write a backslash as "\\"`}},
		{"bad number", `{ "name": 01 }`, []string{"1:11 01 is not a JSON number | "}},
		{"more", `{} {}`, []string{"1:4 there is more after the end of the value | "}},
		{"not UTF-8", "{ \"n\xff\": 1 }", []string{"1:5 the file is not UTF-8 text | save it as UTF-8"}},
		{"deep", strings.Repeat("[", 1000), []string{"1:66 this is nested too deeply | "}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			_, err := Parse([]byte(test.source))
			messages := diag.Messages(err)
			if len(messages) != len(test.want) {
				t.Fatalf("%d messages: %v", len(messages), err)
			}
			for i, m := range messages {
				got := strings.Join([]string{place(m), m.Text, "|", m.Hint}, " ")
				if test.want[i] != "" && got != test.want[i] {
					t.Errorf("got  %s\nwant %s", got, test.want[i])
				}
				if m.File != FileName {
					t.Errorf("in file %q", m.File)
				}
			}
		})
	}
}

func place(m diag.Message) string { return fmt.Sprintf("%d:%d", m.Line, m.Column) }

func TestMessageLooksLikeThis(t *testing.T) {
	_, err := Parse([]byte("{\n  " + minimal + ",\n  \"windows\": [{ \"titel\": \"Notes\" }]\n}\n"))
	want := `error: "titel" is not a known key
  --> deskjs.json:3:17
   |
 3 |   "windows": [{ "titel": "Notes" }]
   |                 ^^^^^^^
   = hint: did you mean "title"?`
	if err == nil || err.Error() != want {
		t.Fatalf("%v", err)
	}
}

func TestLoad(t *testing.T) {
	dir := t.TempDir()
	_, err := Load(dir)
	if err == nil || !strings.Contains(err.Error(), "there is no deskjs.json in "+dir) || !strings.Contains(err.Error(), "deskjs init") {
		t.Fatalf("%v", err)
	}
	path := filepath.Join(dir, FileName)
	if err := os.WriteFile(path, []byte("{"+minimal+"}"), 0o644); err != nil {
		t.Fatal(err)
	}
	if config, err := Load(dir); err != nil || config.Name != "Notes" {
		t.Fatalf("%v", err)
	}
	os.Remove(path)
	if err := os.Mkdir(path, 0o755); err != nil {
		t.Fatal(err)
	}
	if _, err := Load(dir); err == nil || !strings.Contains(err.Error(), "can't be read: is a directory") {
		t.Fatalf("%v", err)
	}
}

type schema struct {
	Type                 string
	Properties           map[string]schema
	Items                *schema
	AdditionalProperties *bool
	Required             []string
	Minimum, Maximum     *int
	Default              any
	Pattern              string
}

func TestSchemaMatchesTheStruct(t *testing.T) {
	var root schema
	if err := json.Unmarshal(Schema, &root); err != nil {
		t.Fatal(err)
	}
	delete(root.Properties, "$schema")
	compare(t, "deskjs.json", reflect.TypeFor[Config](), root)
	if !slices.Equal(root.Required, []string{"name", "id", "version"}) {
		t.Errorf("required: %v", root.Required)
	}
	if root.Properties["id"].Pattern != idPattern.String() {
		t.Error("the pattern of id differs")
	}
	window, memory := root.Properties["windows"].Items.Properties, root.Properties["backend"].Properties["memoryLimit"]
	for name, property := range window {
		if name == "x" || name == "y" {
			if *property.Minimum != -maxWindowPlace || *property.Maximum != maxWindowPlace {
				t.Errorf("range of %s", name)
			}
			continue
		}
		if property.Type == "integer" && (*property.Minimum != minWindowSize || *property.Maximum != maxWindowSize) {
			t.Errorf("range of %s", name)
		}
	}
	if *memory.Minimum != minMemoryLimit || *memory.Maximum != maxMemoryLimit || memory.Default != float64(payload.DefaultMemory) {
		t.Error("range or default of memoryLimit")
	}
	for _, limit := range bridgeLimits {
		property, fallback := root.Properties["bridge"].Properties[limit.key], payload.DefaultBridge
		if *property.Minimum != limit.low || *property.Maximum != limit.high || property.Default != float64(*limit.value(&fallback)) {
			t.Errorf("range or default of bridge.%s", limit.key)
		}
	}
	if window["name"].Pattern != windowNamePattern.String() {
		t.Error("the pattern of a window's name differs")
	}
	if d := payload.DefaultWindow(""); window["width"].Default != float64(d.Width) || window["height"].Default != float64(d.Height) {
		t.Error("defaults of a window")
	}
}

// compare holds a struct's JSON names against a schema's properties.
func compare(t *testing.T, path string, typ reflect.Type, s schema) {
	if typ.Kind() == reflect.Pointer {
		typ = typ.Elem()
	}
	if typ.Kind() == reflect.Slice {
		compare(t, path+"[]", typ.Elem(), *s.Items)
		return
	}
	if typ.Kind() != reflect.Struct {
		return
	}
	if s.AdditionalProperties == nil || *s.AdditionalProperties {
		t.Errorf("%s allows unknown keys", path)
	}
	names := map[string]bool{}
	for _, field := range reflect.VisibleFields(typ) {
		name, _, _ := strings.Cut(field.Tag.Get("json"), ",")
		if !field.IsExported() || field.Anonymous || name == "-" {
			continue // "-" comes from elsewhere
		}
		names[name] = true
		property, ok := s.Properties[name]
		if !ok {
			t.Errorf("%s.%s is not in the schema", path, name)
			continue
		}
		compare(t, path+"."+name, field.Type, property)
	}
	for name := range s.Properties {
		if !names[name] {
			t.Errorf("%s.%s is in the schema only", path, name)
		}
	}
}

func FuzzParse(f *testing.F) {
	f.Add([]byte("{" + minimal + "}"))
	f.Add([]byte("// c\n{/**/\"windows\":[{\"width\":1e9,},],}"))
	f.Add([]byte("\xef\xbb\xbf{\"a\\\"\\ud800\":[[[-1.5e+3,true,null]]]}"))
	f.Fuzz(func(t *testing.T, source []byte) {
		config, err := Parse(source)
		if (config == nil) == (err == nil) {
			t.Fatal("either a config or an error")
		}
		for _, m := range diag.Messages(err) {
			if m.Line < 1 || m.Column < 1 || m.Text == "" {
				t.Fatalf("%+v", m)
			}
			m.Render(true)
		}
	})
}

func TestCapabilitiesAreFunctionsOfTheApp(t *testing.T) {
	config, err := Parse([]byte("{" + minimal + `, "windows": [
  { "capabilities": ["api.list", "api/notes.*", "event:anything", "ipc:*", "*"] },
  { "capabilities": ["api.lits", "apo.*", "xyzzy.plugh"] }] }`))
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, m := range config.CheckCapabilities([]string{"api.add", "api.list", "api/notes.add"}) {
		got = append(got, strings.Join([]string{place(m), m.Text, "|", m.Hint}, " "))
	}
	want := []string{
		`3:22 windows[1].capabilities[0] is "api.lits", and the app has no such function | did you mean "api.list"?`,
		`3:34 windows[1].capabilities[1] is "apo.*", and the app has no such function | did you mean "api.*"?`,
		`3:43 windows[1].capabilities[2] is "xyzzy.plugh", and the app has no such function | ` +
			"the functions are the exports of backend/api.ts and of the files in backend/api, such as api.add",
	}
	if !slices.Equal(got, want) {
		t.Errorf("%s", strings.Join(got, "\n"))
	}
	if messages := config.CheckCapabilities(nil); len(messages) != 5 || !strings.Contains(messages[0].Hint, "there is none") {
		t.Errorf("%v", messages)
	}
}

func TestWindowsPackage(t *testing.T) {
	parse := func(t *testing.T, text string) (*Config, error) {
		return Parse([]byte(`{ "name": "A", "id": "com.example.a", "version": "1.0.0", "package": { "windows": ` + text + ` } }`))
	}
	config, err := parse(t, `{ "perMachine": true, "desktopShortcut": true, "languages": ["de", "en"], "sign": { "certificate": "/keys/own.pfx", "passwordEnvironment": "SIGN_PASSWORD", "timestamp": "http://timestamp.example.com" } }`)
	want := WindowsPackage{PerMachine: true, DesktopShortcut: true, Languages: []string{"de", "en"}, Sign: &Sign{Certificate: "/keys/own.pfx", PasswordEnvironment: "SIGN_PASSWORD", Timestamp: "http://timestamp.example.com"}}
	if err != nil || !reflect.DeepEqual(config.Package.Windows, want) {
		t.Errorf("got %+v, %v", config, err)
	}
	for text, want := range map[string]string{
		`{ "languages": ["tlh"] }`:      `package.windows.languages[0] is no language that set-up programs speak`,
		`{ "languages": ["de", "de"] }`: `package.windows.languages[1] is here twice`,
		`{ "sign": {} }`:                `package.windows.sign must have "certificate" or "command", and not both`,
		`{ "sign": { "certificate": "a.pfx", "command": ["sign", "{file}"] } }`:     `package.windows.sign must have "certificate" or "command", and not both`,
		`{ "sign": { "certificate": "../a.pfx" } }`:                                 `package.windows.sign.certificate must be the path of a file in the project, or an absolute one`,
		`{ "sign": { "certificate": "a.pfx", "passwordEnvironment": "hunter2!" } }`: `package.windows.sign.passwordEnvironment is no name of an environment variable`,
		`{ "sign": { "certificate": "a.pfx", "timestamp": "digicert" } }`:           `package.windows.sign.timestamp is no address of a time stamp server`,
		`{ "sign": { "command": ["sign"] } }`:                                       `package.windows.sign.command doesn't say which file it signs`,
		`{ "sign": { "command": ["sign", "{file}"], "timestamp": "http://a" } }`:    `package.windows.sign: passwordEnvironment and timestamp belong to a certificate`,
	} {
		if _, err := parse(t, text); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: got %v, want %q", text, err, want)
		}
	}
}

func TestUpdates(t *testing.T) {
	const key = "RWSkzD+o46QKrUnXAHRTOBmgWv40sLgAmIdJwQUXcHkBsMWPhyYl2pIu"
	parse := func(text string) (*Config, error) {
		return Parse([]byte(`{ "name": "A", "id": "com.example.a", "version": "1.0.0", "updates": ` + text + ` }`))
	}
	config, err := parse(`{ "url": "https://example.com/a", "publicKey": "` + key + `" }`)
	want := &payload.Updates{URL: "https://example.com/a", PublicKey: key, Channel: "stable", Interval: "4h"}
	if err != nil || !reflect.DeepEqual(config.Updates, want) || config.Manifest(nil).Updates.Every() != 4*time.Hour {
		t.Errorf("%+v, %v", config, err)
	}
	if _, err := parse(`{ "url": "http://127.0.0.1:8000/a", "loopback": true, "publicKey": "` + key + `", "interval": "0", "channel": "beta-2" }`); err != nil {
		t.Error(err)
	}
	for text, want := range map[string]string{
		`{ "publicKey": "` + key + `" }`:                                                 `"url" is missing`,
		`{ "url": "https://example.com" }`:                                               `"publicKey" is missing`,
		`{ "url": "http://example.com", "publicKey": "` + key + `", "loopback": true }`:  "updates.url is no https address",
		`{ "url": "http://127.0.0.1", "publicKey": "` + key + `" }`:                      "updates.url is no https address",
		`{ "url": "https://me@example.com", "publicKey": "` + key + `" }`:                "updates.url is no https address",
		`{ "url": "https://example.com", "publicKey": "RWabc" }`:                         "updates.publicKey is no public key",
		`{ "url": "https://example.com", "publicKey": "` + key + `", "channel": "A/B" }`: "updates.channel is no name",
		`{ "url": "https://example.com", "publicKey": "` + key + `", "interval": "5s" }`: "updates.interval is no time",
	} {
		if _, err := parse(text); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: %v, want %s", text, err, want)
		}
	}
}
