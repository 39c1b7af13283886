package config

import (
	"cmp"
	"fmt"
	"regexp"
	"slices"
	"strings"

	"github.com/deskjs/deskjs/internal/diag"
)

// LinuxPackage is what Linux's packages have and others have not.
type LinuxPackage struct {
	// Name is the packages' name, "" for the app's.
	Name string `json:"name"`
	// Section is Debian's, "" for the one that the categories tell of.
	Section string `json:"section"`
	// Depends are packages that the app needs beside those of every app.
	Depends LinuxDepends `json:"depends"`
	// Sign says what deb, rpm and Arch's packages are signed with; nil if they are not.
	Sign *LinuxSign `json:"sign"`
}

// LinuxSign is an OpenPGP key.
type LinuxSign struct {
	// KeyFile is a path in the project, or an absolute one.
	KeyFile string `json:"keyFile"`
	// PassphraseEnvironment is the environment variable with the key's passphrase, "" for a key without.
	PassphraseEnvironment string `json:"passphraseEnvironment"`
}

// LinuxDepends are dependencies, in each format's own words.
type LinuxDepends struct {
	Deb  []string `json:"deb"`
	RPM  []string `json:"rpm"`
	APK  []string `json:"apk"`
	Arch []string `json:"arch"`
}

// Debian's names are the strictest of all.
var (
	linuxNamePattern   = regexp.MustCompile(`^[a-z0-9][a-z0-9+.-]+$`)
	sectionPattern     = regexp.MustCompile(`^((contrib|non-free)/)?[a-z][a-z-]+$`)
	ownCategoryPattern = regexp.MustCompile(`^X-[A-Za-z0-9-]+$`)
	dependencyPattern  = regexp.MustCompile(`^[^\s,][^,\r\n]*$`)
)

func (r *reader) linuxPackage(n *node, place string, p *LinuxPackage) {
	depends := func(into *[]string, key string) func(*node) {
		return func(n *node) {
			for i, item := range r.array(n, place+".depends."+key) {
				*into = append(*into, r.text(item, fmt.Sprintf("%s.depends.%s[%d]", place, key, i), checkDependency))
			}
		}
	}
	r.object(n, place, map[string]func(*node){
		"name":    func(n *node) { p.Name = r.text(n, place+".name", checkLinuxName) },
		"section": func(n *node) { p.Section = r.text(n, place+".section", checkSection) },
		"sign": func(n *node) {
			p.Sign = &LinuxSign{}
			r.object(n, place+".sign", map[string]func(*node){
				"keyFile": func(n *node) { p.Sign.KeyFile = r.text(n, place+".sign.keyFile", checkLine) },
				"passphraseEnvironment": func(n *node) {
					p.Sign.PassphraseEnvironment = r.text(n, place+".sign.passphraseEnvironment", checkLine)
				},
			}, "keyFile")
		},
		"depends": func(n *node) {
			r.object(n, place+".depends", map[string]func(*node){
				"deb": depends(&p.Depends.Deb, "deb"), "rpm": depends(&p.Depends.RPM, "rpm"),
				"apk": depends(&p.Depends.APK, "apk"), "arch": depends(&p.Depends.Arch, "arch"),
			})
		},
	})
}

func checkLinuxName(text string) (problem, hint string) {
	if !linuxNamePattern.MatchString(text) {
		return "is no name of a package", `two or more of a-z, 0-9, "+", "." and "-", a letter or a digit first: "acme-notes"`
	}
	return "", ""
}

func checkSection(text string) (problem, hint string) {
	if !sectionPattern.MatchString(text) {
		return "is no section of Debian's", `such as "editors", "graphics" or "utils"`
	}
	return "", ""
}

func checkDependency(text string) (problem, hint string) {
	if !dependencyPattern.MatchString(text) {
		return "must be one dependency", "write each as a text of its own in the list"
	}
	return "", ""
}

// MainCategories are those that desktops make menus of.
var MainCategories = strings.Fields("AudioVideo Audio Video Development Education Game Graphics Network Office Science Settings System Utility")

// moreCategories are the other ones that freedesktop.org has registered.
var moreCategories = strings.Fields(`2DGraphics 3DGraphics Accessibility ActionGame Adult AdventureGame Amusement ArcadeGame Archiving Art
	ArtificialIntelligence Astronomy AudioVideoEditing Biology BlocksGame BoardGame Building Calculator Calendar CardGame Chart Chat
	Chemistry Clock Compression ComputerScience ConsoleOnly Construction ContactManagement Core DataVisualization Database Debugger
	Dialup Dictionary DiscBurning Documentation Economy Electricity Electronics Email Emulator Engineering FileManager FileTools
	FileTransfer Finance FlowChart GNOME GTK GUIDesigner Geography Geology Geoscience HamRadio HardwareSettings History Humanities IDE
	IRCClient ImageProcessing InstantMessaging Java KDE KidsGame Languages Literature LogicGame Maps Math MedicalSoftware Midi Mixer
	Monitor Motif Music News NumericalAnalysis OCR P2P PDA PackageManager ParallelComputing Photography Physics Player Presentation
	Printing Profiling ProjectManagement Publishing Qt RasterGraphics Recorder RemoteAccess RevisionControl Robotics RolePlaying
	Scanning Security Sequencer Shooter Simulation Spirituality Sports SportsGame Spreadsheet StrategyGame TV Telephony TelephonyTools
	TerminalEmulator TextEditor TextTools Translation Tuner VectorGraphics VideoConference Viewer WebBrowser WebDevelopment WordProcessor XFCE`)

func checkCategory(text string) (problem, hint string) {
	if slices.Contains(MainCategories, text) || slices.Contains(moreCategories, text) {
		return "", ""
	}
	if ownCategoryPattern.MatchString(text) {
		return "", ""
	}
	return "is no category of freedesktop.org's", cmp.Or(diag.DidYouMean(text, slices.Concat(MainCategories, moreCategories)), "one of "+strings.Join(MainCategories, ", "))
}
