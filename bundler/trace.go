package bundler

import (
	"path"
	"regexp"
	"strconv"
	"strings"
)

// builtPlace is a place in a script of a built app, as stacks of the page and of the backend have it.
var builtPlace = regexp.MustCompile(`(?:app://localhost/|[^\s()@]*?\b)?((?:(?:frontend|backend)/)?[\w@~.%/-]+\.js):(\d+):(\d+)`)

// Trace puts places in the author's files where text has places in scripts of a built app. sourceMap returns the source map of the script that is
// called name in the app, such as "frontend/main.js", or nil. replaced counts what was found.
func Trace(text string, sourceMap func(name string) []byte) (traced string, replaced int) {
	maps := map[string]*decodedMap{}
	find := func(name string) *decodedMap {
		if m, known := maps[name]; known {
			return m
		}
		maps[name] = nil
		if data := sourceMap(name); data != nil {
			if m, err := decodeMap(data); err == nil {
				maps[name] = m
			}
		}
		return maps[name]
	}
	traced = builtPlace.ReplaceAllStringFunc(text, func(place string) string {
		match := builtPlace.FindStringSubmatch(place)
		line, err := strconv.Atoi(match[2])
		column, columnErr := strconv.Atoi(match[3])
		if err != nil || columnErr != nil || line < 1 || column < 1 {
			return place
		}
		name := match[1]
		for _, half := range []string{"backend/", "frontend/"} {
			if i := strings.LastIndex("/"+place, "/"+half); i >= 0 {
				name = place[i : strings.LastIndex(place, ".js:")+len(".js")]
				break
			}
		}
		if strings.HasPrefix(place, "app://localhost/") {
			name = "frontend/" + match[1]
		}
		m := find(name)
		if m == nil {
			return place
		}
		found, ok := m.find(line-1, column-1)
		if !ok {
			return place
		}
		source := m.sources[found.source]
		if !strings.HasPrefix(name, "backend/") { // a path from the script, whose folder is below the project's as it is below frontend/
			source = strings.TrimPrefix(path.Join("/", path.Dir(strings.TrimPrefix(name, "frontend/")), source), "/")
		}
		replaced++
		return source + ":" + strconv.Itoa(found.originalLine+1) + ":" + strconv.Itoa(found.originalUnit+1)
	})
	return traced, replaced
}
