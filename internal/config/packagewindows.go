package config

import (
	"cmp"
	"fmt"
	"maps"
	"net/url"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
)

// WindowsPackage is what is said of packages for Windows alone.
type WindowsPackage struct {
	// PerMachine installs for everybody, which asks for an administrator, and not for one person.
	PerMachine bool `json:"perMachine"`
	// DesktopShortcut puts the app on the desktop too.
	DesktopShortcut bool `json:"desktopShortcut"`
	// Languages are those of the set-up program, its first for everybody else; English by default. See SetupLanguages.
	Languages []string `json:"languages"`
	// Sign says who signs; nobody by default.
	Sign *Sign `json:"sign"`
}

// Sign is who signs for Windows: a certificate, or a command of the author's.
type Sign struct {
	// Certificate is the path of a PKCS#12 file, in the project or absolute.
	Certificate string `json:"certificate"`
	// PasswordEnvironment is the environment variable with its password; "" for a file that has none.
	PasswordEnvironment string `json:"passwordEnvironment"`
	// Timestamp is the address of an RFC 3161 server; "" for none.
	Timestamp string `json:"timestamp"`
	// Command is a program that signs a file in place, and its arguments, where "{file}" is the file.
	Command []string `json:"command"`
}

// FilePlaceholder is the file to sign, in Sign.Command.
const FilePlaceholder = "{file}"

// SetupLanguages are the languages that set-up programs can speak, and NSIS's names of them.
var SetupLanguages = map[string]string{
	"de": "German", "en": "English", "es": "Spanish", "fr": "French", "it": "Italian", "ja": "Japanese", "nl": "Dutch", "pl": "Polish",
	"pt-BR": "PortugueseBR", "zh-CN": "SimpChinese",
}

var environmentPattern = regexp.MustCompile(`^[A-Za-z_][A-Za-z0-9_]*$`)

func (r *reader) windowsPackage(n *node, p *WindowsPackage) {
	const place = "package.windows"
	r.object(n, place, map[string]func(*node){
		"perMachine":      func(n *node) { p.PerMachine = r.boolean(n, place+".perMachine") },
		"desktopShortcut": func(n *node) { p.DesktopShortcut = r.boolean(n, place+".desktopShortcut") },
		"languages": func(n *node) {
			for i, item := range r.array(n, place+".languages") {
				p.Languages = append(p.Languages, r.text(item, fmt.Sprintf("%s.languages[%d]", place, i), func(text string) (problem, hint string) {
					if SetupLanguages[text] == "" {
						return "is no language that set-up programs speak", "they speak " + strings.Join(slices.Sorted(maps.Keys(SetupLanguages)), ", ")
					}
					if slices.Contains(p.Languages, text) {
						return "is here twice", "remove one"
					}
					return "", ""
				}))
			}
		},
		"sign": func(n *node) { p.Sign = r.sign(n, place+".sign") },
	})
}

func (r *reader) sign(n *node, place string) *Sign {
	s := &Sign{}
	r.object(n, place, map[string]func(*node){
		"certificate": func(n *node) { s.Certificate = r.text(n, place+".certificate", checkCertificate) },
		"passwordEnvironment": func(n *node) {
			s.PasswordEnvironment = r.text(n, place+".passwordEnvironment", func(text string) (problem, hint string) {
				if !environmentPattern.MatchString(text) {
					return "is no name of an environment variable", `write the variable's name, never the password: "SIGN_PASSWORD"`
				}
				return "", ""
			})
		},
		"timestamp": func(n *node) {
			s.Timestamp = r.text(n, place+".timestamp", func(text string) (problem, hint string) {
				if address, err := url.Parse(text); err != nil || address.Scheme != "http" && address.Scheme != "https" || address.Host == "" {
					return "is no address of a time stamp server", `such as "http://timestamp.digicert.com"`
				}
				return "", ""
			})
		},
		"command": func(n *node) {
			for i, item := range r.array(n, place+".command") {
				s.Command = append(s.Command, r.text(item, fmt.Sprintf("%s.command[%d]", place, i), nil))
			}
		},
	})
	if n.kind != kindObject {
		return s
	}
	switch named := strings.Contains(strings.Join(s.Command, " "), FilePlaceholder); {
	case (s.Certificate == "") == (len(s.Command) == 0):
		r.report(n, place+` must have "certificate" or "command", and not both`, "a certificate is a PKCS#12 file; a command signs with what is not a file, such as a hardware token")
	case len(s.Command) > 0 && !named:
		r.report(n, place+".command doesn't say which file it signs", `write "`+FilePlaceholder+`" in its place: ["sign", "`+FilePlaceholder+`"]`)
	case len(s.Command) > 0 && cmp.Or(s.PasswordEnvironment, s.Timestamp) != "":
		r.report(n, place+": passwordEnvironment and timestamp belong to a certificate", "tell the command of them in its own way")
	}
	return s
}

func checkCertificate(text string) (problem, hint string) {
	if filepath.IsAbs(text) || path.IsAbs(text) {
		return "", ""
	}
	if problem, _ := checkFile(text); problem != "" {
		return "must be the path of a file in the project, or an absolute one", `such as "certificate.pfx"`
	}
	return "", ""
}
