package main

import (
	"bytes"
	"compress/flate"
	"encoding/binary"
	"encoding/json"
	"fmt"
	"os"
	"slices"
	"strings"
)

// file is what is written: package cldr reads it and describes it.
type file struct {
	version string
	index   []byte
	blobs   []byte
	sizes   map[string]int
}

func newFile(version string) *file { return &file{version: version, sizes: map[string]int{}} }

// pack compresses content with the dictionary.
func pack(content, dictionary []byte) []byte {
	var packed bytes.Buffer
	w, err := flate.NewWriterDict(&packed, flate.BestCompression, dictionary)
	if err != nil {
		panic(err)
	}
	if _, err := w.Write(content); err != nil {
		panic(err)
	}
	if err := w.Close(); err != nil {
		panic(err)
	}
	return packed.Bytes()
}

// add appends a blob, which was compressed with the one called base as dictionary.
func (f *file) add(name, base string, packed []byte, length int) {
	for _, text := range []string{name, base} {
		f.index = binary.AppendUvarint(f.index, uint64(len(text)))
		f.index = append(f.index, text...)
	}
	f.index = binary.AppendUvarint(f.index, uint64(len(packed)))
	f.index = binary.AppendUvarint(f.index, uint64(length))
	f.blobs = append(f.blobs, packed...)
	group, _, _ := strings.Cut(name, "/")
	f.sizes[group] += len(packed)
	if group == "text" {
		f.sizes[name] += len(packed)
	}
}

// addAlone appends a blob that needs no other.
func (f *file) addAlone(name, content string) {
	f.add(name, "", pack([]byte(content), nil), len(content))
}

// bases are languages whose data serves as dictionary for that of related ones. Theirs is packed with English's.
var bases = []string{"en", "ar", "bg", "cs", "da", "de", "es", "fi", "fr", "hi", "hr", "id", "ja", "pt", "ru", "sv", "tr", "uk"}

// addFamilies appends the blobs of a section's languages, each with the best dictionary.
func (f *file) addFamilies(section string, order []string, families map[string][]byte) {
	dictionary := func(language string) []byte {
		content := families[language]
		return content[:min(len(content), 32<<10)]
	}
	for _, family := range order {
		content := families[family]
		best, base := pack(content, nil), ""
		for _, candidate := range bases {
			if family == "en" || slices.Contains(bases, family) && candidate != "en" || families[candidate] == nil {
				continue
			}
			if packed := pack(content, dictionary(candidate)); len(packed) < len(best) {
				best, base = packed, section+"/"+candidate
			}
		}
		f.add(section+"/"+family, base, best, len(content))
	}
}

// tombstone stands for a key that a locale's parent has and it has not.
const tombstone = "\x01"

// section writes a section: its keys, then a blob for each language.
func (f *file) section(name string, locales []string, parents map[string]string, values map[string]map[string]string) {
	numbers := map[string]int{}
	var keys []string
	for _, locale := range locales {
		for key := range values[locale] {
			if _, ok := numbers[key]; !ok {
				numbers[key] = 0
				keys = append(keys, key)
			}
		}
	}
	slices.Sort(keys)
	for i, key := range keys {
		numbers[key] = i
	}
	f.addAlone(name+"/keys", strings.Join(keys, "\n"))
	families := map[string][]byte{}
	var order []string
	for _, locale := range locales {
		inherited := map[string]string{}
		if locale != "root" {
			inherited = values[parent(parents, locale)]
		}
		var own []byte
		last := -1
		for i, key := range keys {
			value, ok := values[locale][key]
			before, had := inherited[key]
			if ok && had && value == before || !ok && !had {
				continue
			}
			if !ok {
				value = tombstone
			}
			own = binary.AppendUvarint(own, uint64(i-last))
			own = append(append(own, value...), 0)
			last = i
		}
		if len(own) == 0 {
			continue
		}
		family, _, _ := strings.Cut(locale, "_")
		if families[family] == nil {
			order = append(order, family)
		}
		blob := append(append(families[family], locale...), 0)
		blob = binary.AppendUvarint(blob, uint64(len(own)))
		families[family] = append(blob, own...)
	}
	slices.Sort(order)
	f.addFamilies(name, order, families)
}

func (f *file) write(output string) error {
	header := fmt.Sprintf("Locale data of the Unicode CLDR %s. © 1991-2025 Unicode, Inc. Unicode License V3, see NOTICE.md.\n", f.version)
	index := pack(f.index, nil)
	out := binary.AppendUvarint([]byte(header), uint64(len(index)))
	out = binary.AppendUvarint(out, uint64(len(f.index)))
	out = append(append(out, index...), f.blobs...)
	for _, section := range sections {
		fmt.Printf("%-12s %7d\n", section.name, f.sizes[section.name])
	}
	for name, size := range f.sizes {
		if strings.HasPrefix(name, "text") {
			fmt.Println(name, size)
		}
	}
	fmt.Printf("%-12s %7d\n%-12s %7d\n%-12s %7d\n", "text", f.sizes["text"], "index", len(index), "all", len(out))
	return os.WriteFile(output, out, 0o666)
}

func print(a *archive, name string) error {
	b := a.open(name)
	if b == nil {
		return fmt.Errorf("there is no bundle %q", name)
	}
	e := json.NewEncoder(os.Stdout)
	e.SetIndent("", " ")
	e.SetEscapeHTML(false)
	return e.Encode(b.root())
}
