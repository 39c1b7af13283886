package main

import (
	"archive/tar"
	"bytes"
	"compress/gzip"
	"crypto/sha512"
	"encoding/base64"
	"encoding/json"
	"io/fs"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"

	"github.com/rogpeppe/go-internal/testscript"
)

// A registryServer is a registry of packages that a story has as folders, NAME@VERSION (with + for the / of a scope), and what is wrong with it.
type registryServer struct {
	*httptest.Server

	mutex    sync.Mutex
	archives map[string][]byte         // by path
	versions map[string]map[string]any // by name, by version: what the registry says of it
	fault    string                    // see serve
	about    string                    // a part of the paths that it happens to
	asked    map[string]chan struct{}  // closed when the path was asked for
	release  chan struct{}             // closed at the end, for those that hang
}

// setUpRegistry gives each story a store of its own, and no settings of the user's.
func setUpRegistry(env *testscript.Env) error {
	env.Setenv("DESKJS_STORE", filepath.Join(env.WorkDir, ".store"))
	env.Setenv("npm_config_userconfig", filepath.Join(env.WorkDir, ".none"))
	env.Setenv("npm_config_fetch_retry_mintimeout", "1")
	return nil
}

// registryCommands are what stories have beside testscript's commands:
//
//	registry FOLDER          serves the packages in FOLDER; deskjs asks it from now on
//	fault KIND [PART]        what is wrong with answers for paths with PART in them: none, down, slow, truncated, lying, broken, missing
//	asked PATH               waits until PATH was asked for, since fault
//	lock DIR                 writes a lock file for the dependencies of DIR/package.json, each at the top, in the version that is asked for
func registryCommands() map[string]func(ts *testscript.TestScript, neg bool, args []string) {
	servers := sync.Map{}
	of := func(ts *testscript.TestScript) *registryServer {
		server, found := servers.Load(ts)
		if !found {
			ts.Fatalf("there is no registry yet")
		}
		return server.(*registryServer)
	}
	return map[string]func(ts *testscript.TestScript, neg bool, args []string){
		"registry": func(ts *testscript.TestScript, _ bool, args []string) {
			server := &registryServer{archives: map[string][]byte{}, versions: map[string]map[string]any{}, release: make(chan struct{}), asked: map[string]chan struct{}{}}
			server.Server = httptest.NewServer(http.HandlerFunc(server.serve))
			servers.Store(ts, server)
			ts.Defer(func() {
				close(server.release)
				server.CloseClientConnections()
				server.Close()
				servers.Delete(ts)
			})
			ts.Check(server.load(ts.MkAbs(args[0])))
			ts.Setenv("npm_config_registry", server.URL+"/")
		},
		"fault": func(ts *testscript.TestScript, _ bool, args []string) {
			server := of(ts)
			server.mutex.Lock()
			defer server.mutex.Unlock()
			server.fault, server.about, server.asked = args[0], "", map[string]chan struct{}{}
			if len(args) > 1 {
				server.about = args[1]
			}
		},
		"asked": func(ts *testscript.TestScript, _ bool, args []string) { <-of(ts).heard(args[0]) },
		"lock":  func(ts *testscript.TestScript, _ bool, args []string) { ts.Check(of(ts).lock(ts.MkAbs(args[0]))) },
	}
}

// load packs the packages in a folder.
func (r *registryServer) load(folder string) error {
	entries, err := os.ReadDir(folder)
	if err != nil {
		return err
	}
	for _, entry := range entries {
		at := strings.LastIndex(entry.Name(), "@")
		name, version := strings.ReplaceAll(entry.Name()[:at], "+", "/"), entry.Name()[at+1:]
		archive, manifest, err := pack(filepath.Join(folder, entry.Name()))
		if err != nil {
			return err
		}
		path := "/" + name + "/-/" + name[strings.LastIndex(name, "/")+1:] + "-" + version + ".tgz"
		sum := sha512.Sum512(archive)
		manifest["name"], manifest["version"] = name, version
		manifest["dist"] = map[string]any{"tarball": r.URL + path, "integrity": "sha512-" + base64.StdEncoding.EncodeToString(sum[:])}
		if scripts, _ := manifest["scripts"].(map[string]any); scripts["install"] != nil || scripts["preinstall"] != nil || scripts["postinstall"] != nil {
			manifest["hasInstallScript"] = true
		}
		r.archives[path] = archive
		if r.versions[name] == nil {
			r.versions[name] = map[string]any{}
		}
		r.versions[name][version] = manifest
	}
	return nil
}

// pack makes the archive of a folder, and returns what its package.json says.
func pack(folder string) ([]byte, map[string]any, error) {
	var archive bytes.Buffer
	compressed := gzip.NewWriter(&archive)
	files := tar.NewWriter(compressed)
	manifest := map[string]any{}
	err := filepath.WalkDir(folder, func(path string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		data, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		name, err := filepath.Rel(folder, path)
		if err != nil {
			return err
		}
		if name == "package.json" {
			if err := json.Unmarshal(data, &manifest); err != nil {
				return err
			}
		}
		if err := files.WriteHeader(&tar.Header{Name: "package/" + filepath.ToSlash(name), Mode: 0o644, Size: int64(len(data)), Typeflag: tar.TypeReg}); err != nil {
			return err
		}
		_, err = files.Write(data)
		return err
	})
	if err == nil {
		err = files.Close()
	}
	if err == nil {
		err = compressed.Close()
	}
	return archive.Bytes(), manifest, err
}

// heard returns what is closed when a path is asked for.
func (r *registryServer) heard(path string) chan struct{} {
	r.mutex.Lock()
	defer r.mutex.Unlock()
	if r.asked[path] == nil {
		r.asked[path] = make(chan struct{})
	}
	return r.asked[path]
}

func (r *registryServer) serve(w http.ResponseWriter, request *http.Request) {
	path := request.URL.Path
	heard := r.heard(path)
	r.mutex.Lock()
	select {
	case <-heard:
	default:
		close(heard)
	}
	fault := r.fault
	if !strings.Contains(path, r.about) {
		fault = ""
	}
	data, found := r.archives[path]
	if versions := r.versions[strings.TrimPrefix(path, "/")]; !found && versions != nil {
		latest := ""
		for version := range versions {
			latest = max(latest, version)
		}
		data, _ = json.Marshal(map[string]any{"name": strings.TrimPrefix(path, "/"), "dist-tags": map[string]string{"latest": latest}, "versions": versions})
		found = true
	}
	r.mutex.Unlock()
	switch {
	case fault == "down":
		if connection, _, err := http.NewResponseController(w).Hijack(); err == nil {
			_ = connection.Close()
		}
	case fault == "slow":
		<-r.release
	case fault == "broken":
		w.WriteHeader(http.StatusInternalServerError)
	case fault == "missing" || !found:
		w.WriteHeader(http.StatusNotFound)
	case fault == "truncated":
		w.Header().Set("Content-Length", "1000000")
		_, _ = w.Write(data[:len(data)/2])
	case fault == "lying":
		_, _ = w.Write(append([]byte("x"), data...))
	default:
		_, _ = w.Write(data)
	}
}

// lock writes the lock file that npm would, where nothing conflicts.
func (r *registryServer) lock(dir string) error {
	data, err := os.ReadFile(filepath.Join(dir, "package.json"))
	if err != nil {
		return err
	}
	root := map[string]any{}
	if err := json.Unmarshal(data, &root); err != nil {
		return err
	}
	delete(root, "allowScripts")
	packages := map[string]any{"": root}
	var walk func(manifest map[string]any)
	walk = func(manifest map[string]any) {
		for _, kind := range []string{"dependencies", "devDependencies", "optionalDependencies"} {
			names, _ := manifest[kind].(map[string]any)
			for name, version := range names {
				known, _ := r.versions[name][version.(string)].(map[string]any)
				if known == nil || packages["node_modules/"+name] != nil {
					continue
				}
				place := map[string]any{"version": version, "integrity": known["dist"].(map[string]any)["integrity"]}
				for _, field := range []string{"bin", "os", "cpu", "dependencies", "optionalDependencies", "hasInstallScript"} {
					if known[field] != nil {
						place[field] = known[field]
					}
				}
				if kind == "optionalDependencies" {
					place["optional"] = true
				}
				packages["node_modules/"+name] = place
				walk(known)
			}
		}
	}
	walk(root)
	if data, err = json.MarshalIndent(map[string]any{"lockfileVersion": 3, "requires": true, "packages": packages}, "", "  "); err != nil {
		return err
	}
	return os.WriteFile(filepath.Join(dir, "package-lock.json"), data, 0o644)
}

// canMount reports whether a story may mount file systems of its own: small ones, to be filled.
var canMount = sync.OnceValue(func() bool {
	return exec.Command("unshare", "-rm", "true").Run() == nil
})
