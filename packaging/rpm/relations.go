package rpm

import (
	"fmt"
	"slices"
	"strings"

	"github.com/deskjs/deskjs/internal/diag"
	"github.com/deskjs/deskjs/packaging"
	"github.com/deskjs/deskjs/packaging/linux"
)

// relation is what a package provides or requires.
type relation struct {
	name    string
	sense   uint32
	version string
}

// opened are the libraries that the runtime opens when it shows a window, by their own names: distributions call their packages
// differently.
var opened = []string{"libgtk-3.so.0", "libwebkit2gtk-4.1.so.0"}

// features are of rpm itself, without which it can't read the package.
var features = []relation{
	{"rpmlib(CompressedFileNames)", 0, "3.0.4-1"}, {"rpmlib(FileDigests)", 0, "4.6.0-1"},
	{"rpmlib(PayloadFilesHavePrefix)", 0, "4.0-1"}, {"rpmlib(PayloadIsZstd)", 0, "5.4.18-1"},
}

func requires(job *packaging.Job) ([]relation, error) {
	needs, err := linux.RuntimeNeeds(job.Runtime)
	if err != nil {
		return nil, err
	}
	list := []relation{{name: "hicolor-icon-theme"}} // it has the folders of icons
	for _, library := range slices.Concat(opened, needs.Libraries) {
		if !strings.HasPrefix(library, "ld-linux") {
			list = append(list, relation{name: library + "()(64bit)"})
		}
	}
	if needs.GLibC != "" {
		list = append(list, relation{name: "libc.so.6(GLIBC_" + needs.GLibC + ")(64bit)"})
	}
	wanted := slices.Clone(features)
	if strings.Contains(linux.RPMVersion(job.App.Manifest.Version), "~") {
		wanted = append(wanted, relation{"rpmlib(TildeInVersions)", 0, "4.10.0-1"})
	}
	for i, text := range job.App.Package.Linux.Depends.RPM {
		own, err := parseRelation(text, i)
		if err != nil {
			return nil, err
		}
		if strings.HasPrefix(text, "(") {
			wanted = append(wanted, relation{"rpmlib(RichDependencies)", 0, "4.12.0-1"})
		}
		list = append(list, own)
	}
	for _, feature := range wanted {
		feature.sense = senseRPM | senseLess | senseEqual
		list = append(list, feature)
	}
	slices.SortFunc(list, func(a, b relation) int { return strings.Compare(a.name, b.name) })
	return slices.Compact(list), nil
}

var senses = map[string]uint32{"=": senseEqual, "<": senseLess, ">": senseGreater, "<=": senseLess | senseEqual, ">=": senseGreater | senseEqual}

// parseRelation reads "git", "git >= 2.30" or "(a or b)".
func parseRelation(text string, at int) (relation, error) {
	words := strings.Fields(text)
	switch {
	case strings.HasPrefix(text, "(") && strings.HasSuffix(text, ")"):
		return relation{name: text}, nil
	case len(words) == 1 && !strings.ContainsAny(text, "<=>"):
		return relation{name: text}, nil
	case len(words) == 3 && senses[words[1]] != 0:
		return relation{words[0], senses[words[1]], words[2]}, nil
	}
	return relation{}, diag.New(diag.Message{
		Severity: diag.SeverityError, File: "deskjs.json", Text: fmt.Sprintf("package.linux.depends.rpm[%d] is %q, which rpm can't read", at, text),
		Hint: `write "git", "git >= 2.30" or "(git or mercurial)"`,
	})
}

func writeRelations(h *header, names, flags, versions uint32, list []relation) {
	var n, v []string
	var f []uint32
	for _, r := range list {
		n, f, v = append(n, r.name), append(f, r.sense), append(v, r.version)
	}
	h.texts(names, n)
	h.numbers(flags, f...)
	h.texts(versions, v)
}
