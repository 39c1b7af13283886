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
	for _, name := range []string{"registry.js", "hot.js", "react-refresh.js", "refresh.js", "prefresh.js", "update.js"} {
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
	if err := os.RemoveAll(filepath.Join(front, folder)); err != nil {
		return err
	}
	if err := os.MkdirAll(filepath.Join(front, folder), 0o755); err != nil {
		return err
	}
	code, sourceMap := s.script(slices.Sorted(maps.Keys(s.modules)), "modules.js")
	files := map[string][]byte{
		folder + "/client.js":      client(),
		folder + "/modules.js":     code,
		folder + "/modules.js.map": sourceMap,
		folder + "/updates.js":     []byte("__deskjs_hot.version = " + strconv.Itoa(s.version) + "\n"),
		folder + "/version.json":   []byte(strconv.Itoa(s.version)),
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

// WriteUpdate brings the folder up to date after Update; extra is that of Write.
func (s *Server) WriteUpdate(built string, u Update, extra map[string][]byte) error {
	if u.Version == 0 {
		return nil
	}
	front := filepath.Join(built, "frontend")
	files := map[string][]byte{folder + "/version.json": []byte(strconv.Itoa(u.Version))}
	name := "update-" + strconv.Itoa(u.Version) + ".js"
	code, sourceMap := s.script(u.changed, name)
	files[folder+"/"+name] = append(code, ("__deskjs_hot.take(" + string(u.Message) + ")\n")...)
	files[folder+"/"+name+".map"] = sourceMap
	for _, id := range u.changed {
		maps.Copy(files, s.filesOf(s.modules[id]))
	}
	for _, e := range s.entries {
		if m := s.modules[e.Input]; m != nil && e.Style && slices.Contains(u.Modules, e.Input) {
			maps.Copy(files, s.filesOf(m))
		}
	}
	for _, id := range u.Modules {
		if m := s.modules[id]; m != nil {
			maps.Copy(files, m.assets)
		}
	}
	for name, data := range extra {
		if _, err := os.Stat(filepath.Join(front, filepath.FromSlash(name))); err != nil {
			files[name] = data
		}
	}
	var since []string
	for id := range s.updated {
		if s.modules[id] != nil {
			since = append(since, id)
		}
	}
	slices.Sort(since)
	all, allMap := s.script(since, "updates.js")
	files[folder+"/updates.js"] = append(all, ("__deskjs_hot.version = " + strconv.Itoa(u.Version) + "\n")...)
	files[folder+"/updates.js.map"] = allMap
	return writeFiles(front, files)
}

// script defines modules, with a source map.
func (s *Server) script(ids []string, name string) (code, sourceMap []byte) {
	const begin, end = "__deskjs_hot.define(function (__d) {\n", "})\n"
	out := bytes.NewBufferString(begin)
	var j joiner
	j.lines(strings.Count(begin, "\n"))
	for _, id := range ids {
		m := s.modules[id]
		if m == nil || s.linkOf(id) != "" {
			continue
		}
		text := m.define()
		out.WriteString(text)
		lines := strings.Count(text, "\n")
		j.lines(lines - strings.Count(m.body, "\n") - 1)
		j.add(m.map_, strings.Count(m.body, "\n")+1, func(source string) string { return "/" + m.id })
	}
	out.WriteString(end)
	out.WriteString("//# sourceMappingURL=" + name + ".map\n")
	return out.Bytes(), j.text()
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
