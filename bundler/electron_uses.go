package bundler

import (
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/deskjs/deskjs/internal/diag"
	"github.com/deskjs/deskjs/internal/electron"
)

// ElectronUse is a place where an app uses a name of Electron's.
type ElectronUse struct {
	// Section is the module or class, "" for an export; Name is the member, or the export.
	Section, Name string
	// Member is what is known of it; its Name is "" if Electron has none of that name.
	Member electron.Member
	// Place is a message without a text.
	Place diag.Message
}

// ElectronUses finds what the sources of an app written for Electron use of it: not what its packages do. It follows names, and the variables that they are
// assigned to, not values: what it finds is there, but it may not find everything.
func ElectronUses(dir string) (uses []ElectronUse, err error) {
	err = filepath.WalkDir(dir, func(name string, entry fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if entry.IsDir() {
			base := entry.Name()
			if name != dir && (strings.HasPrefix(base, ".") || slices.Contains(notShipped, base) || filepath.Dir(name) == dir && slices.Contains(madeFolders, base)) {
				return fs.SkipDir
			}
			return nil
		}
		if !isCode(base(name)) || strings.HasSuffix(name, ".map") || strings.HasSuffix(name, ".d.ts") || strings.HasSuffix(name, ".min.js") {
			return nil
		}
		source, err := os.ReadFile(name)
		if err != nil || !strings.Contains(string(source), "electron") && !strings.Contains(string(source), ".sender") {
			return err
		}
		relative, err := filepath.Rel(dir, name)
		uses = append(uses, usesIn(filepath.ToSlash(relative), source)...)
		return err
	})
	return uses, err
}

func base(name string) string { return filepath.Base(name) }

// useScan follows names through one file.
type useScan struct {
	file   string
	source []byte
	tokens []token
	// types are the sections of variables; namespaceType is that of the whole module.
	types map[string]string
	uses  []ElectronUse
	// binding says that variables are looked for, and no uses.
	binding bool
	changed bool
}

const namespaceType = "*"

// electronModules are the names by which it is imported.
var electronModules = []string{"electron", "electron/main", "electron/renderer", "electron/common"}

func usesIn(file string, source []byte) []ElectronUse {
	s := &useScan{file: file, source: source, tokens: scan(string(source)), types: map[string]string{}}
	s.imports()
	s.binding = true
	for range 4 { // a variable may be set behind its uses
		s.changed = false
		s.expressions()
		if !s.changed {
			break
		}
	}
	s.binding = false
	s.expressions()
	return s.uses
}

func (s *useScan) text(i int) string {
	if i < 0 || i >= len(s.tokens) {
		return ""
	}
	return s.tokens[i].text
}

func (s *useScan) bind(name, section string) {
	if name != "" && section != "" && s.types[name] != section {
		s.types[name] = section
		s.changed = true
	}
}

// isElectron reports whether the token is the name of the module as a literal.
func (s *useScan) isElectron(i int) bool {
	text := s.text(i)
	return len(text) > 2 && s.tokens[i].kind == tokenString && slices.Contains(electronModules, text[1:len(text)-1])
}

// imports binds what import statements name.
func (s *useScan) imports() {
	for i := range s.tokens {
		if s.text(i) != "import" || s.text(i-1) == "." {
			continue
		}
		end := i + 1
		for end < len(s.tokens) && s.text(end) != "from" && s.text(end) != ";" && end < i+400 {
			end++
		}
		if s.text(end) != "from" || !s.isElectron(end+1) {
			continue
		}
		for k := i + 1; k < end; k++ {
			switch {
			case s.text(k) == "{":
				s.names(k, ":", "as")
				k = s.tokens[k].match
			case s.text(k) == "*" && s.text(k+1) == "as":
				s.bind(s.text(k+2), namespaceType)
				k += 2
			case s.tokens[k].kind == tokenWord && s.text(k) != "type":
				s.bind(s.text(k), namespaceType)
			}
		}
	}
}

// names binds what braces take out of the module: { app, Menu as M } or { app, Menu: M }.
func (s *useScan) names(open int, renames ...string) {
	end := s.tokens[open].match
	for k := open + 1; k < end; k++ {
		if s.text(k) == "type" && k+1 < end && s.tokens[k+1].kind == tokenWord {
			k++
			continue
		}
		if s.tokens[k].kind != tokenWord {
			continue
		}
		name, local := s.text(k), s.text(k)
		if slices.Contains(renames, s.text(k+1)) && s.tokens[k+2].kind == tokenWord {
			local = s.text(k + 2)
			s.exported(k, name)
			k += 2
		} else {
			s.exported(k, name)
		}
		if electron.Table()[name] != nil {
			s.bind(local, name)
		}
	}
}

// exported notes the use of an export.
func (s *useScan) exported(at int, name string) {
	if s.binding {
		return
	}
	if electron.Table()[name] == nil && (strings.HasSuffix(s.file, "ts") || strings.HasSuffix(s.file, ".tsx")) {
		return // a type
	}
	use := ElectronUse{Name: name, Place: s.place(at)}
	if section := electron.Table()[name]; section != nil {
		use.Member = electron.Member{Name: name, Status: electron.Same}
		if why, gone := section.Gone(); gone {
			use.Member.Status, use.Member.Note = electron.Missing, why
		}
	}
	s.uses = append(s.uses, use)
}

func (s *useScan) place(at int) diag.Message {
	message := diag.At(diag.Message{File: s.file}, s.source, s.tokens[at].start)
	message.Length = s.tokens[at].end - s.tokens[at].start
	return message
}

// expressions follows every name that is known from where it stands.
func (s *useScan) expressions() {
	for i := range s.tokens {
		t := s.tokens[i]
		previous := s.text(i - 1)
		switch {
		case t.kind != tokenWord:
		case t.text == "require" && s.text(i+1) == "(" && s.isElectron(i+2) && s.text(i+3) == ")":
			s.follow(i, i+4, namespaceType)
		case t.text == "sender" && previous == "." && s.tokens[i-2].kind == tokenWord && s.text(i-3) != ".":
			s.follow(i-2, i+1, "webContents")
		case previous == "." && s.text(i-2) == "this":
			s.follow(i-2, i+1, s.types["this."+t.text])
		case previous == "." || previous == "?.":
		default:
			s.follow(i, i+1, s.types[t.text])
		}
	}
}

// listening are the methods whose first argument is an event.
var listening = strings.Fields("on once off addListener removeListener prependListener prependOnceListener")

// follow goes along the members behind a value of a section, from start, where the expression begins.
func (s *useScan) follow(start, at int, section string) {
	if section == "" {
		return
	}
	for {
		switch next := s.text(at); {
		case next == "(" && s.tokens[at].match > 0:
			at = s.tokens[at].match + 1 // its result is what the member leads to
		case next == "!" || next == "?." && s.text(at+1) == "(":
			at++
		case (next == "." || next == "?.") && at+1 < len(s.tokens) && s.tokens[at+1].kind == tokenWord:
			section = s.member(at+1, section)
			at += 2
			if section == "" {
				return
			}
		default:
			s.assign(start, section)
			return
		}
	}
}

// member notes the use of a member, and returns the section that it leads to.
func (s *useScan) member(at int, section string) string {
	name := s.text(at)
	if section == namespaceType {
		s.exported(at, name)
		if electron.Table()[name] == nil {
			return ""
		}
		return name
	}
	if slices.Contains(listening, name) && s.text(at+1) == "(" {
		if event := s.text(at + 2); at+2 < len(s.tokens) && s.tokens[at+2].kind == tokenString && s.text(at-1) != "?." {
			// Channels of ipc are names of the app's own.
			if section != "ipcMain" && section != "ipcRenderer" {
				s.note(at+2, section, "'"+event[1:len(event)-1]+"'")
			}
		}
		return section
	}
	return s.note(at, section, name)
}

// note notes a use, and returns the section that it leads to.
func (s *useScan) note(at int, section, name string) string {
	member, known := electron.Find(section, name)
	if !s.binding && (known || !ordinary(name)) {
		s.uses = append(s.uses, ElectronUse{Section: section, Name: name, Member: member, Place: s.place(at)})
	}
	return member.Leads
}

// ordinary reports whether every object, or every emitter, has a member of that name; or the app may have given it one.
func ordinary(name string) bool {
	return !strings.HasPrefix(name, "'") && slices.Contains(strings.Fields(`constructor prototype toString valueOf hasOwnProperty then catch finally name length call apply bind
		emit removeAllListeners listenerCount listeners rawListeners eventNames setMaxListeners getMaxListeners id`), name)
}

// assign binds the variable that an expression is assigned to, or the names that are taken out of the module.
func (s *useScan) assign(start int, section string) {
	at := start - 1
	for s.text(at) == "new" || s.text(at) == "await" || s.text(at) == "(" {
		at--
	}
	if s.text(at) != "=" {
		return
	}
	switch before := s.text(at - 1); {
	case before == "}" && section == namespaceType:
		s.names(s.tokens[at-1].match, ":")
	case at > 0 && s.tokens[at-1].kind == tokenWord && s.text(at-2) == "." && s.text(at-3) == "this":
		s.bind("this."+before, section)
	case at > 0 && s.tokens[at-1].kind == tokenWord && s.text(at-2) != ".":
		s.bind(before, section)
	}
}
