package util

import (
	"fmt"
	"slices"
	"strings"

	"github.com/dop251/goja"

	"github.com/deskjs/deskjs/runtime/backend/engine"
)

// The operations of an edit.
const (
	deleted  = -1
	kept     = 0
	inserted = 1
)

// edit is a step from the expected lines to the actual ones. from says in which list its line is.
type edit struct {
	operation int
	from      int // kept and inserted: in the actual lines, deleted: in the expected ones
	expected  bool
}

// mostTrace is how many numbers the trace of a comparison may have: 256 MB.
const mostTrace = 1 << 26

// shortestEdit is Myers' algorithm ("An O(ND) Difference Algorithm and Its Variations"): the fewest deletions and
// insertions, in order. takesExpected says of a line that is kept which of the two texts to show. It returns false where it
// would take more than limit numbers of memory.
func shortestEdit(actual, expected, limit int, equal func(i, j int) bool, takesExpected func(i, j int) bool) ([]edit, bool) {
	most := actual + expected
	furthest := make([]int32, 2*most+3) // by diagonal, with room on both sides
	at := func(diagonal int) *int32 { return &furthest[diagonal+most+1] }
	var trace [][]int32 // the part of furthest that a level may look at, before it
	used := 0
	for level := 0; level <= most; level++ {
		used += 2*level + 3
		if used > limit {
			return nil, false
		}
		trace = append(trace, slices.Clone(furthest[most-level:most+level+3]))
		for diagonal := -level; diagonal <= level; diagonal += 2 {
			var x int
			if diagonal == -level || diagonal != level && *at(diagonal - 1) < *at(diagonal + 1) {
				x = int(*at(diagonal + 1))
			} else {
				x = int(*at(diagonal - 1)) + 1
			}
			y := x - diagonal
			for x < actual && y < expected && equal(x, y) {
				x++
				y++
			}
			*at(diagonal) = int32(x)
			if x >= actual && y >= expected {
				return edits(trace, actual, expected, takesExpected), true
			}
		}
	}
	return nil, true
}

// edits walks the trace back from the ends of both lists.
func edits(trace [][]int32, x, y int, takesExpected func(i, j int) bool) []edit {
	var list []edit
	for level := len(trace) - 1; level >= 0; level-- {
		before := func(diagonal int) int32 { return trace[level][diagonal+level+1] }
		diagonal := x - y
		previous := diagonal - 1
		if diagonal == -level || diagonal != level && before(diagonal-1) < before(diagonal+1) {
			previous = diagonal + 1
		}
		previousX := int(before(previous))
		previousY := previousX - previous
		for x > previousX && y > previousY {
			x--
			y--
			if takesExpected(x, y) {
				list = append(list, edit{kept, y, true})
			} else {
				list = append(list, edit{kept, x, false})
			}
		}
		if level > 0 {
			if x > previousX {
				x--
				list = append(list, edit{inserted, x, false})
			} else {
				y--
				list = append(list, edit{deleted, y, true})
			}
		}
	}
	slices.Reverse(list)
	return list
}

// diffNatives has the comparison for util.diff and for assert's messages.
func diffNatives(e *engine.Engine) map[string]any {
	return map[string]any{
		// shortestEdit(actual, expected, commas): the edits, each as two elements of one array: -1, 0 or 1 for a deleted, a
		// kept and an inserted one, and its text; undefined if they are too many. Both are arrays of strings; with commas a
		// comma at the end makes no difference.
		"shortestEdit": func(call goja.FunctionCall) goja.Value {
			actual, expected := elements(e.VM, call.Argument(0)), elements(e.VM, call.Argument(1))
			equal := func(i, j int) bool { return actual[i].StrictEquals(expected[j]) }
			takesExpected := func(i, j int) bool { return false }
			if call.Argument(2).ToBoolean() {
				equal = func(i, j int) bool {
					return actual[i].StrictEquals(expected[j]) ||
						strings.TrimSuffix(actual[i].String(), ",") == strings.TrimSuffix(expected[j].String(), ",")
				}
				takesExpected = func(i, j int) bool { return !strings.HasSuffix(actual[i].String(), ",") }
			}
			list, ok := shortestEdit(len(actual), len(expected), mostTrace, equal, takesExpected)
			if !ok {
				return goja.Undefined()
			}
			flat := make([]any, 0, 2*len(list))
			for _, step := range list {
				line := actual
				if step.expected {
					line = expected
				}
				flat = append(flat, step.operation, line[step.from])
			}
			return e.VM.NewArray(flat...)
		},
	}
}

func elements(vm *goja.Runtime, list goja.Value) []goja.Value {
	object := list.ToObject(vm)
	values := make([]goja.Value, object.Get("length").ToInteger())
	for i := range values {
		values[i] = object.Get(fmt.Sprint(i))
	}
	return values
}
