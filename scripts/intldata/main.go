// Command intldata makes runtime/backend/web/intl/cldr/data.bin from the locale data that a Node with
// full ICU carries in its executable:
//
//	go run ./scripts/intldata -node $(which node) -o runtime/backend/web/intl/cldr/data.bin
//
// The data is the Unicode Consortium's, see NOTICE.md. Package cldr says what the file looks like.
package main

import (
	"flag"
	"fmt"
	"maps"
	"os"
	"slices"
	"strings"
)

// languages are the ones covered, with all their regions and scripts that ICU knows.
const languages = "af ar az be bg bn bs ca cs da de el en es et eu fa fi fil fr gl he hi hr hu id is it ja " +
	"ka kk ko lt lv mk mr ms nb nl nn no pl pt ro ru sk sl sq sr sv sw ta te th tr uk ur vi zh " +
	"iw in tl sh mo"

func main() {
	node := flag.String("node", "/usr/bin/node", "the Node to read from")
	output := flag.String("o", "data.bin", "the file to write")
	show := flag.String("show", "", "print one of ICU's bundles (\"curr/de\") instead")
	flag.Parse()
	if err := run(*node, *output, *show); err != nil {
		fmt.Fprintln(os.Stderr, "intldata:", err)
		os.Exit(1)
	}
}

func run(node, output, show string) error {
	program, err := os.ReadFile(node)
	if err != nil {
		return err
	}
	archive, err := openArchive(program)
	if err != nil {
		return err
	}
	if show != "" {
		return print(archive, show)
	}
	locales, parents := covered(archive)
	asked, err := answers(node, archive.open("zoneinfo64").root()["Names"].([]any))
	if err != nil {
		return err
	}
	currentCurrencies = asked["supported.currency"]
	texts := supplement(archive, asked, locales, parents)
	shownCities = citiesShown(texts)
	f := newFile(archive.open("supplementalData").root()["cldrVersion"].(string))
	for _, section := range sections {
		t := &tree{archive: archive, folder: section.folder, parents: parents, roots: map[string]table{}}
		values := map[string]map[string]string{}
		for _, locale := range locales {
			values[locale] = map[string]string{}
			section.fill(t, locale, values[locale])
		}
		f.section(section.name, locales, parents, values)
	}
	for _, name := range slices.Sorted(maps.Keys(texts)) {
		f.addAlone("text/"+name, texts[name])
	}
	return f.write(output)
}

// covered lists the locales, root first, and says what each inherits from where that is not its
// name less the last part.
func covered(a *archive) ([]string, map[string]string) {
	wanted := map[string]bool{}
	for language := range strings.FieldsSeq(languages) {
		wanted[language] = true
	}
	parents := map[string]string{}
	locales := []string{"root"}
	index := a.open("res_index").root()
	for _, list := range []string{"InstalledLocales", "AliasLocales"} {
		for _, locale := range slices.Sorted(maps.Keys(index[list].(table))) {
			language, _, _ := strings.Cut(locale, "_")
			if !wanted[language] || strings.HasSuffix(locale, "POSIX") {
				continue
			}
			locales = append(locales, locale)
			root := a.open(locale).root()
			for _, key := range []string{"%%Parent", "%%ALIAS"} {
				if parent, ok := root[key].(string); ok {
					parents[locale] = parent
				}
			}
		}
	}
	for _, locale := range locales {
		if p := parent(parents, locale); !slices.Contains(locales, p) {
			fmt.Println("no parent:", locale, p)
		}
	}
	return locales, parents
}
