package frontend_test

import (
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/deskjs/deskjs/bridge"
	"github.com/deskjs/deskjs/internal/grant"
)

// What can be granted, what is declared and what there is are the same names.
func TestNamesAgree(t *testing.T) {
	var declared []string
	for _, space := range regexp.MustCompile(`(?s)\n  export const (\w+): \{\n(.*?)\n  \}`).FindAllStringSubmatch(bridge.FrontendTypes, -1) {
		for _, method := range regexp.MustCompile(`(?m)^    (\w+)\(`).FindAllStringSubmatch(space[2], -1) {
			declared = append(declared, space[1]+"."+method[1])
		}
	}
	slices.Sort(declared)
	names := slices.Sorted(slices.Values(grant.Natives))
	if !slices.Equal(declared, names) {
		t.Errorf("declared\n%s\ncan be granted\n%s", strings.Join(declared, " "), strings.Join(names, " "))
	}
	source, err := os.ReadFile("frontend.js")
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range regexp.MustCompile(`(?m)^  '(\w+\.\w+)'`).FindAllStringSubmatch(string(source), -1) {
		if !slices.Contains(names, name[1]) {
			t.Errorf("frontend.js has %s, which nobody can be granted", name[1])
		}
	}
}
