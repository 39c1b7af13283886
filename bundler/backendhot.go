package bundler

import (
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"
)

// hotVariable is what import.meta.hot becomes in the backend of an app in development. Each module that uses it gets a variable of its
// own, whose name is as long, so that no column of the source map moves.
const hotVariable = "__deskjs_meta_hot"

var hotUse = regexp.MustCompile(`\b__deskjs_meta_hot\b`)

// linkHot gives each module its own import.meta.hot, by its file's name. A script that the host does not run, as a worker's, has none.
func (p *Project) linkHot(code, sourceMap []byte) (newCode, newMap []byte, err error) {
	uses := hotUse.FindAllIndex(code, -1)
	if len(uses) == 0 {
		return code, sourceMap, nil
	}
	mapped, err := decodeMap(sourceMap)
	if err != nil {
		return nil, nil, err
	}
	lines := newLineIndex(code, mapped, p.options.Dir)
	var header strings.Builder
	numbers := map[string]int{}
	for _, at := range uses {
		source := lines.source(at[0])
		number, known := numbers[source]
		if !known {
			number = len(numbers)
			numbers[source] = number
		}
		variable := numberedHot(number)
		copy(code[at[0]:at[1]], variable)
		if !known {
			fmt.Fprintf(&header, "var %s = module.importMetaHot && module.importMetaHot(%s); ", variable, quote(shownFile(p.options.Dir, source)))
		}
	}
	newMap, err = shiftLines(sourceMap, 1)
	return slices.Concat([]byte(strings.TrimSpace(header.String())+"\n"), code), newMap, err
}

// numberedHot is a variable's name of the length of hotVariable.
func numberedHot(number int) string {
	text := strconv.FormatInt(int64(number), 36)
	const room = 6 // digits: more modules than fit in memory
	return hotVariable[:len(hotVariable)-room] + strings.Repeat("0", room-len(text)) + text
}
