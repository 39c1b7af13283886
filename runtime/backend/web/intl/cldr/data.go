// Package cldr holds the locale data that Intl formats with, and what the Unicode standard UTS #35 says
// of locales themselves: their names, likely subtags, inheritance, plural rules. It knows nothing of
// JavaScript. Package intl and its format use it; nothing else may.
//
// data.bin is made by scripts/intldata. It is a line that says where the data is from; the length
// of an index and its length unpacked; the index: for each blob its name, the name of the blob whose first
// 32 KB are its dictionary, its length and its length unpacked; then the blobs. All are deflated. Lengths are uvarints. A section ("dates") has a blob of its keys and a blob for
// each language, with what each of the language's locales has otherwise than its parent: name, NUL,
// length, then for each value how many keys it is further than the last one, the value, NUL. The dictionary
// is that of a related language, whose own is English or none.
package cldr

import (
	"bytes"
	"compress/flate"
	_ "embed"
	"encoding/binary"
	"io"
	"slices"
	"strings"
	"sync"
)

//go:embed data.bin
var data string

type blob struct {
	base   string
	packed string
	length int
}

var index = sync.OnceValue(func() map[string]blob {
	rest := data[strings.IndexByte(data, '\n')+1:]
	number := func() int {
		n, size := binary.Uvarint([]byte(rest[:min(10, len(rest))]))
		rest = rest[size:]
		return int(n)
	}
	text := func() string {
		length := number()
		defer func() { rest = rest[length:] }()
		return rest[:length]
	}
	packed, length := number(), number()
	blobs := rest[packed:]
	rest = string(inflate(blob{packed: rest[:packed], length: length}, nil))
	out := make(map[string]blob, 1024)
	for rest != "" {
		name, base := text(), text()
		packed := number()
		out[name] = blob{base, blobs[:packed], number()}
		blobs = blobs[packed:]
	}
	return out
})

func unpack(name string) []byte {
	b, ok := index()[name]
	if !ok {
		return nil
	}
	var dictionary []byte
	if b.base != "" {
		dictionary = unpack(b.base)
		dictionary = dictionary[:min(len(dictionary), 32<<10)]
	}
	return inflate(b, dictionary)
}

func inflate(b blob, dictionary []byte) []byte {
	out := bytes.NewBuffer(make([]byte, 0, b.length+bytes.MinRead))
	// The data is the program's own: it can't be damaged without the program being so.
	if _, err := io.Copy(out, flate.NewReaderDict(strings.NewReader(b.packed), dictionary)); err != nil {
		panic(err)
	}
	return out.Bytes()
}

// Section is a part of a locale's data, its parents' included. It is never changed.
type Section struct {
	keys   []string
	values []string
}

// Get returns the value of key, "" if there is none.
func (s *Section) Get(key string) string {
	if i, ok := slices.BinarySearch(s.keys, key); ok {
		return s.values[i]
	}
	return ""
}

// List returns the parts of the value of key.
func (s *Section) List(key string) []string {
	value := s.Get(key)
	if value == "" {
		return nil
	}
	return strings.Split(value, "\x1f")
}

// Each visits what is under prefix and has a value, in the order of the keys.
func (s *Section) Each(prefix string, visit func(key, value string)) {
	i, _ := slices.BinarySearch(s.keys, prefix)
	for ; i < len(s.keys) && strings.HasPrefix(s.keys[i], prefix); i++ {
		if s.values[i] != "" {
			visit(s.keys[i][len(prefix):], s.values[i])
		}
	}
}

var (
	mu       sync.Mutex // guards the maps but texts
	textsMu  sync.Mutex
	loaded   = map[string]*Section{}
	families = map[string]string{}
	keyLists = map[string][]string{}
	texts    = map[string]string{}
)

// tombstone stands for a key that a locale's parent has and it has not.
const tombstone = "\x01"

// Load returns a section ("dates") of the locale's data; locale is one of Locales, with "_" or "-".
// Any goroutine may call it.
func Load(section, locale string) *Section {
	locale = strings.ReplaceAll(locale, "-", "_")
	mu.Lock()
	defer mu.Unlock()
	return load(section, locale)
}

func load(section, locale string) *Section {
	name := section + "/" + locale
	if s := loaded[name]; s != nil {
		return s
	}
	keys := keyLists[section]
	if keys == nil {
		keys = strings.Split(string(unpack(section+"/keys")), "\n")
		keyLists[section] = keys
	}
	s := &Section{keys: keys}
	if locale == "root" {
		s.values = make([]string, len(keys))
	} else {
		s.values = load(section, parent(locale)).values
	}
	if own := ownData(section, locale); own != "" {
		s.values = slices.Clone(s.values)
		for i := -1; own != ""; {
			step, size := binary.Uvarint([]byte(own[:min(10, len(own))]))
			i += int(step)
			var value string
			value, own, _ = strings.Cut(own[size:], "\x00")
			if value == tombstone {
				value = ""
			}
			s.values[i] = value
		}
	}
	loaded[name] = s
	return s
}

// ownData is what locale has otherwise than its parent.
func ownData(section, locale string) string {
	language, _, _ := strings.Cut(locale, "_")
	rest := family(section, language)
	for rest != "" {
		name, after, _ := strings.Cut(rest, "\x00")
		length, size := binary.Uvarint([]byte(after[:min(10, len(after))]))
		after = after[size:]
		if name == locale {
			return after[:length]
		}
		rest = after[length:]
	}
	return ""
}

func family(section, language string) string {
	name := section + "/" + language
	if content, ok := families[name]; ok {
		return content
	}
	content := string(unpack(name))
	families[name] = content
	return content
}

// Text returns one of the texts that belong to no locale.
func Text(name string) string {
	textsMu.Lock()
	defer textsMu.Unlock()
	content, ok := texts[name]
	if !ok {
		content = string(unpack("text/" + name))
		texts[name] = content
	}
	return content
}

// table makes a function that reads a text once, as a map of what begins each line to its rest.
func table(name string) func() map[string]string {
	return sync.OnceValue(func() map[string]string {
		out := map[string]string{}
		for line := range strings.SplitSeq(Text(name), "\n") {
			i := strings.IndexAny(line, " \t")
			if i < 0 {
				out[line] = ""
			} else {
				out[line[:i]] = line[i+1:]
			}
		}
		return out
	})
}

// Version is the CLDR's: "48".
func Version() string {
	_, rest, _ := strings.Cut(data, "CLDR ")
	version, _, _ := strings.Cut(rest, ".")
	return version
}
