package hot

import (
	"bytes"
	"embed"
	"errors"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
)

// folder is where the scripts are, below frontend/ in the folder that is served.
const folder = "@deskjs"

// Folder is what Write makes, relative to the folder of the built app, beside the page's own files.
const Folder = "frontend/" + folder

//go:embed client/*.js
var clientFiles embed.FS

// Head is what the page has before its first script: the scripts that define the modules. They run in order when the page has been read,
// and before its module scripts.
const Head = `<script defer src="/` + folder + `/client.js"></script><script defer src="/` + folder + `/modules.js"></script>` +
	`<script defer src="/` + folder + `/updates.js"></script>`

// client is the page's half.
func client() []byte {
	var out bytes.Buffer
	out.WriteString("(function () {\n'use strict'\n")
	for _, name := range []string{"registry.js", "hot.js", "react-refresh.js", "preact-refresh.js", "refresh.js", "update.js"} {
		text, err := clientFiles.ReadFile("client/" + name)
		if err == nil {
			out.Write(text)
		}
	}
	out.WriteString("})()\n")
	return out.Bytes()
}

// Write brings the folder of the built app up to date after Load: the scripts that define all modules, and one for each script of the page. extra are
// files that plugins have made, by the names below frontend/, which say what is in them.
func (s *Server) Write(built string, extra map[string][]byte) error {
	front := filepath.Join(built, "frontend")
	s.Close()
	if err := os.RemoveAll(filepath.Join(front, folder)); err != nil {
		return err
	}
	if err := os.MkdirAll(filepath.Join(front, folder), 0o755); err != nil {
		return err
	}
	code, sourceMap := s.script(s.modules, slices.Sorted(maps.Keys(s.modules)), "modules.js")
	s.writing.Go(func() {
		s.disk.Lock()
		defer s.disk.Unlock()
		if err := writeFiles(front, map[string][]byte{folder + "/modules.js.map": sourceMap()}); err != nil {
			s.unwritten = err
		}
	})
	files := map[string][]byte{
		folder + "/client.js":    client(),
		folder + "/modules.js":   code,
		folder + "/updates.js":   []byte("__deskjs_hot.version = " + strconv.Itoa(s.version) + "\n"),
		folder + "/version.json": []byte(strconv.Itoa(s.version)),
	}
	maps.Copy(files, s.Files())
	maps.Copy(files, extra)
	return writeFiles(front, files)
}

// Files are what the page loads beside the scripts of modules, by the names below frontend/: its own scripts, linked style sheets, assets.
func (s *Server) Files() map[string][]byte {
	files := map[string][]byte{}
	for _, e := range s.entries {
		if !e.Style {
			files[e.Output+".js"] = []byte("__deskjs_hot.start(" + quote(e.Input) + ")\n")
		}
	}
	for _, m := range s.modules {
		maps.Copy(files, s.filesOf(m))
	}
	return files
}

// filesOf are the files that a module brings below frontend/.
func (s *Server) filesOf(m *module) map[string][]byte {
	files := maps.Clone(m.assets)
	if link := s.linkOf(m.id); link != "" {
		files[strings.TrimPrefix(link, "/")] = []byte(m.style)
	}
	return files
}

// WriteUpdate brings the folder up to date after Update; extra is that of Write. What the open page asks for is there when it returns; what only
// pages that are loaded from now on, or debuggers, ask for is written beside, and Close waits for it.
func (s *Server) WriteUpdate(built string, u Update, extra map[string][]byte) error {
	if u.Version == 0 {
		return nil
	}
	front := filepath.Join(built, "frontend")
	files := map[string][]byte{folder + "/version.json": []byte(strconv.Itoa(u.Version))}
	name := "update-" + strconv.Itoa(u.Version) + ".js"
	modules := s.modules
	code, sourceMap := s.script(modules, u.changed, name)
	files[folder+"/"+name] = append(code, ("__deskjs_hot.take(" + string(u.Message) + ")\n")...)
	for _, id := range slices.Concat(u.changed, u.Modules) {
		if m := modules[id]; m != nil {
			maps.Copy(files, s.filesOf(m))
		}
	}
	for name, data := range extra {
		if _, err := os.Stat(filepath.Join(front, filepath.FromSlash(name))); err != nil {
			files[name] = data
		}
	}
	since := slices.Sorted(maps.Keys(s.updated))
	s.writing.Go(func() {
		s.disk.Lock()
		defer s.disk.Unlock()
		all, allMap := s.script(modules, since, "updates.js")
		later := map[string][]byte{
			folder + "/" + name + ".map": sourceMap(),
			folder + "/updates.js":       append(all, ("__deskjs_hot.version = " + strconv.Itoa(u.Version) + "\n")...),
			folder + "/updates.js.map":   allMap(),
		}
		if u.Version < s.written {
			return // a newer one has been quicker
		}
		s.written = u.Version
		if err := writeFiles(front, later); err != nil {
			s.unwritten = err
		}
	})
	if err := writeFiles(front, files); err != nil {
		return err
	}
	s.disk.Lock()
	defer s.disk.Unlock()
	err := s.unwritten
	s.unwritten = nil
	return err
}

// Close waits for what is still being written.
func (s *Server) Close() { s.writing.Wait() }

// script defines modules, and has a source map, which is made when it is asked for.
func (s *Server) script(modules map[string]*module, ids []string, name string) (code []byte, sourceMap func() []byte) {
	const begin, end = "__deskjs_hot.define(function (__d) {\n", "})\n"
	out := bytes.NewBufferString(begin)
	type part struct {
		*module
		before int // lines of the call before the body
	}
	var parts []part
	for _, id := range ids {
		m := modules[id]
		if m == nil || s.linkOf(id) != "" {
			continue
		}
		text := m.define()
		out.WriteString(text)
		parts = append(parts, part{m, strings.Count(text, "\n") - strings.Count(m.body, "\n") - 1})
	}
	out.WriteString(end)
	out.WriteString("//# sourceMappingURL=" + name + ".map\n")
	return out.Bytes(), func() []byte {
		var j joiner
		j.lines(strings.Count(begin, "\n"))
		for _, p := range parts {
			j.lines(p.before)
			j.add(p.map_, strings.Count(p.body, "\n")+1, func(string) string { return "/" + p.id })
		}
		return j.text()
	}
}

// writeFiles writes what differs; each is there as it was or as it is now.
func writeFiles(root string, files map[string][]byte) error {
	for _, name := range slices.Sorted(maps.Keys(files)) {
		path := filepath.Join(root, filepath.FromSlash(name))
		if err := replace(path, files[name]); err != nil {
			return err
		}
	}
	return nil
}

func replace(path string, data []byte) error {
	temporary := path + ".tmp"
	err := os.WriteFile(temporary, data, 0o644)
	if errors.Is(err, fs.ErrNotExist) {
		if err = os.MkdirAll(filepath.Dir(path), 0o755); err == nil {
			err = os.WriteFile(temporary, data, 0o644)
		}
	}
	if err != nil {
		return err
	}
	if err := os.Rename(temporary, path); err != nil {
		os.Remove(temporary)
		return err
	}
	return nil
}
