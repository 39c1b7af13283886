package linux

import (
	"cmp"
	"debug/elf"
	"errors"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"
)

// Needs is what a runtime asks of the system that it was linked for. What it opens while it runs, GTK and WebKitGTK, is not in it: every
// format knows that.
type Needs struct {
	// Libraries are those that the loader opens, sorted: "libc.so.6".
	Libraries []string
	// GLibC is the oldest version of the GNU C library that has all that is used, such as "2.34"; "" if none is.
	GLibC string
}

// RuntimeNeeds reads what a runtime needs. A file that is no ELF program needs nothing.
func RuntimeNeeds(path string) (Needs, error) {
	var needs Needs
	file, err := elf.Open(path)
	if bad := (*elf.FormatError)(nil); errors.As(err, &bad) || errors.Is(err, io.EOF) {
		return needs, nil
	}
	if err != nil {
		return needs, err
	}
	defer file.Close()
	if file.Section(".dynamic") == nil {
		return needs, nil
	}
	libraries, err := file.ImportedLibraries()
	if err != nil {
		return needs, fmt.Errorf("the runtime %s can't be read: %w", path, err)
	}
	versions, err := file.DynamicVersionNeeds()
	if err != nil {
		return needs, fmt.Errorf("the runtime %s can't be read: %w", path, err)
	}
	for _, library := range versions {
		for _, need := range library.Needs {
			if version, ok := strings.CutPrefix(need.Dep, "GLIBC_"); ok && compareNumbers(version, needs.GLibC) > 0 {
				needs.GLibC = version
			}
		}
	}
	slices.Sort(libraries)
	needs.Libraries = libraries
	return needs, nil
}

// compareNumbers compares versions that are numbers and dots.
func compareNumbers(a, b string) int {
	as, bs := strings.Split(a, "."), strings.Split(b, ".")
	return slices.CompareFunc(as, bs, func(x, y string) int {
		m, _ := strconv.Atoi(x)
		n, _ := strconv.Atoi(y)
		return cmp.Compare(m, n)
	})
}
