package tree

import (
	"archive/tar"
	"bytes"
	"compress/gzip"
	"context"
	"crypto/sha512"
	"encoding/base64"
	"encoding/json"
	"flag"
	"fmt"
	"maps"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/txtar"

	"github.com/deskjs/deskjs/bundler/npm/registry"
)

// npm is a program of npm 11 that the stories' results are recorded with: go test ./bundler/npm/tree -npm npm
var npm = flag.String("npm", "", "record what this npm makes of the stories")

// story is a file of testdata: packages of a registry, a project, what is done, and what npm 11 made of it.
type story struct {
	file    string
	archive *txtar.Archive
}

func (s *story) get(name string) []byte {
	for _, f := range s.archive.Files {
		if f.Name == name {
			return f.Data
		}
	}
	return nil
}

// serve serves the story's packages; each line of "registry" is NAME@VERSION and what its package.json has.
func (s *story) serve(t *testing.T) string {
	t.Helper()
	documents := map[string]map[string]any{}
	archives := map[string][]byte{}
	mux := http.NewServeMux()
	server := httptest.NewServer(mux)
	t.Cleanup(server.Close)
	for line := range strings.Lines(string(s.get("registry"))) {
		line = strings.TrimSpace(line)
		if line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		id, fields, _ := strings.Cut(line, " ")
		at := strings.LastIndex(id, "@")
		name, version := id[:at], id[at+1:]
		manifest := map[string]any{}
		if fields != "" {
			if err := json.Unmarshal([]byte(fields), &manifest); err != nil {
				t.Fatalf("%s: %v", line, err)
			}
		}
		document := documents[name]
		if document == nil {
			document = map[string]any{"_id": name, "name": name, "dist-tags": map[string]string{}, "versions": map[string]any{}}
			documents[name] = document
		}
		document["dist-tags"].(map[string]string)["latest"] = version
		if tag, is := manifest["tag"].(string); is {
			document["dist-tags"].(map[string]string)[tag] = version
			delete(manifest, "tag")
		}
		manifest["name"], manifest["version"] = name, version
		bundled, _ := manifest["bundled"].(map[string]any)
		delete(manifest, "bundled")
		data := pack(t, manifest, bundled)
		sum := sha512.Sum512(data)
		path := "/" + name + "/-/" + name[strings.LastIndex(name, "/")+1:] + "-" + version + ".tgz"
		archives[path] = data
		manifest["dist"] = map[string]string{"integrity": "sha512-" + base64.StdEncoding.EncodeToString(sum[:]), "tarball": server.URL + path}
		document["versions"].(map[string]any)[version] = manifest
	}
	mux.HandleFunc("/", func(w http.ResponseWriter, r *http.Request) {
		if data := archives[r.URL.Path]; data != nil {
			w.Write(data)
			return
		}
		document := documents[strings.TrimPrefix(r.URL.Path, "/")]
		if document == nil {
			http.Error(w, "{}", http.StatusNotFound)
			return
		}
		json.NewEncoder(w).Encode(document)
	})
	return server.URL
}

// pack makes an archive of a package, with others in its node_modules.
func pack(t *testing.T, manifest map[string]any, bundled map[string]any) []byte {
	t.Helper()
	var out bytes.Buffer
	compressed, _ := gzip.NewWriterLevel(&out, gzip.NoCompression) // the same with every version of Go
	files := tar.NewWriter(compressed)
	add := func(name string, value any) {
		text, err := json.Marshal(value)
		if err != nil {
			t.Fatal(err)
		}
		if err := files.WriteHeader(&tar.Header{Name: name, Mode: 0o644, Size: int64(len(text)), Typeflag: tar.TypeReg}); err != nil {
			t.Fatal(err)
		}
		files.Write(text)
	}
	add("package/package.json", manifest)
	for _, path := range slices.Sorted(maps.Keys(bundled)) {
		add("package/node_modules/"+path+"/package.json", bundled[path])
	}
	files.Close()
	compressed.Close()
	return out.Bytes()
}

// lay writes the project into a folder called project.
func (s *story) lay(t *testing.T, address string) string {
	t.Helper()
	dir := filepath.Join(t.TempDir(), "project")
	for _, f := range s.archive.Files {
		if f.Name == "registry" || f.Name == "do" || strings.HasPrefix(f.Name, "want/") {
			continue
		}
		file := filepath.Join(dir, filepath.FromSlash(f.Name))
		if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
			t.Fatal(err)
		}
		data := f.Data
		if strings.HasSuffix(f.Name, ".tgz") {
			var manifest map[string]any
			if err := json.Unmarshal(data, &manifest); err != nil {
				t.Fatal(err)
			}
			data = pack(t, manifest, nil)
		}
		if err := os.WriteFile(file, data, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	settings := string(s.get(".npmrc")) + "\nregistry=" + address + "\nomit-lockfile-registry-resolved=true\naudit=false\nfund=false\nfetch-retries=0\n"
	if err := os.WriteFile(filepath.Join(dir, ".npmrc"), []byte(settings), 0o644); err != nil {
		t.Fatal(err)
	}
	return dir
}

// record runs npm.
func (s *story) record(t *testing.T, dir string) {
	t.Helper()
	words := strings.Fields(string(s.get("do")))
	if len(words) == 0 {
		words = []string{"install"}
	}
	command := exec.Command(*npm, append(words, "--package-lock-only", "--ignore-scripts", "--cache", t.TempDir())...)
	command.Dir = dir
	output, err := command.CombinedOutput()
	s.archive.Files = slices.DeleteFunc(s.archive.Files, func(f txtar.File) bool { return strings.HasPrefix(f.Name, "want/") })
	if err != nil {
		_, code, _ := strings.Cut(string(output), "npm error code ")
		code, _, _ = strings.Cut(code, "\n")
		s.archive.Files = append(s.archive.Files, txtar.File{Name: "want/error", Data: []byte(code + "\n")})
	} else {
		for _, name := range []string{"package-lock.json", "package.json"} {
			data, err := os.ReadFile(filepath.Join(dir, name))
			if err != nil {
				t.Fatal(err)
			}
			if !bytes.Equal(data, s.get(name)) {
				s.archive.Files = append(s.archive.Files, txtar.File{Name: "want/" + name, Data: data})
			}
		}
	}
	if err := os.WriteFile(s.file, txtar.Format(s.archive), 0o644); err != nil {
		t.Fatal(err)
	}
}

// options are what the story does.
func (s *story) options(dir string) Options {
	options := Options{Dir: dir}
	words := strings.Fields(string(s.get("do")))
	for i, word := range words {
		switch {
		case i == 0:
		case word == "-D":
			options.Save = "dev"
		case word == "-O":
			options.Save = "optional"
		case word == "-E":
			options.Prefix = "exact"
		case words[0] == "uninstall":
			options.Remove = append(options.Remove, word)
		default:
			options.Add = append(options.Add, word)
		}
	}
	return options
}

func TestTreesAreThoseOfNpm(t *testing.T) {
	files, err := filepath.Glob("testdata/*.txtar")
	if err != nil || len(files) == 0 {
		t.Fatalf("there are no stories: %v", err)
	}
	for _, file := range files {
		t.Run(strings.TrimSuffix(filepath.Base(file), ".txtar"), func(t *testing.T) {
			archive, err := txtar.ParseFile(file)
			if err != nil {
				t.Fatal(err)
			}
			s := &story{file: file, archive: archive}
			address := s.serve(t)
			if *npm != "" {
				s.record(t, s.lay(t, address))
			}
			dir := s.lay(t, address)
			client, err := registry.Open(dir)
			if err != nil {
				t.Fatal(err)
			}
			defer client.Close()
			options := s.options(dir)
			exact := options.Prefix == "exact"
			options.FromSettings(client.Settings())
			if exact {
				options.Prefix = ""
			}
			result, err := Resolve(context.Background(), client, options)
			if want := s.get("want/error"); want != nil {
				if err == nil || code(err) != strings.TrimSpace(string(want)) {
					t.Fatalf("npm ends with %s, this with %v", want, err)
				}
				if message := s.get("message"); message != nil && strings.TrimSpace(err.Error()) != strings.TrimSpace(string(message)) {
					t.Errorf("the message is\n%s", err)
				}
				return
			}
			if err != nil {
				t.Fatal(err)
			}
			if _, err := result.Save(); err != nil {
				t.Fatal(err)
			}
			for _, name := range []string{"package-lock.json", "package.json"} {
				want := s.get("want/" + name)
				if want == nil {
					want = s.get(name)
				}
				got, _ := os.ReadFile(filepath.Join(dir, name))
				if !bytes.Equal(got, want) {
					t.Errorf("%s is\n%s\nnpm writes\n%s", name, got, want)
				}
			}
		})
	}
}

// code is what npm calls an error.
func code(err error) string {
	text := fmt.Sprintf("%T", err)
	switch {
	case strings.HasSuffix(text, "ConflictError"):
		return "ERESOLVE"
	case strings.Contains(err.Error(), "the registry has no package"):
		return "E404"
	case strings.Contains(err.Error(), "has no version"):
		return "ETARGET"
	case strings.Contains(err.Error(), "overrides wants"):
		return "EOVERRIDE"
	}
	return text
}
