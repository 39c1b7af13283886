package require

import "testing"

func TestPlaceOfImport(t *testing.T) {
	for _, test := range []struct {
		source, specifier, name string
		line, column            int
	}{
		{"import { a } from './m'\nimport { b as c, missing } from './m'\n", "./m", "missing", 2, 18},
		{"import {\n  one,\n  two,\n} from \"m\"", "m", "two", 3, 3},
		{"import x from 'm'", "m", "default", 1, 8},
		{"export { y } from 'm'", "m", "y", 1, 10},
		{"\timport{z}from'm'", "m", "z", 1, 9},
		{"import { zz } from 'm'", "m", "z", 0, 0},
		{"import('m')", "m", "z", 0, 0},
		{"", "m", "z", 0, 0},
	} {
		if line, column := placeOfImport(test.source, test.specifier, test.name); line != test.line || column != test.column {
			t.Errorf("%q: %d:%d, want %d:%d", test.source, line, column, test.line, test.column)
		}
	}
}
